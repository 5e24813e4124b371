"""Whom a newcomer is advised to meet and where to go, each with its reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.profile import Profile
from slack_app.domain.recommend import Candidate, Reason, Room, Why, people_to_meet, rooms_to_join

ME = Profile(
    role="Développeuse",
    place="Lyon",
    languages=("fr",),
    interests=("Vélo", "Open source"),
    offers=("Relecture",),
    looking_for=("Mentorat", "Un associé"),
    in_directory=True,
)


def someone(user_id, *, listed=True, active_days_ago=3, times_recommended=0, is_new=False, **words):
    return Candidate(user_id, Profile(in_directory=listed, **words), active_days_ago, times_recommended, is_new)


def ids(suggestions):
    return [one.id for one in suggestions]


def reasons_for(**words):
    found = people_to_meet("ME", ME, [someone("U1", **words)])
    return list(found[0].reasons) if found else []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"offers": ("mentorat",)}, Reason(Why.OFFERS_WHAT_YOU_LOOK_FOR, "mentorat")),
        ({"looking_for": ("Mentorat",)}, Reason(Why.BOTH_LOOK_FOR, "Mentorat")),
        ({"looking_for": ("relectures",)}, Reason(Why.LOOKS_FOR_WHAT_YOU_OFFER, "relectures")),
        ({"interests": ("OPEN-SOURCE",)}, Reason(Why.SHARED_INTEREST, "OPEN-SOURCE")),
        ({"place": "Lyon, France"}, Reason(Why.SAME_PLACE, "Lyon")),
        ({"languages": ("en", "fr")}, Reason(Why.SAME_LANGUAGE, "fr")),
    ],
)
def test_each_suggestion_says_why_in_the_other_person_s_words(words, reason):
    assert reasons_for(**words) == [reason]


def test_nobody_outside_the_directory_and_never_oneself():
    hidden = someone("U1", listed=False, offers=("Mentorat",))
    myself = someone("ME", offers=("Mentorat",))
    assert people_to_meet("ME", ME, [hidden, myself]) == []


def test_nobody_without_a_reason():
    assert people_to_meet("ME", ME, [someone("U1", interests=("Échecs",), place="Paris", languages=("en",))]) == []
    assert people_to_meet("ME", Profile(), [someone("U1", interests=("Échecs",))]) == []


def test_remote_is_no_place():
    at_home = replace(ME, place="Télétravail", languages=())
    assert people_to_meet("ME", at_home, [someone("U1", place="télétravail")]) == []


def test_help_comes_before_shared_interests_before_the_same_town_before_the_language():
    found = people_to_meet(
        "ME",
        ME,
        [
            someone("U_SPEAKS", languages=("fr",)),
            someone("U_TOWN", place="lyon"),
            someone("U_CYCLES", interests=("vélo",)),
            someone("U_OFFERS", offers=("mentorat",)),
        ],
        limit=4,
    )
    assert ids(found) == ["U_OFFERS", "U_CYCLES", "U_TOWN", "U_SPEAKS"]


def test_at_most_three_reasons_the_strongest_first_and_a_topic_once():
    reasons = reasons_for(
        offers=("mentorat",),
        looking_for=("mentorat", "relecture"),
        interests=("vélo", "open source"),
        place="Lyon",
        languages=("fr",),
    )
    assert [one.why for one in reasons] == [
        Why.OFFERS_WHAT_YOU_LOOK_FOR,
        Why.LOOKS_FOR_WHAT_YOU_OFFER,
        Why.SHARED_INTEREST,
    ]


def test_a_rare_topic_says_more_than_one_that_everybody_has():
    crowd = [someone(f"U{n}", interests=("open source",)) for n in range(10)]
    rare = someone("U_RARE", interests=("vélo",))
    assert ids(people_to_meet("ME", ME, [*crowd, rare]))[0] == "U_RARE"


def test_a_long_list_does_not_win_by_its_length():
    me = Profile(interests=tuple("abcdefghij"), looking_for=("Mentorat",))
    lists_all = someone("U_LISTS", interests=tuple("abcdefghij"))
    offers = someone("U_OFFERS", offers=("Mentorat",))
    assert ids(people_to_meet("ME", me, [lists_all, offers]))[0] == "U_OFFERS"


def test_who_has_been_away_for_two_months_comes_after_who_is_here():
    away = someone("U_AWAY", offers=("mentorat",), active_days_ago=61)
    unknown = someone("U_UNKNOWN", offers=("mentorat",), active_days_ago=None)
    here = someone("U_HERE", offers=("mentorat",), active_days_ago=60)
    assert ids(people_to_meet("ME", ME, [away, unknown, here])) == ["U_HERE", "U_UNKNOWN", "U_AWAY"]


def test_recommendations_are_spread():
    counts = {f"U{n:02}": 0 for n in range(12)}
    for _ in range(20):
        candidates = [someone(one, offers=("mentorat",), times_recommended=times) for one, times in counts.items()]
        for suggestion in people_to_meet("ME", ME, candidates):
            counts[suggestion.id] += 1
    assert set(counts.values()) == {5}


def test_two_newcomers_have_that_in_common():
    new = someone("U_NEW", is_new=True)
    assert people_to_meet("ME", ME, [new], me_is_new=True)[0].reasons == (Reason(Why.NEW_TOO),)
    assert people_to_meet("ME", ME, [new]) == []


TOPICS = st.lists(st.sampled_from(["Vélo", "velo", "Mentorat", "Relecture", "Go", "Open source"]), max_size=4).map(
    tuple
)
PROFILES = st.builds(
    Profile,
    place=st.sampled_from(["", "Lyon", "lyon, France", "Paris"]),
    languages=st.sampled_from([(), ("fr",), ("fr", "en")]),
    interests=TOPICS,
    offers=TOPICS,
    looking_for=TOPICS,
    in_directory=st.booleans(),
)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.sampled_from(["ME", *(f"U{n}" for n in range(12))]),
        PROFILES,
        st.none() | st.integers(0, 400),
        st.integers(0, 9),
        st.booleans(),
    ),
    unique_by=lambda one: one.user_id,
    max_size=8,
)


@given(PROFILES, CANDIDATES, st.integers(-1, 5), st.randoms())
def test_whoever_asks_in_whatever_order(me, candidates, limit, chance):
    found = people_to_meet("ME", me, candidates, limit=limit)
    listed = {one.user_id for one in candidates if one.profile.in_directory} - {"ME"}
    assert set(ids(found)) <= listed
    assert len(found) == len(set(ids(found))) <= max(limit, 0)
    assert all(one.score > 0 and 1 <= len(one.reasons) <= 3 for one in found)
    assert [(-one.score, one.id) for one in found] == sorted((-one.score, one.id) for one in found)
    chance.shuffle(candidates)
    assert people_to_meet("ME", me, candidates, limit=limit) == found


@given(PROFILES, PROFILES)
def test_what_two_have_in_common_weighs_the_same_from_either_side(one, other):
    one, other = replace(one, offers=(), in_directory=True), replace(other, offers=(), in_directory=True)
    there = people_to_meet("A", one, [Candidate("B", other)])
    back = people_to_meet("B", other, [Candidate("A", one)])
    assert [found.score for found in there] == [found.score for found in back]
    assert [[why.why for why in found.reasons] for found in there] == [
        [why.why for why in found.reasons] for found in back
    ]


def rooms_for(*rooms, me=ME, starting=(), limit=3):
    return rooms_to_join(me, rooms, starting=starting, limit=limit)


@pytest.mark.parametrize(
    ("room", "topic"),
    [
        (Room("C1", "velo"), "Vélo"),
        (Room("C1", "velos-et-trottinettes"), "Vélo"),
        (Room("C1", "aide-open-source"), "Open source"),
        (Room("C1", "opensource"), "Open source"),
        (Room("C1", "balades", "Sorties à vélo le dimanche"), "Vélo"),
        (Room("C1", "mentorat"), "Mentorat"),
        (Room("C1", "relectures"), "Relecture"),
    ],
)
def test_a_room_is_about_a_topic_by_whole_words_whatever_the_accents(room, topic):
    assert rooms_for(room)[0].reasons == (Reason(Why.ABOUT_YOUR_INTEREST, topic),)


@pytest.mark.parametrize(
    "room",
    [
        Room("C1", "velodrome"),
        Room("C1", "open-space"),
        Room("C1", "source-open"),
        Room("C1", "random", "Un lieu où l'on va (go!)"),
        Room("C1", "", ""),
    ],
)
def test_a_part_of_a_word_or_of_a_topic_is_no_match(room):
    assert rooms_for(room, me=replace(ME, interests=("Vélo", "Open source", "Go", "🎉"))) == []


def test_the_name_says_more_than_the_purpose_and_an_interest_more_than_an_offer():
    rooms = [
        Room("C_OFFER", "relecture"),
        Room("C_PURPOSE", "dimanche", "vélo"),
        Room("C_NAME", "velo"),
        Room("C_SOUGHT", "mentorat"),
    ]
    assert ids(rooms_for(*rooms, limit=4)) == ["C_NAME", "C_SOUGHT", "C_PURPOSE", "C_OFFER"]


def test_of_two_rooms_alike_the_livelier_comes_first_then_the_id():
    rooms = [Room("C3", "velo", members=5), Room("C2", "velo-lyon", members=80), Room("C1", "velo-bis", members=5)]
    assert ids(rooms_for(*rooms)) == ["C2", "C1", "C3"]


def test_where_everyone_starts_fills_up_what_is_left():
    rooms = [Room("C_VELO", "velo"), Room("C_HELLO", "presentations"), Room("C_ALL", "general"), Room("C_MORE", "more")]
    found = rooms_for(*rooms, starting=["C_ALL", "C_UNKNOWN", "C_VELO", "C_ALL", "C_HELLO", "C_MORE"])
    assert ids(found) == ["C_VELO", "C_ALL", "C_HELLO"]
    assert [one.reasons[0].why for one in found] == [
        Why.ABOUT_YOUR_INTEREST,
        Why.EVERYONE_STARTS_HERE,
        Why.EVERYONE_STARTS_HERE,
    ]


@given(PROFILES, st.lists(st.builds(Room, st.text(max_size=3), st.text(), st.text()), max_size=6), st.integers(-1, 4))
def test_any_rooms_at_all(me, rooms, limit):
    found = rooms_to_join(me, rooms, starting=["C1"], limit=limit)
    assert len(found) == len(set(ids(found))) <= max(limit, 0)
    assert all(one.reasons for one in found)
