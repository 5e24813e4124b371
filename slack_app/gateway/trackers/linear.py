"""Linear: issues of a team over GraphQL."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.gateway.protocol import Fence, GiveUpError, TryAgainError
from slack_app.gateway.trackers.http import Call, Http
from slack_app.gateway.trackers.outcomes import FORBIDDEN, LIMITED, MISSING, REFUSED, TOKEN, of_answer, unreadable
from slack_app.gateway.trackers.protocol import Issue, NewIssue
from slack_app.gateway.trackers.reading import at, each, moment, needed, text, written

PAGE, MOST_PAGES = 100, 20
SKEW = timedelta(minutes=5)
_ANSWERS = frozenset({400, 401, 403})
_IS_FAULT = 400
_SEEN = "id identifier url updatedAt description state { type name }"
_TEAMS = "query { teams(first: 250) { nodes { id key name } } }"
_CREATE = (
    "mutation ($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { "
    + _SEEN
    + " } } }"
)  # fmt: skip
_READ = "query ($id: String!) { issue(id: $id) { " + _SEEN + " } }"
_LIST = (
    "query ($team: String!, $after: String, $filter: IssueFilter) { team(id: $team) { issues(first: 100, after: $after,"
    " filter: $filter) { nodes { " + _SEEN + " } pageInfo { hasNextPage endCursor } } } }"
)
_STATES = {
    "started": IssueState.STARTED,
    "completed": IssueState.DONE,
    "canceled": IssueState.NOT_PLANNED,
    "duplicate": IssueState.DUPLICATE,
}
_PRIORITIES = {"high": 2, "normal": 3, "low": 4}
_CODES = {
    "AUTHENTICATION_ERROR": TOKEN,
    "UNAUTHENTICATED": TOKEN,
    "FORBIDDEN": FORBIDDEN,
    "FEATURE_NOT_ACCESSIBLE": FORBIDDEN,
}


class NotUnderstoodError(Exception):
    """The question is not one that this Linear knows."""


class Linear:
    """One team. `choices`: `team` (its key), `address` of the API; `secrets`: `token`."""

    settles = timedelta(0)

    def __init__(self, http: Http, choices: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._http, self._url, self._key = http, choices["address"], choices["team"]
        token = secrets["token"]
        self._headers = {"Authorization": token if token.startswith("lin_api_") else f"Bearer {token}"}

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        """As promised by Tracker. Labels are the team's own to give."""
        given: dict[str, Any] = {"teamId": self._team()[0], "title": issue.title, "description": issue.body}
        given |= {"priority": _PRIORITIES.get(issue.priority, 3)} if issue.priority != "normal" else {}
        answer = self._ask(_CREATE, {"input": given}, makes=True, fence=fence)
        return _issue(at(answer, "issueCreate", "issue"), makes=True)

    def find(self, marker: str, *, since: datetime) -> Issue | None:
        """As promised by Tracker."""
        asked = {"description": {"contains": marker}, "createdAt": {"gte": written(since - SKEW)}}
        return next((_issue(body) for body in self._listed(asked) if marker in text(body, "description")), None)

    def read(self, ref: str) -> Issue:
        """As promised by Tracker."""
        try:
            body = at(self._ask(_READ, {"id": ref}), "issue")
        except GiveUpError as refusal:
            if refusal.code != MISSING:
                raise
            body = None
        return _issue(body) if body else Issue(ref, "", IssueState.GONE)

    def changed(self, since: datetime) -> Sequence[Issue]:
        """As promised by Tracker."""
        found = [_issue(body) for body in self._listed({"updatedAt": {"gte": written(since)}})]
        return sorted((one for one in found if (one.changed_at or since) >= since), key=lambda one: str(one.changed_at))

    def test(self) -> str:
        """As promised by Tracker."""
        return self._team()[1]

    def _team(self) -> tuple[str, str]:
        """The team's id and name, by its key."""
        for team in each(self._ask(_TEAMS, {}), "teams", "nodes"):
            if text(team, "key").lower() == self._key.lower():
                return needed(team, "id"), needed(team, "name")
        raise GiveUpError(MISSING)

    def _listed(self, wanted: Mapping[str, Any]) -> Iterator[Any]:
        """Issues of the team; where the filter is not understood all of them, and who asked looks through them."""
        team, after, narrowed = self._team()[0], None, dict(wanted)
        for _ in range(MOST_PAGES):
            asked: dict[str, Any] = {"team": team, "after": after, "filter": narrowed}
            try:
                page = at(self._tried(_LIST, asked), "team", "issues")
            except NotUnderstoodError:
                page = at(self._ask(_LIST, {**asked, "filter": None}), "team", "issues")
                narrowed = {}
            yield from each(page, "nodes")
            if not at(page, "pageInfo", "hasNextPage"):
                return
            after = needed(page, "pageInfo", "endCursor")

    def _ask(
        self, query: str, variables: Mapping[str, Any], *, makes: bool = False, fence: Fence | None = None
    ) -> object:
        try:
            return self._tried(query, variables, makes=makes, fence=fence)
        except NotUnderstoodError:
            raise GiveUpError(REFUSED) from None

    def _tried(
        self, query: str, variables: Mapping[str, Any], *, makes: bool = False, fence: Fence | None = None
    ) -> object:
        body = {"query": query, "variables": variables}
        call = Call("POST", self._url, self._headers, body, makes=makes, also=_ANSWERS, fence=fence)
        answer = self._http.ask(call)
        errors = at(answer.body, "errors")
        if errors:
            raise self._noted(_refusal(errors))
        if answer.status >= _IS_FAULT:
            raise of_answer(answer.status, answer.headers, makes=makes)
        found = at(answer.body, "data")
        if not isinstance(found, Mapping):
            raise unreadable(makes=makes)
        return found

    def _noted(self, refusal: Exception) -> Exception:
        """Who asks for patience in words is left alone by all, as if it had said so by its status."""
        if isinstance(refusal, TryAgainError):
            self._http.leave_alone(self._url, refusal.after)
        return refusal


def _refusal(errors: object) -> Exception:
    first = errors[0] if isinstance(errors, list) and errors else {}
    code, kind = text(first, "extensions", "code"), text(first, "extensions", "type").lower()
    said = text(first, "message").lower()
    if code == "RATELIMITED" or kind == "ratelimited":
        return TryAgainError(LIMITED, after=timedelta(minutes=1))
    if code in _CODES or kind in {"authentication error", "forbidden"}:
        return GiveUpError(_CODES.get(code, FORBIDDEN if kind == "forbidden" else TOKEN))
    if "not found" in said:
        return GiveUpError(MISSING)
    is_question = code == "GRAPHQL_VALIDATION_FAILED" or "is not defined by type" in said or "filter" in said
    return NotUnderstoodError(code) if is_question else GiveUpError(REFUSED)


def _issue(body: object, *, makes: bool = False) -> Issue:
    ref, url = needed(body, "identifier", makes=makes), needed(body, "url", makes=makes)
    return Issue(ref, url, _STATES.get(text(body, "state", "type"), IssueState.OPEN), moment(body, "updatedAt"))
