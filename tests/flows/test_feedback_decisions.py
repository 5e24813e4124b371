"""What a card tells of each decision, and how people decide where nobody was sure."""

from slack_app.domain.feedback.routed.conditions import Conditions
from slack_app.domain.feedback.routed.rules import Actions, Rule, Rules
from slack_app.domain.feedback.terms import By, Field, Kind, Priority, Step
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.routed import ordering, routing
from slack_app.flows.feedback.worked_on import acting
from slack_app.store.feedback import rule_sets, steps, tickets
from slack_app.store.schema import Lesson, Ticket
from slack_app.views.actions import Action
from slack_app.views.feedback.routed import rule_form
from slack_app.views.feedback.worked_on.history import StepShown, sentence
from slack_app.views.words import words_for
from tests import payloads
from tests.flows import learning_stories
from tests.flows.card_stories import MAX, cards, drawn, history, press, said, the, wants
from tests.flows.coffee_stories import BOSS
from tests.flows.routing_stories import VAGUE, filled, ruled, why, with_team, write_rule
from tests.flows.test_feedback_settings import chosen, dry_run
from tests.house import TEAM, House
from tests.listeners.conftest import opened


def test_the_model_decides_alone_once_it_was_taught_and_its_card_says_by_what(house: House) -> None:
    with_team(house)
    learning_stories.many(house, 60)
    house.settle()
    ticket_id = said(house, "The poll crashes since the update", kind=None, marker="m" * 32)
    reason = why(house, ticket_id)[Field.KIND]
    assert (the(house, ticket_id).kind, reason.by, len(reason.near)) == ("bug", By.MODEL, 2)
    card = str(cards(house)[-1].blocks)
    assert "its words" in card
    assert "“crashes”" in card
    numbers = {row.number for row in house.rows(Ticket)}
    assert set(reason.near) <= numbers
    assert all(f"#{number}" in card for number in reason.near)


def test_unsure_it_offers_two_and_one_press_decides_and_teaches(house: House) -> None:
    with_team(house)
    ticket_id = said(house, "Please add dark mode to the menu", kind=None)
    reason = why(house, ticket_id)[Field.KIND]
    first, second = reason.candidates
    card = str(cards(house)[-1].blocks)
    assert f"{ticket_id}:kind:{first}" in card
    assert f"{ticket_id}:kind:{second}" in card
    with opened(house) as door:
        pressed = payloads.pressed(Action.CARD_CHOOSE_OTHER, value=f"{ticket_id}:kind:{second}", user_id=MAX)
        assert door.act(pressed).status == 200
    house.settle()
    assert (the(house, ticket_id).kind, why(house, ticket_id)[Field.KIND].by) == (second, By.PERSON)
    (lesson,) = house.rows(Lesson)
    assert (lesson.value, lesson.guessed, lesson.confidence) == (second, first, reason.confidence)
    assert f"{ticket_id}:kind:" not in drawn(house, ticket_id)


def test_ranked_anew_rules_see_the_kind_that_was_decided_and_decide_no_other(house: House) -> None:
    with_team(house, vote_threshold=100)
    ruled(
        house,
        Rule("r1", "All is praise", then=Actions(kind=Kind.PRAISE)),
        Rule("r2", "Praise can wait", Conditions(kinds=(Kind.PRAISE,)), Actions(priority=Priority.LOW)),
    )
    ticket_id = said(house)
    assert (the(house, ticket_id).kind, the(house, ticket_id).priority) == ("idea", "normal")
    wants(house, ticket_id, "UBEN")
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, ticket_id)
        assert held
        routing.reprioritise(session, house.deps, held)
    assert (the(house, ticket_id).kind, the(house, ticket_id).priority) == ("idea", "normal")


def test_a_rule_about_voices_lifts_what_came_in_before_they_did(house: House) -> None:
    with_team(house, vote_threshold=100)
    ruled(house, Rule("r1", "Three want it", Conditions(voices=3), Actions(priority=Priority.HIGH)))
    ticket_id = said(house)
    assert the(house, ticket_id).priority == "normal"
    wants(house, ticket_id, "UBEN", "UCAT")
    assert (the(house, ticket_id).priority, why(house, ticket_id)[Field.PRIORITY].rule) == ("high", "Three want it")


def test_the_first_rule_that_applies_decides_kind_and_area_too(house: House) -> None:
    with_team(house)
    ruled(
        house,
        Rule("r1", "First", Conditions(words=("odd",)), Actions(kind=Kind.BUG)),
        Rule("r2", "Second", Conditions(words=("odd",)), Actions(kind=Kind.PRAISE, area="Search")),
        Rule("r3", "Third", then=Actions(area="Checkout")),
    )
    reasons = why(house, said(house, "Something is odd", **VAGUE))
    assert [(reasons[one].value, reasons[one].rule) for one in (Field.KIND, Field.AREA)] == [
        ("bug", "First"),
        ("Search", "Second"),
    ]


def test_its_history_does_not_say_that_a_team_has_it_while_it_waits_in_triage(house: House) -> None:
    with_team(house)
    waits, goes = said(house, "Something is odd", **VAGUE), said(house)
    assert history(house, waits)[1] == history(house, goes)[1] == "routed"
    told = [_routed(house, one) for one in (waits, goes)]
    assert told == ["It came to triage: nobody knew yet whose it was.", "It was brought to its team."]


def _routed(house: House, ticket_id: int) -> str:
    row = house.read(lambda session: steps.last(session, TEAM, ticket_id, Step.ROUTED))
    return str(sentence(words_for("en"), StepShown(Step.ROUTED, row.at, None, row.facts)))


def test_a_dry_run_takes_the_last_hundred(house: House) -> None:
    with_team(house)
    first = learning_stories.said(house, "Nobody tries the oldest")
    for number in range(100):
        learning_stories.said(house, f"Thing number {number}")
    found = house.read(lambda session: [one.id for one in rule_sets.to_try_on(session, TEAM)])
    assert (len(found), first.id in found, found[0] - found[-1]) == (100, False, 99)
    assert "the last 100 pieces of feedback" in dry_run(house)


def test_what_waits_is_no_change_any_more_once_an_earlier_version_says_the_same(house: House) -> None:
    with_team(house)
    rule_id = write_rule(house, "One", then__kind={"selected_option": {"value": "bug"}})
    ordering.put_in_force(house.deps, TEAM, BOSS)
    ordering.move(house.deps, TEAM, BOSS, rule_id, "off")
    ordering.put_in_force(house.deps, TEAM, BOSS)
    ordering.keep_rule(house.deps, TEAM, BOSS, rule_id, _as_it_was(house, rule_id))
    assert chosen(house).draft is not None
    ordering.restore(house.deps, TEAM, BOSS, 1)
    assert chosen(house).draft is None


def _as_it_was(house: House, rule_id: str) -> object:
    former = house.read(lambda session: rule_sets.version(session, TEAM, 1))
    rule = Rules.from_json(former.rules).rule(rule_id)
    assert rule
    return filled(rule_form.rule_form(words_for("en"), chosen(house), rule))


def test_a_person_confirms_without_a_press_being_counted_twice(house: House) -> None:
    with_team(house)
    ticket_id = said(house, "Please add dark mode to the menu", kind=None)
    first = why(house, ticket_id)[Field.KIND].candidates[0]
    for _ in range(2):
        acting.choose(house.deps, press(ticket_id), Field.KIND, first)
    assert len(house.rows(Lesson)) == 1
    assert history(house, ticket_id).count("corrected") == 1
