"""Rules: the first that applies decides each field, what decides the rest is always there, and an order can be trusted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.routed.conditions import AuthorGroup, Conditions, Confidence, Item, found_in
from slack_app.domain.feedback.routed.rules import (
    DOWN,
    MOST_RULES,
    UP,
    Act,
    Actions,
    Rule,
    Rules,
    decide,
    moved,
    with_rule,
    without_rule,
)
from slack_app.domain.feedback.terms import Kind
from tests.domain.feedback.made import items, rules
from tests.domain.json_values import ANY_JSON, objects_with


@given(rules, items)
def test_each_field_is_decided_by_the_first_rule_that_applies_and_decides_it(all_rules: list[Rule], item: Item) -> None:
    plain = [replace(rule, then=replace(rule.then, kind=None, area=None)) for rule in all_rules]
    found = decide(plain, item)
    for act in (Act.TEAM, Act.PRIORITY, Act.ASSIGNEE, Act.TRACKER):
        first = next((rule for rule in plain if act in rule.then.decided() and rule.when.is_met_by(item)), None)
        assert (found[act].rule if act in found else None) == first


@given(rules, items)
def test_what_is_settled_no_rule_touches(all_rules: list[Rule], item: Item) -> None:
    settled = frozenset({Act.KIND, Act.TEAM})
    assert not decide(all_rules, item, settled=settled).keys() & settled


@given(rules, items, st.data())
def test_moving_a_rule_changes_only_what_both_neighbours_decide_or_see(
    all_rules: list[Rule], item: Item, data: st.DataObject
) -> None:
    plain = Rules(tuple(replace(rule, then=replace(rule.then, kind=None, area=None)) for rule in all_rules))
    rule = data.draw(st.sampled_from(plain.rules)) if plain.rules else None
    if rule is None:
        return
    place = plain.rules.index(rule)
    other = plain.rules[place - 1] if place else None
    before, after = decide(plain.rules, item), decide(moved(plain, rule.id, UP).rules, item)
    both = rule.then.decided().keys() & other.then.decided().keys() if other else set()
    assert {act: one for act, one in before.items() if act not in both} == {
        act: one for act, one in after.items() if act not in both
    }


@given(rules)
def test_up_and_down_again_is_the_same_order_and_nothing_is_lost(all_rules: list[Rule]) -> None:
    whole = Rules(tuple(all_rules), 3)
    for rule in whole.rules[1:]:
        up = moved(whole, rule.id, UP)
        assert up != whole
        assert moved(up, rule.id, DOWN) == whole
        assert set(up.rules) == set(whole.rules)
    if whole.rules:
        assert moved(whole, whole.rules[0].id, UP) == whole
        assert moved(whole, whole.rules[-1].id, DOWN) == whole
    assert moved(whole, "nobody", UP) == whole


@given(rules, st.sampled_from([None, 4]))
def test_rules_come_back_from_the_table_as_they_were(all_rules: list[Rule], catch_all: int | None) -> None:
    whole = Rules(tuple(all_rules), catch_all)
    assert Rules.from_json(whole.to_json()) == whole


@given(ANY_JSON | st.lists(objects_with("id", "name", "when", "then", "catch_all")))
def test_whatever_stands_in_the_table_the_rules_can_be_read_and_the_catch_all_is_there(stored: object) -> None:
    assert Rules.from_json(stored).to_json()[-1].keys() == {"catch_all"}


def test_a_later_rule_sees_the_kind_that_an_earlier_one_has_set() -> None:
    makes = Rule("a", "Crashes are bugs", Conditions(words=("crash",)), Actions(kind=Kind.BUG))
    takes = Rule("b", "Bugs go to one", Conditions(kinds=(Kind.BUG,), confidences=(Confidence.HIGH,)), Actions(team=1))
    item = Item(words="A crash again", kind=Kind.IDEA, kind_level=Confidence.LOW)
    assert decide([makes, takes], item)[Act.TEAM].rule == takes
    assert Act.TEAM not in decide([takes, makes], item)


def test_how_sure_it_is_can_be_asked_for() -> None:
    unsure = Conditions(confidences=(Confidence.LOW, Confidence.MEDIUM))
    item = Item(kind=Kind.BUG, kind_level=Confidence.MEDIUM, area="Mobile", area_level=Confidence.HIGH)
    assert unsure.is_met_by(item)
    assert not replace(unsure, areas=("Mobile",)).is_met_by(item)
    assert replace(unsure, areas=("Mobile",), confidences=(Confidence.HIGH,)).is_met_by(item)


def test_whoever_gave_no_name_meets_no_rule_about_people() -> None:
    assert not Conditions(people=("UANA",)).is_met_by(Item())
    assert not Conditions(groups=(AuthorGroup.TEAM,)).is_met_by(Item())


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("L\u2019appli PLANTE depuis hier", ("plante",), ("plante",)),
        ("Il a planté", ("plante",), ("plante",)),
        ("Une implantation", ("plante", "plant*"), ()),
        ("Two plantations", ("plant*",), ("plant*",)),
        ("Dark-mode please", ("dark mode",), ("dark mode",)),
        ("Mode dark", ("dark mode",), ()),
        ("C++ is slow", ("c++",), ("c++",)),
        ("Anything", ("*", "  ", "!"), ()),
        ("", ("crash",), ()),
    ],
)  # fmt: skip
def test_words_are_found_whole_whatever_their_accents_and_case(
    text: str, words: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert found_in(text, words) == found


def test_a_rule_must_have_a_name_and_decide_something() -> None:
    with pytest.raises(InvalidAnswersError) as refused:
        with_rule(Rules(), Rule("one", "  "))
    assert refused.value.fields == {"name": "required", "then": "required"}


def test_a_rule_takes_the_place_of_its_former_self_and_a_new_one_comes_last() -> None:
    first, second = Rule("a", "A", then=Actions(team=1)), Rule("b", "B", then=Actions(team=2))
    whole = with_rule(with_rule(Rules(catch_all=5), first), second)
    other = replace(first, name="Other")
    assert with_rule(whole, other) == Rules((other, second), 5)
    assert without_rule(whole, "a") == Rules((second,), 5)


def test_there_are_no_more_rules_than_people_can_read() -> None:
    full = Rules(tuple(Rule(str(n), "R", then=Actions(team=1)) for n in range(MOST_RULES)))
    with pytest.raises(InvalidAnswersError) as refused:
        with_rule(full, Rule("more", "R", then=Actions(team=1)))
    assert refused.value.fields == {"rules": "too_many"}
    assert with_rule(full, replace(full.rules[3], name="Changed")).rules[3].name == "Changed"
