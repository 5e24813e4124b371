"""Somebody says something with the form: it is asked about what slipped into it, kept at once, and compared with what was said."""

from dataclasses import replace

import structlog
from sqlmodel import Session

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.choices import area_named
from slack_app.domain.feedback.listening import Listening
from slack_app.domain.feedback.said import wording
from slack_app.domain.feedback.said.secrets import secrets_in, without_secrets
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source, Status
from slack_app.domain.feedback.text.plain_words import language_of
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import threads
from slack_app.flows.feedback.alike import nearness
from slack_app.flows.feedback.entering import Entered, enter
from slack_app.flows.feedback.said import adding, filing, said_before
from slack_app.flows.feedback.said.receipts import receipt_of
from slack_app.flows.feedback.said.said_before import Known
from slack_app.store.feedback import listening, tickets
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import Ticket
from slack_app.views.feedback.said import form as view
from slack_app.views.feedback.said.filed import Became, filed
from slack_app.views.feedback.said.form import FormOf, Message
from slack_app.views.feedback.said.form_reading import Written
from slack_app.views.feedback.said.similar import SimilarOf, similar
from slack_app.views.kit import View

log = structlog.get_logger()
ASKED_ABOUT = (Status.TRIAGE, Status.NEW, Status.ACCEPTED, Status.PLANNED, Status.SHIPPED, Status.DECLINED)


def form(
    deps: Deps, team_id: str, user_id: str, source: Source, *, typed: str = "", message: Message | None = None
) -> View:  # fmt: skip
    """The form, with the words that somebody typed after the command, or those of a message. Raises NotAllowedError."""
    entered = enter(deps, team_id, user_id)
    words, was_cut = wording.fitted(typed)
    areas, may_be_unnamed = entered.community.feedback.areas, entered.may_be_unnamed
    of = FormOf(source, words, areas=areas, may_be_unnamed=may_be_unnamed, outside=entered.outside)
    channel = entered.community.feedback.channel(message.channel_id) if message else None
    return view.form(
        entered.words,
        replace(
            of,
            kind=channel.default_kind if channel else None,
            message=view.with_cut(message, was_cut=was_cut) if message else None,
        ),
    )


def form_to_answer(deps: Deps, team_id: str, user_id: str, asking_id: int) -> View:
    """The form for what somebody would say to the team alone when a question is asked. Raises NotAllowedError."""
    entered = enter(deps, team_id, user_id)
    with deps.db.reading() as session:
        asking = listening.asking(session, team_id, asking_id)
        row = listening.find(session, team_id, asking.listening_id) if asking else None
    of = FormOf(
        Source.LISTENING,
        kind=Listening.from_json(row.choices).kind if row else None,
        areas=entered.community.feedback.areas,
        may_be_unnamed=entered.may_be_unnamed,
        asking_id=asking_id,
    )
    return view.form(entered.words, of)


def form_to_add(deps: Deps, team_id: str, user_id: str, ticket_id: int) -> View:
    """The form for someone's own words on what was only pointed at. Raises NotAllowedError."""
    entered = enter(deps, team_id, user_id)
    with transaction(deps) as session:
        adding.own(session, deps, team_id, user_id, ticket_id)
    return view.form(entered.words, FormOf(Source.FORM, adds_to=ticket_id))


def say(deps: Deps, team_id: str, user_id: str, written: Written, *, form_id: str, kept: str = "") -> View:
    """Keep what somebody sends, once for each form: then what may be the same is shown, or the receipt.

    `kept` is what the form carried, for the one that comes back with a question. Raises NotAllowedError, and
    InvalidAnswersError with what keeps it from being sent.
    """
    entered = enter(deps, team_id, user_id)
    _check(entered, written)
    if secrets_in(written.words) and written.secret != view.NO_SECRET:
        if written.secret != view.TAKE_OUT:
            return view.form(entered.words, _with_question(entered, written), kept=kept)
        written = replace(written, words=without_secrets(written.words), is_changed=True)
    speaker = Speaker(user_id, anonymous=written.unnamed)
    with transaction(deps) as session:
        known = _kept(session, deps, entered, written, form_id)
        receipt, ticket_id, is_draft = receipt_of(session, known, speaker), known.ticket.id or 0, _is_draft(known)
    found = _similar(deps, team_id, ticket_id, speaker, written) if is_draft else []
    if found:
        return similar(entered.words, ticket_id, found)
    if is_draft:
        file(deps, team_id, ticket_id)
    return filed(entered.words, receipt)


def file(deps: Deps, team_id: str, ticket_id: int) -> None:
    """A draft is filed now."""
    with transaction(deps) as session:
        ticket = tickets.hold(session, team_id, ticket_id)
        if ticket and ticket.status == Status.DRAFT:
            filing.file(session, deps, ticket)


def _is_draft(known: Known) -> bool:
    return known.became is Became.NEW and known.ticket.status == Status.DRAFT


def _check(entered: Entered, written: Written) -> None:
    fault = wording.fault_of(written.words)
    if fault:
        raise InvalidAnswersError({view.WORDS: fault})
    if written.unnamed and not entered.may_be_unnamed:
        raise InvalidAnswersError({view.UNNAMED: "unnamed_off"})
    if written.area and area_named(entered.community.feedback, written.area) is None:
        raise InvalidAnswersError({view.AREA: "unknown"})


def _with_question(entered: Entered, written: Written) -> FormOf:
    return FormOf(
        written.source,
        written.words,
        kind=written.kind,
        areas=entered.community.feedback.areas,
        may_be_unnamed=entered.may_be_unnamed,
        message=written.message,
        adds_to=written.adds_to,
        asking_id=written.asking_id,
        asks_about_secret=True,
        outside=entered.outside,
        area=area_named(entered.community.feedback, written.area),
        unnamed=written.unnamed,
    )


def _kept(session: Session, deps: Deps, entered: Entered, written: Written, form_id: str) -> Known:
    team_id, speaker = entered.team_id, Speaker(entered.user_id, anonymous=written.unnamed)
    if written.adds_to is not None:
        ticket = adding.own(session, deps, team_id, speaker.user_id, written.adds_to)
        adding.put_words(session, deps, ticket, written.words)
        return Known(Became.ADDED, ticket)
    marker = deps.seal.mark("form", team_id, form_id)
    known = said_before.found(session, deps, team_id, speaker, written, marker)
    if known:
        return known
    message = said_before.link_of(speaker, written)
    asking = threads.asking_for(session, team_id, message, written.asking_id)
    new = NewTicket(
        written.words,
        Source.LISTENING if asking else written.source,
        marker,
        language=language_of(written.words) or _language_of(entered, speaker),
        kind=written.kind,
        area=area_named(entered.community.feedback, written.area),
        source_channel_id=message.channel_id if message else None,
        source_ts=message.ts if message else None,
    )
    ticket = filing.keep(session, deps, team_id, new, speaker)
    threads.note(session, ticket, asking)
    return Known(Became.NEW, ticket)


def _language_of(entered: Entered, speaker: Speaker) -> str:
    """What a speaker's own Slack is set to tells who it may be: without their name it is the community's."""
    return entered.community.language if speaker.anonymous else entered.words.language


def _similar(deps: Deps, team_id: str, draft_id: int, speaker: Speaker, written: Written) -> list[SimilarOf]:
    """What may be the same, the message's own ticket first. A look that fails keeps nobody from saying it."""
    with deps.db.reading() as session:
        there = said_before.of_message(session, team_id, said_before.link_of(speaker, written))
        first = [_shown(there)] if there and there.id != draft_id and there.status in ASKED_ABOUT else []
        try:
            near = nearness.near(session, deps, team_id, written.words, but={draft_id}, by=speaker.user_id)
        except Exception:
            log.exception("near_failed", team_id=team_id, ticket_id=draft_id)
            near = []
    others = [SimilarOf(one.ticket_id, one.number, one.words, one.status, one.voices) for one in near]
    return [*first, *(one for one in others if not first or one.ticket_id != first[0].ticket_id)][:3]


def _shown(ticket: Ticket) -> SimilarOf:
    return SimilarOf(ticket.id or 0, ticket.number, ticket.words, ticket.status, ticket.voices)
