"""What a team promised: a warning under the card, then its backup; each once, in its working hours, and only while it is so."""

from datetime import UTC, datetime

import pytest

from slack_app.domain.feedback.terms import Field, Priority
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.feedback.worked_on import acting, exchange, targets
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store.schema import OutboxRow
from slack_app.views.kit import Letter
from slack_app.views.kit.check import check
from tests.flows.card_stories import BACKUP, asks, does, drawn, history, press, ready, said, under
from tests.house import TEAM, House
from workers.base import perform


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def ticket(house: House) -> int:
    """Said on Monday at eleven in Paris; answered within 18 working hours, which is Wednesday at eleven."""
    ready(house)
    return said(house)


def to_backup(house: House) -> list[Post]:
    return [post for post in house.slack.to(BACKUP) if post.key.startswith("target:")]


def lines(house: House, text: str) -> int:
    return len([line for line in under(house) if text in line])


def test_the_card_says_by_when_it_is_promised(house: House, ticket: int) -> None:
    assert "First answer by Wednesday, March 4, 11:00" in drawn(house, ticket).replace("\u202f", " ")


def test_a_warning_at_four_fifths_and_the_backup_at_the_end(house: House, ticket: int) -> None:
    house.until(at(3, 15, 20))
    assert under(house) == []
    house.until(at(3, 15, 25))
    assert lines(house, "80% of the promised time") == 1
    house.until(at(4, 9, 59))
    assert (lines(house, "it is late"), to_backup(house)) == (0, [])
    house.until(at(4, 10, 1))
    (letter,) = to_backup(house)
    assert check(Letter(letter.text, list(letter.blocks)), "message") == []
    assert "#1 of the team Checkout is late: First answer" in letter.text
    assert "https://slack.test/archives/CCARDS" in str(letter.blocks)
    assert lines(house, "I have told the backup") == 1
    assert "late, it was promised" in drawn(house, ticket)
    house.until(at(6, 20))
    assert history(house, ticket).count("warned") == history(house, ticket).count("escalated") == 1
    assert len(to_backup(house)) == 1


def test_where_the_team_answers_at_the_last_moment_its_backup_is_left_alone(house: House, ticket: int) -> None:
    house.until(at(4, 9, 59))
    house.at = at(4, 10, 1)
    waiting = [row for row in house.rows(OutboxRow) if row.job == Job.CHECK_TARGET and row.state == "pending"]
    for row in waiting:
        perform(house.deps, row.id or 0, targets.check_target)
    does(house, ticket, Deed.ACCEPT)
    assert (lines(house, "First answer: it is late"), to_backup(house)) == (1, [])


def test_who_answered_in_time_is_not_warned(house: House, ticket: int) -> None:
    does(house, ticket, Deed.ACCEPT)
    house.until(at(6, 20))
    assert (lines(house, "First answer"), to_backup(house)) == (0, [])


def test_a_ticket_that_becomes_urgent_is_watched_by_its_new_time(house: House, ticket: int) -> None:
    acting.correct(house.deps, press(ticket), {Field.PRIORITY: Priority.HIGH.value})
    house.settle()
    house.until(at(2, 14, 5))
    assert lines(house, "it is late") == 1
    house.until(at(6, 20))
    assert history(house, ticket).count("escalated") == 1


def test_nobody_is_warned_while_the_author_is_asked(house: House, ticket: int) -> None:
    asks(house, ticket, "Which button?")
    house.until(at(31, 20))
    assert lines(house, "Resolution") == 0
    exchange.answer(house.deps, TEAM, "UANA", ticket, "The blue one")
    house.settle()
    house.until(datetime(2026, 4, 25, tzinfo=UTC))
    assert lines(house, "Resolution: 80%") == 1
    assert lines(house, "Resolution: it is late") == 0


def test_a_goodbye_after_the_end_starts_no_clock(house: House, ticket: int) -> None:
    does(house, ticket, Deed.SHIP)
    exchange.answer(house.deps, TEAM, "UANA", ticket, "Thank you!")
    house.settle()
    house.until(datetime(2026, 5, 25, tzinfo=UTC))
    assert [line for line in under(house) if "promised" in line or "late" in line] == []


def test_what_is_opened_again_is_watched_again(house: House, ticket: int) -> None:
    acting.correct(house.deps, press(ticket), {Field.PRIORITY: Priority.HIGH.value})
    house.until(at(9, 12))
    assert lines(house, "Resolution: it is late") == 1
    does(house, ticket, Deed.SHIP)
    house.until(at(9, 15))
    does(house, ticket, Deed.REOPEN)
    house.until(at(10, 12))
    assert lines(house, "Resolution: it is late") == 2
    assert lines(house, "Resolution: 80%") == 1
    assert lines(house, "First answer: it is late") == 1


def test_in_triage_and_without_a_promise_nobody_is_late(house: House) -> None:
    ready(house)
    said(house, area="Search")
    house.until(at(31, 20))
    assert not [row for row in house.rows(OutboxRow) if row.job == Job.CHECK_TARGET]
