"""What is heard in channels: a message that bears the managers' emoji, or stands where every message counts; its words are left alone."""

from collections.abc import Collection, Sequence

from sqlmodel import Session

from slack_app.domain.events import Heard, HeardKind
from slack_app.domain.feedback.channels import Heard as Mode
from slack_app.domain.feedback.choices import FeedbackChoices, emoji_named
from slack_app.domain.plain import str_at
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.listening import offering
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.outbox import Task


def heard(session: Session, deps: Deps, team_id: str, events: Sequence[Heard]) -> None:
    """Of all this, ask for what may be feedback; nothing is asked of the database where nothing is."""
    workspace = workspaces.find(session, team_id)
    choices = workspaces.community_of(session, team_id).feedback
    if workspace is None or not choices.is_on:
        return
    every = {one.channel_id for one in choices.channels if one.mode is Mode.EVERY}
    by_people = [one for one in events if one.user_id != workspace.bot_user_id]
    for one in by_people:
        if task := _task(choices, every, one):
            outbox.put(session, team_id, task, now=deps.now())
    offering.heard(session, deps, team_id, by_people)


def _task(choices: FeedbackChoices, every: Collection[str], heard: Heard) -> Task | None:
    ts, channel_id = str_at(heard.facts, "ts"), heard.channel_id
    if not (ts and channel_id and heard.user_id):
        return None
    if heard.kind == HeardKind.MESSAGE and channel_id in every and heard.facts.get("thread_ts") is None:
        return Task(
            Job.HEAR_FEEDBACK, f"feedback:{channel_id}:{ts}", heard.user_id, {"channel_id": channel_id, "ts": ts}
        )
    if heard.kind == HeardKind.REACTION_ADDED and _counts(choices, heard):
        args = {"channel_id": channel_id, "ts": ts, "by_emoji": True}
        return Task(Job.HEAR_FEEDBACK, f"feedback:{channel_id}:{ts}:{heard.user_id}", heard.user_id, args)
    return None


def _counts(choices: FeedbackChoices, heard: Heard) -> bool:
    """Whether it is one of the managers' emoji, where they want to hear it; never in a direct message."""
    channel_id, name = heard.channel_id or "", emoji_named(str_at(heard.facts, "emoji") or "")
    return name in choices.emojis and channel_id[:1] != "D" and choices.heard_in(channel_id) is not Mode.FORM
