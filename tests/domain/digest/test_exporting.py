"""The figures of all weeks, for spreadsheets and for programs."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.digest.exporting import csv_bytes, guarded, json_bytes, rows, unguarded
from slack_app.domain.measures.figures import ChannelWeek, WeekFigures
from slack_app.domain.measures.terms import Group, Measure, Unit, Value

MONDAY = date(2026, 3, 2)
BEFORE = WeekFigures(MONDAY - timedelta(weeks=1), {Measure.MESSAGES: Value(80, 30)})
THIS = WeekFigures(
    MONDAY,
    {Measure.MESSAGES: Value(120, 40), Measure.REPLY_RATE: Value(0.5, 4), Measure.FIRST_RESPONSE_P90: Value(None, 0)},
    {"C2": ChannelWeek(20, 5), "C1": ChannelWeek(100, 30)},
)
NAMES = {Measure.MESSAGES: "Messages écrits", Measure.REPLY_RATE: "=cmd|'/c calc'!A1"}


def read(sheet):
    return list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))


def test_each_measure_of_each_week_is_a_row_the_oldest_first():
    table = list(rows([THIS, BEFORE], NAMES))
    assert [(row.week, row.measure) for row in table] == [
        (BEFORE.week, "messages"),
        (MONDAY, "messages"),
        (MONDAY, "reply_rate"),
        (MONDAY, "first_response_p90"),
    ]
    now = table[1]
    assert (now.group, now.unit, now.name) == (Group.TALK, Unit.COUNT, "Messages écrits")
    assert (now.amount, now.n, now.before, now.before_n) == (120, 40, 80, 30)


def test_only_the_week_just_before_is_the_one_before():
    older = WeekFigures(MONDAY - timedelta(weeks=2), BEFORE.values)
    assert [row.before for row in rows([THIS, older], {}) if row.week == MONDAY] == [None, None, None]


def test_what_rests_on_too_few_cases_says_so_and_what_is_not_known_is_empty():
    _, few, unknown = read(csv_bytes(rows([THIS], NAMES)))
    assert (few["amount"], few["n"], few["is_few"]) == ("0.5", "4", "1")
    assert (unknown["amount"], unknown["before"], unknown["before_n"]) == ("", "", "")


def test_ten_cases_are_enough_to_say():
    enough = WeekFigures(MONDAY, {Measure.REPLY_RATE: Value(0.5, 10)})
    assert [row.is_few for row in rows([enough], {})] == [False]
    [week] = json.loads(json_bytes([enough]))["weeks"]
    assert week["measures"]["reply_rate"]["is_few"] is False


def test_a_spreadsheet_reads_the_accents_and_no_name_is_a_formula():
    sheet = csv_bytes(rows([THIS], NAMES))
    assert sheet.startswith(b"\xef\xbb\xbf")
    assert [row["name"] for row in read(sheet)] == ["Messages écrits", "'=cmd|'/c calc'!A1", ""]


def test_a_number_below_nothing_stays_a_number():
    odd = WeekFigures(MONDAY, {Measure.MESSAGES: Value(-3, 1)})
    assert [row["amount"] for row in read(csv_bytes(rows([odd], {})))] == ["-3"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1"])  # noqa: RUF001  the wide sign is meant
def test_what_could_be_a_formula_is_made_harmless(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "messages", "a=b", "Réponses (p90)", "C1"])
def test_what_could_not_stays_as_it_is(text):
    assert guarded(text) == text


@given(st.text() | st.from_regex(r"[ ]?[=+\-@\t\r\n'].*"))
def test_the_guard_lets_nothing_through_and_loses_nothing(text):
    cell = guarded(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(cell) == text


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_name_comes_back_out_of_the_sheet(name):
    [row] = read(csv_bytes(rows([BEFORE], {Measure.MESSAGES: name})))
    assert unguarded(row["name"]) == name


def test_programs_get_the_weeks_with_the_meaning_of_each_measure():
    whole = json.loads(json_bytes([THIS, BEFORE]))
    assert whole["measures"]["first_response_p90"] == {
        "group": "answers",
        "unit": "hours",
        "better": "less",
        "at_least": 10,
    }
    older, week = whole["weeks"]
    assert (older["week"], week["week"]) == ("2026-02-23", "2026-03-02")
    assert week["measures"]["reply_rate"] == {"amount": 0.5, "n": 4, "is_few": True}
    assert week["channels"] == {"C1": {"messages": 100, "people": 30}, "C2": {"messages": 20, "people": 5}}
