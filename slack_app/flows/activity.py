"""What people do in the community, counted by who and when; never their words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlmodel import Session

from slack_app.domain.events import Heard, HeardKind
from slack_app.domain.measures import weeks
from slack_app.domain.measures.log import Flag, micros
from slack_app.domain.plain import str_at
from slack_app.flows import deeds
from slack_app.flows.deps import Deps
from slack_app.flows.digest import learning
from slack_app.flows.people import person_hash
from slack_app.store import activity, actors, members, nudges, privacy, workspaces
from slack_app.store.activity import Deed
from slack_app.store.coffee import meetings
from slack_app.store.digest import week_totals
from slack_app.store.schema import Member

TALK = frozenset({HeardKind.MESSAGE, HeardKind.MESSAGE_DELETED, HeardKind.REACTION_ADDED, HeardKind.APP_CLICK})
"""Kinds of event that are taken together as they come."""
SAID = frozenset({HeardKind.MESSAGE, HeardKind.MESSAGE_DELETED})
"""Kinds of event that are heard of public channels alone, and of the groups of a coffee, which are set apart."""
GROUP = "mpim"
ACTS = {HeardKind.MESSAGE: "posted", HeardKind.REACTION_ADDED: "reacted"}


@dataclass(frozen=True)
class Present:
    """Who is who of those who act: members, of whom nothing is kept (the app itself, the forgotten), who is of elsewhere."""

    members: Mapping[str, Member]
    unheard: Collection[str]
    outside: Collection[str]


def instant_of(heard: Heard, now: datetime) -> datetime:
    """When it happened, as Slack's timestamp says; never later than now."""
    try:
        return min(datetime.fromtimestamp(float(heard.event_ts), UTC), now)
    except (ValueError, OverflowError, OSError):
        return now


def took_place(session: Session, deps: Deps, team_id: str, heard: Sequence[Heard]) -> None:
    """All this happened in one workspace: each deed is kept once, whatever came twice, late or after its deletion."""
    open_talk = list(_without_groups(session, deps, team_id, heard))
    present = _present_among(session, deps, team_id, open_talk)
    now, public = deps.now(), _public_among(session, team_id, open_talk)
    done = [deed for one in open_talk if one.channel_id in public and (deed := _deed(one, present, now))]
    note(session, deps, team_id, done)
    for one in open_talk:
        if one.kind == HeardKind.MESSAGE_DELETED:
            _take_away(session, deps, one)
    _tell_members(session, deps, team_id, open_talk, present)
    if any(deed.user_id not in present.members and Flag.OUTSIDE not in deed.flags for deed in done):
        learning.ask_to_learn(session, deps, team_id)


def note(session: Session, deps: Deps, team_id: str, done: Iterable[Deed]) -> None:
    """Keep what people did; a week that was counted without it is counted again when it is next needed."""
    _take_back(session, deps, team_id, activity.note_many(session, team_id, done))


def unheard_among(session: Session, deps: Deps, team_id: str, user_ids: Iterable[str]) -> Collection[str]:
    """The app itself, and those who asked to be forgotten: what they do leaves no trace."""
    workspace = workspaces.find(session, team_id)
    marks = {person_hash(deps, team_id, user_id): user_id for user_id in user_ids}
    forgotten = privacy.forgotten_among(session, team_id, marks) if marks else ()
    return {marks[mark] for mark in forgotten} | ({workspace.bot_user_id} if workspace else set())


def _present_among(session: Session, deps: Deps, team_id: str, heard: Iterable[Heard]) -> Present:
    """Who is who of those who act, and of those to whom they reply or react; members are held until all is written."""
    acting = {one.user_id for one in heard if one.user_id}
    named = {author_id for one in heard if (author_id := _author_of(one))}
    held = members.hold_many(session, team_id, acting)
    unheard = unheard_among(session, deps, team_id, (acting | named) - held.keys())
    unknown = acting - held.keys() - set(unheard)
    return Present(held, unheard, actors.outsiders(session, team_id, unknown) if unknown else ())


def _author_of(heard: Heard) -> str | None:
    return str_at(heard.facts, "parent_user_id") or str_at(heard.facts, "author_id")


def _without_groups(session: Session, deps: Deps, team_id: str, heard: Sequence[Heard]) -> Iterable[Heard]:
    """What is said in the group of a coffee is theirs alone; that they have begun to talk is noted."""
    places = {one.channel_id for one in heard if one.kind == HeardKind.REACTION_ADDED and one.channel_id}
    groups = meetings.in_channels(session, team_id, places)
    for one in heard:
        if one.facts.get("channel_type") == GROUP:
            where, by, at = one.channel_id or "", one.user_id or "", instant_of(one, deps.now())
            meetings.note_written(session, team_id, where, by=by, at=at)
        elif one.channel_id not in groups:
            yield one


def _public_among(session: Session, team_id: str, heard: Iterable[Heard]) -> Collection[str | None]:
    """Where what is done counts: where messages are heard, or gone. Of private places Slack tells the reactions alone."""
    said = {one.channel_id for one in heard if one.kind in SAID}
    others = {one.channel_id for one in heard if one.kind == HeardKind.REACTION_ADDED and one.channel_id} - said
    return {None, *said, *activity.spoken_in(session, team_id, others)}


def _deed(heard: Heard, present: Present, now: datetime) -> Deed | None:
    deed = deeds.of_heard(heard, now, is_member=heard.user_id in present.members)
    if deed and deed.user_id in present.outside:
        deed = replace(deed, flags=deed.flags | Flag.OUTSIDE)
    return deeds.nameless(deed, present.unheard) if deed else None


def _take_away(session: Session, deps: Deps, heard: Heard) -> None:
    ts = micros(str(heard.facts["ts"]))
    taken = activity.take_away(session, heard.team_id, heard.channel_id or "", ts)
    if taken is not None:
        _take_back(session, deps, heard.team_id, [taken])


def _take_back(session: Session, deps: Deps, team_id: str, instants: Collection[int]) -> None:
    """The weeks before this one in which something changed; what is said late on Sunday has its answers on Monday."""
    if not instants:
        return
    tz = workspaces.zone_of(session, team_id)
    began = weeks.start(weeks.week_of(deeds.in_micros(deps.now()), tz), tz)
    late = {at for at in instants if at < began}
    changed = {weeks.week_of(at + later, tz) for at in late for later in (0, weeks.DAY)}
    for week in sorted(changed):
        week_totals.take_back(session, team_id, week)


def _tell_members(session: Session, deps: Deps, team_id: str, heard: Iterable[Heard], present: Present) -> None:
    """What a member did is noted on them, and on the letters that they were sent of late."""
    acting = [one for one in heard if one.user_id in present.members]
    followed = nudges.unfollowed(session, team_id, {one.user_id or "" for one in acting}, deps.now()) if acting else ()
    for one in acting:
        member, at, act = present.members[one.user_id or ""], instant_of(one, deps.now()), ACTS.get(HeardKind(one.kind))
        if act is None:
            members.was_seen(member, at)
            continue
        members.was_active(member, at=at, posted=act == "posted")
        if member.user_id in followed:
            nudges.note_act(session, team_id, member.user_id, act, at)
    members.write_together(present.members.values())
