"""What members do in the community, counted by who and when; never their words."""

from datetime import UTC, datetime

from sqlmodel import Session

from slack_app.domain.events import Heard
from slack_app.flows.deps import Deps
from slack_app.store import meetings, members, nudges

GROUP = "mpim"


def instant_of(heard: Heard, now: datetime) -> datetime:
    """When it happened, as Slack's timestamp says; never later than now."""
    try:
        return min(datetime.fromtimestamp(float(heard.event_ts), UTC), now)
    except (ValueError, OverflowError, OSError):
        return now


def posted(session: Session, deps: Deps, heard: Heard) -> None:
    """A member wrote something where the app can see it; in the group of a coffee they have begun to talk."""
    if heard.facts.get("channel_type") == GROUP:
        where, by, at = heard.channel_id or "", heard.user_id or "", instant_of(heard, deps.now())
        meetings.note_written(session, heard.team_id, where, by=by, at=at)
    else:
        _was_active(session, deps, heard, act="posted")


def reacted(session: Session, deps: Deps, heard: Heard) -> None:
    """A member reacted to a message; what happens within the group of a coffee is theirs alone."""
    if meetings.in_channel(session, heard.team_id, heard.channel_id or "") is None:
        _was_active(session, deps, heard, act="reacted")


def _was_active(session: Session, deps: Deps, heard: Heard, *, act: str) -> None:
    if not heard.user_id:
        return
    at = instant_of(heard, deps.now())
    if members.note_activity(session, heard.team_id, heard.user_id, at=at, posted=act == "posted"):
        nudges.note_act(session, heard.team_id, heard.user_id, act, at)
