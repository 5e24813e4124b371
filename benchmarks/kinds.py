"""Kinds of feedback: how often they are guessed right for an app nobody learned from, what corrections add, and what it costs.

python -m benchmarks.kinds [--only general alone corrections cost] [--seeds 6]
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from statistics import fmean
from typing import Any

import numpy as np

from benchmarks.minibar import APPS, LANGUAGES, Review, reviews
from benchmarks.teach import taught
from slack_app.domain.feedback import kinds, rules_of_kind
from slack_app.domain.feedback.calibration import Said, alone_from
from slack_app.domain.feedback.general import General, read
from slack_app.domain.feedback.grams import words_of
from slack_app.domain.feedback.subjects import OfKind
from slack_app.domain.feedback.terms import Kind

FOUR = (Kind.BUG, Kind.IDEA, Kind.PRAISE, Kind.COMPLAINT)
THREE = ("bug", "idea", "praise")
Row = tuple[str, float, float | None, bool]
"""What was measured, the figure, what it is held to (None: told for comparison), and whether at most (else at least)."""


@cache
def learned_without(app: str) -> General:
    """The general model, learned from the other app alone."""
    return taught([review for other in APPS if other != app for review in reviews(other)])


@cache
def judged(app: str, language: str) -> tuple[tuple[Review, ...], Any]:
    """The reviews of an app that nobody learned from, and how likely each of four kinds is."""
    found = tuple(review for review in reviews(app, [language]) if review.kind)
    return found, np.stack([learned_without(app).probabilities(read(one.words), FOUR) for one in found])


def macro_f1(truth: Sequence[str], said: Sequence[str], names: Sequence[str]) -> float:
    """The mean over the names of the harmonic mean of how many are found and how many of those said are right."""
    told, is_so = np.array(said), np.array(truth)
    scores = []
    for name in names:
        hits = float(((told == name) & (is_so == name)).sum())
        scores.append(2 * hits / max(float((told == name).sum() + (is_so == name).sum()), 1.0))
    return fmean(scores)


def right(truth: Sequence[str], said: Sequence[str]) -> float:
    """The share that is right."""
    return fmean(one == other for one, other in zip(truth, said, strict=True))


def of_general(_args: argparse.Namespace) -> Iterator[Row]:
    """Four kinds, in both languages, of an app that nobody learned from; beside rules alone and naive Bayes."""
    by_language: dict[str, list[float]] = {language: [] for language in LANGUAGES}
    figures: dict[str, list[tuple[float, float]]] = {"ours": [], "rules alone": [], "naive Bayes": []}
    for app in APPS:
        for language in LANGUAGES:
            found, shares = judged(app, language)
            truth = [str(one.kind) for one in found]
            said = {
                "ours": [FOUR[at] for at in shares.argmax(axis=1)],
                "rules alone": [by_rules(one.words) for one in found],
                "naive Bayes": by_naive_bayes(app, [one.words for one in found]),
            }
            for who, told in said.items():
                figures[who].append((macro_f1(truth, told, FOUR), right(truth, told)))
            by_language[language].append(figures["ours"][-1][0])
            yield (
                f"{app}, {language}: macro-F1 (accuracy {figures['ours'][-1][1]:.3f})",
                figures["ours"][-1][0],
                None,
                False,
            )
    for who, pairs in figures.items():
        held = (0.70, 0.85) if who == "ours" else (None, None)
        yield f"unseen app, {who}: macro-F1", fmean(one for one, _ in pairs), held[0], False
        yield f"unseen app, {who}: accuracy", fmean(one for _, one in pairs), held[1], False
    apart = abs(fmean(by_language["fr"]) - fmean(by_language["en"]))
    yield "unseen app: French and English apart", apart, 0.03, True


def by_rules(words: str) -> str:
    """What the cues alone say."""
    shares = rules_of_kind.probabilities(rules_of_kind.hits(words), FOUR)
    return FOUR[int(shares.argmax())]


def by_naive_bayes(app: str, texts: Sequence[str]) -> list[str]:
    """What words alone say, each for itself, learned from the other app."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    learned = [one for other in APPS if other != app for one in reviews(other) if one.kind]
    counts = CountVectorizer(analyzer=words_of)
    model = MultinomialNB().fit(counts.fit_transform([one.words for one in learned]), [one.kind for one in learned])
    return list(model.predict(counts.transform(texts)))


def of_alone(args: argparse.Namespace) -> Iterator[Row]:
    """What the app would decide alone, from a confidence that is learned from 200 of the unseen app's items, on all others."""
    shares, rights = [], []
    for app in APPS:
        said = [
            Said(at, FOUR[int(row.argmax())], float(row.max()), str(review.kind))
            for language in LANGUAGES
            for at, (review, row) in enumerate(zip(*judged(app, language), strict=True))
        ]
        for seed in range(args.seeds):
            order = np.random.default_rng(seed).permutation(len(said))
            least = alone_from([said[at] for at in order[:200]])
            rest = [said[at] for at in order[200:]]
            alone = [one for one in rest if one.confidence >= least]
            shares.append(len(alone) / len(rest))
            rights.append(fmean(one.is_right for one in alone) if alone else 1.0)
    yield "decided alone, calibrated on 200: accuracy", fmean(rights), 0.95, False
    yield "decided alone, calibrated on 200: share of all", fmean(shares), 0.65, False


def of_corrections(args: argparse.Namespace) -> Iterator[Row]:
    """An app that nobody learned from, three kinds, after so many corrections; the same with hand-written rules alone before them."""
    curve: dict[int, list[float]] = {many: [] for many in (0, 10, 40, 150)}
    for app, seed in ((app, seed) for app in APPS for seed in range(args.seeds)):
        found = _even(app, np.random.default_rng(seed))
        truth = [str(one.kind) for one in found[150:]]
        for many, scores in curve.items():
            corrections = [(one.words, str(one.kind)) for one in found[:many]]
            shares = kinds.probabilities(
                [one.words for one in found[150:]], corrections, THREE, general_model=learned_without(app)
            )
            scores.append(macro_f1(truth, [THREE[at] for at in shares.argmax(axis=1)], THREE))
    for many, scores in curve.items():
        floor = {0: 0.63, 40: 0.70, 150: 0.77}.get(many)
        yield f"three kinds of an unseen app after {many} corrections: macro-F1", fmean(scores), floor, False


def _even(app: str, chance: np.random.Generator) -> list[Review]:
    """150 to learn from and 150 to judge by, as many of each kind."""
    by_kind = [[one for one in reviews(app) if one.kind == kind] for kind in THREE]
    picked = [one for some in by_kind for one in [some[at] for at in chance.permutation(len(some))[:100]]]
    return [picked[at] for at in chance.permutation(len(picked))]


def of_cost(_args: argparse.Namespace) -> Iterator[Row]:
    """Processor time of a guess with a model of one's own, as a workspace has it; memory of a process that learned it."""
    command = [sys.executable, "-m", "benchmarks.kinds", "--apart"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    yield "a guess about a review: CPU in ms", told["short"], 5.0, True
    yield "a guess about a page of 1,500 characters: CPU in ms", told["long"], 8.0, True
    yield "learning from 1,500 corrections: CPU in s", told["learning"], None, True
    yield "memory of a worker that applies the models, in MB", told["applying"], 300.0, True
    yield "memory of a worker that learned from 1,500, in MB", told["learned"], 300.0, True


def apart() -> None:
    """What a guess costs, told as JSON, in a process of its own."""
    import workers.app  # noqa: F401  what a worker has at hand weighs, too
    from slack_app.domain.feedback.local import Taught, kept, learned_from, local_from
    from slack_app.domain.feedback.reports import Limits
    from slack_app.domain.feedback.thinking import think

    found = [one for app in APPS for one in reviews(app) if one.kind]
    subject = OfKind()
    read_ones = [(one, read(one.words)) for one in found[:: len(found) // 1500][:1500]]
    lessons = [
        Taught(at, text, str(one.kind), subject.prior(one.words, text)) for at, (one, text) in enumerate(read_ones)
    ]
    applying = memory()
    begin = time.process_time()
    local = learned_from(lessons)
    learning = time.process_time() - begin
    assert local is not None
    local = local_from(kept(local))
    long = "\n".join(one.words for one in found[:60])[:1500]
    costs = {}
    for name, texts in (("short", [one.words for one in found[1::20]]), ("long", [long] * 30)):
        begin = time.process_time()
        for words in texts:
            think(words, read(words), subject, local, Limits())
        costs[name] = (time.process_time() - begin) / len(texts) * 1000
    print(json.dumps({**costs, "learning": learning, "applying": applying, "learned": memory()}))


def memory() -> float:
    """What this process holds, in MB (Linux)."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123  no file of ours
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Row]]] = {
    "general": of_general,
    "alone": of_alone,
    "corrections": of_corrections,
    "cost": of_cost,
}


def main() -> int:
    """All that is asked for; 0 if everything keeps to what it is held to."""
    parser = argparse.ArgumentParser(description="How well kinds of feedback are guessed, and what it costs.")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    args, kept = parser.parse_args(), True
    if args.apart:
        apart()
        return 0
    for part in args.only or PARTS:
        for name, figure, held_to, at_most in PARTS[part](args):
            is_kept = held_to is None or (figure <= held_to if at_most else figure >= held_to)
            kept = kept and is_kept
            bound = (
                "" if held_to is None else f"{'<=' if at_most else '>='} {held_to:.3f} {'ok' if is_kept else 'MISSED'}"
            )
            print(f"{name:68} {figure:8.3f} {bound}", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
