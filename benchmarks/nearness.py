"""Finding what was said before: how often the true one is found, beside plain TF-IDF, and what an item costs.

python -m benchmarks.nearness [--only quality cost] [--sizes 5000 100000] [--looks 200] [--postgres URL]
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import numpy as np
from sqlalchemy import insert

from benchmarks import clusters
from benchmarks.at_rest import resident_mb
from benchmarks.invented import sentences
from benchmarks.minibar import APPS, others
from benchmarks.receiving import POSTGRES, fresh_postgres, fresh_sqlite
from benchmarks.teach_nearness import ranker_of, rarity_of
from slack_app.domain.feedback.alike.signature import packed, signature_of
from slack_app.domain.feedback.learned.local import Local, kept, learned_from
from slack_app.domain.feedback.learned.refitting import Example, taught_by
from slack_app.domain.feedback.learned.subjects import OfKind
from slack_app.domain.feedback.terms import Field, Kind, Source, Status
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.alike import nearness
from slack_app.flows.feedback.learned import guessing
from slack_app.store.batches import blank
from slack_app.store.database import Database
from slack_app.store.feedback import learned, tickets
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.receiving import Inbox
from slack_app.store.schema import Ticket
from tests.fakes import FakeJobs, FakeSlack
from tests.house import MONDAY

FLOORS = {"first": 0.45, "five": 0.70, "across": 0.55, "three": 0.70}
MOST_MS, MOST_TIMES, MOST_MB = 60.0, 3.0, 300.0
FEW, BATCH, LESSONS = 5000, 5000, 300
Row = tuple[str, float, float, bool]
"""What was measured, what it is, what it is held to, and whether at most (else at least)."""


def quality(_args: argparse.Namespace) -> Iterator[Row]:
    """On people's clusters, of an app that nothing was learned from; beside plain TF-IDF, and the figures as shipped."""
    pools = {app: clusters.pools(app) for app in APPS}
    flat = [pool for found in pools.values() for pool in found]
    for name, ranking in (("words", clusters.plain_words), ("letters", clusters.plain_letters)):
        _tell(f"TF-IDF of {name}", pools, lambda pool, _, ranking=ranking: ranking(pool), at_least=0.0)
    _tell("shipped, knows both apps", pools, lambda pool, _: clusters.ours(pool))
    learned = {
        app: (rarity_of(others(app)), ranker_of([pool for other in others(app) for pool in pools[other]]))
        for app in APPS
    }

    def unseen(pool: clusters.Pool, app: str) -> list[list[clusters.Candidate]]:
        rarity, ranker = learned[app]
        with clusters.counted(rarity):
            return clusters.ours(pool, ranker)

    yield "merged though people say that it differs", float(sum(map(clusters.wrongly_merged, flat))), 0.0, True
    yield from _held("unseen app", _tell("learned without the app", pools, unseen))


def _tell(
    name: str,
    pools: dict[str, list[clusters.Pool]],
    ranking: Callable[[clusters.Pool, str], list[list[clusters.Candidate]]],
    at_least: float = clusters.SUGGESTED_AT,
) -> clusters.Found:
    ranked = {app: [(pool, ranking(pool, app)) for pool in found] for app, found in pools.items()}
    for app, rows in ranked.items():
        print(f"  {name:26} {app:7} {clusters.judged(rows, at_least).line()}", flush=True)
    together = clusters.judged([row for rows in ranked.values() for row in rows], at_least)
    print(f"  {name:26} both    {together.line()}", flush=True)
    return together


def _held(name: str, found: clusters.Found) -> Iterator[Row]:
    for what, floor in FLOORS.items():
        yield f"{name}: {what}", float(np.mean(getattr(found, what))), floor, False


def cost(args: argparse.Namespace) -> Iterator[Row]:
    """An item's processor time (its kind guessed, what is like it looked up) by the app's own flows, each size in a process of its own."""
    few, many = min(args.sizes), max(args.sizes)
    with ExitStack() as stack:
        urls = {
            "SQLite": stack.enter_context(fresh_sqlite()),
            "PostgreSQL": stack.enter_context(fresh_postgres(args.postgres)),
        }
        for name, url in urls.items():
            if url is None:
                print(f"  {name}: not there")
                continue
            found = {size: _apart(url, f"T{size}", size, args.looks) for size in sorted(args.sizes)}
            for size, one in found.items():
                print(
                    f"  {name}, {size:,} tickets: " + "  ".join(f"{what} {value:.1f}" for what, value in one.items()),
                    flush=True,
                )
                yield f"{name}, {size:,}: memory of the process, MB", one["mb"], MOST_MB, True
            yield f"{name}, {few:,}: CPU per item, p95, ms", found[few]["p95_ms"], MOST_MS, True
            if many > few:
                yield (
                    f"{name}: CPU with {many:,} / with {few:,}, p95",
                    found[many]["p95_ms"] / found[few]["p95_ms"],
                    MOST_TIMES,
                    True,
                )


def _apart(url: str, team_id: str, size: int, looks: int) -> dict[str, float]:
    with_tickets(url, team_id, size)
    command = [sys.executable, "-m", "benchmarks.nearness", "--apart", url, team_id, str(looks)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def with_tickets(url: str, team_id: str, size: int) -> None:
    """So many open tickets of a workspace, straight into the table."""
    same = {
        **blank(Ticket),
        "team_id": team_id,
        "status": Status.NEW.value,
        "source": Source.FORM.value,
        "priority": "normal",
    }
    same |= {"is_anonymous": False, "because": [], "voices": 1, "cards": 0, "waited_s": 0, "created_at": MONDAY}
    db, rows = Database(url), []
    for number, (words, language) in enumerate(sentences(size, seed=1), 1):
        own = {"number": number, "words": words, "language": language, "marker": f"{number:032x}"}
        at = MONDAY - timedelta(seconds=size - number)
        rows.append({**same, **own, "signature": packed(signature_of(words)), "updated_at": at})
        if len(rows) == BATCH or number == size:
            with db.transaction() as session:
                session.execute(insert(Ticket), rows)
            rows = []
    db.close()


def apart(url: str, team_id: str, looks: int) -> dict[str, float]:
    """Items of one process: each guessed and looked up. The first fills its memory; before each somebody else files something."""
    db = Database(url)
    deps = Deps(db=db, slack=FakeSlack(), jobs=FakeJobs(), inbox=Inbox(db, ring=lambda: None), now=lambda: MONDAY)
    took: list[tuple[float, float]] = []
    with db.transaction() as session:
        learned.add(session, team_id, Field.KIND, kept(local_of_its_own()), {"lessons": LESSONS}, now=MONDAY)
        learned.use(session, team_id, Field.KIND, 1)
    asked = list(sentences(2 * looks + 2, seed=2))
    for (said, _), (words, _) in zip(asked[::2], asked[1::2], strict=True):
        with db.transaction() as session:
            new = NewTicket(said, Source.FORM, f"{len(took):016x}{'f' * 16}")
            ticket = tickets.add(session, team_id, new, now=MONDAY)
            ticket.status = Status.NEW.value
            nearness.note_words(session, deps, ticket)
        begin, wall = time.process_time(), time.perf_counter()
        with db.reading() as session:
            guessing.guess(session, deps, ticket, (), words=words)
            nearness.near(session, deps, team_id, words, by="UANA")
        took.append(((time.process_time() - begin) * 1e3, (time.perf_counter() - wall) * 1e3))
    cpu, waited = np.array(took[1:]).T
    own = {
        "p50_ms": float(np.median(cpu)),
        "p95_ms": float(np.percentile(cpu, 95)),
        "waited_p95_ms": float(np.percentile(waited, 95)),
    }
    deps.inbox.close()
    db.close()
    return {**own, "first_ms": took[0][0], "mb": resident_mb_of_me()}


def local_of_its_own() -> Local:
    """A model of kinds as a workspace has it after so many corrections."""
    values = [kind.value for kind in Kind]
    said = [Example(at, words, values[at % len(values)]) for at, (words, _) in enumerate(sentences(LESSONS, seed=3))]
    local = learned_from(taught_by(said, OfKind()))
    assert local is not None
    return local


def resident_mb_of_me() -> float:
    """The most memory that this process ever had, in MB."""
    return resident_mb(os.getpid(), "VmHWM")


def scan_ms(size: int, looks: int) -> float:
    """The baseline: the cosine of TF-IDF of all runs of letters to all tickets; its processor time, p95."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [words for words, _ in sentences(size, seed=1)]
    known = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5))
    table, took = known.fit_transform(texts).T.tocsc(), []
    for words, _ in sentences(looks, seed=2):
        begin = time.process_time()
        np.argsort(-(known.transform([words]) @ table).toarray()[0])[:3]
        took.append((time.process_time() - begin) * 1e3)
    return float(np.percentile(took, 95))


def main() -> int:
    """Measure, print, and compare with the floors."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="+", choices=("quality", "cost"), default=("quality", "cost"))
    parser.add_argument("--sizes", nargs="+", type=int, default=(FEW, 100_000))
    parser.add_argument("--looks", type=int, default=200)
    parser.add_argument("--postgres", default=POSTGRES)
    parser.add_argument("--apart", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.apart:
        url, team_id, looks = args.apart
        print(json.dumps(apart(url, team_id, int(looks))))
        return 0
    rows = [row for part in args.only for row in {"quality": quality, "cost": cost}[part](args)]
    if "cost" in args.only:
        print(f"  TF-IDF of letters, all of {min(args.sizes):,}: p95_ms {scan_ms(min(args.sizes), 50):.1f}")
    missed = [row for row in rows if (row[1] > row[2]) == row[3] and row[1] != row[2]]
    for row in rows:
        print(
            f"{row[0]}: {row[1]:.3f} ({'at most' if row[3] else 'at least'} {row[2]:g}){'  MISSED' if row in missed else ''}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
