"""A week as it was counted: a value for each measure, and what each channel was like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from slack_app.domain.measures.terms import Measure, Value

_KNOWN = frozenset(Measure)


@dataclass(frozen=True)
class ChannelWeek:
    """What a channel was like in a week: messages, and people who wrote."""

    messages: int
    people: int


@dataclass(frozen=True)
class WeekFigures:
    """A week's figures; `week` is its Monday. A measure that does not apply (coffee that is off) is missing."""

    week: date
    values: Mapping[Measure, Value] = field(default_factory=dict)
    channels: Mapping[str, ChannelWeek] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The figures as plain JSON, to be kept."""
        return {
            "week": self.week.isoformat(),
            "values": {measure.value: _kept(value) for measure, value in self.values.items()},
            "channels": {channel_id: [one.messages, one.people] for channel_id, one in self.channels.items()},
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; a measure that is unknown by now is left out."""
        return cls(
            date.fromisoformat(stored["week"]),
            {Measure(name): Value(*value) for name, value in stored["values"].items() if name in _KNOWN},
            {channel_id: ChannelWeek(*one) for channel_id, one in stored["channels"].items()},
        )


def _kept(value: Value) -> list[float | None]:
    last = () if value.last is None else (value.last,)
    return [value.amount, value.n, *last]
