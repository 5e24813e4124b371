"""After a week the team reads once who joined, who is active and who stalled; and one human greets each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from slack_app.flows import newcomers, preferences
from slack_app.gateway.protocol import Receipt, TryAgainError
from slack_app.store.schema import Greeting, Member, Report
from tests.flows.stories import ANA, introduce, redrawn, said
from tests.house import OTHER_TEAM, TEAM, House


def write(house: House, user_id: str, ts: str = "1.0") -> None:
    house.hear(house.event("message", user=user_id, channel="C1", channel_type="channel", ts=ts, text="hello"))
    house.settle()


def a_week_later(house: House) -> None:
    house.pass_time(days=8)


def place(house: House) -> Receipt:
    return next(where for _, post, where in house.slack.posts if post.channel_id == "CTEAM")


def claim(house: House, greeter_id: str, newcomer_id: str = "UTOM") -> bool:
    won = newcomers.claim_greeting(house.deps, TEAM, greeter_id, newcomer_id, place(house))
    house.settle()
    return won


def three_come(house: House) -> None:
    """Ana writes, Tom stays silent, Eva leaves again."""
    house.set_up(team_channel="CTEAM", community_channel="CALL", language="en")
    for user_id in ("UANA", "UTOM", "UEVA"):
        house.join(user_id)
    house.settle()
    write(house, "UANA")
    house.hear(house.event("member_left_channel", user="UEVA", channel="CALL", team=TEAM))
    house.settle()


def test_on_day_seven_the_team_reads_who_is_active_who_is_quiet_and_whom_to_write_to(house: House) -> None:
    three_come(house)
    a_week_later(house)
    (post,) = house.slack.into("CTEAM")
    read = said(post)
    assert "3 people joined us" in post.text
    assert "*Active:* <@UANA>" in read
    assert "*Quiet so far:* <@UTOM>" in read
    assert "1 person has left again" in read
    assert "<@UEVA>" not in read
    assert "I'll greet them" in read


def test_the_report_comes_in_the_morning_of_the_communitys_own_zone(house: House) -> None:
    house.set_up(tz="Asia/Tokyo")
    three_come(house)
    a_week_later(house)
    (report,) = house.rows(Report)
    assert (report.created_at + timedelta(hours=9)).strftime("%H:%M") == "09:30"


def test_a_newcomer_is_reported_once_and_nobody_is_reported_early(house: House) -> None:
    three_come(house)
    house.pass_time(days=6)
    assert house.slack.into("CTEAM") == []
    house.pass_time(days=30)
    assert len(house.slack.into("CTEAM")) == 1


def test_where_nobody_joined_nothing_is_said(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    house.pass_time(days=15)
    assert house.slack.into("CTEAM") == []
    assert house.rows(Report) == []


def test_without_a_teams_channel_nothing_is_said_and_it_is_said_when_there_is_one(house: House) -> None:
    house.join("UTOM")
    house.settle()
    house.pass_time(days=9)
    assert house.rows(Report) == []
    house.set_up(team_channel="CTEAM")
    house.pass_time(days=2)
    assert len(house.slack.into("CTEAM")) == 1


def test_the_figures_are_those_of_that_day_whenever_the_message_is_drawn(house: House) -> None:
    three_come(house)
    a_week_later(house)
    write(house, "UTOM", "2.0")
    introduce(house, "UTOM", ANA)
    claim(house, "UANA")
    assert "*Quiet so far:* <@UTOM>" in redrawn(house)


def test_a_report_that_slack_did_not_take_at_once_says_the_same_later(house: House) -> None:
    three_come(house)
    house.until(datetime(2026, 3, 10, 9, tzinfo=UTC))
    house.slack.faults["post"].extend([TryAgainError("service_unavailable")] * 2)
    house.pass_time(hours=6)
    assert len(house.slack.into("CTEAM")) == 1
    assert len(house.rows(Report)) == 1


def test_at_most_three_are_named_to_write_to(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    for number in range(6):
        house.join(f"U{number}")
    house.settle()
    a_week_later(house)
    assert str(house.slack.into("CTEAM")[0].blocks).count("'greet'") == 3


def test_the_first_who_promises_greets_and_the_message_shows_who(house: House) -> None:
    three_come(house)
    a_week_later(house)
    assert claim(house, "UANA")
    assert "Greeted by <@UANA>" in redrawn(house)
    assert "'value': 'UTOM'" not in redrawn(house)


def test_a_second_greeter_changes_nothing(house: House) -> None:
    three_come(house)
    a_week_later(house)
    claim(house, "UANA")
    assert not claim(house, "UBEN")
    assert not claim(house, "UANA")
    assert [row.greeter_id for row in house.rows(Greeting)] == ["UANA"]
    assert "Greeted by <@UANA>" in redrawn(house)


def test_of_many_who_press_at_once_one_greets(house: House) -> None:
    three_come(house)
    a_week_later(house)
    where = place(house)
    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(lambda n: newcomers.claim_greeting(house.deps, TEAM, f"U{n}", "UTOM", where), range(6)))
    assert won.count(True) == 1


def test_a_message_that_is_no_report_of_this_workspace_lets_nobody_claim(house: House) -> None:
    three_come(house)
    a_week_later(house)
    assert not newcomers.claim_greeting(house.deps, TEAM, "UANA", "UTOM", Receipt("CTEAM", "9.9"))
    assert not newcomers.claim_greeting(house.deps, OTHER_TEAM, "UANA", "UTOM", place(house))
    assert house.rows(Greeting) == []


def test_only_whom_the_message_names_can_be_greeted_from_it(house: House) -> None:
    three_come(house)
    a_week_later(house)
    assert not claim(house, "UANA", "USTRANGER")
    assert house.rows(Greeting) == []


def test_members_who_were_here_before_and_never_welcomed_are_no_newcomers(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    introduce(house, "UOLD", ANA)
    preferences.resume(house.deps, TEAM, "UOLD")
    house.pass_time(days=15)
    assert house.slack.into("CTEAM") == []
    assert [row.reported_at for row in house.rows(Member)] == [None]
