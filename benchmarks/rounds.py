"""Whether memory stays flat when a round is opened: 50,000 groups beside 5,000 in the same run (Linux).

python -m benchmarks.rounds [--few 5000] [--many 50000] [--postgres URL]
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.at_rest import resident_mb
from benchmarks.receiving import POSTGRES, fresh_postgres, fresh_sqlite
from slack_app.domain.people import Person
from slack_app.domain.programmes import Programme
from slack_app.jobs import Job
from slack_app.store import members, outbox
from slack_app.store.coffee import meetings, participants, programmes, rounds
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.coffee.rounds import NewRound
from slack_app.store.database import Database
from slack_app.store.outbox import Task
from tests.house import MONDAY, TEAM

MOST_MEMORY, MOST_SECONDS = 1.5, 20.0
"""What 50,000 groups may take beside 5,000: of memory hardly more; of time ten times as much, and what a busy machine adds."""


def everyone(groups: int) -> Iterator[str]:
    """Two people for each group."""
    return (f"U{number:07}" for number in range(2 * groups))


def prepare(url: str, groups: int) -> None:
    """A programme, and enough people in it."""
    db = Database(url)
    with db.transaction() as session:
        programme_id = programmes.create(session, TEAM, Programme(), created_by="UBOSS", now=MONDAY).id or 0
        people = (Person(user_id, TEAM, locale="fr-FR", tz="Europe/Paris") for user_id in everyone(groups))
        members.meet_many(session, TEAM, people, now=MONDAY)
        participants.ensure_many(session, TEAM, programme_id, everyone(groups), now=MONDAY)
    db.close()


def pairs(groups: int) -> Iterator[NewMeeting]:
    """The groups, made one by one, so that what is measured is the store's own."""
    for number in range(groups):
        one, other = f"U{2 * number:07}", f"U{2 * number + 1:07}"
        reasons = [{"term": "interests", "topics": ["Sailing", "Baking"], "user_ids": [one, other]}]
        yield NewMeeting((one, other), 0.7, reasons, starter_id=one, weakness=0.3)


def read(db: Database) -> int:
    """Go through everybody who takes part, as a matching does before it begins."""
    with db.reading() as session:
        (programme,) = programmes.all_of(session, TEAM)
        return sum(1 for _ in participants.candidates(session, TEAM, programme.id or 0))


def open_one(db: Database, groups: int) -> int:
    """Open a round as its flow does: the round and what is asked for in one transaction; how many groups it has."""
    times = {"opened_at": MONDAY, "half_at": MONDAY + timedelta(days=4), "ends_at": MONDAY + timedelta(days=8)}
    with db.transaction() as session:
        (programme,) = programmes.all_of(session, TEAM)
        new = NewRound(programme.id or 0, date(2026, 3, 2), seed=7, choices=programme.choices, **times)
        opened = rounds.open_round(session, TEAM, new, pairs(groups), [], now=MONDAY)
        assert opened
        ids = meetings.ids_of_round(session, TEAM, opened.id or 0)
        tasks = (Task(Job.INTRODUCE, f"introduce_meeting:{one}", args={"meeting_id": one}) for one in ids)
        outbox.put_many(session, TEAM, tasks, now=MONDAY)
        return meetings.progress(session, TEAM, opened.id or 0).planned


def measure(url: str, groups: int) -> None:
    """In a process of its own: print how many seconds it took, and by how many MB its memory grew at most."""
    db, before = Database(url), resident_mb(os.getpid())
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here on
    started = time.perf_counter()
    assert read(db) == 2 * groups
    assert open_one(db, groups) == groups
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "grew_mb": resident_mb(os.getpid(), "VmHWM") - before}))


@dataclass(frozen=True)
class Cost:
    """What a round took."""

    seconds: float
    grew_mb: float


def cost_of(url: str, groups: int) -> Cost:
    """Prepare a database, then measure in a process that knows nothing of that."""
    prepare(url, groups)
    command = [sys.executable, "-m", "benchmarks.rounds", "--measure", url, "--many", str(groups)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    return Cost(**json.loads(done.stdout))


def costs(groups: int, postgres: str) -> dict[str, Cost]:
    """What a round of so many groups takes on each engine that is there, each on a fresh database."""
    with ExitStack() as stack:
        urls = {"sqlite": stack.enter_context(fresh_sqlite())}
        found = stack.enter_context(fresh_postgres(postgres))
        urls |= {"postgres": found} if found else {}
        return {name: cost_of(url, groups) for name, url in urls.items()}


def show(name: str, few: Cost, many: Cost) -> bool:
    """Print both with their ratios; whether they are held to."""
    memory, seconds = many.grew_mb / few.grew_mb, many.seconds / few.seconds
    held = memory <= MOST_MEMORY and seconds <= MOST_SECONDS
    print(
        f"{name:9} memory {few.grew_mb:5.1f} MB -> {many.grew_mb:5.1f} MB  ratio {memory:5.2f} (at most {MOST_MEMORY})"
    )
    print(
        f"{name:9} time   {few.seconds:5.1f} s  -> {many.seconds:5.1f} s   ratio {seconds:5.2f} (at most {MOST_SECONDS})"
    )
    print(f"{name:9} {'held' if held else 'NOT HELD'}")
    return held


def main() -> int:
    """Measure and print; 1 when a ratio is too high."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rounds", description=__doc__)
    parser.add_argument("--few", type=int, default=5_000)
    parser.add_argument("--many", type=int, default=50_000)
    parser.add_argument("--postgres", default=POSTGRES)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.many)
        return 0
    few, many = costs(options.few, options.postgres), costs(options.many, options.postgres)
    held = [show(name, few[name], many[name]) for name in few]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
