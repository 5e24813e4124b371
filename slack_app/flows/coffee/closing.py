"""A round ends: who was silent is noted, who was silent for long is asked, and the report is due."""

from collections.abc import Iterator

from sqlmodel import Session

from slack_app.domain.door import Kind
from slack_app.domain.participation import SILENT_ROUNDS, Standing
from slack_app.domain.programmes import Programme
from slack_app.domain.rounds import MeetingState
from slack_app.flows.coffee import reporting
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome, Say
from slack_app.flows.people import community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.coffee import meetings, participants, programmes, rounds, turns
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Round
from slack_app.views.coffee import waiting


def close_round(deps: Deps, errand: Errand) -> Outcome:
    """End a round, once, in one transaction."""
    with transaction(deps) as session:
        found = rounds.hold(session, errand.team_id, errand.args["round_id"])
        return _ended(session, deps, found) if found else Drop("no_round")


def end_if_over(deps: Deps, team_id: str, programme_id: int) -> None:
    """A round whose end went by, with nobody there to end it, makes way for the next."""
    with transaction(deps) as session:
        current = rounds.current(session, team_id, programme_id)
        if current and current.ends_at <= deps.now():
            _ended(session, deps, current)


def _ended(session: Session, deps: Deps, found: Round) -> Outcome:
    team_id, programme_id, round_id, now = found.team_id, found.programme_id, found.id or 0, deps.now()
    if not rounds.close(session, team_id, round_id, now=now):
        return Drop("not_open")
    turns.note_silence(session, team_id, programme_id, round_id, now=now)
    turns.leave_out(session, team_id, programme_id, _never_introduced(session, team_id, round_id), now=now)
    asked = turns.to_ask(session, team_id, programme_id, silent_rounds=SILENT_ROUNDS, now=now)
    outbox.put_many(session, team_id, (_question(programme_id, round_id, one) for one in asked), now=now)
    reporting.ask_to_redraw(session, deps, team_id, round_id)
    reporting.ask_to_report(session, deps, found)
    return Done()


def _never_introduced(session: Session, team_id: str, round_id: int) -> Iterator[str]:
    """Whose group could not be brought together until the round was over: they come first next time."""
    for meeting, seats in meetings.of_round(session, team_id, round_id):
        if meeting.state == MeetingState.PLANNED:
            yield from (seat.user_id for seat in seats)


def _question(programme_id: int, round_id: int, user_id: str) -> Task:
    key, args = f"ask_silent:{round_id}:{user_id}", {"programme_id": programme_id}
    return Task(Job.ASK_SILENT, key, user_id, args, Kind.NUDGE.value)


def ask_silent(deps: Deps, errand: Errand) -> Outcome:
    """Ask someone who was silent for three rounds whether they want to stay; without an answer nothing happens."""
    team_id, user_id, programme_id = errand.team_id, errand.user_id or "", errand.args["programme_id"]
    with deps.db.reading() as session:
        row = programmes.find(session, team_id, programme_id)
        taking = participants.find(session, team_id, programme_id, user_id)
    if row is None or taking is None or taking.status != Standing.ASKED:
        return Drop("not_silent_any_more")
    community, member = community_and_member(deps, team_id, user_id)
    name = Programme.from_json(row.choices).name
    letter = waiting.silent(words_of(member, community), programme_id, name)
    return Say(Post(direct_channel(deps, team_id, user_id), letter.text, letter.blocks, key=errand.key))
