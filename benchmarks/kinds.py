"""Kinds of feedback: how often they are guessed right for an app nobody learned from, what corrections add, and what it costs.

python -m benchmarks.kinds [--only general alone corrections cost] [--seeds 6] [--issues FILE]
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from benchmarks import corrections
from benchmarks.minibar import APPS, LANGUAGES, Review, others, reviews
from benchmarks.scores import macro_f1, right
from benchmarks.teach import taught
from slack_app.domain.feedback.learned import rules_of_kind
from slack_app.domain.feedback.learned.calibration import Said, alone_from
from slack_app.domain.feedback.learned.general import General, read
from slack_app.domain.feedback.learned.refitting import Example, refit, said_of, taught_by
from slack_app.domain.feedback.learned.reports import limits, report
from slack_app.domain.feedback.learned.subjects import OfKind
from slack_app.domain.feedback.terms import Field, Kind
from slack_app.domain.feedback.text.grams import words_of

FOUR = (Kind.BUG, Kind.IDEA, Kind.PRAISE, Kind.COMPLAINT)
FLOORS = {0: 0.63, 40: 0.70, 150: 0.77}
CORRECTED = 200
MOST_MS, MOST_MB = 60.0, 300.0
Row = tuple[str, float, float | None, bool]
"""What was measured, the figure, what it is held to (None: told for comparison), and whether at most (else at least)."""


@cache
def learned_without(app: str, languages: Sequence[str] = LANGUAGES) -> General:
    """The general model, learned from the other apps alone."""
    return taught([review for other in others(app) for review in reviews(other, languages)])


@cache
def judged(app: str, language: str) -> tuple[tuple[Review, ...], Any]:
    """The reviews of an app that nobody learned from, and how likely each of four kinds is."""
    found = tuple(review for review in reviews(app, [language]) if review.kind)
    return found, np.stack([learned_without(app).probabilities(read(one.words), FOUR) for one in found])


def of_general(_args: argparse.Namespace) -> Iterator[Row]:
    """Four kinds, in both languages, of an app that nobody learned from; beside rules alone and naive Bayes."""
    by_language: dict[str, list[float]] = {language: [] for language in LANGUAGES}
    figures: dict[str, list[tuple[float, float]]] = {"ours": [], "rules alone": [], "naive Bayes": []}
    for app, language in ((app, language) for app in APPS for language in LANGUAGES):
        found, shares = judged(app, language)
        truth = [str(one.kind) for one in found]
        said = {
            "ours": [FOUR[at] for at in shares.argmax(axis=1)],
            "rules alone": [by_rules(one.words) for one in found],
            "naive Bayes": by_naive_bayes(app, [one.words for one in found]),
        }
        for who, told in said.items():
            figures[who].append((macro_f1(truth, told, FOUR), right(truth, told)))
        f1, accuracy = figures["ours"][-1]
        by_language[language].append(f1)
        yield f"{app}, {language}: macro-F1 (accuracy {accuracy:.3f})", f1, None, False
    for who, pairs in figures.items():
        held = (0.70, 0.85) if who == "ours" else (None, None)
        yield f"unseen app, {who}: macro-F1", fmean(one for one, _ in pairs), held[0], False
        yield f"unseen app, {who}: accuracy", fmean(one for _, one in pairs), held[1], False
    english, french = (fmean(by_language[language]) for language in LANGUAGES)
    yield "unseen app, English: macro-F1", english, None, False
    yield "unseen app, French: macro-F1", french, None, False
    yield "unseen app: French and English apart", abs(french - english), 0.03, True


def by_rules(words: str) -> str:
    """What the cues alone say."""
    shares = rules_of_kind.probabilities(rules_of_kind.hits(words), FOUR)
    return FOUR[int(shares.argmax())]


def by_naive_bayes(app: str, texts: Sequence[str]) -> list[str]:
    """What words alone say, each for itself, learned from the other apps."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    learned = [one for other in others(app) for one in reviews(other) if one.kind]
    counts = CountVectorizer(analyzer=words_of)
    model = MultinomialNB().fit(counts.fit_transform([one.words for one in learned]), [one.kind for one in learned])
    return list(model.predict(counts.transform(texts)))


def of_alone(args: argparse.Namespace) -> Iterator[Row]:
    """What would be decided alone on all others, from a confidence that is learned from 200 of the unseen app's items.

    Once by the general model, which those items only calibrate; once as the app does it, which learns from them, too.
    """
    by_general = [_general_alone(app, seed) for app in APPS for seed in range(args.seeds)]
    by_both = [_learned_alone(app, seed) for app in APPS for seed in range(max(1, args.seeds // 2))]
    for name, found in (("general model", by_general), (f"as after {CORRECTED} corrections", by_both)):
        yield f"decided alone, {name}: accuracy", fmean(one for one, _ in found), 0.95, False
        yield f"decided alone, {name}: share of all", fmean(one for _, one in found), 0.65, False


def _general_alone(app: str, seed: int) -> tuple[float, float]:
    said = [
        Said(at, FOUR[int(row.argmax())], float(row.max()), str(review.kind))
        for language in LANGUAGES
        for at, (review, row) in enumerate(zip(*judged(app, language), strict=True))
    ]
    order = np.random.default_rng(seed).permutation(len(said))
    least = alone_from([said[at] for at in order[:CORRECTED]])
    return _of_sure([said[at] for at in order[CORRECTED:]], least)


def _learned_alone(app: str, seed: int) -> tuple[float, float]:
    lessons, subject = lessons_of(app), OfKind(FOUR, model=learned_without(app))
    order = np.random.default_rng(seed).permutation(len(lessons))
    new = refit([lessons[at] for at in order[:CORRECTED]], subject)
    assert new is not None
    least = limits(Field.KIND, report(Field.KIND, new.local.many, new.held_out)).alone
    return _of_sure([said_of(new.local, lessons[at], subject) for at in order[CORRECTED:]], least)


@cache
def lessons_of(app: str) -> list[Any]:
    """All reviews of four kinds of an app, as a workspace would learn from them that begins with a model of the others."""
    found = [one for one in reviews(app) if one.kind]
    said = [Example(at, one.words, str(one.kind)) for at, one in enumerate(found)]
    return taught_by(said, OfKind(FOUR, model=learned_without(app)))


def _of_sure(said: Sequence[Said], least: float) -> tuple[float, float]:
    """Of those that are sure enough how many are right, and how many of all they are."""
    alone = [one for one in said if one.confidence >= least]
    return (fmean(one.is_right for one in alone) if alone else 1.0), len(alone) / len(said)


def of_corrections(args: argparse.Namespace) -> Iterator[Row]:
    """Three kinds of something that nobody learned from, after so many corrections."""
    sets = corrections.of_issues(args.issues) if args.issues else corrections.of_apps(learned_without)
    for name, projects in sets.items():
        curve = corrections.curve(projects, args.seeds)
        for many, score in curve.items():
            held_to = None if name == corrections.FAR else FLOORS.get(many)
            yield f"{name}, after {many} corrections: macro-F1", score, held_to, False


def of_cost(_args: argparse.Namespace) -> Iterator[Row]:
    """Processor time of a guess with a model of one's own, as a workspace has it; the most memory that a process had that learned it."""
    command = [sys.executable, "-m", "benchmarks.kinds", "--apart"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    yield "a guess about a review: CPU in ms, p95", told["short"], MOST_MS, True
    yield "a guess about a page of 1,500 characters: CPU in ms, p95", told["long"], MOST_MS, True
    yield "learning from 1,500 corrections: CPU in s", told["learning"], None, True
    yield "most memory of a worker that has classified, in MB", told["classified"], MOST_MB, True
    yield "most memory of a worker that has learned from 1,500, too, in MB", told["learned"], MOST_MB, True


def apart() -> None:
    """What a guess costs, told as JSON, in a process of its own."""
    import workers.app  # noqa: F401  what a worker has at hand weighs, too
    from slack_app.domain.feedback.learned.local import kept, learned_from, local_from

    found = [one for app in APPS for one in reviews(app) if one.kind]
    _cost([one.words for one in found[:200]], None)
    classified = most_memory()
    said = [Example(at, one.words, str(one.kind)) for at, one in enumerate(found[:: len(found) // 1500][:1500])]
    lessons, begin = taught_by(said, OfKind()), time.process_time()
    local = learned_from(lessons)
    learning = time.process_time() - begin
    assert local is not None
    local = local_from(kept(local))
    long = "\n".join(one.words for one in found[:60])[:1500]
    costs = {"short": _cost([one.words for one in found[1::20]], local), "long": _cost([long] * 60, local)}
    print(json.dumps({**costs, "learning": learning, "classified": classified, "learned": most_memory()}))


def _cost(texts: Sequence[str], local: Any) -> float:
    from slack_app.domain.feedback.learned.reports import Limits
    from slack_app.domain.feedback.learned.thinking import think

    took = []
    for words in texts:
        begin = time.process_time()
        think(words, read(words), OfKind(), local, Limits())
        took.append((time.process_time() - begin) * 1000)
    return float(np.percentile(took, 95))


def most_memory() -> float:
    """The most that this process ever held, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


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
    parser.add_argument("--issues", type=Path, help="a CSV of project, kind, words: the corrections are of these")
    parser.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    args, kept = parser.parse_args(), True
    if args.apart:
        apart()
        return 0
    for part in args.only or PARTS:
        for name, figure, held_to, at_most in PARTS[part](args):
            is_kept = held_to is None or (figure <= held_to if at_most else figure >= held_to)
            kept = kept and is_kept
            sign = "<=" if at_most else ">="
            bound = "" if held_to is None else f"{sign} {held_to:.3f} {'ok' if is_kept else 'MISSED'}"
            print(f"{name:72} {figure:8.3f} {bound}".rstrip(), flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
