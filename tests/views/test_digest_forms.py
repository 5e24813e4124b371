"""The digest's forms read back what they show; whatever else is sent is refused beside its field."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.community import Community, checked
from slack_app.domain.digest.choices import DigestChoices, Goal, PathRules
from slack_app.domain.digest.todo import Because
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.measures.terms import Group, Measure
from slack_app.views.actions import Action, Callback
from slack_app.views.digest import settings, settings_forms, settings_reading, thanking
from slack_app.views.words import words_for
from tests.views import digest_world as world
from tests.views.sending import changed, fields, sent
from tests.views.test_reading import VIEWS

EN, FR = words_for("en"), words_for("fr")
PEOPLE = ["U0ANA", "U0BO"]
SET_UP = dict(world.communities(PEOPLE))
FORMS = {
    Callback.DIGEST_WHEN: settings_forms.when_form,
    Callback.DIGEST_WHAT: settings_forms.what_form,
    Callback.DIGEST_PATH: settings_forms.path_form,
}


def read(callback, view, community=SET_UP["set up"]):
    return checked(settings_reading.read(callback, view).on(community))


def refused(callback, view):
    with pytest.raises(InvalidAnswersError) as refusal:
        read(callback, view)
    return settings_reading.errors(EN, refusal.value)


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("community", SET_UP.values(), ids=SET_UP)
@pytest.mark.parametrize("callback", FORMS)
def test_a_form_that_nobody_changed_changes_nothing(words, community, callback):
    assert read(callback, sent(FORMS[callback](words, community)), community) == community


@pytest.mark.parametrize("callback", FORMS)
def test_what_is_wrong_is_said_beside_a_field_of_the_form(callback):
    view = FORMS[callback](EN, Community())
    assert set(settings_reading.not_saved(EN, callback, "4f2a")) <= fields(view)


def test_everything_can_be_switched_and_moved():
    view = settings_forms.when_form(EN, Community())
    assert not read(Callback.DIGEST_WHEN, changed(view, "is_on", selected_options=[])).digest.is_on
    assert read(Callback.DIGEST_WHEN, changed(view, "weekday", selected_option={"value": "4"})).digest.weekday == 4
    assert read(Callback.DIGEST_WHEN, changed(view, "hour", selected_option={"value": "17"})).digest.hour == 17
    zone = changed(view, "tz", selected_option={"value": "Asia/Tokyo"})
    assert read(Callback.DIGEST_WHEN, zone).digest.tz == "Asia/Tokyo"
    there = changed(view, "digest_channel", selected_conversation="C0NEW")
    assert read(Callback.DIGEST_WHEN, there).digest_channel == "C0NEW"


def test_a_recap_without_a_channel_is_refused_beside_the_channel():
    view = changed(settings_forms.when_form(EN, Community()), "recap", selected_options=[{"value": "yes"}])
    assert refused(Callback.DIGEST_WHEN, view) == {
        "recap_channel": "Please choose the channel in which the recap is posted."
    }


@pytest.mark.parametrize("value", ["7", "-1", "x", "", "1e3"])
def test_a_day_that_is_none_is_refused(value):
    view = changed(settings_forms.when_form(EN, Community()), "weekday", selected_option={"value": value})
    assert set(refused(Callback.DIGEST_WHEN, view)) == {"weekday"}


def test_an_unknown_zone_is_refused():
    view = changed(settings_forms.when_form(EN, Community()), "tz", selected_option={"value": "Mars/Base"})
    assert set(refused(Callback.DIGEST_WHEN, view)) == {"tz"}


def test_groups_channels_and_people_are_chosen():
    view = settings_forms.what_form(EN, SET_UP["new"])
    chosen = changed(view, "groups", selected_options=[{"value": "path"}, {"value": "nonsense"}])
    assert read(Callback.DIGEST_WHAT, chosen).digest.groups == {Group.PATH}
    chosen = changed(view, "channels_off", selected_conversations=["C0NOISE", "C0NOISE", "not an id!"])
    assert read(Callback.DIGEST_WHAT, chosen).digest.channels_off == ("C0NOISE",)
    assert read(Callback.DIGEST_WHAT, changed(view, "team", selected_users=["U0ANA"])).digest.team == ("U0ANA",)
    public = changed(view, "public", selected_options=[{"value": "voices"}])
    assert read(Callback.DIGEST_WHAT, public).digest.public == {Measure.VOICES}


@pytest.mark.parametrize(
    ("measure", "typed", "target"),
    [
        (Measure.ACTIVE_WEEKLY, "80", 80),
        (Measure.ACTIVE_WEEKLY, "1,250", 1250),
        (Measure.ACTIVE_WEEKLY, "1 250", 1250),
        (Measure.ACTIVE_WEEKLY, "1\u202f250", 1250),
        (Measure.PEOPLE_PER_THREAD, "3,5", 3.5),
        (Measure.PEOPLE_PER_THREAD, "0,125", 0.125),
        (Measure.REPLY_RATE, "82,5 %", 0.825),
        (Measure.REPLY_RATE, "90\u00a0%", 0.9),
        (Measure.FIRST_RESPONSE_MEDIAN, "2.5", 2.5),
        (Measure.UNANSWERED, "0", 0),
    ],
)
def test_a_target_is_read_as_people_write_numbers(measure, typed, target):
    view = settings_forms.what_form(EN, Community())
    form = changed(view, "goal.0", selected_option={"value": measure})
    form["state"]["values"]["target.0"] = {"answer": {"value": typed}}
    (goal,) = read(Callback.DIGEST_WHAT, form).digest.goals
    assert goal.measure is measure
    assert goal.target == pytest.approx(target)


@pytest.mark.parametrize("typed", ["", "many", "-3", "101", "1e3", "٣", "0", "9" * 40])
def test_a_target_that_nobody_can_reach_is_refused_beside_it(typed):
    view = changed(settings_forms.what_form(EN, Community()), "goal.1", selected_option={"value": "reply_rate"})
    view["state"]["values"]["target.1"] = {"answer": {"value": typed}}
    said = refused(Callback.DIGEST_WHAT, view)
    assert list(said) == ["target.1"]
    assert "a number that can be reached" in said["target.1"]


def test_two_goals_of_one_kind_are_one_too_many():
    goals = DigestChoices(goals=(Goal(Measure.VOICES, 10), Goal(Measure.POSTERS, 20)))
    view = settings_forms.what_form(EN, Community(digest=goals))
    said = refused(Callback.DIGEST_WHAT, changed(view, "goal.1", selected_option={"value": "voices"}))
    assert said == {"goal.1": "Two goals of one kind are too many: please choose another."}


def test_a_goal_that_is_none_of_ours_is_refused():
    view = settings_forms.what_form(EN, Community())
    said = refused(Callback.DIGEST_WHAT, changed(view, "goal.0", selected_option={"value": "happiness"}))
    assert list(said) == ["goal.0"]


def test_rules_of_the_path_are_whole_numbers_within_bounds():
    view = settings_forms.path_form(EN, Community())
    assert read(Callback.DIGEST_PATH, changed(view, "replies", value="7")).digest.rules == PathRules(replies=7)
    for typed in ("0", "51", "seven", ""):
        assert list(refused(Callback.DIGEST_PATH, changed(view, "replies", value=typed))) == ["replies"]


def test_what_is_not_in_a_form_stays_as_it_is():
    community = SET_UP["set up"]
    for callback in (*FORMS, "nobody_knows_it"):
        assert read(callback, {"state": {"values": {}}}, community) == community


@given(VIEWS, st.sampled_from([*FORMS, "nobody_knows_it"]))
def test_whatever_is_sent_is_kept_or_refused_beside_a_field(view, callback):
    said = {}
    try:
        read(callback, view)
    except InvalidAnswersError as refusal:
        said = settings_reading.errors(EN, refusal)
    assert all(said.values())


def test_the_menu_leads_to_every_page():
    view = settings.menu(EN, Community())
    buttons = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert [one["value"] for one in buttons] == [settings.Page.WHEN, settings.Page.WHAT, settings.Page.PATH]
    assert {one["action_id"] for one in buttons} == {Action.DIGEST_SETTINGS}
    assert len({one["accessibility_label"] for one in buttons}) == 3


@pytest.mark.parametrize("page", ["", "menu", "nobody_knows_it"])
def test_any_other_word_opens_the_menu(page):
    assert settings_forms.form(EN, Community(), page)["callback_id"] == Callback.DIGEST_MENU


def test_thanks_come_back_as_they_were_drafted_in_the_language_of_the_one_who_reads_them():
    item = world.item_of(Because.FIRST_MESSAGE)
    view = thanking.form(EN, FR, item)
    assert view["title"]["text"] == "A word of thanks"
    written = thanking.read(sent(view))
    draft = "Merci pour votre premier message ici ! C’est un plaisir de vous lire."  # noqa: RUF001  as French writes it
    assert written == thanking.ThanksWritten(item.value, draft, may_tell=True)
    assert thanking.language_in(view) == "en"


def test_thanks_need_words_and_not_too_many():
    view = thanking.form(EN, EN, world.item_of(Because.HELPED_MOST))
    for typed, code in ((" \u200b\n", "required"), ("x" * 1001, "too_long")):
        with pytest.raises(InvalidAnswersError) as refusal:
            thanking.read(changed(view, thanking.WORDS, value=typed))
        assert refusal.value.fields == {thanking.WORDS: code}
        assert set(thanking.errors(EN, refusal.value)) <= fields(view)


def test_thanks_may_stay_between_two():
    view = changed(thanking.form(EN, EN, world.item_of(Because.HELPED_MOST)), thanking.TELL, selected_options=[])
    assert not thanking.read(view).may_tell


@given(VIEWS)
def test_any_form_gives_thanks_or_a_refusal(view):
    faults = {thanking.WORDS}
    try:
        assert thanking.read(view).value == ""
    except InvalidAnswersError as refusal:
        faults = set(refusal.fields)
    assert faults == {thanking.WORDS}


@pytest.mark.parametrize("private", [None, 7, "", "en", "en greet", "en dance U0ANA", "en greet <@U1>"])
def test_a_form_that_is_not_ours_is_about_nothing(private):
    view = sent(thanking.form(EN, EN, world.item_of(Because.HELPED_MOST))) | {"private_metadata": private}
    assert thanking.read(view).value == ""


def test_a_page_names_the_choices_that_hold():
    community = replace(SET_UP["set up"], digest=replace(SET_UP["set up"].digest, hour=17, weekday=4))
    lines = settings.in_a_line(FR, community)
    assert lines == "*Bilan de la semaine\u00a0:* chaque vendredi, 17:00 (America/Montreal), dans <#C0DIGEST>"
