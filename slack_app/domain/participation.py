"""How someone takes part in a coffee programme, and who is due in the next round."""

from enum import StrEnum


class Standing(StrEnum):
    """Where someone stands in a programme."""

    IN = "in"
    OUT = "out"
    """They left, or never want to be counted in by their channel."""
    ASKED = "asked"
    """Silent for three rounds and asked; they are in until they answer."""


class Silence(StrEnum):
    """What someone asked after three silent rounds may answer."""

    KEEP = "keep"
    LATER = "later"
    OUT = "out"
