"""Where someone stands in each programme, as they are shown it in their form and in App Home."""

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.hours import local
from slack_app.domain.participation import Standing
from slack_app.domain.programmes import Programme
from slack_app.flows.coffee.schedule import next_on
from slack_app.flows.deps import Deps
from slack_app.store import apart, meetings, members, participants, programmes
from slack_app.store.schema import Member, Participant, ProgrammeRow
from slack_app.views.coffee.mine_told import MineOf, MyProgramme


def mine(
    session: Session, deps: Deps, team_id: str, user_id: str, community: Community, *, programme_id: int | None = None
) -> MineOf:
    """Every programme that is on, and what this person chose in each; `programme_id`: which of them is shown."""
    member, zone = members.find(session, team_id, user_id), community.tz
    tz = member.tz if member else None
    return MineOf(
        today=local(deps.now(), tz, zone).date(),
        programmes=tuple(_programmes(session, team_id, user_id, member, community)),
        programme_id=programme_id,
        apart=tuple(apart.of(session, team_id, user_id)),
    )


def _programmes(
    session: Session, team_id: str, user_id: str, member: Member | None, community: Community
) -> Iterator[MyProgramme]:
    taking = {one.programme_id: one for one in participants.of_member(session, team_id, user_id)}
    company = _company(session, team_id, user_id)
    for row in programmes.on(session, team_id):
        yield _programme(session, row, taking.get(row.id or 0), company.get(row.id or 0, ()), (member, community))


def _programme(
    session: Session,
    row: ProgrammeRow,
    taking: Participant | None,
    company: tuple[str, ...],
    where: tuple[Member | None, Community],
) -> MyProgramme:
    (member, community), day = where, next_on(session, row, where[1])
    shown = MyProgramme(row.id or 0, Programme.from_json(row.choices), takes_part=False, next_on=day)
    if taking is None:
        return shown
    pause = local(taking.paused_until, member.tz if member else None, community.tz) if taking.paused_until else None
    return replace(
        shown,
        takes_part=taking.status != Standing.OUT,
        skips_next=taking.skips_next,
        paused_until=pause.date() if pause else None,
        every=taking.every,
        wish=taking.wish,
        meets_newcomers=taking.meets_newcomers,
        video_link=taking.video_link or "",
        together_with=company,
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
