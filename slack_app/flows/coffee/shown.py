"""Where someone stands in each programme, as they are shown it in their form and in App Home."""

from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.hours import local, zone_of
from slack_app.domain.participation import Standing
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Audience, Programme, is_among
from slack_app.flows.coffee.schedule import next_on
from slack_app.flows.deps import Deps
from slack_app.store import members, profiles
from slack_app.store.coffee import apart, meetings, participants, programmes
from slack_app.store.schema import Participant, ProgrammeRow
from slack_app.views.coffee.mine_told import MineOf, MyProgramme


def mine(
    session: Session, deps: Deps, team_id: str, user_id: str, community: Community, *, programme_id: int | None = None
) -> MineOf:
    """Every programme that is on, and what this person chose in each; `programme_id`: which of them is shown."""
    member, now = members.find(session, team_id, user_id), deps.now()
    tz = zone_of(member.tz if member else None, community.tz).key
    taking = {one.programme_id: one for one in participants.of_member(session, team_id, user_id)}
    company = _company(session, team_id, user_id)
    row_of_profile = profiles.find(session, team_id, user_id)
    profile = Profile.from_json(row_of_profile.answers) if row_of_profile else None
    shown = [
        replace(
            _choices(taking.get(row.id or 0), tz, _plain(row)),
            next_on=next_on(session, row, community, now),
            together_with=company.get(row.id or 0, ()),
            lacks=_lacking(row, profile),
        )
        for row in programmes.on(session, team_id)
        if row.id in taking or not _is_of_a_channel(row)
    ]
    return MineOf(local(now, tz).date(), tuple(shown), programme_id, tuple(apart.of(session, team_id, user_id)))


def _is_of_a_channel(row: ProgrammeRow) -> bool:
    """Who is not in its channel is not asked to join: nobody would be found for them."""
    return Programme.from_json(row.choices).audience is Audience.CHANNEL


def _lacking(row: ProgrammeRow, profile: Profile | None) -> str:
    programme = Programme.from_json(row.choices)
    return "" if is_among(programme, profile) else programme.among


def _plain(row: ProgrammeRow) -> MyProgramme:
    return MyProgramme(row.id or 0, Programme.from_json(row.choices), takes_part=False)


def _choices(taking: Participant | None, tz: str, plain: MyProgramme) -> MyProgramme:
    if taking is None:
        return plain
    return replace(
        plain,
        takes_part=taking.status != Standing.OUT,
        skips_next=taking.skips_next,
        paused_until=local(taking.paused_until, tz).date() if taking.paused_until else None,
        every=taking.every,
        wish=taking.wish,
        meets_newcomers=taking.meets_newcomers,
        video_link=taking.video_link or "",
    )


def _company(session: Session, team_id: str, user_id: str) -> dict[int, tuple[str, ...]]:
    """Whom they meet in the open round of each programme, once they were introduced."""
    found: dict[int, tuple[str, ...]] = {}
    for one, meeting in meetings.open_of_member(session, team_id, user_id):
        if meeting.introduced_at:
            seats = meetings.seats(session, team_id, meeting.id or 0)
            others = tuple(seat.user_id for seat in seats if seat.user_id != user_id)
            found.setdefault(one.programme_id, others)
    return found
