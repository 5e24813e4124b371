"""You said, we did: a month is drafted once, managers write and send it, and nobody's words or name go out with it."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from slack_app.domain.errors import InvalidAnswersError, NotAllowedError
from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.terms import Status
from slack_app.flows import privacy
from slack_app.flows.feedback.managing import exporting
from slack_app.flows.feedback.months import publishing
from slack_app.flows.feedback.said import withdrawing
from slack_app.gateway.protocol import Channel, GiveUpError
from slack_app.store.schema import OutboxRow, YouSaid
from slack_app.views.feedback.months.form import Written
from tests.flows.coffee_stories import BOSS
from tests.flows.feedback_back_stories import link, said
from tests.flows.month_stories import (
    ANSWER_DAY,
    DRAFTS,
    OUT,
    SECOND,
    SECRET,
    a_month,
    answer,
    drafted,
    drafts,
    ends,
    filed,
    lines,
    ready,
    sends,
    shown_in,
)
from tests.house import OTHER_TEAM, TEAM, House


def writes(house: House, ticket_id: int, line: str, *, by: str = BOSS, edits: int = 0) -> None:
    written = Written(answer(house).id or 0, edits, "Hello all", "Until soon", {ticket_id: line})
    assert publishing.keep(house.deps, TEAM, by, written) is None
    house.settle()


def test_on_the_day_at_nine_managers_get_the_draft_and_nobody_else_does(house: House) -> None:
    a_month(house)
    house.until(ANSWER_DAY - timedelta(minutes=1))
    assert drafts(house) == []
    house.until(ANSWER_DAY)
    (draft,) = drafts(house)
    assert "March 2026" in str(draft.blocks)
    house.pass_time(days=20)
    assert house.slack.into(OUT) == []


def test_the_draft_tells_the_month_in_numbers(house: House) -> None:
    drafted(house)
    figures = answer(house).figures
    assert (figures["said"], figures["shipped"], figures["declined"], figures["open"]) == (3, 1, 1, 2)
    assert figures["people"] == 5
    assert (figures["answer_h"], figures["answers"]) == (None, 2)


def test_neither_words_nor_names_go_out_nor_an_area_that_few_spoke_of(house: House) -> None:
    ids = drafted(house)
    assert lines(house) == {
        ids["shipped"]: "Bug",
        ids["declined"]: "Idea",
        ids["wanted"]: "Idea (Payments)",
        ids["old"]: "Question",
    }
    sends(house)
    for read in (str(drafts(house)), str(house.slack.into(OUT))):
        assert not [word for word in (SECRET, "Lab", "pony", "Ponies", "Cat", "UANA", "UDAN") if word in read]


def test_why_something_was_declined_is_offered_only_where_it_was_told_to_many(house: House) -> None:
    ready(house)
    ticket = filed(house, "Fax", kind="idea", voices=5)
    ends(house, ticket, Status.DECLINED, reason="Nobody has a fax any more")
    house.until(ANSWER_DAY)
    assert lines(house)[ticket] == "Idea: Nobody has a fax any more"


def test_medians_are_told_of_five_and_more(house: House) -> None:
    ready(house)
    for number in range(5):
        ends(house, filed(house, f"Thing {number}"), Status.SHIPPED, after=10 + number)
    house.until(ANSWER_DAY)
    figures = answer(house).figures
    assert (figures["answer_h"], figures["end_h"], figures["ends"]) == (12.0, 12.0, 5)
    assert "Half of the 5 first answers came within 12 hours." in str(drafts(house)[0].blocks)


def test_whoever_speaks_without_a_name_is_not_found_out_by_counting(house: House) -> None:
    ready(house)
    for number in range(4):
        said(house, f"Named {number}", f"U{'ABCD'[number]}", filed_at=house.at)
    said(house, "Nameless", "UA", anonymous=True, filed_at=house.at)
    house.until(ANSWER_DAY)
    assert answer(house).figures["people"] == 5


def test_a_manager_writes_what_is_read_and_the_draft_shows_it(house: House) -> None:
    ids = drafted(house)
    view = publishing.form(house.deps, TEAM, BOSS, answer(house).id or 0)
    assert SECRET in str(view)
    writes(house, ids["shipped"], "Chairs in the lab are new")
    writes(house, ids["declined"], "", edits=1)
    for word in ("Hello all", "Until soon", "Chairs in the lab are new"):
        assert word in shown_in(house, DRAFTS)
    assert "What we will not do" not in shown_in(house, DRAFTS)
    sends(house)
    (post,) = house.slack.into(OUT)
    assert "Chairs in the lab are new" in str(post.blocks)
    assert "/feedback" in str(post.blocks)


def test_what_somebody_else_wrote_meanwhile_is_not_lost(house: House) -> None:
    ids = drafted(house)
    writes(house, ids["shipped"], "First")
    with pytest.raises(InvalidAnswersError):
        writes(house, ids["shipped"], "Second", by=SECOND)
    assert lines(house)[ids["shipped"]] == "First"


def test_two_managers_send_it_once_and_the_second_reads_who_did(house: House) -> None:
    drafted(house)
    assert publishing.send(house.deps, TEAM, BOSS, answer(house).id or 0) is None
    assert f"<@{BOSS}>" in str(publishing.send(house.deps, TEAM, SECOND, answer(house).id or 0))
    house.settle()
    assert f"<@{BOSS}>" in str(sends(house, SECOND))
    assert len(house.slack.into(OUT)) == 1
    assert "is out" in shown_in(house, DRAFTS)
    assert "https://slack.test/archives/COUT" in shown_in(house, DRAFTS)


def test_only_managers_write_send_or_skip(house: House) -> None:
    drafted(house)
    row_id = answer(house).id or 0
    for does in (publishing.form, publishing.send, publishing.skip, publishing.bring_back):
        with pytest.raises(NotAllowedError):
            does(house.deps, TEAM, "UANA", row_id)
        with pytest.raises(NotAllowedError):
            does(house.deps, OTHER_TEAM, BOSS, row_id)


def test_a_month_is_skipped_and_brought_back(house: House) -> None:
    drafted(house)
    row_id = answer(house).id or 0
    publishing.skip(house.deps, TEAM, BOSS, row_id)
    house.settle()
    assert "Bring it back" in shown_in(house, DRAFTS)
    assert "skipped" in str(sends(house))
    publishing.bring_back(house.deps, TEAM, SECOND, row_id)
    sends(house)
    assert len(house.slack.into(OUT)) == 1


def test_after_three_working_days_managers_are_reminded_once(house: House) -> None:
    drafted(house)
    house.until(ANSWER_DAY + timedelta(days=2))
    assert len(house.slack.into(DRAFTS)) == 1
    house.pass_time(days=14)
    (_, reminder) = house.slack.into(DRAFTS)
    assert "still waits" in reminder.text


def test_who_decided_is_not_reminded(house: House) -> None:
    drafted(house)
    sends(house)
    house.pass_time(days=14)
    assert len(house.slack.into(DRAFTS)) == 1


def test_what_was_not_sent_is_let_go_when_the_next_draft_comes(house: House) -> None:
    drafted(house)
    filed(house, "In April")
    house.until(datetime(2026, 5, 1, 8, 0, tzinfo=UTC))
    march, april = sorted(house.rows(YouSaid), key=lambda row: row.month)
    assert (march.status, april.status) == ("let_go", "draft")
    assert "let go" in str(publishing.send(house.deps, TEAM, BOSS, march.id or 0))
    house.settle()
    assert house.slack.into(OUT) == []


def test_a_month_of_silence_is_not_told(house: House) -> None:
    ready(house)
    filed(house, "Long ago", days_ago=60)
    house.until(ANSWER_DAY + timedelta(days=1))
    assert drafts(house) == []
    assert house.rows(YouSaid) == []


def test_where_no_channel_was_chosen_or_feedback_is_off_nothing_comes(house: House) -> None:
    a_month(house)
    house.set_up(feedback=FeedbackChoices())
    house.until(ANSWER_DAY + timedelta(days=1))
    assert drafts(house) == []


def test_a_weekend_s_draft_comes_on_monday(house: House) -> None:
    ready(house, monthly_day=4)
    filed(house, "In March")
    house.until(datetime(2026, 4, 4, 12, 0, tzinfo=UTC))
    assert drafts(house) == []
    house.until(datetime(2026, 4, 6, 7, 0, tzinfo=UTC))
    assert len(drafts(house)) == 1


def test_another_day_chosen_in_the_middle_of_the_month_brings_no_second_draft(house: House) -> None:
    drafted(house)
    house.set_up(feedback=FeedbackChoices(monthly_channel=OUT, monthly_day=15))
    house.until(ANSWER_DAY + timedelta(days=20))
    assert len(drafts(house)) == 1


def test_what_is_taken_back_or_not_true_any_more_leaves_the_draft(house: House) -> None:
    ids = drafted(house)
    withdrawing.take_back(house.deps, TEAM, "UANA", ids["shipped"])
    ends(house, ids["declined"], Status.ACCEPTED)
    link(house, ids["old"], ids["wanted"])
    sends(house)
    assert list(lines(house)) == [ids["wanted"]]
    (post,) = house.slack.into(OUT)
    assert "What is there now" not in str(post.blocks)


def test_what_is_out_loses_the_line_of_words_that_are_taken_back_and_keeps_what_was_true(house: House) -> None:
    ids = drafted(house)
    writes(house, ids["shipped"], "Chairs in the lab are new")
    sends(house)
    ends(house, ids["wanted"], Status.SHIPPED)
    privacy.forget(house.deps, TEAM, "UANA")
    house.settle()
    assert "Chairs" not in shown_in(house, OUT)
    assert "Most wanted" in shown_in(house, OUT)


def test_a_slip_of_the_pen_is_mended_where_it_is_out(house: House) -> None:
    ids = drafted(house)
    sends(house)
    writes(house, ids["shipped"], "Chairs are new")
    assert "Chairs are new" in shown_in(house, OUT)
    assert len(house.slack.into(OUT)) == 1


def test_where_the_channel_is_gone_managers_are_told_and_it_is_a_draft_again(house: House) -> None:
    drafted(house)
    house.slack.rooms[OUT] = Channel(OUT, "out", is_member=True, is_archived=True)
    sends(house)
    assert answer(house).status == "draft"
    assert f"<#{OUT}>" in str([post for post in house.slack.into(DRAFTS) if post.key.startswith("warn:")])
    house.slack.rooms["CNEW"] = Channel("CNEW", "new", is_member=True)
    house.set_up(feedback=FeedbackChoices(monthly_channel="CNEW"))
    assert sends(house) is None
    assert len(house.slack.into("CNEW")) == 1


def test_what_slack_refused_is_sent_by_another_press(house: House) -> None:
    drafted(house)
    house.slack.faults["post"].append(GiveUpError("restricted_action"))
    sends(house)
    assert [row.state for row in house.rows(OutboxRow) if row.job == "send_you_said"] == ["gave_up"]
    house.slack.rooms["CNEW"] = Channel("CNEW", "new", is_member=True)
    house.set_up(feedback=FeedbackChoices(monthly_channel="CNEW"))
    sends(house)
    house.pass_time(minutes=1)
    assert (len(house.slack.into(OUT)), len(house.slack.into("CNEW"))) == (0, 1)
    assert answer(house).status == "sent"


def test_what_is_out_is_touched_only_when_something_of_it_has_changed(house: House) -> None:
    drafted(house)
    sends(house)
    assert not [where for where, _, _ in house.slack.updates if where.channel_id == OUT]


@pytest.mark.parametrize(("days", "comes"), [(3, True), (9, False)])
def test_when_the_app_was_away_that_day_it_comes_late_once_or_not_at_all(
    house: House, days: int, *, comes: bool
) -> None:
    a_month(house)
    house.settle()
    house.at = ANSWER_DAY + timedelta(days=days)
    house.settle()
    house.pass_time(days=1)
    assert len(drafts(house)) == comes


def test_who_managed_it_and_is_forgotten_stands_in_it_no_more(house: House) -> None:
    drafted(house)
    writes(house, 0, "")
    sends(house)
    assert answer(house).by_id == BOSS
    privacy.forget(house.deps, TEAM, BOSS)
    assert answer(house).by_id is None


def exported(house: House, *, asked: str) -> tuple[list[dict[str, str]], Any]:
    exporting.ask(house.deps, TEAM, BOSS, asked=asked)
    house.settle()
    with zipfile.ZipFile(io.BytesIO(house.slack.files[-1][2])) as archive:
        table, whole = archive.read("you_said.csv").decode("utf-8-sig"), json.loads(archive.read("you_said.json"))
    return list(csv.DictReader(io.StringIO(table, newline=""))), whole["months"]


def test_what_went_out_is_in_the_export_and_a_draft_is_not(house: House) -> None:
    ids = drafted(house)
    writes(house, ids["shipped"], "=Chairs are new")
    assert exported(house, asked="1") == ([], [])
    sends(house)
    ((row,), (month,)) = exported(house, asked="2")
    assert (row["month"], row["opening"], row["channel"], row["shipped"]) == ("2026-03-01", "Hello all", OUT, "1")
    (line,) = [one for one in month["lines"] if one["part"] == "shipped"]
    assert (line["number"], line["line"]) == (2, "=Chairs are new")
    assert SECRET not in str(month)
