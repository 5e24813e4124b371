"""Web, worker and clock start at the same moment on a database that is empty."""

from threading import Barrier

from slack_app.flows import clockwork
from slack_app.jobs import Job
from slack_app.store.schema import Schedule, Workspace
from tests.house import House
from tests.workers.stories import at_once


def test_processes_that_start_at_once_install_each_workspace_once(house: House) -> None:
    start = Barrier(4)

    def install() -> None:
        start.wait(10)
        for number in range(5):
            clockwork.install(house.deps, f"TNEW{number}", enterprise_id=None, bot_user_id="UBOT")

    at_once(*[install] * 4)
    assert len([row for row in house.rows(Workspace) if row.team_id.startswith("TNEW")]) == 5
    schedules = sorted(row.name for row in house.rows(Schedule) if row.team_id == "TNEW0")
    assert schedules == sorted([*clockwork.DAILY, Job.WEEKLY_DIGEST])
