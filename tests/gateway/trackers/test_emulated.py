"""GitHub and Linear as `emulate` plays them: issues are filed, found, followed, and what they send is signed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import Any
from uuid import uuid4

import httpx
import pytest

from slack_app.domain.feedback.trackers.deliveries import ForgedError, received
from slack_app.domain.feedback.trackers.kinds import IssueState, TrackerKind
from slack_app.gateway.protocol import GiveUpError
from slack_app.gateway.trackers.github import GitHub
from slack_app.gateway.trackers.http import Http
from slack_app.gateway.trackers.linear import Linear
from slack_app.gateway.trackers.protocol import NewIssue

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

SECRET = "a secret of tests"
REPOSITORY = "/repos/octocat/hello-world"


def new() -> NewIssue:
    marker = f"fb:{uuid4().hex}"
    return NewIssue(marker, "Dark theme", f"> It is bright\n\n{marker}", ("idea",))


def since() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


@contextmanager
def listening() -> Iterator[tuple[str, "Queue[tuple[dict[str, str], bytes]]"]]:
    """Where a tracker sends to, and what it sent."""
    heard: Queue[tuple[dict[str, str], bytes]] = Queue()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hooks/x", heard
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def github(http: Http, github_url: str) -> GitHub:
    choices = {"address": github_url, "repository": "octocat/hello-world"}
    return GitHub(http, choices, {"token": "token_of_tests"})


def at_github(url: str, method: str, path: str, **body: Any) -> Any:
    """Somebody does something there."""
    headers = {"Authorization": "Bearer token_of_tests"}
    return httpx.request(method, url + path, json=body, headers=headers, trust_env=False).raise_for_status().json()


def test_github_files_finds_and_follows_an_issue(github: GitHub, github_url: str) -> None:
    issue = new()
    assert github.find(issue.marker, since=since()) is None
    filed = github.create(issue)
    found = github.find(issue.marker, since=since())
    assert found
    assert (found.ref, found.url, found.state) == (filed.ref, filed.url, IssueState.OPEN)
    for reason, state in (("completed", IssueState.DONE), ("not_planned", IssueState.NOT_PLANNED)):
        at_github(github_url, "PATCH", f"{REPOSITORY}/issues/{filed.ref}", state="closed", state_reason=reason)
        assert github.read(filed.ref).state is state
    assert filed.ref in {one.ref for one in github.changed(since())}
    at_github(github_url, "PATCH", f"{REPOSITORY}/issues/{filed.ref}", state="open")
    assert github.read(filed.ref).state is IssueState.OPEN


def test_github_has_a_hundred_issues_on_a_page_and_more(github: GitHub) -> None:
    issues = [new() for _ in range(105)]
    refs = [github.create(issue).ref for issue in issues]
    found = github.find(issues[0].marker, since=since())
    assert found
    assert found.ref == refs[0]
    assert set(refs) <= {one.ref for one in github.changed(since())}


def test_github_is_tried_without_filing_anything(github: GitHub, http: Http, github_url: str) -> None:
    assert github.test() == "octocat/hello-world"
    wrong = GitHub(http, {"address": github_url, "repository": "octocat/nowhere"}, {"token": "token_of_tests"})
    with pytest.raises(GiveUpError, match="tracker_missing"):
        wrong.test()
    assert github.read("99999").state is IssueState.GONE


def test_what_github_sends_is_signed_over_its_bytes(github: GitHub, github_url: str) -> None:
    with listening() as (address, heard):
        config = {"url": address, "content_type": "json", "secret": SECRET}
        at_github(github_url, "POST", f"{REPOSITORY}/hooks", name="web", active=True, events=["issues"], config=config)
        filed = github.create(new())
        at_github(github_url, "PATCH", f"{REPOSITORY}/issues/{filed.ref}", state="closed", state_reason="completed")
        sent = [heard.get(timeout=10) for _ in range(2)]
    names = set()
    for headers, body in sent:
        delivery = received(TrackerKind.GITHUB, SECRET, headers, body, datetime.now(UTC))
        names.add(delivery.name)
        assert (delivery.ref, delivery.is_signed) == (filed.ref, True)
        with pytest.raises(ForgedError):
            received(TrackerKind.GITHUB, "another", headers, body, datetime.now(UTC))
    assert len(names) == 2


@pytest.fixture
def linear(http: Http, linear_url: str) -> Linear:
    return Linear(http, {"address": f"{linear_url}/graphql", "team": "eng"}, {"token": "lin_token_of_tests"})


def at_linear(url: str, query: str, **variables: Any) -> Any:
    """Somebody does something there."""
    headers = {"Authorization": "Bearer lin_token_of_tests"}
    body = {"query": query, "variables": variables}
    answer = httpx.post(f"{url}/graphql", json=body, headers=headers, trust_env=False).json()
    assert "errors" not in answer, json.dumps(answer["errors"])
    return answer["data"]


def move(url: str, ref: str, name: str) -> None:
    """Somebody puts an issue in another column."""
    states = at_linear(url, "query { workflowStates { nodes { id name } } }")["workflowStates"]["nodes"]
    (state,) = [one["id"] for one in states if one["name"] == name]
    change = "mutation ($id: String!, $s: String!) { issueUpdate(id: $id, input: {stateId: $s}) { success } }"
    at_linear(url, change, id=ref, s=state)


def test_linear_files_finds_and_follows_an_issue(linear: Linear, linear_url: str) -> None:
    issue = new()
    assert linear.find(issue.marker, since=since()) is None
    filed = linear.create(issue)
    found = linear.find(issue.marker, since=since())
    assert found
    assert (found.ref, found.url, found.state) == (filed.ref, filed.url, IssueState.OPEN)
    for name, state in (
        ("In Progress", IssueState.STARTED),
        ("Done", IssueState.DONE),
        ("Canceled", IssueState.NOT_PLANNED),
    ):
        move(linear_url, filed.ref, name)
        assert linear.read(filed.ref).state is state
    assert (filed.ref, IssueState.NOT_PLANNED) in {(one.ref, one.state) for one in linear.changed(since())}


def test_linear_is_tried_without_filing_anything(linear: Linear, http: Http, linear_url: str) -> None:
    assert linear.test() == "Engineering"
    address = f"{linear_url}/graphql"
    with pytest.raises(GiveUpError, match="tracker_missing"):
        Linear(http, {"address": address, "team": "OPS"}, {"token": "lin_token_of_tests"}).test()
    assert linear.read("ENG-99999").state is IssueState.GONE


def test_what_linear_sends_is_signed_and_of_this_minute(linear: Linear, linear_url: str) -> None:
    team = at_linear(linear_url, "query { teams { nodes { id } } }")["teams"]["nodes"][0]["id"]
    hook = "mutation ($i: WebhookCreateInput!) { webhookCreate(input: $i) { success } }"
    with listening() as (address, heard):
        given = {"url": address, "teamId": team, "resourceTypes": ["Issue"], "secret": SECRET}
        at_linear(linear_url, hook, i=given)
        filed = linear.create(new())
        move(linear_url, filed.ref, "Done")
        sent = [heard.get(timeout=10) for _ in range(2)]
    for headers, body in sent:
        now = datetime.now(UTC)
        assert received(TrackerKind.LINEAR, SECRET, headers, body, now).ref == filed.ref
        with pytest.raises(ForgedError):
            received(TrackerKind.LINEAR, SECRET, headers, body, now + timedelta(minutes=2))
