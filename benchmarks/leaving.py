"""Taking all feedback away: the seconds that an export takes as a ratio to a bare scan of the same rows, and the memory it needs.

python -m benchmarks.leaving [--few 10000] [--many 100000] [--postgres URL] [--only sqlite|postgres]
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlmodel import col, select

from benchmarks.at_rest import resident_mb
from benchmarks.receiving import POSTGRES, fresh_postgres, fresh_sqlite
from slack_app.flows.feedback.managing import exporting
from slack_app.jobs import Job
from slack_app.store.batches import blank, run_for_each
from slack_app.store.database import Database
from slack_app.store.dialect import insert_for
from slack_app.store.schema import OutboxRow, Remark, Ticket, TicketStep, Voice
from tests.flows.coffee_stories import BOSS, arrive
from tests.house import MONDAY, TEAM, House
from workers.app import ERRANDS
from workers.base import perform

TABLES = (Ticket, TicketStep, Remark, Voice)
STEPS = ("filed", "routed", "accepted", "shipped")
WORDS = "Depuis la mise à jour elle se ferme quand je touche la liste des salons, et rien ne revient. " * 3
AT_ONCE = 1000
MOST_SCANS, MOST_GROWTH, MOST_MEMORY_MB = 8.0, 13.0, 100.0


@dataclass(frozen=True)
class Cost:
    """What an export took, beside a scan of the same rows."""

    seconds: float
    scan: float
    grew_mb: float
    size_mb: float

    @property
    def scans(self) -> float:
        """How many scans it took as long as."""
        return self.seconds / self.scan


def fill(url: str, tickets: int) -> None:
    """Tickets with a history, an author, two more voices, and a remark each."""
    house = House(Database(url))
    arrive(house, BOSS, is_admin=True)
    exporting.ask(house.deps, TEAM, BOSS, asked="1")
    made = zip(TABLES, (_tickets(tickets), _steps(tickets), _remarks(tickets), _voices(tickets)), strict=True)
    for table, rows in made:
        with house.db.transaction() as session:
            run_for_each(
                session, insert_for(session, table), ({**blank(table), "team_id": TEAM, **row} for row in rows)
            )
    house.close()


def _tickets(count: int) -> Iterator[dict[str, object]]:
    same = {"status": "shipped", "source": "form", "kind": "bug", "area": "Mobile"}
    why = [{"field": "kind", "value": "bug", "by": "author"}]
    for n in range(1, count + 1):
        at = {"created_at": MONDAY, "updated_at": MONDAY, "filed_at": MONDAY, "resolved_at": MONDAY}
        yield {**same, **at, "id": n, "number": n, "words": f"{n} {WORDS}", "marker": f"{n:032x}", "because": why}


def _steps(count: int) -> Iterator[dict[str, object]]:
    for n in range(1, count + 1):
        for step in STEPS:
            yield {"ticket_id": n, "step": step, "by_id": BOSS, "facts": {"to": "bug"}, "at": MONDAY}


def _remarks(count: int) -> Iterator[dict[str, object]]:
    for n in range(1, count + 1):
        yield {"ticket_id": n, "from_team": True, "by_id": BOSS, "words": "Which screen?", "created_at": MONDAY}


def _voices(count: int) -> Iterator[dict[str, object]]:
    for n in range(1, count + 1):
        for who in range(3):
            user_id, mark = f"U{(n + who) % 997}", f"{n}-{who}"
            yield {"ticket_id": n, "mark": mark, "user_id": user_id, "is_author": who == 0, "created_at": MONDAY}


def measure(url: str) -> Cost:
    """In a process of its own: the errand as the worker performs it, and the scan."""
    house, before = House(Database(url)), resident_mb(os.getpid())
    (row,) = [one for one in house.rows(OutboxRow) if one.job == Job.EXPORT_FEEDBACK.value]
    scan = min(_scanned(house.db) for _ in range(2))
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here on
    started = time.perf_counter()
    perform(house.deps, row.id or 0, ERRANDS[Job.EXPORT_FEEDBACK])
    seconds = time.perf_counter() - started
    ((_, _, content, _),) = house.slack.files
    return Cost(seconds, scan, resident_mb(os.getpid(), "VmHWM") - before, len(content) / 1e6)


def _scanned(db: Database) -> float:
    """Every column of every one of those rows, fetched once and thrown away."""
    started = time.perf_counter()
    with db.reading() as session:
        for table in TABLES:
            rows = select(*table.__table__.c).where(col(table.team_id) == TEAM)
            for _ in session.execute(rows.execution_options(yield_per=AT_ONCE)):
                pass
    return time.perf_counter() - started


def cost_of(url: str, tickets: int) -> Cost:
    """Fill a database, then measure in a process that knows nothing of that."""
    fill(url, tickets)
    command = [sys.executable, "-m", "benchmarks.leaving", "--measure", url]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=900)
    return Cost(**json.loads(done.stdout))


def show(name: str, few: Cost, many: Cost) -> bool:
    """Print both; whether they are held to."""
    for cost in (few, many):
        print(
            f"{name:9} {cost.seconds:6.1f} s, {cost.scans:4.1f} scans; memory grew {cost.grew_mb:5.1f} MB,"
            f" of which packed {cost.size_mb:.1f} MB"
        )
    growth = many.seconds / few.seconds
    held = many.scans <= MOST_SCANS and growth <= MOST_GROWTH and many.grew_mb <= MOST_MEMORY_MB
    print(
        f"{name:9} time of many to few {growth:4.1f} (at most {MOST_GROWTH}); at most {MOST_SCANS} scans, {MOST_MEMORY_MB} MB"
    )
    print(f"{name:9} {'held' if held else 'NOT HELD'}", flush=True)
    return held


def main() -> int:
    """Measure and print; 1 when something is not held to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.leaving", description=__doc__)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--postgres", default=POSTGRES)
    parser.add_argument("--only", choices=("sqlite", "postgres"))
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(asdict(measure(options.measure))))
        return 0
    held = [show(name, *costs) for name, costs in _both(options)]
    return 0 if held and all(held) else 1


def _both(options: argparse.Namespace) -> Iterator[tuple[str, list[Cost]]]:
    for name, fresh in (("sqlite", fresh_sqlite), ("postgres", lambda: fresh_postgres(options.postgres))):
        costs = []
        for tickets in (options.few, options.many) if options.only in (None, name) else ():
            with fresh() as url:
                costs += [cost_of(url, tickets)] if url else []
        if costs:
            yield name, costs


if __name__ == "__main__":
    raise SystemExit(main())
