"""A month's draft: counted once, put before the managers, and called to mind once where nobody sends it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.feedback.months import you_said as rules
from slack_app.domain.feedback.months.you_said import LEAST_PEOPLE, MOST, WANTED_FROM, Month, Named, Part, Piece, Stage
from slack_app.domain.feedback.terms import Status
from slack_app.domain.working_days import working_days_after
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.shown import permalink
from slack_app.flows.feedback.months import monthly
from slack_app.flows.outcomes import Drop, Outcome, Say, Then, Wait
from slack_app.flows.trouble import where_managers_read
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import month as month_of_feedback
from slack_app.store.feedback import tickets, you_said
from slack_app.store.feedback import times as feedback_times
from slack_app.store.feedback.you_said import NewLine
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket, YouSaid
from slack_app.views.feedback.months import you_said as view
from slack_app.views.feedback.months.you_said import DraftOf
from slack_app.views.words import Words, words_for

REMINDED_AFTER = 3
"""Working days."""


def draft_you_said(deps: Deps, errand: Errand) -> Outcome:
    """Put the month before the managers; nothing where nothing was said and nothing done. Nobody else sees it."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
    day = date.fromisoformat(errand.args["day"])
    if not (community.feedback.is_on and community.feedback.monthly_channel):
        return Drop("switched_off")
    opens_at = rules.drafted_at(day, community.tz)
    if deps.now() < opens_at:
        return Wait(opens_at)
    row = _drafted(deps, errand.team_id, community, rules.month_before(day, community.tz))
    if row is None:
        return Drop("nothing_to_tell")
    place = _place(deps, errand, row, community)
    if place is None:
        return Drop("nobody_to_tell")
    with deps.db.reading() as session:
        drawn = monthly.draft_of(session, row)
    letter = view.draft(words_for(row.language), drawn)
    return Say(Post(place, letter.text, letter.blocks, key=errand.key), _stands(deps, row, drawn, community.tz))


def _place(deps: Deps, errand: Errand, row: YouSaid, community: Community) -> str | None:
    """Where it stands; where an earlier try may have posted it, for it does not stand in two places."""
    if errand.maybe_from and row.draft_channel_id:
        return row.draft_channel_id
    place = where_managers_read(deps, errand.team_id, community)
    with transaction(deps) as session:
        held = you_said.hold(session, errand.team_id, row.id or 0)
        if held:
            held.draft_channel_id = place
            session.add(held)
    return place


def _stands(deps: Deps, row: YouSaid, drawn: DraftOf, tz: str) -> Then:
    """It is known where it stands; it is drawn anew for what changed while it was sent, and called to mind in some days."""

    def then(session: Session, receipt: Receipt) -> None:
        held = you_said.hold(session, row.team_id, row.id or 0)
        if held is None:
            return
        held.draft_channel_id, held.draft_ts = receipt.channel_id, receipt.message_ts
        session.add(held)
        session.flush()
        if monthly.draft_of(session, held) != drawn:
            monthly.ask_to_show(session, deps, row.team_id, [row.id or 0])
        due_at = working_days_after(deps.now(), tz, None, count=REMINDED_AFTER)
        task = Task(Job.REMIND_YOU_SAID, f"remind_you_said:{row.id}", args={"you_said_id": row.id}, due_at=due_at)
        outbox.put(session, row.team_id, task, now=deps.now())

    return then


def remind_you_said(deps: Deps, errand: Errand) -> Outcome:
    """Say once that a draft still waits, where it stands."""
    with deps.db.reading() as session:
        row = you_said.find(session, errand.team_id, int(errand.args["you_said_id"]))
    if row is None or row.status != Stage.DRAFT or not row.draft_channel_id:
        return Drop("does_not_wait")
    link = permalink(deps, row.team_id, row.draft_channel_id, row.draft_ts)
    letter = view.reminder(words_for(row.language), row.month, link)
    return Say(Post(row.draft_channel_id, letter.text, letter.blocks, key=errand.key))


def _drafted(deps: Deps, team_id: str, community: Community, month: Month) -> YouSaid | None:
    """The month as it was counted once; None where there is nothing to tell. What was not sent of earlier months is let go."""
    with transaction(deps) as session:
        before = you_said.of_month(session, team_id, month.first)
        if before:
            return before
        found = _counted(session, team_id, month)
        if found.is_nothing:
            return None
        words = words_for(community.language)
        told = {"status": Stage.DRAFT, "language": words.language, "opening": view.opening(words)}
        row = you_said.keep(session, team_id, month.first, {**told, "figures": found.to_json()}, now=deps.now())
        if row is None:
            return you_said.of_month(session, team_id, month.first)
        you_said.add_lines(session, team_id, row.id or 0, list(_lines(session, deps, team_id, words, month)))
        gone = you_said.let_go(session, team_id, month.first, Stage.DRAFT, Stage.LET_GO)
        monthly.ask_to_show(session, deps, team_id, gone)
        return row


def _counted(session: Session, team_id: str, month: Month) -> rules.Figures:
    times = feedback_times.between(session, team_id, month.since, month.until)
    pieces = [Piece(one.filed_at, one.answered_at, one.closed_at, one.status) for one in times]
    decided = month_of_feedback.decided(session, team_id, month.since, month.until)
    people = month_of_feedback.people(session, team_id, month.since, month.until)
    return rules.figures(pieces, decided, people, month)


def _lines(session: Session, deps: Deps, team_id: str, words: Words, month: Month) -> Iterator[NewLine]:
    """A line for each ticket that is named, without a word of who said it."""
    named = rules.named(_candidates(session, deps.now(), team_id, month))
    found = {one.id: one for one in tickets.those(session, team_id, [one.ticket_id for one in named])}
    told = month_of_feedback.areas_of_many(session, team_id, LEAST_PEOPLE)
    for place, one in enumerate(named):
        line = _line(words, found[one.ticket_id], told)
        yield NewLine(one.ticket_id, one.part, place, line, one.voices, one.months)


def _line(words: Words, ticket: Ticket, told: set[str]) -> str:
    area = ticket.area if ticket.area in told else None
    reason = ticket.decline_reason if ticket.status == Status.DECLINED and rules.may_quote(ticket.voices) else None
    return view.line(words, ticket.kind, area, reason or "")


def _candidates(session: Session, now: datetime, team_id: str, month: Month) -> Mapping[Part, Sequence[Named]]:
    """More of what may be in two parts than is named, so that enough are left."""
    over = sum(MOST.values())
    found = {
        Part.SHIPPED: month_of_feedback.resolved(session, team_id, Status.SHIPPED, month.since, month.until, most=over),
        Part.DECLINED: month_of_feedback.resolved(
            session, team_id, Status.DECLINED, month.since, month.until, most=over
        ),
        Part.WANTED: month_of_feedback.most_wanted(session, team_id, least=WANTED_FROM, most=over),
        Part.LONGEST: month_of_feedback.open_longest(session, team_id, month.since, most=over),
    }
    return {part: [_named(one, part, now) for one in rows] for part, rows in found.items()}


def _named(ticket: Ticket, part: Part, now: datetime) -> Named:
    return Named(ticket.id or 0, part, ticket.voices, rules.months_open(ticket.filed_at or ticket.created_at, now))
