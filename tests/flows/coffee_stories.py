"""What the stories of coffee share: a programme with its people, the weeks that pass, and who met whom."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Cadence, Kind, Programme, preset
from slack_app.domain.rounds import Met
from slack_app.flows.coffee import asking, mine, programmes
from slack_app.flows.coffee.programmes import What
from slack_app.gateway.protocol import Channel, Post
from slack_app.jobs import Job
from slack_app.store import members, profiles
from slack_app.store.schema import LeftOut, Meeting, OutboxRow, Participant, ProgrammeRow, Round, Seat
from slack_app.views.coffee.mine import MyChoices
from tests.house import TEAM, House

BOSS = "UBOSS"
WEEKLY = replace(preset(Kind.COFFEE), name="Coffee", cadence=Cadence.WEEKLY, weekday=0, hour=10, country="FR")


def manage(house: House, **community: Any) -> None:
    """A community in Paris with a manager and a channel for the team."""
    house.set_up(tz="Europe/Paris", language="en", team_channel="CTEAM", coffee_channel="CCOFFEE", **community)
    house.slack.rooms["CTEAM"] = Channel("CTEAM", "team", is_member=True)
    house.person(BOSS, is_admin=True, locale="en-GB")


def programme(house: House, made: Programme = WEEKLY, *, is_on: bool = True) -> int:
    """A programme that a manager made."""
    programmes.keep(house.deps, TEAM, BOSS, None, made)
    programme_id: int = max(row.id for row in house.rows(ProgrammeRow))
    if is_on:
        switch(house, programme_id)
    return programme_id


def switch(house: House, programme_id: int, *, is_on: bool = True) -> What:
    """Let it run or rest."""
    return programmes.switch(house.deps, TEAM, BOSS, programme_id, is_on=is_on)


def arrive(house: House, *user_ids: str, **person: Any) -> None:
    """People whom the app has known for some time: French, in Paris, unless told otherwise."""
    found = [house.person(user_id, **person) for user_id in user_ids]
    with house.db.transaction() as session:
        members.meet_many(session, TEAM, found, now=house.at - timedelta(days=90))


def tell(house: House, user_id: str, profile: Profile) -> None:
    """What someone told of themselves, without the introduction that follows."""
    with house.db.transaction() as session:
        profiles.keep(session, TEAM, user_id, profile, language="fr", now=house.at)


def choose(house: House, programme_id: int, user_id: str, **chosen: Any) -> None:
    """Someone sends the form of their choices."""
    mine.keep(house.deps, TEAM, user_id, MyChoices(programme_id, **{"takes_part": True, **chosen}))


def everyone_joins(house: House, programme_id: int, user_ids: Iterable[str]) -> None:
    for user_id in user_ids:
        choose(house, programme_id, user_id)


def groups(house: House, number: int | None = None) -> list[set[str]]:
    """Who sits together, in that round or the last, in meetings that were not cancelled."""
    found = rounds(house)[-1] if number is None else rounds(house)[number - 1]
    meetings = {row.id for row in house.rows(Meeting) if row.round_id == found.id and row.state != "cancelled"}
    seats = [row for row in house.rows(Seat) if row.meeting_id in meetings]
    return [{row.user_id for row in seats if row.meeting_id == meeting} for meeting in sorted(meetings)]


def group_of(house: House, user_id: str) -> set[str]:
    """Whom someone meets in the last round, themselves included."""
    (found,) = [group for group in groups(house) if user_id in group]
    return found


def rounds(house: House) -> list[Round]:
    return sorted(house.rows(Round), key=lambda row: row.id or 0)


def meeting_of(house: House, user_id: str) -> Meeting:
    """Their newest meeting."""
    ids = {row.meeting_id for row in house.rows(Seat) if row.user_id == user_id}
    found: Meeting = max((row for row in house.rows(Meeting) if row.id in ids), key=lambda row: row.id)
    return found


def answer(house: House, user_id: str, met: Met = Met.MET) -> None:
    """Someone answers the question of their newest meeting."""
    asking.answer(house.deps, TEAM, user_id, meeting_of(house, user_id).id or 0, met)


def participant(house: House, user_id: str) -> Participant:
    """Someone in the first programme."""
    found: Participant = house.read(lambda session: session.get_one(Participant, (TEAM, 1, user_id)))
    return found


def left_out(house: House) -> list[str]:
    """For whom the last round had nobody."""
    last = rounds(house)[-1].id
    return [row.user_id for row in house.rows(LeftOut) if row.round_id == last]


def in_group(house: House, user_id: str) -> list[Post]:
    """What was said in the group of someone's newest meeting."""
    return house.slack.into(meeting_of(house, user_id).channel_id or "")


def of_job(house: House, job: Job) -> Sequence[OutboxRow]:
    return [row for row in house.rows(OutboxRow) if row.job == job]


def said(post: Post) -> str:
    """Everything that can be read in a message."""
    return f"{post.text} {post.blocks}"


def close_account(house: House, user_id: str) -> None:
    with house.db.transaction() as session:
        member = members.hold(session, TEAM, user_id)
        assert member
        member.status = "deactivated"
        session.add(member)
