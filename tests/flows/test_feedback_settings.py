"""Managers set feedback up in Slack: one team is enough, rules wait until they are in force, every version stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.domain.feedback.channels import Heard
from slack_app.domain.feedback.terms import Field, Kind, Status, Target
from slack_app.domain.feedback.worked_on.teams import hours_for
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.choosing import set_up
from slack_app.flows.feedback.managing import keeping_teams, settings
from slack_app.flows.feedback.managing.settings import Page
from slack_app.flows.feedback.routed import ordering, rehearsing, routing
from slack_app.gateway.protocol import Channel
from slack_app.store.feedback import tickets
from slack_app.store.schema import RuleSet
from slack_app.views.feedback.managing import settings_reading
from slack_app.views.feedback.managing.settings import SetUp
from slack_app.views.kit import Letter, check
from tests.flows.card_stories import CARDS, OTHERS, TRIAGE, a_team, cards, said, the
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.routing_stories import VAGUE, filled, option, options, with_team, write_rule
from tests.house import TEAM, House


def chosen(house: House) -> SetUp:
    found = house.read(lambda session: set_up(session, house.deps, TEAM))
    assert isinstance(found, SetUp)
    return found


def begun(house: House) -> None:
    """An app that somebody has just installed."""
    arrive(house, BOSS, is_admin=True, locale="en-GB")
    arrive(house, "UANA")
    for channel_id in (CARDS, OTHERS, TRIAGE):
        house.slack.rooms[channel_id] = Channel(channel_id, channel_id.lower(), is_member=True)
    house.settle()


def make_team(house: House, name: str = "Checkout", channel_id: str = CARDS, **fields: object) -> int:
    """A manager fills in a team's form; the team's id."""
    form = keeping_teams.form(house.deps, TEAM, BOSS, None)
    sent = filled(form, name=name, channel_id={"selected_conversation": channel_id}, **fields)
    keeping_teams.keep(house.deps, TEAM, BOSS, None, sent)
    house.settle()
    return chosen(house).teams[-1].id


def what(house: House, **fields: object) -> None:
    form = settings.page(house.deps, TEAM, BOSS, Page.WHAT)
    settings.keep_what(house.deps, TEAM, BOSS, settings_reading.what_is_heard(filled(form, **fields)))
    house.settle()


def test_one_team_with_one_channel_is_enough_to_begin(house: House) -> None:
    begun(house)
    team_id = make_team(house)
    (team,) = chosen(house).teams
    assert (team.name, team.channel_id, team.member_ids) == ("Checkout", CARDS, (BOSS,))
    ticket_id = said(house, "It is slow", **VAGUE)
    assert (the(house, ticket_id).status, the(house, ticket_id).product_team_id) == (Status.NEW, team_id)
    assert len(cards(house)) == 1


def test_what_waited_with_managers_comes_to_triage_once_there_is_a_channel_for_it(house: House) -> None:
    begun(house)
    ticket_id = said(house, "It is slow", **VAGUE)
    assert not cards(house, TRIAGE)
    what(house, triage_channel={"selected_conversation": TRIAGE})
    assert len(cards(house, TRIAGE)) == 1
    assert the(house, ticket_id).card_channel_id == TRIAGE


def test_a_team_that_moves_takes_its_cards_along_and_its_areas_are_known_to_all(house: House) -> None:
    begun(house)
    team_id = make_team(house, areas="Checkout\ncheckout\nCarts")
    assert chosen(house).community.feedback.areas == ("Checkout", "Carts")
    said(house)
    form = keeping_teams.form(house.deps, TEAM, BOSS, team_id)
    keeping_teams.keep(house.deps, TEAM, BOSS, team_id, filled(form, channel_id={"selected_conversation": OTHERS}))
    house.settle()
    assert (len(cards(house)), len(cards(house, OTHERS))) == (1, 1)


def test_a_second_team_takes_nothing_that_is_not_brought_to_it(house: House) -> None:
    begun(house)
    first = make_team(house)
    make_team(house, "Search", OTHERS)
    assert the(house, said(house, "It is slow", **VAGUE)).product_team_id == first


def test_a_closed_team_keeps_what_it_has_and_gets_nothing_new(house: House) -> None:
    begun(house)
    team_id = make_team(house)
    before = said(house)
    form = keeping_teams.form(house.deps, TEAM, BOSS, team_id)
    keeping_teams.keep(house.deps, TEAM, BOSS, team_id, filled(form, close=options("yes")))
    house.settle()
    assert not chosen(house).teams
    after = said(house, "It is slow", **VAGUE)
    assert [the(house, one).product_team_id for one in (before, after)] == [team_id, None]


def test_a_team_promises_each_kind_its_own_hours(house: House) -> None:
    begun(house)
    team_id = make_team(house)
    form = keeping_teams.targets_form(house.deps, TEAM, BOSS, team_id, Kind.BUG)
    assert form is not None
    sent = filled(form, high__first_answer="2", high__resolution=" ")
    keeping_teams.keep_targets(house.deps, TEAM, BOSS, team_id, Kind.BUG, sent)
    (team,) = chosen(house).teams
    assert [hours_for(team, kind, "high", Target.FIRST_ANSWER) for kind in ("bug", "idea")] == [2, 4]


def test_rules_wait_until_they_are_put_in_force(house: House) -> None:
    with_team(house)
    other = a_team(house, name="Search", channel_id=OTHERS, areas=())
    write_rule(house, "Crashes", words="plant*", then__team=option(other))
    assert the(house, said(house, "Elle plante", **VAGUE)).product_team_id is None
    ordering.put_in_force(house.deps, TEAM, BOSS)
    assert chosen(house).draft is None
    assert the(house, said(house, "Elle plante encore", **VAGUE)).product_team_id == other
    (row,) = house.rows(RuleSet)
    assert (row.version, row.by_id, row.created_at) == (1, BOSS, house.at)


def test_rules_are_ordered_changed_and_taken_away_one_place_at_a_time(house: House) -> None:
    with_team(house)
    one, two, three = (write_rule(house, name, then__kind=option("bug")) for name in ("One", "Two", "Three"))
    ordering.move(house.deps, TEAM, BOSS, three, "up")
    assert [rule.id for rule in chosen(house).shown_rules.rules] == [one, three, two]
    form = ordering.form(house.deps, TEAM, BOSS, one)
    ordering.keep_rule(house.deps, TEAM, BOSS, one, filled(form, name="First"))
    assert [rule.name for rule in chosen(house).shown_rules.rules] == ["First", "Three", "Two"]
    ordering.move(house.deps, TEAM, BOSS, three, "off")
    ordering.move(house.deps, TEAM, BOSS, one, "sideways")
    assert [rule.id for rule in chosen(house).shown_rules.rules] == [one, two]


def test_a_change_that_changes_nothing_waits_for_nothing(house: House) -> None:
    with_team(house)
    rule_id = write_rule(house, "One", then__kind=option("bug"))
    assert chosen(house).draft is not None
    ordering.move(house.deps, TEAM, BOSS, rule_id, "off")
    assert chosen(house).draft is None
    ordering.put_in_force(house.deps, TEAM, BOSS)
    assert not house.rows(RuleSet)


def test_every_version_stays_with_who_and_when_and_one_can_hold_again(house: House) -> None:
    with_team(house)
    rule_id = write_rule(house, "One", then__kind=option("bug"))
    ordering.put_in_force(house.deps, TEAM, BOSS)
    house.at += timedelta(days=1)
    ordering.move(house.deps, TEAM, BOSS, rule_id, "off")
    ordering.put_in_force(house.deps, TEAM, BOSS)
    assert not chosen(house).rules.rules
    house.at += timedelta(days=1)
    page = ordering.restore(house.deps, TEAM, BOSS, 1)
    assert [rule.id for rule in chosen(house).rules.rules] == [rule_id]
    assert [(row.version, row.by_id) for row in house.rows(RuleSet)] == [(1, BOSS), (2, BOSS), (3, BOSS)]
    assert [f"Version {n}:" in str(page) for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert not check(page, "modal")
    ordering.restore(house.deps, TEAM, BOSS, 99)
    assert len(house.rows(RuleSet)) == 3


def test_dropped_changes_leave_what_is_in_force(house: House) -> None:
    with_team(house)
    write_rule(house, "One", then__kind=option("bug"))
    ordering.discard(house.deps, TEAM, BOSS)
    assert (chosen(house).draft, chosen(house).rules.rules) == (None, ())


def test_everything_else_goes_where_managers_say(house: House) -> None:
    team_id = with_team(house)
    ordering.keep_catch_all(house.deps, TEAM, BOSS, team_id)
    ordering.put_in_force(house.deps, TEAM, BOSS)
    assert the(house, said(house, "It is slow", **VAGUE)).product_team_id == team_id
    with pytest.raises(InvalidAnswersError):
        ordering.keep_catch_all(house.deps, TEAM, BOSS, 99)


def test_a_channel_gets_its_own_choices_and_is_as_every_other_again(house: House) -> None:
    team_id = with_team(house)
    form = settings.channel_form(house.deps, TEAM, BOSS, "")
    sent = filled(
        form, channel_id={"selected_conversation": "C9"}, mode=option("every"), product_team_id=option(team_id)
    )
    settings.keep_channel(house.deps, TEAM, BOSS, settings_reading.channel(sent))
    own = chosen(house).community.feedback.channel("C9")
    assert own is not None
    assert (own.mode, own.product_team_id) == (Heard.EVERY, team_id)
    form = settings.channel_form(house.deps, TEAM, BOSS, "C9")
    settings.keep_channel(house.deps, TEAM, BOSS, settings_reading.channel(filled(form, mode=option("usual"))))
    assert chosen(house).community.feedback.channel("C9") is None


def dry_run(house: House, asked: str = "1") -> str:
    rehearsing.ask(house.deps, TEAM, BOSS, asked=asked)
    house.settle()
    (post,) = [one for one in house.slack.to(BOSS) if one.key.endswith(f":{asked}")]
    assert not check(Letter(post.text, list(post.blocks)), "message")
    return str(post.blocks)


def test_a_dry_run_tells_what_would_go_elsewhere_and_why_and_moves_nothing(house: House) -> None:
    with_team(house)
    other = a_team(house, name="Search", channel_id=OTHERS, areas=())
    crash, calm = said(house, "It crashes", **VAGUE), said(house, "It is calm", **VAGUE)
    write_rule(house, "Crashes go to Search", words="crash*", then__team=option(other))
    told = dry_run(house)
    assert f"#{the(house, crash).number}*" in told
    assert f"#{the(house, calm).number}*" not in told
    assert "triage → Search" in told
    assert "Crashes go to Search" in told
    assert "the rules that wait" in told
    assert {the(house, one).product_team_id for one in (crash, calm)} == {None}


def test_of_rules_in_force_a_dry_run_finds_nothing_to_change(house: House) -> None:
    with_team(house)
    said(house, "It crashes", **VAGUE)
    said(house)
    assert "Nothing would change." in dry_run(house)


def test_what_a_person_chose_stays_in_a_dry_run(house: House) -> None:
    team_id = with_team(house)
    other = a_team(house, name="Search", channel_id=OTHERS, areas=())
    ticket_id = said(house, "It crashes", **VAGUE)
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, ticket_id)
        assert held
        routing.correct(session, house.deps, held, Field.TEAM, str(team_id), BOSS)
    write_rule(house, "All to Search", then__team=option(other))
    assert "Nothing would change." in dry_run(house)


def test_before_anybody_said_anything_there_is_nothing_to_try_rules_on(house: House) -> None:
    with_team(house)
    assert "no feedback yet" in dry_run(house)


NOT_FOR: dict[str, Callable[[House], object]] = {
    "page": lambda h: settings.page(h.deps, TEAM, "UANA", Page.MENU),
    "trackers": lambda h: settings.page(h.deps, TEAM, "UANA", Page.TRACKERS),
    "channel": lambda h: settings.channel_form(h.deps, TEAM, "UANA", ""),
    "keep what": lambda h: settings.keep_what(h.deps, TEAM, "UANA", settings_reading.WhatIsHeard({})),
    "team": lambda h: keeping_teams.form(h.deps, TEAM, "UANA", None),
    "keep team": lambda h: keeping_teams.keep(h.deps, TEAM, "UANA", None, {}),
    "keep targets": lambda h: keeping_teams.keep_targets(h.deps, TEAM, "UANA", 1, None, {}),
    "rule": lambda h: ordering.form(h.deps, TEAM, "UANA", ""),
    "keep rule": lambda h: ordering.keep_rule(h.deps, TEAM, "UANA", "x", {}),
    "catch-all": lambda h: ordering.keep_catch_all(h.deps, TEAM, "UANA", None),
    "move": lambda h: ordering.move(h.deps, TEAM, "UANA", "x", "up"),
    "force": lambda h: ordering.put_in_force(h.deps, TEAM, "UANA"),
    "discard": lambda h: ordering.discard(h.deps, TEAM, "UANA"),
    "restore": lambda h: ordering.restore(h.deps, TEAM, "UANA", 1),
    "history": lambda h: ordering.history(h.deps, TEAM, "UANA"),
    "dry run": lambda h: rehearsing.ask(h.deps, TEAM, "UANA", asked="1"),
}


@pytest.mark.parametrize("ask", NOT_FOR.values(), ids=NOT_FOR)
def test_only_managers_may(house: House, ask: Callable[[House], object]) -> None:
    with_team(house)
    with pytest.raises(NotAllowedError):
        ask(house)
