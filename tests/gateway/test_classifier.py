"""The classifier outside, over a real socket: asked once, for ten seconds at most, and never believed more than it says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from slack_app.domain.feedback.routed.opinions import LONGEST, Opinion, Question
from slack_app.gateway import classifier as way
from slack_app.gateway.classifier import ChatClassifier, NoClassifier
from tests.gateway.trackers.local import LocalTracker, Reply, running

PATH = "/v1/chat/completions"
QUESTION = Question("The search is slow", ("Search", "Checkout"))
GOOD = {"kind": "bug", "area": "Search", "confidence": 0.9, "reason": "Because", "title": "Search is slow"}


def answer(content: object) -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": content}}, {"message": {"content": "other"}}]}


@pytest.fixture
def local() -> Iterator[LocalTracker]:
    with running() as server:
        server.says("POST", PATH, Reply(answer(json.dumps(GOOD))))
        yield server


@pytest.fixture
def classifier(local: LocalTracker) -> ChatClassifier:
    return ChatClassifier(f"{local.url}/v1/", "k-secret-canary", "small", patience_s=1.5)


def test_it_is_asked_once_and_says_what_it_thinks(local: LocalTracker, classifier: ChatClassifier) -> None:
    assert classifier.classify(QUESTION) == Opinion("bug", "Search", 0.9, "Search is slow")
    (heard,) = local.heard
    assert (heard.path, heard.headers["authorization"]) == (PATH, "Bearer k-secret-canary")
    assert (heard.body["model"], heard.body["response_format"]) == ("small", {"type": "json_object"})
    asked = json.loads(heard.body["messages"][1]["content"])
    assert asked == {
        "words": "The search is slow",
        "kinds": ["bug", "idea", "praise", "complaint", "question"],
        "areas": ["Search", "Checkout"],
    }
    assert classifier.host == local.url.removeprefix("http://")


def test_without_a_key_none_is_sent(local: LocalTracker) -> None:
    assert ChatClassifier(f"{local.url}/v1", None, "small").classify(QUESTION)
    assert "authorization" not in local.heard[0].headers


def test_of_very_long_words_the_beginning_is_shown(local: LocalTracker, classifier: ChatClassifier) -> None:
    classifier.classify(Question("x" * 40_000))
    assert len(json.loads(local.heard[0].body["messages"][1]["content"])["words"]) == LONGEST


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=400), "http_400"),
        (Reply(status=401), "http_401"),
        (Reply(status=429, headers={"Retry-After": "1"}), "http_429"),
        (Reply(status=500), "http_500"),
        (Reply(status=302, headers={"Location": "/elsewhere"}), "http_302"),
        (Reply(drops=True), "away"),
        (Reply(hangs=True), "slow"),
        (Reply(b"{", headers={"Content-Length": "9999"}, drips=True), "slow"),
        (Reply(b'{"choices', headers={"Content-Length": "400"}), "away"),
        (Reply(b"<html>"), "unreadable"),
        (Reply(b"[" * 20_000), "unreadable"),
        (Reply({}), "unreadable"),
        (Reply({"choices": []}), "unreadable"),
        (Reply(answer(None)), "unreadable"),
        (Reply(answer("I think that it is a bug.")), "unreadable"),
        (Reply(answer(json.dumps({**GOOD, "kind": "urgent"}))), "unreadable"),
        (Reply(answer(json.dumps({**GOOD, "confidence": "very"}))), "unreadable"),
        (Reply(answer(json.dumps(GOOD) + " " * way.LARGEST)), "too_large"),
    ],
)
def test_anything_else_is_no_opinion_and_is_asked_for_no_second_time(
    local: LocalTracker, classifier: ChatClassifier, reply: Reply, code: str
) -> None:
    local.says("POST", PATH, reply)
    with capture_logs() as logs:
        assert classifier.classify(QUESTION) is None
    assert [(one["event"], one["code"]) for one in logs] == [("classifier_failed", code)]
    assert len(local.heard) == 1
    assert "canary" not in str(logs)
    assert "search" not in str(logs).lower()


def test_who_does_not_answer_rests_for_a_minute_and_who_answers_nonsense_does_not(local: LocalTracker) -> None:
    now = [5.0]
    classifier = ChatClassifier(f"{local.url}/v1", None, "small", clock=lambda: now[0])
    local.says("POST", PATH, Reply(b"?"), Reply(status=500), Reply(answer(json.dumps(GOOD))))
    seen = []
    for later in (0, 0, 59, 1):
        now[0] += later
        seen.append(classifier.rests())
        if not later:
            classifier.classify(QUESTION)
    assert seen == [False, False, True, False]


def test_nobody_there_is_no_opinion() -> None:
    with capture_logs() as logs:
        assert ChatClassifier("http://127.0.0.1:1/v1", None, "small").classify(QUESTION) is None
    assert logs[0]["code"] == "away"


def test_a_name_and_a_password_in_its_address_are_told_to_nobody() -> None:
    assert ChatClassifier("https://me:canary@llm.test/v1", None, "small").host == "llm.test"


def test_where_there_is_none_nothing_is_thought() -> None:
    assert (NoClassifier().classify(QUESTION), NoClassifier().host, NoClassifier().rests()) == (None, "", True)
