"""What Slack refuses in messages and views, as `sandbox.blockkit` judges it, turned into Slack's errors."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sandbox.blockkit import Problem, check_blocks, check_message, check_view
from sandbox.engine.errors import SlackError, invalid

OWN_ERRORS = {"msg_blocks_too_long", "view_too_large", "too_many_attachments"}
"""Codes of problems that are Slack's own errors of that name."""


def refuse_bad_blocks(blocks: object, attachments: Sequence[Any] = ()) -> None:
    """SlackError if Slack would not take these in a message."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    refuse(check_message({"blocks": blocks, "attachments": list(attachments)}), "invalid_blocks")


def refuse_bad_view(view: Mapping[str, Any]) -> None:
    """SlackError if Slack would not take this view."""
    refuse(check_view(view), "invalid_arguments", within="/view")


def refuse(problems: Sequence[Problem], otherwise: str, within: str = "") -> None:
    """SlackError for these problems, if there are any, with each told in Slack's own form."""
    if not problems:
        return
    own = next((problem.code for problem in problems if problem.code in OWN_ERRORS), None)
    told = [f"[ERROR] {problem.message} [json-pointer:{within}{problem.pointer}]" for problem in problems]
    raise invalid(*told, code=own or otherwise)


def judged(what: str, given: object) -> list[dict[str, object]]:
    """What is wrong with "blocks", a "view" or a "message", each with where; nothing if all is right."""
    judge: dict[str, Callable[[Any], list[Problem]]] = {
        "blocks": check_blocks,
        "view": check_view,
        "message": lambda message: (
            check_message(message) if isinstance(message, Mapping) else [Problem("", "type", "object")]
        ),
    }
    found = judge[what](given)
    return [{"pointer": problem.pointer, "code": problem.code, "message": problem.message} for problem in found]
