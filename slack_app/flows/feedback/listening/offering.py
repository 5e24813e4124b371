"""Whoever replies to a question is offered, once in its thread and seen by nobody else, to make feedback of it by one click."""

from collections.abc import Sequence

from sqlmodel import Session

from slack_app.domain.errors import TakenBackError
from slack_app.domain.events import Heard, HeardKind
from slack_app.domain.feedback.listening import OFFERED_FOR
from slack_app.domain.plain import str_at
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.entering import enter
from slack_app.flows.feedback.listening import overheard
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.flows.people import community_and_member, is_forgotten, words_of
from slack_app.flows.trouble import SAYS_THE_APP_IS_GONE
from slack_app.gateway.protocol import GiveUpError
from slack_app.jobs import Job
from slack_app.store import errands, outbox
from slack_app.store.errands import Errand
from slack_app.store.feedback import listening, tickets
from slack_app.store.outbox import Task
from slack_app.store.schema import Asking, Member
from slack_app.views.feedback.listening import offered as view


def heard(session: Session, deps: Deps, team_id: str, events: Sequence[Heard]) -> None:
    """Of all this, offer it to those who replied to a question; one look for all of it, none where nobody replied to anything."""
    replies = [(place, one) for one in events if (place := _thread_of(one))]
    if not replies:
        return
    since = deps.now() - OFFERED_FOR
    asked = listening.asked_in(session, team_id, {place for place, _ in replies}, since=since)
    for place, one in replies:
        if place in asked:
            outbox.put(session, team_id, _task(asked[place], one), now=deps.now())


def _thread_of(one: Heard) -> tuple[str, str] | None:
    thread_ts = str_at(one.facts, "thread_ts") if one.kind == HeardKind.MESSAGE else None
    return (one.channel_id, thread_ts) if one.channel_id and one.user_id and thread_ts else None


def _task(asking_id: int, one: Heard) -> Task:
    args = {"asking_id": asking_id, "ts": str_at(one.facts, "ts")}
    return Task(Job.OFFER_LISTENING, f"offer_listening:{asking_id}:{one.user_id}", one.user_id, args)


def offer(deps: Deps, errand: Errand) -> Outcome:
    """Offer it where they replied. What only one person sees cannot be looked for: after a doubt it is not said again."""
    if errand.maybe_from:
        return Drop("may_be_said")
    team_id, user_id = errand.team_id, errand.user_id or ""
    if not overheard.is_ours(deps, team_id, user_id):
        return Drop("outsider")
    community, member = community_and_member(deps, team_id, user_id)
    with deps.db.reading() as session:
        asking = listening.asking(session, team_id, int(errand.args["asking_id"]))
        wanted = community.feedback.is_on and _is_wanted(session, deps, member, asking, str(errand.args["ts"]))
    if asking is None or not wanted:
        return Drop("not_wanted")
    letter = view.offer(words_of(member, community), asking.id or 0, str(errand.args["ts"]))
    with transaction(deps) as session:
        if not errands.intend(session, errand, now=deps.now(), quiet=deps.pace.quiet):
            return Drop("not_ours")
    where = {"thread_ts": asking.message_ts}
    try:
        deps.slack.tell_privately(team_id, asking.channel_id, user_id, letter.text, letter.blocks, **where)
    except GiveUpError as refusal:
        if refusal.code in SAYS_THE_APP_IS_GONE:
            raise
        return Drop(refusal.code)
    return Done()


def _is_wanted(session: Session, deps: Deps, member: Member | None, asking: Asking | None, ts: str) -> bool:
    """Whether they are open to a word of the app, and nobody made feedback of it meanwhile. They write, so nobody sleeps."""
    if member is None or asking is None or is_forgotten(session, deps, member.team_id, member.user_id):
        return False
    is_paused = member.paused_until is not None and member.paused_until > deps.now()
    known = tickets.by_message(session, member.team_id, asking.channel_id, ts)
    return not (member.opted_out or is_paused or known)


def make_feedback(deps: Deps, team_id: str, user_id: str, asking_id: int, ts: str) -> None:
    """One click: their own reply is passed on, read now and as it stands. Raises NotAllowedError.

    A second click, or their emoji, is the same wish.
    """
    enter(deps, team_id, user_id)
    with transaction(deps) as session:
        asking = listening.asking(session, team_id, asking_id)
        if asking is None:
            raise TakenBackError
        args = {
            "channel_id": asking.channel_id,
            "ts": ts,
            "thread_ts": asking.message_ts,
            "by_emoji": True,
            "own": True,
        }
        task = Task(Job.HEAR_FEEDBACK, f"feedback:{asking.channel_id}:{ts}:{user_id}", user_id, args)
        outbox.put_unless_done(session, team_id, task, now=deps.now())
