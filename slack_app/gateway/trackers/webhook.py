"""Any tracker that takes a POST of JSON: where it can be asked again, and which words say what, is for managers to say."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.gateway.protocol import Fence, GiveUpError
from slack_app.gateway.trackers.http import Answer, Call, Http
from slack_app.gateway.trackers.protocol import Issue, NewIssue
from slack_app.gateway.trackers.reading import at, first_of, moment, text

CANNOT_LOOK = "tracker_cannot_look"
REFS = ("ref", "id", "key", "number", "iid")
LINKS = ("html_url", "web_url", "url", "link")
STATES = ("state", "status")
CHANGES = ("updated_at", "updated", "activity", "modified")
_GONE = frozenset({404, 410})
_ANY = frozenset(range(300, 500)) - {401, 403, 429}
USUAL = {
    "done": "done, closed, resolved, fixed, completed, shipped",
    "not_planned": "won't do, won't fix, declined, rejected, cancelled, canceled, invalid, not planned",
    "started": "in progress, started, planned, doing",
}
"""The words of a state, where managers say nothing else."""


class Webhook:
    """One address. `choices`: `address` of the POST; perhaps `lookup` with {marker}, `status` with {ref}, `body`, and words of states.

    `body` is JSON with our fields in braces; the words are `done`, `not_planned`, `started`. `secrets`: perhaps `token` (the
    whole header Authorization) and `hook`.
    """

    settles = timedelta(0)

    def __init__(self, http: Http, choices: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._http, self._choices, self._hook = http, choices, secrets.get("hook", "")
        origin = urlunsplit((*urlsplit(choices["address"])[:2], "", "", ""))
        self._headers = {"X-Requested-With": "Convive", "Origin": origin, "Referer": f"{origin}/"}
        if secrets.get("token"):
            self._headers["Authorization"] = secrets["token"]

    def create(self, issue: NewIssue, *, fence: Fence | None = None) -> Issue:
        """As promised by Tracker. What gives the issue no name has none but its marker."""
        body = filled(self._choices.get("body", ""), issue)
        headers = {**self._headers, "Idempotency-Key": issue.marker}
        if self._hook:
            signed = hmac.new(self._hook.encode(), json.dumps(body, ensure_ascii=False).encode(), hashlib.sha256)
            headers["X-Convive-Signature-256"] = f"sha256={signed.hexdigest()}"
        call = Call("POST", self._choices["address"], headers, body, makes=True, fence=fence)
        answer = self._http.ask(call).body
        return Issue(first_of(answer, REFS) or issue.marker, _link(answer), IssueState.OPEN)

    def find(self, marker: str, *, since: datetime) -> Issue | None:  # noqa: ARG002  its look-up knows no time
        """As promised by Tracker. Raises GiveUpError("tracker_cannot_look") where managers named no address for it."""
        if not self._choices.get("lookup"):
            raise GiveUpError(CANNOT_LOOK)
        answer = self._get(_put_in(self._choices["lookup"], "marker", marker), also=_GONE)
        ref = first_of(answer.body, REFS) if answer.status not in _GONE else ""
        return (
            Issue(ref, _link(answer.body), self._state(answer.body), moment(answer.body, "updated_at")) if ref else None
        )

    def read(self, ref: str) -> Issue:
        """As promised by Tracker. Raises GiveUpError("tracker_cannot_look") where managers named no address for it."""
        if not self._choices.get("status"):
            raise GiveUpError(CANNOT_LOOK)
        answer = self._get(_put_in(self._choices["status"], "ref", ref), also=_GONE)
        if answer.status in _GONE:
            return Issue(ref, "", IssueState.GONE)
        changed = first_of(answer.body, CHANGES)
        return Issue(ref, _link(answer.body), self._state(answer.body), moment({"at": changed}, "at"))

    def changed(self, since: datetime) -> Sequence[Issue] | None:  # noqa: ARG002  it has no such list
        """As promised by Tracker: it has none."""
        return None

    def test(self) -> str:
        """As promised by Tracker: what can be looked up is, and a place that takes a POST alone is only reached."""
        if self._choices.get("lookup"):
            self._get(_put_in(self._choices["lookup"], "marker", "fb:0"), also=_GONE)
        else:
            self._http.ask(Call("OPTIONS", self._choices["address"], self._headers, also=_ANY))
        return self._choices["address"]

    def _get(self, url: str, *, also: frozenset[int]) -> Answer:
        return self._http.ask(Call("GET", url, self._headers, also=also))

    def _state(self, body: object) -> IssueState:
        said = _said(body)
        for state in (IssueState.DONE, IssueState.NOT_PLANNED, IssueState.STARTED):
            words = self._choices.get(state.value) or USUAL[state.value]
            if said & {word.strip().lower() for word in words.split(",") if word.strip()}:
                return state
        return IssueState.OPEN


def filled(template: str, issue: NewIssue) -> Any:  # noqa: ANN401  whatever JSON the template is
    """The JSON to post: the template with our fields in place of their names in braces, or all fields where there is none."""
    fields = {
        "title": issue.title,
        "body": issue.body,
        "marker": issue.marker,
        "labels": ", ".join(issue.labels),
        "priority": issue.priority,
        "link": issue.link,
    }
    if not template.strip():
        return {**fields, "labels": list(issue.labels)}
    return _filled(json.loads(template), fields)


def _filled(part: object, fields: Mapping[str, str]) -> object:
    match part:
        case str():
            for name, value in fields.items():
                part = part.replace("{" + name + "}", value) if "{" + name + "}" in part else part
            return part
        case list():
            return [_filled(one, fields) for one in part]
        case dict():
            return {name: _filled(one, fields) for name, one in part.items()}
    return part


def _said(body: object) -> set[str]:
    """The state in an answer, however it is told: a word, or an object with a name, a key, a number."""
    found = first_of(body, STATES)
    if found:
        return {found.strip().lower()}
    for name in STATES:
        inner = _inner(body, name)
        if inner is not None:
            return {text(inner, one).strip().lower() for one in ("name", "key", "id") if text(inner, one)}
    return set()


def _inner(body: object, name: str, depth: int = 6) -> object:
    """The first object under that name, the shallowest first."""
    here: list[object] = [body]
    for _ in range(depth):
        objects = [one for part in here for one in (part if isinstance(part, list) else [part])]
        found = next((at(one, name) for one in objects if isinstance(at(one, name), Mapping)), None)
        if found is not None:
            return found
        here = [value for one in objects if isinstance(one, Mapping) for value in one.values()]
    return None


def _link(body: object) -> str:
    found = first_of(body, LINKS)
    return found if found.startswith(("https://", "http://")) else ""


def _put_in(address: str, name: str, value: str) -> str:
    return address.replace("{" + name + "}", quote(value, safe=""))
