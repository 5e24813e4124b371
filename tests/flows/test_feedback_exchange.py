"""What a team and an author write to each other: brought, mirrored, and without the name of who gave none."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from slack_app.domain.errors import ChangedMeanwhileError, InvalidAnswersError, NotYoursError
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.feedback.said import withdrawing
from slack_app.flows.feedback.worked_on import acting, exchange
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store.schema import EventRow, Member, OutboxRow, Remark, Ticket, TicketStep, Voice
from slack_app.store.sealing import Seal
from slack_app.views.kit import Letter
from slack_app.views.kit.check import check
from tests.flows.card_stories import LEA, MAX, asks, cards, does, drawn, history, press, ready, said, the, under, wants
from tests.house import TEAM, House


@pytest.fixture(params=["named", "unnamed"])
def ticket(house: House, request: pytest.FixtureRequest) -> int:
    """Ana's, with her name or without."""
    house.deps = replace(house.deps, seal=Seal(b"the key of the tests"))
    ready(house)
    return said(house, anonymous=request.param == "unnamed")


def answers(house: House, ticket_id: int, words: str, by: str = "UANA") -> None:
    exchange.answer(house.deps, TEAM, by, ticket_id, words)
    house.settle()


def to_ana(house: House) -> list[Post]:
    found = [post for post in house.slack.to("UANA") if post.key.startswith("tell_remark:")]
    assert all(check(Letter(post.text, list(post.blocks)), "message") == [] for post in found)
    return found


def test_a_question_reaches_the_author_in_their_language_and_the_answer_the_team(house: House, ticket: int) -> None:
    asks(house, ticket, "Which *button* <!here>?")
    (letter,) = to_ana(house)
    assert "Which *button* <!here>?" in str(letter.blocks)
    assert "Répondre" in str(letter.blocks)
    assert "Checkout" in letter.text
    assert "waits for its author" in drawn(house, ticket)
    form = exchange.form(house.deps, TEAM, "UANA", ticket)
    assert check(form, "modal") == []
    assert "Which *button*" in str(form["blocks"])
    answers(house, ticket, "Le bouton *Payer*")
    asked, answered = under(house)
    assert f"<@{MAX}> wrote to the author" in asked
    assert "Le bouton *Payer*" in answered
    assert "waits for its author" not in drawn(house, ticket)
    assert history(house, ticket)[-2:] == ["asked_author", "author_answered"]


def test_who_gave_no_name_has_none_in_the_thread_in_any_row_or_in_the_log(
    house: House, capfd: pytest.CaptureFixture[str]
) -> None:
    house.deps = replace(house.deps, seal=Seal(b"the key of the tests"))
    ready(house)
    ticket = said(house, anonymous=True)
    house.slack.posts.clear()
    asks(house, ticket, "Which button?")
    answers(house, ticket, "The blue one")
    asks(house, ticket, "Thank you!")
    tables = [*house.rows(OutboxRow), *house.rows(Ticket), *house.rows(TicketStep), *house.rows(Remark)]
    assert not [row for row in [*tables, *house.rows(Voice), *house.rows(EventRow)] if "UANA" in str(row.model_dump())]
    assert "UANA" not in str(under(house)) + str(drawn(house, ticket)) + str(cards(house))
    assert len(to_ana(house)) == 2
    assert "UANA" not in "".join(capfd.readouterr())


def test_a_direct_channel_is_no_trace_beside_a_ticket(house: House, ticket: int) -> None:
    asks(house, ticket, "Which button?")
    assert to_ana(house)
    assert not [row for row in house.rows(OutboxRow) if row.job == Job.TELL_REMARK]
    assert not [row for row in house.rows(OutboxRow) if row.channel_id == "D-UANA"]


def test_only_the_author_answers(house: House, ticket: int) -> None:
    wants(house, ticket, "UBEN")
    asks(house, ticket, "Which button?")
    for other in ("UBEN", MAX, "USTRANGER", "UBOSS"):
        with pytest.raises(NotYoursError):
            exchange.form(house.deps, TEAM, other, ticket)
        with pytest.raises(NotYoursError):
            exchange.answer(house.deps, TEAM, other, ticket, "It was me")
    with pytest.raises(NotYoursError):
        exchange.form(house.deps, "T2", "UANA", ticket)
    with pytest.raises(NotYoursError):
        exchange.answer(house.deps, TEAM, "UANA", 999, "Hello")
    assert len(house.rows(Remark)) == 1


def test_at_night_nobody_is_asked_and_in_the_morning_once(house: House, ticket: int) -> None:
    house.at = datetime(2026, 3, 3, 21, 0, tzinfo=UTC)
    asks(house, ticket, "Which button?")
    asks(house, ticket, "And in which browser?", by=LEA)
    assert to_ana(house) == []
    house.pass_time(hours=12)
    (letter,) = to_ana(house)
    assert "Which button?" in str(letter.blocks)
    assert "in which browser?" in str(letter.blocks)
    assert all(row.told_at for row in house.rows(Remark))


def test_a_form_sent_twice_says_it_once(house: House, ticket: int) -> None:
    for _ in range(2):
        asks(house, ticket, "Which button?")
    for _ in range(2):
        answers(house, ticket, "The blue one")
    assert len(house.rows(Remark)) == len(under(house)) == 2
    assert len(to_ana(house)) == 1


@pytest.mark.parametrize(("words", "code"), [("", "required"), (" \n\u200b", "required"), ("x" * 2001, "too_long")])
def test_nothing_and_too_much_are_refused(house: House, ticket: int, words: str, code: str) -> None:
    for say in (
        lambda: exchange.ask_author(house.deps, press(ticket), words),
        lambda: exchange.answer(house.deps, TEAM, "UANA", ticket, words),
    ):
        with pytest.raises(InvalidAnswersError) as refused:
            say()
        assert refused.value.fields == {"words": code}


def test_the_longest_words_reach_both(house: House, ticket: int) -> None:
    asks(house, ticket, "é" * 2000)
    answers(house, ticket, 'a"' * 1000)
    assert len(to_ana(house)) == 1
    assert len(under(house)) == 2
    for _, post, _ in house.slack.posts:
        assert check(Letter(post.text, list(post.blocks)), "message") == []


def test_the_clock_stands_still_for_the_author_and_for_good_once_it_is_resolved(house: House, ticket: int) -> None:
    asks(house, ticket, "Which button?")
    assert the(house, ticket).stopped_at == house.at
    assert the(house, ticket).first_answered_at == house.at
    house.pass_time(hours=3)
    answers(house, ticket, "The blue one")
    assert (the(house, ticket).stopped_at, the(house, ticket).waited_s) == (None, 3 * 3600)
    does(house, ticket, Deed.SHIP)
    resolved = the(house, ticket).stopped_at
    asks(house, ticket, "It is there now. Good?")
    house.pass_time(hours=1)
    answers(house, ticket, "Thank you, goodbye!")
    assert (the(house, ticket).stopped_at, the(house, ticket).waited_s) == (resolved, 3 * 3600)
    house.pass_time(hours=1)
    does(house, ticket, Deed.REOPEN)
    assert (the(house, ticket).stopped_at, the(house, ticket).waited_s) == (None, 5 * 3600)


def test_what_is_opened_again_while_the_author_is_asked_still_waits_for_them(house: House, ticket: int) -> None:
    asks(house, ticket, "Which button?")
    acting.decline(house.deps, press(ticket), "No answer came.")
    does(house, ticket, Deed.REOPEN)
    assert the(house, ticket).stopped_at
    answers(house, ticket, "Sorry! The blue one")
    assert the(house, ticket).stopped_at is None


def test_who_took_it_back_is_asked_nothing(house: House, ticket: int) -> None:
    house.at = datetime(2026, 3, 3, 21, 0, tzinfo=UTC)
    asks(house, ticket, "Which button?")
    withdrawing.take_back(house.deps, TEAM, "UANA", ticket)
    house.pass_time(hours=14)
    assert to_ana(house) == []
    with pytest.raises(NotYoursError):
        exchange.form(house.deps, TEAM, "UANA", ticket)


def test_whose_account_is_closed_is_told_nothing_and_managers_are_not_bothered(house: House, ticket: int) -> None:
    with house.db.transaction() as session:
        session.get_one(Member, (TEAM, "UANA")).status = "deactivated"
    asks(house, ticket, "Which button?")
    assert to_ana(house) == []
    assert not [row for row in house.rows(OutboxRow) if row.job == Job.WARN_MANAGERS]


def test_nobody_can_be_asked_where_the_key_that_closed_their_name_is_lost(house: House) -> None:
    ready(house)
    ticket = said(house, anonymous=True)
    house.deps = replace(house.deps, seal=Seal(b"another key"))
    with pytest.raises(ChangedMeanwhileError):
        exchange.ask_author(house.deps, press(ticket), "Which button?")
    assert house.rows(Remark) == []
