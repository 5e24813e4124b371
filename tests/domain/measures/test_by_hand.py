"""Weeks that are small enough to be counted by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from slack_app.domain.digest.choices import PathRules
from slack_app.domain.figures import RoundFigures
from slack_app.domain.hours import zone_of
from slack_app.domain.measures.counting import Past, count
from slack_app.domain.measures.log import Act, Flag
from slack_app.domain.measures.path import Stage
from slack_app.domain.measures.terms import MEASURES, Measure, Value
from slack_app.domain.measures.weeks import WEEK
from tests.domain.measures.communities import (
    DAY,
    HOUR,
    PARIS,
    Community,
    Deed,
    Person,
    click,
    count_through,
    log_of,
    past_of,
    post,
    react,
    reply,
    standing_of,
)

THIS = date(2026, 11, 16)


def at(text, tz=PARIS, fold=0):
    return round(datetime.fromisoformat(text).replace(tzinfo=zone_of(tz), fold=fold).timestamp() * 1_000_000)


def days(n, clock="09:00", week=THIS):
    """So many days after the week's Monday, at nine there."""
    return at(f"{week + timedelta(days=n)} {clock}")


def people(*ids, **also):
    return tuple(Person(user_id, **also) for user_id in ids)


def counted(community, week=THIS, weeks=1, **also):
    """The last of so many weeks."""
    return count_through(community, week - (weeks - 1) * WEEK, week, **also)[-1]


def values(community, week=THIS, weeks=1, **also):
    return counted(community, week, weeks, **also).figures.values


class TestClocks:
    """The edges of weeks and days are the community's."""

    def test_in_spring_sunday_ends_an_hour_sooner_and_nothing_falls_between(self):
        week = date(2026, 3, 23)
        late, next_week = at("2026-03-29 23:59:59.999999"), at("2026-03-30 00:00")
        here = Community(people("U1", "U2"), (post("U1", late), post("U2", next_week)))
        first, second = (one.figures.values for one in count_through(here, week, week + WEEK))
        assert next_week - at("2026-03-23 00:00") == 167 * HOUR
        assert first[Measure.MESSAGES] == second[Measure.MESSAGES] == Value(1.0, 2)

    def test_an_hour_that_the_clocks_show_twice_is_of_one_day(self):
        week = date(2025, 10, 20)
        twice = [post("U1", at("2025-10-26 02:30")), post("U1", at("2025-10-26 02:30", fold=1))]
        last = post("U1", at("2025-10-26 23:59:59"))
        one = counted(Community(people("U1"), (*twice, last)), week)
        assert last.at - at("2025-10-20 00:00") > 168 * HOUR
        assert one.rows.days.tolist() == [0b1000000]
        assert one.figures.values[Measure.MESSAGES] == Value(3.0, 1)
        assert one.figures.values[Measure.ACTIVE_DAILY] == Value(1 / 7, 1)

    def test_twenty_four_hours_are_hours_when_a_day_has_twenty_three(self):
        week = date(2026, 3, 23)
        asked = [post(f"U{n}", at("2026-03-28 12:00") + n, flags=Flag.QUESTION) for n in range(2)]
        replies = [reply("U9", one.at + DAY + late, one) for one, late in zip(asked, (0, 1), strict=True)]
        here = Community(people("U0", "U1", "U9"), (*asked, *replies))
        found = values(here, week)
        assert replies[0].at == at("2026-03-29 13:00")
        assert found[Measure.REPLY_RATE] == Value(0.5, 2)
        assert found[Measure.UNANSWERED] == Value(1.0, 2)
        assert found[Measure.FIRST_RESPONSE_P90].n == 2

    def test_a_leap_day_is_a_day_and_the_month_goes_on_through_it(self):
        week = date(2024, 2, 26)
        within = post("U2", at("2024-02-02 00:00"))
        before = post("U3", at("2024-02-01 23:59:59"))
        here = Community(people("U1", "U2", "U3"), (post("U1", at("2024-02-29 12:00")), within, before))
        one = counted(here, week, weeks=5)
        assert one.rows.days.tolist() == [0b1000]
        assert one.figures.values[Measure.ACTIVE_MONTHLY] == Value(2.0, 3)

    def test_the_same_moment_is_another_day_elsewhere(self):
        moment = at("2026-11-22 20:00", "UTC")
        there = [values(Community(people("U1"), (post("U1", moment),), tz=tz)) for tz in ("UTC", "Asia/Kathmandu")]
        assert [one[Measure.MESSAGES].amount for one in there] == [1.0, 0.0]


class TestPresence:
    """Who is there."""

    def test_nobody(self):
        found = values(Community((), ()))
        assert all(value.n == 0 and not value.amount for value in found.values())

    def test_an_empty_week_has_counts_of_nothing_and_no_shares(self):
        found = values(Community(people("U1", "U2"), ()))
        assert found[Measure.ACTIVE_WEEKLY] == Value(0.0, 2)
        assert found[Measure.STICKINESS] == found[Measure.REPLY_RATE] == Value(None, 0)
        assert found[Measure.RETENTION_1] == Value(None, 0)
        assert found[Measure.AWARE] == Value(2.0, 2)
        assert [one for one in MEASURES if one not in found] == [
            Measure.COFFEE_MATCHED,
            Measure.COFFEE_MET,
            Measure.COFFEE_RATING,
            Measure.FEEDBACK_RECEIVED,
            Measure.FEEDBACK_ANSWERED,
            Measure.FEEDBACK_FIRST_ANSWER,
            Measure.FEEDBACK_OPEN,
            Measure.RECOMMENDATION,
        ]

    def test_one_person_alone(self):
        first = post("U1", days(0))
        found = values(Community(people("U1"), (first, reply("U1", days(1), first), react("U1", days(2), first))))
        assert found[Measure.ACTIVE_WEEKLY] == found[Measure.NEW] == Value(1.0, 1)
        assert found[Measure.STICKINESS].amount == pytest.approx(3 / 7)
        assert found[Measure.TOP_SHARE] == Value(1.0, 1)
        assert found[Measure.REPLY_RATE] == Value(0.0, 1)
        assert found[Measure.FIRST_RESPONSE_MEDIAN] == Value(None, 0)
        assert found[Measure.PEOPLE_PER_THREAD] == Value(1.0, 1)
        assert found[Measure.CONTRIBUTORS] == Value(0.0, 1)
        assert found[Measure.RECIPROCITY] == Value(None, 0)

    def test_to_react_and_to_click_is_to_be_there_and_to_join_is_not(self):
        deeds = (react("U1", days(0), post("U9", 0)), click("U2", days(0)), Deed("U3", Act.JOINED, days(0), ""))
        found = values(Community(people("U1", "U2", "U3"), deeds))
        assert found[Measure.ACTIVE_WEEKLY] == Value(2.0, 3)
        assert found[Measure.REACTORS] == Value(1.0, 3)
        assert found[Measure.POSTERS] == Value(0.0, 3)

    def test_everybody_active_is_new_or_returns_or_is_back(self):
        last_week, long_ago = days(-3), days(-40)
        deeds = [post(one, days(1) + n) for n, one in enumerate(("UNEW", "USTILL", "UBACK"))]
        deeds += [post("USTILL", last_week), post("UBACK", long_ago), post("UGONE", last_week + 1)]
        found = values(Community(people("UNEW", "USTILL", "UBACK", "UGONE"), tuple(deeds)), weeks=8)
        kinds = (Measure.NEW, Measure.RETURNING, Measure.RESURRECTED, Measure.QUIET)
        assert [found[one] for one in kinds] == [Value(1.0, 4)] * 4

    def test_the_month_of_a_day_is_the_day_and_thirty_before(self):
        sunday = THIS + timedelta(days=6)
        in_month, before_it = (at(f"{sunday - timedelta(days=ago)} 00:00") for ago in (30, 31))
        here = Community(people("U1", "U2"), (post("U1", in_month), post("U2", before_it)))
        assert values(here, weeks=6)[Measure.ACTIVE_MONTHLY] == Value(1.0, 2)

    def test_stickiness_is_the_mean_of_the_days_and_not_of_the_week(self):
        deeds = [post("U1", days(n)) for n in range(7)] + [post("U2", days(6))]
        found = values(Community(people("U1", "U2"), tuple(deeds)))
        assert found[Measure.ACTIVE_DAILY].amount == pytest.approx(8 / 7)
        assert found[Measure.STICKINESS] == Value(1.0, 2)

    def test_what_looks_back_to_before_anything_was_heard_is_not_told(self):
        here = Community(people("U1"), (post("U1", days(0)),))
        for weeks_ago, told in ((0, 0), (1, 4), (4, 4), (5, 7)):
            found = values(here, heard_since=days(0, "00:00", THIS - weeks_ago * WEEK))
            looking = [
                Measure.NEW, Measure.RETURNING, Measure.RESURRECTED, Measure.QUIET,
                Measure.ACTIVE_MONTHLY, Measure.STICKINESS,
            ]  # fmt: skip
            assert sum(found[one].amount is not None for one in looking) == min(told, 6)
        assert values(here, heard_since=days(-28))[Measure.CONVERSION] == Value(1.0, 1)
        assert values(here, heard_since=days(-26))[Measure.CONVERSION] == Value(None, 1)

    def test_who_came_and_left_is_told_since_the_app_is_there_whatever_was_read_of_the_past(self):
        left = Deed("U2", Act.LEFT, days(2), "")
        here = Community(
            (*people("U1"), *people("U2", is_here=False)), (post("U1", days(0)), post("U2", days(1)), left)
        )
        known, read = values(here, here_since=days(0)), values(here, here_since=days(2))
        assert (known[Measure.JOINED], known[Measure.LEFT]) == (Value(0.0, 2), Value(1.0, 2))
        assert (read[Measure.JOINED], read[Measure.LEFT]) == (Value(None, 2), Value(None, 2))
        assert read[Measure.MESSAGES] == known[Measure.MESSAGES] == Value(2.0, 2)


class TestWhoCounts:
    """Members, the team, other workspaces, and who has left."""

    def test_the_team_is_told_apart(self):
        asked = post("U1", days(0))
        here = Community(people("U1", "UTEAM"), (asked, reply("UTEAM", days(0) + HOUR, asked)), frozenset({"UTEAM"}))
        found = values(here)
        assert found[Measure.ACTIVE_WEEKLY] == Value(1.0, 1)
        assert found[Measure.MESSAGES] == Value(1.0, 1)
        assert found[Measure.VOICES] == Value(2.0, 1)
        assert found[Measure.MEMBERS_REPLIES] == Value(0.0, 1)
        assert found[Measure.REPLY_RATE] == Value(1.0, 1)
        assert found[Measure.FIRST_RESPONSE_MEDIAN] == Value(1.0, 1)
        assert found[Measure.THREADS_OF_THREE] == Value(0.0, 1)
        assert found[Measure.AWARE].n == 1

    def test_other_workspaces_and_strangers_are_voices_only(self):
        asked = post("U1", days(0))
        outside = [reply("UOUT", days(0) + 1, asked, Flag.OUTSIDE), reply("UWHO", days(0) + 2, asked)]
        found = values(Community((*people("U1", "UOUT"), Person("UWHO", joined=None)), (asked, *outside)))
        assert found[Measure.ACTIVE_WEEKLY] == Value(1.0, 1)
        assert found[Measure.VOICES] == Value(3.0, 1)
        assert found[Measure.PEOPLE_PER_THREAD] == Value(3.0, 1)
        assert found[Measure.MEMBERS_REPLIES] == Value(None, 0)
        assert found[Measure.REPLY_RATE] == Value(1.0, 1)

    def test_who_leaves_was_there_until_they_left(self):
        left = Deed("U2", Act.LEFT, days(2), "")
        back = [Deed("U3", act, days(2) + n, "") for n, act in enumerate((Act.LEFT, Act.JOINED))]
        here = Community(
            (*people("U1", "U3"), *people("U2", is_here=False)),
            (*(post(f"U{n}", days(0) + n) for n in (1, 2, 3)), left, *back),
        )
        this, after = (one.figures.values for one in count_through(here, THIS, THIS + WEEK))
        assert this[Measure.ACTIVE_WEEKLY] == Value(3.0, 3)
        assert this[Measure.LEFT] == Value(1.0, 3)
        assert this[Measure.ACTIVATED] == Value(2.0, 2)
        assert after[Measure.QUIET] == Value(3.0, 2)
        assert after[Measure.LEFT] == Value(0.0, 2)

    def test_who_joins_after_the_week_is_not_counted_in_it(self):
        found = values(Community((*people("U1"), Person("U2", joined=days(7, "00:00"))), ()))
        assert found[Measure.POSTERS] == Value(0.0, 1)
        assert found[Measure.AWARE] == Value(1.0, 1)


class TestTalk:
    """How much is said, and by how many."""

    def test_the_top_tenth_of_eleven_are_two(self):
        deeds = [post(f"U{n}", days(0) + n) for n in range(11)]
        deeds += [post(f"U{n}", days(1) + n * 100 + more) for n in (0, 1) for more in range(4)]
        found = values(Community(people(*(f"U{n}" for n in range(11))), tuple(deeds)))
        assert found[Measure.TOP_SHARE] == Value(10 / 19, 11)
        assert found[Measure.MESSAGES_PER_ACTIVE] == Value(19 / 11, 11)

    def test_channels_hold_everybody_s_messages(self):
        head = post("U1", days(0), "C2")
        deeds = (head, reply("UTEAM", days(0) + 1, head), post("U1", days(0) + 2, "C1"), click("U1", days(0)))
        found = counted(Community(people("U1", "UTEAM"), deeds, frozenset({"UTEAM"}))).figures.channels
        assert {name: (one.messages, one.people) for name, one in found.items()} == {"C1": (1, 1), "C2": (2, 2)}

    def test_to_share_or_to_reply_to_another_is_to_contribute(self):
        head = post("U1", days(0))
        deeds = (head, reply("U2", days(1), head), post("U3", days(2), flags=Flag.RESOURCE), reply("U1", days(3), head))
        found = values(Community(people("U1", "U2", "U3"), deeds))
        assert found[Measure.CONTRIBUTORS] == Value(2.0, 3)
        assert found[Measure.RESOURCES] == Value(1.0, 4)


class TestAnswers:
    """Judged over what had a full day to be answered."""

    def test_saturday_night_s_questions_wait_for_the_next_week(self):
        sunday_before, saturday, sunday = days(-1, "00:00"), days(5, "23:59"), days(6, "00:00")
        asked = [post("U1", one, flags=Flag.QUESTION) for one in (sunday_before - 1, sunday_before, saturday, sunday)]
        found = values(Community(people("U1"), tuple(asked)))
        assert found[Measure.QUESTIONS] == found[Measure.UNANSWERED] == Value(2.0, 2)

    def test_one_s_own_words_and_reactions_are_no_answer(self):
        asked = post("U1", days(0), flags=Flag.QUESTION)
        found = values(
            Community(people("U1", "U2"), (asked, reply("U1", days(0) + 1, asked), react("U2", days(0), asked)))
        )
        assert found[Measure.REPLY_RATE] == Value(0.0, 1)
        assert found[Measure.UNANSWERED] == Value(1.0, 1)

    def test_the_median_and_the_wait_that_nine_in_ten_do_not_exceed(self):
        asked = [post("U1", days(0) + n) for n in range(20)]
        replies = [reply("U2", one.at + (n + 1) * HOUR, one) for n, one in enumerate(asked)]
        found = values(Community(people("U1", "U2"), (*asked, *replies)))
        assert found[Measure.FIRST_RESPONSE_MEDIAN] == Value(10.5, 20)
        assert found[Measure.FIRST_RESPONSE_P90] == Value(18.0, 20)

    def test_a_late_answer_is_slow_and_one_after_the_week_is_none(self):
        asked = [post("U1", days(0) + n) for n in range(2)]
        replies = (reply("U2", days(3), asked[0]), reply("U2", days(8), asked[1]))
        found = values(Community(people("U1", "U2"), (*asked, *replies)))
        assert found[Measure.REPLY_RATE] == Value(0.0, 2)
        assert found[Measure.FIRST_RESPONSE_MEDIAN] == Value(72.0, 1)

    def test_the_first_of_two_answers_counts(self):
        asked = post("U1", days(0))
        late, soon = reply("U2", days(0) + 5 * HOUR, asked), reply("U3", days(0) + 2 * HOUR, asked)
        found = values(Community(people("U1", "U2", "U3"), (late, soon, asked)))
        assert found[Measure.FIRST_RESPONSE_P90] == Value(2.0, 1)


class TestDepth:
    """Threads in which somebody replied."""

    def test_an_old_thread_counts_with_what_was_said_in_it_this_week(self):
        old = post("U1", days(-20))
        deeds = (old, reply("U4", days(-15), old), reply("U2", days(0), old), reply("U3", days(1), old))
        found = values(Community(people("U1", "U2", "U3", "U4"), deeds), weeks=4)
        assert found[Measure.PEOPLE_PER_THREAD] == Value(3.0, 1)
        assert found[Measure.REPLIES_PER_THREAD] == Value(2.0, 1)
        assert found[Measure.THREADS_OF_THREE] == Value(1.0, 1)

    def test_a_thread_that_an_app_began_is_nobody_s(self):
        app = Deed("UAPP", Act.POST, days(0), "C1", days(0))
        deeds = (reply("U1", days(0) + 1, app), reply("U2", days(0) + 2, app))
        found = counted(Community(people("U1", "U2"), deeds))
        assert found.figures.values[Measure.PEOPLE_PER_THREAD] == Value(2.0, 1)
        assert found.figures.values[Measure.CONTRIBUTORS] == Value(0.0, 2)
        assert found.rows.helped.tolist() == [0, 0]

    def test_of_three_pairs_two_go_both_ways(self):
        one, other = post("U1", days(0)), post("U2", days(0) + 1)
        deeds = (one, other, reply("U1", days(1), other), reply("U2", days(1), one), reply("U3", days(1) + 1, one))
        found = values(Community(people("U1", "U2", "U3"), (*deeds, reply("U3", days(2), one))))
        assert found[Measure.RECIPROCITY] == Value(2 / 3, 3)


class TestCohorts:
    """Those who came in the same week."""

    def test_seven_days_are_seven_times_twenty_four_hours(self):
        joined = [days(-7, "00:00"), days(-1, "23:59"), days(-3)]
        came = tuple(Person(f"U{n}", joined=when) for n, when in enumerate(joined))
        deeds = (post("U0", joined[0] + 7 * DAY), post("U1", joined[1] + 7 * DAY + 1))
        assert values(Community(came, deeds))[Measure.ACTIVATED_7] == Value(1 / 3, 3)

    def test_who_wrote_before_they_joined_is_no_newcomer(self):
        came = (Person("U1", joined=days(0)), Person("U2", joined=days(0)))
        found = values(Community(came, (post("U1", days(-1)), post("U2", days(0)))), weeks=2)
        assert found[Measure.JOINED] == Value(1.0, 2)

    def test_a_cohort_s_share_that_is_still_active(self):
        four_weeks_ago = [Person(f"U{n}", joined=days(-28) + n) for n in range(4)]
        left = Person("ULEFT", joined=days(-27), is_here=False)
        deeds = (post("U0", days(0)), react("U1", days(1), post("U9", 0)))
        found = values(Community((*four_weeks_ago, left), deeds), weeks=5)
        assert found[Measure.RETENTION_4] == Value(2 / 5, 5)
        assert found[Measure.RETENTION_1] == found[Measure.RETENTION_12] == Value(None, 0)

    def test_nobody_knows_when_those_joined_who_were_there_before(self):
        first_week = date(1970, 1, 5)
        assert values(Community(people("U1"), ()), first_week)[Measure.RETENTION_1] == Value(None, 0)

    def test_of_those_silent_for_four_weeks_one_speaks(self):
        since = [Person("U1", joined=days(0, "00:00") - 28 * DAY - 1), Person("U2", joined=days(-60))]
        too_new, spoke = Person("U3", joined=days(0, "00:00") - 28 * DAY), Person("U4", joined=days(-60))
        deeds = (post("U1", days(0)), post("U3", days(0) + 1), post("U4", days(-10)), post("U4", days(1)))
        found = values(Community((*since, too_new, spoke), deeds), weeks=9)
        assert found[Measure.CONVERSION] == Value(1 / 2, 2)


class TestPath:
    """No stage is lost, and each bears its date."""

    def test_an_introduction_or_a_message_activates(self):
        came = (Person("U1", introduced=days(3)), Person("U2"), Person("U3", introduced=days(7)), Person("U4"))
        one = counted(Community(came, (post("U2", days(0)),)))
        assert one.reached[Stage.ACTIVATED] == ["U1", "U2"]
        assert one.reached_on == date(2026, 11, 22)
        assert one.figures.values[Measure.AWARE] == Value(2.0, 4)
        assert one.figures.values[Measure.ACTIVATED] == Value(2.0, 4)

    def test_four_weeks_add_up_and_five_do_not(self):
        head = [post("U9", days(-7 * n)) for n in range(5)]
        together = [reply("U1", head[n].at + 1, head[n]) for n in (0, 2, 3)]
        scattered = [reply("U2", head[n].at + 2, head[n]) for n in (0, 1, 4)]
        one = counted(Community(people("U1", "U2", "U9"), (*head, *together, *scattered)), weeks=6)
        assert one.reached[Stage.CONTRIBUTOR] == ["U1"]
        assert one.figures.values[Measure.CONTRIBUTOR] == Value(1.0, 3)

    def test_a_later_stage_passes_the_earlier_ones(self):
        head = [post(f"U{n}", days(0) + n) for n in range(6)]
        replies = [reply("UALL", days(1) + n, one) for n, one in enumerate(head)]
        here = Community(people("UALL"), (*head, *replies), rules=PathRules(posts=9, helping_weeks=1))
        one = counted(Community((*here.people, *people(*(f"U{n}" for n in range(6)))), here.deeds, rules=here.rules))
        assert [one.reached[stage] for stage in list(Stage)[1:]] == [["UALL"]] * 3

    def test_a_stage_stays_and_is_reached_once(self):
        found = count_through(Community(people("U1"), (post("U1", days(0)),)), THIS, THIS + 8 * WEEK)
        assert [one.reached[Stage.ACTIVATED] for one in found] == [["U1"], *[[]] * 8]
        assert {one.figures.values[Measure.ACTIVATED].amount for one in found} == {1.0}

    def test_to_help_in_six_of_twelve_weeks_and_five_people_in_four(self):
        rules = PathRules(helped=2, helping_weeks=6)
        head = [post(f"UH{n}", days(-7 * n)) for n in range(12)]
        often = [reply("UOFTEN", head[n].at + 1, head[n]) for n in (0, 2, 4, 6, 8, 10)]
        lately = [reply("ULATELY", head[n].at + 2, head[n]) for n in (0, 1, 2, 3)]
        here = Community(
            people("UOFTEN", "ULATELY", *(f"UH{n}" for n in range(12))), (*head, *often, *lately), rules=rules
        )
        one = counted(here, weeks=12)
        assert one.reached[Stage.ADVOCATE] == ["UOFTEN"]
        assert dict(zip(one.rows.people, one.rows.helping.tolist(), strict=True))["UOFTEN"] == 0b010101010101

    @pytest.mark.parametrize(("weeks_ago", "weeks"), [(5, 2), (6, 1)])
    def test_five_silent_weeks_begin_the_twelve_anew(self, weeks_ago, weeks):
        head = [post("U9", days(-7 * weeks_ago)), post("U9", days(0))]
        one = counted(Community(people("U1", "U9"), (*head, *(reply("U1", it.at + 1, it) for it in head))), weeks=7)
        helping = dict(zip(one.rows.people, one.rows.helping.tolist(), strict=True))["U1"]
        assert helping.bit_count() == weeks


class TestKept:
    """What is kept of each person's week, and what to-dos look at."""

    def test_posts_replies_reactions_days_and_help(self):
        heads = [post("U1", days(0)), post("U2", days(0) + 1)]
        deeds = (
            *heads, reply("U3", days(2), heads[0]), reply("U3", days(2) + 1, heads[0]), reply("U3", days(3), heads[1]),
            react("U3", days(6), heads[0]), post("U3", days(4)), reply("U1", days(1), heads[0]),
        )  # fmt: skip
        rows = counted(Community(people("U1", "U2", "U3", "U4"), deeds)).rows
        columns = (rows.posts, rows.replies, rows.reactions, rows.days, rows.helped, rows.helping)
        assert rows.people == ["U1", "U2", "U3"]
        assert list(zip(*(one.tolist() for one in columns), strict=True)) == [
            (2, 0, 0, 0b11, 0, 0),
            (1, 0, 0, 0b1, 0, 0),
            (1, 3, 1, 0b1011100, 2, 1),
        ]

    def test_the_team_s_weeks_are_kept_too_and_strangers_are_not(self):
        deeds = (post("UTEAM", days(0)), post("UWHO", days(1)))
        here = Community((*people("UTEAM"), Person("UWHO", joined=None)), deeds, frozenset({"UTEAM"}))
        assert counted(here).rows.people == ["UTEAM"]

    def test_what_to_dos_look_at(self):
        head = post("U2", days(-20))
        deeds = (
            head,
            *(post("U1", days(-7 * n)) for n in (1, 2, 4, 5)),
            reply("U1", days(-14) + 1, head),
            post("U3", days(0)),
        )
        one = counted(Community(people("U1", "U2", "U3"), deeds), weeks=7).persons
        assert one.people == ["U1", "U2", "U3"]
        assert one.before.tolist() == [4, 1, 0]
        assert one.weeks_before.tolist() == [3, 1, 0]
        assert one.days.tolist() == [0, 0, 1]
        assert one.helping.tolist() == [0b100, 0, 0]
        assert one.wrote_first.tolist() == [False, False, True]

    def test_only_the_first_message_ever_is_the_first(self):
        here = Community(people("U1", "U2"), (post("U1", days(-20)), post("U1", days(0)), post("U2", days(1))))
        assert counted(here, weeks=4).persons.wrote_first.tolist() == [False, True]

    def test_who_is_in_a_week_that_was_counted_is_not_new_whatever_else_is_known_of_them(self):
        last = counted(Community(people("U1"), (post("U1", days(-7)),)), THIS - WEEK)
        kept = past_of(THIS, {THIS - WEEK: last.rows})
        now = Community(people("U1"), (post("U1", days(0)),))
        past = Past(replace(standing_of(now, {}), first_active=np.zeros(1, np.int64)), kept)
        found = count(THIS, PARIS, log_of(now.deeds), past, team=(), rules=PathRules()).figures.values
        assert (found[Measure.NEW], found[Measure.RETURNING]) == (Value(0.0, 1), Value(1.0, 1))


def test_what_happened_at_other_times_changes_nothing():
    asked = post("U1", days(0))
    week = (asked, reply("U2", days(1), asked))
    others = (post("U1", days(7, "00:00")), reply("U3", days(7, "05:00"), asked, Flag.OUTSIDE), post("U2", days(-1)))
    here = (*people("U1", "U2"), Person("U3", joined=None))
    assert values(Community(here, (*week, others[0], others[1])))[Measure.THREADS_OF_THREE] == Value(0.0, 1)
    assert values(Community(here, (*week, *others)))[Measure.MESSAGES] == Value(2.0, 2)


def test_coffee_is_told_where_there_was_a_round():
    rounds = (
        RoundFigures(people=8, groups=4, met=3, left_out=2, ratings=4, rating_mean=4.5),
        RoundFigures(people=2, groups=1, met=0, ratings=2),
    )
    found = values(Community(people("U1"), ()), rounds=rounds)
    assert found[Measure.COFFEE_MATCHED] == Value(10.0, 12)
    assert found[Measure.COFFEE_MET] == Value(0.6, 5)
    assert found[Measure.COFFEE_RATING] == Value(4.5, 4)
    nothing = values(Community(people("U1"), ()), rounds=(RoundFigures(left_out=1),))
    assert nothing[Measure.COFFEE_MET] == nothing[Measure.COFFEE_RATING] == Value(None, 0)
