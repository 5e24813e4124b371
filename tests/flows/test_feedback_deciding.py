"""What a team decides: by who may, once, written down, told; the first to press wins, and what was put off comes back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from slack_app.domain.errors import ChangedMeanwhileError, InvalidAnswersError, NotOnTheTeamError
from slack_app.domain.feedback.terms import Field, Status
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.answered import deciding
from slack_app.flows.feedback.worked_on import acting, exchange, opening, pressing, snoozing
from slack_app.flows.feedback.worked_on.pressing import Press
from slack_app.jobs import Job
from slack_app.store.feedback import tickets
from slack_app.store.schema import Lesson, News, OutboxRow
from slack_app.views.kit.check import check
from tests.flows.card_stories import BACKUP, BOSS, LEA, MAX, does, drawn, history, press, ready, said, the, under, wants
from tests.house import OTHER_TEAM, TEAM, House

DEEDS: dict[str, Callable[[House, Press], object]] = {
    "accept": lambda h, p: acting.decide(h.deps, p, Deed.ACCEPT),
    "decline": lambda h, p: acting.decline(h.deps, p, "Not ours."),
    "change": lambda h, p: acting.correct(h.deps, p, {Field.KIND: "bug"}),
    "choose": lambda h, p: acting.choose(h.deps, p, Field.KIND, "bug"),
    "assign": lambda h, p: acting.assign(h.deps, p, "UCAT"),
    "merge": lambda h, p: acting.merge(h.deps, p, 1),
    "not the same": lambda h, p: acting.not_same(h.deps, p, 1),
    "snooze": lambda h, p: snoozing.snooze(h.deps, p, date(2026, 3, 20)),
    "ask": lambda h, p: exchange.ask_author(h.deps, p, "Which button?"),
    "form": lambda h, p: opening.form(h.deps, p, Deed.DECLINE),
}


@pytest.fixture
def ticket(house: House) -> int:
    ready(house)
    said(house, "Something else", by="UCAT")
    return said(house)


@pytest.mark.parametrize("deed", DEEDS)
def test_only_who_may_act_acts(house: House, ticket: int, deed: str) -> None:
    before = (the(house, ticket).model_dump(), history(house, ticket))
    for user_id in ("UANA", "UDAN"):
        with pytest.raises(NotOnTheTeamError):
            DEEDS[deed](house, press(ticket, by=user_id))
    with pytest.raises(ChangedMeanwhileError):
        DEEDS[deed](house, Press(OTHER_TEAM, BOSS, ticket))
    assert (the(house, ticket).model_dump(), history(house, ticket)) == before


@pytest.mark.parametrize("user_id", [MAX, LEA, BACKUP, BOSS])
def test_the_team_its_backup_and_managers_may(house: House, ticket: int, user_id: str) -> None:
    does(house, ticket, Deed.ACCEPT, by=user_id)
    assert the(house, ticket).status == Status.ACCEPTED
    assert f"<@{user_id}>" in str(pressing.what_happened(house.deps, press(ticket, by=LEA), Deed.PLAN))


def test_who_presses_twice_is_told_nothing_and_who_comes_second_is(house: House, ticket: int) -> None:
    does(house, ticket, Deed.ACCEPT)
    assert pressing.what_happened(house.deps, press(ticket), Deed.ACCEPT) is None
    assert f"<@{MAX}>" in str(pressing.what_happened(house.deps, press(ticket, by=LEA), Deed.ACCEPT))
    house.pass_time(hours=1)
    assert f"<@{MAX}>" in str(pressing.what_happened(house.deps, press(ticket), Deed.ACCEPT))


def test_a_ticket_goes_its_way_and_each_step_is_written_down_told_and_shown(house: House, ticket: int) -> None:
    for deed in (Deed.ACCEPT, Deed.PLAN, Deed.SHIP, Deed.REOPEN):
        does(house, ticket, deed)
    assert history(house, ticket) == ["filed", "routed", "accepted", "planned", "shipped", "reopened"]
    assert {row.status for row in house.rows(News) if row.ticket_id == ticket} >= {"accepted", "planned", "shipped"}
    assert the(house, ticket).resolved_at is None
    assert "New" in drawn(house, ticket)


def test_a_reason_is_needed_kept_and_shown_to_the_team(house: House, ticket: int) -> None:
    for nothing in ("", "  \n", "\u200b"):
        with pytest.raises(InvalidAnswersError) as refused:
            acting.decline(house.deps, press(ticket), nothing)
        assert refused.value.fields == {"reason": "required"}
    with pytest.raises(InvalidAnswersError):
        acting.decline(house.deps, press(ticket), "x" * 1001)
    acting.decline(house.deps, press(ticket), "We cannot *afford* it <!here>.")
    house.settle()
    assert the(house, ticket).decline_reason == "We cannot *afford* it <!here>."
    assert "<!here>" not in drawn(house, ticket)
    does(house, ticket, Deed.REOPEN)
    assert the(house, ticket).decline_reason is None


@pytest.mark.parametrize("second", [Deed.ACCEPT, Deed.PLAN, Deed.SHIP])
def test_the_first_to_press_wins_and_the_second_is_shown_what_happened(house: House, ticket: int, second: Deed) -> None:
    acting.decline(house.deps, press(ticket, seen="new"), "Not now.")
    with pytest.raises(ChangedMeanwhileError):
        acting.decide(house.deps, press(ticket, by=LEA, seen="new"), second)
    assert the(house, ticket).status == Status.DECLINED
    view = pressing.what_happened(house.deps, press(ticket, by=LEA), second)
    assert view
    assert check(view, "modal") == []
    assert f"<@{MAX}> declined it: “Not now.”" in str(view["blocks"])


def test_a_form_that_was_open_while_somebody_else_decided_decides_nothing(house: House, ticket: int) -> None:
    does(house, ticket, Deed.ACCEPT, by=LEA)
    for late in (
        lambda p: acting.decline(house.deps, p, "No."),
        lambda p: acting.merge(house.deps, p, 1),
        lambda p: snoozing.snooze(house.deps, p, date(2026, 3, 20)),
    ):
        with pytest.raises(ChangedMeanwhileError):
            late(press(ticket, seen="new"))
    assert the(house, ticket).status == Status.ACCEPTED


def test_what_is_accepted_confirms_what_was_thought_of_it(house: House, ticket: int) -> None:
    does(house, ticket, Deed.ACCEPT)
    assert {(row.field, row.value) for row in house.rows(Lesson)} == {("kind", "idea"), ("area", "Checkout")}


def test_a_correction_is_a_lesson(house: House, ticket: int) -> None:
    acting.correct(house.deps, press(ticket), {Field.KIND: "bug", Field.AREA: "Checkout", Field.PRIORITY: "high"})
    house.settle()
    assert {(row.field, row.value) for row in house.rows(Lesson)} == {("kind", "bug")}
    assert "High priority" in drawn(house, ticket)
    with pytest.raises(InvalidAnswersError):
        acting.correct(house.deps, press(ticket), {Field.AREA: "Nowhere"})


def test_a_tracker_decides_as_a_person_does_and_only_what_is_legal(house: House, ticket: int) -> None:
    def read(status: Status) -> bool:
        with transaction(house.deps) as session:
            held = tickets.hold(session, TEAM, ticket)
            assert held
            facts = {"tracker": "GitHub"}
            return deciding.decide(session, house.deps, held, status, by_id=None, facts=facts)

    assert read(Status.SHIPPED)
    assert not read(Status.SHIPPED)
    assert not read(Status.MERGED)
    house.settle()
    assert "GitHub" in str(pressing.what_happened(house.deps, press(ticket), Deed.SHIP))
    assert house.rows(Lesson) == []


def test_what_is_put_off_comes_back_in_the_morning_and_says_so_once(house: House, ticket: int) -> None:
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 7))
    house.settle()
    assert "Put off until Monday, March 9" in drawn(house, ticket)
    house.pass_time(days=3)
    assert under(house) == [] or not any("awake" in line for line in under(house))
    house.pass_time(days=10)
    assert the(house, ticket).snoozed_until is None
    assert len([line for line in under(house) if "awake again" in line]) == 1
    assert "Put off" not in drawn(house, ticket)


def test_who_puts_it_off_further_is_not_disturbed_at_the_first_date(house: House, ticket: int) -> None:
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 10))
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 20))
    house.pass_time(days=10)
    assert the(house, ticket).snoozed_until
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 13))
    house.pass_time(days=2)
    assert the(house, ticket).snoozed_until is None
    house.pass_time(days=20)
    assert history(house, ticket).count("woken") == 1


def test_a_day_that_is_past_or_too_far_is_none(house: House, ticket: int) -> None:
    for day, code in ((None, "required"), (date(2026, 3, 2), "past"), (date(2027, 9, 1), "too_far")):
        with pytest.raises(InvalidAnswersError) as refused:
            snoozing.snooze(house.deps, press(ticket), day)
        assert refused.value.fields == {"until": code}


def test_who_wakes_it_or_decides_ends_its_sleep(house: House, ticket: int) -> None:
    with pytest.raises(ChangedMeanwhileError):
        snoozing.wake(house.deps, press(ticket))
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 20))
    snoozing.wake(house.deps, press(ticket))
    assert the(house, ticket).snoozed_until is None
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 20))
    does(house, ticket, Deed.ACCEPT)
    assert the(house, ticket).snoozed_until is None


def test_what_enough_people_want_is_put_before_the_team_once(house: House) -> None:
    ready(house, vote_threshold=3)
    ticket = said(house)
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 20))
    wants(house, ticket, "UBEN", anonymous=True)
    assert "put_before_team" not in history(house, ticket)
    wants(house, ticket, "UCAT")
    assert history(house, ticket).count("put_before_team") == 1
    wants(house, ticket, "UDAN", "UCAT")
    assert history(house, ticket).count("put_before_team") == 1
    assert the(house, ticket).snoozed_until is None
    assert len([line for line in under(house) if "put before the team" in line]) == 1
    assert "4 people say so" in drawn(house, ticket)


def test_what_is_decided_is_not_put_before_the_team(house: House) -> None:
    ready(house, vote_threshold=2)
    ticket = said(house)
    does(house, ticket, Deed.ACCEPT)
    wants(house, ticket, "UBEN")
    assert "put_before_team" not in history(house, ticket)


@pytest.mark.parametrize("deed", [Deed.DUPLICATE, Deed.DECLINE, Deed.CHANGE, Deed.SNOOZE, Deed.ASK, Deed.ASSIGN])
@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_slack_accepts_each_form(house: House, ticket: int, deed: Deed, locale: str) -> None:
    house.person(LEA, locale=locale)
    house.settle()
    view = opening.form(house.deps, press(ticket, by=LEA), deed)
    assert check(view, "modal") == []


def test_words_to_begin_a_decline_with_are_in_the_authors_language(house: House) -> None:
    ready(house)
    ticket = said(house, "Le bouton ne fait rien", language="fr")
    view = opening.decline_with(house.deps, press(ticket), "not_now")
    assert check(view, "modal") == []
    (field,) = [block for block in view["blocks"] if block["type"] == "input"]
    assert field["element"]["initial_value"].startswith("Merci")


def test_a_ticket_is_found_by_its_number_and_by_words_and_by_the_team_alone(house: House, ticket: int) -> None:
    def found(typed: str, by: str = MAX) -> list[str]:
        return [one["value"] for one in opening.options(house.deps, TEAM, by, typed, but=ticket)]

    assert found("#1") == found("1") == found("ELSE some") == [str(the(house, 1).id)]
    assert found("button") == found("") == found("%") == found("#9" * 40) == found("9" * 40) == []
    assert found("1", by="UANA") == []


def test_nothing_is_decided_of_what_its_author_took_back(house: House, ticket: int) -> None:
    house.read(lambda _: None)
    with transaction(house.deps) as session:
        held = tickets.hold(session, TEAM, ticket)
        assert held
        held.status = Status.WITHDRAWN
        session.add(held)
    for name, deed in DEEDS.items():
        with pytest.raises(ChangedMeanwhileError):
            deed(house, press(ticket)), name
    assert "taken back" in str(pressing.what_happened(house.deps, press(ticket), Deed.ACCEPT))


def test_no_row_is_left_waiting_for_what_is_over(house: House, ticket: int) -> None:
    snoozing.snooze(house.deps, press(ticket), date(2026, 3, 10))
    does(house, ticket, Deed.SHIP)
    house.pass_time(days=timedelta(days=60).days)
    jobs = {Job.WAKE_TICKET, Job.CHECK_TARGET, Job.SHOW_CARD, Job.POST_CARD, Job.POST_REMARK, Job.TELL_REMARK}
    assert not [row for row in house.rows(OutboxRow) if row.job in jobs and row.state not in {"done", "dropped"}]
