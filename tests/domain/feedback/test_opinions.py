"""What a classifier outside says is data: only known values are taken, and nothing is decided by it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.learned.guess import Guess
from slack_app.domain.feedback.routed.because import Reason, Why
from slack_app.domain.feedback.routed.opinions import NotAnOpinionError, Opinion, read, suggested, unsure_of
from slack_app.domain.feedback.terms import By, Field, Kind

AREAS = ("Search", "Paiements")
GOOD = {"kind": "bug", "area": "search", "confidence": 0.8, "reason": "It crashes", "title": "Search crashes"}
anything = st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))  # fmt: skip
NOT_KNOWN = {Field.KIND: Reason(Field.KIND, By.NOBODY, None), Field.AREA: Reason(Field.AREA, By.NOBODY, None)}


def said(**changes: Any) -> str:
    return json.dumps({**GOOD, **changes})


def test_an_area_is_known_however_it_is_written_and_its_reason_is_nobodys() -> None:
    opinion = read(said(), AREAS)
    assert opinion == Opinion("bug", "Search", 0.8, "Search crashes")
    assert "It crashes" not in json.dumps(opinion.to_json())
    assert Opinion.from_json(opinion.to_json(), AREAS) == opinion


@pytest.mark.parametrize(
    "text",
    [
        "", "bug", "[]", "null", '"bug"', "{", f"```json\n{said()}\n```", "[" * 100_000, said(kind="urgent"), said(kind=None),
        said(confidence=None), said(confidence="high"), said(confidence=True), said(confidence=1.01), said(confidence=-1),
        said(confidence=float("nan")), said(confidence=float("inf")),
    ],
)  # fmt: skip
def test_what_was_not_asked_for_is_no_opinion(text: str) -> None:
    with pytest.raises(NotAnOpinionError):
        read(text, AREAS)


@given(anything)
def test_whatever_comes_it_is_an_opinion_of_known_values_or_none(stored: Any) -> None:
    for one in (stored, {**GOOD, "title": stored}, {**GOOD, "area": stored}, {**GOOD, "confidence": stored}):
        try:
            opinion = Opinion.from_json(one, AREAS)
        except NotAnOpinionError:
            continue
        assert opinion.kind in set(Kind)
        assert opinion.area in (None, *AREAS)
        assert 0 <= opinion.confidence <= 1


def test_an_area_that_there_is_not_is_none() -> None:
    assert read(said(area="Salaries"), AREAS).area is None
    assert read(said(area=["Search"]), AREAS).area is None


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("  Search \n crashes ", "Search crashes"),
        ("Sign in at https://evil.test/now", "Sign in at …"),
        ("<!channel> see <https://evil.test|this> of @ana", "… see … this of …"),
        ("\u202edoog", "doog"),
        (["x"], ""),
        ("   ", ""),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_title_is_one_line_that_leads_nowhere(title: Any, kept: str) -> None:
    assert read(said(title=title), AREAS).title == kept


def test_it_fills_the_two_buttons_with_itself_first() -> None:
    guesses = {Field.KIND: Guess("idea", 0.5, "bug"), Field.AREA: Guess("Paiements", 0.2)}
    found = suggested(NOT_KNOWN, Opinion("bug", "Search", 0.8), guesses)
    assert found[Field.KIND] == Reason(
        Field.KIND, By.NOBODY, None, confidence=0.8, why=Why.OUTSIDE, candidates=("bug", "idea")
    )
    assert found[Field.AREA].candidates == ("Search", "Paiements")


@given(st.sampled_from([by for by in By if by is not By.NOBODY]), st.floats(0, 1))
def test_what_is_decided_stays_so(by: By, sure: float) -> None:
    decided = {Field.KIND: Reason(Field.KIND, by, "idea"), Field.AREA: Reason(Field.AREA, by, "Paiements")}
    assert suggested(decided, Opinion("bug", "Search", sure), {}) == decided
    assert not unsure_of(decided, AREAS)


def test_an_opinion_that_is_unsure_says_nothing_and_none_is_ever_a_decision() -> None:
    assert suggested(NOT_KNOWN, Opinion("bug", "Search", 0.44), {}) == NOT_KNOWN
    sure = suggested(NOT_KNOWN, Opinion("bug", None, 1.0), {})
    assert {one.by for one in sure.values()} == {By.NOBODY}
    assert {one.value for one in sure.values()} == {None}
    assert sure[Field.AREA] == NOT_KNOWN[Field.AREA]


def test_only_what_is_left_to_people_is_asked_about() -> None:
    kind = {**NOT_KNOWN, Field.KIND: Reason(Field.KIND, By.AUTHOR, "bug")}
    assert unsure_of(kind, AREAS)
    assert not unsure_of(kind, ())
    assert unsure_of(NOT_KNOWN, ())
