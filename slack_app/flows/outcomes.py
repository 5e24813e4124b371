"""What a piece of slow work may answer when its turn has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from slack_app.gateway.protocol import Post, Receipt


def _nothing_more(_session: Session, _receipt: Receipt) -> None:
    pass


Then = Callable[[Session, Receipt], None]


@dataclass(frozen=True)
class Say:
    """Send this message, once; `then` is written in the same transaction as the stamp that it was sent."""

    post: Post
    then: Then = _nothing_more


@dataclass(frozen=True)
class Done:
    """It is done: all that had to happen can be done again without harm."""


@dataclass(frozen=True)
class Drop:
    """It shall not happen any more; `reason` is a constant."""

    reason: str


@dataclass(frozen=True)
class Wait:
    """Not before then."""

    until: datetime


Outcome = Say | Done | Drop | Wait
