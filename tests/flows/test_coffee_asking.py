"""Have you met? Asked once at half and once more, answered in the group, thanked, shared only if all agree."""

from datetime import UTC, datetime, timedelta

import pytest

from slack_app.domain.participation import Silence
from slack_app.domain.rounds import Met
from slack_app.flows import privacy
from slack_app.flows.coffee import asking, mine
from slack_app.gateway.protocol import Post
from slack_app.store.schema import OutboxRow, Participant, Report, Seat
from slack_app.views.coffee.thanks import Thanks
from tests.flows.coffee_stories import (
    answer,
    arrive,
    choose,
    everyone_joins,
    in_group,
    manage,
    meeting_of,
    participant,
    programme,
    rounds,
    said,
)
from tests.house import TEAM, House

OPENS = datetime(2026, 3, 9, 9, tzinfo=UTC)
HALF = timedelta(days=3, hours=1)
LAST = timedelta(days=4, hours=1)
END = timedelta(days=6, hours=1)
REPORTED = timedelta(days=6, hours=23)


@pytest.fixture
def introduced(house: House) -> House:
    manage(house)
    arrive(house, "UANA", "UBEN")
    everyone_joins(house, programme(house), ["UANA", "UBEN"])
    house.until(OPENS + timedelta(minutes=1))
    return house


def questions(house: House) -> list[Post]:
    return [post for post in in_group(house, "UANA") if post.key.startswith("ask_met")]


def write_in_the_group(house: House, user_id: str = "UANA") -> None:
    channel_id, stamp = meeting_of(house, "UANA").channel_id, f"{house.at.timestamp():.6f}"
    house.hear(house.event("message", channel=channel_id, channel_type="mpim", user=user_id, text="Hi!", ts=stamp))
    house.settle()


def shown(house: House) -> str:
    where, text, blocks = house.slack.updates[-1]
    assert where.channel_id == meeting_of(house, "UANA").channel_id
    return f"{text} {blocks}"


def test_at_half_of_the_round_the_group_is_asked_and_the_starter_named(introduced):
    introduced.until(OPENS + HALF)
    (post,) = questions(introduced)
    assert f"<@{meeting_of(introduced, 'UANA').starter_id}>" in said(post)
    assert all(action in said(post) for action in ("coffee_met", "coffee_planned", "coffee_not_yet", "coffee_cannot"))


def test_where_somebody_has_written_nobody_is_named(introduced):
    write_in_the_group(introduced)
    introduced.until(OPENS + HALF)
    (post,) = questions(introduced)
    assert "<@" not in said(post)


def test_what_is_written_in_a_group_is_nobodys_activity_and_no_post(introduced):
    write_in_the_group(introduced)
    member = introduced.member("UANA")
    assert (member.first_posted_at, member.last_active_at, member.active_days) == (None, None, 0)


def test_a_reaction_within_a_group_is_theirs_alone(introduced):
    item = {"type": "message", "channel": meeting_of(introduced, "UANA").channel_id, "ts": "1.1"}
    introduced.hear(introduced.event("reaction_added", user="UBEN", reaction="wave", item=item))
    introduced.settle()
    assert introduced.member("UBEN").active_days == 0


def test_answers_are_shown_in_the_group_and_may_change(introduced):
    introduced.until(OPENS + HALF)
    answer(introduced, "UANA", Met.PLANNED)
    introduced.settle()
    assert "Prévu" in shown(introduced) or "prévu" in shown(introduced)
    answer(introduced, "UANA", Met.NOT_YET)
    introduced.settle()
    assert "<@UANA>" in shown(introduced)
    (seat,) = [row for row in introduced.rows(Seat) if row.user_id == "UANA"]
    assert seat.answer == "not_yet"


def test_who_has_no_seat_in_a_group_cannot_answer_there(introduced):
    assert not asking.answer(introduced.deps, TEAM, "UZOE", meeting_of(introduced, "UANA").id, Met.MET)
    assert not asking.thank(introduced.deps, TEAM, "UZOE", meeting_of(introduced, "UANA").id, Thanks(5))


@pytest.mark.parametrize(
    ("answers", "asked_again"),
    [
        ({}, True),
        ({"UANA": Met.PLANNED, "UBEN": Met.PLANNED}, True),
        ({"UANA": Met.NOT_YET}, True),
        ({"UANA": Met.MET}, False),
        ({"UANA": Met.CANNOT}, False),
    ],
)
def test_before_the_end_only_meetings_that_may_still_happen_are_asked_about(introduced, answers, asked_again):
    introduced.until(OPENS + HALF)
    for user_id, met in answers.items():
        answer(introduced, user_id, met)
    introduced.until(OPENS + END)
    assert len(questions(introduced)) == 1 + asked_again


def test_nobody_is_asked_while_somebody_of_the_group_sleeps(house):
    manage(house)
    arrive(house, "UANA")
    arrive(house, "UFAR", tz="America/Los_Angeles")
    everyone_joins(house, programme(house), ["UANA", "UFAR"])
    house.until(OPENS + HALF + timedelta(hours=5))
    assert questions(house) == []
    house.until(OPENS + HALF + timedelta(hours=8))
    assert len(questions(house)) == 1


def thank_all(house: House, *, may_share: dict[str, bool]) -> None:
    for user_id, agrees in may_share.items():
        answer(house, user_id)
        said_of_it = Thanks(5, f"The words of {user_id}", may_share=agrees)
        asking.thank(house.deps, TEAM, user_id, meeting_of(house, user_id).id, said_of_it)
    house.settle()


def test_what_all_agree_to_share_is_told_in_the_channel_once(introduced):
    introduced.until(OPENS + HALF)
    thank_all(introduced, may_share={"UANA": True, "UBEN": True})
    thank_all(introduced, may_share={"UANA": True, "UBEN": True})
    (post,) = introduced.slack.into("CCOFFEE")
    assert "The words of UANA" in said(post)
    assert "The words of UBEN" in said(post)


@pytest.mark.parametrize("may_share", [{"UANA": True}, {"UANA": True, "UBEN": False}, {"UANA": False, "UBEN": True}])
def test_what_one_does_not_agree_to_share_is_told_nowhere(introduced, may_share):
    introduced.until(OPENS + HALF)
    thank_all(introduced, may_share=may_share)
    introduced.until(OPENS + timedelta(days=8))
    assert introduced.slack.into("CCOFFEE") == []
    assert "The words of" not in " ".join(said(post) for _, post, _ in introduced.slack.posts)


def test_who_agrees_later_lets_it_be_shared_then(introduced):
    introduced.until(OPENS + HALF)
    thank_all(introduced, may_share={"UANA": True, "UBEN": False})
    thank_all(introduced, may_share={"UBEN": True})
    assert len(introduced.slack.into("CCOFFEE")) == 1


def test_what_was_shared_is_taken_away_with_who_asks_to_be_forgotten(introduced):
    introduced.until(OPENS + HALF)
    thank_all(introduced, may_share={"UANA": True, "UBEN": True})
    privacy.forget(introduced.deps, TEAM, "UBEN")
    introduced.settle()
    assert "CCOFFEE" in {where.channel_id for where in introduced.slack.deleted}
    assert "<@UBEN>" not in shown_last_in_group(introduced)


def test_what_was_shared_is_taken_away_when_one_of_them_thinks_better_of_it(introduced):
    introduced.until(OPENS + HALF)
    thank_all(introduced, may_share={"UANA": True, "UBEN": True})
    thank_all(introduced, may_share={"UBEN": False})
    assert len(introduced.slack.into("CCOFFEE")) == 1
    assert [where.channel_id for where in introduced.slack.deleted] == ["CCOFFEE"]


def shown_last_in_group(house: House) -> str:
    channel_id = meeting_of(house, "UANA").channel_id
    updates = [(text, blocks) for where, text, blocks in house.slack.updates if where.channel_id == channel_id]
    return str(updates[-1])


def test_the_export_of_one_names_none_of_the_others(introduced):
    choose(introduced, 1, "UBEN", apart=("UANA",))
    introduced.until(OPENS + HALF)
    thank_all(introduced, may_share={"UANA": True, "UBEN": True})
    privacy.ask_for_export(introduced.deps, TEAM, "UANA", asked="1.0")
    privacy.ask_for_export(introduced.deps, TEAM, "UBEN", asked="1.0")
    introduced.settle()
    files = {channel: content.decode() for channel, name, content, _ in introduced.slack.files if name.endswith("json")}
    assert "UBEN" not in files["D-UANA"]
    assert "The words of UANA" in files["D-UANA"]
    assert '"other_id": "UANA"' in files["D-UBEN"]


def test_the_report_counts_and_is_the_same_when_drawn_again(introduced):
    introduced.until(OPENS + HALF)
    thank_all(introduced, may_share={"UANA": False, "UBEN": False})
    introduced.until(OPENS + REPORTED)
    (report,) = [post for post in introduced.slack.into("CTEAM") if post.key.startswith("report_round")]
    assert "met: 1" in said(report)
    assert "Too few marks" in said(report)
    (picture,) = [file for file in introduced.slack.files if file[1] == "coffee.png"]
    assert picture[0] == "CTEAM"
    assert picture[2].startswith(b"\x89PNG")
    assert "2 people" in introduced.slack.alts["coffee.png"]
    (row,) = [row for row in introduced.rows(Report) if row.name.startswith("coffee_round")]
    assert row.figures["met"] == 1


def test_the_report_comes_when_the_team_works_though_the_round_ends_on_a_sunday(introduced):
    introduced.until(OPENS + END)
    assert [row.state for row in rounds(introduced)] == ["closed"]
    reports = [row for row in introduced.rows(OutboxRow) if row.job == "report_round"]
    assert [row.due_at for row in reports] == [datetime(2026, 3, 16, 7, 30, tzinfo=UTC)]


def silent_three_times(house: House) -> None:
    house.until(OPENS + timedelta(days=21, hours=1))


def test_who_was_silent_three_times_is_asked_once_and_stays_until_they_answer(introduced):
    silent_three_times(introduced)
    introduced.until(OPENS + timedelta(days=36))
    for user_id in ("UANA", "UBEN"):
        asked = [post for post in introduced.slack.to(user_id) if post.key.startswith("ask_silent")]
        assert len(asked) == 1
    assert rounds(introduced)[-1].number >= 5
    assert participant(introduced, "UANA").status == "asked"


def test_who_writes_or_answers_is_not_silent(introduced):
    for week in range(3):
        introduced.until(OPENS + timedelta(days=7 * week, minutes=5))
        write_in_the_group(introduced)
    introduced.until(OPENS + timedelta(days=23))
    assert {row.silent_rounds for row in introduced.rows(Participant)} == {0}


def test_later_pauses_for_four_weeks_and_says_so_when_it_is_over(introduced):
    silent_three_times(introduced)
    introduced.until(OPENS + timedelta(days=21, hours=2))
    mine.break_silence(introduced.deps, TEAM, "UANA", 1, Silence.LATER)
    introduced.settle()
    assert "quatre semaines" in introduced.slack.to("UANA")[-1].text or "avril" in introduced.slack.to("UANA")[-1].text
    introduced.until(introduced.at + timedelta(days=29))
    ends = [post for post in introduced.slack.to("UANA") if post.key.startswith("end_pause")]
    assert len(ends) == 1
    assert participant(introduced, "UANA").paused_until is None


def test_keep_begins_anew_and_a_second_press_changes_nothing(introduced):
    silent_three_times(introduced)
    introduced.until(OPENS + timedelta(days=21, hours=2))
    for _ in range(2):
        mine.break_silence(introduced.deps, TEAM, "UBEN", 1, Silence.KEEP)
    assert (participant(introduced, "UBEN").status, participant(introduced, "UBEN").silent_rounds) == ("in", 0)


def test_who_answers_when_a_round_is_over_is_not_silent(introduced):
    for number in range(1, 4):
        meeting_id = meeting_of(introduced, "UANA").id
        introduced.until(OPENS + timedelta(days=7 * number, hours=3))
        asking.answer(introduced.deps, TEAM, "UANA", meeting_id, Met.MET)
    introduced.until(OPENS + timedelta(days=28, hours=3))
    assert (participant(introduced, "UANA").status, participant(introduced, "UBEN").status) == ("in", "asked")


def test_after_days_without_the_app_a_group_is_asked_once(introduced):
    introduced.at = OPENS + LAST + timedelta(hours=3)
    introduced.settle()
    assert [post.key for post in questions(introduced)] == [f"ask_met:{meeting_of(introduced, 'UANA').id}:last"]


def test_who_had_left_and_says_keep_me_is_in_again(introduced):
    silent_three_times(introduced)
    introduced.until(OPENS + timedelta(days=21, hours=2))
    mine.break_silence(introduced.deps, TEAM, "UBEN", 1, Silence.OUT)
    mine.break_silence(introduced.deps, TEAM, "UBEN", 1, Silence.KEEP)
    assert participant(introduced, "UBEN").status == "in"


def test_a_second_thought_on_the_same_question_is_heard(introduced):
    silent_three_times(introduced)
    introduced.until(OPENS + timedelta(days=21, hours=2))
    mine.break_silence(introduced.deps, TEAM, "UBEN", 1, Silence.KEEP)
    mine.break_silence(introduced.deps, TEAM, "UBEN", 1, Silence.LATER)
    introduced.settle()
    assert [post for post in introduced.slack.to("UBEN") if "vous laisse en paix" in post.text]
    assert participant(introduced, "UBEN").paused_until is not None
