"""The judge of the digest counts rightly, and sees what is wrong."""

from datetime import UTC, date, datetime

import pytest

from sandbox.digest.judge import Judge, Said, differences, public_talk, week_of

MONDAY, PARIS = date(2026, 3, 23), "Europe/Paris"
"""The week in which the clocks go forward."""
ANA, BO, CY, BOSS, BOT = "UANA", "UBO", "UCY", "UBOSS", "UBOT"


def at(day: int, hour: int = 12) -> str:
    return f"{datetime(2026, 3, day, hour, tzinfo=UTC).timestamp():.6f}"


def said(ts: str, who: str, head: str = "", channel: str = "C1", reactors: tuple[str, ...] = ()) -> Said:
    return Said(channel, ts, head or ts, who, frozenset(reactors))


@pytest.fixture
def judge() -> Judge:
    talk = [
        said(at(22, 20), ANA),
        said(at(23), ANA, reactors=(CY, BOT)),
        said(at(23, 14), BO, head=at(23)),
        said(at(24), BO),
        said(at(25, 13), BOSS, head=at(24)),
        said(at(27), CY, channel="C2"),
        said(at(29, 21), ANA),
        said(at(29, 23), ANA),
    ]
    return Judge(talk, team={BOSS}, bots={BOT}, tz=PARIS)


def test_a_week_is_an_hour_shorter_when_the_clocks_go_forward():
    week = week_of(MONDAY, PARIS)
    assert week.end - week.start == (7 * 24 - 1) * 3600


def test_members_are_counted_apart_from_the_team_and_by_the_week_where_they_live(judge):
    counted = judge.count(MONDAY)
    assert (counted["messages"], counted["posters"], counted["voices"]) == (5, 3, 4)


def test_an_answer_counts_within_a_day_and_only_another_person_s(judge):
    assert judge.count(MONDAY)["reply_rate"] == pytest.approx(1 / 4)
    assert judge.first_answer(said(at(23), ANA)) == 2 * 3600
    assert judge.first_answer(said(at(27), CY, channel="C2")) is None


def test_whoever_only_reacted_was_active_and_a_program_never(judge):
    assert judge.seen_in_history(MONDAY) == {"active_weekly": 3, "reactors": 0}
    early = Judge([said(at(23), ANA, reactors=(CY, BOT))], {BOSS}, {BOT}, PARIS)
    assert early.seen_in_history(MONDAY) == {"active_weekly": 2, "reactors": 1}


def test_what_waits_has_waited_a_day_and_no_answer(judge):
    now = float(at(29, 12))
    assert judge.is_waiting("C2", at(27), now)
    assert not judge.is_waiting("C1", at(23), now)
    assert not judge.is_waiting("C2", at(27), float(at(28, 11)))
    assert not judge.is_waiting("C2", "1.000000", now)


def test_silence_is_neither_word_nor_reaction(judge):
    assert judge.silent_since(BO, float(at(25)))
    assert not judge.silent_since(ANA, float(at(25)))
    assert not judge.silent_since(CY, float(at(23, 1)))


def test_a_wrong_figure_is_named_and_one_that_is_not_told_is_not():
    right = {"messages": 5.0, "reply_rate": None}
    assert differences({"messages": 5, "reply_rate": None, "other": 1}, right) == []
    assert differences({}, right) == []
    assert differences({"messages": 4, "reply_rate": 0.5}, right) == [
        "messages: 4, but it is 5.0",
        "reply_rate: 0.5, but it is None",
    ]


def test_private_channels_programs_and_what_the_app_does_not_hear_are_no_public_talk(slack):
    owner = slack.named("Maëlle")
    heard = owner.post("general", "Everybody hears this")
    owner.post("board", "Only the board does")
    owner.post("partners", "The app is not here")
    found = public_talk(slack.world, owner.team_id)
    assert [one.ts for one in found if one.user_id == owner.user_id] == [heard.ts]
