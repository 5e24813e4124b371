"""People whom nobody introduced: who acts and is not known becomes a member, and is no newcomer for that."""

from collections.abc import Collection
from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.measures import weeks
from slack_app.domain.people import Person, lives_in
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.flows.people import LONG_AGO, person_hash
from slack_app.gateway.protocol import GiveUpError
from slack_app.jobs import Job
from slack_app.store import actors, errands, members, outbox, privacy, workspaces
from slack_app.store.batches import in_batches
from slack_app.store.digest import standing, week_totals
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task

MANY = 20
"""So many strangers are looked up one by one at most; of more, the list of everyone is read once."""
MOST = 100_000
UNKNOWN_TO_SLACK = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
EVERY_HOURS = 6
SOON = timedelta(minutes=10)
IN_NO_HURRY = timedelta(minutes=30)
"""A hundred thousand people are a hundred pages, of which Slack gives twenty a minute."""


def ask_to_learn(session: Session, deps: Deps, team_id: str) -> None:
    """Ask that those who act and are not known be looked up: soon, and not more often than every six hours."""
    now = deps.now()
    key = f"{Job.LEARN_MEMBERS.value}:{now.date()}:{now.hour // EVERY_HOURS}"
    outbox.put(session, team_id, Task(Job.LEARN_MEMBERS, key, due_at=now + SOON), now=now)


def learn_members(deps: Deps, errand: Errand) -> Outcome:
    """Look up who acts and is not known, as `learn` does."""
    return Drop("somebody_else_learns") if learn(deps, errand) is None else Done()


def learn(deps: Deps, errand: Errand) -> bool | None:
    """Whoever acts and is not known is looked up, and is a member from now on, as old as what they did.

    Bots, people of other workspaces and whom Slack does not know are told apart for ever; the forgotten stay forgotten.
    True: somebody was met, and the weeks in which they acted are to be counted again. None: the row is another worker's.
    """
    left = strangers(deps, errand.team_id)
    people = _looked_up(deps, errand, left)
    if people is None:
        return None
    with transaction(deps) as session:
        members.meet_many(session, errand.team_id, people, joined_at=LONG_AGO, now=deps.now())
        met = {one.user_id for one in people}
        actors.set_outside(session, errand.team_id, left - met)
        if met:
            standing.take_from_activity(session, errand.team_id)
            _take_back(session, errand.team_id, met)
    return bool(met)


def _take_back(session: Session, team_id: str, met: Collection[str]) -> None:
    first = actors.first_of(session, team_id, met)
    if first is not None:
        week_totals.take_back_since(session, team_id, weeks.week_of(first, workspaces.zone_of(session, team_id)))


def strangers(deps: Deps, team_id: str) -> set[str]:
    """Who acted and is not known, but for those who asked to be forgotten."""
    with deps.db.reading() as session:
        found = actors.strangers(session, team_id, limit=MOST)
        marks = {person_hash(deps, team_id, one): one for one in found}
        forgotten = privacy.forgotten_among(session, team_id, marks) if marks else ()
    return {one for mark, one in marks.items() if mark not in forgotten}


def _looked_up(deps: Deps, errand: Errand, left: Collection[str]) -> list[Person] | None:
    """Those of them who live here, while the row is kept; None when it is another worker's by now."""
    if len(left) <= MANY:
        each = (_asked(deps, errand.team_id, user_id) for user_id in sorted(left))
        return [one for one in each if one and lives_in(one, errand.team_id)]
    found: list[Person] = []
    for batch in in_batches(deps.slack.everyone(errand.team_id, patience=IN_NO_HURRY)):
        with transaction(deps) as session:
            if not errands.hold_on(session, errand, until=deps.now() + deps.pace.lease):
                return None
        found += (one for one in batch if one.user_id in left and lives_in(one, errand.team_id))
    return found


def _asked(deps: Deps, team_id: str, user_id: str) -> Person | None:
    """Somebody as Slack describes them; None for whom it does not know. Raises what the gateway raises of the rest."""
    try:
        return deps.slack.person(team_id, user_id)
    except GiveUpError as refusal:
        if refusal.code not in UNKNOWN_TO_SLACK:
            raise
        return None
