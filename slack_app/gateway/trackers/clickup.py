"""ClickUp: tasks of a list over REST."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.gateway.protocol import Fence
from slack_app.gateway.trackers.http import Answer, Call, Http
from slack_app.gateway.trackers.protocol import Issue, NewIssue
from slack_app.gateway.trackers.reading import at, each, moment, needed, text

PAGE, MOST_PAGES = 100, 20
SKEW = timedelta(minutes=5)
_GONE = frozenset({404})
_PRIORITIES = {"high": 2, "normal": 3, "low": 4}
_OPEN = frozenset({"open", "unstarted"})
NOT_PLANNED = frozenset(
    {"won't do", "wont do", "won't fix", "declined", "rejected", "cancelled", "canceled", "not planned"}
)


class ClickUp:
    """One list. `choices`: `list` (its number), `address` of the API; `secrets`: `token`."""

    settles = timedelta(0)

    def __init__(self, http: Http, choices: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._http, self._api = http, f"{choices['address'].rstrip('/')}/api/v2"
        self._list = f"{self._api}/list/{quote(choices['list'])}"
        self._headers = {"Authorization": secrets["token"]}

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        """As promised by Tracker."""
        body: dict[str, Any] = {"name": issue.title, "markdown_content": issue.body, "tags": list(issue.labels)}
        body["priority"] = _PRIORITIES.get(issue.priority, 3)
        call = Call("POST", f"{self._list}/task", self._headers, body, makes=True, fence=fence)
        return _issue(self._http.ask(call).body, makes=True)

    def find(self, marker: str, *, since: datetime) -> Issue | None:
        """As promised by Tracker."""
        asked = {
            "date_created_gt": _millis(since - SKEW),
            "order_by": "created",
            "include_markdown_description": "true",
        }
        return next((_issue(body) for body in self._listed(asked) if marker in _words(body)), None)

    def read(self, ref: str) -> Issue:
        """As promised by Tracker."""
        answer = self._get(f"{self._api}/task/{quote(ref)}", also=_GONE)
        return Issue(ref, "", IssueState.GONE) if answer.status in _GONE else _issue(answer.body)

    def changed(self, since: datetime) -> Sequence[Issue]:
        """As promised by Tracker."""
        asked = {"date_updated_gt": _millis(since), "order_by": "updated", "reverse": "true"}
        found = [_issue(body) for body in self._listed(asked)]
        return sorted(found, key=lambda one: str(one.changed_at))

    def test(self) -> str:
        """As promised by Tracker."""
        return needed(self._get(self._list).body, "name")

    def _listed(self, asked: Mapping[str, str]) -> Iterator[Any]:
        for page in range(MOST_PAGES):
            query = urlencode({**asked, "include_closed": "true", "subtasks": "true", "page": page})
            bodies = each(self._get(f"{self._list}/task?{query}").body, "tasks")
            yield from bodies
            if len(bodies) < PAGE:
                return

    def _get(self, url: str, *, also: frozenset[int] = frozenset()) -> Answer:
        return self._http.ask(Call("GET", url, self._headers, also=also))


def _issue(body: object, *, makes: bool = False) -> Issue:
    ref, url = needed(body, "id", makes=makes), needed(body, "url", makes=makes)
    return Issue(ref, url, _state(body), moment(body, "date_updated"))


def _state(body: object) -> IssueState:
    kind, name = text(body, "status", "type"), text(body, "status", "status").lower()
    if name in NOT_PLANNED:
        return IssueState.NOT_PLANNED
    if kind in {"closed", "done"}:
        return IssueState.DONE
    return IssueState.OPEN if kind in _OPEN else IssueState.STARTED


def _words(body: object) -> str:
    return " ".join(str(at(body, name) or "") for name in ("markdown_description", "description", "text_content"))


def _millis(at_: datetime) -> str:
    return str(int(at_.timestamp() * 1000))
