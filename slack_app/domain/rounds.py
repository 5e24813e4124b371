"""A round from its opening to its report: states, answers, turns, and what managers learn of it."""

from enum import StrEnum


class RoundState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    INTRODUCED = "introduced"
    CANCELLED = "cancelled"


class Met(StrEnum):
    """What someone answers when they are asked whether they met."""

    MET = "met"
    PLANNED = "planned"
    NOT_YET = "not_yet"
    CANNOT = "cannot"
