"""Managers take everything with them: tables that a spreadsheet opens and no formula hides in, and JSON; nobody's secret is in it."""

import csv
import io
import json
import zipfile

import pytest

from slack_app.domain.errors import NotAllowedError
from slack_app.domain.feedback.terms import Status
from slack_app.flows.deps import transaction
from slack_app.flows.feedback.managing import exporting
from slack_app.store.feedback import export as feedback_export
from slack_app.store.feedback import remarks
from slack_app.store.schema import OutboxRow
from tests.flows.coffee_stories import BOSS, arrive
from tests.flows.feedback_back_stories import DARK, decide, link, ready, said, wants
from tests.house import TEAM, House

FORMULA = '=HYPERLINK("https://evil.test","Cliquez; ici")\nsecond line'


def lived(house: House, locale: str = "fr-FR") -> None:
    """Three things are said, one without a name; one is linked, one declined; a team and an author write to each other."""
    ready(house)
    arrive(house, BOSS, is_admin=True, locale=locale)
    first, secret, same = (
        said(house, FORMULA, "UBEN"),
        said(house, DARK, "UANA", anonymous=True),
        said(house, "Écran noir", "UANA"),
    )
    said(house, "Not sent yet", "UANA", status="draft")
    wants(house, first, "UANA")
    decide(house, first, Status.DECLINED, reason="+1 to no", by=BOSS)
    link(house, same, secret)
    with transaction(house.deps) as session:
        remarks.add(session, TEAM, secret, from_team=True, by_id=BOSS, words="@you: which screen?", now=house.at)
        remarks.add(session, TEAM, secret, from_team=False, by_id=None, words="The small one", now=house.at)


def exported(house: House) -> dict[str, bytes]:
    exporting.ask(house.deps, TEAM, BOSS, asked="1")
    house.settle()
    ((channel_id, name, content, comment),) = house.slack.files
    assert channel_id == f"D-{BOSS}"
    assert name == "feedback-2026-03-02.zip"
    assert comment
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def table(content: bytes, between: str) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=between))


@pytest.mark.parametrize(("locale", "between"), [("fr-FR", ";"), ("en-GB", ",")])
def test_a_manager_gets_everything_in_tables_as_their_spreadsheet_reads_them(
    house: House, locale: str, between: str
) -> None:
    lived(house, locale)
    files = exported(house)
    rows = table(files["tickets.csv"], between)
    assert [row["words"] for row in rows] == [f"'{FORMULA}", DARK, "Écran noir"]
    assert [row["decline_reason"] for row in rows] == ["'+1 to no", "", ""]
    assert [row["author"] for row in rows] == ["UBEN", "", "UANA"]
    assert [row["merged_into"] for row in rows] == ["", "", "2"]
    assert rows[0]["created_at"] == "2026-03-02 10:00:00"
    history = table(files["history.csv"], between)
    assert [(row["number"], row["step"], row["by"]) for row in history] == [("1", "declined", BOSS)]
    exchanges = table(files["exchanges.csv"], between)
    assert [(row["from_team"], row["by"], row["words"]) for row in exchanges] == [
        ("1", BOSS, "'@you: which screen?"),
        ("0", "", "The small one"),
    ]


def test_the_json_holds_each_ticket_whole_and_words_as_they_were_said(house: House) -> None:
    lived(house)
    whole = json.loads(exported(house)["feedback.json"])
    first, secret, same = whole["tickets"]
    assert (first["words"], first["status"], first["decline_reason"]) == (FORMULA, "declined", "+1 to no")
    assert [step["step"] for step in first["history"]] == ["declined"]
    assert [remark["words"] for remark in secret["exchange"]] == ["@you: which screen?", "The small one"]
    assert (secret["author"], secret["is_anonymous"], same["merged_into"]) == (None, True, secret["number"])


def test_who_spoke_without_their_name_is_in_no_file(house: House) -> None:
    ready(house)
    arrive(house, BOSS, is_admin=True)
    said(house, DARK, "UANA", anonymous=True)
    files = exported(house)
    assert DARK in files["feedback.json"].decode()
    assert not [name for name, content in files.items() if b"UANA" in content]


def test_nobody_else_gets_it_and_who_is_no_manager_any_more_neither(house: House) -> None:
    lived(house)
    with pytest.raises(NotAllowedError):
        exporting.ask(house.deps, TEAM, "UBEN", asked="1")
    house.set_up(managers=("UBEN",))
    exporting.ask(house.deps, TEAM, "UBEN", asked="1")
    house.set_up(managers=())
    house.settle()
    assert house.slack.files == []
    assert [row.reason for row in house.rows(OutboxRow) if row.key.startswith("export_feedback")] == ["not_allowed"]


def test_where_nothing_was_said_yet_a_word_says_so(house: House) -> None:
    ready(house)
    arrive(house, BOSS, is_admin=True)
    exporting.ask(house.deps, TEAM, BOSS, asked="1")
    house.settle()
    assert house.slack.files == []
    assert "retour" in house.slack.to(BOSS)[-1].text


def test_tickets_are_read_so_many_at_a_time_each_once(house: House) -> None:
    ready(house)
    for n in range(7):
        said(house, f"Wish {n}")
    read, after = [], 0
    while after is not None:
        with house.db.reading() as session:
            batch, after = feedback_export.batch(session, TEAM, after, limit=3)
        read += [one.said.number for one in batch]
    assert read == [1, 2, 3, 4, 5, 6, 7]
