"""Where something goes and why: each who has a say in their order, and somebody always."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.channels import ChannelChoices
from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.routed.because import Reason, Why, kept, reasons_of, with_reason
from slack_app.domain.feedback.routed.conditions import Conditions, Confidence, Item
from slack_app.domain.feedback.routed.priority import prioritised
from slack_app.domain.feedback.routed.routing import Setting, route
from slack_app.domain.feedback.routed.rules import Actions, Rule, Rules
from slack_app.domain.feedback.terms import By, Field, Impact, Kind, Priority
from slack_app.domain.feedback.worked_on.teams import Team
from tests.domain.feedback.made import items, rules
from tests.domain.json_values import ANY_JSON, objects_with

IOS = Team("iOS", "CIOS", areas=("Mobile",), id=1)
PAY = Team("Payments", "CPAY", areas=("Payments",), id=2)
ALL = Setting(teams=(IOS, PAY))
SURE = Guess("bug", 0.9, "idea", 0.05, ("crash",), (4,), may_act_alone=True)
UNSURE = Guess("bug", 0.5, "complaint", 0.4, ("crash",), worth_asking=True)
ITEM = Item(words="The app crashes")


def by_author(field: Field, value: str) -> dict[Field, Reason]:
    return {field: Reason(field, By.AUTHOR, value)}


def rule(then: Actions, when: Conditions | None = None, name: str = "Mine") -> Rule:
    return Rule(name, name, when or Conditions(), then)


def test_what_the_author_said_wins_over_the_channel_the_rules_and_the_model() -> None:
    setting = replace(
        ALL, rules=Rules((rule(Actions(kind=Kind.PRAISE)),)), channel=ChannelChoices("C1", default_kind=Kind.QUESTION)
    )
    said = by_author(Field.KIND, "idea")
    assert route(ITEM, said, {Field.KIND: SURE}, setting).reasons[Field.KIND] == said[Field.KIND]


def test_then_the_channel_then_the_rules_then_the_model() -> None:
    ruled = replace(ALL, rules=Rules((rule(Actions(kind=Kind.PRAISE)),)))
    channel = replace(ruled, channel=ChannelChoices("C1", default_kind=Kind.QUESTION))
    found = [route(ITEM, {}, {Field.KIND: SURE}, one).reasons[Field.KIND] for one in (channel, ruled, ALL)]
    assert [(reason.by, reason.value) for reason in found] == [
        (By.CHANNEL, "question"),
        (By.RULE, "praise"),
        (By.MODEL, "bug"),
    ]
    assert found[1].rule == "Mine"
    assert (found[2].terms, found[2].near, found[2].confidence) == (("crash",), (4,), 0.9)


def test_where_the_model_is_unsure_people_choose_between_two() -> None:
    found = route(ITEM, {}, {Field.KIND: UNSURE}, ALL)
    assert found.kind is None
    assert (found.reasons[Field.KIND].by, found.reasons[Field.KIND].candidates) == (By.NOBODY, ("bug", "complaint"))
    assert found.reasons[Field.KIND].confidence == 0.5


def test_where_the_model_does_not_know_at_all_nobody_is_asked_to_choose() -> None:
    found = route(ITEM, {}, {Field.KIND: Guess("bug", 0.3, "idea", 0.2)}, ALL)
    assert found.reasons[Field.KIND] == Reason(Field.KIND, By.NOBODY, None)


def test_the_rules_team_then_the_channels_then_whose_area_it_is_then_the_catch_all_then_triage() -> None:
    third = Team("Third", "C3", id=3)
    setting = Setting(
        Rules((rule(Actions(team=2)),), catch_all=3), (IOS, PAY, third), ChannelChoices("C1", product_team_id=3)
    )
    said = by_author(Field.AREA, "mobile")
    seen = []
    for one in (
        setting,
        replace(setting, rules=Rules(catch_all=3)),
        replace(setting, rules=Rules(catch_all=3), channel=None),
    ):
        reason = route(ITEM, said, {}, one).reasons[Field.TEAM]
        seen.append((reason.by, reason.value, reason.why))
    assert seen == [(By.RULE, "2", None), (By.CHANNEL, "3", None), (By.AUTHOR, "1", Why.OWNS_AREA)]
    last = [route(ITEM, {}, {}, replace(setting, rules=one, channel=None)) for one in (Rules(catch_all=3), Rules())]
    assert [(one.team, one.reasons[Field.TEAM].by) for one in last] == [(third, By.CATCH_ALL), (None, By.NOBODY)]


def test_a_team_that_is_closed_takes_nothing_whoever_names_it() -> None:
    gone = Setting(Rules((rule(Actions(team=9)),), catch_all=9), (IOS,), ChannelChoices("C1", product_team_id=9))
    assert route(ITEM, {}, {}, gone).team is None
    assert route(ITEM, by_author(Field.AREA, "Mobile"), {}, gone).team == IOS


def test_a_rule_may_ask_how_sure_the_model_is() -> None:
    when = Conditions(kinds=(Kind.BUG,), confidences=(Confidence.MEDIUM,))
    setting = replace(ALL, rules=Rules((rule(Actions(team=2), when),)))
    assert route(ITEM, {}, {Field.KIND: UNSURE}, setting).team == PAY
    assert route(ITEM, {}, {Field.KIND: SURE}, setting).team is None
    assert route(ITEM, by_author(Field.KIND, "bug"), {Field.KIND: UNSURE}, setting).team is None


@given(rules, items, st.sampled_from([None, 1, 2, 9]))
def test_every_field_has_its_reason_and_the_catch_all_has_the_last_word(
    all_rules: list[Rule], item: Item, last: int | None
) -> None:
    found = route(item, {}, {}, replace(ALL, rules=Rules(tuple(all_rules), last)))
    assert found.reasons.keys() == set(Field)
    assert (found.team is None) == (found.reasons[Field.TEAM].value is None)
    if last in (1, 2):
        assert found.team is not None
    assert reasons_of(kept(found.reasons)) == found.reasons


@pytest.mark.parametrize(
    ("words", "impact", "voices", "priority", "why"),
    [
        ("Slow", None, 1, "normal", None),
        ("Slow", Impact.NICE, 1, "low", Why.IMPACT),
        ("Slow", Impact.NICE, 2, "normal", Why.VOICES),
        ("Slow", Impact.NICE, 9, "normal", Why.VOICES),
        ("Slow", Impact.NICE, 10, "high", Why.VOICES),
        ("Slow", None, 4, "normal", None),
        ("Slow", Impact.HINDERS, 5, "high", Why.VOICES),
        ("Slow", Impact.BLOCKS, 1, "high", Why.IMPACT),
        ("I lost all my photos", Impact.NICE, 1, "high", Why.SAFETY),
        ("Perte de données chez moi", None, 1, "high", Why.SAFETY),
        ("Il y a une faille de sécurité", None, 1, "high", Why.SAFETY),
        ("Ça plante pour tout le monde", None, 1, "high", Why.SAFETY),
        ("Data entry is lost on me", None, 1, "normal", None),
    ],
)
def test_priority_goes_by_danger_impact_and_voices(
    words: str, impact: Impact | None, voices: int, priority: str, why: Why | None
) -> None:
    reason = prioritised(words, impact, voices, {})
    assert (reason.value, reason.why) == (priority, why)


def test_a_rules_priority_is_the_managers_own_word() -> None:
    setting = replace(ALL, rules=Rules((rule(Actions(priority=Priority.LOW)),)))
    found = route(replace(ITEM, words="data loss", voices=50, impact=Impact.BLOCKS), {}, {}, setting)
    assert (found.priority, found.reasons[Field.PRIORITY].rule) == ("low", "Mine")


@given(st.sampled_from([None, *Impact]), st.integers(1, 60), st.integers(0, 60))
def test_more_voices_never_make_it_less_urgent(impact: Impact | None, voices: int, more: int) -> None:
    order = [Priority.LOW, Priority.NORMAL, Priority.HIGH]
    few, many = (prioritised("", impact, n, {}).value for n in (voices, voices + more))
    assert order.index(Priority(str(few))) <= order.index(Priority(str(many)))


@given(ANY_JSON | st.lists(objects_with("field", "by", "value", "near", "terms", "confidence", "why")))
def test_whatever_stands_in_because_it_can_be_read(stored: object) -> None:
    assert reasons_of(kept(reasons_of(stored))) == reasons_of(stored)


def test_a_new_reason_takes_the_place_of_the_fields_former_one() -> None:
    team, kind = Reason(Field.TEAM, By.CATCH_ALL, "1"), Reason(Field.KIND, By.NOBODY, None, candidates=("bug", "idea"))
    person = Reason(Field.TEAM, By.PERSON, "2")
    assert reasons_of(with_reason(kept([team, kind]), person)) == {Field.KIND: kind, Field.TEAM: person}
