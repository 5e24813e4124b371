"""A week's digest as it was told: the figures and the list, kept so that telling it again says the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from slack_app.domain.digest.todo import Item
from slack_app.domain.measures.figures import WeekFigures


@dataclass(frozen=True)
class Digest:
    """This week, the weeks before it (newest first, without their channels), what to do, and in how many channels the app is.

    `heard_in` of `channels` are heard: those that the app is in, of the community's public ones.
    """

    this: WeekFigures
    past: tuple[WeekFigures, ...] = ()
    todo: tuple[Item, ...] = ()
    heard_in: int = 0
    channels: int = 0

    def to_json(self) -> dict[str, Any]:
        """The digest as plain JSON, for its report."""
        return {
            "this": self.this.to_json(),
            "past": [replace(week, channels={}).to_json() for week in self.past],
            "todo": [item.to_json() for item in self.todo],
            "heard_in": self.heard_in,
            "channels": self.channels,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; an item that is unknown by now is left out."""
        return cls(
            WeekFigures.from_json(stored["this"]),
            tuple(WeekFigures.from_json(week) for week in stored["past"]),
            tuple(item for one in stored["todo"] if (item := Item.from_json(one))),
            stored["heard_in"],
            stored["channels"],
        )
