"""GitLab, on gitlab.com or one's own: issues of a project over REST."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.gateway.protocol import Fence
from slack_app.gateway.trackers.http import Answer, Call, Http
from slack_app.gateway.trackers.protocol import Issue, NewIssue
from slack_app.gateway.trackers.reading import each, moment, needed, text, written

PAGE, MOST_PAGES = 100, 20
SKEW = timedelta(minutes=5)
_GONE = frozenset({404})
NOT_PLANNED = frozenset({"wontfix", "won't fix", "won't do", "not planned", "declined", "rejected", "invalid"})
"""Labels that say why an issue was closed: GitLab itself knows closed alone."""
STARTED = frozenset({"doing", "in progress", "workflow::in dev", "workflow::in review", "status::doing", "planned"})
DUPLICATE = frozenset({"duplicate"})


class GitLab:
    """One project. `choices`: `address` of the instance, `project` (its path or number); `secrets`: `token`."""

    settles = timedelta(0)

    def __init__(self, http: Http, choices: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._http = http
        self._url = f"{choices['address'].rstrip('/')}/api/v4/projects/{quote(choices['project'], safe='')}"
        self._headers = {"PRIVATE-TOKEN": secrets["token"]}

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        """As promised by Tracker."""
        body = {"title": issue.title, "description": issue.body, "labels": ",".join(issue.labels)}
        call = Call("POST", f"{self._url}/issues", self._headers, body, makes=True, fence=fence)
        return _issue(self._http.ask(call).body, makes=True)

    def find(self, marker: str, *, since: datetime) -> Issue | None:
        """As promised by Tracker."""
        asked = {"search": marker, "in": "description", "created_after": written(since - SKEW)}
        return next((_issue(body) for body in self._listed(asked) if marker in text(body, "description")), None)

    def read(self, ref: str) -> Issue:
        """As promised by Tracker."""
        answer = self._get(f"{self._url}/issues/{quote(ref)}", also=_GONE)
        return Issue(ref, "", IssueState.GONE) if answer.status in _GONE else _issue(answer.body)

    def changed(self, since: datetime) -> Sequence[Issue]:
        """As promised by Tracker."""
        asked = {"updated_after": written(since), "order_by": "updated_at", "sort": "asc"}
        return [_issue(body) for body in self._listed(asked)]

    def test(self) -> str:
        """As promised by Tracker."""
        return needed(self._get(self._url).body, "path_with_namespace")

    def _listed(self, asked: Mapping[str, str]) -> Iterator[Any]:
        for page in range(1, MOST_PAGES + 1):
            query = urlencode({**asked, "scope": "all", "per_page": PAGE, "page": page})
            bodies = each(self._get(f"{self._url}/issues?{query}").body)
            yield from bodies
            if len(bodies) < PAGE:
                return

    def _get(self, url: str, *, also: frozenset[int] = frozenset()) -> Answer:
        return self._http.ask(Call("GET", url, self._headers, also=also))


def _issue(body: object, *, makes: bool = False) -> Issue:
    ref, url = needed(body, "iid", makes=makes), needed(body, "web_url", makes=makes)
    return Issue(ref, url, _state(body), moment(body, "updated_at"))


def _state(body: object) -> IssueState:
    labels = {one.strip().lower() for one in each(body, "labels") if isinstance(one, str)}
    if text(body, "state") != "closed":
        return IssueState.STARTED if labels & STARTED else IssueState.OPEN
    if labels & DUPLICATE or text(body, "moved_to_id"):
        return IssueState.DUPLICATE
    return IssueState.NOT_PLANNED if labels & NOT_PLANNED else IssueState.DONE
