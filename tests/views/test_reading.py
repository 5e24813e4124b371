"""Forms are read back strictly: whatever is sent gives answers or a refusal, never a crash."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.community import Community, checked
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.profile import Profile
from slack_app.views import intro, setup_reading, setup_texts
from slack_app.views.actions import Callback, Field, Sharing
from slack_app.views.words import words_for

EN = words_for("en")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
    max_leaves=10,
)
BLOCK_IDS = st.sampled_from([*map(str, Field), "interests_more", "text.day0.fr", "nobody_knows_it"])
PARTS = st.sampled_from(["value", "selected_option", "selected_options", "selected_users", "selected_conversation"])
OPTION = st.fixed_dictionaries({"value": JSON, "text": JSON})
PART = st.dictionaries(PARTS, JSON | OPTION | st.lists(OPTION, max_size=3), max_size=3)
VIEWS = JSON | st.fixed_dictionaries(
    {
        "state": JSON
        | st.fixed_dictionaries(
            {"values": JSON | st.dictionaries(BLOCK_IDS, JSON | st.dictionaries(st.text(), JSON | PART))}
        )
    }
)


def state(**fields):
    return {"state": {"values": {block_id: {"answer": part} for block_id, part in fields.items()}}}


def options(*values):
    return {"type": "multi_static_select", "selected_options": [{"value": value, "text": {}} for value in values]}


def typed(value):
    return {"type": "plain_text_input", "value": value}


@given(VIEWS)
def test_any_form_gives_a_profile_or_a_refusal(view):
    with suppress(InvalidAnswersError):
        assert isinstance(intro.read(view), Profile)


@given(VIEWS, st.sampled_from([*Callback, "nobody_knows_it"]))
def test_any_set_up_form_gives_a_community_or_a_refusal(view, callback_id):
    try:
        assert isinstance(checked(replace(Community(), **setup_reading.read(callback_id, view))), Community)
    except InvalidAnswersError as refusal:
        said = setup_reading.errors(EN, refusal)
    else:
        said = {}
    assert all(said.values())


@given(VIEWS)
def test_whatever_was_read_can_be_stored(view):
    with suppress(InvalidAnswersError):
        profile = intro.read(view)
        assert "\x00" not in repr(profile).replace("\\x00", "\x00")
        str(profile).encode()


def test_a_filled_in_form_is_read_as_it_was_filled_in():
    profile = intro.read(
        state(
            role=typed("Nurse"),
            team=typed("Research"),
            place=typed("Lyon"),
            languages=options("fr", "en"),
            interests=options("choirs"),
            offers=options("first aid"),
            looking_for=options("a flat"),
            hopes=typed("Friends\nand work"),
            sharing=options(Sharing.IN_DIRECTORY, Sharing.OPEN_TO_COFFEE),
        )
    )
    assert profile == Profile(
        "Nurse",
        "Research",
        "Lyon",
        ("fr", "en"),
        ("choirs",),
        ("first aid",),
        ("a flat",),
        "Friends\nand work",
        True,
        True,
    )


def test_who_ticks_nothing_agrees_to_nothing():
    profile = intro.read(state(role=typed("Nurse"), sharing={"selected_options": []}))
    assert (profile.in_directory, profile.open_to_coffee) == (False, False)


def test_what_is_wrong_stands_beside_its_field():
    with pytest.raises(InvalidAnswersError) as caught:
        intro.read(state(role=typed("  "), place=typed("x" * 40_000)))
    said = intro.errors(EN, caught.value)
    assert set(said) == {"role", "place"}
    assert {block["block_id"] for block in intro.modal(EN)["blocks"] if "block_id" in block} >= set(said)


def test_a_form_that_could_not_be_saved_says_so_beside_a_field_that_it_has():
    fields = {block["block_id"] for block in intro.modal(EN)["blocks"] if "block_id" in block}
    assert set(intro.not_saved(EN, "4f2a")) <= fields
    assert "4f2a" in intro.not_saved(EN, "4f2a")["role"]


def test_channels_are_set_and_emptied():
    view = state(
        introductions_channel={"selected_conversation": "C0INTRO"}, team_channel={"selected_conversation": None}
    )
    assert setup_reading.read(Callback.CHANNELS, view) == {"introductions_channel": "C0INTRO", "team_channel": None}


def test_interests_are_read_one_a_line_over_both_fields():
    view = state(interests=typed("Choirs\n\n First aid \n"), interests_more=typed("Bees"))
    assert setup_reading.read(Callback.INTERESTS, view) == {"interests": ("Choirs", "First aid", "Bees")}


def test_managers_are_people():
    view = state(managers={"selected_users": ["U0ANA", "U0BO", "U0ANA", "<!channel>"]})
    assert setup_reading.read(Callback.MANAGERS, view) == {"managers": ("U0ANA", "U0BO")}


def test_steps_that_are_not_ticked_are_off():
    view = state(steps=options("day0", "day3", "day99"), weekly_cap=typed("2"), held_out_percent=typed("10"))
    changes = setup_reading.read(Callback.STEPS, view)
    assert changes == {"steps_off": {"day7", "day14", "day30"}, "weekly_cap": 2, "held_out_percent": 10}


@pytest.mark.parametrize("number", ["", "two", "-1", "1e3", "٣", "99999999999", None])
def test_a_number_that_is_none_is_refused_beside_its_field(number):
    with pytest.raises(InvalidAnswersError) as caught:
        setup_reading.read(Callback.STEPS, state(weekly_cap=typed(number), held_out_percent=typed("0")))
    assert set(setup_reading.errors(EN, caught.value)) == {"weekly_cap"}


def test_language_and_zone():
    view = state(language={"selected_option": {"value": "fr"}}, tz={"selected_option": {"value": "Europe/Paris"}})
    assert setup_reading.read(Callback.LANGUAGE, view) == {"language": "fr", "tz": "Europe/Paris"}


def test_texts_are_read_by_step_and_language():
    view = {
        "state": {
            "values": {"text.day0.fr": {"answer": typed(" Salut {name} ")}, "text.day3.en": {"answer": typed(" ")}}
        }
    }
    assert setup_reading.read(Callback.TEXTS, view) == {"texts": (("day0", "fr", "Salut {name}"),)}
    assert setup_texts.written(view) == (("day0", "fr", "Salut {name}"),)


@pytest.mark.parametrize(
    "callback_id",
    [Callback.CHANNELS, Callback.LANGUAGE, Callback.INTERESTS, Callback.MANAGERS, Callback.STEPS, Callback.TEXTS],
)
def test_a_set_up_that_could_not_be_saved_says_so_beside_a_field_that_it_has(callback_id):
    from slack_app.views import setup

    forms = (
        setup.channels_modal,
        setup.language_modal,
        setup.interests_modal,
        setup.managers_modal,
        setup.steps_modal,
        setup_texts.texts_modal,
    )
    form = next(view for view in (form(EN, Community()) for form in forms) if view["callback_id"] == callback_id)
    fields = {block["block_id"] for block in form["blocks"] if "block_id" in block}
    assert set(setup_reading.not_saved(EN, callback_id, "4f2a")) <= fields


def test_a_form_filled_in_and_sent_back_unchanged_changes_nothing():
    """A hundred long topics still fit, over two fields."""
    from slack_app.views import setup

    interests = tuple(f"{n:03d} {'x' * 36}" for n in range(100))
    form = setup.interests_modal(EN, Community(interests=interests))
    sent = state(**{block["block_id"]: typed(block["element"]["initial_value"]) for block in form["blocks"]})
    assert setup_reading.read(Callback.INTERESTS, sent) == {"interests": interests}
    assert all(len(block["element"]["initial_value"]) <= 3000 for block in form["blocks"])
