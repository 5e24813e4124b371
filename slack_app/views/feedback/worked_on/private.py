"""What a form about a ticket carries along, unseen: its language, which ticket, and how that stood when it was drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Private:
    """`seen` is the ticket's status then, empty where it does not matter."""

    language: str
    ticket_id: int
    seen: str = ""

    def __str__(self) -> str:
        """As it stands in a view's `private_metadata`."""
        return f"{self.language} {self.ticket_id} {self.seen}"

    @classmethod
    def of(cls, view: object) -> Self:
        """What a view carries; ticket 0, which is none, where it cannot be read."""
        private = view.get("private_metadata") if isinstance(view, Mapping) else None
        language, _, rest = (private if isinstance(private, str) else "").partition(" ")
        number, _, seen = rest.partition(" ")
        return cls(language, int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0, seen)  # noqa: PLR2004  digits of a row's id


def pressed(value: str) -> tuple[int, str]:
    """Of a button's `ticket:status`: the ticket's id (0 where there is none) and the status, or what else stands there."""
    number, _, rest = value.partition(":")
    return (int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0), rest  # noqa: PLR2004  digits of a row's id
