"""Makes the general model of kinds anew from the apps' reviews: slack_app/domain/feedback/learned/weights/kinds.npz.

python -m benchmarks.teach [--to FILE] [--check]

There is no chance in it. The search for the best weights goes on to the end, so that on another machine or with more threads
they differ by the last digit that float16 keeps, and on this one by nothing. `--check` writes nothing: it learns anew, prints by
how much the shipped figures differ, and ends with 1 where that is more than 0.001.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.minibar import APPS, Review, reviews
from slack_app.domain.feedback.learned.fitting import TO_THE_END, balanced, fitted
from slack_app.domain.feedback.learned.general import OTHER, UNHAPPY, General, Read, general_from, kept, read, shipped
from slack_app.domain.feedback.text.vocabulary import vocabulary_of

FILE = Path(__file__).parents[1] / "slack_app" / "domain" / "feedback" / "learned" / "weights" / "kinds.npz"
STRENGTH = 1.0
SAME = 0.001
OF_OTHER = 2.0
"""How much more a review weighs for the mood when it is neither bug nor idea: those alone are told apart by it."""


def taught(found: Sequence[Review]) -> General:
    """What is said is learned from reviews that are one thing, the mood from those among them with clear stars."""
    found = [review for review in found if review.kind]
    texts = [read(review.words) for review in found]
    known = vocabulary_of([text.grams for text in texts], at_least=2)
    labels = [find for review in found for find in review.finds]
    said = _fitted(known, texts, labels, balanced(labels))
    clear = [at for at, review in enumerate(found) if review.stars != 3]
    moods = [UNHAPPY if found[at].stars < 3 else "happy" for at in clear]
    weights = np.array([1 + OF_OTHER * (OTHER in found[at].finds) for at in clear], np.float32)
    return General(said, _fitted(known, [texts[at] for at in clear], moods, weights))


def _fitted(known, texts: Sequence[Read], labels: Sequence[str], weights):
    numbers = np.stack([text.numbers() for text in texts])
    return fitted(
        known, [text.grams for text in texts], numbers, labels, strength=STRENGTH, weights=weights, until=TO_THE_END
    )


def farthest(one: General, other: General) -> float:
    """By how much the figures of two models differ at most; infinite where they know other grams."""
    pairs = [(one.said, other.said), (one.mood, other.mood)]
    if any(a.names != b.names or not np.array_equal(a.vocabulary.ids, b.vocabulary.ids) for a, b in pairs):
        return float("inf")
    parts = [(getattr(a, part), getattr(b, part)) for a, b in pairs for part in ("weights", "dense", "base")]
    return max(float(np.abs(a.astype(float) - b.astype(float)).max()) for a, b in parts)


def main() -> int:
    """Learn from all apps; write the file and say its mark, or compare."""
    parser = argparse.ArgumentParser(description="Learn the general model of kinds.")
    parser.add_argument("--to", type=Path, default=FILE)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    figures = kept(taught([review for app in APPS for review in reviews(app)]))
    print(f"{args.to.name}: {len(figures) / 2**20:.2f} MB, sha256 {hashlib.sha256(figures).hexdigest()[:16]}")
    if args.check:
        apart = farthest(general_from(figures), shipped())
        same = "the same to the byte" if figures == FILE.read_bytes() else f"at most {apart:.6f} apart"
        print(f"shipped: {same} ({SAME:g} is allowed)")
        return int(apart > SAME)
    args.to.parent.mkdir(exist_ok=True)
    args.to.write_bytes(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
