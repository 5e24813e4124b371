"""Who speaks without their name: no row, message, file or count tells who it was; and answers reach them all the same."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest
from sqlmodel import SQLModel

from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.flows import privacy
from slack_app.flows.feedback.managing import exporting
from slack_app.flows.feedback.worked_on import acting, exchange
from slack_app.gateway.protocol import GiveUpError
from slack_app.jobs import Job
from slack_app.store.schema import News, OutboxRow, Remark
from slack_app.store.sealing import Seal
from tests.flows.card_stories import LEA, MAX, asks, does, press, ready, said, the, wants
from tests.flows.coffee_stories import BOSS
from tests.house import TEAM, House

DAN, CAT = "UDAN", "UCAT"
"""An author, and somebody who wants it too: both without their name."""


@pytest.fixture
def sealed(house: House) -> House:
    house.deps = replace(house.deps, seal=Seal(b"a key of the tests"))
    ready(house)
    return house


def lived(house: House) -> int:
    """All that may happen to what somebody said without their name."""
    ticket = said(house, "Pay at once, said in secret", by=DAN, anonymous=True)
    wants(house, ticket, CAT, anonymous=True)
    other = said(house, "Something else", by="UANA")
    asks(house, ticket, "Which card?")
    exchange.answer(house.deps, TEAM, DAN, ticket, "The blue one")
    acting.merge(house.deps, press(ticket), other)
    house.pass_time(hours=2)
    acting.unmerge(house.deps, press(ticket))
    does(house, ticket, Deed.ACCEPT)
    house.pass_time(hours=2)
    acting.decline(house.deps, press(ticket, LEA), "We shall not")
    house.pass_time(days=1)
    return ticket


def everything(house: House) -> Iterator[tuple[str, str]]:
    """Every row of every table but those of who is a member at all."""
    for mapper in sorted(SQLModel.__subclasses__(), key=str):
        if hasattr(mapper, "__table__") and mapper.__tablename__ != "member":
            for row in house.rows(mapper):
                yield str(mapper.__tablename__), str(row.model_dump())


def files(house: House) -> list[tuple[str, bytes]]:
    return [(name, content) for _, name, content, _ in house.slack.files]


def unpacked(name: str, content: bytes) -> list[str]:
    if not name.endswith(".zip"):
        return [content.decode()]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(one).decode() for one in archive.namelist()]


def test_no_row_names_them_nor_the_place_where_they_are_spoken_to(sealed: House) -> None:
    lived(sealed)
    told = [row for row in everything(sealed) if DAN in row[1] or CAT in row[1]]
    assert told == []


def test_the_answers_reach_them_all_the_same(sealed: House) -> None:
    lived(sealed)
    said_to_dan = " ".join(f"{post.text} {post.blocks}" for post in sealed.slack.to(DAN))
    for answer in ("Which card?", "Accepté", "We shall not"):
        assert answer in said_to_dan
    assert len(sealed.slack.to(CAT)) == 3


def test_nobody_else_is_shown_them(sealed: House) -> None:
    lived(sealed)
    exporting.ask(sealed.deps, TEAM, BOSS, asked="1")
    privacy.ask_for_export(sealed.deps, TEAM, MAX, asked="1")
    sealed.settle()
    slack = sealed.slack
    shown = [
        f"{post.text} {post.blocks}" for _, post, _ in slack.posts if post.channel_id not in (f"D-{DAN}", f"D-{CAT}")
    ]
    shown += [f"{text} {blocks}" for _, text, blocks in slack.updates]
    shown += [text for name, content in files(sealed) for text in unpacked(name, content)]
    assert len(slack.files) == 2
    assert [one for one in shown if DAN in one or CAT in one] == []


def test_no_warning_names_them(sealed: House) -> None:
    ticket = said(sealed, by=DAN, anonymous=True)
    does(sealed, ticket, Deed.ACCEPT)
    sealed.slack.faults["post"].extend(GiveUpError("restricted_action") for _ in range(5))
    sealed.pass_time(hours=2)
    assert any(row.state == "gave_up" for row in sealed.rows(OutboxRow) if row.job == Job.TELL_NEWS)
    assert [row for row in everything(sealed) if DAN in row[1]] == []


def test_while_their_message_waits_no_row_names_them(sealed: House) -> None:
    """At night, in a pause, above the cap: the row that waits for morning says nothing of whom it is for."""
    sealed.at = sealed.at.replace(hour=21)
    ticket = said(sealed, by=DAN, anonymous=True)
    does(sealed, ticket, Deed.ACCEPT)
    sealed.pass_time(hours=2)
    waiting = [row for row in sealed.rows(OutboxRow) if row.job == Job.TELL_NEWS and row.state == "pending"]
    assert len(waiting) == 1
    assert [row for row in everything(sealed) if DAN in row[1]] == []
    sealed.pass_time(hours=14)
    assert len(sealed.slack.to(DAN)) == 1


def test_their_messages_count_for_the_week_like_all_others(sealed: House) -> None:
    sealed.set_up(weekly_cap=2)
    first = said(sealed, "One", by=DAN, anonymous=True)
    second = said(sealed, "Another thing altogether", by=DAN)
    third = said(sealed, "The third of them", by=DAN, anonymous=True)
    for ticket in (first, second, third):
        does(sealed, ticket, Deed.ACCEPT)
        sealed.pass_time(days=1)
    assert len(sealed.slack.to(DAN)) == 2
    sealed.pass_time(days=7)
    assert len(sealed.slack.to(DAN)) == 3


def test_who_erases_themself_leaves_no_message_that_waits(sealed: House) -> None:
    sealed.at = sealed.at.replace(hour=21)
    ticket = said(sealed, by=DAN, anonymous=True)
    does(sealed, ticket, Deed.ACCEPT)
    sealed.pass_time(hours=2)
    privacy.forget(sealed.deps, TEAM, DAN)
    assert [row for row in sealed.rows(OutboxRow) if row.job == Job.TELL_NEWS and "to" in row.args] == []
    assert sealed.rows(News) == []
    sealed.pass_time(days=1)
    assert not any("news" in post.key for post in sealed.slack.to(DAN))


def test_what_is_told_in_one_message_is_not_known_to_be_one_person_s(sealed: House) -> None:
    """Beside what they said with their name nothing stands that stands beside what they said without it."""
    named, nameless = said(sealed, "One", by=DAN), said(sealed, "Another thing altogether", by=DAN, anonymous=True)
    for ticket in (named, nameless):
        does(sealed, ticket, Deed.ACCEPT)
    sealed.at = sealed.at.replace(hour=21)
    sealed.settle()
    waiting = {row.ticket_id: row.errand_id for row in sealed.rows(News)}
    assert waiting[named] != waiting[nameless]
    for ticket in (named, nameless):
        asks(sealed, ticket, "Which card?")
    sealed.pass_time(days=2)
    (news,) = [post for post in sealed.slack.to(DAN) if post.key.startswith("news:")]
    assert "One" in news.text
    assert "Another thing" in news.text
    for row in (*sealed.rows(News), *sealed.rows(Remark)):
        assert row.told_at
        assert row.told_at.time() == time(0)
    assert {row.errand_id for row in sealed.rows(News)} == {None}


def test_no_count_tells_that_somebody_spoke_with_their_name_and_without(sealed: House) -> None:
    """Who of a team links two tickets and sees the sum would know who wrote the one, if a person counted once for both."""
    nameless, named = said(sealed, by=DAN, anonymous=True), said(sealed, "Another matter", by=DAN)
    acting.merge(sealed.deps, press(nameless), named)
    assert the(sealed, named).voices == 2
