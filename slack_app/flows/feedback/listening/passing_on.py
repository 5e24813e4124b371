"""A message of a channel becomes feedback, kept by its place alone unless its own author passed it on."""

from datetime import datetime

from sqlmodel import Session

from slack_app.domain.door import Kind as Door
from slack_app.domain.feedback.said import wording
from slack_app.domain.feedback.said.floods import LONGEST, free_at
from slack_app.domain.feedback.said.secrets import without_secrets
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source
from slack_app.domain.feedback.text.plain_words import language_of
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback import teams, threads, voicing
from slack_app.flows.feedback.listening import overheard
from slack_app.flows.feedback.listening.overheard import Passed
from slack_app.flows.feedback.said import adding, filing, wanting
from slack_app.flows.outcomes import Done, Drop, Outcome, Wait
from slack_app.flows.people import words_of
from slack_app.jobs import Job
from slack_app.store import members, outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import tickets
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket
from slack_app.views.feedback.said.asked import How


def pass_on(deps: Deps, errand: Errand) -> Outcome:
    """Make a ticket of a message, or a voice of who brings one that is known; a second time nothing more.

    What one person brings too fast comes later. Raises what the gateway raises.
    """
    passed = overheard.read(deps, errand)
    if isinstance(passed, Drop):
        return passed
    with transaction(deps) as session:
        tickets.take_turn(session, errand.team_id)
        there = tickets.by_message(session, errand.team_id, passed.channel_id, passed.ts)
        if there:
            _join(session, deps, there, passed)
            return Done()
        return _begin(session, deps, errand.team_id, passed)


def _begin(session: Session, deps: Deps, team_id: str, passed: Passed) -> Outcome:
    marker = deps.seal.mark("message", team_id, passed.channel_id, passed.ts)
    if tickets.by_marker(session, team_id, marker):
        return Drop("taken_back")
    until = _free_at(session, deps, team_id, passed)
    if until:
        _ask_to_tell_later(session, deps, team_id, passed)
        return Wait(until)
    ticket = _keep(session, deps, team_id, passed, marker)
    _add_voice(session, deps, ticket, passed)
    _ask_to_tell(session, deps, ticket, passed)
    if not (passed.is_own and passed.has_secret):  # else its author hears of that first, and has ten minutes
        filing.file(session, deps, ticket)
    return Done()


def _free_at(session: Session, deps: Deps, team_id: str, passed: Passed) -> datetime | None:
    """From when on more may come of its author, and of who brings it, whose work it may be to look for such; None: now."""
    now, waits = deps.now(), [free_at(filing.said_at(session, deps, team_id, passed.author_id), deps.now())]
    if passed.by_id and not passed.is_own and not teams.is_of_a_team(session, team_id, passed.by_id):
        brought = outbox.done_at(session, team_id, passed.by_id, Job.HEAR_FEEDBACK, now - LONGEST)
        waits.append(free_at(brought, now))
    return max((one for one in waits if one), default=None)


def _join(session: Session, deps: Deps, ticket: Ticket, passed: Passed) -> None:
    """The message is known: its author's emoji brings their words, anybody else's their voice."""
    words = _own_words(passed)
    if words and not ticket.words and voicing.is_author(session, deps, ticket, passed.author_id):
        adding.put_words(session, deps, ticket, words)
    _add_voice(session, deps, ticket, passed)


def _keep(session: Session, deps: Deps, team_id: str, passed: Passed, marker: str) -> Ticket:
    member, community = members.find(session, team_id, passed.author_id), workspaces.community_of(session, team_id)
    asking = threads.asking_at(session, team_id, passed.channel_id, passed.spoken.thread_ts)
    new = NewTicket(
        _own_words(passed),
        Source.LISTENING if asking else Source.EMOJI if passed.by_id else Source.CHANNEL,
        marker,
        language=language_of(wording.as_typed(passed.spoken.words)) or words_of(member, community).language,
        source_channel_id=passed.channel_id,
        source_ts=passed.ts,
    )
    ticket = filing.keep(session, deps, team_id, new, Speaker(passed.author_id), thread_ts=passed.spoken.thread_ts)
    threads.note(session, ticket, asking)
    return ticket


def _own_words(passed: Passed) -> str:
    """What is kept of the words: all where their author brings them, but what looks like a secret; else nothing."""
    if not passed.is_own:
        return ""
    words, _ = wording.fitted(without_secrets(wording.as_typed(passed.spoken.words)))
    return words if wording.fault_of(words) is None else ""


def _add_voice(session: Session, deps: Deps, ticket: Ticket, passed: Passed) -> None:
    """Who brings somebody else's message wants it too, unless it is their work to look for such."""
    by_id = passed.by_id
    if by_id is None or by_id == passed.author_id or teams.is_of_a_team(session, ticket.team_id, by_id):
        return
    if voicing.add_voice(session, deps, ticket, Speaker(by_id)):
        wanting.voices_changed(session, deps, ticket)


def _ask_to_tell(session: Session, deps: Deps, ticket: Ticket, passed: Passed) -> None:
    """Its author is told, of a channel where every message counts once; and who brought it."""
    how = How.OWN if passed.is_own else How.POINTED if passed.by_id else How.CHANNEL
    key = f"told:{ticket.id}"
    if how is How.CHANNEL:
        key = f"told:{passed.channel_id}:{passed.author_id}"
    elif how is How.POINTED:
        _ask(session, deps, ticket, How.BROUGHT, passed.by_id or "", f"{key}:{passed.by_id}")
    _ask(session, deps, ticket, how, passed.author_id, key, has_secret=passed.has_secret)


def _ask_to_tell_later(session: Session, deps: Deps, team_id: str, passed: Passed) -> None:
    """Whoever puts the emoji on so much at once is told so, once an hour; of a channel where every message counts nobody is."""
    if passed.by_id:
        key, args = f"later:{passed.by_id}:{deps.now():%Y%m%dT%H}", {"told": None, "how": How.LATER.value}
        task = Task(Job.HEAR_FEEDBACK, key, passed.by_id, args, Door.ANSWER.value)
        outbox.put(session, team_id, task, now=deps.now())


def _ask(  # noqa: PLR0913  of what, how, whom
    session: Session, deps: Deps, ticket: Ticket, how: How, user_id: str, key: str, *, has_secret: bool = False
) -> None:
    door = Door.ANSWER if how in (How.OWN, How.BROUGHT) else Door.NUDGE
    args = {"told": ticket.id, "how": how.value, "secret": has_secret}
    outbox.put(session, ticket.team_id, Task(Job.HEAR_FEEDBACK, key, user_id, args, door.value), now=deps.now())
