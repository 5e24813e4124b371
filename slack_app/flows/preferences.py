"""What a member wishes of the app: quiet for a while, for good, or their language."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from slack_app.domain.hours import local, zone_of
from slack_app.flows import home
from slack_app.flows.confirming import ask_to_confirm
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.people import LONG_AGO, of_their_own_will, words_of
from slack_app.store import members, nudges, workspaces
from slack_app.store.schema import Member

LONGEST_PAUSE = timedelta(days=366)


@contextmanager
def _wishes_of(deps: Deps, team_id: str, user_id: str) -> Iterator[tuple[Session, Member]]:
    """One transaction on a member who is held; their Home shows the change afterwards."""
    of_their_own_will(deps, team_id, user_id)
    with transaction(deps) as session:
        members.meet(session, team_id, user_id, joined_at=LONG_AGO, now=deps.now())
        member = members.hold(session, team_id, user_id)
        if member is None:
            message = "a member who was just met is not there"
            raise LookupError(message)
        yield session, member
        member.updated_at = deps.now()
        session.add(member)
        home.ask_to_publish(session, deps, team_id, user_id)


def pause_until(deps: Deps, team_id: str, user_id: str, day: date) -> None:
    """No message of the app's own accord before that day begins where the member is; at most a year ahead."""
    with _wishes_of(deps, team_id, user_id) as (session, member):
        community = workspaces.community_of(session, team_id)
        today = local(deps.now(), member.tz, community.tz).date()
        if day < today:
            _confirm(session, deps, member, "date_is_past")
            return
        until = min(day, today + LONGEST_PAUSE)
        member.paused_until = datetime.combine(until, time(), zone_of(member.tz, community.tz)).astimezone(UTC)
        _confirm(session, deps, member, "paused", until=until.isoformat())


def pause_for(deps: Deps, team_id: str, user_id: str, length: timedelta) -> None:
    """No message of the app's own accord for that long."""
    with _wishes_of(deps, team_id, user_id) as (session, member):
        community = workspaces.community_of(session, team_id)
        member.paused_until = deps.now() + min(length, LONGEST_PAUSE)
        until = local(member.paused_until, member.tz, community.tz).date()
        _confirm(session, deps, member, "paused", until=until.isoformat())


def stop_messages(deps: Deps, team_id: str, user_id: str) -> None:
    """No message of the app's own accord any more."""
    with _wishes_of(deps, team_id, user_id) as (session, member):
        member.opted_out = True
        _confirm(session, deps, member, "stopped")


def resume(deps: Deps, team_id: str, user_id: str) -> None:
    """Messages again, after a pause or a stop."""
    with _wishes_of(deps, team_id, user_id) as (session, member):
        member.opted_out, member.paused_until = False, None
        _confirm(session, deps, member, "resumed")


def _confirm(session: Session, deps: Deps, member: Member, what: str, until: str = "") -> None:
    language = words_of(member, workspaces.community_of(session, member.team_id)).language
    told = {"what": what, "language": language, "until": until}
    ask_to_confirm(session, deps, member.team_id, member.user_id, told)


def choose_language(deps: Deps, team_id: str, user_id: str, language: str) -> None:
    """Speak to this member in that language, whatever their Slack says."""
    with _wishes_of(deps, team_id, user_id) as (_, member):
        member.chosen_language = language if language in {"fr", "en"} else None


def note_click(deps: Deps, team_id: str, user_id: str, what: str) -> None:
    """Someone used a button of a message: that is what they did next."""
    with transaction(deps) as session:
        nudges.note_act(session, team_id, user_id, what, deps.now())
