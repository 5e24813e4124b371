"""Who meets whom: how close to the best, at what cost, and what a year of rounds looks like beside others' rules.

python -m benchmarks.matching [--only exact odd large ten-thousand year groups huge] [--sizes 500 1000] [--seeds 1 2] [--all]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import combinations, product
from statistics import fmean
from typing import Any

import numpy as np

from benchmarks import bounds, crowds, peers, year
from slack_app.domain.matching import match
from slack_app.domain.matching.exact import best_of_all
from slack_app.domain.matching.groups import sizes_of
from slack_app.domain.matching.scores import PeopleScores

KINDS = ("spread", "guilds")
Row = tuple[str, float, float, bool]
"""What was measured, the ratio, what it is held to, and whether at most (else at least)."""


def matched(
    kind: str, many: int, seed: int, weights: str, size: int = 2, rounds: int | None = None
) -> tuple[Any, Any, float]:
    """A community's matching, its scores, and the processor's seconds."""
    community = crowds.community(kind, many, seed, rounds=rounds)
    begin = time.process_time()
    found = match(community.people, crowds.recipe(weights, size), community.past, seed=seed)
    took = time.process_time() - begin
    return found, PeopleScores(community.people, crowds.recipe(weights, size), community.past), took


def worth(found: Any, scores: PeopleScores) -> float:
    """The total, by the scores that the solvers maximise (a repeat costs far more than as it is told)."""
    total = 0.0
    for group in found.groups:
        first, second = np.array(list(combinations([int(one[1:]) for one in group.user_ids], 2))).T
        total += 2 / len(group.user_ids) * float(scores.of(first, second).sum())
    return total


def exact(args: argparse.Namespace) -> Iterator[Row]:
    """Few people: the best there is, by the exact solver over all pairs."""
    for many, kind, weights, seed in product((30, 100, 300), KINDS, crowds.WEIGHTS, args.seeds):
        found, scores, _ = matched(kind, many, seed, weights, rounds=20)
        yield (
            f"{many} {kind}/{weights}, seed {seed}: total / optimum",
            worth(found, scores) / bounds.optimum(scores),
            0.9999,
            False,
        )


def odd(args: argparse.Namespace) -> Iterator[Row]:
    """An odd number: the best of every three with the best pairs of all others."""
    for many, kind, seed in product((11, 17, 23), KINDS, args.seeds):
        found, scores, _ = matched(kind, many, seed, "default", rounds=3)
        everyone = np.arange(many)
        square = scores.of(everyone[:, None], everyone[None, :])
        best = max(_with_triple(square, triple) for triple in combinations(range(many), 3))
        yield f"{many} {kind}, seed {seed}: odd total / best of every three", worth(found, scores) / best, 0.99, False


def _with_triple(square: np.ndarray, triple: tuple[int, ...]) -> float:
    rest = np.setdiff1d(np.arange(len(square)), triple)
    among = square[np.ix_(rest, rest)]
    pairs = best_of_all(among, np.zeros(len(rest), np.int64))
    if 2 * len(pairs) < len(rest):
        return -np.inf
    return (
        sum(float(among[pair]) for pair in pairs) + sum(float(square[pair]) for pair in combinations(triple, 2)) * 2 / 3
    )


def large(args: argparse.Namespace) -> Iterator[Row]:
    """Hundreds to thousands: held to a bound that is verified over all pairs; the exact solver's cost at 1,000."""
    for many, kind, weights, seed in product(args.sizes or (500, 1000, 2000), KINDS, crowds.WEIGHTS, args.seeds):
        found, scores, took = matched(kind, many, seed, weights)
        bound = bounds.optimum(scores) if many <= 600 else bounds.upper_bound(scores, passes=2)
        word = "optimum" if many <= 600 else "bound"
        yield f"{many:,} {kind}/{weights}, seed {seed}: total / {word}", worth(found, scores) / bound, 0.997, False
        if many == 1000 and seed == args.seeds[0] and weights == "default":
            begin = time.process_time()
            best = bounds.optimum(scores)
            cost = time.process_time() - begin
            yield f"1,000 {kind}: total / optimum of the exact solver", worth(found, scores) / best, 0.997, False
            yield f"1,000 {kind}: CPU ({took:.2f} s) / CPU of the exact solver ({cost:.1f} s)", took / cost, 0.12, True


def ten_thousand(args: argparse.Namespace) -> Iterator[Row]:
    """Ten thousand: held to a bound that is verified over all fifty million pairs."""
    cases = list(product(KINDS, crowds.WEIGHTS)) if args.all else list(zip(KINDS, crowds.WEIGHTS, strict=True))
    for (kind, weights), seed in product(cases, args.seeds if args.all else args.seeds[:1]):
        found, scores, took = matched(kind, 10_000, seed, weights)
        bound = bounds.upper_bound(scores, passes=2)
        yield (
            f"10,000 {kind}/{weights}, seed {seed} ({took:.1f} s): total / bound",
            worth(found, scores) / bound,
            0.995,
            False,
        )


def huge(args: argparse.Namespace) -> Iterator[Row]:
    """A hundred thousand, in a process of its own; all five thousand million pairs are checked for the bound."""
    for kind, weights in zip(KINDS, crowds.WEIGHTS, strict=True):
        print(f"  matching 10,000 and 100,000 of {kind}", flush=True)
        few, many = (_apart(kind, people, weights) for people in (10_000, 100_000))
        community = crowds.community(kind, 100_000, 1)
        scores = PeopleScores(community.people, crowds.recipe(weights), community.past)
        bound = bounds.upper_bound(scores, passes=1, tell=True)
        name = f"100,000 {kind}/{weights}"
        yield f"{name} ({many['cpu']:.0f} s): total / bound", many["total"] / bound, 0.99, False
        yield f"{name}: memory of the process, in GB", many["memory"] / 2**20, 1.0, True
        yield f"{name}: CPU / CPU of 10,000 ({few['cpu']:.1f} s)", many["cpu"] / few["cpu"], 18.0, True


def _apart(kind: str, many: int, weights: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.matching", "--apart", kind, str(many), weights]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def apart(kind: str, many: int, weights: str) -> None:
    """One matching, told as JSON: its total, its processor's seconds and its process's greatest memory in KiB."""
    community = crowds.community(kind, many, 1)
    begin = time.process_time()
    found = match(community.people, crowds.recipe(weights), community.past, seed=1)
    cpu, memory = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scores = PeopleScores(community.people, crowds.recipe(weights), community.past)
    print(json.dumps({"total": worth(found, scores), "cpu": cpu, "memory": memory}))


def a_year(args: argparse.Namespace) -> Iterator[Row]:
    """52 weekly rounds: repeats, blocked pairs, who is left out; and the same people by others' rules."""
    for many in (30, 200):
        print(f"  a year of {many}: rule, repeats, blocked, left out, their spread, mean score")
        for rule in (year.OURS, *peers.RULES):
            years = [year.lived(kind, many, seed, rule) for kind in KINDS for seed in args.seeds]
            means = [
                fmean(float(getattr(one, what)) for one in years)
                for what in ("repeats", "blocked", "left_out", "spread")
            ]
            score = fmean(fmean(one.scores) for one in years)
            print(
                f"  {rule:22} {means[0]:7.1f} {means[1]:6.1f} {means[2]:8.1f} {means[3]:6.1f} {score:8.3f}", flush=True
            )
            if rule == year.OURS:
                yield f"a year of {many}: blocked pairs", means[1], 0.0, True
                yield f"a year of {many}: left out", means[2], 0.0, True
                if many == 200:
                    yield "a year of 200: avoidable repeats", means[0], 0.0, True
                else:
                    ratio = max(one.repeats / max(one.least, 1) for one in years)
                    yield "a year of 30: repeats / least possible", ratio, 1.02, True


def groups(args: argparse.Namespace) -> Iterator[Row]:
    """Groups of three to five: held to the best division into groups of the same sizes."""
    ratios = []
    for (many, size), kind, seed in product(
        ((12, 3), (14, 4), (13, 5), (24, 3), (30, 3), (20, 4), (26, 4), (20, 5), (25, 5)), KINDS, args.seeds
    ):
        found, scores, _ = matched(kind, many, seed, "default", size, rounds=4)
        everyone = np.arange(many)
        square = scores.of(everyone[:, None], everyone[None, :])
        reached = worth(found, scores)
        best, is_certain = bounds.best_division(np.maximum(square, -1e7), sizes_of(many, size), reached)
        ratios.append(reached / best)
        word = "optimum" if is_certain else "bound"
        yield f"{many} in groups of {size}, {kind}, seed {seed}: total / {word}", ratios[-1], 0.985, False
    yield "groups of three to five: mean", fmean(ratios), 0.995, False


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Row]]] = {
    "exact": exact,
    "odd": odd,
    "large": large,
    "ten-thousand": ten_thousand,
    "year": a_year,
    "groups": groups,
    "huge": huge,
}


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="How good the matching is, and what it costs.")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    parser.add_argument("--sizes", nargs="+", type=int, help="how many people, for the part `large`")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--all", action="store_true", help="also a hundred thousand, and all kinds of ten thousand")
    parser.add_argument("--apart", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """All that is asked for; 0 if everything keeps to what it is held to."""
    args, right = asked(), True
    if args.apart:
        apart(args.apart[0], int(args.apart[1]), args.apart[2])
        return 0
    for part in args.only or [name for name in PARTS if name != "huge" or args.all]:
        for name, ratio, held_to, at_most in PARTS[part](args):
            kept = ratio <= held_to if at_most else ratio >= held_to
            right = right and kept
            print(
                f"{name:78} {ratio:8.4f} {'<=' if at_most else '>='} {held_to:6.4f} {'ok' if kept else 'MISSED'}",
                flush=True,
            )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
