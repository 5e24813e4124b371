"""GitHub, also an Enterprise one: issues of a repository over REST."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.gateway.protocol import Fence
from slack_app.gateway.trackers.http import Answer, Call, Http
from slack_app.gateway.trackers.outcomes import unreadable
from slack_app.gateway.trackers.protocol import Issue, NewIssue
from slack_app.gateway.trackers.reading import at, each, moment, needed, text, written

PAGE, MOST_PAGES = 100, 20
SKEW = timedelta(minutes=5)
"""So much may its clock differ from ours."""
_GONE = frozenset({404, 410})
_CLOSED = {"not_planned": IssueState.NOT_PLANNED, "duplicate": IssueState.DUPLICATE}


class GitHub:
    """One repository. `choices`: `repository` (owner/name), `address` of the API; `secrets`: `token`."""

    settles = timedelta(0)

    def __init__(self, http: Http, choices: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._http = http
        self._url = f"{choices['address'].rstrip('/')}/repos/{quote(choices['repository'])}"
        self._headers = {
            "Authorization": f"Bearer {secrets['token']}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        """As promised by Tracker."""
        body = {"title": issue.title, "body": issue.body, "labels": list(issue.labels)}
        call = Call("POST", f"{self._url}/issues", self._headers, body, makes=True, fence=fence)
        return _issue(self._http.ask(call).body, makes=True)

    def find(self, marker: str, *, since: datetime) -> Issue | None:
        """As promised by Tracker; the list is read, for the search lags behind."""
        since -= SKEW
        for body in self._listed({"since": written(since), "sort": "created", "direction": "desc"}, whole=True):
            if marker in text(body, "body"):
                return _issue(body)
            if (moment(body, "created_at") or since) < since:
                return None
        return None

    def read(self, ref: str) -> Issue:
        """As promised by Tracker."""
        answer = self._get(f"{self._url}/issues/{quote(ref)}", also=_GONE)
        return Issue(ref, "", IssueState.GONE) if answer.status in _GONE else _issue(answer.body)

    def changed(self, since: datetime) -> Sequence[Issue]:
        """As promised by Tracker."""
        asked = {"since": written(since), "sort": "updated", "direction": "asc"}
        return [_issue(body) for body in self._listed(asked)]

    def test(self) -> str:
        """As promised by Tracker."""
        return needed(self._get(self._url).body, "full_name")

    def _listed(self, asked: Mapping[str, str], *, whole: bool = False) -> Iterator[Any]:
        """Issues, page by page; pull requests, which GitHub counts among them, are left out. `whole`: or fail."""
        for page in range(1, MOST_PAGES + 1):
            query = urlencode({**asked, "state": "all", "per_page": PAGE, "page": page})
            bodies = each(self._get(f"{self._url}/issues?{query}").body)
            yield from (body for body in bodies if at(body, "pull_request") is None)
            if len(bodies) < PAGE:
                return
        if whole:
            raise unreadable()

    def _get(self, url: str, *, also: frozenset[int] = frozenset()) -> Answer:
        return self._http.ask(Call("GET", url, self._headers, also=also))


def _issue(body: object, *, makes: bool = False) -> Issue:
    ref, url = needed(body, "number", makes=makes), needed(body, "html_url", makes=makes)
    return Issue(ref, url, _state(body), moment(body, "updated_at"))


def _state(body: object) -> IssueState:
    if text(body, "state") != "closed":
        return IssueState.OPEN
    return _CLOSED.get(text(body, "state_reason"), IssueState.DONE)
