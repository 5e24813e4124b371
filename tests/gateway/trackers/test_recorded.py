"""GitLab, Jira and ClickUp, answered in the shapes that their own descriptions give."""

from datetime import UTC, datetime

import pytest

from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.gateway.trackers.clickup import ClickUp
from slack_app.gateway.trackers.gitlab import GitLab
from slack_app.gateway.trackers.http import Http
from slack_app.gateway.trackers.jira import Jira
from slack_app.gateway.trackers.linear import Linear
from slack_app.gateway.trackers.protocol import Issue, NewIssue
from tests.gateway.trackers.local import LocalTracker, Reply

SINCE = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
CHANGED = datetime(2026, 3, 2, 10, 7, 30, tzinfo=UTC)
MARKER = "fb:0123456789abcdef0123456789abcdef"
NEW = NewIssue(
    MARKER, "Dark theme", f"> It is bright\n> at night\n\n3 people want this.\n\n{MARKER}", ("idea",), "high"
)


def gitlab_issue(**more: object) -> dict[str, object]:
    return {
        "id": 76, "iid": 7, "project_id": 4, "title": "Dark theme", "description": NEW.body, "state": "opened",
        "labels": ["idea"], "web_url": "https://gitlab.test/acme/website/-/issues/7",
        "created_at": "2026-03-02T10:00:10.000Z", "updated_at": "2026-03-02T10:07:30.000Z", "moved_to_id": None, **more,
    }  # fmt: skip


@pytest.fixture
def gitlab(local: LocalTracker, http: Http) -> GitLab:
    return GitLab(http, {"address": local.url, "project": "acme/website"}, {"token": "glpat-x"})


PROJECT = "/api/v4/projects/acme%2Fwebsite"


def test_gitlab_files_an_issue(local: LocalTracker, gitlab: GitLab) -> None:
    local.says("POST", f"{PROJECT}/issues", Reply(gitlab_issue(), 201))
    assert gitlab.create(NEW) == Issue("7", "https://gitlab.test/acme/website/-/issues/7", IssueState.OPEN, CHANGED)
    (heard,) = local.heard
    assert heard.headers["private-token"] == "glpat-x"
    assert heard.body == {"title": "Dark theme", "description": NEW.body, "labels": "idea"}


def test_gitlab_finds_it_by_its_marker_and_no_other(local: LocalTracker, gitlab: GitLab) -> None:
    other = gitlab_issue(iid=6, description="fb:other")
    local.says("GET", f"{PROJECT}/issues", Reply([other, gitlab_issue()]), Reply([other]))
    found = gitlab.find(MARKER, since=SINCE)
    assert found
    assert found.ref == "7"
    assert local.heard[0].query["search"] == MARKER
    assert gitlab.find(MARKER, since=SINCE) is None


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, IssueState.OPEN),
        ({"labels": ["Doing"]}, IssueState.STARTED),
        ({"state": "closed"}, IssueState.DONE),
        ({"state": "closed", "labels": ["wontfix"]}, IssueState.NOT_PLANNED),
        ({"state": "closed", "labels": ["duplicate"]}, IssueState.DUPLICATE),
        ({"state": "closed", "moved_to_id": 9}, IssueState.DUPLICATE),
    ],
)
def test_gitlab_says_where_it_stands(
    local: LocalTracker, gitlab: GitLab, more: dict[str, object], state: IssueState
) -> None:
    local.says("GET", f"{PROJECT}/issues/7", Reply(gitlab_issue(**more)))
    assert gitlab.read("7").state is state


def test_gitlab_says_what_changed_page_by_page(local: LocalTracker, gitlab: GitLab) -> None:
    first = [gitlab_issue(iid=number) for number in range(1, 101)]
    local.says("GET", f"{PROJECT}/issues", Reply(first), Reply([gitlab_issue(iid=101)]))
    assert len(gitlab.changed(SINCE)) == 101
    assert [heard.query["page"] for heard in local.heard] == ["1", "2"]
    assert local.heard[0].query["updated_after"] == "2026-03-02T10:00:00Z"


def test_gitlab_is_tried_by_reading_its_project(local: LocalTracker, gitlab: GitLab) -> None:
    local.says("GET", PROJECT, Reply({"id": 4, "path_with_namespace": "acme/website"}), Reply(status=404))
    assert gitlab.test() == "acme/website"
    with pytest.raises(GiveUpError, match="tracker_missing"):
        gitlab.test()


def jira_issue(status: str = "new", name: str = "To Do", resolution: str | None = None) -> dict[str, object]:
    fields = {
        "status": {"name": name, "statusCategory": {"key": status}},
        "resolution": {"name": resolution} if resolution else None,
        "updated": "2026-03-02T11:07:30.000+0100",
        "description": {"type": "doc", "content": [{"type": "text", "text": MARKER}]},
    }
    return {"id": "10002", "key": "WEB-7", "fields": fields}


@pytest.fixture
def jira(local: LocalTracker, http: Http) -> Jira:
    choices = {"address": f"{local.url}/", "project": "WEB", "issue_type": "Task", "email": "bot@acme.test"}
    return Jira(http, choices, {"token": "x"})


def test_jira_files_an_issue_whose_words_are_a_document(local: LocalTracker, jira: Jira) -> None:
    local.says("POST", "/rest/api/3/issue", Reply({"id": "10002", "key": "WEB-7", "self": "…"}, 201))
    assert jira.create(NEW) == Issue("WEB-7", f"{local.url}/browse/WEB-7", IssueState.OPEN)
    (heard,) = local.heard
    assert heard.headers["authorization"] == "Basic Ym90QGFjbWUudGVzdDp4"
    fields = heard.body["fields"]
    assert (fields["project"], fields["issuetype"]) == ({"key": "WEB"}, {"name": "Task"})
    paragraphs = fields["description"]["content"]
    assert [part["type"] for part in paragraphs] == ["paragraph"] * 3
    assert [part["type"] for part in paragraphs[0]["content"]] == ["text", "hardBreak", "text"]
    assert paragraphs[2]["content"] == [{"type": "text", "text": MARKER}]


def test_jira_looks_for_the_marker(local: LocalTracker, jira: Jira) -> None:
    local.says("POST", "/rest/api/3/search/jql", Reply({"issues": [jira_issue()]}), Reply({"issues": []}))
    found = jira.find(MARKER, since=SINCE)
    assert found
    assert found.ref == "WEB-7"
    assert '"0123456789abcdef0123456789abcdef"' in local.heard[0].body["jql"]
    assert jira.find(MARKER, since=SINCE) is None


@pytest.mark.parametrize(
    ("status", "name", "resolution", "state"),
    [
        ("new", "To Do", None, IssueState.OPEN),
        ("indeterminate", "In Progress", None, IssueState.STARTED),
        ("done", "Done", "Done", IssueState.DONE),
        ("done", "Done", "Won't Do", IssueState.NOT_PLANNED),
        ("done", "Declined", None, IssueState.NOT_PLANNED),
        ("done", "Done", "Duplicate", IssueState.DUPLICATE),
        ("odd", "Odd", None, IssueState.OPEN),
    ],
)
def test_jira_says_where_it_stands(
    local: LocalTracker, jira: Jira, status: str, name: str, resolution: str | None, state: IssueState
) -> None:
    local.says("GET", "/rest/api/3/issue/WEB-7", Reply(jira_issue(status, name, resolution)))
    assert jira.read("WEB-7") == Issue("WEB-7", f"{local.url}/browse/WEB-7", state, CHANGED)


def test_jira_says_what_changed_from_one_page_to_the_next(local: LocalTracker, jira: Jira) -> None:
    pages = [Reply({"issues": [jira_issue()], "nextPageToken": "n"}), Reply({"issues": [jira_issue()]})]
    local.says("POST", "/rest/api/3/search/jql", *pages)
    assert len(jira.changed(SINCE)) == 2
    assert local.heard[1].body["nextPageToken"] == "n"


def test_jira_refuses_a_kind_of_issue_that_it_does_not_know(local: LocalTracker, jira: Jira) -> None:
    local.says("POST", "/rest/api/3/issue", Reply({"errors": {"issuetype": "valid issue type is required"}}, 400))
    with pytest.raises(GiveUpError, match="tracker_refused"):
        jira.create(NEW)


def clickup_task(kind: str = "open", status: str = "to do") -> dict[str, object]:
    return {
        "id": "86x7", "name": "Dark theme", "text_content": NEW.body, "description": NEW.body,
        "status": {"status": status, "type": kind}, "date_created": "1772445610000", "date_updated": "1772446050000",
        "url": "https://app.clickup.test/t/86x7",
    }  # fmt: skip


@pytest.fixture
def clickup(local: LocalTracker, http: Http) -> ClickUp:
    return ClickUp(http, {"address": local.url, "list": "901"}, {"token": "pk_1"})


def test_clickup_files_a_task(local: LocalTracker, clickup: ClickUp) -> None:
    local.says("POST", "/api/v2/list/901/task", Reply(clickup_task()))
    assert clickup.create(NEW) == Issue("86x7", "https://app.clickup.test/t/86x7", IssueState.OPEN, CHANGED)
    (heard,) = local.heard
    assert heard.headers["authorization"] == "pk_1"
    assert heard.body["markdown_content"] == NEW.body
    assert heard.body["priority"] == 2


def test_clickup_finds_it_by_its_marker_among_closed_ones_too(local: LocalTracker, clickup: ClickUp) -> None:
    local.says("GET", "/api/v2/list/901/task", Reply({"tasks": [clickup_task()]}), Reply({"tasks": []}))
    found = clickup.find(MARKER, since=SINCE)
    assert found
    assert found.ref == "86x7"
    assert local.heard[0].query["include_closed"] == "true"
    assert clickup.find(MARKER, since=SINCE) is None


@pytest.mark.parametrize(
    ("kind", "status", "state"),
    [
        ("open", "to do", IssueState.OPEN),
        ("custom", "in progress", IssueState.STARTED),
        ("done", "finished", IssueState.DONE),
        ("closed", "complete", IssueState.DONE),
        ("closed", "won't do", IssueState.NOT_PLANNED),
    ],
)
def test_clickup_says_where_it_stands(
    local: LocalTracker, clickup: ClickUp, kind: str, status: str, state: IssueState
) -> None:
    local.says("GET", "/api/v2/task/86x7", Reply(clickup_task(kind, status)))
    assert clickup.read("86x7").state is state


def test_clickup_says_what_changed_the_oldest_first(local: LocalTracker, clickup: ClickUp) -> None:
    older = clickup_task() | {"id": "86x6", "date_updated": "1772446000000"}
    local.says("GET", "/api/v2/list/901/task", Reply({"tasks": [clickup_task(), older]}))
    assert [issue.ref for issue in clickup.changed(SINCE)] == ["86x6", "86x7"]


def test_what_is_gone_is_gone(local: LocalTracker, gitlab: GitLab, jira: Jira, clickup: ClickUp) -> None:
    for tracker in (gitlab, jira, clickup):
        assert tracker.read("7").state is IssueState.GONE  # type: ignore[attr-defined]


@pytest.mark.parametrize("body", [None, [], "7", {"iid": 7}, {"key": None}, {"tasks": 3}])
def test_an_answer_that_names_no_issue_leaves_it_open_whether_there_is_one(
    local: LocalTracker, gitlab: GitLab, jira: Jira, clickup: ClickUp, body: object
) -> None:
    for path in (f"{PROJECT}/issues", "/rest/api/3/issue", "/api/v2/list/901/task"):
        local.says("POST", path, Reply(body, 201))
    for tracker in (gitlab, jira, clickup):
        with pytest.raises(TryAgainError) as raised:
            tracker.create(NEW)  # type: ignore[attr-defined]
        assert raised.value.uncertain


@pytest.mark.parametrize(
    ("status", "extensions", "message", "code"),
    [
        (
            401,
            {"type": "authentication error", "code": "AUTHENTICATION_ERROR"},
            "Authentication required",
            "tracker_token",
        ),
        (200, {"type": "forbidden", "code": "FORBIDDEN"}, "You don't have access", "tracker_forbidden"),
        (400, {"type": "ratelimited", "code": "RATELIMITED"}, "Rate limit exceeded", "rate_limited"),
        (200, {"type": "invalid input"}, "Entity not found: Team", "tracker_missing"),
        (200, {"type": "invalid input"}, "Argument Validation Error", "tracker_refused"),
    ],
)
def test_linear_refuses_in_its_own_words(
    local: LocalTracker, http: Http, status: int, extensions: dict[str, str], message: str, code: str
) -> None:
    local.says("POST", "/graphql", Reply({"errors": [{"message": message, "extensions": extensions}]}, status))
    with pytest.raises((GiveUpError, TryAgainError), match=code):
        Linear(http, {"address": f"{local.url}/graphql", "team": "ENG"}, {"token": "lin_api_x"}).test()
    assert local.heard[0].headers["authorization"] == "lin_api_x"


@pytest.fixture
def linear(local: LocalTracker, http: Http) -> Linear:
    return Linear(http, {"address": f"{local.url}/graphql", "team": "ENG"}, {"token": "lin_api_x"})


def test_linear_that_asks_for_patience_in_words_is_left_alone(local: LocalTracker, linear: Linear) -> None:
    limited = {"errors": [{"message": "Rate limit exceeded", "extensions": {"code": "RATELIMITED"}}]}
    local.says("POST", "/graphql", Reply(limited, 400))
    for code in ("rate_limited", "limited", "limited"):
        with pytest.raises(TryAgainError) as raised:
            linear.test()
        assert raised.value.code == code
    assert len(local.heard) == 1


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(b"<html>", 401), "tracker_token"),
        (Reply(b"", 403), "tracker_forbidden"),
        (Reply(b"<html>", 429, {"Retry-After": "9"}), "rate_limited"),
        (
            Reply(
                {"errors": [{"message": "Cannot query field", "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}]},
                400,
            ),
            "tracker_refused",
        ),
    ],
)
def test_linear_refuses_without_words_of_its_own_too(
    local: LocalTracker, linear: Linear, reply: Reply, code: str
) -> None:
    local.says("POST", "/graphql", reply)
    with pytest.raises((GiveUpError, TryAgainError)) as raised:
        linear.test()
    assert raised.value.code == code


def test_jira_is_tried_with_its_kind_of_issue(local: LocalTracker, jira: Jira) -> None:
    project = {
        "name": "Website",
        "issueTypes": [{"name": "Story", "subtask": False}, {"name": "Task", "subtask": True}],
    }
    known = {**project, "issueTypes": [{"name": "task", "subtask": False}]}
    local.says("GET", "/rest/api/3/project/WEB", Reply(known), Reply({"name": "Website"}), Reply(project))
    assert [jira.test(), jira.test()] == ["Website", "Website"]
    with pytest.raises(GiveUpError, match="tracker_kind"):
        jira.test()
