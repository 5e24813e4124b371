"""The figures that looking for the same is shipped with, learned from reviews: how rare what is, and the re-ranker's beginning.

python -m benchmarks.teach_nearness [--check]

Writes slack_app/domain/feedback/alike/weights/rarity.bin, prints what likeness.SHIPPED is to be. `--check` writes nothing, and
ends with 1 where the shipped ones are others: the rarities to the byte, the re-ranker to the second decimal.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from benchmarks import clusters
from benchmarks.minibar import APPS, reviews
from slack_app.domain.feedback.alike import signature
from slack_app.domain.feedback.alike.likeness import FEATURES, SHIPPED, Ranker
from slack_app.domain.feedback.alike.signature import SPACE, gram_ids

WEIGHTS = Path(signature.__file__).parent / "weights"
_CLOSEST, _STIFFNESS, _STEPS = 30, 100.0, 50


def rarity_of(apps: Iterable[str]) -> np.ndarray:
    """How rare each figure is among the apps' reviews, 0 to 255: the logarithm of how many there are to one that has it."""
    texts = [review.words for app in apps for review in reviews(app)]
    having = np.zeros(SPACE)
    for text in texts:
        having[gram_ids(text)] += 1
    most = np.log(1 + len(texts)) + 1
    return np.rint((np.log((1 + len(texts)) / (1 + having)) + 1) / most * 255).astype(np.uint8)


def ranker_of(pools: Sequence[clusters.Pool]) -> Ranker:
    """A logistic regression over the thirty nearest of each report; what is not the shelf's likeness counts with reserve."""
    seen, same = [], []
    for pool in pools:
        for number, row in enumerate(clusters.ours(pool)):
            is_same = pool.same(number)
            seen += [[*one.features, 1.0] for one in row[:_CLOSEST]]
            same += [float(is_same[one.ticket_id]) for one in row[:_CLOSEST]]
    table, answers = np.array(seen), np.array(same)
    stiff = np.diag([1e-6, *[_STIFFNESS] * (len(FEATURES) - 1), 1e-6])
    figures = np.zeros(len(FEATURES) + 1)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(table @ figures, -30, 30)))
        slope = table.T @ (likely - answers) + stiff @ figures
        figures = figures - np.linalg.solve((table * (likely * (1 - likely))[:, None]).T @ table + stiff, slope)
    return Ranker(tuple(figures[:-1].tolist()), float(figures[-1]))


def main() -> int:
    """Learn from all apps, and write or compare."""
    parser = argparse.ArgumentParser(description="Learn what looking for the same is shipped with.")
    parser.add_argument("--check", action="store_true")
    is_check, file = parser.parse_args().check, WEIGHTS / "rarity.bin"
    rarity = rarity_of(APPS).tobytes()
    is_same = rarity == file.read_bytes()
    if not is_check:
        file.write_bytes(rarity)
        signature.rarity.cache_clear()
    learned = ranker_of([pool for app in APPS for pool in clusters.pools(app)])
    ranker = Ranker(tuple(round(one, 2) for one in learned.slopes), round(learned.level, 2))
    print("rarity.bin:", "the same to the byte" if is_same else "another")
    print("SHIPPED =", ranker, "" if ranker == SHIPPED else "(another is shipped)")
    return int(is_check and not (is_same and ranker == SHIPPED))


if __name__ == "__main__":
    sys.exit(main())
