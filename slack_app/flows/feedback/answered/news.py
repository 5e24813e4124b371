"""What became of a ticket, told to everyone who spoke for it: gathered for about an hour, in one message, once."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from slack_app.domain.door import Kind as Door
from slack_app.domain.feedback.news import BY_AUTHOR, Told, is_told
from slack_app.domain.feedback.terms import Status
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest.shown import permalink
from slack_app.flows.feedback.answered import heard
from slack_app.flows.feedback.answered.heard import Heard
from slack_app.flows.feedback.voicing import mark_of, person_of
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Wait
from slack_app.flows.people import community_and_member, direct_channel, get_to_know, words_of
from slack_app.flows.sealed import key_of, sealed_to
from slack_app.gateway.protocol import Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.feedback import news, tickets
from slack_app.store.feedback.news import Decided
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket
from slack_app.views.feedback import news as view
from slack_app.views.feedback.news import NewsOf

GATHERS_FOR = timedelta(hours=1)
"""So long what is decided is gathered, and can be taken back before anybody hears of it."""


def tell(
    session: Session, deps: Deps, ticket: Ticket, status: Status, *, facts: Mapping[str, Any] | None = None
) -> None:
    """All voices of the ticket and of those linked to it are to hear that it stands so; to be called after it does.

    What they were to hear before and did not yet is superseded. When their turn comes the message says only what is true
    then: who was not told that it was declined is not told that it is open again (status NEW or TRIAGE). MERGED is told to
    the voices of the ticket that is linked, not to those of the other, and not to an author who said so themself.
    `facts` are kept beside it; why it was declined is read from the ticket.
    """
    if not is_told(status) or (status is Status.MERGED and ticket.merged_by == BY_AUTHOR):
        return
    team_id, ticket_id, now = ticket.team_id, ticket.id or 0, deps.now()
    reason = {"reason": ticket.decline_reason or ""} if status is Status.DECLINED else {}
    family = tickets.family_ids(session, team_id, ticket_id)
    news.keep(session, team_id, family, Decided(ticket_id, status.value, {**(facts or {}), **reason}), now=now)
    # Who is to hear of it is found out later, for all decisions at once: beside a decision nobody's name is ever written.
    outbox.put_again(session, team_id, Task(Job.TELL_NEWS, "news", due_at=now + GATHERS_FOR), now=now)


def tell_news(deps: Deps, errand: Errand) -> Outcome:
    """Of nobody: find out who has something to hear. Of somebody, whom only the key knows: tell them, in one message."""
    if outbox.SEALED not in errand.args:
        return _gather(deps, errand)
    user_id = sealed_to(deps, errand.args)
    return _tell(deps, errand, user_id) if user_id else Drop("nobody_to_tell")


def _gather(deps: Deps, errand: Errand) -> Outcome:
    """A message for each who has something to hear; whoever has one on its way is looked at again in an hour."""
    team_id, now = errand.team_id, deps.now()
    with transaction(deps) as session:
        news.drop_voiceless(session, team_id, now=now)
        people = {voice.mark: person_of(deps, voice) for voice in news.voices_to_tell(session, team_id)}
        news.drop_of(session, team_id, [mark for mark, user_id in people.items() if user_id is None], now=now)
        hear = {user_id for user_id in people.values() if user_id}
        under_way = {sealed_to(deps, args) for args in outbox.args_alive(session, team_id, Job.TELL_NEWS).values()}
        messages = {user_id: _message_for(deps, team_id, user_id) for user_id in hear - under_way}
        spoken = outbox.known(session, team_id, [one.key for one in messages.values()])
        new = sorted((one for one in messages.values() if one.key not in spoken), key=lambda one: one.key)
        outbox.put_many(session, team_id, new, now=now)
    return Wait(now + GATHERS_FOR) if len(new) < len(hear) else Done()


def _message_for(deps: Deps, team_id: str, user_id: str) -> Task:
    """Who reads the rows learns of nobody that they had something to hear, at whatever hour: it may have been without their name."""
    args = {outbox.SEALED: deps.seal.close(user_id)}
    return Task(Job.TELL_NEWS, key_of(deps, team_id, user_id, deps.now()), args=args, door=Door.NUDGE.value)


def _tell(deps: Deps, errand: Errand, user_id: str) -> Outcome:
    team_id = errand.team_id
    community, member = community_and_member(deps, team_id, user_id)
    if member is None:
        member = get_to_know(deps, team_id, user_id)
    with transaction(deps) as session:
        found = _found(session, deps, errand, user_id)
    if not found:
        return Drop("nothing_to_tell")
    letter = view.news(words_of(member, community), [_shown(deps, team_id, one) for one in found])
    channel_id, ids = direct_channel(deps, team_id, user_id), [row_id for one in found for row_id in one.ids]

    def then(session: Session, _receipt: Receipt) -> None:
        news.told(session, team_id, ids, now=deps.now())

    return Say(Post(channel_id, letter.text, letter.blocks, key=errand.key), then)


def _found(session: Session, deps: Deps, errand: Errand, user_id: str) -> Sequence[Heard]:
    """What this message tells; once it may have been sent it tells nothing else."""
    team_id = errand.team_id
    unnamed = news.marks_of_nobody(session, team_id)
    own = {mark for ticket_id, mark in unnamed if mark == mark_of(deps, team_id, ticket_id, user_id)}
    marks = own | news.marks_of(session, team_id, user_id)
    numbers = {mark: _number_of(deps, errand, mark) for mark in sorted(marks)}
    if errand.maybe_from:
        return heard.as_intended(session, team_id, news.taken(session, team_id, numbers))
    return heard.sort_out(session, deps, team_id, user_id, news.take(session, team_id, numbers))


def _number_of(deps: Deps, errand: Errand, mark: str) -> int:
    """What stands for the message beside one voice's news, and beside no other's.

    Else who told something with their name and something without it would be known by the message that tells of both.
    """
    return int(deps.seal.mark("told", errand.team_id, errand.id, mark)[:15], 16)


def _shown(deps: Deps, team_id: str, of: Heard) -> NewsOf:
    ticket, canonical = of.ticket, of.canonical
    link = "" if ticket.words else permalink(deps, team_id, ticket.source_channel_id, ticket.source_ts)
    is_linked = canonical.id != ticket.id
    return NewsOf(
        ticket_id=ticket.id or 0,
        number=ticket.number,
        words=ticket.words,
        told=of.told,
        is_author=of.is_author,
        link=link,
        linked_to=canonical.number if is_linked else None,
        linked_words=canonical.words if is_linked else "",
        linked_id=canonical.id or 0,
        stands=Told(Status(canonical.status), canonical.decline_reason or ""),
    )
