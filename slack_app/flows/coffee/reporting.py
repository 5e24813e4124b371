"""What managers see of a round on its way: one message, drawn anew as introductions go out."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.hours import local
from slack_app.domain.programmes import Programme
from slack_app.domain.rounds import RoundState, when_awake
from slack_app.flows import trouble
from slack_app.flows.deps import Deps
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.flows.people import words_of
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.coffee import meetings, programmes, rounds
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import ProgrammeRow, Round
from slack_app.views.coffee import report as view
from slack_app.views.coffee.report import ProgressOf
from slack_app.views.words import Words, words_for

REDRAWN_EVERY = timedelta(seconds=20)


@dataclass(frozen=True)
class RoundSeen:
    """A round, its programme, and the words of those who read of it."""

    community: Community
    row: ProgrammeRow
    round: Round
    words: Words

    @property
    def programme(self) -> Programme:
        """What its managers chose."""
        return Programme.from_json(self.row.choices)


def seen(deps: Deps, team_id: str, round_id: int) -> RoundSeen | None:
    """The round as managers see it; in the community's language, or that of the one whom it is sent to."""
    with deps.db.reading() as session:
        found = rounds.find(session, team_id, round_id)
        row = programmes.find(session, team_id, found.programme_id) if found else None
        if found is None or row is None:
            return None
        community = workspaces.community_of(session, team_id)
        maker = members.find(session, team_id, row.created_by or "")
    words = words_for(community.language) if community.team_channel else words_of(maker, community)
    return RoundSeen(community, row, found, words)


def where_managers_read(deps: Deps, of: RoundSeen) -> str | None:
    """The team's channel, else the direct messages of who made the programme or another manager; None: nobody is there."""
    return trouble.where_managers_read(deps, of.row.team_id, of.community, before_others=of.row.created_by)


def ask_to_show(session: Session, deps: Deps, team_id: str, round_id: int) -> None:
    """Ask that managers see the round that has just opened."""
    task = Task(Job.SHOW_ROUND, f"show_round:{round_id}", args={"round_id": round_id})
    outbox.put(session, team_id, task, now=deps.now())


def ask_to_redraw(session: Session, deps: Deps, team_id: str, round_id: int) -> None:
    """Ask that what they see be drawn anew: some seconds from now, so that many changes are one."""
    args, due_at = {"round_id": round_id, "again": True}, deps.now() + REDRAWN_EVERY
    task = Task(Job.SHOW_ROUND, f"redraw_round:{round_id}", args=args, due_at=due_at)
    outbox.put_again(session, team_id, task, now=deps.now())


def ask_to_report(session: Session, deps: Deps, found: Round) -> None:
    """Ask that managers be told what came of a round, at an hour at which they work."""
    community = workspaces.community_of(session, found.team_id)
    due_at = when_awake(deps.now(), [community.tz], community.tz)
    task = Task(Job.REPORT_ROUND, f"report_round:{found.id}", args={"round_id": found.id}, due_at=due_at)
    outbox.put(session, found.team_id, task, now=deps.now())


def show_round(deps: Deps, errand: Errand) -> Outcome:
    """How far the introductions are: said once, and brought up to date (`again`) while they go out."""
    of = seen(deps, errand.team_id, errand.args["round_id"])
    if of is None:
        return Drop("no_round")
    letter = view.progress(of.words, _progress(deps, of))
    if not errand.args.get("again"):
        place = where_managers_read(deps, of)
        post = Post(place or "", letter.text, letter.blocks, key=errand.key)
        return Say(post, _stands(deps, of)) if place else Drop("nobody_to_tell")
    if not of.round.channel_id or not of.round.message_ts:
        return Drop("not_shown")
    where = Receipt(of.round.channel_id, of.round.message_ts)
    deps.slack.update(errand.team_id, where, letter.text, letter.blocks)
    return Done()


def _stands(deps: Deps, of: RoundSeen) -> Then:
    def then(session: Session, receipt: Receipt) -> None:
        team_id, round_id = of.round.team_id, of.round.id or 0
        rounds.stands_at(session, team_id, round_id, receipt.channel_id, receipt.message_ts)
        ask_to_redraw(session, deps, team_id, round_id)

    return then


def _progress(deps: Deps, of: RoundSeen) -> ProgressOf:
    team_id, round_id = of.round.team_id, of.round.id or 0
    with deps.db.reading() as session:
        counted = meetings.progress(session, team_id, round_id)
        left_out = sum(1 for _ in rounds.left_out_of(session, team_id, round_id))
        people = meetings.people_in(session, team_id, round_id)
    return ProgressOf(
        programme_id=of.round.programme_id,
        programme=of.programme.name,
        number=of.round.number,
        groups=counted.planned + counted.introduced,
        introduced=counted.introduced,
        people=people,
        left_out=left_out,
        ends_on=local(of.round.ends_at, of.community.tz).date(),
        is_cancelled=of.round.state == RoundState.CANCELLED,
        is_over=of.round.state == RoundState.CLOSED,
    )
