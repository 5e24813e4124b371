"""Tickets that were linked, and then parted, taken back or linked by two people at once: nothing is lost, left over or stuck."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from slack_app.domain.errors import ChangedMeanwhileError, InvalidAnswersError
from slack_app.domain.feedback.terms import Status
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.feedback.said import answering, withdrawing
from slack_app.flows.feedback.worked_on import acting
from slack_app.store.schema import News, Ticket
from tests.flows.card_stories import LEA, MAX, does, press, ready, said, the, wants
from tests.house import TEAM, House
from tests.workers.stories import at_once


def told(house: House, user_id: str) -> list[str]:
    return [f"{post.text} {post.blocks}" for post in house.slack.to(user_id) if post.key.startswith("news:")]


def tries(deed: Callable[[], Any]) -> Callable[[], None]:
    def tried() -> None:
        with suppress(ChangedMeanwhileError, InvalidAnswersError):
            deed()

    return tried


def linking(house: House, ticket: int, other: int, by: str) -> Callable[[], None]:
    return tries(lambda: acting.merge(house.deps, press(ticket, by), other))


def test_two_people_who_link_the_same_two_the_other_way_round_do_not_wait_for_each_other(house: House) -> None:
    ready(house)
    pairs = [(said(house, f"Wish {n} of Ana"), said(house, f"Hope {n} of Ben", by="UBEN")) for n in range(4)]
    for one, other in pairs:
        at_once(linking(house, one, other, MAX), linking(house, other, one, LEA))
        assert sorted(the(house, each).status for each in (one, other)) == [Status.MERGED, Status.NEW]


def test_of_two_people_who_decide_at_once_one_is_told_that_somebody_was_faster(house: House) -> None:
    ready(house)
    refused: list[str] = []

    def deciding(deed: Callable[[], Any]) -> Callable[[], None]:
        def decided() -> None:
            try:
                deed()
            except ChangedMeanwhileError:
                refused.append("once")

        return decided

    for number in range(4):
        ticket = said(house, f"Wish number {number}")
        accepts = deciding(lambda: acting.decide(house.deps, press(ticket, MAX, "new"), Deed.ACCEPT))  # noqa: B023  called at once
        declines = deciding(lambda: acting.decline(house.deps, press(ticket, LEA, "new"), "No"))  # noqa: B023
        at_once(accepts, declines)
        assert len(refused) == number + 1
        assert len([row for row in house.rows(News) if row.ticket_id == ticket and row.dropped_at is None]) == 1


def test_who_was_told_of_a_link_is_told_when_it_is_undone(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode", by="UBEN"), said(house, "Dark colours")
    acting.merge(house.deps, press(ticket), other)
    house.pass_time(days=1)
    acting.unmerge(house.deps, press(ticket))
    house.pass_time(days=1)
    linked, parted = told(house, "UBEN")
    assert "Put together" in linked
    assert "Open again" in parted


def test_a_link_that_is_undone_within_the_hour_is_told_to_nobody(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode", by="UBEN"), said(house, "Dark colours")
    acting.merge(house.deps, press(ticket), other)
    acting.unmerge(house.deps, press(ticket))
    house.pass_time(days=1)
    assert told(house, "UBEN") == []


def test_what_only_a_link_kept_alive_ends_with_the_link(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode", by="UBEN"), said(house, "Dark colours")
    acting.merge(house.deps, press(ticket), other)
    withdrawing.take_back(house.deps, TEAM, "UANA", other)
    assert the(house, other).status == Status.NEW
    acting.unmerge(house.deps, press(ticket))
    house.settle()
    assert the(house, other).status == Status.WITHDRAWN
    assert the(house, ticket).voices == 1


def test_when_all_have_taken_their_words_back_nothing_stays_open(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode", by="UBEN"), said(house, "Dark colours")
    acting.merge(house.deps, press(ticket), other)
    withdrawing.take_back(house.deps, TEAM, "UANA", other)
    withdrawing.take_back(house.deps, TEAM, "UBEN", ticket)
    house.settle()
    assert {row.status for row in house.rows(Ticket)} == {Status.WITHDRAWN}


def test_a_chain_of_links_counts_at_its_end_and_is_parted_link_by_link(house: House) -> None:
    ready(house)
    one, two, three = said(house, "One"), said(house, "Two of them", by="UBEN"), said(house, "Three in all", by="UCAT")
    acting.merge(house.deps, press(one), two)
    acting.merge(house.deps, press(two), three)
    wants(house, one, "UDAN")
    assert the(house, three).voices == 4
    acting.unmerge(house.deps, press(two))
    assert [the(house, each).voices for each in (two, three)] == [2, 2]
    acting.unmerge(house.deps, press(one))
    assert [the(house, each).voices for each in (one, two, three)] == [1, 1, 2]


def test_a_voice_for_what_is_linked_declined_or_one_s_own_counts_once(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode", by="UBEN"), said(house, "Dark colours")
    acting.merge(house.deps, press(ticket), other)
    for user_id in ("UBEN", "UANA", "UCAT", "UCAT"):
        answering.mine_too(house.deps, TEAM, user_id, ticket)
    assert the(house, other).voices == 3
    withdrawing.take_back(house.deps, TEAM, "UCAT", other)
    assert the(house, other).voices == 2
    acting.decline(house.deps, press(other), "No")
    answering.mine_too(house.deps, TEAM, "UCAT", other)
    assert the(house, other).voices == 3
    does(house, other, Deed.REOPEN)
    assert the(house, other).voices == 3
