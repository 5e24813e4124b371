"""Trackers as they are chosen: which kinds there are, what each must be told, and what an issue's state means here."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Status
from slack_app.domain.words import clean


class TrackerKind(StrEnum):
    """The trackers that an accepted ticket may go to."""

    GITHUB = "github"
    GITLAB = "gitlab"
    JIRA = "jira"
    LINEAR = "linear"
    CLICKUP = "clickup"
    WEBHOOK = "webhook"
    """Anything that takes a POST of JSON."""


class IssueState(StrEnum):
    """Where an issue stands, in the words that all trackers share."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    NOT_PLANNED = "not_planned"
    DUPLICATE = "duplicate"
    """Closed for another issue of the tracker, which we do not follow."""
    GONE = "gone"
    """Deleted, moved, or hidden from the app."""


CLOSED = (IssueState.DONE, IssueState.NOT_PLANNED, IssueState.DUPLICATE)
_STATUS: Mapping[IssueState, Status] = {
    IssueState.STARTED: Status.PLANNED,
    IssueState.DONE: Status.SHIPPED,
    IssueState.NOT_PLANNED: Status.DECLINED,
}


def status_from(before: IssueState | None, now: IssueState) -> Status | None:
    """What an issue that went from one state to another makes of its ticket; None where it says nothing to anybody.

    Work that stops is not news; a closed issue that is open again is.
    """
    if before == now:
        return None
    if now is IssueState.OPEN:
        return Status.ACCEPTED if before in CLOSED else None
    return _STATUS.get(now)


@dataclass(frozen=True)
class Answer:
    """One thing that a tracker must be told. `default` holds where nothing is said; a secret is never shown again."""

    name: str
    is_required: bool = True
    default: str = ""
    is_secret: bool = False
    shape: str = r".{1,300}"


_ADDRESS = r"https?://[^\s/?#@]+(/[^\s]*)?"
_TOKEN = Answer("token", is_secret=True, shape=r"[\x21-\x7e]{4,1000}")
_THEIR_SECRET = Answer("hook", is_required=False, is_secret=True, shape=r"[\x21-\x7e]{8,300}")
ANSWERS: Mapping[TrackerKind, tuple[Answer, ...]] = {
    TrackerKind.GITHUB: (
        Answer("repository", shape=r"[\w.-]{1,100}/[\w.-]{1,100}"),
        _TOKEN,
        Answer("address", is_required=False, default="https://api.github.com", shape=_ADDRESS),
    ),
    TrackerKind.GITLAB: (
        Answer("project", shape=r"[\w./-]{1,300}"),
        _TOKEN,
        Answer("address", is_required=False, default="https://gitlab.com", shape=_ADDRESS),
        _THEIR_SECRET,
    ),
    TrackerKind.JIRA: (
        Answer("address", shape=_ADDRESS),
        Answer("project", shape=r"[A-Za-z][A-Za-z0-9_]{1,50}"),
        Answer("issue_type", is_required=False, default="Task", shape=r"[^\"\\]{1,60}"),
        Answer("email", shape=r"[^\s@:]+@[^\s@:]+"),
        _TOKEN,
    ),
    TrackerKind.LINEAR: (
        Answer("team", shape=r"[A-Za-z0-9]{1,20}"),
        _TOKEN,
        _THEIR_SECRET,
        Answer("address", is_required=False, default="https://api.linear.app/graphql", shape=_ADDRESS),
    ),
    TrackerKind.CLICKUP: (
        Answer("list", shape=r"[0-9]{1,30}"),
        _TOKEN,
        _THEIR_SECRET,
        Answer("address", is_required=False, default="https://api.clickup.com", shape=_ADDRESS),
    ),
    TrackerKind.WEBHOOK: (
        Answer("address", shape=_ADDRESS),
        Answer("token", is_required=False, is_secret=True, shape=r"[\x20-\x7e]{4,1000}"),
        Answer("lookup", is_required=False, shape=rf"{_ADDRESS}\{{marker\}}[^\s]*"),
        Answer("status", is_required=False, shape=rf"{_ADDRESS}\{{ref\}}[^\s]*"),
        Answer("body", is_required=False, shape=r"[\s\S]{2,2000}"),
        Answer("done", is_required=False),
        Answer("not_planned", is_required=False),
        Answer("started", is_required=False),
    ),
}
"""What each kind is told, in the order of its form."""
GIVES_ITS_OWN_SECRET = frozenset({TrackerKind.LINEAR, TrackerKind.CLICKUP})
"""Of these one is told the secret by which they sign; the others are given ours."""
_LEADS = ("address", "lookup", "status")
NAME_LENGTH = 60
MOST_TRACKERS = 20


@dataclass(frozen=True)
class Setup:
    """What a form says of a tracker: its choices, and those secrets that were typed."""

    kind: TrackerKind
    name: str
    choices: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)


def checked(setup: Setup, known_secrets: Collection[str] = ()) -> Setup:
    """The setup as it may be kept, with what holds where nothing was said. A secret that is known need not be typed again.

    Raises InvalidAnswersError with `required`, or `shape` for what it cannot be, beside each field at fault.
    """
    faults = {} if setup.name.strip() else {"name": "required"}
    choices: dict[str, str] = {}
    for answer in ANSWERS[setup.kind]:
        said = (setup.secrets if answer.is_secret else setup.choices).get(answer.name, "").strip()
        fault = _fault(answer, said, answer.name in known_secrets)
        if fault:
            faults[answer.name] = fault
        elif not answer.is_secret and (said or answer.default):
            choices[answer.name] = said or answer.default
    if faults:
        raise InvalidAnswersError(faults)
    secrets = {name: said.strip() for name, said in setup.secrets.items() if said.strip()}
    return Setup(setup.kind, clean(setup.name, NAME_LENGTH), choices, secrets)


def is_elsewhere(kind: TrackerKind, now: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether one of its addresses leads to another place than before: a token that was typed for the one is not for the other."""
    asked = {one.name: one.default for one in ANSWERS[kind] if one.name in _LEADS}
    return any(
        (there := _place(now.get(name) or default)) and there not in {_place(before.get(one, "")) for one in asked}
        for name, default in asked.items()
    )


def _place(address: str) -> str:
    """Scheme, host and port."""
    return "/".join(address.strip().lower().split("/")[:3])


def _fault(answer: Answer, said: str, is_known: bool) -> str:
    if not said:
        return "required" if answer.is_required and not is_known else ""
    if not re.fullmatch(answer.shape, said):
        return "shape"
    return "shape" if answer.name == "body" and not _is_json(said) else ""


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
