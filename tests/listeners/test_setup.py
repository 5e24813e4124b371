"""Only managers see and change the set-up, what is wrong stands beside its field, and nothing is kept by halves."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.community import Community
from slack_app.listeners.setup import FORMS, SENT
from slack_app.store import workspaces
from slack_app.views.actions import Action, Callback
from slack_app.views.kit.check import check
from tests import payloads
from tests.domain.json_values import ANY_JSON
from tests.house import OTHER_TEAM, TEAM
from tests.listeners.conftest import Answer, Door, Outage
from tests.listeners.damage import RUN

HOME = {"type": "home", "callback_id": "home"}
FILLED: dict[Callback, payloads.Payload] = {
    Callback.CHANNELS: {"introductions_channel": payloads.chosen_channel("CINTRO")},
    Callback.LANGUAGE: {
        "language": {"answer": {"type": "static_select", "selected_option": payloads.option("fr")}},
        "tz": {"pick_zone": {"type": "external_select", "selected_option": payloads.option("Asia/Tokyo")}},
    },
    Callback.INTERESTS: {"interests": payloads.typed("Gardening\nChess")},
    Callback.MANAGERS: {"managers": {"answer": {"type": "multi_users_select", "selected_users": ["UANA"]}}},
    Callback.STEPS: {
        "steps": payloads.picked("day0", "day7"), "weekly_cap": payloads.typed("2"), "held_out_percent": payloads.typed("10"),
    },
    Callback.TEXTS: {"text.day0.fr": payloads.typed("Salut {name}")},
}  # fmt: skip
KEPT: dict[Callback, dict[str, object]] = {
    Callback.CHANNELS: {"introductions_channel": "CINTRO"},
    Callback.LANGUAGE: {"language": "fr", "tz": "Asia/Tokyo"},
    Callback.INTERESTS: {"interests": ("Gardening", "Chess")},
    Callback.MANAGERS: {"managers": ("UANA",)},
    Callback.STEPS: {"steps_off": frozenset({"day3", "day14", "day30"}), "weekly_cap": 2, "held_out_percent": 10},
    Callback.TEXTS: {"texts": (("day0", "fr", "Salut {name}"),)},
}


def community(door: Door, team_id: str = TEAM) -> Community:
    found: Community = door.house.read(lambda session: workspaces.community_of(session, team_id))
    return found


def save(
    door: Door, callback: Callback, values: payloads.Payload, user_id: str = "UBOSS", team_id: str = TEAM
) -> Answer:
    form = {"callback_id": callback.value}
    return door.act(payloads.submitted(form, values, user_id=user_id, team_id=team_id))


def press(door: Door, action: Action, user_id: str, **more: Any) -> Answer:
    return door.act(payloads.pressed(action.value, user_id=user_id, where=payloads.in_view(HOME), **more))


@pytest.mark.parametrize("action", FORMS)
def test_a_manager_opens_each_form_and_slack_would_take_it(door: Door, action: Action) -> None:
    assert press(door, action, "UBOSS").status == 200
    (view,) = door.slack.views
    assert view["callback_id"] in SENT
    assert check(dict(view), "modal") == []


@pytest.mark.parametrize("action", FORMS)
def test_a_member_is_told_that_only_managers_may(door: Door, action: Action) -> None:
    assert press(door, action, "UANA").status == 200
    (view,) = door.slack.views
    assert view["callback_id"] == Callback.NOTICE
    assert "submit" not in view


def test_whom_the_admins_named_is_a_manager(door: Door) -> None:
    door.house.set_up(managers=("UANA",))
    press(door, Action.SET_UP_STEPS, "UANA")
    assert door.slack.views[0]["callback_id"] == Callback.STEPS


@pytest.mark.parametrize("callback", SENT)
def test_what_a_manager_sends_is_kept(door: Door, callback: Callback) -> None:
    before = community(door)
    assert save(door, callback, FILLED[callback]).body == ""
    assert community(door) == replace(before, **KEPT[callback])  # type: ignore[arg-type]


@pytest.mark.parametrize("callback", SENT)
def test_what_somebody_else_sends_is_refused_and_changes_nothing(door: Door, callback: Callback) -> None:
    before = community(door)
    answer = save(door, callback, FILLED[callback], user_id="UANA")
    assert answer["response_action"] == "update"
    assert answer["view"]["callback_id"] == Callback.NOTICE
    assert community(door) == before


def test_a_manager_of_one_workspace_is_none_in_another(door: Door) -> None:
    door.house.set_up(managers=("UANA",))
    answer = save(door, Callback.INTERESTS, FILLED[Callback.INTERESTS], user_id="UANA", team_id=OTHER_TEAM)
    assert answer["response_action"] == "update"
    assert community(door, OTHER_TEAM).interests == ()


WRONG = {
    "no such zone": (Callback.LANGUAGE, "tz", {"pick_zone": {"selected_option": payloads.option("Mars/Olympus")}}),
    "no such language": (Callback.LANGUAGE, "language", {"answer": {"selected_option": payloads.option("tlh")}}),
    "a topic too long": (Callback.INTERESTS, "interests", payloads.typed("x" * 41)),
    "too many topics": (Callback.INTERESTS, "interests", payloads.typed("\n".join(f"t{n}" for n in range(101)))),
    "a cap of nothing": (Callback.STEPS, "weekly_cap", payloads.typed("0")),
    "a cap that is no number": (Callback.STEPS, "weekly_cap", payloads.typed("many")),
    "nearly all held out": (Callback.STEPS, "held_out_percent", payloads.typed("90")),
    "too many managers": (
        Callback.MANAGERS, "managers", {"answer": {"selected_users": [f"U{number}" for number in range(51)]}},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("callback", "field", "state"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_hold_is_said_beside_its_field_and_nothing_is_kept(
    door: Door, callback: Callback, field: str, state: payloads.Payload
) -> None:
    before = community(door)
    answer = save(door, callback, {**FILLED[callback], field: state})
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [field]
    assert community(door) == before


@pytest.mark.parametrize("callback", SENT)
def test_a_form_that_cannot_be_saved_stays_open_and_can_be_sent_again(outage: Outage, callback: Callback) -> None:
    outage.door.house.person("UBOSS", is_admin=True)
    press(outage.door, Action.SET_UP_STEPS, "UBOSS")
    outage.db.is_away = True
    answer = save(outage.door, callback, FILLED[callback])
    assert answer["response_action"] == "errors"
    assert len(answer["errors"]) == 1
    outage.over()
    assert save(outage.door, callback, FILLED[callback]).body == ""


def test_the_preview_shows_what_stands_in_the_form_before_it_is_saved(door: Door) -> None:
    where = payloads.in_view({"callback_id": Callback.TEXTS.value}, FILLED[Callback.TEXTS])
    answer = door.act(payloads.pressed(Action.PREVIEW_TEXTS.value, user_id="UBOSS", where=where))
    assert answer.status == 200
    assert "Salut <@UBOSS>" in str(door.slack.views[-1])
    assert check(dict(door.slack.views[-1]), "modal") == []
    assert community(door).texts == ()


def test_a_preview_is_for_managers_only(door: Door) -> None:
    where = payloads.in_view({"callback_id": Callback.TEXTS.value}, FILLED[Callback.TEXTS])
    assert door.act(payloads.pressed(Action.PREVIEW_TEXTS.value, where=where)).status == 200
    assert door.slack.views[-1]["callback_id"] == Callback.NOTICE


def test_time_zones_are_suggested_as_one_types(door: Door) -> None:
    answer = door.act(payloads.suggestion(Action.PICK_ZONE.value, "new york"))
    assert [one["value"] for one in answer["options"]] == ["America/New_York"]


@pytest.mark.parametrize("typed", [None, "", "x" * 40_000, {"a": 1}])
def test_whatever_is_typed_for_a_zone_is_answered(door: Door, typed: object) -> None:
    answer = door.act(payloads.suggestion(Action.PICK_ZONE.value, typed))
    assert (answer.status, len(answer["options"]) <= 100) == (200, True)


@RUN
@given(
    st.sampled_from(SENT),
    st.dictionaries(
        st.sampled_from(sorted({name for values in FILLED.values() for name in values} | {"community_channel"})),
        ANY_JSON | st.dictionaries(st.just("answer"), ANY_JSON) | st.text(max_size=200).map(payloads.typed),
    ),
)
def test_whatever_a_form_of_the_set_up_holds_it_is_kept_whole_or_refused(
    door: Door, callback: Callback, values: payloads.Payload
) -> None:
    before = community(door)
    answer = save(door, callback, {**FILLED[callback], **values})
    assert answer.status == 200
    if answer.body:
        assert answer["response_action"] == "errors"
        assert community(door) == before
    assert Community.from_json(community(door).to_json()) == community(door)
