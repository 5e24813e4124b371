"""The forms of coffee read back what they show; whatever else is sent is refused beside its field."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.matching import Term
from slack_app.domain.programmes import Audience, Cadence, Kind, checked, preset
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.coffee import carried, mine, mine_told, programme_form, programme_reading, thanks
from slack_app.views.words import words_for
from tests.views import coffee_world as world
from tests.views.sending import changed, fields, sent
from tests.views.test_reading import VIEWS

EN, FR = words_for("en"), words_for("fr")
PROGRAMME = world.programme_called("Coffee for all", "nurse")


def mine_of(**facts: Any) -> mine_told.MineOf:
    return mine_told.MineOf(world.TODAY, (world.standing("Coffee", **facts),), apart=("U0EX", "U0BOSS"))


def test_choices_sent_back_unchanged_are_what_they_were():
    standing = {
        "takes_part": True,
        "skips_next": True,
        "paused_until": world.NEXT,
        "every": 2,
        "wish": 3,
        "meets_newcomers": True,
        "video_link": "https://meet.example/room",
    }
    read = mine.read(sent(mine.form(EN, mine_of(**standing))))
    assert read == mine.MyChoices(programme_id=3, apart=("U0EX", "U0BOSS"), **standing)


def test_who_chose_nothing_takes_no_part_and_wishes_nothing():
    read = mine.read(sent(mine.form(EN, mine_told.MineOf(world.TODAY, (world.standing("Coffee", takes_part=False),)))))
    assert read == mine.MyChoices(programme_id=3, takes_part=False)


def test_a_pause_that_is_over_is_not_shown_as_one():
    assert mine.read(sent(mine.form(EN, mine_of(paused_until=world.TODAY)))).paused_until is None


def test_a_day_is_read_and_anything_else_is_none():
    form, block = mine.form(EN, mine_of()), mine.block_of(mine.PAUSED_UNTIL, 3)
    assert mine.read(changed(form, block, selected_date="2026-12-24")).paused_until == date(2026, 12, 24)
    assert mine.read(changed(form, block, selected_date="tomorrow")).paused_until is None


@pytest.mark.parametrize("link", ["http://meet.example", "javascript:alert(1)", "meet", "https://"])
def test_a_link_that_is_none_is_refused_beside_its_field(link):
    form, block = mine.form(EN, mine_of()), mine.block_of(mine.VIDEO_LINK, 3)
    view = changed(form, block, value=link)
    with pytest.raises(InvalidAnswersError) as caught:
        mine.read(view)
    assert mine.errors(EN, caught.value, view) == {block: "Please give an address that begins with https."}
    assert block in fields(form)


@pytest.mark.parametrize("code", ["past", "too_far"])
def test_a_day_that_cannot_be_is_refused_beside_its_field(code):
    form = mine.form(FR, mine_of())
    said = mine.errors(FR, InvalidAnswersError({"paused_until": code}), sent(form))
    assert set(said) <= fields(form)
    assert "jour" in said[mine.block_of(mine.PAUSED_UNTIL, 3)]


def test_a_size_is_asked_for_only_where_the_programme_has_it():
    four = replace(world.programme_called("Circle"), size=4)
    assert mine.block_of(mine.WISH, 3) in fields(mine.form(EN, mine_of()))
    assert mine.block_of(mine.WISH, 3) not in fields(mine.form(EN, mine_of(programme=four)))


def test_among_several_programmes_one_chooses_and_each_has_its_own_fields():
    """Slack keeps what was typed under the same block id when a form is drawn anew."""
    several = tuple(replace(world.standing("Coffee"), programme_id=n) for n in (3, 4))
    first, second = (mine.form(EN, mine_told.MineOf(world.TODAY, several, n)) for n in (None, 4))
    picker = first["blocks"][0]["accessory"]
    assert picker["action_id"] == Action.COFFEE_PICK
    assert [one["value"] for one in picker["options"]] == ["3", "4"]
    assert fields(first) & fields(second) == {mine.APART}
    assert mine.read(sent(second)).programme_id == 4


def test_nobody_is_told_of_those_that_someone_never_wants_to_meet():
    form = mine.form(EN, mine_of())
    (apart,) = [block for block in form["blocks"] if block.get("block_id") == mine.APART]
    assert apart["element"]["initial_users"] == ["U0EX", "U0BOSS"]
    assert "Only you can see this" in apart["hint"]["text"]
    assert "U0EX" not in form["private_metadata"]
    assert "U0EX" not in str(mine.saved(EN, mine_of()))


def test_a_form_of_choices_that_is_not_ours_is_refused():
    with pytest.raises(InvalidAnswersError):
        mine.read({"state": {"values": {}}})


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("words", [EN, FR])
def test_a_new_programme_sent_back_unchanged_is_the_preset_under_its_kind_s_name(words, kind):
    programme_id, read = programme_reading.read(sent(programme_form.form(words, preset(kind))))
    assert programme_id is None
    assert {**read.to_json(), "name": "", "weights": dict(read.weights)} == {
        **preset(kind).to_json(),
        "weights": dict(preset(kind).weights),
    }
    assert read.name


@pytest.mark.parametrize("rule", [None, *((term, forced) for term in Term for forced in ("always", "never"))])
def test_a_programme_sent_back_unchanged_is_what_it_was(rule):
    programme = checked(
        replace(PROGRAMME, rule=rule, audience=Audience.CHANNEL, cadence=Cadence.MONTHLY, weekday=4, hour=16)
    )
    programme_id, read = programme_reading.read(sent(programme_form.form(EN, programme, 12)))
    assert programme_id == 12
    assert replace(read, weights=()) == replace(programme, weights=())
    assert dict(read.weights) == dict(programme.weights)


@pytest.mark.parametrize(
    ("block_id", "part", "said"),
    [
        ("name", {"value": " "}, "A few words"),
        ("name", {"value": "x" * 61}, "too long"),
        ("among", {"value": "x" * 41}, "too long"),
        ("cadence", {"selected_option": {"value": "hourly"}}, "from the list"),
        ("audience", {"selected_option": None}, "from the list"),
        ("weekday", {"selected_option": {"value": "9"}}, "within the limits"),
        ("hour", {"selected_option": {"value": "٣"}}, "within the limits"),
        ("size", {"selected_option": {"value": "-2"}}, "within the limits"),
        ("remember_weeks", {"value": "1e3"}, "within the limits"),
        ("rule", {"selected_option": {"value": "interests:sometimes"}}, "from the list"),
        ("country", {"selected_option": {"value": "XX"}}, "from the list"),
        ("weight.interests", {"selected_option": {"value": "9"}}, "within the limits"),
    ],
)
def test_what_is_wrong_with_a_programme_stands_beside_its_field(block_id, part, said):
    form = programme_form.form(EN, PROGRAMME, 12)
    with pytest.raises(InvalidAnswersError) as caught:
        programme_reading.read(changed(form, block_id, **part))
    told = programme_reading.errors(EN, caught.value)
    assert set(told) == {block_id}
    assert said in told[block_id]
    assert block_id in fields(form)


def test_a_programme_of_a_channel_s_members_needs_the_channel():
    form = programme_form.form(EN, replace(PROGRAMME, audience=Audience.CHANNEL, channel_id=None))
    with pytest.raises(InvalidAnswersError) as caught:
        programme_reading.read(sent(form))
    assert programme_reading.errors(EN, caught.value) == {
        "channel_id": "Please choose the channel whose members take part."
    }


def test_thanks_sent_back_unchanged_are_what_they_were():
    said = thanks.Thanks(4, "We spoke of bees.", may_share=True)
    form = thanks.form(EN, 7, said)
    assert thanks.read(sent(form)) == said
    assert carried.id_in(form) == 7


def test_thanks_may_be_left_empty_and_then_nothing_may_be_shared():
    assert thanks.read(sent(thanks.form(EN, 7))) == thanks.Thanks(None, "", may_share=False)


@pytest.mark.parametrize(
    ("block_id", "part"),
    [
        ("remark", {"value": "x" * 301}),
        ("rating", {"selected_option": {"value": "6"}}),
        ("rating", {"selected_option": {"value": "0"}}),
    ],
)
def test_what_is_wrong_with_thanks_stands_beside_its_field(block_id, part):
    form = thanks.form(EN, 7)
    with pytest.raises(InvalidAnswersError) as caught:
        thanks.read(changed(form, block_id, **part))
    assert set(thanks.errors(EN, caught.value)) == {block_id}
    assert block_id in fields(form)


@pytest.mark.parametrize("words", [EN, FR])
def test_a_form_that_could_not_be_saved_says_so_in_its_language_beside_a_field_that_it_has(words):
    choices, programme, thank = (
        mine.form(words, mine_of()),
        programme_form.form(words, PROGRAMME, 12),
        thanks.form(words, 7),
    )
    for form, said in (
        (choices, mine.not_saved(words, choices, "4f2a")),
        (programme, programme_reading.not_saved(words, "4f2a")),
        (thank, thanks.not_saved(words, "4f2a")),
    ):
        assert set(said) <= fields(form)
        assert carried.language_in(form) == words.language


@given(VIEWS)
def test_any_form_gives_an_answer_or_a_refusal(view):
    for read in (mine.read, thanks.read, programme_reading.read):
        with suppress(InvalidAnswersError):
            read(view)
    carried.id_in(view), carried.kind_in(view), carried.language_in(view)


@given(st.text() | st.none() | st.integers())
def test_what_a_form_carries_is_ours_or_nothing(private):
    view = {"private_metadata": private}
    found = carried.id_in(view)
    assert found is None or str(found) in str(private) or found == int(str(private).split(" ")[1])


@pytest.mark.parametrize(
    ("text", "found"), [("12", 12), ("", None), ("-1", None), ("٣", None), ("9" * 40, None), ("12:on", None)]
)
def test_a_button_s_value_is_a_number_or_nothing(text, found):
    assert carried.number(text) == found


def test_every_form_fits_a_modal():
    for words in (EN, FR):
        for kind in Kind:
            assert kit.check(programme_form.form(words, preset(kind)), "modal") == []
