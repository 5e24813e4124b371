"""What a model thinks of a ticket's field, how sure it is, and what it is allowed to do with that."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guess:
    """The likeliest value and the one after it, each with how sure one may be (0 to 1), and why.

    `terms` are words of the text itself that speak for the value, the strongest first; `near` are ids of the tickets confirmed
    as that value that are most like it. Act alone, ask with two buttons where it is worth asking, else leave it to people.
    """

    value: str
    confidence: float
    second: str | None = None
    second_confidence: float = 0.0
    terms: tuple[str, ...] = ()
    near: tuple[int, ...] = ()
    may_act_alone: bool = False
    worth_asking: bool = False
