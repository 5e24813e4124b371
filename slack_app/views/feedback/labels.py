"""What kinds, states and priorities are called; a name that says too little by itself is explained where it stands."""

from slack_app.domain.feedback.terms import Kind, Priority, Status, Target
from slack_app.views.words import Words, mark

_KINDS = {
    Kind.BUG: mark("Bug"),
    Kind.IDEA: mark("Idea"),
    Kind.PRAISE: mark("Praise"),
    Kind.COMPLAINT: mark("Complaint"),
    Kind.QUESTION: mark("Question"),
}
_STATUSES = {
    Status.DRAFT: mark("Not sent yet"),
    Status.TRIAGE: mark("Looking for its team"),
    Status.NEW: mark("New"),
    Status.ACCEPTED: mark("Accepted"),
    Status.PLANNED: mark("Planned"),
    Status.SHIPPED: mark("Shipped"),
    Status.DECLINED: mark("Declined"),
    Status.MERGED: mark("Same as another"),
    Status.WITHDRAWN: mark("Taken back"),
}
_PRIORITIES = {
    Priority.HIGH: mark("High priority"),
    Priority.NORMAL: mark("Normal priority"),
    Priority.LOW: mark("Low priority"),
}
_TARGETS = {Target.FIRST_ANSWER: mark("First answer"), Target.RESOLUTION: mark("Resolution")}


def kind(words: Words, value: str | None) -> str:
    """The kind's name, for plain text; of none or an unknown one, that it is not known yet."""
    return words.plain(_KINDS[Kind(value)]) if value in set(Kind) else words.plain("Kind not known yet")


def status(words: Words, value: str) -> str:
    """How a ticket stands, for plain text."""
    return words.plain(_STATUSES[Status(value)])


def priority(words: Words, value: str) -> str:
    """How soon it should be looked at, for plain text."""
    return words.plain(_PRIORITIES[Priority(value)])


def target(words: Words, value: str) -> str:
    """What was promised, for plain text."""
    return words.plain(_TARGETS[Target(value)])
