"""The first day: managers are offered to look back; what was said before is read politely, counted once, and forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from slack_app.domain.digest.catching_up import SHOWN_EVERY
from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.errors import NotAllowedError
from slack_app.domain.measures.log import Act, Flag, slack_ts
from slack_app.flows import privacy
from slack_app.flows.deeds import in_micros
from slack_app.flows.digest import catching_up
from slack_app.gateway import reading
from slack_app.gateway.protocol import GiveUpError, Page, Said, TryAgainError
from slack_app.store.schema import Activity, CatchUp, CatchUpChannel, Member, OutboxRow
from tests.flows.stories import open_room, redrawn, said
from tests.house import MONDAY, TEAM, House

BEFORE = MONDAY - timedelta(days=20)


def ts(minutes: float) -> str:
    """So many minutes into what was said before."""
    return slack_ts(in_micros(BEFORE + timedelta(minutes=minutes)))


def begin(house: House, *channels: str, language: str = "en") -> None:
    """A community that was there before the app, and is set up by a manager."""
    for channel_id in ("CTEAM", *channels):
        open_room(house, channel_id, channel_id.lower(), is_member=True)
    for user_id in ("UBOSS", "UANA", "UBEN", "UEVA", "UTOM"):
        house.person(user_id)
    house.set_up(team_channel="CTEAM", managers=("UBOSS",), language=language, digest=DigestChoices())
    offer(house)


def offer(house: House) -> None:
    with house.db.transaction() as session:
        catching_up.ask_to_offer(session, house.deps, TEAM)
    house.settle()


def start(house: House) -> None:
    catching_up.start(house.deps, TEAM, "UBOSS")
    house.settle()


def talk(house: House, channel_id: str, *messages: Said) -> None:
    house.slack.talk[channel_id] = sorted(messages, key=lambda one: one.ts)


def kept(house: House) -> list[tuple[str, Act, str]]:
    rows = sorted((row for row in house.rows(Activity) if row.act), key=lambda row: (row.ts, row.act, row.user_id))
    return [(row.user_id, Act(row.act), row.channel_id) for row in rows]


def state(house: House) -> str:
    (row,) = house.rows(CatchUp)
    return str(row.state)


def test_managers_are_asked_once_and_nothing_is_read_before_they_say_so(house: House) -> None:
    talk(house, "C1", Said(ts(0), "UANA"))
    begin(house, "C1")
    offer(house)
    (post,) = house.slack.into("CTEAM")
    assert "last 8 weeks" in post.text
    assert "2 public channels" in post.text
    assert (house.slack.pages_read, kept(house), state(house)) == ([], [], "offered")


def test_nothing_is_offered_where_there_is_nothing_to_read_until_there_is(house: House) -> None:
    open_room(house, "C1", "general", is_member=False)
    house.person("UBOSS")
    house.set_up(managers=("UBOSS",), digest=DigestChoices())
    offer(house)
    assert house.slack.posts == []
    open_room(house, "C1", "general", is_member=True)
    offer(house)
    assert len(house.slack.to("UBOSS")) == 1


def test_what_was_said_is_read_with_its_threads_and_reactions(house: House) -> None:
    begin(house, "C1", "C2")
    talk(
        house,
        "C1",
        Said(ts(0), "UANA", question=True, length="S", reply_count=2, reactors=("UEVA", "UBEN")),
        Said(ts(1), "UBEN", thread_ts=ts(0), parent_user_id="UANA", resource=True, length="M"),
        Said(ts(2), "UEVA", thread_ts=ts(0), parent_user_id="UANA", reactors=("UANA",)),
        Said(ts(3), "UAPP", by_person=False, reply_count=1, reactors=("UBEN",)),
        Said(ts(4), "UTOM", thread_ts=ts(3), parent_user_id="UAPP"),
    )
    talk(house, "C2", Said(ts(9), "UTOM", user_team="T9"))
    talk(house, "C3", Said(ts(9), "UANA"))
    start(house)
    assert kept(house) == [
        ("UANA", Act.POST, "C1"), ("UBEN", Act.REACTION, "C1"), ("UEVA", Act.REACTION, "C1"), ("UBEN", Act.REPLY, "C1"),
        ("UEVA", Act.REPLY, "C1"), ("UANA", Act.REACTION, "C1"), ("UBEN", Act.REACTION, "C1"), ("UTOM", Act.REPLY, "C1"),
        ("UTOM", Act.POST, "C2"),
    ]  # fmt: skip
    rows = {(row.user_id, row.act): row for row in house.rows(Activity)}
    asked, replied = rows["UANA", Act.POST], rows["UBEN", Act.REPLY]
    assert (asked.head_ts, asked.flags, asked.length) == (asked.ts, Flag.QUESTION, "S")
    assert (replied.head_ts, replied.author_id, replied.flags, replied.length) == (asked.ts, "UANA", Flag.RESOURCE, "M")
    assert (rows["UEVA", Act.REACTION].at, rows["UEVA", Act.REACTION].author_id) == (asked.at, "UANA")
    assert rows["UTOM", Act.POST].flags == Flag.OUTSIDE
    assert state(house) == "done"
    assert "3 of 3 channels, 5 messages" in redrawn(house)


def test_history_gives_the_rows_that_listening_would_have_given(house: House) -> None:
    messages: list[dict[str, Any]] = [
        {"user": "UANA", "text": "Who knows <https://example.org>?", "ts": ts(0), "reply_count": 2, "team": TEAM},
        {"user": "UBEN", "text": "x" * 90, "ts": ts(1), "thread_ts": ts(0), "parent_user_id": "UANA", "team": TEAM},
        {"user": "UEVA", "text": "y", "ts": ts(2), "thread_ts": ts(0), "parent_user_id": "UANA", "team": "T9",
         "subtype": "thread_broadcast"},
        {"user": "UTOM", "text": "", "ts": ts(3), "files": [{"id": "F1"}], "subtype": "file_share", "team": TEAM},
        {"user": "UAPP", "bot_id": "B1", "text": "Who wants?", "ts": ts(4), "team": TEAM},
        {"user": "UANA", "subtype": "channel_join", "text": "joined", "ts": ts(5), "team": TEAM},
    ]  # fmt: skip
    for message in messages:
        house.hear(house.event("message", channel="C1", channel_type="channel", event_ts=message["ts"], **message))
    house.settle()
    heard = house.rows(Activity)
    assert len(heard) == 4
    with house.db.transaction() as session:
        for row in session.exec(Activity.__table__.select()):  # type: ignore[attr-defined]
            assert row.packed
        session.execute(Activity.__table__.delete())  # type: ignore[attr-defined]
    begin(house, "C1")
    talk(house, "C1", *(one for message in messages if (one := reading.said({"type": "message", **message}))))
    start(house)
    by_ts = {row.ts: row.model_dump() for row in heard}
    assert {row.ts: row.model_dump() for row in house.rows(Activity)} == by_ts


def test_what_was_heard_already_is_counted_once(house: House) -> None:
    begin(house, "C1")
    said_at = ts(60 * 24 * 20 - 5)
    house.hear(house.event("message", user="UANA", channel="C1", channel_type="channel", ts=said_at, event_ts=said_at))
    item = {"type": "message", "channel": "C1", "ts": said_at}
    house.hear(house.event("reaction_added", user="UBEN", item=item, item_user="UANA", reaction="tada"))
    house.settle()
    talk(house, "C1", Said(said_at, "UANA", length="S", reactors=("UBEN",)))
    before = house.rows(Activity)
    start(house)
    assert house.rows(Activity) == before


def test_what_is_deleted_while_it_is_read_does_not_come_back(house: House) -> None:
    begin(house, "C1")
    talk(house, "C1", Said(ts(0), "UANA"), Said(ts(1), "UBEN"))
    gone = {"subtype": "message_deleted", "channel": "C1", "channel_type": "channel", "hidden": True}
    house.hear(house.event("message", deleted_ts=ts(0), **gone))
    house.settle()
    start(house)
    assert [user_id for user_id, *_ in kept(house)] == ["UBEN"]


def test_who_asked_to_be_forgotten_is_not_read(house: House) -> None:
    house.join("UANA")
    house.settle()
    privacy.forget(house.deps, TEAM, "UANA")
    begin(house, "C1")
    talk(
        house,
        "C1",
        Said(ts(0), "UANA", reply_count=1, reactors=("UBEN",)),
        Said(ts(1), "UBEN", thread_ts=ts(0), parent_user_id="UANA", reactors=("UANA", "UBOT")),
    )
    start(house)
    assert {row.user_id for row in house.rows(Activity) if row.act in (Act.POST, Act.REPLY, Act.REACTION)} == {"UBEN"}
    assert {row.author_id for row in house.rows(Activity)} == {None}


def many(count: int) -> Iterator[Said]:
    return (Said(ts(n), f"U{n % 7}", reply_count=1 if n % 3 == 0 else 0) for n in range(count))


def with_replies(messages: Iterator[Said]) -> Iterator[Said]:
    for one in messages:
        yield one
        if one.reply_count:
            yield Said(f"{one.ts[:-1]}9", "U8", thread_ts=one.ts, parent_user_id=one.user_id)


def test_slack_s_limits_cost_nothing_but_time_and_no_page_is_read_twice(house: House) -> None:
    begin(house, "C1", "C2")
    house.slack.page_size = 10
    talk(house, "C1", *with_replies(many(35)))
    talk(house, "C2", *with_replies(many(5)))
    for after in (1, 2, 3):
        house.slack.faults["replies"].append(TryAgainError("limited", after=timedelta(seconds=after)))
        house.slack.faults["history"].append(TryAgainError("ratelimited", after=timedelta(minutes=after)))
    start(house)
    assert state(house) == "reading"
    house.pass_time(minutes=30)
    assert state(house) == "done"
    read = house.slack.pages_read
    assert len(read) == len(set(read))
    assert len(kept(house)) == 35 + 12 + 5 + 2
    assert not any(row.attempts for row in house.rows(OutboxRow))


def test_a_worker_that_dies_leaves_where_it_stands(house: House) -> None:
    begin(house, "C1")
    house.slack.page_size = 10
    talk(house, "C1", *with_replies(many(35)))
    house.slack.faults["replies"].append(RuntimeError("the machine is gone"))
    start(house)
    assert 0 < len(kept(house)) < 35 + 12
    house.pass_time(hours=1)
    assert len(kept(house)) == 35 + 12
    assert len(house.slack.pages_read) == len(set(house.slack.pages_read))


def test_whoever_stops_it_is_heeded_and_whoever_goes_on_goes_on_from_there(house: House) -> None:
    begin(house, "C1")
    house.slack.page_size = 10
    talk(house, "C1", *many(30))
    house.slack.faults["replies"].append(TryAgainError("limited", after=timedelta(minutes=5)))
    start(house)
    catching_up.stop(house.deps, TEAM, "UBOSS")
    house.settle()
    assert "stopped" in redrawn(house)
    house.pass_time(hours=1)
    so_far = len(kept(house))
    assert (so_far, state(house)) == (10, "stopped")
    catching_up.stop(house.deps, TEAM, "UBOSS")
    start(house)
    assert (len(kept(house)), state(house)) == (30, "done")
    assert house.slack.pages_read.count(("C1", None, None)) == 1
    assert "`/digest now`" in redrawn(house)
    start(house)
    assert house.slack.pages_read.count(("C1", None, None)) == 1


def test_who_declines_is_heeded_and_may_think_better_of_it(house: House) -> None:
    begin(house, "C1")
    talk(house, "C1", Said(ts(0), "UANA"))
    catching_up.decline(house.deps, TEAM, "UBOSS")
    house.settle()
    assert "I count from now on" in redrawn(house)
    offer(house)
    assert (kept(house), len(house.slack.into("CTEAM"))) == ([], 1)
    start(house)
    assert len(kept(house)) == 1


@pytest.mark.parametrize("wish", [catching_up.start, catching_up.stop, catching_up.decline])
def test_only_managers_decide(house: House, wish: Any) -> None:
    begin(house, "C1")
    house.person("UANA")
    with pytest.raises(NotAllowedError):
        wish(house.deps, TEAM, "UANA")
    assert state(house) == "offered"


def test_a_channel_that_the_app_has_left_is_passed_over_and_said(house: House) -> None:
    begin(house, "C1", "C2")
    talk(house, "C2", Said(ts(0), "UANA"))
    house.slack.faults["history"].append(GiveUpError("not_in_channel"))
    start(house)
    assert (state(house), len(kept(house))) == ("done", 1)
    assert [row.state for row in house.rows(CatchUpChannel)].count("refused") == 1
    assert "1 channel could not be read" in redrawn(house)


def test_a_thread_that_is_gone_and_a_cursor_that_is_old_stop_nothing(house: House) -> None:
    begin(house, "C1")
    house.slack.page_size = 10
    talk(house, "C1", *many(12))
    house.slack.faults["replies"].append(GiveUpError("thread_not_found"))
    house.slack.faults_after["history"].append(GiveUpError("invalid_cursor"))
    start(house)
    assert (state(house), len(kept(house))) == ("done", 12)


def test_a_permission_that_is_missing_is_told_to_managers_and_no_channel_is_blamed(house: House) -> None:
    begin(house, "C1")
    house.slack.faults["history"].append(GiveUpError("missing_scope"))
    start(house)
    assert {row.state for row in house.rows(CatchUpChannel)} == {"waiting"}
    assert len(house.slack.into("CTEAM")) == 2
    assert state(house) == "reading"
    catching_up.stop(house.deps, TEAM, "UBOSS")
    house.settle()
    start(house)
    assert state(house) == "done"


def test_how_far_it_is_is_shown_now_and_then(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(house, "C1")
    house.slack.page_size = 1
    talk(house, "C1", *(Said(ts(n), "UANA") for n in range(60)))
    read = house.slack.history

    def takes_two_seconds(*which: Any, **where: Any) -> Page:
        house.at += timedelta(seconds=2)
        return read(*which, **where)

    monkeypatch.setattr(house.slack, "history", takes_two_seconds)
    began = house.at
    start(house)
    assert state(house) == "done"
    assert 3 <= len(house.slack.updates) <= (house.at - began) / SHOWN_EVERY + 2


def test_where_the_message_was_deleted_it_is_read_all_the_same(house: House) -> None:
    begin(house, "C1")
    talk(house, "C1", Said(ts(0), "UANA"))
    house.slack.faults["update"].extend([GiveUpError("message_not_found")] * 3)
    start(house)
    assert state(house) == "done"
    assert len(house.slack.into("CTEAM")) == 1


def test_members_are_as_old_as_what_they_said_and_who_is_unknown_is_learnt_before_it_says_done(house: House) -> None:
    house.join("UANA")
    house.settle()
    begin(house, "C1")
    house.person("UBEN")
    talk(house, "C1", Said(ts(0), "UANA"), Said(ts(1), "UBEN", reactors=("UBOT",)))
    busy = TryAgainError("ratelimited", after=timedelta(minutes=2))
    house.slack.faults["person"].extend([busy, busy])  # the first while the manager waits
    start(house)
    assert state(house) == "reading"
    house.pass_time(minutes=3)
    assert state(house) == "done"
    ana = house.member("UANA")
    assert ana.first_posted_at == ana.first_active_at == datetime.fromtimestamp(in_micros(BEFORE) / 10**6, UTC)
    assert house.member("UBEN").first_posted_at == BEFORE + timedelta(minutes=1)
    assert {row.user_id for row in house.rows(Member)} == {"UANA", "UBEN", "UBOSS"}


def test_it_reads_whole_weeks_from_when_it_is_started_in_the_zone_that_holds_then(house: House) -> None:
    begin(house, "C1")
    house.set_up(tz="Asia/Tokyo")
    house.pass_time(days=10)
    start(house)
    (row,) = house.rows(CatchUp)
    assert row.since_at == datetime(2026, 1, 11, 15, tzinfo=UTC)


def test_the_first_week_has_its_day_before(house: House) -> None:
    begin(house, "C1")
    monday = datetime(2026, 1, 5, tzinfo=UTC)
    talk(
        house,
        "C1",
        Said(slack_ts(in_micros(monday - timedelta(hours=23))), "UANA"),
        Said(slack_ts(in_micros(monday - timedelta(hours=25))), "UBEN"),
    )
    start(house)
    assert [user_id for user_id, *_ in kept(house)] == ["UANA"]


def test_the_offer_speaks_the_community_s_language_and_asks_with_two_buttons(house: House) -> None:
    begin(house, "C1", language="fr")
    (post,) = house.slack.into("CTEAM")
    assert "catch_up_start" in said(post)
    assert "catch_up_decline" in said(post)
    assert "semaines" in post.text
