"""How many times faster than Slack's cap events become rows of activity, and how fast that is beside the bare rows.

python -m benchmarks.listening [--workspaces 8] [--events 12000] [--rounds 3] [--postgres URL]

Slack delivers at most 30,000 events an hour for a workspace. What is measured is the whole of listening: a signed request
is read and checked, its facts are committed (many in one commit) before it is answered, and a worker makes a row of
activity of it, while the next ones come in. Only the socket and the lines of HTTP are left out. The bare rows are the same
rows of activity, each written in a commit of its own and nothing else done.
"""

import argparse
import asyncio
import random
import sys
import threading
import time
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import insert
from starlette.applications import Starlette

from benchmarks.receiving import POSTGRES, fresh_postgres, fresh_sqlite
from slack_app.domain.events import distil
from slack_app.domain.measures.log import slack_ts
from slack_app.domain.people import Person
from slack_app.flows import clockwork, deeds
from slack_app.flows.deps import Deps
from slack_app.flows.hearing import hear_batch
from slack_app.gateway.protocol import Identity
from slack_app.jobs import Job
from slack_app.listeners.bolt import bolt_app
from slack_app.listeners.web import web_app
from slack_app.store import activity, members
from slack_app.store.database import Database
from slack_app.store.receiving import Inbox
from slack_app.store.schema import Activity
from tests import payloads
from tests.fakes import FakeJobs, FakeSlack

CAP = 30_000 / 3600
"""Events a second for a workspace."""
PEOPLE, KNOWN = 500, 490
CHANNELS = 20
AT_ONCE = 64
LEAST_TIMES, LEAST_BESIDE = 3.0, 0.25
KINDS = {"post": 50, "reply": 25, "reaction": 18, "deletion": 2, "edit": 3, "bot": 2}
"""Of a hundred events, so many of each kind."""

Request = tuple[bytes, list[tuple[bytes, bytes]]]


@dataclass(frozen=True)
class Lived:
    """What happened: events as Slack sends them, and the ids of the messages that are left in the end."""

    envelopes: Sequence[Mapping[str, Any]]
    left: int


def teams(workspaces: int) -> list[str]:
    """The workspaces."""
    return [f"T{number}" for number in range(workspaces)]


def live(workspaces: int, events: int, now: datetime) -> Lived:
    """An hour of several busy workspaces, in the order of its time."""
    chance, said = random.Random(7), {one: list[str]() for one in teams(workspaces)}
    kinds = chance.choices(list(KINDS), list(KINDS.values()), k=events)
    envelopes, rows, gone = [], set[tuple[object, ...]](), set[tuple[str, str]]()
    began = deeds.in_micros(now - timedelta(hours=1))
    for number, kind in enumerate(["post"] * workspaces + kinds[workspaces:]):
        team_id = f"T{number % workspaces}"
        ts = slack_ts(began + number * 3_600_000_000 // events)
        about = chance.choice(said[team_id]) if said[team_id] else ts
        inner = _inner(chance, kind, ts, about)
        envelopes.append(payloads.event(inner, team_id=team_id, event_id=f"Ev{number:08}"))
        match kind:
            case "post":
                said[team_id].append(ts)
                rows.add((team_id, ts))
            case "reply":
                rows.add((team_id, ts))
            case "reaction":
                rows.add((team_id, about, inner["user"]))
            case "deletion":
                gone.add((team_id, about))
    return Lived(envelopes, len(rows - gone))


def _inner(chance: random.Random, kind: str, ts: str, about: str) -> dict[str, Any]:
    """One event; its channel follows from the message that it is about."""
    user_id, place = f"U{chance.randrange(PEOPLE)}", about if kind != "post" else ts
    where = {"channel": f"C{hash(place) % CHANNELS}", "channel_type": "channel", "event_ts": ts}
    text = "Does anybody know where the minutes of the last meeting are? " * chance.randrange(1, 4)
    message = {"type": "message", "user": user_id, "text": text, "ts": ts, **where}
    hidden = {"type": "message", "hidden": True, "ts": ts, **where}
    match kind:
        case "reply":
            return {**message, "thread_ts": about, "parent_user_id": f"U{chance.randrange(PEOPLE)}"}
        case "reaction":
            item = {"type": "message", "channel": where["channel"], "ts": about}
            return {"type": "reaction_added", "user": user_id, "reaction": "tada", "item": item, "event_ts": ts}
        case "deletion":
            return {**hidden, "subtype": "message_deleted", "deleted_ts": about}
        case "edit":
            return {**hidden, "subtype": "message_changed", "message": {**message, "ts": about}}
        case "bot":
            return {**message, "bot_id": "B1"}
    return message


def requests(lived: Lived) -> Iterator[Request]:
    """The same as requests that Slack signed just now."""
    for envelope in lived.envelopes:
        body, content_type = payloads.as_json(envelope)
        headers = {"content-type": content_type, **payloads.signed(body)}
        yield body.encode(), [(name.encode(), value.encode()) for name, value in headers.items()]


class Bell(FakeJobs):
    """Rings for what was heard; nothing else is done."""

    def __init__(self) -> None:
        super().__init__()
        self.rung, self.is_over = threading.Event(), False

    def ring(self, job: Job, row_id: int) -> None:
        """Nobody comes for anything else."""


def furnished(db: Database, workspaces: int, bell: Bell) -> Deps:
    """The app in these workspaces, where most people are known."""
    inbox = Inbox(db, ring=bell.rung.set)
    deps = Deps(db=db, slack=FakeSlack(), jobs=bell, inbox=inbox, now=lambda: datetime.now(UTC))
    for team_id in teams(workspaces):
        clockwork.install(deps, team_id, enterprise_id=None, bot_user_id="UBOT")
        with db.transaction() as session:
            people = (Person(f"U{number}", team_id, locale="fr-FR") for number in range(KNOWN))
            members.meet_many(session, team_id, people, now=deps.now())
    return deps


def listen(url: str, lived: Lived, workspaces: int) -> float:
    """The seconds from the first request to the last row; AssertionError when a row is missing or too many."""
    db = Database(url)
    bell = Bell()
    deps = furnished(db, workspaces, bell)
    identities = [Identity(one, None, "A community", "UBOT", "BBOT", frozenset()) for one in teams(workspaces)]
    bolt = bolt_app(deps, identities, signing_secret=payloads.SECRET, api_url="http://127.0.0.1:1/api/")
    app, waiting = web_app(deps, bolt), list(requests(lived))
    worker = threading.Thread(target=work, args=(deps, bell))
    started = time.perf_counter()
    worker.start()
    asyncio.run(send_all(app, waiting))
    bell.is_over = True
    bell.rung.set()
    worker.join()
    seconds = time.perf_counter() - started
    with db.reading() as session:
        found = sum(len(activity.log(session, one, 0, deeds.in_micros(deps.now()))) for one in teams(workspaces))
    assert found == lived.left, (found, lived.left)
    deps.inbox.close()
    db.close()
    return seconds


def work(deps: Deps, bell: Bell) -> None:
    """Handle what was heard whenever the bell rings, until nothing more comes and nothing is left."""
    while not bell.is_over:
        bell.rung.wait()
        bell.rung.clear()
        while hear_batch(deps):
            pass


async def send_all(app: Starlette, waiting: Sequence[Request]) -> None:
    """Some at once, each answered before the next of its sender goes out."""
    rest = iter(waiting)

    async def sender() -> None:
        for body, headers in rest:
            status = await send(app, body, headers)
            assert status == 200, status

    await asyncio.gather(*(sender() for _ in range(AT_ONCE)))


async def send(app: Starlette, body: bytes, headers: list[tuple[bytes, bytes]]) -> int:
    """One request, as a server hands it to the application; the status of its answer."""
    scope = {"type": "http", "method": "POST", "path": "/slack/events", "headers": headers, "query_string": b""}
    statuses: list[int] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def answered(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    more = {"root_path": "", "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 80)}
    await app({**scope, **more}, receive, answered)
    return statuses[0]


def write_bare(url: str, lived: Lived) -> float:
    """How many of the same rows a second are written, each in a commit of its own."""
    now, rows = datetime.now(UTC), dict[tuple[object, ...], Mapping[str, Any]]()
    for envelope in lived.envelopes:
        heard = distil(envelope)
        deed = deeds.of_heard(heard, now, is_member=True) if heard else None
        if heard and deed:
            values = {"team_id": heard.team_id, **vars(deed), "packed": bytes(activity.RECORD.itemsize)}
            rows[heard.team_id, deed.channel_id, deed.ts, deed.act, deed.user_id] = values
    db = Database(url)
    started = time.perf_counter()
    for values in rows.values():
        with db.transaction() as session:
            session.connection().execute(insert(Activity), values)
    seconds = time.perf_counter() - started
    db.close()
    return len(rows) / seconds


def play(name: str, options: argparse.Namespace) -> bool:
    """Rounds on one engine, printed with their ratios; whether the floors are held."""
    times, beside = [], []
    for _ in range(options.rounds):
        lived = live(options.workspaces, options.events, datetime.now(UTC))
        with ExitStack() as stack:
            url, other = (_fresh(stack, name, options.postgres) for _ in range(2))
            if url is None or other is None:
                print(f"{name}: not there")
                return True
            rate, bare = options.events / listen(url, lived, options.workspaces), write_bare(other, lived)
        times.append(rate / CAP / options.workspaces)
        beside.append(rate / bare)
        print(f"{name:9} {rate:7.0f} events/s, bare rows {bare:7.0f}/s", flush=True)
    is_fast = _held(f"{name}: times the cap of {options.workspaces} workspaces", times, LEAST_TIMES)
    return _held(f"{name}: beside bare rows", beside, LEAST_BESIDE) and is_fast


def _fresh(stack: ExitStack, name: str, postgres: str) -> str | None:
    return stack.enter_context(fresh_sqlite() if name == "sqlite" else fresh_postgres(postgres))


def _held(what: str, found: Sequence[float], least: float) -> bool:
    each, is_held = " ".join(f"{one:.3g}" for one in found), median(found) >= least
    print(f"{what}: {median(found):.3g} ({each}), at least {least} {'held' if is_held else 'NOT HELD'}")
    return is_held


def main() -> int:
    """Measure and print; 1 when a floor is not held."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.listening", description=__doc__)
    parser.add_argument("--workspaces", type=int, default=8)
    parser.add_argument("--events", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", default=POSTGRES)
    options = parser.parse_args()
    held = [play(name, options) for name in ("sqlite", "postgres")]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
