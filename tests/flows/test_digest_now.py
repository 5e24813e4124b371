"""`/digest` at any time: the last week for managers in their messages, the public figures for members, all as files."""

import json

import pytest

from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.errors import NotAllowedError
from slack_app.domain.measures.terms import Measure
from slack_app.flows.digest import exporting, now
from slack_app.store.schema import WeekTotal
from tests.flows.coffee_stories import BOSS
from tests.flows.digest_stories import a_day, a_week, alive, digests, done, next_monday, redrawn, said, standing, write
from tests.house import TEAM, House

DM = f"D-{BOSS}"


def ask(house: House, asked: str = "1") -> None:
    now.ask(house.deps, TEAM, BOSS, asked=asked)
    house.settle()


def mine(house: House) -> list[str]:
    return [said(post) for post in house.slack.into(DM) if post.key.startswith("digest_now")]


def export(house: House, asked: str = "1") -> dict[str, bytes]:
    exporting.ask(house.deps, TEAM, BOSS, asked=asked)
    house.settle()
    return {name: content for channel, name, content, _ in house.slack.files if channel == DM}


@pytest.fixture
def lived(house: House) -> House:
    """A week is over, and the digest is off: nobody has counted it."""
    alive(house, is_on=False)
    a_week(house)
    next_monday(house)
    return house


def test_a_manager_reads_the_last_whole_week_in_their_own_messages(lived: House) -> None:
    a_day(lived)
    ask(lived)
    (read,) = mine(lived)
    assert "The week of Monday, March 2" in read
    assert "9" in read
    assert digests(lived) == []


def test_it_comes_with_its_details_and_picture(lived: House) -> None:
    ask(lived)
    assert [post.key.split(":")[0] for post in lived.slack.into(DM)] == ["digest_now", "digest_details"]
    assert "digest.png" in lived.slack.threads_of_files


def test_what_there_is_to_do_is_that_of_the_moment(lived: House) -> None:
    lived.at = lived.at.replace(day=9, hour=12)
    asked = write(lived, "UDAN", "Where is the key?")
    lived.until(lived.at.replace(day=11))
    ask(lived, "1")
    write(lived, "UANA", "Under the stone", to=asked)
    lived.pass_time(minutes=1)
    ask(lived, "2")
    before, after = mine(lived)
    assert "answer C1:" in before
    assert "answer C1:" not in after


def test_its_buttons_work_and_what_is_settled_there_is_not_asked_for_again(lived: House) -> None:
    write(lived, "UDAN", "Where is the key?")
    lived.until(lived.at.replace(day=11))
    ask(lived)
    value = next(part for part in mine(lived)[0].split("'") if part.startswith("answer C1:"))
    assert done(lived, BOSS, value, standing(lived, DM, "digest_now"))
    assert f"<@{BOSS}>" in redrawn(lived, standing(lived, DM, "digest_now"))
    ask(lived, "2")
    assert value not in mine(lived)[1]


def test_what_is_done_in_a_message_is_done_in_the_channel_too(house: House) -> None:
    alive(house)
    a_week(house)
    house.until(house.at.replace(day=7, hour=18))
    write(house, "UDAN", "Where is the key?")
    next_monday(house)
    ask(house)
    value = next(part for part in mine(house)[0].split("'") if part.startswith("answer C1:"))
    assert done(house, BOSS, value, standing(house, DM, "digest_now"))
    assert f"<@{BOSS}>" in redrawn(house, standing(house))


def test_asked_twice_with_one_press_it_comes_once(lived: House) -> None:
    for _ in range(2):
        ask(lived)
    assert len(mine(lived)) == 1


def test_where_nothing_is_counted_yet_managers_are_told_how_it_begins(house: House) -> None:
    alive(house)
    ask(house)
    (read,) = mine(house)
    assert "No whole week has been counted yet" in read


def test_only_managers_ask_for_it(lived: House) -> None:
    with pytest.raises(NotAllowedError):
        now.ask(lived.deps, TEAM, "UANA", asked="1")
    with pytest.raises(NotAllowedError):
        exporting.ask(lived.deps, TEAM, "UANA", asked="1")
    lived.settle()
    assert mine(lived) == lived.slack.files == []


def test_who_is_no_manager_any_more_gets_nothing(lived: House) -> None:
    lived.set_up(managers=("UANA",))
    now.ask(lived.deps, TEAM, "UANA", asked="1")
    exporting.ask(lived.deps, TEAM, "UANA", asked="1")
    lived.set_up(managers=())
    lived.settle()
    assert lived.slack.to("UANA") == lived.slack.files == []


# What everybody may see.


def test_members_see_the_figures_that_managers_show(lived: House) -> None:
    lived.set_up(language="fr", digest=DigestChoices(public=frozenset({Measure.MESSAGES})))
    ask(lived)
    read = now.figures(lived.deps, TEAM, "UANA")
    assert "Messages" in read.text
    assert "9" in read.text
    assert "actifs" not in read.text.lower()


def test_members_see_nothing_where_nothing_is_counted(lived: House) -> None:
    assert "Aucune semaine" in now.figures(lived.deps, TEAM, "UANA").text


# As files.


def test_all_weeks_come_as_a_table_and_as_json(lived: House) -> None:
    a_week(lived)
    next_monday(lived)
    files = export(lived)
    assert sorted(files) == ["digest-2026-03-16.csv", "digest-2026-03-16.json"]
    assert [one["week"] for one in json.loads(files["digest-2026-03-16.json"])["weeks"]] == ["2026-03-02", "2026-03-09"]
    assert files["digest-2026-03-16.csv"].startswith(b"\xef\xbb\xbf")
    assert len(lived.rows(WeekTotal)) == 2


def test_nobodys_id_stands_in_the_files(lived: House) -> None:
    content = b"".join(export(lived).values()).decode("utf-8-sig")
    assert not [user_id for user_id in ("UANA", "UBEN", "UCAT", "UDAN", BOSS) if user_id in content]


def test_where_there_is_no_week_no_file_comes(house: House) -> None:
    alive(house)
    assert export(house) == {}
    assert "No whole week" in said(house.slack.into(DM)[0])
