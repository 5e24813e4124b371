"""What an app's acknowledgement means: of a submission (close, errors, another view), and of a question for options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sandbox.blockkit import Problem, check_view
from sandbox.blockkit.rules import ListOf
from sandbox.blockkit.texts import OPTION_GROUP, PLAIN_OPTION
from sandbox.delivery.payloads.parties import Payload

OFFER = ListOf(PLAIN_OPTION, least=0, most=100)
GROUPED_OFFER = ListOf(OPTION_GROUP, least=0, most=100)


class Step(StrEnum):
    """What happens to a modal that was submitted; `REFUSED` shows the person Slack's own sentence of trouble."""

    CLOSE = "close"
    ERRORS = "errors"
    UPDATE = "update"
    PUSH = "push"
    CLEAR = "clear"
    REFUSED = "refused"


@dataclass(frozen=True)
class Submitted:
    """The answer to a submission: `errors` by block id, the `view` of an update or push, or why it was refused."""

    step: Step
    errors: Mapping[str, str] = field(default_factory=dict)
    view: Payload = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class Offered:
    """The answer to a question for options: one of the two lists, or why it was refused."""

    options: list[Payload] = field(default_factory=list)
    option_groups: list[Payload] = field(default_factory=list)
    problem: str = ""


def of_submission(body: Mapping[str, Any] | None, blocks: Iterable[Mapping[str, Any]]) -> Submitted:
    """Return what the acknowledgement `body` of a submission means for a modal with these blocks."""
    if not body:
        return Submitted(Step.CLOSE)
    action = body.get("response_action")
    if action == "clear":
        return Submitted(Step.CLEAR)
    if action == "errors":
        return with_errors(body.get("errors"), blocks)
    if action in {"update", "push"}:
        return with_view(Step(action), body.get("view"))
    return refused(f"unknown response_action: {action}")


def with_errors(errors: object, blocks: Iterable[Mapping[str, Any]]) -> Submitted:
    """Return the answer that names errors, which must belong to input blocks of the view."""
    if not isinstance(errors, Mapping) or not errors:
        return refused("errors must be an object that is not empty")
    inputs = {block.get("block_id") for block in blocks if block.get("type") == "input"}
    strange = [str(name) for name in errors if name not in inputs]
    if strange:
        return refused(f"errors name blocks that are no inputs: {', '.join(strange)}")
    if not all(isinstance(told, str) and told for told in errors.values()):
        return refused("every error must be a text that is not empty")
    return Submitted(Step.ERRORS, errors=dict(errors))


def with_view(step: Step, view: object) -> Submitted:
    """Return the answer that brings a view, which must be a right one, and a modal."""
    problems = check_view(view)
    if problems or not isinstance(view, Mapping):
        return refused(told(problems))
    if view["type"] != "modal":
        return refused("only a modal can take the place of a modal")
    return Submitted(step, view=dict(view))


def refused(problem: str) -> Submitted:
    """Return the answer that Slack cannot use."""
    return Submitted(Step.REFUSED, problem=problem)


def of_suggestion(body: Mapping[str, Any] | None) -> Offered:
    """Return the options (100 at most) or groups that the acknowledgement `body` of a block_suggestion offers."""
    given = body or {}
    if "options" in given:
        problem = told(OFFER.check(given["options"], "/options"))
        return Offered(problem=problem) if problem else Offered(options=list(given["options"]))
    if "option_groups" in given:
        problem = told(GROUPED_OFFER.check(given["option_groups"], "/option_groups"))
        return Offered(problem=problem) if problem else Offered(option_groups=list(given["option_groups"]))
    return Offered(problem="must provide options or option_groups")


def told(problems: Iterable[Problem]) -> str:
    """Return problems in one line."""
    return "; ".join(f"{problem.message} [json-pointer:{problem.pointer}]" for problem in problems)
