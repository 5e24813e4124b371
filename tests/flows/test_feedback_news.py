"""Who said something, or wanted it too, hears what became of it: once, in their language, and only what still holds."""

import pytest

from slack_app.domain.feedback.channels import ChannelChoices
from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.terms import Status
from slack_app.flows import preferences
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.answered import news
from slack_app.gateway.protocol import TryAgainError
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.feedback import tickets, voices
from slack_app.store.outbox import Task
from slack_app.store.schema import News, OutboxRow
from tests.flows.feedback_back_stories import DARK, decide, link, part, read, ready, said, told, wants
from tests.house import TEAM, House
from tests.workers.stories import at_once
from workers.app import ERRANDS
from workers.base import perform

TOLD = (Status.ACCEPTED, Status.PLANNED, Status.SHIPPED, Status.DECLINED)


@pytest.mark.parametrize("status", TOLD)
def test_the_author_and_whoever_wanted_it_hear_of_it_in_their_own_language(house: House, status: Status) -> None:
    ready(house)
    ticket = said(house, by="UBEN")
    wants(house, ticket, "UANA")
    decide(house, ticket, status, reason="It would hurt others" if status is Status.DECLINED else "")
    house.pass_time(hours=2)
    (to_ben,), (to_ana,) = told(house, "UBEN"), told(house, "UANA")
    assert "You said" in to_ben.text
    assert "Vous avez dit" not in to_ana.text
    assert "aussi" in to_ana.text
    for post in (to_ben, to_ana):
        assert DARK in post.text
    if status is Status.DECLINED:
        assert "It would hurt others" in read(to_ben)
        assert "It would hurt others" in read(to_ana)


def test_who_spoke_without_their_name_hears_of_it_and_no_row_says_whose_it_is(house: House) -> None:
    ready(house)
    ticket = said(house, by="UBEN", anonymous=True)
    decide(house, ticket, Status.ACCEPTED)
    house.pass_time(hours=2)
    assert DARK in told(house, "UBEN")[0].text
    rows = [row for row in house.rows(OutboxRow) if row.job == Job.TELL_NEWS]
    assert all("ticket" not in str(row.args) for row in rows)
    assert "UBEN" not in str([row.model_dump() for row in rows])
    assert "UBEN" not in str([row.model_dump() for row in house.rows(News)])


def test_beside_a_decision_nobodys_name_is_written(house: House) -> None:
    ready(house)
    ticket = said(house, by="UBEN", anonymous=True)
    decide(house, ticket, Status.ACCEPTED)
    (row,) = [row for row in house.rows(OutboxRow) if row.job == Job.TELL_NEWS]
    assert (row.key, row.user_id, row.args) == ("news", None, {})


def test_what_is_decided_within_an_hour_comes_in_one_message(house: House) -> None:
    ready(house)
    one, other = said(house, "First wish"), said(house, "Second wish")
    decide(house, one, Status.ACCEPTED)
    house.pass_time(minutes=40)
    assert told(house, "UBEN") == []
    decide(house, other, Status.PLANNED)
    house.pass_time(hours=3)
    (post,) = told(house, "UBEN")
    assert "First wish" in post.text
    assert "Second wish" in post.text


def test_accepted_and_then_done_within_the_hour_is_done(house: House) -> None:
    ready(house)
    ticket = said(house)
    decide(house, ticket, Status.ACCEPTED)
    decide(house, ticket, Status.SHIPPED)
    house.pass_time(hours=3)
    (post,) = told(house, "UBEN")
    assert "*Done:*" in post.text
    assert "*Accepted:*" not in post.text


def test_accepted_today_and_done_next_week_are_two_messages(house: House) -> None:
    ready(house)
    ticket = said(house)
    decide(house, ticket, Status.ACCEPTED)
    house.pass_time(days=2)
    decide(house, ticket, Status.SHIPPED)
    house.pass_time(days=2)
    assert ["*Accepted:*" in post.text for post in told(house, "UBEN")] == [True, False]


def test_what_was_declined_by_mistake_and_opened_again_is_not_told(house: House) -> None:
    ready(house)
    ticket = said(house)
    decide(house, ticket, Status.DECLINED, reason="oops")
    decide(house, ticket, Status.NEW)
    house.pass_time(days=1)
    assert told(house, "UBEN") == []
    assert [row.state for row in house.rows(OutboxRow) if row.key.startswith("news:")] == ["dropped"]


def test_who_was_told_that_it_was_declined_is_told_that_it_is_open_again_and_declined_again(house: House) -> None:
    ready(house)
    ticket = said(house)
    for status, reason in ((Status.DECLINED, "No time"), (Status.NEW, ""), (Status.DECLINED, "Too dear")):
        decide(house, ticket, status, reason=reason)
        house.pass_time(days=1)
    declined, again, declined_again = [read(post) for post in told(house, "UBEN")]
    assert "No time" in declined
    assert "Open again" in again
    assert "Too dear" in declined_again


def test_declined_opened_and_declined_for_the_same_reason_before_anybody_looked_is_told_once(house: House) -> None:
    ready(house)
    ticket = said(house)
    decide(house, ticket, Status.DECLINED, reason="No time")
    house.pass_time(days=1)
    decide(house, ticket, Status.NEW)
    decide(house, ticket, Status.DECLINED, reason="No time")
    house.pass_time(days=1)
    assert len(told(house, "UBEN")) == 1


def test_a_linked_ticket_is_told_with_what_it_is_the_same_as_and_goes_on_hearing_of_that(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode please", by="UBEN"), said(house, DARK, by="UANA")
    link(house, ticket, other)
    house.pass_time(days=1)
    (linked,) = told(house, "UBEN")
    assert "Night mode please" in linked.text
    assert DARK in linked.text
    assert told(house, "UANA") == []
    decide(house, other, Status.SHIPPED)
    house.pass_time(days=1)
    assert "Night mode please" in told(house, "UBEN")[1].text
    assert DARK in told(house, "UANA")[0].text


def test_who_wants_both_of_two_linked_ones_hears_once_by_their_own_words(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode please", by="UBEN"), said(house, DARK, by="UANA")
    wants(house, other, "UBEN")
    link(house, ticket, other)
    decide(house, other, Status.PLANNED)
    house.pass_time(days=1)
    (post,) = told(house, "UBEN")
    assert post.text.count("Planned") == 1
    assert "You said: “Night mode please”" in post.text
    decide(house, other, Status.SHIPPED)
    house.pass_time(days=1)
    assert len(told(house, "UBEN")) == 2


def test_a_link_that_was_undone_before_anybody_heard_of_it_is_not_told(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode please", by="UBEN"), said(house, DARK, by="UANA")
    link(house, ticket, other)
    decide(house, other, Status.ACCEPTED)
    part(house, ticket)
    house.pass_time(days=1)
    assert told(house, "UBEN") == []
    assert len(told(house, "UANA")) == 1


def test_who_said_themself_that_it_is_the_same_is_not_told_so(house: House) -> None:
    ready(house)
    ticket, other = said(house, "Night mode please", by="UBEN"), said(house, DARK, by="UANA")
    link(house, ticket, other, by="author")
    house.pass_time(days=1)
    assert told(house, "UBEN") == []


def test_nobody_is_told_of_their_own_decision(house: House) -> None:
    ready(house)
    ticket = said(house, by="UBEN")
    wants(house, ticket, "UANA")
    decide(house, ticket, Status.ACCEPTED, by="UBEN")
    house.pass_time(days=1)
    assert told(house, "UBEN") == []
    assert len(told(house, "UANA")) == 1


def test_who_took_their_voice_back_before_hears_nothing_and_keeps_nobody_waiting(house: House) -> None:
    ready(house)
    ticket = said(house, by="UBEN")
    wants(house, ticket, "UANA")
    decide(house, ticket, Status.ACCEPTED)
    with transaction(house.deps) as session:
        (gone,) = [one for one in voices.of(session, TEAM, [ticket]) if not one.is_author]
        voices.take_back(session, TEAM, ticket, gone.mark)
    house.pass_time(days=1)
    assert told(house, "UANA") == []
    assert [row.state for row in house.rows(OutboxRow) if row.key == "news"] == ["done"]


def test_what_is_decided_while_a_message_waits_at_the_door_comes_with_it(house: House) -> None:
    ready(house)
    ticket, other = said(house, "First wish"), said(house, "Second wish")
    preferences.pause_for(house.deps, TEAM, "UBEN", house.at.replace(day=5) - house.at)
    decide(house, ticket, Status.ACCEPTED)
    house.pass_time(hours=5)
    decide(house, other, Status.ACCEPTED)
    decide(house, ticket, Status.PLANNED)
    house.pass_time(hours=5)
    assert len([row for row in house.rows(OutboxRow) if outbox.SEALED in row.args]) == 1
    house.pass_time(days=6)
    (post,) = told(house, "UBEN")
    assert "Second wish" in post.text
    assert "*Planned:*" in post.text
    assert post.text.count("*Accepted:*") == 1


def test_who_wants_no_messages_gets_none_and_a_full_week_waits_for_the_next(house: House) -> None:
    ready(house, "UOUT")
    house.set_up(weekly_cap=1)
    preferences.stop_messages(house.deps, TEAM, "UOUT")
    first = said(house, "First wish")
    wants(house, first, "UOUT")
    decide(house, first, Status.ACCEPTED)
    house.pass_time(days=1)
    decide(house, first, Status.PLANNED)
    house.pass_time(days=1)
    assert len(told(house, "UBEN")) == 1
    house.pass_time(days=7)
    assert len(told(house, "UBEN")) == 2
    assert told(house, "UOUT") == []


def test_what_managers_do_not_let_be_told_of_a_channel_is_not(house: House) -> None:
    ready(house)
    quiet = ChannelChoices("CQUIET", tell=frozenset({Status.SHIPPED}))
    house.set_up(feedback=FeedbackChoices(channels=(quiet,)))
    ticket = said(house, source_channel_id="CQUIET", source_ts="1.0")
    decide(house, ticket, Status.ACCEPTED)
    house.pass_time(days=1)
    assert told(house, "UBEN") == []
    decide(house, ticket, Status.SHIPPED)
    house.pass_time(days=1)
    assert len(told(house, "UBEN")) == 1


def test_what_was_passed_on_without_its_words_is_told_by_a_link(house: House) -> None:
    ready(house)
    ticket = said(house, "", source_channel_id="C1", source_ts="1.000100")
    decide(house, ticket, Status.ACCEPTED)
    house.pass_time(days=1)
    assert "https://slack.test/archives/C1/p1000100" in told(house, "UBEN")[0].text


def test_whose_voice_cannot_be_opened_any_more_keeps_nobody_waiting(house: House) -> None:
    ready(house)
    ticket = said(house, by="UBEN", anonymous=True)
    wants(house, ticket, "UANA")
    with transaction(house.deps) as session:
        (lost,) = [one for one in voices.of(session, TEAM, [ticket]) if one.is_author]
        lost.sealed = "of another key"
        session.add(lost)
    decide(house, ticket, Status.ACCEPTED)
    house.pass_time(days=1)
    assert len(told(house, "UANA")) == 1
    assert [row.state for row in house.rows(OutboxRow) if row.key == "news"] == ["done"]


def test_a_thousand_voices_hear_once_each(house: House) -> None:
    ready(house)
    ticket = said(house)
    people = [f"U{n:04}" for n in range(1000)]
    for user_id in people:
        wants(house, ticket, user_id, anonymous=user_id.endswith("7"))
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, ticket)
        assert held
        held.status = Status.SHIPPED
        session.add(held)
        session.flush()
        news.tell(session, house.deps, held, Status.SHIPPED)
    rows = house.rows(News)
    assert len(rows) == len({row.mark for row in rows}) == 1001


def test_two_messages_to_one_person_never_tell_the_same(house: House) -> None:
    ready(house)
    ticket = said(house)
    decide(house, ticket, Status.ACCEPTED)
    with transaction(house.deps) as session:
        for n in (1, 2):
            sealed = {outbox.SEALED: house.deps.seal.close("UBEN")}
            task = Task(Job.TELL_NEWS, f"news:{n}", args=sealed, door="nudge")
            outbox.put(session, TEAM, task, now=house.at)
    rows = [row.id for row in house.rows(OutboxRow) if row.key.startswith("news:")]
    at_once(*[lambda row_id=row_id: perform(house.deps, row_id, ERRANDS[Job.TELL_NEWS]) for row_id in rows])
    assert len(told(house, "UBEN")) == 1


def test_what_may_have_been_sent_is_sent_again_as_it_was_and_the_rest_comes_later(house: House) -> None:
    ready(house)
    ticket, other = said(house, "First wish"), said(house, "Second wish")
    decide(house, ticket, Status.ACCEPTED)
    house.slack.faults["post"].append(TryAgainError("timeout", uncertain=True))
    house.pass_time(hours=1)
    assert told(house, "UBEN") == []
    decide(house, other, Status.ACCEPTED)
    decide(house, ticket, Status.PLANNED)
    house.pass_time(minutes=10)
    (first,) = told(house, "UBEN")
    assert "First wish" in first.text
    assert "*Accepted:*" in first.text
    assert "Second wish" not in first.text
    house.pass_time(hours=3)
    (_, second) = told(house, "UBEN")
    assert "Second wish" in second.text
    assert "*Planned:*" in second.text
