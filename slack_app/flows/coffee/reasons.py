"""Why these people, as plain JSON on a meeting's row, and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from slack_app.domain.matching import Reason, Term
from slack_app.domain.plain import str_at, strs_at

PRACTICAL = frozenset({Term.LANGUAGE, Term.HOURS})
"""What makes a meeting possible and holds for most people: it says the least of why these."""


def most_telling_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The same for who reads them: what these people have with each other, then what is merely practical."""
    return tuple(sorted(reasons, key=lambda reason: reason.term in PRACTICAL))


def to_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """The score's own reasons; ids stand in `user_ids` only."""
    return [{"term": one.term.value, "topics": list(one.topics), "user_ids": list(one.user_ids)} for one in reasons]


def from_json(stored: Sequence[Mapping[str, Any]], present: Iterable[str]) -> tuple[Reason, ...]:
    """Those that still hold for the people who are there; what is not known any more is passed over."""
    here = set(present)
    found = (_one(one) for one in stored)
    return tuple(reason for reason in found if reason and here.issuperset(reason.user_ids))


def _one(stored: object) -> Reason | None:
    term = str_at(stored, "term")
    if term not in list(Term):
        return None
    return Reason(Term(term), strs_at(stored, "topics"), strs_at(stored, "user_ids"))
