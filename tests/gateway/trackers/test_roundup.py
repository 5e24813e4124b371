"""The generic tracker before a real one: Roundup takes issues, finds them by their marker, and says what became of them."""

from base64 import b64encode
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest

from slack_app.domain.feedback.trackers.kinds import IssueState, Setup, TrackerKind, checked
from slack_app.gateway.protocol import GiveUpError
from slack_app.gateway.trackers.http import Http
from slack_app.gateway.trackers.opening import HttpTrackers
from slack_app.gateway.trackers.protocol import NewIssue, Tracker
from tests.gateway.trackers.roundups import WORD

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

SINCE = datetime(2026, 3, 2, tzinfo=UTC)
HOLDER = f"Basic {b64encode(f'admin:{WORD}'.encode()).decode()}"


def new() -> NewIssue:
    marker = f"fb:{uuid4().hex}"
    return NewIssue(marker, "Dark theme: “kind” to eyes", f"> It is bright\n\n{marker}")


@pytest.fixture
def roundup(http: Http, roundup_url: str) -> Tracker:
    """As a manager would write it in the form."""
    data = f"{roundup_url}/rest/data/issue"
    typed = {
        "address": data,
        "lookup": f"{data}?title={{marker}}&@verbose=2",
        "status": f"{data}/{{ref}}?@verbose=2",
        "body": '{"title": "{title} ({marker})"}',
        "done": "resolved",
        "started": "in-progress, testing",
        "not_planned": "done-cbb",
    }
    setup = checked(Setup(TrackerKind.WEBHOOK, "Roundup", typed, {"token": HOLDER}))
    return HttpTrackers(http).open(setup.kind, setup.choices, setup.secrets)


def set_status(url: str, ref: str, status: str) -> None:
    """Somebody changes it there."""
    headers = {"Authorization": HOLDER, "X-Requested-With": "rest", "Origin": url, "Referer": f"{url}/"}
    with httpx.Client(base_url=url, headers=headers, trust_env=False) as client:
        etag = client.get(f"/rest/data/issue/{ref}").headers["etag"]
        changed = client.put(f"/rest/data/issue/{ref}/status", json={"data": status}, headers={"If-Match": etag})
        assert changed.status_code == httpx.codes.OK, changed.text


def test_it_files_finds_and_follows_an_issue(roundup: Tracker, roundup_url: str) -> None:
    issue = new()
    assert roundup.find(issue.marker, since=SINCE) is None
    filed = roundup.create(issue)
    found = roundup.find(issue.marker, since=SINCE)
    assert found
    assert (found.ref, found.state) == (filed.ref, IssueState.OPEN)
    for status, state in (
        ("in-progress", IssueState.STARTED),
        ("resolved", IssueState.DONE),
        ("done-cbb", IssueState.NOT_PLANNED),
        ("chatting", IssueState.OPEN),
    ):
        set_status(roundup_url, filed.ref, status)
        assert roundup.read(filed.ref).state is state


def test_each_is_found_by_its_own_marker(roundup: Tracker) -> None:
    issues = [new() for _ in range(3)]
    refs = [roundup.create(issue).ref for issue in issues]
    assert len(set(refs)) == 3
    found = [roundup.find(issue.marker, since=SINCE) for issue in issues]
    assert [one.ref for one in found if one] == refs


def test_it_is_tried_without_filing_anything(roundup: Tracker, http: Http, roundup_url: str) -> None:
    assert roundup.test() == f"{roundup_url}/rest/data/issue"
    choices = {"address": f"{roundup_url}/rest/data/issue", "lookup": f"{roundup_url}/rest/data/issue?title={{marker}}"}
    wrong = HttpTrackers(http).open(TrackerKind.WEBHOOK, choices, {"token": "Basic d3Jvbmc6d3Jvbmc="})
    with pytest.raises(GiveUpError, match="tracker_token"):
        wrong.test()


def test_what_is_not_there_is_gone(roundup: Tracker) -> None:
    assert roundup.read("9999").state is IssueState.GONE
