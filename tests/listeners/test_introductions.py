"""The introduction's form opens from everywhere, suggests topics, keeps what is typed, and says what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.profile import Profile
from slack_app.flows import introductions
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.store.schema import Member, Nudge, OutboxRow, ProfileRow
from slack_app.views import errors
from slack_app.views.actions import Action, Callback
from slack_app.views.kit.check import check
from slack_app.views.words import words_for
from tests import payloads
from tests.domain.json_values import ANY_JSON
from tests.house import OTHER_TEAM, TEAM
from tests.listeners.conftest import Door, Outage
from tests.listeners.damage import RUN

FORM = {"callback_id": Callback.INTRODUCTION.value, "private_metadata": "fr"}


def profiles(door: Door) -> list[ProfileRow]:
    return door.house.rows(ProfileRow)


WAYS = {
    "the command": lambda door: door.command("/intro"),
    "the shortcut": lambda door: door.act(payloads.shortcut("introduce")),
    "the button": lambda door: door.act(payloads.pressed(Action.INTRODUCE.value)),
    "Home": lambda door: door.act(
        payloads.pressed(Action.INTRODUCE.value, where=payloads.in_view({"type": "home", "callback_id": "home"}))
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_the_form_opens_from_everywhere_in_the_language_of_the_one_who_asks(door: Door, way: object) -> None:
    assert way(door).status == 200  # type: ignore[operator]
    (view,) = door.slack.views
    assert view["callback_id"] == Callback.INTRODUCTION
    assert view["private_metadata"] == "fr"


def test_the_button_of_a_letter_is_noted_as_what_its_reader_did_next(door: Door) -> None:
    door.house.join("UANA")
    door.house.settle()
    door.act(payloads.pressed(Action.INTRODUCE.value))
    assert next(row for row in door.house.rows(Nudge) if row.step == "day0").next_act == "clicked"


@pytest.mark.parametrize("trouble", [GiveUpError("expired_trigger_id"), TryAgainError("timeout")])
def test_a_form_that_slack_does_not_open_in_time_is_asked_for_with_a_clear_word(door: Door, trouble: Exception) -> None:
    door.slack.faults["open_view"].append(trouble)
    answer = door.command("/intro")
    assert answer.status == 200
    assert answer.body == errors.sentence(words_for("fr"), "too_late")


def test_what_is_sent_is_kept_and_what_follows_is_asked_for(door: Door) -> None:
    answer = door.act(payloads.submitted(FORM, payloads.profile_form()))
    assert (answer.status, answer.body) == (200, "")
    (row,) = profiles(door)
    assert Profile.from_json(row.answers).role == "Designer"
    assert row.in_directory
    assert {one.job for one in door.house.rows(OutboxRow)} >= {"recommend", "publish_home"}


def test_each_error_stands_beside_its_field_in_the_forms_language(door: Door) -> None:
    wrong = payloads.profile_form(role=payloads.typed("  "), hopes=payloads.typed("x" * 501))
    answer = door.act(payloads.submitted(FORM, wrong))
    assert answer["response_action"] == "errors"
    assert set(answer["errors"]) == {"role", "hopes"}
    assert "quelques mots" in answer["errors"]["role"].lower()
    assert profiles(door) == []


def test_a_form_that_cannot_be_saved_stays_open_says_so_and_can_be_sent_again(outage: Outage) -> None:
    outage.db.is_away = True
    answer = outage.door.act(payloads.submitted(FORM, payloads.profile_form()))
    assert answer.status == 200
    assert answer["response_action"] == "errors"
    (beside,) = answer["errors"]
    assert beside in payloads.profile_form()
    outage.over()
    assert outage.door.act(payloads.submitted(FORM, payloads.profile_form())).body == ""
    assert len(profiles(outage.door)) == 1


def test_a_form_sent_twice_is_one_profile_and_one_introduction(door: Door) -> None:
    door.house.set_up(introductions_channel="CINTRO")
    for _ in range(2):
        door.act(payloads.submitted(FORM, payloads.profile_form()))
        door.house.settle()
    assert len(profiles(door)) == 1
    assert len(door.slack.into("CINTRO")) == 1


def test_a_form_is_kept_in_the_workspace_it_was_sent_from(door: Door) -> None:
    door.act(payloads.submitted(FORM, payloads.profile_form(), team_id=OTHER_TEAM))
    assert [row.team_id for row in profiles(door)] == [OTHER_TEAM]


def test_a_form_from_a_workspace_where_we_are_not_installed_is_not_kept(door: Door) -> None:
    answer = door.act(payloads.submitted(FORM, payloads.profile_form(), team_id="TSTRANGER"))
    assert answer.status < 500
    assert profiles(door) == []
    assert door.house.rows(Member) == []


def test_closing_the_form_changes_nothing(door: Door) -> None:
    assert door.act(payloads.closed(FORM)).status == 200
    assert profiles(door) == []


def test_the_communitys_topics_that_fit_are_suggested_and_ones_own_can_be_added(door: Door) -> None:
    door.house.set_up(interests=("Accessibility", "Gardening", "Access control"))
    answer = door.act(payloads.suggestion(Action.PICK_TOPICS.value, "acc"))
    assert [one["value"] for one in answer["options"]] == ["Accessibility", "Access control", "acc"]


@pytest.mark.parametrize("typed", [None, "", "x" * 40_000, "<!channel>", "شكرا", {"a": 1}, 7])
def test_whatever_is_typed_the_suggestions_are_such_as_slack_takes(door: Door, typed: object) -> None:
    door.house.set_up(interests=tuple(f"Topic {number}" for number in range(100)))
    answer = door.act(payloads.suggestion(Action.PICK_TOPICS.value, typed))
    assert answer.status == 200
    assert len(answer["options"]) <= 100
    assert all(len(one["text"]["text"]) <= 75 and len(one["value"]) <= 150 for one in answer["options"])


def test_saying_hello_needs_nothing_of_us(door: Door) -> None:
    link = "https://slack.test/archives/CINTRO/p1"
    assert door.act(payloads.pressed(Action.SAY_HELLO.value, value="UBEN", url=link)).status == 200


def test_whoever_asks_whom_to_meet_is_answered_once_for_each_press(door: Door) -> None:
    introductions.submit(door.house.deps, TEAM, "UANA", Profile(role="Designer"))
    door.house.settle()
    before = len(door.slack.to("UANA"))
    for _ in range(2):
        door.act(payloads.pressed(Action.MEET_PEOPLE.value))
    door.act(payloads.pressed(Action.MEET_PEOPLE.value, action_ts="2.0"))
    door.house.settle()
    assert len(door.slack.to("UANA")) == before + 2


HOSTILE = [
    "<!channel>",
    "<@UBOSS>",
    "*bold* _it_ ~no~ `code`",
    "<https://evil.test|here>",
    "&lt;!here&gt;",
    "\u202eevil",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_marks_in_every_field_are_shown_as_typed_and_notify_nobody(door: Door, words: str) -> None:
    door.house.set_up(introductions_channel="CINTRO")
    every = {name: payloads.typed(words) for name in ("role", "place", "hopes")}
    every |= {name: payloads.picked(words) for name in ("interests", "offers", "looking_for")}
    for user_id in ("UBEN", "UANA"):
        sent = payloads.submitted(FORM, payloads.profile_form(**every), user_id=user_id)
        assert door.act(sent).body == ""
    door.house.settle()
    assert len(door.slack.into("CINTRO")) == 2
    everything = [post.text for _, post, _ in door.slack.posts]
    everything += [text for _, post, _ in door.slack.posts for text in mrkdwn_of(post.blocks)]
    everything += [text for _, text, _ in door.slack.updates]
    everything += [text for _, _, blocks in door.slack.updates for text in mrkdwn_of(blocks)]
    everything += [text for view in door.slack.homes.values() for text in mrkdwn_of(view)]
    assert not any(mark in text for text in everything for mark in ("<!", "<@UBOSS>", "<http", "\u202e"))


def mrkdwn_of(part: object) -> list[str]:
    """Every text that Slack reads as mrkdwn."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "mrkdwn" else []
        return own + [text for value in part.values() for text in mrkdwn_of(value)]
    return [text for one in part for text in mrkdwn_of(one)] if isinstance(part, list | tuple) else []


TEXTS = (
    st.text(max_size=80)
    | st.sampled_from(HOSTILE)
    | st.sampled_from(["שלום", "e\u0301" * 30, "\u0000\ud800x", "👩‍👩‍👧"])
)
FIELDS = ("role", "place", "languages", "interests", "offers", "looking_for", "hopes", "sharing")
ANSWERS = st.fixed_dictionaries(
    {},
    optional={name: ANY_JSON | st.dictionaries(st.just("answer"), ANY_JSON) for name in FIELDS}
    | {name: TEXTS.map(payloads.typed) for name in ("role", "place", "hopes")}
    | {name: st.lists(TEXTS, max_size=12).map(lambda found: payloads.picked(*found)) for name in FIELDS[2:6]},
)


@RUN
@given(ANSWERS)
def test_whatever_a_form_holds_it_is_kept_or_the_errors_stand_beside_its_fields(
    door: Door, answers: payloads.Payload
) -> None:
    answer = door.act(payloads.submitted(FORM, payloads.profile_form(**answers)))
    assert answer.status == 200
    if answer.body:
        assert answer["response_action"] == "errors"
        assert set(answer["errors"]) <= set(FIELDS)
    else:
        assert len(profiles(door)) == 1
        assert check(dict(introductions.form(door.house.deps, TEAM, "UANA")), "modal") == []


@RUN
@given(ANY_JSON)
def test_a_view_whose_state_is_anything_is_refused_beside_its_fields(door: Door, state: object) -> None:
    payload = payloads.submitted(FORM, {})
    payload["view"]["state"] = state
    answer = door.act(payload)
    assert answer.status < 500
    assert profiles(door) == []
