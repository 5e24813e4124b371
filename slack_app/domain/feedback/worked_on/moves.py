"""What may become of a ticket from where it stands, and what people may do with it there."""

from enum import StrEnum

from slack_app.domain.feedback.terms import OPEN, RESOLVED, Status, Step

DECIDED = (Status.ACCEPTED, Status.PLANNED, Status.SHIPPED, Status.DECLINED)
"""What a team, or its tracker, may decide."""
UNDECIDED = (Status.TRIAGE, Status.NEW)


class Deed(StrEnum):
    """What someone of the team may do with a ticket."""

    ACCEPT = "accept"
    DUPLICATE = "duplicate"
    CHANGE = "change"
    DECLINE = "decline"
    SNOOZE = "snooze"
    WAKE = "wake"
    ASK = "ask"
    ASSIGN = "assign"
    PLAN = "plan"
    SHIP = "ship"
    REOPEN = "reopen"
    UNMERGE = "unmerge"
    TRACK = "track"
    DETAILS = "details"


STEPS = {
    Status.ACCEPTED: Step.ACCEPTED,
    Status.PLANNED: Step.PLANNED,
    Status.SHIPPED: Step.SHIPPED,
    Status.DECLINED: Step.DECLINED,
    Status.TRIAGE: Step.REOPENED,
    Status.NEW: Step.REOPENED,
}
"""How the history tells of each decision."""
_WITH_ALL = (Deed.DUPLICATE, Deed.CHANGE, Deed.DECLINE, Deed.SNOOZE, Deed.WAKE, Deed.ASK, Deed.ASSIGN, Deed.DETAILS)
_DEEDS = {
    Status.TRIAGE: (Deed.ACCEPT, *_WITH_ALL, Deed.PLAN, Deed.SHIP),
    Status.NEW: (Deed.ACCEPT, *_WITH_ALL, Deed.PLAN, Deed.SHIP),
    Status.ACCEPTED: (Deed.PLAN, Deed.SHIP, *_WITH_ALL, Deed.TRACK, Deed.REOPEN),
    Status.PLANNED: (Deed.SHIP, *_WITH_ALL, Deed.TRACK, Deed.REOPEN),
    Status.SHIPPED: (Deed.REOPEN, Deed.ASK, Deed.DETAILS),
    Status.DECLINED: (Deed.REOPEN, Deed.ASK, Deed.DETAILS),
    Status.MERGED: (Deed.UNMERGE, Deed.DETAILS),
}


def may_become(status: Status, then: Status) -> bool:
    """Whether a decision may bring a ticket from there to there. Linking and withdrawing are no decisions."""
    if status not in (*OPEN, *RESOLVED) or status is then:
        return False
    return then in DECIDED or (then in UNDECIDED and status not in UNDECIDED)


def may_be_linked(status: Status) -> bool:
    """Whether a ticket that stands there may be said to be the same as another."""
    return status in (Status.DRAFT, *OPEN)


def may_be_linked_to(status: Status) -> bool:
    """Whether others may be linked to a ticket that stands there."""
    return status in (*OPEN, *RESOLVED)


def deeds_of(status: Status, *, is_asleep: bool = False, may_track: bool = True) -> tuple[Deed, ...]:
    """What someone of the team may do with a ticket that stands there; who is asleep may be woken, and a tracker be there."""
    possible = {Deed.WAKE: is_asleep, Deed.TRACK: may_track}
    return tuple(deed for deed in _DEEDS.get(status, ()) if possible.get(deed, True))


def is_an_answer(status: Status) -> bool:
    """Whether who spoke has been answered once a ticket stands there."""
    return status in (*DECIDED, Status.MERGED)
