"""One panel of the week's picture: what it shows, whoever draws it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """One of the four: a title, labels from left to right (or from top to bottom), and numbers for each series.

    `kind` is how it is drawn: `lines`, `bars` upon each other, `shares` as one line, or `levels` from top to bottom. None is a
    gap; `notes` are the numbers in words, of the last label, or of each level.
    """

    kind: str
    title: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[float | None]]]
    notes: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(number for _, row in self.series for number in row)
