"""At most five things to do, each for a reason that can be said."""

from collections import Counter
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.digest.candidates import Candidates, Channel, Feedback, Helper, Newcomer, Regular, Waiting
from slack_app.domain.digest.picking import MOST, pick
from slack_app.domain.digest.todo import Because, TodoKind

TS = "1700000000.000100"


def newcomer(user_id, *, days=3, hours=20.0, introduced=False):
    return Newcomer(user_id, days, Waiting(user_id, "C1", TS, hours), introduced)


def question(user_id, *, hours=30.0, ts=TS):
    return Waiting(user_id, "C1", ts, hours)


def because(items):
    return [(item.user_id or item.channel_id, item.because) for item in items]


def names(items):
    return [item.user_id or item.channel_id for item in items]


def test_a_newcomer_whom_nobody_has_answered_is_to_be_greeted_and_it_is_said_why():
    [item] = pick(Candidates(newcomers=[newcomer("U1", introduced=True)]), settled=())
    assert (item.kind, item.about, item.because) == (TodoKind.GREET, "U1", Because.INTRODUCTION_UNANSWERED)
    assert item.numbers == {"days": 3, "hours": 20}
    assert (item.channel_id, item.ts) == ("C1", TS)


def test_introductions_come_before_first_messages_and_then_who_waited_longest():
    newcomers = [newcomer("U1", hours=90), newcomer("U2", hours=30), newcomer("U3", introduced=True, hours=20)]
    assert names(pick(Candidates(newcomers=newcomers), settled=())) == ["U3", "U1", "U2"]


@pytest.mark.parametrize(("days", "greeted"), [(0, True), (14, True), (15, False)])
def test_for_two_weeks_someone_is_new(days, greeted):
    assert bool(pick(Candidates(newcomers=[newcomer("U1", days=days)]), settled=())) is greeted


def test_who_wrote_just_now_is_given_time_to_be_greeted_without_the_managers():
    assert not pick(Candidates(newcomers=[newcomer("U1", hours=3.9)]), settled=())
    assert pick(Candidates(newcomers=[newcomer("U1", hours=4)]), settled=())


@pytest.mark.parametrize(("hours", "listed"), [(23.9, False), (24, True), (192, True), (192.1, False)])
def test_a_question_waits_for_a_day_and_is_too_old_after_eight(hours, listed):
    assert bool(pick(Candidates(questions=[question("U1", hours=hours)]), settled=())) is listed


def test_a_question_is_named_by_its_channel_and_its_time():
    [item] = pick(Candidates(questions=[question("U1", hours=30)]), settled=())
    assert (item.about, item.ts, item.numbers) == ("C1:1700000000000100", TS, {"hours": 30})


def test_reasons_to_thank_take_turns_the_rarest_first():
    helpers = [
        Helper("U1", people=9, weeks=1),
        Helper("U2", people=1, weeks=3),
        Helper("U3", is_first=True, channel_id="C1", ts=TS),
        Helper("U4", people=2, weeks=5),
        Helper("U5", people=2, weeks=2),
    ]
    assert because(pick(Candidates(helpers=helpers), settled=())) == [
        ("U4", Because.HELPFUL_STREAK),
        ("U3", Because.FIRST_MESSAGE),
        ("U1", Because.HELPED_MOST),
        ("U2", Because.HELPFUL_STREAK),
    ]


def test_who_helped_one_or_two_people_is_not_singled_out_as_the_most_helpful():
    assert not pick(Candidates(helpers=[Helper("U1", people=2, weeks=1)]), settled=())
    assert pick(Candidates(helpers=[Helper("U1", people=3, weeks=1)]), settled=())


def test_of_two_who_helped_as_many_nobody_is_said_to_have_helped_more_than_all_others():
    assert not pick(Candidates(helpers=[Helper("U1", people=4), Helper("U2", people=4)]), settled=())


def test_someone_very_active_who_is_silent_is_missed_if_it_was_a_habit():
    regulars = [
        Regular("U1", messages=40, weeks=4),
        Regular("U2", messages=90, weeks=2),
        Regular("U3", 60, 3),
        Regular("U4", 7, 4),
    ]
    items = pick(Candidates(regulars=regulars), settled=())
    assert because(items) == [("U3", Because.GONE_QUIET), ("U1", Because.GONE_QUIET)]
    assert items[0].numbers == {"messages": 60, "weeks": 3}
    assert pick(Candidates(regulars=[Regular("U4", 8, 4)]), settled=())


@pytest.mark.parametrize(
    ("messages", "before", "because"),
    [
        (2, (10, 10, 10, 10), [Because.MUCH_LESS]),
        (3, (10, 10, 10, 10), []),
        (0, (9, 9, 9, 9), []),
        (0, (50, 50, 50), []),
        (31, (10, 10, 10, 10), [Because.MUCH_MORE]),
        (30, (10, 10, 10, 10), []),
        (30, (9, 9, 9, 9), [Because.MUCH_MORE]),
        (29, (1, 1, 1, 1), []),
        (30, (1, 1, 1), []),
        (40, (0, 0, 0, 0, 200), [Because.MUCH_MORE]),
    ],
)
def test_a_channel_dies_or_boils_against_the_median_of_at_least_four_weeks(messages, before, because):
    items = pick(Candidates(channels=[Channel("C1", messages, before)]), settled=())
    assert [item.because for item in items] == because


def test_the_channels_that_lost_or_gained_the_most_come_first():
    channels = [
        Channel("C1", 2, (40, 40, 40, 40)),
        Channel("C2", 20, (90, 90, 90, 90)),
        Channel("C3", 100, (20, 20, 20, 20)),
        Channel("C4", 110, (35, 35, 35, 35)),
    ]
    assert names(pick(Candidates(channels=channels), settled=())) == ["C2", "C1", "C3", "C4"]


def test_the_most_urgent_of_each_kind_comes_before_the_second_of_any():
    candidates = Candidates(
        newcomers=[newcomer("U1", hours=50), newcomer("U2", hours=40)],
        questions=[question("U3", hours=50), question("U4", hours=40)],
        helpers=[Helper("U5", weeks=3), Helper("U6", weeks=4)],
        regulars=[Regular("U7", 50, 4)],
    )
    assert names(pick(candidates, settled=())) == ["U1", "U2", "U3", "U6", "U7"]


def test_nobody_is_on_the_list_twice_and_the_next_takes_the_place():
    candidates = Candidates(
        newcomers=[newcomer("U1")],
        questions=[question("U1", hours=90), question("U2", hours=30, ts="1700000001.000100")],
    )
    assert names(pick(candidates, settled=())) == ["U1", "U2"]


def test_done_is_done_and_the_next_takes_the_place():
    candidates = Candidates(newcomers=[newcomer("U1", hours=90), newcomer("U2", hours=30)])
    first = pick(candidates, settled=())
    assert names(pick(candidates, settled={first[0].key})) == ["U2"]


def test_who_was_thanked_may_still_be_missed():
    candidates = Candidates(helpers=[Helper("U1", weeks=3)], regulars=[Regular("U1", 50, 4)])
    assert [item.kind for item in pick(candidates, settled={("thank", "U1")})] == [TodoKind.QUIET]


def test_a_quiet_week_has_nothing_to_do():
    assert pick(Candidates(), settled=()) == ()


PEOPLE = st.sampled_from([f"U{n}" for n in range(12)])
HOURS = st.floats(0, 300)
STAMPS = st.integers(1_700_000_000_000_000, 1_700_000_000_000_040).map(lambda at: f"{at // 10**6}.{at % 10**6:06d}")
CHANNELS = st.sampled_from(["C1", "C2"])
WAITING = st.builds(Waiting, PEOPLE, CHANNELS, STAMPS, HOURS)
WEEKS = st.lists(st.integers(0, 99), max_size=6).map(tuple)


def each(strategy, *names):
    """Lists in which each person, message or channel stands once, as it does in a table."""
    return st.lists(strategy, max_size=8, unique_by=attrgetter(*names))


CANDIDATES = st.builds(
    Candidates,
    newcomers=each(st.builds(Newcomer, PEOPLE, st.integers(0, 20), WAITING, st.booleans()), "user_id"),
    questions=each(WAITING, "channel_id", "ts"),
    helpers=each(st.builds(Helper, PEOPLE, st.integers(0, 9), st.integers(0, 9), st.booleans()), "user_id"),
    regulars=each(st.builds(Regular, PEOPLE, st.integers(1, 99), st.integers(0, 4)), "user_id"),
    channels=each(st.builds(Channel, CHANNELS, st.integers(0, 99), WEEKS), "channel_id"),
)
SETTLED = st.sets(st.tuples(st.sampled_from([kind.value for kind in TodoKind]), PEOPLE), max_size=6)


@given(CANDIDATES, SETTLED)
def test_never_more_than_five_never_twice_about_someone_never_what_is_settled(candidates, settled):
    items = pick(candidates, settled)
    assert len(items) <= MOST
    assert max(Counter(item.user_id for item in items if item.user_id).values(), default=1) == 1
    assert len({item.key for item in items}) == len(items)
    assert not {item.key for item in items} & settled
    assert [item.kind for item in items] == sorted((item.kind for item in items), key=list(TodoKind).index)


@given(CANDIDATES, SETTLED, st.randoms(use_true_random=False))
def test_the_list_does_not_depend_on_the_order_in_which_rows_were_read(candidates, settled, chance):
    shuffled = {name: list(rows) for name, rows in vars(candidates).items()}
    for rows in shuffled.values():
        chance.shuffle(rows)
    assert pick(Candidates(**shuffled), settled) == pick(candidates, settled)


def test_feedback_that_is_late_is_on_the_list_and_so_is_triage_that_fills():
    waits = Feedback(late_id=7, number=12, late_hours=50, more_late=2, triage=3, triage_hours=30, newest_id=9)
    late, triage = pick(Candidates(feedback=[waits]), settled=())
    assert (late.key, late.because, late.numbers) == (
        ("feedback", "late:7"),
        Because.ANSWER_LATE,
        {"number": 12, "hours": 50, "more": 2},
    )
    assert (triage.key, triage.because, triage.numbers) == (
        ("feedback", "triage:9"),
        Because.TRIAGE_WAITS,
        {"tickets": 3, "hours": 30},
    )
    assert pick(Candidates(feedback=[Feedback(triage=2)]), settled=()) == ()
    assert pick(Candidates(feedback=[waits]), settled={late.key}) == (triage,)
