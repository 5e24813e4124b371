"""Which of a text's own words speak most for a value: what is said after *because*."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from slack_app.domain.feedback.learned import areas, general, rules_of_kind
from slack_app.domain.feedback.learned.cues.cue import folded
from slack_app.domain.feedback.learned.linear import Linear
from slack_app.domain.feedback.learned.local import Local
from slack_app.domain.feedback.learned.subjects import OfKind, Subject
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.feedback.text.grams import letter_ids, word_ids
from slack_app.domain.feedback.text.plain_words import is_function_word, normalised

MOST = 3
_OF_LETTERS = 0.25
_EDGES = " \t\n.,;:!?…\"'«»“”()[]{}<>*_~`|/\\-–—"  # noqa: RUF001  what stands around words
_LONGEST = 30
_MOST_WORDS = 150
_MOST_CANDIDATES = 40
_SAID: Mapping[str, tuple[str, str | None]] = {
    "bug": ("bug", None), "idea": ("idea", None), "praise": ("other", "happy"), "complaint": ("other", "unhappy"),
}  # fmt: skip


def terms(words: str, subject: Subject, value: str, local: Local | None) -> tuple[str, ...]:
    """At most three words of the text, the strongest first; words that only join others are never among them."""
    plain = normalised(words)
    tokens = plain.split()[:_MOST_WORDS]
    weights = _of_cues(plain, value, len(tokens)) if isinstance(subject, OfKind) else _of_name(tokens, value)
    by_word: dict[str, float] = {}
    for token, weight in zip(tokens, weights, strict=True):
        word = token.strip(_EDGES).lower()
        if _is_telling(word):
            by_word[word] = max(by_word.get(word, 0.0), weight)
    candidates = sorted(by_word, key=lambda word: -by_word[word])[:_MOST_CANDIDATES]
    learned = sum(
        (_leans(model, name, candidates) for model, name in _models(subject, value, local)), np.zeros(len(candidates))
    )
    total = {word: by_word[word] + float(more) for word, more in zip(candidates, learned, strict=True)}
    strongest = sorted(total, key=lambda word: -total[word])
    return tuple(word for word in strongest[:MOST] if total[word] > 0)


def _is_telling(word: str) -> bool:
    return any(char.isalpha() for char in word) and len(word) <= _LONGEST and not is_function_word(folded(word))


def _of_cues(plain: str, value: str, many: int) -> list[float]:
    """For each word of the text, how strongly the cues that it stands in speak for the kind."""
    weights = [0.0] * many
    read = folded(plain)
    for weight, start, end in rules_of_kind.spoken(plain, Kind(value)):
        first = len(read[:start].split())
        inside = range(first, min(first + max(len(read[start:end].split()), 1), many))
        for at in inside:
            weights[at] += weight / len(inside)
    return weights


def _of_name(tokens: list[str], area: str) -> list[float]:
    named = areas.stems(area)
    return [2.0 * bool(areas.stems(token) & named) for token in tokens]


def _models(subject: Subject, value: str, local: Local | None) -> Iterator[tuple[Linear, str]]:
    if local:
        yield local.model, value
    elif isinstance(subject, OfKind) and value in _SAID:
        said, mood = _SAID[value]
        shipped = general.shipped()
        yield shipped.said, said
        if mood:
            yield shipped.mood, mood


def _leans(model: Linear, name: str, words: Sequence[str]) -> NDArray[np.floating[Any]]:
    """How much each word speaks for a name, against the mean of all."""
    if name not in model.names or not words:
        return np.zeros(len(words))
    parts = [letter_ids(word) for word in words]
    starts = np.cumsum([0, *(len(part) for part in parts)])
    of_parts = np.vstack([np.zeros((1, len(model.names))), np.cumsum(model.of_grams(np.concatenate(parts)), axis=0)])
    many = np.maximum(np.diff(starts), 1)[:, None]
    summed = model.of_grams(word_ids(words)) + _OF_LETTERS * np.diff(of_parts[starts], axis=0) / np.sqrt(many)
    leans: NDArray[np.floating[Any]] = _OF_LETTERS * (summed[:, model.names.index(name)] - summed.mean(axis=1))
    return leans
