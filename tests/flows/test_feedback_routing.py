"""A ticket finds its team, with its reasons; nothing is lost where nobody is set up; people's word stands and is learned."""

from dataclasses import replace

import pytest

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.channels import ChannelChoices
from slack_app.domain.feedback.routed.because import Why
from slack_app.domain.feedback.routed.conditions import AuthorGroup, Conditions
from slack_app.domain.feedback.routed.rules import Actions, Rule
from slack_app.domain.feedback.terms import By, Field, Impact, Kind, Priority, Source, Status
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.routed import routing
from slack_app.flows.feedback.said import merging
from slack_app.gateway.protocol import Channel, GiveUpError, Spoken, TryAgainError
from slack_app.jobs import Job
from slack_app.store.feedback import product_teams, tickets
from slack_app.store.schema import Lesson, OutboxRow, TicketStep
from tests.flows.card_stories import CARDS, LEA, MAX, OTHERS, TRIAGE, a_team, cards, history, said, the, wants
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.routing_stories import VAGUE, route_again, ruled, why, with_team
from tests.house import TEAM, House

LONG = "The export of invoices fails every time a name has an accent"


def correct(house: House, ticket_id: int, field: Field, value: str | None, by: str = MAX) -> bool:
    with transaction(house.deps) as session:
        ticket = tickets.hold(session, TEAM, ticket_id)
        assert ticket
        changed = routing.correct(session, house.deps, ticket, field, value, by)
    house.settle()
    return changed


def test_what_the_author_said_brings_it_to_the_team_that_has_the_area(house: House) -> None:
    team_id = with_team(house)
    ticket_id = said(house)
    ticket, reasons = the(house, ticket_id), why(house, ticket_id)
    assert (ticket.status, ticket.product_team_id, ticket.kind, ticket.area) == (
        Status.NEW,
        team_id,
        "idea",
        "Checkout",
    )
    assert {field: reason.by for field, reason in reasons.items()} == {
        Field.KIND: By.AUTHOR, Field.AREA: By.AUTHOR, Field.TEAM: By.AUTHOR, Field.PRIORITY: By.CATCH_ALL,
    }  # fmt: skip
    assert reasons[Field.TEAM].why is Why.OWNS_AREA
    assert history(house, ticket_id)[:2] == ["filed", "routed"]
    assert len(cards(house)) == 1


def test_without_a_team_for_it_it_waits_in_triage_and_is_read_there(house: House) -> None:
    with_team(house)
    ticket_id = said(house, "Something is odd", **VAGUE)
    assert (the(house, ticket_id).status, why(house, ticket_id)[Field.TEAM].by) == (Status.TRIAGE, By.NOBODY)
    assert len(cards(house, TRIAGE)) == 1


def test_before_anything_is_set_up_it_comes_to_the_managers_channel(house: House) -> None:
    house.set_up(team_channel="CBOSS")
    house.slack.rooms["CBOSS"] = Channel("CBOSS", "team", is_member=True)
    arrive(house, BOSS, is_admin=True)
    arrive(house, "UANA")
    ticket_id = said(house, area=None)
    assert the(house, ticket_id).status == Status.TRIAGE
    assert len(cards(house, "CBOSS")) == 1
    assert not [row for row in house.rows(OutboxRow) if row.job == Job.WARN_MANAGERS]


def test_with_no_channel_at_all_nothing_is_lost_and_managers_are_warned_once_ever(house: House) -> None:
    arrive(house, BOSS, is_admin=True, locale="en-GB")
    arrive(house, "UANA")
    house.settle()
    first = said(house, "It is slow", **VAGUE)
    house.pass_time(days=21)
    second = said(house, "It is still slow", **VAGUE)
    assert {the(house, one).status for one in (first, second)} == {Status.TRIAGE}
    warned = [post for post in house.slack.to(BOSS) if post.key.startswith("warn:")]
    assert len(warned) == 1
    assert "One team with one channel is enough" in warned[0].text
    assert "feedback_settings" in str(warned[0].blocks)


def test_a_rule_decides_and_is_named(house: House) -> None:
    with_team(house)
    other = a_team(house, name="Search", channel_id=OTHERS, areas=())
    crash = Rule(
        "r1", "Crashes go to Search", Conditions(words=("plante",)), Actions(team=other, priority=Priority.HIGH)
    )
    ruled(house, crash)
    ticket_id = said(house, "L'appli plante", **VAGUE)
    reasons = why(house, ticket_id)
    assert (the(house, ticket_id).product_team_id, reasons[Field.TEAM].rule) == (other, "Crashes go to Search")
    assert (the(house, ticket_id).priority, reasons[Field.PRIORITY].by) == ("high", By.RULE)
    assert "Crashes go to Search" in str(cards(house, OTHERS)[0].blocks)


def test_a_channels_own_defaults_come_before_the_rules(house: House) -> None:
    team_id = with_team(house, channels=(ChannelChoices("C7", default_kind=Kind.BUG, product_team_id=1),))
    assert team_id == 1
    ruled(house, Rule("r1", "All is praise", then=Actions(kind=Kind.PRAISE)))
    ticket_id = said(house, **VAGUE, source=Source.SHORTCUT, source_channel_id="C7", source_ts="1.0")
    reasons = why(house, ticket_id)
    assert (the(house, ticket_id).kind, reasons[Field.KIND].by, reasons[Field.TEAM].by) == (
        "bug",
        By.CHANNEL,
        By.CHANNEL,
    )


def test_whoever_gives_no_name_meets_no_rule_about_themself(house: House) -> None:
    team_id = with_team(house)
    whose = Conditions(people=("UANA",))
    ruled(house, Rule("r1", "From Ana", whose, Actions(team=team_id)), Rule("r2", "Newcomers", Conditions(groups=(AuthorGroup.NEWCOMER,)), Actions(team=team_id)))  # fmt: skip
    assert the(house, said(house, "Named", **VAGUE)).product_team_id == team_id
    assert the(house, said(house, "Not named", anonymous=True, **VAGUE)).product_team_id is None


def test_routed_again_nothing_is_another(house: House) -> None:
    with_team(house)
    ticket_id = said(house)
    before, steps = the(house, ticket_id).model_dump(), house.rows(TicketStep)
    route_again(house)
    assert the(house, ticket_id).model_dump() == before
    assert house.rows(TicketStep) == steps
    assert len(cards(house)) == 1


def test_word_for_word_what_somebody_else_said_is_a_voice_and_can_be_undone(house: House) -> None:
    with_team(house)
    first = said(house, LONG)
    second = said(house, LONG, by="UBEN")
    assert (the(house, second).status, the(house, second).merged_into_id) == (Status.MERGED, first)
    assert the(house, first).voices == 2
    assert not [post for post in cards(house) if post.key.startswith(f"card:{second}:")]
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, second)
        assert held
        assert merging.unmerge(session, house.deps, held, by_id=None)
    house.settle()
    assert (the(house, second).status, the(house, first).voices) == (Status.NEW, 1)
    assert len([post for post in cards(house) if post.key.startswith(f"card:{second}:")]) == 1


def test_short_words_and_ones_own_are_no_voice_by_themselves(house: House) -> None:
    with_team(house)
    assert {the(house, said(house, "Too slow", by=one)).status for one in ("UANA", "UBEN")} == {Status.NEW}
    assert {the(house, said(house, LONG)).status for _ in range(2)} == {Status.NEW}


def test_of_a_message_that_was_pointed_at_the_words_are_read_then_and_not_kept(house: House) -> None:
    team_id = with_team(house)
    ruled(house, Rule("r1", "Crashes", Conditions(words=("plante",)), Actions(team=team_id)))
    house.slack.spoken["C1", "1.0"] = Spoken("L'appli plante, perte de données", "UBEN")
    there = {"source": Source.EMOJI, "source_channel_id": "C1", "source_ts": "1.0"}
    ticket_id = said(house, "", **VAGUE, **there)
    assert (the(house, ticket_id).product_team_id, the(house, ticket_id).words) == (team_id, "")
    assert the(house, ticket_id).priority == "high"
    assert "plante" not in str([row.model_dump() for row in house.rows(OutboxRow)])
    wants(house, ticket_id, "UCAT", "UDAN")
    assert the(house, ticket_id).priority == "high"


@pytest.mark.parametrize("gone", [GiveUpError("not_in_channel"), None])
def test_a_message_that_is_gone_leaves_a_ticket_for_people(house: House, gone: Exception | None) -> None:
    with_team(house)
    if gone:
        house.slack.faults["words_at"].append(gone)
    ticket_id = said(house, "", **VAGUE, source=Source.EMOJI, source_channel_id="C1", source_ts="1.0")
    assert the(house, ticket_id).status == Status.TRIAGE


def test_where_slack_is_away_it_is_read_later(house: House) -> None:
    team_id = with_team(house)
    house.slack.spoken["C1", "1.0"] = Spoken("It crashes", "UBEN")
    ruled(house, Rule("r1", "Crashes", Conditions(words=("crash*",)), Actions(team=team_id)))
    house.slack.faults["words_at"].append(TryAgainError("ratelimited"))
    ticket_id = said(house, "", **VAGUE, source=Source.EMOJI, source_channel_id="C1", source_ts="1.0")
    assert the(house, ticket_id).status == Status.DRAFT
    house.pass_time(minutes=10)
    assert the(house, ticket_id).product_team_id == team_id


def test_what_is_new_is_given_in_turn_to_whoever_had_none_for_longest(house: House) -> None:
    with_team(house)
    with transaction(house.deps) as session:
        team = product_teams.find(session, TEAM, 1)
        assert team
        product_teams.change(session, TEAM, 1, replace(team, rotation=(MAX, LEA)), now=house.at)
    given = [the(house, said(house, f"Thing number {n}")).assignee_id for n in range(3)]
    assert given == [MAX, LEA, MAX]


def test_a_persons_word_stands_is_noted_and_learned(house: House) -> None:
    with_team(house)
    ticket_id = said(house)
    assert correct(house, ticket_id, Field.KIND, "bug")
    assert (the(house, ticket_id).kind, why(house, ticket_id)[Field.KIND].by) == ("bug", By.PERSON)
    step = house.rows(TicketStep)[-1]
    assert (step.step, step.by_id, step.facts) == ("corrected", MAX, {"field": "kind", "from": "idea", "to": "bug"})
    assert [(row.field, row.value) for row in house.rows(Lesson)] == [("kind", "bug")]
    assert not correct(house, ticket_id, Field.KIND, "bug")


def test_to_confirm_is_a_lesson_and_no_step(house: House) -> None:
    with_team(house)
    ticket_id = said(house)
    steps = len(house.rows(TicketStep))
    assert correct(house, ticket_id, Field.KIND, "idea")
    assert len(house.rows(TicketStep)) == steps
    assert [(row.field, row.value) for row in house.rows(Lesson)] == [("kind", "idea")]


def test_sent_to_another_team_its_card_moves_and_from_triage_it_is_new(house: House) -> None:
    with_team(house)
    other = a_team(house, name="Search", channel_id=OTHERS, areas=("Search",))
    ticket_id = said(house, "Something is odd", **VAGUE)
    correct(house, ticket_id, Field.TEAM, str(other))
    assert (the(house, ticket_id).status, len(cards(house, OTHERS))) == (Status.NEW, 1)
    correct(house, ticket_id, Field.TEAM, None)
    assert (the(house, ticket_id).status, len(cards(house, TRIAGE))) == (Status.TRIAGE, 2)


def test_another_area_takes_it_to_the_team_that_has_it_unless_somebody_chose_the_team(house: House) -> None:
    team_id = with_team(house)
    other = a_team(house, name="Search", channel_id=OTHERS, areas=("Search",))
    moves, stays = said(house), said(house, "Another thing")
    correct(house, moves, Field.AREA, "search")
    assert (the(house, moves).area, the(house, moves).product_team_id) == ("Search", other)
    correct(house, stays, Field.TEAM, str(team_id))
    correct(house, stays, Field.AREA, "Search")
    assert the(house, stays).product_team_id == team_id


@pytest.mark.parametrize(
    ("field", "value"),
    [(Field.KIND, "poem"), (Field.KIND, None), (Field.AREA, "Nowhere"), (Field.TEAM, "99"), (Field.TEAM, "x"), (Field.PRIORITY, "now")],
)  # fmt: skip
def test_what_a_field_cannot_be_is_refused_and_changes_nothing(house: House, field: Field, value: str | None) -> None:
    with_team(house)
    ticket_id = said(house)
    before = the(house, ticket_id).model_dump()
    with pytest.raises(InvalidAnswersError) as refused:
        correct(house, ticket_id, field, value)
    assert refused.value.fields == {field.value: "unknown"}
    assert the(house, ticket_id).model_dump() == before


def test_more_voices_and_the_authors_impact_rank_it_anew_but_not_against_a_person(house: House) -> None:
    with_team(house, vote_threshold=100)
    ticket_id = said(house, impact=Impact.NICE)
    assert the(house, ticket_id).priority == "low"
    wants(house, ticket_id, "UBEN")
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, ticket_id)
        assert held
        routing.reprioritise(session, house.deps, held)
    assert (the(house, ticket_id).priority, why(house, ticket_id)[Field.PRIORITY].why) == ("normal", Why.VOICES)
    correct(house, ticket_id, Field.PRIORITY, "low")
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, ticket_id)
        assert held
        held.voices = 50
        assert not routing.reprioritise(session, house.deps, held)
    assert the(house, ticket_id).priority == "low"


def test_cards_of_one_team_stand_in_its_channel(house: House) -> None:
    with_team(house)
    said(house)
    assert [len(cards(house, one)) for one in (CARDS, TRIAGE, OTHERS)] == [1, 0, 0]
