"""What a workspace's corrections teach: as much as they are many, kept as figures, judged by what was not seen."""

from itertools import cycle, islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.learned import calibration
from slack_app.domain.feedback.learned.calibration import NEVER, START, Said, accuracy, alone_from
from slack_app.domain.feedback.learned.fitting import balanced, softened
from slack_app.domain.feedback.learned.general import read
from slack_app.domain.feedback.learned.linear import NotAModelError
from slack_app.domain.feedback.learned.local import Local, Taught, blended, kept, learned_from, local_from
from slack_app.domain.feedback.learned.refitting import Example, Former, better_former, refit, said_of, taught_by
from slack_app.domain.feedback.learned.reports import Limits, limits, remembered, report
from slack_app.domain.feedback.learned.subjects import OfArea, OfKind
from slack_app.domain.feedback.learned.thinking import think
from slack_app.domain.feedback.terms import Field
from tests.domain.feedback.odd import ODD

THINGS = [
    "calendar",
    "search",
    "export",
    "photo",
    "badge",
    "map",
    "login",
    "mail",
    "poll",
    "list",
    "clock",
    "ticket",
    "profile",
    "menu",
    "report",
    "file",
    "room",
]
SAYINGS = {"idea": "My wrist says {} and that is odd", "question": "Where may the {} have gone to"}
SUBJECT = OfKind()


def examples(many: int, start: int = 0) -> list[Example]:
    """So many, each kind in its turn, in words that no cue knows."""
    said = islice(cycle(SAYINGS.items()), many)
    return [
        Example(start + at, words.format(f"{THINGS[at % len(THINGS)]} {THINGS[at * 5 % 11]}"), kind)
        for at, (kind, words) in enumerate(said)
    ]


def lessons(many: int, start: int = 0) -> list[Taught]:
    return taught_by(examples(many, start), SUBJECT)


def local_of(many: int) -> Local:
    found = learned_from(lessons(many))
    assert found is not None
    return found


def share(local: Local | None, words: str, value: str) -> float:
    text = read(words)
    shares = blended(local, text, SUBJECT.prior(words, text), SUBJECT.names, SUBJECT.half)
    assert shares.sum() == pytest.approx(1, abs=1e-4)
    return float(shares[SUBJECT.names.index(value)])


def test_the_more_corrections_the_more_they_count() -> None:
    words = "My wrist says room and that is odd"
    told = [share(None, words, "idea"), *(share(local_of(many), words, "idea") for many in (10, 40, 160))]
    assert told == sorted(told)
    assert told[0] < 0.5 < told[-1]


def test_without_corrections_the_prior_stands() -> None:
    text = read("The app crashes")
    prior = SUBJECT.prior("The app crashes", text)
    assert np.array_equal(blended(None, text, prior, SUBJECT.names, SUBJECT.half), prior)


def test_one_value_alone_teaches_nothing() -> None:
    assert learned_from([]) is None
    assert learned_from([one for one in lessons(20) if one.value == "idea"]) is None
    assert refit([], SUBJECT) is None


def test_a_value_that_is_no_longer_possible_teaches_nothing() -> None:
    area = OfArea(("Billing",))
    assert taught_by([Example(1, "words", "Gone"), Example(2, "words", "Billing")], area)[0].ticket_id == 2


@pytest.mark.parametrize("name", ODD)
def test_whatever_is_sent_can_be_learned_from_and_guessed(name: str) -> None:
    odd = taught_by([Example(900, ODD[name], "bug"), Example(901, ODD[name], "praise")], SUBJECT)
    local = learned_from([*lessons(12), *odd])
    assert local is not None
    found = think(ODD[name], read(ODD[name]), SUBJECT, local, Limits())
    assert 0 <= found.second_confidence <= found.confidence <= 1


def test_figures_are_kept_without_words_and_read_again() -> None:
    local = local_of(60)
    figures = kept(local)
    again = local_from(figures)
    assert b"wrist" not in figures
    for words in ("My wrist says room and that is odd", "", "🎉"):
        assert share(again, words, "idea") == pytest.approx(share(local, words, "idea"), abs=1e-6)
    assert again.many == 60


@pytest.mark.parametrize("cut", [0, 10, 500])
def test_damaged_figures_are_refused(cut: int) -> None:
    with pytest.raises(NotAModelError):
        local_from(kept(local_of(20))[:cut])


def test_the_likest_confirmed_tickets_are_named_as_reasons() -> None:
    found = think(
        "My wrist says calendar and that is odd",
        read("My wrist says calendar and that is odd"),
        SUBJECT,
        local_of(40),
        Limits(),
    )
    assert found.value == "idea"
    assert found.near
    assert all(one % 2 == 0 for one in found.near)
    assert local_of(40).near(read("アプリが落ちる"), "idea") == ()
    assert local_of(40).near(read("My wrist"), "praise") == ()


def test_who_is_judged_was_not_learned_from() -> None:
    """Every item is said to be what nobody else of its words is: only who had seen it could know."""
    odd_ones = [Example(at, "the same words", kind) for at, kind in enumerate(["idea"] * 40 + ["question"])]
    new = refit(taught_by([*examples(40, 100), *odd_ones], SUBJECT), SUBJECT)
    assert new is not None
    last = next(one for one in new.held_out if one.ticket_id == 40)
    assert not last.is_right


def test_each_of_the_last_two_hundred_is_judged_once() -> None:
    new = refit(lessons(230), SUBJECT)
    assert new is not None
    assert [one.ticket_id for one in new.held_out] == list(range(30, 230))


def test_a_former_model_that_does_better_is_gone_back_to() -> None:
    good = learned_from(lessons(80, start=1000))
    assert good is not None
    spoiled = [
        Taught(one.ticket_id, one.text, "bug" if at % 2 else "idea", one.prior)
        for at, one in enumerate(lessons(60)[::-1])
    ]
    judged_by = lessons(50, start=2000)
    new = refit([*spoiled, *judged_by], SUBJECT)
    assert new is not None
    former = Former(3, good, {})
    ahead = accuracy([said_of(good, one, SUBJECT) for one in judged_by]) - accuracy(new.held_out[-50:])
    assert (better_former(new, [*spoiled, *judged_by], [former], SUBJECT) is former) == (ahead > 0.03)


def test_no_former_model_is_asked_about_what_it_learned_from() -> None:
    told = lessons(60)
    new = refit(told, SUBJECT)
    assert new is not None
    assert better_former(new, told, [Former(1, local_of(60), {})], SUBJECT) is None


def said(many: int, right_from: float) -> list[Said]:
    """Confidences from 0.5 to 1: right where they are above a mark, else half of the time."""
    rows = []
    for at in range(many):
        sure = 0.5 + 0.5 * (at + 0.5) / many
        rows.append(Said(at, "bug", sure, "bug" if sure > right_from or at % 2 else "idea"))
    return rows


def test_with_few_items_the_table_holds_and_with_many_what_was_seen() -> None:
    assert alone_from(said(39, 0.0)) == START
    assert alone_from([]) == START
    sloppy, careful = alone_from(said(200, 0.9)), alone_from(said(200, 0.6))
    assert careful < sloppy


def test_who_is_never_right_enough_never_decides() -> None:
    wrong = [Said(at, "bug", 0.6 + at / 1000, "idea") for at in range(200)]
    assert alone_from(wrong) == NEVER


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=120), st.sampled_from([0.8, 0.9, 0.95]))
def test_the_threshold_is_a_confidence_that_was_seen_or_none(rows: list[tuple[float, bool]], right: float) -> None:
    items = [Said(at, "bug", sure, "bug" if is_right else "idea") for at, (sure, is_right) in enumerate(rows)]
    found = alone_from(items, right=right)
    assert found in {START, NEVER, *(sure for sure, _ in rows)}


def test_only_the_last_two_hundred_calibrate() -> None:
    old = [Said(at, "bug", 0.9, "idea") for at in range(500)]
    assert alone_from([*old, *said(200, 0.6)]) == alone_from(said(200, 0.6))
    assert calibration.LAST == 200


def test_a_model_decides_alone_only_after_enough_corrections() -> None:
    for field, enough in ((Field.KIND, 40), (Field.AREA, 200)):
        few, many = (report(field, lessons_, said(200, 0.5)) for lessons_ in (enough - 1, enough))
        assert limits(field, few).alone == NEVER
        assert limits(field, many).alone <= 1
    assert limits(Field.KIND, {}).alone == NEVER
    assert limits(Field.KIND, {"lessons": "many", "alone_from": None}).alone == NEVER


def test_a_report_tells_again_what_was_said_unseen() -> None:
    told = report(Field.KIND, 50, said(50, 0.5))
    assert remembered(told)[7] == ("bug", round(said(50, 0.5)[7].confidence, 4))
    assert remembered({"held_out": [[1, "bug"], "x", [2, "bug", 1], None]}) == {2: ("bug", 1.0)}
    assert remembered({"held_out": "damaged"}) == {}


def test_rare_labels_weigh_more_and_all_labels_weigh_alike() -> None:
    labels = ["bug"] * 9 + ["idea"]
    even, half_way = balanced(labels), softened(labels)
    assert even[:9].sum() == pytest.approx(even[9])
    assert even.sum() == pytest.approx(len(labels))
    assert 1 < half_way[9] / half_way[0] < even[9] / even[0]
