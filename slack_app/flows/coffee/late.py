"""Who joins while most of a round is still to come is brought together with somebody at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sqlmodel import Session

from slack_app.domain.matching import Past, Person, explain, who_with
from slack_app.domain.participation import is_due
from slack_app.domain.programmes import Programme, is_among, recipe_of
from slack_app.domain.rounds import RoundState, has_half_left
from slack_app.flows.coffee import opening, reasons, reporting
from slack_app.flows.coffee.gathering import as_person, openness_of, past, profile_of, taking_of
from slack_app.flows.coffee.groups import still_takes_part
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome, Wait
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.coffee import meetings, participants, programmes, rounds, turns
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.coffee.participants import Candidate
from slack_app.store.coffee.turns import Turn
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Round

MOST_ASKED_AFTER = 200
MOST_IN_A_ROUND = 2
"""Meetings that somebody who likes to meet newcomers has in one round."""


@dataclass(frozen=True)
class Company:
    """Whom a newcomer meets, and whether that is somebody for whom the round had nobody."""

    partner_id: str
    was_left_out: bool
    meeting: NewMeeting


def ask_for_company(session: Session, deps: Deps, team_id: str, programme_id: int, user_id: str) -> None:
    """Somebody has just joined a programme: if more than half of a round is left, company is looked for."""
    found = rounds.current(session, team_id, programme_id)
    if found and has_half_left(found.opened_at, found.ends_at, deps.now()):
        task = Task(Job.MATCH_LATE, f"match_late:{found.id}:{user_id}", user_id, {"round_id": found.id})
        outbox.put(session, team_id, task, now=deps.now())


def match_late(deps: Deps, errand: Errand) -> Outcome:
    """A pair of the newcomer and who was left out of this round, or else who likes to meet newcomers."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    with deps.db.reading() as session:
        found = rounds.find(session, team_id, errand.args["round_id"])
        if found is None or not _is_in_time(deps, found) or _times_seated(session, found, user_id):
            return Drop("too_late")
        company = _company(session, deps, found, user_id)
    return _bring_together(deps, found, user_id, company) if company else Drop("nobody")


def _is_in_time(deps: Deps, found: Round) -> bool:
    return found.state == RoundState.OPEN and has_half_left(found.opened_at, found.ends_at, deps.now())


def _times_seated(session: Session, found: Round, user_id: str) -> int:
    """In how many meetings of a round somebody sits."""
    seated = meetings.open_of_member(session, found.team_id, user_id)
    return sum(one.id == found.id for one, _ in seated)


def _company(session: Session, deps: Deps, found: Round, user_id: str) -> Company | None:
    """Who was left out comes first, then who likes to meet newcomers."""
    search = _search(session, deps, found, user_id)
    if search is None:
        return None
    team_id, programme_id = found.team_id, found.programme_id
    left = [one.user_id for one in islice(rounds.left_out_of(session, team_id, found.id or 0), MOST_ASKED_AFTER)]
    without = participants.these(session, team_id, programme_id, left)
    willing = participants.willing(session, team_id, programme_id, limit=MOST_ASKED_AFTER)
    return search.among(without, was_left_out=True) or search.among(willing, was_left_out=False)


@dataclass(frozen=True)
class Search:
    """One newcomer's search for company in a round."""

    session: Session
    deps: Deps
    round: Round
    programme: Programme
    past: Past
    newcomer: Person

    def among(self, some: Iterable[Candidate], *, was_left_out: bool) -> Company | None:
        """The best of these for the newcomer, with whom it may be and who has not had enough."""
        here = [self.person(one) for one in some if still_takes_part(one, self.deps.now())]
        while here:
            partner_id = who_with(self.newcomer, here, recipe_of(self.programme), self.past)
            if partner_id is None:
                return None
            partner = next(one for one in here if one.user_id == partner_id)
            if _times_seated(self.session, self.round, partner_id) < (1 if was_left_out else MOST_IN_A_ROUND):
                return Company(partner_id, was_left_out, self._meeting(partner))
            here.remove(partner)
        return None

    def person(self, one: Candidate) -> Person:
        """Someone as the matching sees them."""
        community = workspaces.community_of(self.session, self.round.team_id)
        return as_person(one, community, self.deps.now())

    def _meeting(self, partner: Person) -> NewMeeting:
        """The one who knows the place writes first."""
        why = explain([self.newcomer, partner], recipe_of(self.programme), self.past)
        both = (self.newcomer.user_id, partner.user_id)
        return NewMeeting(both, reasons=reasons.to_json(why), starter_id=partner.user_id)


def _search(session: Session, deps: Deps, found: Round, user_id: str) -> Search | None:
    team_id, now = found.team_id, deps.now()
    row = programmes.find(session, team_id, found.programme_id)
    here = participants.these(session, team_id, found.programme_id, [user_id])
    if row is None or not here:
        return None
    (newcomer,), programme = here, Programme.from_json(row.choices)
    if not is_due(taking_of(newcomer), openness_of(newcomer), now) or not is_among(programme, profile_of(newcomer)):
        return None
    remembered = past(session, team_id, programme, now, who=user_id)
    person = as_person(newcomer, workspaces.community_of(session, team_id), now)
    return Search(session, deps, found, programme, remembered, person)


def _bring_together(deps: Deps, found: Round, user_id: str, company: Company) -> Outcome:
    """One transaction; somebody else's newcomer may have been first, then the search begins again."""
    team_id, round_id, now = found.team_id, found.id or 0, deps.now()
    with transaction(deps) as session:
        held = rounds.hold(session, team_id, round_id)
        if held is None or held.state != RoundState.OPEN or _times_seated(session, found, user_id):
            return Drop("too_late")
        if company.was_left_out and not rounds.no_longer_left_out(session, team_id, round_id, company.partner_id):
            return Wait(now)
        meeting = meetings.add(session, team_id, round_id, company.meeting)
        seated = [Turn(user_id, 0.0), *([Turn(company.partner_id, 0.0)] if company.was_left_out else [])]
        turns.seat(session, team_id, found.programme_id, seated, now=now)
        turns.count_start(session, team_id, found.programme_id, company.partner_id, now=now)
        outbox.put(session, team_id, opening.introduction(meeting.id or 0), now=now)
        reporting.ask_to_redraw(session, deps, team_id, round_id)
    return Done()
