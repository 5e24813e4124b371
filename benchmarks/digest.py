"""What a week's digest costs beside one scan of its rows, in time and in memory, on SQLite and PostgreSQL (Linux).

python -m benchmarks.digest [--members 100000] [--rows 1000000] [--before 100000] [--rounds 5] [--postgres URL]
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import delete, text
from sqlmodel import col

from benchmarks.at_rest import resident_mb
from benchmarks.lived import BUSY, TZ, Community, Size, live, look_back, settle_in
from benchmarks.receiving import POSTGRES, fresh_postgres, fresh_sqlite
from slack_app.domain.measures.weeks import WEEK, end, start
from slack_app.flows.deps import Deps
from slack_app.flows.digest import counting
from slack_app.flows.digest.weekly import weekly_digest
from slack_app.flows.outcomes import Wait
from slack_app.gateway.protocol import Channel
from slack_app.jobs import Job
from slack_app.store import errands, outbox, packing
from slack_app.store.database import Database
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.receiving import Inbox
from slack_app.store.schema import MemberWeek, Report, StageReached, WeekTotal
from tests.fakes import FakeJobs, FakeSlack
from tests.house import TEAM

MOST_SCANS, MOST_MB, MOST_BY_HISTORY = 5.0, 400.0, 1.3
"""So many scans a digest may take, so much memory, and with a year behind it so many times what it takes with a quarter."""
QUARTER, YEAR = 13, 52
MONDAY_MORNING = datetime.fromtimestamp(end(BUSY, TZ) // 1_000_000, UTC) + timedelta(hours=9)
THE_WEEK = f"FROM activity WHERE team_id = '{TEAM}' AND at >= {start(BUSY, TZ)} AND at < {end(BUSY, TZ)}"
SCAN = f"SELECT count(*), count(DISTINCT user_id) {THE_WEEK}"
SCAN_OF_ALL = (
    f"SELECT count(*), count(DISTINCT user_id), count(DISTINCT channel_id), count(DISTINCT head_ts) {THE_WEEK}"
)


@dataclass(frozen=True)
class Cost:
    """The best of several rounds, in seconds, and by how much memory grew at most in the first."""

    digest_s: float
    scan_s: float
    scan_of_all_s: float
    grew_mb: float


def deps_on(db: Database) -> Deps:
    """The app on Monday morning; of Slack it asks only for its channels."""
    slack = FakeSlack()
    for one in packing.ids(Community(Size(members=1)).channels):
        slack.rooms[one] = Channel(one, one.lower(), is_member=True)
    return Deps(db=db, slack=slack, jobs=FakeJobs(), inbox=Inbox(db, ring=lambda: None), now=lambda: MONDAY_MORNING)


def errand_of(deps: Deps, key: str) -> Errand:
    """The row that asks for the digest, claimed."""
    task = Task(Job.WEEKLY_DIGEST, key, args={"day": (BUSY + WEEK).isoformat()})
    with deps.db.transaction() as session:
        row_id = outbox.put(session, TEAM, task, now=deps.now())
        assert row_id
        found = errands.claim(session, row_id, owner="benchmark", now=deps.now(), lease=timedelta(days=1))
        assert found
        return found


def prepare(url: str, size: Size) -> None:
    """A community with a quarter and the busy week behind it; the weeks before are counted already."""
    db, community = Database(url), Community(size)
    settle_in(db, community)
    happen(db, community, range(QUARTER, -1, -1))
    deps = deps_on(db)
    errand = errand_of(deps, "before")
    while counting.count_missing(deps, errand, before=BUSY):
        pass
    db.close()


def happen(db: Database, community: Community, weeks_ago: Iterable[int]) -> None:
    """These weeks happen."""
    for ago in weeks_ago:
        live(db, community, BUSY - ago * WEEK)
    look_back(db)


def add_the_rest_of_the_year(url: str, size: Size) -> None:
    """What came before the quarter."""
    db = Database(url)
    happen(db, Community(size), range(YEAR, QUARTER, -1))
    db.close()


def measure(url: str, rounds: int) -> None:
    """In a process of its own: print what the digest and the scans take."""
    db, grew = Database(url), 0.0
    deps = deps_on(db)
    times: dict[str, list[float]] = {"scan_s": [], "scan_of_all_s": [], "digest_s": []}
    for number in range(rounds):
        undo(db)
        errand = errand_of(deps, f"digest:{time.time_ns()}")
        times["scan_s"].append(seconds_of(partial(scan, db, SCAN)))
        times["scan_of_all_s"].append(seconds_of(partial(scan, db, SCAN_OF_ALL)))
        before = resident_mb(os.getpid())
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here on
        times["digest_s"].append(seconds_of(partial(digest, deps, errand)))
        grew = grew if number else resident_mb(os.getpid(), "VmHWM") - before
    print(json.dumps({**{name: min(found) for name, found in times.items()}, "grew_mb": grew}))


def digest(deps: Deps, errand: Errand) -> None:
    """The whole of it, up to the message: rows read, counted and written, what is to do picked, everything frozen."""
    assert isinstance(weekly_digest(deps, errand), Wait)


def scan(db: Database, question: str) -> None:
    """The busy week's rows, counted by the database."""
    with db.reading() as session:
        session.execute(text(question)).all()


def seconds_of(work: Callable[[], None]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def undo(db: Database) -> None:
    """As if the busy week had not been counted yet."""
    with db.transaction() as session:
        session.execute(delete(Report))
        session.execute(delete(MemberWeek).where(col(MemberWeek.week) == BUSY))
        session.execute(delete(WeekTotal).where(col(WeekTotal.week) == BUSY))
        session.execute(delete(StageReached).where(col(StageReached.reached_on) > BUSY))


def cost_of(url: str, options: argparse.Namespace) -> Cost:
    """What it takes, in a process that knows nothing of how the community was made."""
    command = [sys.executable, "-m", "benchmarks.digest", "--measure", url, "--rounds", str(options.rounds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=1800)
    return Cost(**json.loads(done.stdout))


def measured(name: str, url: str, fewer_url: str, options: argparse.Namespace) -> bool:
    """Prepare a database and one of a tenth of the rows, measure and print; whether all is held to."""
    size = Size(options.members, options.rows, options.before)
    prepare(url, size)
    quarter = cost_of(url, options)
    add_the_rest_of_the_year(url, size)
    year = cost_of(url, options)
    prepare(fewer_url, replace(size, rows=options.rows // 10))
    few = cost_of(fewer_url, options)
    scans, history = year.digest_s / year.scan_s, year.digest_s / quarter.digest_s
    print(
        f"{name:9} {options.members:,} members, {options.rows:,} rows in the week, {options.before:,} in each of the year before"
    )
    return all([
        told(name, f"digest {year.digest_s:.2f} s, scan {year.scan_s:.2f} s", scans, MOST_SCANS),
        told(name, f"beside a scan of channels and threads, too: {year.scan_of_all_s:.2f} s", year.digest_s / year.scan_of_all_s),
        told(name, f"with a quarter behind it {quarter.digest_s:.2f} s, with a year {year.digest_s:.2f} s", history, MOST_BY_HISTORY),
        told(name, f"MB of memory; {few.grew_mb:.0f} with a tenth of the rows", year.grew_mb, MOST_MB),
    ])  # fmt: skip


def told(name: str, what: str, found: float, most: float | None = None) -> bool:
    """Print a line; whether it is held to."""
    held = most is None or found <= most
    limit = "" if most is None else f" (at most {most:g}) {'held' if held else 'NOT HELD'}"
    print(f"{name:9} {found:6.2f}  {what}{limit}", flush=True)
    return held


def main() -> int:
    """Measure and print; 1 when something is not held to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.digest", description=__doc__)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=1_000_000, help="in the week that is counted")
    parser.add_argument("--before", type=int, default=100_000, help="in each week of the year before")
    parser.add_argument("--rounds", type=int, default=5, help="of which the best counts")
    parser.add_argument("--postgres", default=POSTGRES)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.rounds)
        return 0
    held = []
    with ExitStack() as stack:
        urls = [stack.enter_context(fresh_sqlite()) for _ in range(2)]
        held.append(measured("sqlite", *urls, options))
        there = [stack.enter_context(fresh_postgres(options.postgres)) for _ in range(2)]
        if there[0] and there[1]:
            held.append(measured("postgres", there[0], there[1], options))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
