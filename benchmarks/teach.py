"""Makes the general model of kinds anew from the two apps' reviews: slack_app/domain/feedback/weights/kinds.npz.

python -m benchmarks.teach [--to FILE]

The same data and the same versions of numpy and scikit-learn give the same figures (there is no chance in it); others differ in
the last digit that float16 keeps, at most.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.minibar import APPS, Review, reviews
from slack_app.domain.feedback.fitting import TO_THE_END, balanced, fitted
from slack_app.domain.feedback.general import OTHER, UNHAPPY, General, Read, kept, read
from slack_app.domain.feedback.vocabulary import vocabulary_of

FILE = Path(__file__).parents[1] / "slack_app" / "domain" / "feedback" / "weights" / "kinds.npz"
STRENGTH = 1.0
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


def main() -> int:
    """Learn from both apps and write the file; say how large it is and its mark."""
    parser = argparse.ArgumentParser(description="Learn the general model of kinds.")
    parser.add_argument("--to", type=Path, default=FILE)
    file = parser.parse_args().to
    figures = kept(taught([review for app in APPS for review in reviews(app)]))
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(figures)
    print(f"{file.name}: {len(figures) / 2**20:.2f} MB, sha256 {hashlib.sha256(figures).hexdigest()[:16]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
