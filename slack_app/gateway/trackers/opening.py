"""The real trackers, each over the same way out."""

from collections.abc import Callable, Mapping

from slack_app.domain.feedback.trackers.kinds import TrackerKind
from slack_app.gateway.protocol import GiveUpError
from slack_app.gateway.trackers.clickup import ClickUp
from slack_app.gateway.trackers.github import GitHub
from slack_app.gateway.trackers.gitlab import GitLab
from slack_app.gateway.trackers.http import Http
from slack_app.gateway.trackers.jira import Jira
from slack_app.gateway.trackers.linear import Linear
from slack_app.gateway.trackers.protocol import Tracker
from slack_app.gateway.trackers.webhook import Webhook

_OPENS: Mapping[TrackerKind, Callable[[Http, Mapping[str, str], Mapping[str, str]], Tracker]] = {
    TrackerKind.GITHUB: GitHub,
    TrackerKind.GITLAB: GitLab,
    TrackerKind.JIRA: Jira,
    TrackerKind.LINEAR: Linear,
    TrackerKind.CLICKUP: ClickUp,
    TrackerKind.WEBHOOK: Webhook,
}


class HttpTrackers:
    """Trackers over HTTP; one for the whole process, so that a tracker that is away is left alone by all."""

    def __init__(self, http: Http | None = None) -> None:
        self._http = http or Http()

    def open(self, kind: TrackerKind, choices: Mapping[str, str], secrets: Mapping[str, str]) -> Tracker:
        """As promised by Trackers."""
        try:
            return _OPENS[kind](self._http, choices, secrets)
        except KeyError:
            raise GiveUpError("tracker_incomplete") from None
