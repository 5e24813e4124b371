"""Why a field of a ticket is what it is: kept with the ticket, and told on its card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from slack_app.domain.feedback.terms import By, Field
from slack_app.domain.plain import JSON, float_at, int_at, str_at, strs_at

_MOST = 5


class Why(StrEnum):
    """What else there is to say of a decision than who took it."""

    OWNS_AREA = "owns_area"
    """The team has this area."""
    SAFETY = "safety"
    """Its words speak of lost data, of safety, of a crash for everyone."""
    IMPACT = "impact"
    """The author said how much it matters."""
    VOICES = "voices"
    """So many people want it."""
    OUTSIDE = "outside"
    """The classifier that the installation names suggests it; people choose."""
    ASKED = "asked"
    """It answers a question that managers asked about this."""


@dataclass(frozen=True)
class Reason:
    """One decision. `value` is the field's (of a team its id as text), None where nothing was decided.

    `rule` is the rule's name, `terms` the words that weighed most, `near` the numbers of the past tickets that are most
    like it, `confidence` between 0 and 1. `candidates` are the two that people choose between when the model was too unsure.
    """

    field: Field
    by: By
    value: str | None
    rule: str | None = None
    terms: tuple[str, ...] = ()
    near: tuple[int, ...] = ()
    confidence: float | None = None
    why: Why | None = None
    candidates: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """What `to_json` wrote; None where it cannot be read."""
        field, by, why = (str_at(stored, name) for name in ("field", "by", "why"))
        if field not in set(Field) or by not in set(By):
            return None
        return cls(
            field=Field(field),
            by=By(by),
            value=str_at(stored, "value"),
            rule=str_at(stored, "rule"),
            terms=strs_at(stored, "terms")[:_MOST],
            near=_ints(stored, "near")[:_MOST],
            confidence=float_at(stored, "confidence"),
            why=Why(why) if why in set(Why) else None,
            candidates=strs_at(stored, "candidates")[:_MOST],
        )

    def to_json(self) -> dict[str, JSON]:
        """The reason as plain JSON; what it does not say is left out."""
        said: dict[str, JSON] = {"field": self.field.value, "by": self.by.value, "value": self.value}
        more: dict[str, JSON] = {
            "rule": self.rule,
            "terms": list(self.terms),
            "near": list(self.near),
            "confidence": None if self.confidence is None else round(self.confidence, 3),
            "why": self.why.value if self.why else None,
            "candidates": list(self.candidates),
        }
        return said | {name: value for name, value in more.items() if value not in (None, [])}


def reasons_of(because: object) -> dict[Field, Reason]:
    """The reasons that stand in a ticket's `because`, each field's last."""
    rows = because if isinstance(because, list) else []
    found = (Reason.from_json(row) for row in rows)
    return {reason.field: reason for reason in found if reason}


def kept(reasons: Mapping[Field, Reason] | Iterable[Reason]) -> list[dict[str, JSON]]:
    """The reasons as a ticket keeps them, in the order of the fields."""
    by_field = reasons if isinstance(reasons, Mapping) else {reason.field: reason for reason in reasons}
    return [by_field[field].to_json() for field in Field if field in by_field]


def with_reason(because: object, reason: Reason) -> list[dict[str, JSON]]:
    """A ticket's `because` with this reason in the place of the field's former one."""
    return kept(reasons_of(because) | {reason.field: reason})


def _ints(stored: object, key: str) -> tuple[int, ...]:
    found = stored.get(key) if isinstance(stored, Mapping) else None
    rows = ({"n": one} for one in found) if isinstance(found, list) else ()
    return tuple(number for row in rows if (number := int_at(row, "n")) is not None)
