"""What people do about the list: the first to press does it, everybody sees who, each is told, and it does not come back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from slack_app.domain.errors import NotAllowedError
from slack_app.flows import newcomers, preferences, privacy
from slack_app.flows.digest import doing, thanking
from slack_app.gateway.protocol import Receipt
from slack_app.store.schema import Greeting, Settled, Thanks
from slack_app.views.digest.thanking import ThanksWritten
from tests.flows.coffee_stories import BOSS
from tests.flows.digest_stories import (
    a_week,
    alive,
    digests,
    done,
    next_monday,
    redrawn,
    said,
    standing,
    take,
    write,
)
from tests.house import OTHER_TEAM, TEAM, House


@pytest.fixture
def told(house: House) -> Iterator[House]:
    """A digest with a newcomer to greet, a question to answer and somebody to thank."""
    alive(house)
    house.join("UNEW")
    house.settle()
    house.pass_time(hours=5)
    write(house, "UNEW", "hello everybody")
    a_week(house)
    house.until(house.at.replace(day=7, hour=18))
    write(house, "UDAN", "Where is the key?")
    house.settle()
    next_monday(house)
    with whispering(house) as heard:
        house.whispers = heard  # type: ignore[attr-defined]
        yield house


@contextmanager
def whispering(house: House) -> Iterator[list[tuple[str, str]]]:
    """What people are told privately: to whom, and the words."""
    heard: list[tuple[str, str]] = []
    known = house.slack.tell_privately

    def tell(team_id: str, channel_id: str, user_id: str, text: str, blocks: Any = ()) -> None:
        known(team_id, channel_id, user_id, text, blocks)
        heard.append((user_id, text))

    house.slack.tell_privately = tell  # type: ignore[method-assign]
    yield heard


def whispers(house: House) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = house.whispers  # type: ignore[attr-defined]
    return found


def values(house: House) -> list[str]:
    """The buttons' values in the digest, once each."""
    buttons = [part for block in digests(house)[-1].blocks for part in _buttons(block)]
    return list(dict.fromkeys(one["value"] for one in buttons if one.get("value") and " " in one["value"]))


def _buttons(block: Any) -> list[Any]:
    return [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]


def question(house: House) -> str:
    return next(value for value in values(house) if value.startswith("answer "))


def test_the_list_names_whom_to_greet_what_to_answer_and_whom_to_thank(told: House) -> None:
    found = values(told)
    assert "greet UNEW" in found
    assert question(told).startswith("answer C1:")
    assert any(value.startswith("thank ") for value in found)
    assert "https://slack.test/archives/C1/p" in str(digests(told)[0].blocks)


def test_the_first_who_takes_an_item_has_it_and_everybody_sees_who(told: House) -> None:
    assert take(told, "UANA", "greet UNEW")
    assert "<@UANA>" in redrawn(told, standing(told))
    assert "'todo_take'" not in redrawn(told, standing(told))
    ((user_id, text),) = whispers(told)
    assert user_id == "UANA"
    assert "<@UNEW>" in text


def test_the_second_is_told_who_was_first(told: House) -> None:
    take(told, "UANA", "greet UNEW")
    assert not take(told, "UBEN", "greet UNEW")
    assert [row.by_id for row in told.rows(Settled)] == ["UANA"]
    user_id, text = whispers(told)[-1]
    assert user_id == "UBEN"
    assert "<@UANA>" in text


def test_of_many_who_press_at_once_one_has_it(told: House) -> None:
    where, value = standing(told), question(told)
    with ThreadPoolExecutor(6) as pool:
        won = list(pool.map(lambda n: doing.done(told.deps, TEAM, f"U{n}", value, where), range(6)))
    assert won.count(True) == 1


def test_who_is_greeted_from_the_digest_is_greeted_in_the_newcomers_report_too(told: House) -> None:
    take(told, "UANA", "greet UNEW")
    told.pass_time(days=2)
    report = next(where for _, post, where in told.slack.posts if post.key.startswith("report_newcomers"))
    assert [row.greeter_id for row in told.rows(Greeting)] == ["UANA"]
    assert not newcomers.claim_greeting(told.deps, TEAM, "UBEN", "UNEW", report)


def test_who_is_greeted_from_the_newcomers_report_is_greeted_in_the_digest_too(told: House) -> None:
    told.pass_time(days=2)
    report = next(where for _, post, where in told.slack.posts if post.key.startswith("report_newcomers"))
    newcomers.claim_greeting(told.deps, TEAM, "UBEN", "UNEW", report)
    told.settle()
    assert "<@UBEN>" in redrawn(told, standing(told))
    assert not take(told, "UANA", "greet UNEW")


def test_what_is_done_does_not_come_back_next_week(told: House) -> None:
    value = question(told)
    assert done(told, "UBEN", value)
    a_week(told)
    next_monday(told)
    assert len(digests(told)) == 2
    assert value not in values(told)


@pytest.mark.parametrize("value", ["greet UBEN", "answer C1:1", "", "dance UNEW", "greet", "greet UNEW more"])
def test_what_is_not_on_the_list_cannot_be_taken(told: House, value: str) -> None:
    assert not take(told, "UANA", value)
    assert told.rows(Settled) == []


def test_a_message_that_is_no_digest_of_this_workspace_lets_nobody_take_anything(told: House) -> None:
    where = standing(told)
    assert not take(told, "UANA", "greet UNEW", replace(where, message_ts="9.9"))
    assert not doing.take(told.deps, OTHER_TEAM, "UANA", "greet UNEW", where)
    assert told.rows(Settled) == []


def test_who_did_it_and_is_erased_is_named_no_more(told: House) -> None:
    take(told, "UANA", "greet UNEW")
    privacy.forget(told.deps, TEAM, "UANA")
    told.settle()
    assert "UANA" not in redrawn(told, standing(told))
    assert "greet UNEW" not in redrawn(told, standing(told))


# Thanks.


def thanked(house: House) -> str:
    return next(value for value in values(house) if value.startswith("thank "))


def thank(house: House, by_id: str = BOSS, words: str = "Merci !", *, may_tell: bool = True) -> None:
    thanking.thank(house.deps, TEAM, by_id, ThanksWritten(thanked(house), words, may_tell))
    house.settle()


def whom(house: House) -> str:
    return thanked(house).partition(" ")[2]


def test_a_managers_form_begins_with_words_in_the_language_of_the_one_who_is_thanked(told: House) -> None:
    form = thanking.form(told.deps, TEAM, BOSS, thanked(told), standing(told))
    assert form
    assert form["title"]["text"] == "A word of thanks"
    assert "Merci" in str(form["blocks"])


def test_thanks_reach_the_one_they_are_for_once_in_waking_hours(told: House) -> None:
    told.until(told.at.replace(hour=23))
    for _ in range(2):
        thank(told)
    assert [post for post in told.slack.to(whom(told)) if post.key.startswith("give_thanks")] == []
    told.pass_time(hours=12)
    (letter,) = [post for post in told.slack.to(whom(told)) if post.key.startswith("give_thanks")]
    assert "Merci !" in said(letter)
    assert f"<@{BOSS}>" in said(letter)
    (row,) = told.rows(Thanks)
    assert row.told_at
    assert f"<@{BOSS}>" in redrawn(told, standing(told))


def test_a_second_managers_thanks_are_not_sent_and_they_are_told_who_was_first(told: House) -> None:
    told.set_up(managers=("UBEN",))
    thank(told)
    thank(told, "UBEN")
    assert [row.by_id for row in told.rows(Thanks)] == [BOSS]
    assert whispers(told)[-1][0] == "UBEN"
    assert f"<@{BOSS}>" in whispers(told)[-1][1]


def test_where_thanks_were_sent_no_second_form_is_opened(told: House) -> None:
    thank(told)
    assert thanking.form(told.deps, TEAM, BOSS, thanked(told), standing(told)) is None


def test_only_managers_write_thanks(told: House) -> None:
    with pytest.raises(NotAllowedError):
        thanking.form(told.deps, TEAM, "UANA", thanked(told), standing(told))
    with pytest.raises(NotAllowedError):
        thank(told, "UANA")
    assert told.rows(Thanks) == []


def test_who_wants_no_messages_gets_no_thanks_and_the_manager_hears_so(told: House) -> None:
    preferences.stop_messages(told.deps, TEAM, whom(told))
    thank(told)
    assert whispers(told)[-1][0] == BOSS
    assert "did not reach" in whispers(told)[-1][1]
    told.pass_time(days=3)
    assert [post for post in told.slack.to(whom(told)) if post.key.startswith("give_thanks")] == []
    assert told.rows(Thanks)[0].told_at is None


def test_thanks_for_something_else_than_a_thank_are_not_kept(told: House) -> None:
    for value in ("greet UNEW", question(told), "thank UNOBODY", ""):
        thanking.thank(told.deps, TEAM, BOSS, ThanksWritten(value, "Merci", may_tell=False))
        assert thanking.form(told.deps, TEAM, BOSS, value, standing(told)) is None
    assert told.rows(Thanks) == []


def test_after_eight_weeks_somebody_may_be_thanked_again(told: House) -> None:
    thank(told)
    (row,) = told.rows(Settled)
    with told.db.transaction() as session:
        row.settled_at -= timedelta(weeks=9)
        session.merge(row)
    assert take(told, "UBEN", thanked(told), Receipt("CTEAM", standing(told).message_ts))
