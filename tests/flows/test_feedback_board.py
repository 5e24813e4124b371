"""The board: who sees which lists, narrowed and turned over; nobody's name who gave none, and nothing that is a team's own."""

import json
from typing import Any

import pytest

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.worked_on.listing import Listing, Narrowed
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.domain.people import Person
from slack_app.flows.feedback.worked_on import acting, board, exchange, snoozing
from slack_app.views.actions import Action
from slack_app.views.feedback.worked_on.board import CHANGES, changed, narrowed_in
from slack_app.views.kit.check import check
from tests.flows.card_stories import BOSS, MAX, a_team, asks, does, press, ready, said, wants
from tests.house import TEAM, House


@pytest.fixture
def lived(house: House) -> dict[str, int]:
    """Three ideas and a bug of one team, one of nobody's, one of another team."""
    ready(house)
    a_team(house, name="Search", channel_id="COTHERS", member_ids=("UDAN",), areas=("Search",))
    ids = {
        "old": said(house, "Dark colours", by="UBEN"),
        "wanted": said(house, "Pay later", by="UCAT", anonymous=True),
        "bug": said(house, "It crashes", kind="bug"),
        "search": said(house, "Find by colour", area="Search"),
        "triage": said(house, "Something with tea", area=None),
    }
    wants(house, ids["wanted"], "UANA", "UBEN")
    return ids


def numbers(view: dict[str, Any]) -> list[str]:
    """The tickets that a board lists, by their ids, in its order."""
    assert check(view, "modal") == []
    sections = [block.get("accessory", {}) for block in view["blocks"]]
    return [one["value"] for one in sections if one.get("action_id") == Action.BOARD_TICKET]


def shown(house: House, user_id: str, listing: Listing, **more: Any) -> list[str]:
    return numbers(board.shown(house.deps, TEAM, user_id, Narrowed(listing, **more)))


def of(lived: dict[str, int], *names: str) -> list[str]:
    return [str(lived[name]) for name in names]


def test_each_list_shows_what_it_says(house: House, lived: dict[str, int]) -> None:
    assert shown(house, MAX, Listing.QUEUE) == of(lived, "old", "wanted", "bug")
    assert shown(house, MAX, Listing.WANTED)[0] == str(lived["wanted"])
    assert shown(house, MAX, Listing.TRIAGE) == of(lived, "triage")
    assert shown(house, MAX, Listing.MINE) == []
    acting.assign(house.deps, press(lived["bug"]), MAX)
    assert shown(house, MAX, Listing.MINE) == of(lived, "bug")
    does(house, lived["old"], Deed.ACCEPT)
    assert shown(house, MAX, Listing.WAITING) == of(lived, "wanted", "bug", "search", "triage")
    assert shown(house, "UDAN", Listing.QUEUE) == of(lived, "search")


def test_what_is_put_off_is_in_no_queue_until_then(house: House, lived: dict[str, int]) -> None:
    snoozing.snooze(house.deps, press(lived["old"]), house.at.date().replace(day=20))
    assert str(lived["old"]) not in shown(house, MAX, Listing.QUEUE)
    assert str(lived["old"]) in shown(house, MAX, Listing.WANTED)
    house.pass_time(days=19)
    assert str(lived["old"]) in shown(house, MAX, Listing.QUEUE)


def test_lists_are_narrowed(house: House, lived: dict[str, int]) -> None:
    does(house, lived["old"], Deed.SHIP)
    assert shown(house, MAX, Listing.QUEUE, kind="bug") == of(lived, "bug")
    assert shown(house, MAX, Listing.QUEUE, status="shipped") == of(lived, "old")
    assert shown(house, MAX, Listing.WAITING, area="Search") == of(lived, "search")
    assert shown(house, MAX, Listing.WANTED, product_team_id=999) == []


def test_the_board_opens_with_ones_own_queue_and_for_a_manager_with_what_waits(
    house: House, lived: dict[str, int]
) -> None:
    assert narrowed_in(board.shown(house.deps, TEAM, MAX)).listing is Listing.QUEUE
    assert narrowed_in(board.shown(house.deps, TEAM, BOSS)).listing is Listing.WAITING
    assert numbers(board.shown(house.deps, TEAM, BOSS)) == of(lived, "old", "wanted", "bug", "search", "triage")


@pytest.mark.parametrize("listing", Listing)
def test_whoever_is_on_no_team_sees_ideas_whatever_they_ask_for(
    house: House, lived: dict[str, int], listing: Listing
) -> None:
    asked = Narrowed(listing, kind="bug", product_team_id=1)
    view = board.shown(house.deps, TEAM, "UANA", asked)
    assert numbers(view) == of(lived, "wanted", "old", "search", "triage")
    assert "Checkout" not in str(
        [block for block in view["blocks"] if block["type"] == "context" and "UBEN" in str(block)]
    )
    assert not [name for name in ("UBEN", "UCAT", MAX) if f"<@{name}>" in str(view)]


def test_pages_are_turned(house: House) -> None:
    ready(house)
    ids = [str(said(house, f"Idea {n}")) for n in range(11)]
    first = board.shown(house.deps, TEAM, MAX)
    assert numbers(first) == ids[:8]
    second = board.shown(house.deps, TEAM, MAX, changed(narrowed_in(first), Action.BOARD_PAGE, "1"))
    assert numbers(second) == ids[8:]
    assert Action.BOARD_PAGE not in [one["action_id"] for one in second["blocks"][-1]["elements"]]
    beyond = board.shown(house.deps, TEAM, MAX, Narrowed(Listing.QUEUE, page=7))
    assert numbers(beyond) == ids[8:]


@pytest.mark.parametrize("value", ["", "-", "nonsense", "-1", "9" * 30, "1.5", "bug"])
@pytest.mark.parametrize("action", CHANGES)
def test_whatever_is_chosen_narrows_to_something_that_can_be(house: House, action: Action, value: str) -> None:
    ready(house)
    said(house)
    narrowed = changed(Narrowed(Listing.QUEUE), action, value)
    assert check(board.shown(house.deps, TEAM, MAX, narrowed), "modal") == []


@pytest.mark.parametrize("private", [None, "", "{", "[]", "7", json.dumps({"listing": 3, "page": -4, "team": "x"})])
def test_a_view_that_carries_nonsense_is_the_first_list(private: object) -> None:
    assert narrowed_in({"private_metadata": private}) == Narrowed()


def test_the_details_tell_a_team_everything_and_a_member_what_is_theirs_to_know(
    house: House, lived: dict[str, int]
) -> None:
    ticket = lived["wanted"]
    asks(house, ticket, "How much later?")
    exchange.answer(house.deps, TEAM, "UCAT", ticket, "A month")
    acting.decline(house.deps, press(ticket), "The bank says no.")
    house.settle()
    for_team = board.ticket(house.deps, TEAM, MAX, ticket)
    for_member = board.ticket(house.deps, TEAM, "UDAN", lived["old"])
    for_ana = str(board.ticket(house.deps, TEAM, "UANA", ticket))
    for view in (for_team, for_member):
        assert check(view, "modal") == []
    assert "How much later?" in str(for_team)
    assert f"<@{MAX}> déclined" not in str(for_team)
    assert "<@UBEN>" in str(for_team)
    assert "UCAT" not in str(for_team)
    assert "The bank says no." in for_ana
    assert "How much later?" not in for_ana
    assert not [name for name in ("UBEN", "UCAT", MAX) if name in for_ana]
    assert "How much later?" in str(board.ticket(house.deps, TEAM, "UCAT", ticket))


def test_a_member_may_join_an_idea_once(house: House, lived: dict[str, int]) -> None:
    assert "feedback_mine_too" in str(board.ticket(house.deps, TEAM, "UANA", lived["old"]))
    wants(house, lived["old"], "UANA")
    assert "feedback_mine_too" not in str(board.ticket(house.deps, TEAM, "UANA", lived["old"]))
    assert "feedback_mine_too" not in str(board.ticket(house.deps, TEAM, "UCAT", lived["wanted"]))


def test_what_is_no_idea_is_for_the_team_and_who_spoke_for_it(house: House, lived: dict[str, int]) -> None:
    with pytest.raises(NotAllowedError):
        board.ticket(house.deps, TEAM, "UBEN", lived["bug"])
    assert check(board.ticket(house.deps, TEAM, "UANA", lived["bug"]), "modal") == []
    assert check(board.ticket(house.deps, TEAM, MAX, lived["bug"]), "modal") == []
    for ticket in (0, 999):
        with pytest.raises(NotAllowedError):
            board.ticket(house.deps, TEAM, MAX, ticket)


def test_a_link_is_undone_from_the_details(house: House, lived: dict[str, int]) -> None:
    acting.merge(house.deps, press(lived["old"]), lived["wanted"])
    view = str(board.ticket(house.deps, TEAM, MAX, lived["wanted"]))
    assert f"{lived['old']}:{lived['wanted']}" in view
    assert "card_unmerge" not in str(board.ticket(house.deps, TEAM, "UANA", lived["wanted"]))


def test_strangers_and_communities_without_feedback_have_no_board(house: House, lived: dict[str, int]) -> None:
    house.slack.people["UFAR"] = Person("UFAR", "T9", "en-GB", "Europe/London")
    with pytest.raises(NotAllowedError):
        board.shown(house.deps, TEAM, "UFAR")
    with pytest.raises(NotAllowedError):
        board.ticket(house.deps, TEAM, "UFAR", lived["old"])
