"""What the doctor says: a mark, what was looked at, and the remedy."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How it stands."""

    WELL = "✓"
    ODD = "⚠"
    ILL = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. Neither sentence ever holds a secret."""

    mark: Mark
    what: str
    remedy: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether the app cannot do its work until this is mended."""
        return self.mark is Mark.ILL

    def line(self) -> str:
        """The finding for a person."""
        return f"{self.mark} {self.what}" + (f"\n    → {self.remedy}" if self.remedy else "")

    def as_json(self) -> dict[str, str]:
        """The finding for a program."""
        return {"outcome": self.mark.name.lower(), "what": self.what, "remedy": self.remedy}


def well(what: str) -> Finding:
    """It is as it should be."""
    return Finding(Mark.WELL, what)


def odd(what: str, remedy: str) -> Finding:
    """The app works, but something should be looked at."""
    return Finding(Mark.ODD, what, remedy)


def ill(what: str, remedy: str) -> Finding:
    """The app does not work until this is mended."""
    return Finding(Mark.ILL, what, remedy)
