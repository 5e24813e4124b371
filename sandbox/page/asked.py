"""What every verb of the page is given, and how it refuses."""

from collections.abc import Mapping
from typing import Any

from sandbox.engine.acting import Actor
from sandbox.engine.channels import Message
from sandbox.engine.ports import Answer
from sandbox.page import seen

JSON = dict[str, Any]
Asked = Mapping[str, Any]


class RefusedError(Exception):
    """The page says so to the person: `code` names a sentence of the page's words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answered(answer: Answer | None) -> JSON:
    """Nothing to add when the app took it; RefusedError when it did not."""
    if answer is not None and not answer.ok:
        raise RefusedError(f"app_{answer.status}")
    return {}


def message_of(actor: Actor, asked: Asked, key: str = "ts") -> Message:
    """The message that was meant; RefusedError if it is gone."""
    found = seen.find(actor.channel(str(asked["channel"])), str(asked[key]), actor.person)
    if found is None:
        raise RefusedError("not_found")
    return found
