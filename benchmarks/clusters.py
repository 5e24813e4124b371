"""Reports that ask for the same, as people put them together: how well those of one are found, by us and by plain TF-IDF."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from benchmarks.minibar import DATA
from slack_app.domain.feedback.alike import shelf as shelves
from slack_app.domain.feedback.alike import signature as signatures
from slack_app.domain.feedback.alike.likeness import SHIPPED, Ranker, features_of
from slack_app.domain.feedback.alike.nearness import SUGGESTED_AT, Candidate, is_word_for_word, picked, plainly
from slack_app.domain.feedback.alike.shelf import Shelf
from slack_app.domain.feedback.alike.signature import packed, signature_of

KINDS = ("feature_request", "problem_report")
RANKED = 15


@dataclass(frozen=True)
class Pool:
    """The reports of one app and kind: of each its words, what it asks for, and its language."""

    words: Sequence[str]
    asks: np.ndarray
    languages: np.ndarray

    def same(self, one: int) -> np.ndarray:
        """Which others ask for what this one does."""
        found = self.asks == self.asks[one]
        found[one] = False
        return found


Ranking = Callable[[Pool], list[list[Candidate]]]
"""Of each report all that may be the same, the likeliest first."""


def pools(app: str) -> list[Pool]:
    """The two pools of an app."""
    found = []
    for kind in KINDS:
        with (DATA / f"clusters_{app}_{kind}.csv").open(encoding="utf-8", newline="") as rows:
            table = [(row["data"], row["ground_truth"], row["ori_lang"]) for row in csv.DictReader(rows)]
        words, asks, languages = zip(*table, strict=True)
        found.append(Pool(words, np.array(asks), np.array(languages)))
    return found


def wrongly_merged(pool: Pool) -> int:
    """How many pairs ask for different things and would be one ticket without anybody being asked."""
    by_words: dict[str, list[int]] = {}
    for number, words in enumerate(pool.words):
        by_words.setdefault(plainly(words), []).append(number)
    pairs = (pair for same in by_words.values() for pair in combinations(same, 2))
    return sum(
        pool.asks[one] != pool.asks[other] and is_word_for_word(pool.words[one], pool.words[other])
        for one, other in pairs
    )


@contextmanager
def counted(rarity: np.ndarray) -> Iterator[None]:
    """With other figures of how rare what is than the shipped ones (0 to 255)."""
    shipped, other = signatures.rarity, rarity.astype(np.float32) / np.float32(255)
    signatures.rarity = shelves.rarity = lambda: other  # type: ignore[assignment, attr-defined]
    try:
        yield
    finally:
        signatures.rarity = shelves.rarity = shipped  # type: ignore[attr-defined]


def ours(pool: Pool, ranker: Ranker = SHIPPED) -> list[list[Candidate]]:
    """As the app finds them: the nearest on the shelf, ranked."""
    signed = [signature_of(words) for words in pool.words]
    shelf = Shelf()
    shelf.put((number, packed(one) or b"") for number, one in enumerate(signed))
    found = []
    for number, one in enumerate(signed):
        ranked, weights = [], shelf.weighed(one)
        for other, _ in shelf.nearest(one, len(signed)):
            features = features_of(weights, one, signed[other])
            ranked.append(Candidate(other, other, signed[other], features, ranker.probability(features)))
        found.append([candidate for candidate in ranked if candidate.ticket_id != number])
    return found


def by_tfidf(pool: Pool, **how: object) -> list[list[Candidate]]:
    """By the cosine of TF-IDF, which knows the pool's own rarities alone."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    table = TfidfVectorizer(sublinear_tf=True, **how).fit_transform(pool.words)  # type: ignore[arg-type]
    likeness = (table @ table.T).toarray()
    np.fill_diagonal(likeness, -1)
    nothing = signatures.NONE
    return [
        [
            Candidate(int(at), int(at), nothing, (), float(np.clip(row[at], 1e-6, 1 - 1e-6)))
            for at in np.argsort(-row, kind="stable")[:-1]
        ]
        for row in likeness
    ]


def plain_words(pool: Pool) -> list[list[Candidate]]:
    """Words and pairs of words."""
    return by_tfidf(pool, ngram_range=(1, 2))


def plain_letters(pool: Pool) -> list[list[Candidate]]:
    """Runs of three to five letters, all of them."""
    return by_tfidf(pool, analyzer="char_wb", ngram_range=(3, 5))


@dataclass
class Found:
    """Of those who have one, how often the true one is first, among five, among five of the other language, among three asked about.

    `in_vain`: of those who have none, how often something is asked about.
    """

    first: list[bool]
    five: list[bool]
    across: list[bool]
    three: list[bool]
    in_vain: list[bool]

    def line(self) -> str:
        """As it is printed."""
        parts = {
            name: f"{float(np.mean(hits)) if hits else float('nan'):.3f} of {len(hits)}"
            for name, hits in vars(self).items()
        }
        return "  ".join(f"{name} {said}" for name, said in parts.items())


def judged(rankings: Sequence[tuple[Pool, list[list[Candidate]]]], at_least: float = SUGGESTED_AT) -> Found:
    """What rankings of pools find; `at_least` is how likely a ticket must be to be asked about."""
    found = Found([], [], [], [], [])
    for pool, rows in rankings:
        for number, row in enumerate(rows):
            _judge(found, pool, number, row, at_least)
    return found


def _judge(found: Found, pool: Pool, number: int, row: list[Candidate], at_least: float) -> None:
    same, is_foreign = pool.same(number), pool.languages != pool.languages[number]
    ranked = _likeliest(row[:RANKED])
    asked = picked(row[:RANKED], 3, at_least=at_least)
    if not same.any():
        found.in_vain.append(bool(asked))
        return
    found.first.append(bool(ranked and same[ranked[0].ticket_id]))
    found.five.append(any(same[one.ticket_id] for one in ranked[:5]))
    found.three.append(any(same[one.ticket_id] for one in asked))
    if (same & is_foreign).any():
        foreign = _likeliest([one for one in row if is_foreign[one.ticket_id]][:RANKED])
        found.across.append(any(same[one.ticket_id] for one in foreign[:5]))


def _likeliest(row: list[Candidate]) -> list[Candidate]:
    return sorted(row, key=lambda one: -one.probability)
