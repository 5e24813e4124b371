"""What the app asks of a tracker, in few verbs. It fails in the two ways in which Slack does (gateway.protocol)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from slack_app.domain.feedback.trackers.kinds import IssueState, TrackerKind
from slack_app.gateway.protocol import Fence, GiveUpError


@dataclass(frozen=True)
class NewIssue:
    """What is filed. `marker` stands in `body` (Markdown) too: by it an issue is found again, so that none is filed twice.

    `priority` is a domain.feedback.terms.Priority; `link` leads back to Slack, where there is a place to lead to.
    """

    marker: str
    title: str
    body: str
    labels: tuple[str, ...] = ()
    priority: str = "normal"
    link: str = ""


@dataclass(frozen=True)
class Issue:
    """An issue as the tracker has it now. `ref` names it for the tracker, `changed_at` is the tracker's own time."""

    ref: str
    url: str
    state: IssueState
    changed_at: datetime | None = None


class Tracker(Protocol):
    """One project of one tracker. All raise TryAgainError and GiveUpError, nothing else; their codes are told by gateway.trackers.outcomes."""

    settles: timedelta
    """So long after it was created an issue may still be missing from what `find` sees."""

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        """File an issue, once: never repeated inside. An uncertain TryAgainError says that it may be there."""

    def find(self, marker: str, *, since: datetime) -> Issue | None:
        """The issue that bears the marker, filed since then (by our clock)."""

    def read(self, ref: str) -> Issue:
        """The issue as it is now; one that cannot be seen any more is GONE."""

    def changed(self, since: datetime) -> Sequence[Issue] | None:
        """The issues that changed since then (by the tracker's clock), the oldest first; of very many the first ones.

        None where it has no such list.
        """

    def test(self) -> str:
        """Read the project and file nothing: what it is called there."""


class Trackers(Protocol):
    """Opens trackers: no call is made by that."""

    def open(self, kind: TrackerKind, choices: Mapping[str, str], secrets: Mapping[str, str]) -> Tracker:
        """The tracker of that kind. Raises GiveUpError for choices with which there is none."""


class NoTrackers:
    """Where the app has no way out to trackers."""

    def open(self, kind: TrackerKind, choices: Mapping[str, str], secrets: Mapping[str, str]) -> Tracker:  # noqa: ARG002  the Protocol's
        """As promised by Trackers: there is none."""
        raise GiveUpError("tracker_none")
