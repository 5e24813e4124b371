"""What the matching is told of a participant."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.candidates import hours_of, person_of
from slack_app.domain.hours import in_working_hours
from slack_app.domain.matching import Past, Person, Recipe, Term, explain
from slack_app.domain.participation import Taking
from slack_app.domain.profile import Profile

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEA = Profile(
    role="Designer",
    team="Atelier",
    place="Lyon",
    languages=("fr",),
    interests=("Vélo",),
    offers=("Relecture",),
    looking_for=("Mentorat",),
    hopes="Be seen by nobody",
    in_directory=True,
)


def person(profile, taking=None, language="fr", tz="Europe/Paris"):
    taking = taking or Taking()
    return person_of("ULEA", profile, taking, tz=tz, language=language, member_for_days=12, now=NOW)


def bits(mask):
    return [n for n in range(48) if mask >> n & 1]


def test_what_they_share_is_weighed_and_what_they_wished_is_told():
    found = person(LEA, Taking(wish=3, fairness=0.4, times_left_out=2), language="en")
    assert found == Person(
        user_id="ULEA",
        role="Designer",
        team="Atelier",
        place="Lyon",
        languages=("fr", "en"),
        interests=("Vélo",),
        offers=("Relecture",),
        seeks=("Mentorat",),
        hours=hours_of("Europe/Paris", date(2026, 11, 23)),
        member_for_days=12,
        wish=3,
        fairness=0.4,
        times_left_out=2,
    )


def test_what_someone_keeps_out_of_the_directory_speaks_for_nobody():
    alone = Profile.from_json({**LEA.to_json(), "in_directory": False})
    other = person_of("UBEN", LEA, Taking(), tz="Europe/Paris", language="fr", member_for_days=12, now=NOW)
    reasons = explain([person(alone), other], Recipe(), Past())
    assert (person(alone).interests, person(alone).place) == ((), "")
    assert {reason.term for reason in reasons} == {Term.LANGUAGE, Term.HOURS}


def test_a_team_is_known_to_the_rule_even_when_it_is_not_shown():
    alone = Profile.from_json({**LEA.to_json(), "in_directory": False})
    assert person(alone).team == "Atelier"


def test_who_wrote_nothing_of_themselves_has_their_language_and_their_hours():
    assert person(None).languages == ("fr",)
    assert person(None).hours


@pytest.mark.parametrize(
    ("tz", "day", "half_hours"),
    [
        ("UTC", date(2026, 11, 23), range(18, 36)),
        ("Europe/Paris", date(2026, 11, 23), range(16, 34)),
        ("Europe/Paris", date(2026, 7, 6), range(14, 32)),
        ("Europe/Paris", date(2026, 7, 5), range(14, 32)),  # a Sunday: as if it were worked
        ("Asia/Kathmandu", date(2026, 11, 23), range(7, 24)),  # a quarter past the hour: whole half-hours only
        ("Pacific/Auckland", date(2026, 11, 23), [*range(10), *range(40, 48)]),
    ],
)
def test_hours_are_the_working_half_hours_of_the_utc_day(tz, day, half_hours):
    assert bits(hours_of(tz, day)) == list(half_hours)


@given(st.sampled_from(["Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "Nowhere/Land"]), st.integers(0, 47))
def test_whoever_is_said_to_work_is_at_work_then(tz, half_hour):
    at = datetime(2026, 11, 25, half_hour // 2, half_hour % 2 * 30, tzinfo=UTC)
    if half_hour in bits(hours_of(tz, at.date())):
        assert in_working_hours(at, tz)
