"""How fast events and actions are received over signed HTTP, as a ratio to a bare Bolt app in the same run.

python -m benchmarks.receiving [--rounds 5] [--seconds 1.5] [--connections 8 32] [--postgres URL]
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from benchmarks.load import KINDS
from slack_app.store import migrate
from slack_app.store.database import Database
from slack_app.store.events import waiting
from tests.house import MONDAY

POSTGRES = os.environ.get("CONVIVE_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
FLOORS = {"event": 0.7, "plain": 1.5}


@dataclass(frozen=True)
class Measured:
    """One cell of the table."""

    server: str
    kind: str
    connections: int
    rate: float
    p50_ms: float
    p99_ms: float
    refused: int


@dataclass(frozen=True)
class Summary:
    """One kind of cell over all rounds."""

    of: Measured
    rates: list[float]
    ratios: list[float]
    p50_ms: list[float]
    refused: int

    @property
    def floor(self) -> float | None:
        """What its ratio is held to, if it is."""
        return None if self.of.server == "bare" else FLOORS.get(self.of.kind)

    @property
    def is_held(self) -> bool:
        """Whether the median of its ratios is high enough."""
        return self.floor is None or median(self.ratios) >= self.floor


@contextmanager
def served(*arguments: str) -> Iterator[int]:
    """A server in a process of its own; its port."""
    command = [sys.executable, "-m", "benchmarks.servers", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        yield int(process.stdout.readline())
        process.stdin.close()
        process.wait(20)


def measure(server: str, port: int, kind: str, connections: int, seconds: float) -> Measured:
    """Load that server for so long from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.load", str(port), str(connections), str(seconds), kind]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 60)
    found = json.loads(done.stdout)
    return Measured(server, kind, connections, found["rate"], found["p50_ms"], found["p99_ms"], found["refused"])


@contextmanager
def fresh_sqlite() -> Iterator[str]:
    """A SQLite database at the newest revision."""
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'convive.db'}"
        migrate.upgrade(url)
        yield url


@contextmanager
def fresh_postgres(admin_url: str) -> Iterator[str | None]:
    """A PostgreSQL database of this run's own; None where there is none."""
    admin = create_engine(admin_url, isolation_level="AUTOCOMMIT")
    name = f"convive_benchmark_{uuid.uuid4().hex[:8]}"
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        yield None
        return
    url = admin.url.set(database=name).render_as_string(hide_password=False)
    migrate.upgrade(url)
    yield url
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def kept(url: str) -> int:
    """How many events the database holds."""
    db = Database(url)
    with db.reading() as session:
        count = waiting(session, MONDAY.replace(year=2100))
    db.close()
    return count


def play(options: argparse.Namespace) -> list[list[Measured]]:
    """Rounds: in each, every server under every load, one after the other. All servers stand all the time."""
    with ExitStack() as stack:
        databases = {"sqlite": stack.enter_context(fresh_sqlite())}
        postgres = stack.enter_context(fresh_postgres(options.postgres))
        databases |= {"postgres": postgres} if postgres else {}
        ports = {"bare": stack.enter_context(served("bare"))}
        ports |= {name: stack.enter_context(served("ours", url)) for name, url in databases.items()}
        loads = list(itertools.product(options.connections, KINDS, ports))
        rounds = [
            [measure(name, ports[name], kind, connections, options.seconds) for connections, kind, name in loads]
            for _ in range(options.rounds)
        ]
        for name, url in databases.items():
            print(f"{name}: {kept(url)} events are on the disk")
    return rounds


def summed_up(rounds: list[list[Measured]]) -> list[Summary]:
    """Each cell over all rounds; its ratio is the median of those to the bare app's cell of the same round."""
    found = []
    for cells in zip(*rounds, strict=True):
        one = cells[0]
        bases = [
            next(b for b in cells if (b.server, b.kind, b.connections) == ("bare", one.kind, one.connections))
            for cells in rounds
        ]
        ratios = [cell.rate / base.rate for cell, base in zip(cells, bases, strict=True)]
        found.append(
            Summary(
                one, [cell.rate for cell in cells], ratios, [c.p50_ms for c in cells], sum(c.refused for c in cells)
            )
        )
    return found


def show(rows: list[Summary]) -> bool:
    """Print the table with its ratios; whether every floor is held and nothing was refused."""
    print("kind     conn server     per s   p50 ms  refused  ratio (each round)")
    for row in sorted(rows, key=lambda row: (row.of.kind, row.of.connections)):
        one, ratio = row.of, median(row.ratios)
        each = " ".join(f"{found:.2f}" for found in row.ratios)
        mark = "" if row.floor is None else f"  floor {row.floor} {'held' if row.is_held else 'NOT HELD'}"
        figures = f"{median(row.rates):7.0f} {median(row.p50_ms):8.1f} {row.refused:8} {ratio:6.2f} ({each})"
        print(f"{one.kind:8} {one.connections:4} {one.server:9} {figures}{mark}")
    return all(row.is_held and not row.refused for row in rows)


def main() -> int:
    """Measure and print; 1 when a floor is not held."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.receiving", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, nargs="+", default=[8, 32])
    parser.add_argument("--postgres", default=POSTGRES)
    return 0 if show(summed_up(play(parser.parse_args()))) else 1


if __name__ == "__main__":
    sys.exit(main())
