"""Tickets that ask for the same: a link that one click undoes; voices and authors come along and go back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slack_app.domain.errors import ChangedMeanwhileError, InvalidAnswersError
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Source, Status
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.said import filing, merging
from slack_app.flows.feedback.worked_on import acting
from slack_app.store.feedback import tickets
from slack_app.store.feedback.tickets import NewTicket
from slack_app.store.schema import Likeness, News, Ticket
from tests.flows.card_stories import cards, does, drawn, history, press, ready, said, the, wants
from tests.house import TEAM, House


@pytest.fixture
def two(house: House) -> tuple[int, int]:
    """Ana's, which Cat wants too; and Ben's, which Cat wants too, without her name."""
    ready(house)
    first, second = said(house, "Pay with one click"), said(house, "One click and it is paid", by="UBEN")
    wants(house, first, "UCAT")
    wants(house, second, "UCAT", "UDAN", anonymous=True)
    return first, second


def merge(house: House, ticket: int, into: int) -> None:
    acting.merge(house.deps, press(ticket), into)
    house.settle()


def unmerge(house: House, ticket: int) -> None:
    acting.unmerge(house.deps, press(ticket))
    house.settle()


def voices(house: House, *ids: int) -> list[int]:
    return [the(house, one).voices for one in ids]


def test_voices_come_along_each_person_once_and_go_back(house: House, two: tuple[int, int]) -> None:
    first, second = two
    assert voices(house, first, second) == [2, 3]
    merge(house, second, first)
    assert voices(house, first) == [5], (
        "a sum that is one less than its parts would tell that Cat spoke without her name"
    )
    assert (the(house, second).status, the(house, second).merged_into_id) == (Status.MERGED, first)
    assert "5 people say so" in drawn(house, first)
    assert "for the same: #2" in drawn(house, first)
    unmerge(house, second)
    assert voices(house, first, second) == [2, 3]
    assert the(house, second).status == Status.NEW
    assert "#2, which" not in drawn(house, first)


@pytest.mark.parametrize("anonymous", [False, True])
def test_who_wants_both_in_the_same_manner_counts_once(house: House, *, anonymous: bool) -> None:
    ready(house)
    first, second = said(house, "Pay with one click"), said(house, "Pay at once", by="UBEN")
    for ticket in (first, second):
        wants(house, ticket, "UCAT", anonymous=anonymous)
    merge(house, second, first)
    assert voices(house, first) == [3]


def test_both_sides_remember_it(house: House, two: tuple[int, int]) -> None:
    first, second = two
    merge(house, second, first)
    unmerge(house, second)
    assert history(house, first)[-2:] == history(house, second)[-2:] == ["merged", "unmerged"]
    assert "It is the same as #1" not in drawn(house, second)


def test_the_card_of_a_linked_one_offers_the_way_back_and_nothing_else(house: House, two: tuple[int, int]) -> None:
    first, second = two
    merge(house, second, first)
    assert "It is the same as #1" in drawn(house, second)
    assert f"'value': '{second}:{first}'" in drawn(house, second)
    assert "card_accept" not in drawn(house, second)
    with pytest.raises(ChangedMeanwhileError):
        does(house, second, Deed.ACCEPT)


def test_what_was_accepted_is_accepted_again_when_parted(house: House, two: tuple[int, int]) -> None:
    first, second = two
    does(house, second, Deed.ACCEPT)
    merge(house, second, first)
    unmerge(house, second)
    assert the(house, second).status == Status.ACCEPTED
    with pytest.raises(ChangedMeanwhileError):
        unmerge(house, second)


def test_the_clock_stands_still_while_it_is_linked_and_goes_on_when_parted(house: House, two: tuple[int, int]) -> None:
    first, second = two
    merge(house, second, first)
    assert the(house, second).stopped_at == house.at
    house.pass_time(hours=2)
    unmerge(house, second)
    assert (the(house, second).stopped_at, the(house, second).waited_s) == (None, 2 * 3600)


def test_a_ticket_is_linked_to_what_the_other_stands_for_and_never_in_a_circle(
    house: House, two: tuple[int, int]
) -> None:
    first, second = two
    third = said(house, "Paying takes three clicks", by="UDAN")
    merge(house, second, first)
    merge(house, third, second)
    assert the(house, third).merged_into_id == first
    assert voices(house, first) == [6]
    for into in (first, second, third, 999, None):
        with pytest.raises(InvalidAnswersError):
            acting.merge(house.deps, press(first), into)
    assert the(house, first).status == Status.NEW


def test_nothing_is_linked_to_what_was_taken_back_or_is_not_sent_yet(house: House, two: tuple[int, int]) -> None:
    first, second = two
    for status in (Status.DRAFT, Status.WITHDRAWN):
        with transaction(house.deps) as session:
            held = tickets.hold(session, TEAM, first)
            assert held
            held.status = status
            session.add(held)
        with pytest.raises(InvalidAnswersError):
            acting.merge(house.deps, press(second), first)


def test_judging_is_a_lesson_and_the_last_word_counts(house: House, two: tuple[int, int]) -> None:
    first, second = two
    merge(house, second, first)
    assert [row.is_same for row in house.rows(Likeness)] == [True]
    unmerge(house, second)
    assert [row.is_same for row in house.rows(Likeness)] == [False]
    acting.not_same(house.deps, press(second), first)
    assert history(house, second)[-1] == "not_the_same"
    assert [row.is_same for row in house.rows(Likeness)] == [False]


def test_whose_ticket_was_linked_is_told_into_which_and_the_others_are_not(house: House, two: tuple[int, int]) -> None:
    first, second = two
    merge(house, second, first)
    assert {row.ticket_id for row in house.rows(News) if row.status == "merged"} == {second}


def a_draft(house: House, words: str, by: str) -> int:
    with transaction(house.deps) as session:
        new = NewTicket(words, Source.FORM, f"{hash(words) % 16**32:032x}", kind="idea", area="Checkout")  # type: ignore[arg-type]
        return filing.keep(session, house.deps, TEAM, new, Speaker(by, anonymous=True)).id or 0


def test_an_author_who_says_it_is_theirs_too_has_a_voice_there_and_no_news(house: House, two: tuple[int, int]) -> None:
    first, _ = two
    draft = a_draft(house, "Pay at once", "UDAN")
    with transaction(house.deps) as session:
        held, into = tickets.hold(session, TEAM, draft), tickets.find(session, TEAM, first)
        assert held
        assert into
        assert merging.merge(session, house.deps, held, into, by=merging.AUTHOR)
    house.pass_time(hours=1)
    assert voices(house, first) == [3]
    assert house.rows(News) == []
    assert len(cards(house)) == 2
    assert the(house, draft).first_answered_at is None


def test_a_draft_that_is_parted_again_finds_its_team(house: House, two: tuple[int, int]) -> None:
    first, _ = two
    draft = a_draft(house, "Pay at once", "UDAN")
    with transaction(house.deps) as session:
        held, into = tickets.hold(session, TEAM, draft), tickets.find(session, TEAM, first)
        assert held
        assert into
        merging.merge(session, house.deps, held, into, by=merging.AUTHOR)
    house.pass_time(hours=1)
    unmerge(house, draft)
    assert the(house, draft).status == Status.NEW
    assert len(cards(house)) == 3
    assert voices(house, first, draft) == [2, 1]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=14))
def test_whatever_is_linked_and_parted_there_is_no_circle_and_each_person_counts_once(
    house: House, moves: list[tuple[bool, int, int]]
) -> None:
    if not house.rows(Ticket):
        ready(house)
        for number, by in enumerate(["UANA", "UBEN", "UCAT", "UANA", "UBEN"]):
            said(house, f"Idea number {number}", by=by)
    ids = sorted(row.id for row in house.rows(Ticket))
    for is_link, one, other in moves:
        try:
            merge(house, ids[one], ids[other]) if is_link else unmerge(house, ids[one])
        except (InvalidAnswersError, ChangedMeanwhileError):
            continue
    with house.db.reading() as session:
        for ticket in house.rows(Ticket):
            stands = tickets.canonical(session, TEAM, ticket)
            assert stands.merged_into_id is None
            assert (ticket.status == Status.MERGED) == (ticket.merged_into_id is not None)
            if stands.id == ticket.id:
                family = tickets.family_ids(session, TEAM, ticket.id or 0)
                people = {["UANA", "UBEN", "UCAT", "UANA", "UBEN"][ids.index(one)] for one in family}
                assert ticket.voices == len(people)
    for one in ids:
        if the(house, one).merged_into_id:
            unmerge(house, one)
