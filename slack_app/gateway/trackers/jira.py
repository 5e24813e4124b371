"""Jira Cloud: issues of a project over REST, their words as an Atlassian document."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.gateway.protocol import Fence, GiveUpError
from slack_app.gateway.trackers.http import Answer, Call, Http
from slack_app.gateway.trackers.protocol import Issue, NewIssue
from slack_app.gateway.trackers.reading import at, each, moment, needed, text

PAGE, MOST_PAGES = 100, 20
_GONE = frozenset({404})
NO_SUCH_KIND = "tracker_kind"
_FIELDS = ["status", "resolution", "updated"]
_CATEGORIES = {"new": IssueState.OPEN, "undefined": IssueState.OPEN, "indeterminate": IssueState.STARTED}
_PRIORITIES = {"high": "High", "low": "Low"}
NOT_PLANNED = frozenset(
    {"won't do", "won't fix", "wont fix", "declined", "cannot reproduce", "rejected", "not planned"}
)
"""Resolutions, and names of statuses that are done, by which nothing was done. Teams that call them otherwise decide in Slack."""
DUPLICATE = frozenset({"duplicate"})


class Jira:
    """One project. `choices`: `address` of the site, `project` (its key), `issue_type`, `email`; `secrets`: `token`."""

    settles = timedelta(minutes=2)
    """Its search sees an issue some seconds after it was created."""

    def __init__(self, http: Http, choices: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._http, self._project, self._type = http, choices["project"], choices["issue_type"]
        self._site = choices["address"].rstrip("/")
        signed = b64encode(f"{choices['email']}:{secrets['token']}".encode()).decode()
        self._headers = {"Authorization": f"Basic {signed}"}

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        """As promised by Tracker."""
        fields: dict[str, Any] = {
            "project": {"key": self._project},
            "issuetype": {"name": self._type},
            "summary": issue.title,
            "description": document(issue.body),
            "labels": [label.replace(" ", "-") for label in issue.labels],
        }
        call = Call(
            "POST", f"{self._site}/rest/api/3/issue", self._headers, {"fields": fields}, makes=True, fence=fence
        )
        ref = needed(self._http.ask(call).body, "key", makes=True)
        return Issue(ref, self._link(ref), IssueState.OPEN)

    def find(self, marker: str, *, since: datetime) -> Issue | None:  # noqa: ARG002  Jira reads times in the zone of whoever's token it is
        """As promised by Tracker. Only the marker's own digits are asked for: they are one word to the search."""
        asked = f'project = "{self._project}" AND text ~ "{marker.removeprefix("fb:")}" ORDER BY created DESC'
        found = self._searched(asked, [*_FIELDS, "description"])
        return next((self._issue(body) for body in found if marker in repr(at(body, "fields", "description"))), None)

    def read(self, ref: str) -> Issue:
        """As promised by Tracker."""
        url = f"{self._site}/rest/api/3/issue/{quote(ref)}?fields={','.join(_FIELDS)}"
        answer = self._ask("GET", url, also=_GONE)
        return Issue(ref, "", IssueState.GONE) if answer.status in _GONE else self._issue(answer.body)

    def changed(self, since: datetime) -> Sequence[Issue]:
        """As promised by Tracker."""
        minutes = int((datetime.now(UTC) - since).total_seconds() // 60) + 1
        asked = f'project = "{self._project}" AND updated >= "-{max(minutes, 1)}m" ORDER BY updated ASC'
        return [self._issue(body) for body in self._searched(asked, _FIELDS)]

    def test(self) -> str:
        """As promised by Tracker; the kind of issue must be there, too."""
        body = self._ask("GET", f"{self._site}/rest/api/3/project/{quote(self._project)}").body
        kinds = {text(one, "name").lower() for one in at(body, "issueTypes") or () if not at(one, "subtask")}
        if kinds and self._type.lower() not in kinds:
            raise GiveUpError(NO_SUCH_KIND)
        return needed(body, "name")

    def _searched(self, jql: str, fields: Sequence[str]) -> Iterator[Any]:
        asked: dict[str, Any] = {"jql": jql, "fields": list(fields), "maxResults": PAGE}
        for _ in range(MOST_PAGES):
            body = self._ask("POST", f"{self._site}/rest/api/3/search/jql", asked).body
            yield from each(body, "issues")
            token = text(body, "nextPageToken")
            if not token:
                return
            asked = {**asked, "nextPageToken": token}

    def _ask(self, method: str, url: str, body: object = None, *, also: frozenset[int] = frozenset()) -> Answer:
        return self._http.ask(Call(method, url, self._headers, body, also=also))

    def _issue(self, body: object) -> Issue:
        ref = needed(body, "key")
        return Issue(ref, self._link(ref), _state(body), moment(body, "fields", "updated"))

    def _link(self, ref: str) -> str:
        return f"{self._site}/browse/{quote(ref)}"


def document(body: str) -> dict[str, Any]:
    """The words as Jira takes them: a paragraph for each one, its lines broken where they were; nothing in them is a mark."""
    paragraphs = [part for part in body.split("\n\n") if part.strip()]
    return {"type": "doc", "version": 1, "content": [_paragraph(part.split("\n")) for part in paragraphs]}


def _paragraph(lines: Sequence[str]) -> dict[str, Any]:
    content: list[dict[str, Any]] = []
    for line in lines:
        content += [{"type": "hardBreak"}] if content else []
        content += [{"type": "text", "text": line}] if line else []
    return {"type": "paragraph", "content": content}


def _state(body: object) -> IssueState:
    category = text(body, "fields", "status", "statusCategory", "key")
    said = {text(body, "fields", "status", "name").lower(), text(body, "fields", "resolution", "name").lower()}
    if category != "done":
        return _CATEGORIES.get(category, IssueState.OPEN)
    if said & DUPLICATE:
        return IssueState.DUPLICATE
    return IssueState.NOT_PLANNED if said & NOT_PLANNED else IssueState.DONE
