"""An accepted ticket has one issue, whatever happens on the way; what becomes of the issue is told once."""

from datetime import UTC, datetime, timedelta

import pytest

from slack_app.domain.feedback.terms import Status
from slack_app.domain.feedback.trackers.kinds import IssueState
from slack_app.flows.feedback.answered import hooks
from slack_app.flows.feedback.answered.hooks import Heard
from slack_app.flows.feedback.managing import trackers
from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.jobs import Job
from slack_app.store.schema import OutboxRow, TrackerHint
from tests.flows.coffee_stories import BOSS
from tests.flows.feedback_back_stories import link, said, told
from tests.flows.tracker_stories import (
    GITHUB,
    accepted,
    decided,
    delivery,
    sends,
    steps,
    ticket,
    tracker,
    with_tracker,
)
from tests.house import TEAM, House
from tests.workers.stories import settle_but
from workers.app import ERRANDS
from workers.base import perform


def filed(house: House, **more: object) -> int:
    ticket_id = accepted(house, with_tracker(house), **more)
    house.settle()
    return ticket_id


def test_what_is_accepted_has_one_issue_with_its_words_and_nobodys_name(house: House) -> None:
    ticket_id = filed(house, kind="idea", area="Web", voices=3)
    (issue,) = house.trackers.filed
    assert issue.title == "A dark theme would be kind"
    assert "> A dark theme would be kind" in issue.body
    assert "3 people" in issue.body
    assert f"fb:{ticket(house, ticket_id).marker}" in issue.body
    assert issue.labels == ("idea", "Web", "normal")
    assert "UBEN" not in repr(issue)
    assert ticket(house, ticket_id).tracker_ref == "1"
    assert ticket(house, ticket_id).tracker_url == "https://tracker.test/issues/1"
    assert "tracked" in steps(house, ticket_id)


def test_an_issue_calls_nobody_and_closes_nothing_by_the_words_in_it(house: House) -> None:
    filed(house, words="Fixes #12, says @octocat\n<img src=x>")
    (issue,) = house.trackers.filed
    assert "@octocat" not in issue.body
    assert "#12" not in issue.body
    assert "<img" not in issue.body


def test_what_is_not_handed_on_in_words_has_an_issue_all_the_same(house: House) -> None:
    ticket_id = filed(house, words="")
    (issue,) = house.trackers.filed
    assert str(ticket(house, ticket_id).number) in issue.title


def test_accepted_twice_it_is_filed_once(house: House) -> None:
    ticket_id = filed(house)
    decided(house, ticket_id, Status.NEW)
    decided(house, ticket_id, Status.ACCEPTED)
    house.settle()
    assert len(house.trackers.filed) == 1


def test_declined_before_it_was_filed_it_is_not_filed(house: House) -> None:
    ticket_id = accepted(house, with_tracker(house))
    decided(house, ticket_id, Status.DECLINED)
    house.settle()
    assert not house.trackers.filed


def test_a_tracker_that_is_away_gets_it_when_it_is_back(house: House) -> None:
    ticket_id = accepted(house, with_tracker(house))
    house.trackers.faults["create"].extend(TryAgainError("tracker_away") for _ in range(5))
    house.pass_time(hours=1)
    assert len(house.trackers.filed) == 1
    assert house.trackers.looks == 0
    assert ticket(house, ticket_id).tracker_ref == "1"


def test_one_that_files_it_and_breaks_off_is_looked_at_before_anything_is_filed_again(house: House) -> None:
    ticket_id = accepted(house, with_tracker(house))
    house.trackers.faults_after["create"].append(TryAgainError("tracker_cut", uncertain=True))
    house.pass_time(hours=1)
    assert (len(house.trackers.filed), house.trackers.looks) == (1, 1)
    assert ticket(house, ticket_id).tracker_ref == "1"


def test_one_that_broke_off_and_did_not_file_it_gets_it_again(house: House) -> None:
    ticket_id = accepted(house, with_tracker(house))
    house.trackers.faults["create"].append(TryAgainError("tracker_slow", uncertain=True))
    house.pass_time(hours=1)
    assert (len(house.trackers.filed), house.trackers.looks) == (1, 1)
    assert ticket(house, ticket_id).tracker_ref == "1"


def test_a_search_that_lags_behind_is_asked_until_it_must_have_seen_it(house: House) -> None:
    ticket_id = accepted(house, with_tracker(house))
    house.trackers.settles, house.trackers.hidden = timedelta(minutes=2), True
    house.trackers.faults_after["create"].append(TryAgainError("tracker_cut", uncertain=True))
    house.settle()
    house.pass_time(seconds=60)
    assert house.trackers.looks == 1
    house.trackers.hidden = False
    house.pass_time(minutes=5)
    assert len(house.trackers.filed) == 1
    assert ticket(house, ticket_id).tracker_ref == "1"


def test_where_it_cannot_be_looked_for_it_is_not_filed_again_and_managers_hear_so(house: House) -> None:
    accepted(house, with_tracker(house))
    house.trackers.faults_after["create"].append(TryAgainError("tracker_cut", uncertain=True))
    house.trackers.faults["find"].append(GiveUpError("tracker_cannot_look"))
    house.pass_time(hours=1)
    assert len(house.trackers.filed) == 1
    assert [row.reason for row in house.rows(OutboxRow) if row.job == "file_issue"] == ["tracker_cannot_look"]
    assert any(row.job == "warn_managers" for row in house.rows(OutboxRow))


def test_what_a_wrong_token_kept_out_goes_there_once_the_token_is_mended(house: House) -> None:
    tracker_id = with_tracker(house)
    ticket_id = accepted(house, tracker_id)
    house.trackers.faults["create"].append(GiveUpError("tracker_token"))
    house.settle()
    assert tracker(house).trouble == "tracker_token"
    assert not house.trackers.filed
    trackers.keep(house.deps, TEAM, BOSS, GITHUB, tracker_id)
    house.pass_time(minutes=1)
    assert ticket(house, ticket_id).tracker_ref == "1"
    assert tracker(house).trouble is None


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (IssueState.DONE, Status.SHIPPED),
        (IssueState.NOT_PLANNED, Status.DECLINED),
        (IssueState.STARTED, Status.PLANNED),
        (IssueState.DUPLICATE, Status.ACCEPTED),
        (IssueState.GONE, Status.ACCEPTED),
    ],
)
def test_what_becomes_of_the_issue_becomes_of_the_ticket(house: House, state: IssueState, status: Status) -> None:
    ticket_id = filed(house)
    house.trackers.becomes(state)
    assert sends(house) is Heard.TAKEN
    house.settle()
    assert ticket(house, ticket_id).status == status
    assert ticket(house, ticket_id).tracker_state == state


def test_closed_without_a_plan_says_so_to_who_spoke_in_neutral_words(house: House) -> None:
    ticket_id = filed(house)
    house.trackers.becomes(IssueState.NOT_PLANNED)
    sends(house)
    house.settle()
    assert "GitHub" in (ticket(house, ticket_id).decline_reason or "")


def test_opened_again_it_is_accepted_again(house: House) -> None:
    ticket_id = filed(house)
    for name, state in enumerate((IssueState.DONE, IssueState.OPEN)):
        house.trackers.becomes(state)
        sends(house, name=f"d-{name}")
        house.settle()
    assert ticket(house, ticket_id).status == Status.ACCEPTED


def test_a_delivery_that_comes_twice_is_read_once_and_told_once(house: House) -> None:
    filed(house)
    house.trackers.becomes(IssueState.DONE)
    for _ in range(3):
        sends(house)
        house.settle()
    house.pass_time(hours=12)
    assert house.trackers.reads == 1
    assert len(told(house, "UBEN")) == 1


def test_deliveries_out_of_order_say_what_holds_now(house: House) -> None:
    ticket_id = filed(house)
    house.trackers.becomes(IssueState.DONE)
    for name in ("closed", "opened", "labelled"):
        sends(house, name=name)
        house.settle()
    assert steps(house, ticket_id).count("shipped") == 1
    assert ticket(house, ticket_id).status == Status.SHIPPED


def test_an_older_state_that_is_read_late_is_not_followed(house: House) -> None:
    ticket_id = filed(house)
    now = house.at.astimezone(UTC)
    house.trackers.becomes(IssueState.DONE, now)
    sends(house, name="d-1")
    house.settle()
    house.trackers.becomes(IssueState.OPEN, now - timedelta(minutes=1))
    sends(house, name="d-2")
    house.settle()
    assert ticket(house, ticket_id).status == Status.SHIPPED


def test_who_read_it_before_somebody_else_began_to_has_nothing_to_say(house: House) -> None:
    """The reading of one worker is overtaken by a hint: another reads what is newer, and the first one is void."""
    ticket_id = filed(house)
    sends(house, name="d-1")
    row_id = settle_but(house, Job.READ_ISSUE)[0]

    def overtaken(deps: object, errand: object) -> object:
        real = house.trackers.read

        def read(ref: str) -> object:
            found = real(ref)
            house.trackers.read = real  # type: ignore[method-assign]
            house.trackers.becomes(IssueState.DONE)
            sends(house, name="d-2")
            house.settle()
            return found

        house.trackers.read = read  # type: ignore[method-assign, assignment]
        return ERRANDS[Job.READ_ISSUE](deps, errand)  # type: ignore[arg-type]

    perform(house.deps, row_id, overtaken)  # type: ignore[arg-type]
    assert ticket(house, ticket_id).status == Status.SHIPPED
    assert "reopened" not in steps(house, ticket_id)


def test_what_is_forged_is_refused_and_leaves_nothing(house: House) -> None:
    filed(house)
    headers, body = delivery(house)
    hook = tracker(house).hook
    assert hooks.heard(house.deps, hook, headers, body + b" ") is Heard.FORGED
    assert hooks.heard(house.deps, hook, {}, body) is Heard.FORGED
    assert hooks.heard(house.deps, "nobody", headers, body) is Heard.UNKNOWN
    assert hooks.heard(house.deps, "", headers, body) is Heard.UNKNOWN
    assert not house.rows(TrackerHint)
    assert not house.trackers.reads


def test_what_is_signed_but_of_no_ticket_leaves_nothing(house: House) -> None:
    filed(house)
    assert sends(house, ref="99") is Heard.TAKEN
    assert not house.rows(TrackerHint)


def test_without_any_delivery_it_is_heard_within_a_quarter_of_an_hour(house: House) -> None:
    ticket_id = filed(house)
    house.trackers.becomes(IssueState.DONE, house.at)
    house.pass_time(minutes=16)
    assert ticket(house, ticket_id).status == Status.SHIPPED
    reads = house.trackers.reads
    house.pass_time(hours=2)
    assert house.trackers.reads == reads


def test_a_tracker_without_a_list_of_changes_is_asked_issue_by_issue_one_a_second(house: House) -> None:
    tracker_id = with_tracker(house)
    found = [accepted(house, tracker_id, f"Wish {number}") for number in range(5)]
    house.settle()
    house.trackers.lists = False
    house.trackers.becomes(IssueState.STARTED, ref=str(ticket(house, found[-1]).tracker_ref))
    house.pass_time(minutes=15)
    assert house.trackers.reads <= 1
    house.pass_time(seconds=10)
    assert house.trackers.reads == 5
    assert [ticket(house, one).status for one in found] == ["accepted"] * 4 + ["planned"]


def test_what_a_list_of_changes_shows_late_is_heard_at_the_next_poll(house: House) -> None:
    """Two are closed within a minute, and the list shows the later one first."""
    tracker_id = with_tracker(house)
    late, seen = accepted(house, tracker_id, "Wish one"), accepted(house, tracker_id, "Wish two")
    house.settle()
    asked, now = [], house.at
    real = house.trackers.changed

    def changed(since: datetime) -> object:
        asked.append(since)
        return [one for one in real(since) or () if one.changed_at and one.changed_at >= since]

    house.trackers.changed = changed  # type: ignore[method-assign, assignment]
    house.trackers.becomes(IssueState.DONE, now + timedelta(minutes=10), str(ticket(house, seen).tracker_ref))
    house.pass_time(minutes=16)
    house.trackers.becomes(IssueState.DONE, now + timedelta(minutes=9), str(ticket(house, late).tracker_ref))
    house.pass_time(minutes=16)
    assert [ticket(house, one).status for one in (late, seen)] == ["shipped", "shipped"]
    assert asked == sorted(asked)


def test_a_poll_that_fails_is_no_end_of_polling(house: House) -> None:
    ticket_id = filed(house)
    house.trackers.faults["changed"].extend([TryAgainError("tracker_away"), GiveUpError("tracker_token")])
    house.pass_time(minutes=31)
    assert tracker(house).trouble == "tracker_token"
    house.trackers.becomes(IssueState.DONE, house.at)
    house.pass_time(minutes=16)
    assert ticket(house, ticket_id).status == Status.SHIPPED
    assert tracker(house).trouble is None


def test_an_issue_of_what_was_merged_speaks_for_what_it_was_merged_into(house: House) -> None:
    ticket_id = filed(house)
    into = said(house, "Black on white, please", status="accepted")
    link(house, ticket_id, into)
    house.trackers.becomes(IssueState.DONE)
    sends(house)
    house.settle()
    assert ticket(house, into).status == Status.SHIPPED
    assert ticket(house, ticket_id).status == Status.MERGED


def test_where_no_tracker_is_on_nobody_is_asked(house: House) -> None:
    said(house)
    house.pass_time(hours=1)
    assert not [row for row in house.rows(OutboxRow) if row.job == "poll_trackers"]
