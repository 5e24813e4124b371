"""What came of a round: counted once, told to managers, with a picture of who has met whom."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from slack_app.domain.connections import connectedness, layout
from slack_app.domain.figures import MeetingSeen, RoundFigures, SeatSeen, figures
from slack_app.domain.hours import local
from slack_app.domain.rounds import MeetingState, Met
from slack_app.flows.coffee.reporting import RoundSeen, seen, where_managers_read
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Then
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.coffee import meetings, pairs, participants, rounds, turns
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import Meeting, Seat
from slack_app.views.coffee import picture
from slack_app.views.coffee import report as view

NAME = "coffee_round"
LOOKS_BACK = timedelta(weeks=26)
"""How far back who met counts for how connected the community is: who met two years ago may not know each other now."""


def report_round(deps: Deps, errand: Errand) -> Outcome:
    """Tell managers what came of a round: met, planned, silent, how it was, how connected, and where a hand would help."""
    of = seen(deps, errand.team_id, errand.args["round_id"])
    place = where_managers_read(deps, of) if of else None
    if of is None or place is None:
        return Drop("nobody_to_tell")
    counted = _frozen(deps, of)
    letter = view.report(of.words, counted, of.programme.name, of.round.number)
    return Say(Post(place, letter.text, letter.blocks, key=errand.key), _told(deps, of))


def _frozen(deps: Deps, of: RoundSeen) -> RoundFigures:
    """Counted once, so that a repeat says the same."""
    team_id, name = of.round.team_id, f"{NAME}:{of.round.id}"
    day = local(of.round.closed_at or of.round.ends_at, of.community.tz).date()
    with transaction(deps) as session:
        report = reports.of_day(session, team_id, name, day)
        if report is None:
            counted = _count(session, of).to_json()
            report = reports.freeze(session, team_id, name, day, counted, now=deps.now())
        return RoundFigures.from_json(report.figures)


def _count(session: Session, of: RoundSeen) -> RoundFigures:
    team_id, programme_id, round_id = of.round.team_id, of.round.programme_id, of.round.id or 0
    met = pairs.who_met(session, team_id, programme_id, _since(of))
    silent = turns.silent(session, team_id, programme_id, at_least=2)
    return figures(
        (_meeting_seen(*one) for one in meetings.of_round(session, team_id, round_id)),
        left_out=[one.user_id for one in rounds.left_out_of(session, team_id, round_id)],
        silent_rounds=dict.fromkeys(silent, 2),
        connected=connectedness(met, _people(session, of)),
    )


def _since(of: RoundSeen) -> datetime:
    return of.round.opened_at - LOOKS_BACK


def _people(session: Session, of: RoundSeen) -> list[str]:
    """Who takes part in the programme and is still here."""
    there = participants.candidates(session, of.round.team_id, of.round.programme_id)
    return [one.member.user_id for one in there]


def _meeting_seen(meeting: Meeting, seats: Sequence[Seat]) -> MeetingSeen:
    return MeetingSeen(
        tuple(_seat_seen(seat) for seat in seats),
        wrote=meeting.wrote_at is not None,
        is_cancelled=meeting.state != MeetingState.INTRODUCED,
    )


def _seat_seen(seat: Seat) -> SeatSeen:
    return SeatSeen(seat.user_id, Met(seat.answer) if seat.answer else None, seat.rating)


def _told(deps: Deps, of: RoundSeen) -> Then:
    def then(session: Session, receipt: Receipt) -> None:
        args = {"round_id": of.round.id, "channel_id": receipt.channel_id}
        task = Task(Job.SEND_NETWORK, f"network:{of.round.id}", args=args)
        outbox.put(session, of.round.team_id, task, now=deps.now())

    return then


def send_network(deps: Deps, errand: Errand) -> Outcome:
    """The picture of who has met whom, after the report; a repeat after doubt may bring it twice, never none."""
    of = seen(deps, errand.team_id, errand.args["round_id"])
    if of is None:
        return Drop("no_round")
    with deps.db.reading() as session:
        met = list(pairs.who_met(session, errand.team_id, of.round.programme_id, _since(of)))
        people = _people(session, of)
    if not met:
        return Drop("nobody_has_met")
    drawn, name = layout(met, people, of.round.seed), of.programme.name
    content = picture.network_png(drawn.positions, [(int(one), int(other)) for one, other in drawn.edges])
    alt = view.network_alt(of.words, name, connectedness(met, people))
    title = view.network_title(of.words, name, drawn.left_off)
    deps.slack.upload(errand.team_id, errand.args["channel_id"], view.NETWORK, content, title, alt=alt)
    return Done()
