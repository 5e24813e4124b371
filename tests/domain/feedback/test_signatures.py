"""Signatures, the shelf that they stand on, and how likely two ask for the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.alike.cognates import folded, meanings
from slack_app.domain.feedback.alike.likeness import (
    FEATURES,
    SHIPPED,
    Ranker,
    alike,
    features_of,
    ranker_from,
    surprise,
    taught,
)
from slack_app.domain.feedback.alike.nearness import Candidate, is_word_for_word, picked
from slack_app.domain.feedback.alike.shelf import Shelf
from slack_app.domain.feedback.alike.signature import (
    MOST,
    NONE,
    SPACE,
    Signature,
    is_sound,
    packed,
    signature_of,
    unpacked,
)
from tests.domain.feedback.odd import ODD

SAID = (
    "The export of the calendar fails since the update",
    "Please add a dark mode",
    "I cannot log in with my phone",
    "The battery is empty after an hour",
    "La musique s'arrête quand l'écran s'éteint",
    "The printer prints blank pages",
)
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)


def shelf_of(*words: str) -> Shelf:
    shelf = Shelf()
    shelf.put((number, packed(signature_of(one)) or b"") for number, one in enumerate(words))
    return shelf


@pytest.mark.parametrize("name", ODD)
def test_whatever_is_sent_has_a_signature_of_bounded_size(name: str) -> None:
    signed = signature_of(ODD[name])
    assert len(signed.ids) <= MOST
    stored = packed(signed)
    assert stored is None if not signed else len(stored) <= 1 + 3 * MOST
    assert shelf_of(*SAID).nearest(signed, 3) is not None


@given(texts)
def test_a_signature_comes_back_from_its_bytes(words: str) -> None:
    signed = signature_of(words)
    again = unpacked(packed(signed))
    assert np.array_equal(again.ids, signed.ids)
    assert np.array_equal(again.weights, signed.weights)


@given(texts)
def test_its_figures_are_sorted_each_once_and_together_of_length_one(words: str) -> None:
    signed = signature_of(words)
    assert (np.diff(signed.ids.astype(np.int64)) > 0).all()
    if signed:
        assert float(np.linalg.norm(signed.lengths)) == pytest.approx(1, abs=0.03)
        assert alike(signed, signed) == pytest.approx(1, abs=0.06)


@given(st.binary(max_size=220))
def test_bytes_that_are_no_signature_are_none_or_read_in_range(stored: bytes) -> None:
    signed = unpacked(stored)
    assert bool(signed) == is_sound(stored)
    assert not signed or int(signed.ids.max()) < SPACE
    assert unpacked(None) is NONE


def test_no_word_can_be_read_from_it() -> None:
    stored = packed(signature_of("my password is hunter2")) or b""
    assert b"hunter2" not in stored
    assert b"password" not in stored


@given(texts, texts)
def test_likeness_goes_both_ways_and_stays_between_none_and_one(one: str, other: str) -> None:
    first, second = signature_of(one), signature_of(other)
    assert alike(first, second) == pytest.approx(alike(second, first), abs=1e-5)
    assert -1e-6 <= alike(first, second) <= 1.06


def test_case_accents_and_slacks_marks_make_no_other_signature() -> None:
    plain, written = signature_of("l'export echoue"), signature_of("*L'EXPORT ÉCHOUE* <@U0123ABCD>")
    assert np.array_equal(plain.ids, written.ids)


def test_french_and_english_meet_in_what_they_mean() -> None:
    assert set(meanings(folded("mise à jour"))) == set(meanings(folded("update")))
    french = signature_of("Impossible de synchroniser ma montre depuis la mise à jour")
    assert alike(french, signature_of("My watch does not sync since the update")) > 2 * alike(
        french, signature_of("The printer prints blank pages")
    )


@pytest.mark.parametrize("at", range(len(SAID)))
def test_the_nearest_of_what_is_said_is_itself(at: int) -> None:
    (found, likeness), *_ = shelf_of(*SAID).nearest(signature_of(SAID[at]), 3)
    assert found == at
    assert likeness == pytest.approx(1, abs=0.05)


def test_on_a_shelf_of_many_blocks_the_same_is_found_as_on_one_table() -> None:
    many = [f"{SAID[at % len(SAID)]} number {at} in room {at * 7 % 31}" for at in range(1_500)]
    shelf, bits = Shelf(), [packed(signature_of(one)) or b"" for one in many]
    for start in range(0, len(many), 300):
        shelf.put(list(enumerate(bits))[start : start + 300])
    asked = signature_of(many[700])
    weights = shelf.weighed(asked)
    dense = np.zeros(SPACE, np.float32)
    dense[asked.ids] = weights
    by_hand = sorted(
        ((float(dense[one.ids] @ one.lengths), at) for at, one in enumerate(map(unpacked, bits))), reverse=True
    )
    found = shelf.nearest(asked, 10)
    assert shelf.size == len(many)
    assert found[0][0] == 700
    assert [likeness for _, likeness in found] == pytest.approx([likeness for likeness, _ in by_hand[:10]], abs=1e-4)


def test_a_shelf_leaves_out_what_is_damaged_and_an_empty_one_finds_nothing() -> None:
    shelf = Shelf()
    assert shelf.nearest(signature_of("anything"), 3) == []
    shelf.put([(1, b""), (2, b"\x01ab"), (3, b"\x07" + bytes(30)), (4, packed(signature_of(SAID[0])) or b"")])
    assert shelf.size == 1
    assert [ticket_id for ticket_id, _ in shelf.nearest(signature_of(SAID[0]), 3)] == [4]
    assert shelf.nearest(NONE, 3) == []


def test_what_is_rare_here_weighs_more_where_there_are_many_tickets() -> None:
    shelf = shelf_of(*(f"The export of the calendar fails {at}" for at in range(400)), "The export of the zebra fails")
    asked = signature_of("The export of the zebra fails")
    (found, _), *_ = shelf.nearest(asked, 3)
    assert found == 400
    assert float(np.linalg.norm(shelf.weighed(asked))) == pytest.approx(1, abs=1e-3)


@given(texts, texts)
def test_features_are_in_the_order_of_their_names_and_no_larger_than_they_may(one: str, other: str) -> None:
    first, second = signature_of(one), signature_of(other)
    if first and second:
        seen = dict(zip(FEATURES, features_of(shelf_of(one, other).weighed(first), first, second), strict=True))
        assert all(-1e-3 <= value <= 1.1 for value in seen.values())
        assert 0 <= SHIPPED.probability(tuple(seen.values())) <= 1


def test_the_same_is_likelier_the_same_than_something_else() -> None:
    signed = [signature_of(one) for one in SAID]
    weights = shelf_of(*SAID).weighed(signed[0])
    told = [SHIPPED.probability(features_of(weights, signed[0], other)) for other in signed]
    assert told[0] > 0.5 > max(told[1:])


def test_a_ranker_comes_back_from_its_bytes_and_the_shipped_one_in_the_place_of_damage() -> None:
    other = Ranker((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), -1.0)
    assert ranker_from(other.stored()) == other
    for damaged in (None, b"", b"x" * 7, other.stored()[:-8], np.full(7, np.nan).tobytes()):
        assert ranker_from(damaged) is SHIPPED


def pairs(many: int, mark: float) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Answers of people to whom two are the same from that likeness on."""
    likenesses = [(at + 0.5) / many for at in range(many)]
    return [(one, 0.3, 0.3, 0.1, 0.4, 0.2) for one in likenesses], [one > mark for one in likenesses]


def test_answers_draw_the_ranker_to_where_people_see_the_same() -> None:
    seen, same = pairs(200, 0.6)
    strict = taught(seen, same)
    assert surprise(strict, seen, same) < surprise(SHIPPED, seen, same)
    assert strict.probability(seen[100]) < SHIPPED.probability(seen[100])
    assert taught(seen, same) == strict


def test_few_answers_change_little_and_none_nothing() -> None:
    assert taught([], []) is SHIPPED
    assert taught([(0.5, 0.5)], [True]) is SHIPPED
    seen, same = pairs(200, 0.6)
    few, many = taught(seen[95:100], same[95:100]), taught(seen, same)
    moved = [abs(one.probability(seen[100]) - SHIPPED.probability(seen[100])) for one in (few, many)]
    assert moved[0] < moved[1]


def candidate(ticket_id: int, signature: Signature, probability: float) -> Candidate:
    return Candidate(ticket_id, ticket_id, signature, (), probability)


def test_three_are_asked_about_the_likeliest_first_and_no_two_that_say_the_same() -> None:
    signed = [signature_of(one) for one in SAID]
    found = picked(
        [
            candidate(1, signed[0], 0.9),
            candidate(2, signed[0], 0.89),
            candidate(3, signed[1], 0.7),
            candidate(4, signed[2], 0.6),
        ],
        3,
    )
    assert [one.ticket_id for one in found] == [1, 3, 4]


def test_what_is_hardly_likely_is_not_asked_about() -> None:
    assert picked([candidate(1, NONE, 0.05)], 3) == []
    assert picked([], 3) == []
    assert len(picked([candidate(at, NONE, 1.0) for at in range(5)], 3)) == 3


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("L'export échoue depuis hier matin !", "l'EXPORT echoue, depuis hier matin", True),
        ("The *export* fails\nsince yesterday morning.", "the export fails since yesterday morning", True),
        ("アプリが毎朝落ちるので困っています。どうすればよいでしょうか", "アプリが毎朝落ちるので困っています。どうすればよいでしょうか", True),
        ("L'export échoue depuis hier matin", "L'export échoue depuis hier soir", False),
        ("org.example.MainActivity.open アプリが落ちる", "org.example.MainActivity.open 色を変えたい", False),
        ("Nothing opens at https://example.org/1", "Nothing opens at https://example.org/2", False),
        ("It stops after 10 minutes of use", "It stops after 100 minutes of use", False),
        ("It stops with this:\n```\nKeyError: 1\n```", "It stops with this:\n```\nOSError: 2\n```", False),
        ("The compiler of C++ stops at noon", "The compiler of C# stops at noon", False),
        ("アプリがかいてん中に落ちます。毎朝必ず起きることです。", "アプリががいてん中に落ちます。毎朝必ず起きることです。", False),
        ("It fails", "It fails", False),
        ("", "", False),
        (". " * 40, "! " * 40, False),
    ],
)  # fmt: skip
def test_word_for_word_is_but_for_case_accents_and_marks_and_never_short(one: str, other: str, is_same: bool) -> None:
    assert is_word_for_word(one, other) == is_same
    assert is_word_for_word(other, one) == is_same
