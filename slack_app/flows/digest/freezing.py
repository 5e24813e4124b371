"""A digest as it was counted, kept so that whenever it is told or drawn again it says the same."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.digest.digest import Digest
from slack_app.domain.measures import weeks
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import counting, picking
from slack_app.flows.digest.counting import Counting
from slack_app.flows.digest.picking import Rooms
from slack_app.flows.digest.shown import CHOICES, LANGUAGE
from slack_app.flows.outcomes import Drop, Outcome, Wait
from slack_app.store import workspaces
from slack_app.store.digest import reports
from slack_app.store.errands import Errand
from slack_app.store.schema import Report

NOTHING_HEARD = "nothing_heard"


def frozen(deps: Deps, errand: Errand, name: str, week: date, language: str) -> Report | Outcome:
    """The report of that name on a week, once it is counted; until then what has to happen first."""
    with deps.db.reading() as session:
        community = workspaces.community_of(session, errand.team_id)
        report = reports.of_day(session, errand.team_id, name, week)
        first = counting.first_week(session, errand.team_id, community.tz)
    if report:
        return report
    ends_at = counting.instant_of(weeks.end(week, community.tz))
    if ends_at > deps.now():
        return Wait(ends_at)
    waits = counting.wait_for_the_past(deps, errand)
    if waits:
        return waits
    if first is None or week < first:
        return Drop(NOTHING_HEARD)
    return counting.count_missing(deps, errand, before=week) or _freeze(deps, errand, name, week, language)


def _freeze(deps: Deps, errand: Errand, name: str, week: date, language: str) -> Outcome:
    """Count it, and keep it with what is to do as of now; told it is in the next turn, by whoever has it."""
    if not counting.may_take_its_time(deps, errand):
        return Drop("somebody_else_counts")
    counted = counting.read(deps, errand.team_id, week)
    rooms = picking.rooms_of(deps, errand.team_id, counted.community.digest.channels_off)
    with deps.db.reading() as session:
        digest = _digest(session, errand.team_id, counted, rooms)
    kept = {**digest.to_json(), CHOICES: _choices(counted.community), LANGUAGE: language}
    with transaction(deps) as session:
        if counting.keep(session, deps, counted):
            reports.freeze(session, errand.team_id, name, week, kept, now=deps.now())
    return Wait(deps.now())


def _digest(session: Session, team_id: str, counted: Counting, rooms: Rooms) -> Digest:
    return Digest(
        this=counted.figures,
        past=tuple(counted.past),
        todo=picking.to_do(session, team_id, counted, rooms),
        heard_in=len(rooms.heard),
        channels=len(rooms.everything),
    )


def _choices(community: Community) -> dict[str, object]:
    """What of the choices a digest shows: its groups and goals."""
    shown = replace(community.digest, team=(), channels_off=(), recap_channel=None, recap=False)
    return dict(shown.to_json())
