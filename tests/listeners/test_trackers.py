"""Trackers as managers set them up in Slack, and what trackers send by themselves."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from slack_app.domain.feedback.trackers.kinds import IssueState, TrackerKind
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.listeners import hooks
from slack_app.store.schema import OutboxRow, TrackerRow
from slack_app.store.sealing import Seal
from slack_app.views.actions import Action
from slack_app.views.feedback.trackers.listed import LIST
from slack_app.views.kit.check import check
from tests import payloads
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.tracker_stories import TOKEN, accepted, delivery, secret, ticket, tracker, with_tracker
from tests.house import House
from tests.listeners.conftest import Answer, Door, opened
from tests.views.sending import sent

TYPED = {"name": "Our GitHub", "repository": "acme/website", "token": TOKEN}


@pytest.fixture
def closed(house: House) -> Iterator[Door]:
    """Somebody runs the app, with a key and an address."""
    house.deps = replace(house.deps, seal=Seal(b"a key of tests"), public_url="https://convive.test")
    arrive(house, BOSS, is_admin=True)
    arrive(house, "UANA", "UENG")
    with opened(house) as door:
        yield door


@pytest.fixture
def followed(house: House) -> Iterator[Door]:
    """Accepted feedback has its issue."""
    ticket_id = accepted(house, with_tracker(house))
    house.settle()
    assert ticket_id == 1
    with opened(house) as door:
        yield door


def press(door: Door, action: Action, value: str = "", user_id: str = BOSS, **more: Any) -> Answer:
    return door.act(payloads.pressed(action.value, user_id=user_id, value=value, **more))


def form_of(door: Door, value: str = "github") -> Any:
    press(door, Action.TRACKER_FORM, value)
    view = door.slack.views[-1]
    assert check(view, "modal") == []
    return view


def send(door: Door, view: Any, user_id: str = BOSS, **typed: str) -> Answer:
    form = sent(dict(view))
    form["state"]["values"] |= {
        name: {"answer": {"type": "plain_text_input", "value": text}} for name, text in typed.items()
    }
    whole = {**form, "id": "V9", "type": "modal", "callback_id": view["callback_id"]}
    return door.act({**payloads.submitted({}, {}, user_id=user_id), "view": whole})


def deliver(door: Door, headers: Any, body: bytes, hook: str = "") -> Answer:
    return door.client.call("POST", f"/hooks/{hook or tracker(door.house).hook}", headers, body)


def test_a_manager_sets_up_a_tracker_and_sees_its_hook_this_once(closed: Door) -> None:
    answer = send(closed, form_of(closed), **TYPED)
    row = tracker(closed.house)
    shown = str(answer["view"])
    assert f"https://convive.test/hooks/{row.hook}" in shown
    assert secret(closed.house) in shown
    assert TOKEN not in shown
    assert check(answer["view"], "modal") == []
    assert TOKEN not in str(row.model_dump())
    press(closed, Action.TRACKER_FORM, LIST)
    again = str(closed.slack.views[-1])
    assert "Our GitHub" in again
    assert row.hook not in again
    assert secret(closed.house) not in again


@pytest.mark.parametrize("kind", TrackerKind)
def test_each_kind_has_a_form_that_slack_takes(closed: Door, kind: TrackerKind) -> None:
    assert form_of(closed, kind)["blocks"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"repository": "website"}, "repository"),
        ({"repository": ""}, "repository"),
        ({"token": ""}, "token"),
        ({"token": "with a space"}, "token"),
        ({"address": "nowhere"}, "address"),
        ({"address": "https://user:word@x.test"}, "address"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_kept(
    closed: Door, typed: dict[str, str], field: str
) -> None:
    answer = send(closed, form_of(closed), **{**TYPED, **typed})
    assert answer["response_action"] == "errors"
    assert set(answer["errors"]) == {field}
    assert not closed.house.rows(TrackerRow)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"lookup": "https://x.test/?q="}, "lookup"),
        ({"status": "https://x.test/{marker}"}, "status"),
        ({"body": "{title}"}, "body"),
        ({"body": "3" * 20}, "body"),
    ],
)
def test_a_generic_one_is_looked_at_just_as_closely(closed: Door, typed: dict[str, str], field: str) -> None:
    answer = send(closed, form_of(closed, "webhook"), name="Ours", address="https://x.test/issues", **typed)
    assert set(answer["errors"]) == {field}


def test_changed_without_its_token_it_keeps_the_one_that_it_has(closed: Door) -> None:
    send(closed, form_of(closed), **TYPED)
    before = tracker(closed.house).hook
    view = form_of(closed, str(tracker(closed.house).id))
    assert TOKEN not in str(view)
    answer = send(closed, view, repository="acme/other")
    assert tracker(closed.house).choices["repository"] == "acme/other"
    assert tracker(closed.house).hook == before
    assert before not in str(answer["view"])
    press(closed, Action.TRACKER_TEST, str(tracker(closed.house).id))
    closed.house.settle()
    assert closed.house.trackers.opened[-1][2]["token"] == TOKEN


def test_without_a_key_no_token_is_taken_and_it_says_what_is_missing(house: House) -> None:
    arrive(house, BOSS, is_admin=True)
    with opened(house) as door:
        press(door, Action.TRACKER_FORM, "github")
        assert "CONVIVE_SECRET_KEY" in str(door.slack.views[-1])
        press(door, Action.TRACKER_FORM, LIST)
        assert "CONVIVE_SECRET_KEY" in str(door.slack.views[-1])
    assert not house.rows(TrackerRow)


def test_only_managers_do_any_of_it(closed: Door) -> None:
    send(closed, form_of(closed), **TYPED)
    value = str(tracker(closed.house).id)
    view = form_of(closed, value)
    for action, pressed in (
        (Action.TRACKER_FORM, value), (Action.TRACKER_FORM, "github"), (Action.TRACKER_TEST, value),
        (Action.TRACKER_SWITCH, f"{value}:off"),
    ):  # fmt: skip
        press(closed, action, pressed, "UANA")
        assert closed.slack.views[-1]["callback_id"] == "notice"
    send(closed, view, "UANA", repository="acme/mine")
    assert (tracker(closed.house).is_on, tracker(closed.house).choices["repository"]) == (True, "acme/website")
    assert not [row for row in closed.house.rows(OutboxRow) if row.job == "test_tracker"]


def test_a_token_does_not_go_with_the_address_to_another_place(closed: Door) -> None:
    send(closed, form_of(closed), **TYPED)
    view = form_of(closed, str(tracker(closed.house).id))
    answer = send(closed, view, address="https://listens.test/api")
    assert set(answer["errors"]) == {"token"}
    assert tracker(closed.house).choices["address"] == "https://api.github.com"
    send(closed, view, address="https://api.github.com/v3")
    assert tracker(closed.house).choices["address"] == "https://api.github.com/v3"
    send(closed, view, address="https://github.acme.test/api/v3", token="ghp_of_the_other")
    assert tracker(closed.house).choices["address"] == "https://github.acme.test/api/v3"


def test_a_look_up_address_of_another_place_asks_for_the_token_too(closed: Door) -> None:
    send(closed, form_of(closed, "webhook"), name="Ours", address="https://x.test/issues", token="Bearer of-tests")
    view = form_of(closed, str(tracker(closed.house).id))
    answer = send(closed, view, lookup="https://listens.test/{marker}")
    assert set(answer["errors"]) == {"token"}
    send(closed, view, lookup="https://x.test/find?q={marker}")
    assert tracker(closed.house).choices["lookup"] == "https://x.test/find?q={marker}"


FORMS: dict[TrackerKind, dict[str, str]] = {
    TrackerKind.GITHUB: {"repository": "acme/website"},
    TrackerKind.GITLAB: {"project": "acme/website"},
    TrackerKind.JIRA: {"address": "https://acme.test", "project": "WEB", "email": "bot@acme.test"},
    TrackerKind.LINEAR: {"team": "ENG"},
    TrackerKind.CLICKUP: {"list": "901"},
    TrackerKind.WEBHOOK: {"address": "https://acme.test/issues"},
}


@pytest.mark.parametrize("kind", TrackerKind)
@pytest.mark.parametrize(
    ("locale", "works", "fails"),
    [("fr-FR", "fonctionne", "ne fonctionne pas encore"), ("en-GB", "works", "does not work yet")],
)
def test_each_kind_is_set_up_and_tried_from_slack(
    closed: Door, kind: TrackerKind, locale: str, works: str, fails: str
) -> None:
    arrive(closed.house, BOSS, is_admin=True, locale=locale)
    send(closed, form_of(closed, kind), name="Ours", token=TOKEN, **FORMS[kind])
    closed.house.trackers.faults["test"].extend([GiveUpError("tracker_token"), TryAgainError("tracker_away")])
    for number in range(3):
        press(closed, Action.TRACKER_TEST, str(tracker(closed.house).id), action_ts=f"1700000000.{number:06d}")
        closed.house.settle()
    texts = [post.text for post in closed.slack.to(BOSS)]
    assert [fails in text for text in texts] == [True, True, False]
    assert works in texts[2]
    assert closed.house.trackers.opened[-1][0] is kind
    assert closed.house.trackers.opened[-1][2]["token"] == TOKEN
    assert not closed.house.trackers.filed


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (None, "acme/website"),
        (GiveUpError("tracker_token"), "jeton"),
        (GiveUpError("tracker_missing"), "projet"),
        (GiveUpError("tracker_forbidden"), "autorisation"),
        (TryAgainError("tracker_away"), "répondu"),
        (TryAgainError("tracker_certificate"), "certificat"),
        (TryAgainError("limited"), "quelques minutes"),
        (GiveUpError("tracker_kind"), "type de ticket"),
        (GiveUpError("tracker_address"), "https://"),
        (GiveUpError("tracker_moved"), "adresse"),
    ],
)
def test_a_test_says_in_words_what_works_or_what_to_mend(closed: Door, fault: Exception | None, said: str) -> None:
    send(closed, form_of(closed), **TYPED)
    closed.slack.posts.clear()
    if fault:
        closed.house.trackers.faults["test"].append(fault)
    press(closed, Action.TRACKER_TEST, str(tracker(closed.house).id))
    closed.house.settle()
    (post,) = closed.slack.to(BOSS)
    assert said in post.text
    assert TOKEN not in str(post)
    assert not closed.house.trackers.filed
    assert (tracker(closed.house).tested_at is not None) == (fault is None)


def test_switched_off_nothing_is_heard_from_it(followed: Door) -> None:
    press(followed, Action.TRACKER_SWITCH, f"{tracker(followed.house).id}:off")
    followed.house.trackers.becomes(IssueState.DONE)
    assert deliver(followed, *delivery(followed.house)).status == 200
    followed.house.pass_time(hours=1)
    assert ticket(followed.house, 1).status == "accepted"
    press(followed, Action.TRACKER_SWITCH, f"{tracker(followed.house).id}:on")
    followed.house.pass_time(minutes=16)
    assert ticket(followed.house, 1).status == "shipped"


def test_what_a_tracker_sends_is_taken_and_followed(followed: Door) -> None:
    followed.house.trackers.becomes(IssueState.DONE)
    assert deliver(followed, *delivery(followed.house)).status == 200
    assert not followed.house.trackers.reads
    followed.house.settle()
    assert ticket(followed.house, 1).status == "shipped"


def test_a_wrong_signature_is_401_and_an_unknown_address_404(followed: Door) -> None:
    headers, body = delivery(followed.house)
    assert deliver(followed, headers, body + b" ").status == 401
    assert deliver(followed, {}, body).status == 401
    assert deliver(followed, headers, body, hook="nobody").status == 404
    followed.house.settle()
    assert not followed.house.trackers.reads


def test_too_much_is_refused(followed: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "LARGEST_BODY", 10)
    assert deliver(followed, *delivery(followed.house)).status == 413


def test_a_hook_is_renewed_and_the_old_one_is_good_for_nothing(closed: Door) -> None:
    send(closed, form_of(closed), **TYPED)
    before, was = tracker(closed.house).hook, secret(closed.house)
    view = form_of(closed, str(tracker(closed.house).id))
    form = sent(dict(view))
    form["state"]["values"]["renew"] = {"answer": {"type": "checkboxes", "selected_options": [payloads.option("yes")]}}
    whole = {**form, "id": "V9", "type": "modal", "callback_id": view["callback_id"]}
    answer = closed.act({**payloads.submitted({}, {}, user_id=BOSS), "view": whole})
    after = tracker(closed.house).hook
    assert after != before
    assert secret(closed.house) != was
    assert after in str(answer["view"])
    assert deliver(closed, {}, b"{}", hook=before).status == 404
