"""What somebody says is kept once and for what it is; whoever leaves their name out is named in no row, no log and no view."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel
from structlog.testing import capture_logs

from slack_app.domain.errors import InvalidAnswersError, NotYoursError
from slack_app.domain.feedback.said.speaking import Speaker
from slack_app.domain.feedback.terms import Impact
from slack_app.flows.deps import transaction
from slack_app.flows.feedback import voicing
from slack_app.flows.feedback.said import answering, mine
from slack_app.store.feedback import tickets
from slack_app.store.schema import OutboxRow, Ticket, TicketStep, Voice
from slack_app.views.feedback.said import form
from slack_app.views.feedback.said.form_reading import FLOOD
from tests.flows.feedback_in_stories import WORDS, listening, say, ticket, voices
from tests.house import OTHER_TEAM, TEAM, House

ABOUT_TICKETS = ("ticket", "voice", "ticket_step", "remark", "news", "lesson", "likeness")


def rows_of_all_tables(house: House) -> Iterator[tuple[str, dict[str, Any]]]:
    for mapper in SQLModel._sa_registry.mappers:
        name = str(mapper.class_.__tablename__)
        for row in house.rows(mapper.class_):
            yield name, row.model_dump(mode="json")


def names(row: Any, user_id: str) -> bool:
    return user_id in json.dumps(row, default=str)


def test_who_leaves_out_their_name_stands_in_no_row_that_tells_of_the_ticket(house: House) -> None:
    listening(house)
    with capture_logs() as logs:
        views = [say(house, "UBEN", unnamed=True)]
        kept = ticket(house)
        answering.matters(house.deps, TEAM, "UBEN", kept.id or 0, Impact.BLOCKS)
        house.settle()
    house.pass_time(hours=2)
    seen = 0
    for name, row in rows_of_all_tables(house):
        tells = name in ABOUT_TICKETS or row.get("ticket_id") == kept.id or f"{kept.id}" in str(row.get("key", ""))
        tells = tells or kept.marker in json.dumps(row, default=str) or WORDS in json.dumps(row, default=str)
        seen += tells
        assert not (tells and names(row, "UBEN")), (name, row)
    assert seen >= 4
    assert not names(logs, "UBEN")
    assert not names(views, "UBEN")
    assert not names([post.blocks for _, post, _ in house.slack.posts if WORDS in str(post.blocks)], "UBEN")
    assert WORDS not in str(logs)


def test_the_answer_still_finds_them_and_the_list_is_theirs_alone(house: House) -> None:
    listening(house)
    say(house, "UBEN", unnamed=True)
    (voice,) = voices(house)
    assert voicing.person_of(house.deps, voice) == "UBEN"
    assert WORDS in str(mine.mine(house.deps, TEAM, "UBEN"))
    assert WORDS not in str(mine.mine(house.deps, TEAM, "UANA"))


def test_without_a_name_and_with_it_is_one_person(house: House) -> None:
    listening(house)
    say(house, "UBEN", unnamed=True)
    with transaction(house.deps) as session:
        found = tickets.hold(session, TEAM, ticket(house).id or 0)
        assert found is not None
        assert not voicing.add_voice(session, house.deps, found, Speaker("UBEN"))
        assert voicing.add_voice(session, house.deps, found, Speaker("UANA", anonymous=True))
        assert not voicing.add_voice(session, house.deps, found, Speaker("UANA"))
    assert ticket(house).voices == 2


def test_a_voice_is_counted_once_over_what_was_merged_and_comes_back_with_it(house: House) -> None:
    listening(house)
    say(house, "UBEN", "The first words of this")
    say(house, "UBEN", "Other words of the same")
    say(house, "UANA", "Third words of the same")
    first, second, third = sorted(house.rows(Ticket), key=lambda one: one.number)
    with transaction(house.deps) as session:
        for one, into in ((second, first), (third, second)):
            held = tickets.hold(session, TEAM, one.id or 0)
            assert held is not None
            held.merged_into_id = into.id
            session.add(held)
        session.flush()
        assert tickets.family_ids(session, TEAM, first.id or 0) == [first.id, second.id, third.id]
        assert tickets.recount(session, house.deps.seal, TEAM, third.id or 0) == 2
        held = tickets.hold(session, TEAM, third.id or 0)
        assert held is not None
        held.merged_into_id = None
        session.flush()
        assert tickets.recount(session, house.deps.seal, TEAM, first.id or 0) == 1


def test_numbers_count_in_each_workspace_by_itself(house: House) -> None:
    listening(house)
    for turn in range(3):
        say(house, words=f"Point {turn} of some")
    assert sorted(one.number for one in house.rows(Ticket)) == [1, 2, 3]
    assert house.read(lambda session: tickets.by_number(session, OTHER_TEAM, 1)) is None
    assert house.read(lambda session: tickets.by_number(session, TEAM, 3)).words == "Point 2 of some"


def test_a_draft_that_was_left_has_its_routing_in_ten_minutes(house: House) -> None:
    listening(house)
    say(house)
    (row,) = [one for one in house.rows(OutboxRow) if one.job == "route_ticket"]
    assert row.args == {"ticket_id": ticket(house).id}
    assert row.user_id is None
    assert row.due_at <= house.at + timedelta(minutes=10)
    assert [one.step for one in house.rows(TicketStep)] == ["filed"]


def test_what_was_said_goes_by_the_language_of_its_words(house: House) -> None:
    listening(house)
    say(house, "UENG", "L'application plante quand je l'ouvre depuis la mise à jour")
    assert ticket(house).language == "fr"


def test_calls_to_everybody_are_words(house: House) -> None:
    listening(house)
    say(house, words="<!channel> <@UANA> the button is gone")
    assert ticket(house).words == "<!channel> <@UANA> the button is gone"
    assert "<!channel>" not in str(
        [block for block in mine.mine(house.deps, TEAM, "UANA")["blocks"] if block["type"] == "section"]
    )


def test_only_who_said_it_says_how_much_it_matters(house: House) -> None:
    listening(house)
    say(house)
    with pytest.raises(NotYoursError):
        answering.matters(house.deps, TEAM, "UBEN", ticket(house).id or 0, Impact.BLOCKS)


def test_without_a_name_one_cannot_flood_either(house: House) -> None:
    listening(house)
    for turn in range(10):
        say(house, "UBEN", f"Point {turn} of many", unnamed=True)
    with pytest.raises(InvalidAnswersError) as refused:
        say(house, "UBEN", "One more", unnamed=True)
    assert refused.value.fields[form.WORDS].startswith(FLOOD)
    assert len(voices(house)) == len(house.rows(Voice)) == 10
