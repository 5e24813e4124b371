"""The members' recap."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.digest.recap import Coming, Introduced, Recap, Thread, make, nameless, threads_of_the_week
from slack_app.domain.measures.figures import ChannelWeek, WeekFigures
from slack_app.domain.measures.terms import Measure, Value

MONDAY = date(2026, 3, 2)
FIGURES = WeekFigures(
    MONDAY,
    {Measure.MESSAGES: Value(120, 40), Measure.LEFT: Value(2, 40)},
    {"C1": ChannelWeek(120, 30)},
)


def recap(*, threads=(), introduced=(), thanked=(), coming=(), unnamed=()):
    return make(
        FIGURES,
        public={Measure.MESSAGES},
        threads=threads,
        introduced=introduced,
        thanked=thanked,
        coming=coming,
        unnamed=set(unnamed),
    )


def thread(ts, *, people, replies, author_id=None):
    return Thread("C1", ts, people, replies, author_id)


def test_threads_are_told_by_how_many_people_talked_and_then_by_how_much():
    threads = [
        thread("1.1", people=3, replies=90),
        thread("2.1", people=5, replies=4),
        thread("3.1", people=5, replies=9),
        thread("4.1", people=2, replies=200),
    ]
    assert [one.ts for one in threads_of_the_week(threads)] == ["3.1", "2.1", "1.1"]


def test_five_threads_are_enough():
    assert len(recap(threads=[thread(f"{n}.1", people=3 + n, replies=9) for n in range(9)]).threads) == 5


def test_a_thread_of_someone_who_stays_unnamed_is_told_of_without_their_name():
    told = recap(threads=[thread("1.1", people=4, replies=9, author_id="U1")], unnamed=["U1"])
    assert told.threads == (thread("1.1", people=4, replies=9),)


def test_those_are_welcomed_who_introduced_themselves_for_all_to_read():
    told = recap(introduced=[Introduced("U1", in_public=True), Introduced("U2", in_directory=True), Introduced("U3")])
    assert (told.welcomed, told.more_welcomed) == (("U1", "U2"), 0)


def test_who_stays_unnamed_is_welcomed_and_thanked_among_the_others():
    told = recap(introduced=[Introduced("U1", in_public=True)], thanked=["U2", "U3", "U2"], unnamed=["U1", "U3"])
    assert (told.welcomed, told.more_welcomed) == ((), 1)
    assert (told.thanked, told.more_thanked) == (("U2",), 1)


def test_ten_names_are_read_and_the_others_counted():
    told = recap(thanked=[f"U{n}" for n in range(14)])
    assert (len(told.thanked), told.more_thanked) == (10, 4)


def test_who_leaves_their_name_out_later_is_counted_among_the_others():
    threads = [thread("1.1", people=4, replies=9, author_id="U1"), thread("2.1", people=3, replies=9, author_id="U2")]
    told = recap(
        threads=threads,
        introduced=[Introduced(user_id, in_public=True) for user_id in ("U1", "U3")],
        thanked=["U1", "U2"],
    )
    later = nameless(told, {"U1"})
    assert [one.author_id for one in later.threads] == [None, "U2"]
    assert (later.welcomed, later.more_welcomed, later.thanked, later.more_thanked) == (("U3",), 1, ("U2",), 1)


def test_the_next_three_rounds_are_announced_the_nearest_first():
    coming = [Coming(n, date(2026, 3, 20 - n)) for n in range(5)]
    assert [one.programme_id for one in recap(thanked=["U1"], coming=coming).coming] == [4, 3, 2]


def test_members_see_the_figures_that_managers_show_to_all_and_no_others():
    assert recap(thanked=["U1"]).figures == WeekFigures(MONDAY, {Measure.MESSAGES: Value(120, 40)})


def test_a_week_of_which_there_is_nothing_to_tell_has_no_recap():
    assert recap() is None
    assert recap(coming=[Coming(1, MONDAY)], threads=[thread("1.1", people=2, replies=30)]) is None


IDS = st.sampled_from([f"U{n}" for n in range(20)])


@given(
    st.lists(st.builds(Thread, st.just("C1"), st.just("1.1"), st.integers(0, 9), st.integers(0, 9), st.none() | IDS)),
    st.lists(st.builds(Introduced, IDS, st.booleans(), st.booleans())),
    st.lists(IDS),
    st.sets(IDS),
)
def test_who_stays_unnamed_is_named_nowhere(threads, introduced, thanked, unnamed):
    told = recap(threads=threads, introduced=introduced, thanked=thanked, unnamed=unnamed)
    kept = json.dumps(told.to_json()) if told else ""
    assert not [user_id for user_id in unnamed if f'"{user_id}"' in kept]
    assert not told or Recap.from_json(json.loads(kept)) == told
