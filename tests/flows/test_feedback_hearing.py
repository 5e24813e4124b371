"""Messages that become feedback by an emoji or by their channel: by their place alone, told to their author, and never twice."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from slack_app.domain.feedback.channels import ChannelChoices, EmojiBy, Heard
from slack_app.domain.feedback.terms import Source, Status
from slack_app.flows import hearing
from slack_app.flows.feedback.said import withdrawing
from slack_app.gateway.protocol import Channel, Spoken
from slack_app.jobs import Job
from slack_app.store.schema import EventRow, Ticket
from tests.flows.feedback_in_stories import BOSS, WORDS, asked_for, listening, react, speaks, ticket, voices
from tests.house import TEAM, House


def dropped(house: House) -> set[str | None]:
    return {row.reason for row in asked_for(house, Job.HEAR_FEEDBACK) if row.state == "dropped"}


def test_one_s_own_emoji_brings_one_s_words(house: House) -> None:
    listening(house)
    react(house, "UANA", speaks(house, "UANA", f"{WORDS} <!here>"))
    house.settle()
    kept = ticket(house)
    assert (kept.words, kept.source) == (f"{WORDS} @here", Source.EMOJI)
    assert [(one.user_id, one.is_author) for one in voices(house)] == [("UANA", True)]
    (told,) = house.slack.to("UANA")
    assert "numéro" in told.text


def test_somebody_else_s_emoji_brings_the_place_and_not_the_words(house: House) -> None:
    listening(house)
    react(house, "UBEN", speaks(house, "UANA", WORDS))
    house.pass_time(hours=1)
    kept = ticket(house)
    assert kept.words == ""
    assert (kept.source_channel_id, kept.source_ts) == ("C1", "1772445000.000100")
    assert {(one.user_id, one.is_author) for one in voices(house)} == {("UANA", True), ("UBEN", False)}
    assert WORDS not in str([row.model_dump() for table in (Ticket, EventRow) for row in house.rows(table)])
    (to_author,) = house.slack.to("UANA")
    assert "feedback_take_back" in str(to_author.blocks)
    assert f"add:{kept.id}" in str(to_author.blocks)
    assert "fewer_messages" in str(to_author.blocks)
    assert len(house.slack.to("UBEN")) == 1


def test_a_second_emoji_is_a_second_voice_and_no_second_ticket(house: House) -> None:
    listening(house)
    ts = speaks(house, "UANA", WORDS)
    for user_id in ("UBEN", "UBEN", "UENG", "UANA"):
        react(house, user_id, ts)
        house.settle()
    assert ticket(house).voices == 3
    assert ticket(house).words == WORDS


def test_the_team_that_looks_for_feedback_does_not_vote_for_it(house: House) -> None:
    listening(house)
    react(house, BOSS, speaks(house, "UANA", WORDS))
    house.settle()
    assert [one.user_id for one in voices(house)] == ["UANA"]


def test_where_only_the_team_s_emoji_counts_a_member_s_own_still_does(house: House) -> None:
    listening(house, emoji_by=EmojiBy.TEAM)
    theirs, own = speaks(house, "UANA", WORDS), speaks(house, "UBEN", WORDS, ts="1772445001.000100")
    react(house, "UBEN", theirs)
    react(house, "UBEN", own)
    house.settle()
    assert ticket(house).source_ts == own
    assert dropped(house) == {"not_of_the_team"}


@pytest.mark.parametrize(
    ("author_id", "words", "why"),
    [
        (None, WORDS, "no_message_of_a_person"),
        ("UFAR", WORDS, "outsider"),
        ("UANA", "📣 Party tonight", "left_alone"),
    ],
)
def test_what_is_no_feedback_is_left_alone(house: House, author_id: str | None, words: str, why: str) -> None:
    listening(house)
    house.person("UFAR", team_id="T9")
    react(house, "UBEN", speaks(house, author_id, words))
    house.settle()
    assert house.rows(Ticket) == []
    assert dropped(house) == {why}


def test_whoever_is_of_another_workspace_brings_nothing(house: House) -> None:
    listening(house)
    house.person("UFAR", team_id="T9")
    react(house, "UFAR", speaks(house, "UANA", WORDS))
    house.settle()
    assert house.rows(Ticket) == []


def test_in_private_places_nothing_is_heard(house: House) -> None:
    listening(house)
    house.slack.rooms["C9"] = Channel("C9", "secret", is_private=True)
    for channel in ("C9", "D1", "CUNKNOWN"):
        house.slack.spoken[channel, "1772445000.000100"] = Spoken(WORDS, "UANA")
        react(house, "UANA", "1772445000.000100", channel=channel)
    house.settle()
    assert house.rows(Ticket) == []
    assert dropped(house) == {"private_place"}
    assert len(asked_for(house, Job.HEAR_FEEDBACK)) == 2


def test_another_emoji_means_nothing_and_a_skin_does_not_matter(house: House) -> None:
    listening(house, emojis=("raised_hand",))
    ts = speaks(house, "UANA", WORDS)
    react(house, "UANA", ts)
    house.settle()
    assert asked_for(house, Job.HEAR_FEEDBACK) == []
    react(house, "UANA", ts, emoji="raised_hand::skin-tone-4")
    house.settle()
    assert ticket(house).words == WORDS


def test_what_its_author_took_back_nobody_brings_again(house: House) -> None:
    listening(house)
    ts = speaks(house, "UANA", WORDS)
    react(house, "UANA", ts)
    house.settle()
    withdrawing.take_back(house.deps, TEAM, "UANA", ticket(house).id or 0)
    react(house, "UBEN", ts)
    house.settle()
    assert ticket(house).status == Status.WITHDRAWN
    assert voices(house) == []


def test_what_looks_like_a_secret_is_not_copied(house: House) -> None:
    listening(house)
    react(house, "UANA", speaks(house, "UANA", "my password: Hunter22 fails"))
    house.settle()
    assert ticket(house).words == "my password: ••• fails"


def test_a_secret_is_pointed_out_before_the_team_sees_anything(house: House) -> None:
    listening(house)
    react(house, "UANA", speaks(house, "UANA", "my password: Hunter22 fails"))
    house.settle()
    (told,) = house.slack.to("UANA")
    assert "mot de passe" in told.text
    assert "feedback_take_back" in str(told.blocks)
    assert ticket(house).status == Status.DRAFT
    house.pass_time(minutes=11)
    assert ticket(house).status != Status.DRAFT
    assert "Hunter22" not in str(house.slack.posts)


def test_whose_message_somebody_else_brings_hears_of_the_secret_in_it(house: House) -> None:
    listening(house)
    react(house, "UBEN", speaks(house, "UANA", "my password: Hunter22 fails"))
    house.settle()
    (told,) = house.slack.to("UANA")
    assert "mot de passe" in told.text
    assert "mot de passe" not in house.slack.to("UBEN")[0].text


def test_who_brings_more_than_a_team_can_read_is_told_so_once_and_all_of_it_comes(house: House) -> None:
    listening(house)
    for turn in range(14):
        author = ("UANA", "UENG")[turn % 2]
        react(house, "UBEN", speaks(house, author, f"Point {turn} of many", ts=f"17724450{turn:02}.000100"))
    house.settle()
    assert len(house.rows(Ticket)) == 10
    assert len([post for post in house.slack.to("UBEN") if "plus tard" in post.text]) == 1
    house.until(house.at + timedelta(hours=3))
    assert len(house.rows(Ticket)) == 14


def every(house: House) -> None:
    listening(house, channels=(ChannelChoices("C1", mode=Heard.EVERY),))


def write(house: House, user_id: str, words: str, ts: str, **more: object) -> None:
    speaks(house, user_id, words, ts=ts)
    house.hear(house.event("message", user=user_id, channel="C1", channel_type="channel", ts=ts, text=words, **more))


def test_where_every_message_counts_its_author_is_told_once(house: House) -> None:
    every(house)
    write(house, "UANA", WORDS, "1772445000.000100")
    write(house, "UANA", "And the import fails, too", "1772445001.000100")
    write(house, "UBEN", "Thank you", "1772445002.000100", thread_ts="1772445000.000100")
    write(house, "UBEN", ":mega: A party tonight", "1772445003.000100")
    for place, nothing in enumerate((":tada: 🎉", "...", "<:>")):
        write(house, "UBEN", nothing, f"177244501{place}.000100")
    house.pass_time(hours=3)
    assert sorted(str(one.source_ts) for one in house.rows(Ticket)) == ["1772445000.000100", "1772445001.000100"]
    assert {one.words for one in house.rows(Ticket)} == {""}
    assert len([one for one in house.slack.to("UANA") if "feedback_take_back" in str(one.blocks)]) == 1


def test_where_only_the_form_counts_no_emoji_does(house: House) -> None:
    listening(house, channels=(ChannelChoices("C1", mode=Heard.FORM),))
    react(house, "UANA", speaks(house, "UANA", WORDS))
    house.settle()
    assert asked_for(house, Job.HEAR_FEEDBACK) == []


def test_what_comes_too_fast_comes_later_and_all_of_it(house: House) -> None:
    every(house)
    for turn in range(12):
        write(house, "UANA", f"Point {turn} of many", f"17724450{turn:02}.000100")
    house.settle()
    assert len(house.rows(Ticket)) == 10
    house.until(house.at + timedelta(hours=2))
    assert len(house.rows(Ticket)) == 12


def test_talk_that_is_no_feedback_asks_the_database_nothing_more(house: House) -> None:
    listening(house)

    def statements() -> int:
        seen: list[str] = []

        def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        for turn in range(5):
            house.hear(
                house.event(
                    "message", user="UANA", channel="C1", channel_type="channel", ts=f"17724{turn}.0001", text="x"
                )
            )
        event.listen(house.db.engine, "before_cursor_execute", count)
        hearing.hear_batch(house.deps)
        event.remove(house.db.engine, "before_cursor_execute", count)
        return len(seen)

    statements()
    heard_on = statements()
    listening(house, is_on=False)
    assert statements() == heard_on
