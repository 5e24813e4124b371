"""A thing worth doing: what it is called, why it is on the list, and how it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Self, TypeVar

from slack_app.domain.plain import ID, JSON, float_at, id_at, mapping_at, str_at, ts_at

AGAIN_AFTER = timedelta(weeks=8)
"""What was settled longer ago than this may come again: a person is thanked anew, a channel falls silent once more.

Greetings and answers do not: by then nobody is new any more, and no question is asked still.
"""


class TodoKind(StrEnum):
    """What can be done about it, in the order in which it is asked for."""

    GREET = "greet"
    ANSWER = "answer"
    FEEDBACK = "feedback"
    """Pieces of feedback that wait; the board shows them."""
    THANK = "thank"
    QUIET = "quiet"
    DYING = "dying"
    BOILING = "boiling"


class Because(StrEnum):
    """Why something is on the list; the numbers that go with it stand beside."""

    INTRODUCTION_UNANSWERED = "introduction_unanswered"
    """`days` since they joined, `hours` since they wrote; so with the next one."""
    MESSAGE_UNANSWERED = "message_unanswered"
    QUESTION_WAITS = "question_waits"
    """`hours` since it was asked."""
    ANSWER_LATE = "answer_late"
    """`number` of the piece of feedback that waits longest beyond what its team promised, `hours` since it was filed, how many `more` are late."""
    TRIAGE_WAITS = "triage_waits"
    """How many `tickets` wait for somebody to say whose they are, and the `hours` since the first of them was filed."""
    HELPFUL_STREAK = "helpful_streak"
    """`weeks` in a row in which they helped someone, `people` helped in this one."""
    FIRST_MESSAGE = "first_message"
    HELPED_MOST = "helped_most"
    """`people` helped this week."""
    GONE_QUIET = "gone_quiet"
    """`messages` in the four weeks before, and in how many of the `weeks`."""
    MUCH_LESS = "much_less"
    """`messages` this week, and in a `usual` one; so with the next one."""
    MUCH_MORE = "much_more"


@dataclass(frozen=True)
class Item:
    """One thing to do. `about` names it for ever within its kind: a person, a message (`C1:1700000000000000`), a channel, a ticket (`late:12`)."""

    kind: TodoKind
    about: str
    because: Because
    numbers: Mapping[str, float] = field(default_factory=dict)
    user_id: str | None = None
    channel_id: str | None = None
    ts: str | None = None

    @property
    def value(self) -> str:
        """What its buttons say of it; `key_of` reads it."""
        return f"{self.kind} {self.about}"

    @property
    def key(self) -> tuple[str, str]:
        """Its kind and what it is about, as they are kept when it is settled."""
        return self.kind.value, self.about

    def to_json(self) -> dict[str, JSON]:
        """The item as plain JSON; whom it is about is a value of it, so that it can be struck out as a whole."""
        return asdict(self) | {"numbers": dict(self.numbers)}

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """What `to_json` wrote; None where the kind or the reason is unknown by now."""
        kind, about = _one_of(TodoKind, stored, "kind"), id_at(stored, "about")
        because, numbers = _one_of(Because, stored, "because"), mapping_at(stored, "numbers")
        if not (kind and about and because):
            return None
        return cls(
            kind,
            about,
            because,
            {name: number for name in numbers if (number := float_at(numbers, name)) is not None},
            user_id=id_at(stored, "user_id"),
            channel_id=id_at(stored, "channel_id"),
            ts=ts_at(stored, "ts"),
        )


def key_of(value: str) -> tuple[TodoKind, str] | None:
    """The kind and what it is about, from a button's value; None where it is none of ours."""
    kind, _, about = value.partition(" ")
    found = next((one for one in TodoKind if one == kind), None)
    return (found, about) if found and ID.fullmatch(about) else None


def find(items: Iterable[Item], kind: TodoKind, about: str) -> Item | None:
    """The item of that name."""
    return next((item for item in items if (item.kind, item.about) == (kind, about)), None)


_Choice = TypeVar("_Choice", bound=StrEnum)


def _one_of(choices: type[_Choice], stored: object, key: str) -> _Choice | None:
    found = str_at(stored, key)
    return next((choice for choice in choices if choice == found), None)
