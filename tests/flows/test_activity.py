"""What people do is kept once each: who, where, when, of what kind; whatever comes twice, late or in another order."""

import itertools
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.log import Act, Flag, micros, slack_ts
from slack_app.flows import privacy
from slack_app.flows.deeds import in_micros
from slack_app.flows.hearing import hear_batch
from slack_app.flows.people import LONG_AGO
from slack_app.store import members
from slack_app.store.digest import week_totals
from slack_app.store.schema import Activity, EventRow, Member, OutboxRow
from tests.house import OTHER_TEAM, TEAM, House

_later = itertools.count(1)


def now_ts(house: House) -> str:
    """A timestamp of a moment ago, never the same."""
    return slack_ts(in_micros(house.at) - 10**6 + next(_later) % 10**6)


def message(house: House, user_id: str, text: str = "hello", **more: Any) -> dict[str, Any]:
    ts = more.pop("ts", None) or now_ts(house)
    event_id, team_id = more.pop("event_id", None), more.pop("team_id", TEAM)
    said = {"user": user_id, "channel": "C1", "channel_type": "channel", "team": team_id, "text": text, **more}
    return house.event("message", event_id=event_id, team_id=team_id, **{"ts": ts, "event_ts": ts, **said})


def reaction(house: House, user_id: str, ts: str, **more: Any) -> dict[str, Any]:
    item = {"type": "message", "channel": more.pop("channel", "C1"), "ts": ts}
    return house.event("reaction_added", user=user_id, item=item, **{"item_user": "UANA", "reaction": "tada", **more})


def deletion(house: House, ts: str, **more: Any) -> dict[str, Any]:
    gone = {"subtype": "message_deleted", "channel": "C1", "channel_type": "channel", "hidden": True, "deleted_ts": ts}
    return house.event("message", **{**gone, "ts": now_ts(house), **more})


def hear(house: House, *envelopes: dict[str, Any]) -> None:
    for envelope in envelopes:
        house.hear(envelope)
    while hear_batch(house.deps):
        pass


def kept(house: House, team_id: str = TEAM) -> list[tuple[str, Act, str, Flag]]:
    """Who did what where, with which flags; without what only says that a message is gone."""
    rows = sorted((row for row in house.rows(Activity) if row.act and row.team_id == team_id), key=lambda row: row.at)
    return [(row.user_id, Act(row.act), row.channel_id, Flag(row.flags)) for row in rows]


def test_a_message_a_reply_and_a_reaction_are_kept_with_when_and_whose_thread(house: House) -> None:
    head, reply = now_ts(house), now_ts(house)
    hear(
        house,
        message(house, "UANA", "Who knows <https://example.org>?", ts=head),
        message(house, "UBEN", "x" * 100, ts=reply, thread_ts=head, parent_user_id="UANA"),
        reaction(house, "UEVA", head),
    )
    posted, replied, reacted = sorted(house.rows(Activity), key=lambda row: row.act)
    assert posted.model_dump(exclude={"packed"}) == {
        "team_id": TEAM, "channel_id": "C1", "ts": micros(head), "act": Act.POST, "user_id": "UANA", "at": micros(head),
        "head_ts": micros(head), "author_id": None, "flags": Flag.QUESTION | Flag.RESOURCE, "length": "S",
    }  # fmt: skip
    assert (replied.act, replied.head_ts, replied.author_id) == (Act.REPLY, micros(head), "UANA")
    assert (replied.ts, replied.at, replied.length, replied.flags) == (micros(reply), micros(reply), "M", 0)
    assert (reacted.act, reacted.ts, reacted.head_ts, reacted.author_id) == (Act.REACTION, micros(head), 0, "UANA")
    assert reacted.at == in_micros(house.at)


def test_the_words_are_nowhere(house: House) -> None:
    hear(house, message(house, "UANA", "a canary sings?"))
    rows = [row.model_dump_json() for table in (Activity, EventRow, OutboxRow) for row in house.rows(table)]
    assert len(rows) >= 2
    assert not any("canary" in row for row in rows)


def test_an_event_that_comes_again_is_one_row(house: House) -> None:
    said = message(house, "UANA", event_id="EvA")
    hear(house, said, said)
    hear(house, said)
    hear(house, {**said, "event_id": "EvOfTheOtherSideOfASharedChannel"})
    assert kept(house) == [("UANA", Act.POST, "C1", Flag(0))]


def test_several_emoji_of_one_person_are_one_reaction_and_of_two_people_two(house: House) -> None:
    head = now_ts(house)
    hear(house, message(house, "UANA", ts=head))
    hear(house, *(reaction(house, "UEVA", head, reaction=name) for name in ("tada", "wave", "heart")))
    hear(house, reaction(house, "UBEN", head))
    assert sorted(user_id for user_id, *_ in kept(house)) == ["UANA", "UBEN", "UEVA"]


def test_of_a_private_place_where_no_message_is_heard_reactions_are_not_kept_either(house: House) -> None:
    old = slack_ts(in_micros(house.at - timedelta(days=90)))
    hear(house, reaction(house, "UEVA", old, channel="CPRIVATE"))
    hear(house, message(house, "UANA"), reaction(house, "UEVA", old))
    assert [(user_id, channel) for user_id, _, channel, _ in kept(house)] == [("UANA", "C1"), ("UEVA", "C1")]


@pytest.mark.parametrize(
    "batches", ["said gone reacted", "said+gone reacted", "said gone+reacted", "gone+reacted", "gone reacted"]
)
def test_where_all_that_we_know_of_is_deleted_reactions_are_kept_still(house: House, batches: str) -> None:
    old, gone = (slack_ts(in_micros(house.at - timedelta(days=days))) for days in (90, 1))
    said = {
        "said": message(house, "UANA", ts=gone),
        "gone": deletion(house, gone),
        "reacted": reaction(house, "UEVA", old),
    }
    for batch in batches.split():
        hear(house, *(said[one] for one in batch.split("+")))
    assert [(user_id, act) for user_id, act, *_ in kept(house)] == [("UEVA", Act.REACTION)]


@pytest.mark.parametrize("private", [{"channel_type": "mpim"}, {"channel_type": "im"}], ids=str)
def test_a_deletion_in_private_talk_makes_no_place_public(house: House, private: dict[str, str]) -> None:
    head = now_ts(house)
    hear(house, deletion(house, head, channel="G1", **private), reaction(house, "UEVA", head, channel="G1"))
    hear(house, reaction(house, "UBEN", head, channel="G1"))
    assert house.rows(Activity) == []


def test_a_reply_that_is_also_sent_to_the_channel_is_one_reply(house: House) -> None:
    head = now_ts(house)
    hear(house, message(house, "UBEN", subtype="thread_broadcast", thread_ts=head, parent_user_id="UANA"))
    assert kept(house) == [("UBEN", Act.REPLY, "C1", Flag(0))]


def test_an_edit_changes_nothing(house: House) -> None:
    said = message(house, "UANA", "hello")
    hear(house, said)
    before = house.rows(Activity)
    new = {**said["event"], "text": "hello? <https://example.org>", "edited": {"user": "UANA", "ts": now_ts(house)}}
    changed = {"subtype": "message_changed", "hidden": True, "message": new, "previous_message": said["event"]}
    hear(house, house.event("message", channel="C1", channel_type="channel", ts=now_ts(house), **changed))
    assert house.rows(Activity) == before


def test_a_deleted_message_is_gone_and_what_others_did_about_it_stays(house: House) -> None:
    head = now_ts(house)
    hear(
        house,
        message(house, "UANA", ts=head),
        message(house, "UBEN", thread_ts=head, parent_user_id="UANA"),
        reaction(house, "UEVA", head),
    )
    tomb = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True, "ts": head}
    hear(house, deletion(house, head, subtype="message_changed", deleted_ts=None, message=tomb))
    assert {(user_id, act) for user_id, act, *_ in kept(house)} == {("UBEN", Act.REPLY), ("UEVA", Act.REACTION)}
    hear(house, message(house, "UTOM", thread_ts=head, parent_user_id="USLACKBOT"))
    assert next(row for row in house.rows(Activity) if row.user_id == "UTOM").author_id is None


def test_a_message_that_arrives_after_its_deletion_does_not_come_back(house: House) -> None:
    head = now_ts(house)
    said = message(house, "UANA", ts=head)
    hear(house, deletion(house, head))
    hear(house, said)
    assert kept(house) == []


def test_the_deletion_of_another_channel_s_or_community_s_message_takes_nothing(house: House) -> None:
    head = now_ts(house)
    hear(house, message(house, "UANA", ts=head), message(house, "UANA", ts=head, team_id=OTHER_TEAM))
    hear(house, deletion(house, head, channel="C2"), deletion(house, head, team_id=OTHER_TEAM))
    assert len(kept(house)) == 1
    assert kept(house, OTHER_TEAM) == []


@pytest.mark.parametrize("seed", range(5))
def test_in_whatever_order_and_however_often_it_is_heard_the_rows_are_the_same(house: House, seed: int) -> None:
    chance = random.Random(seed)
    hear(house, message(house, "UOLD", ts=slack_ts(in_micros(house.at - timedelta(days=1)))))
    head, other = now_ts(house), now_ts(house)
    heard = [
        message(house, "UANA", "why?", ts=head),
        message(house, "UBEN", ts=now_ts(house), thread_ts=head, parent_user_id="UANA"),
        message(house, "UEVA", ts=other),
        reaction(house, "UTOM", head),
        reaction(house, "UTOM", other, reaction="wave"),
        deletion(house, other),
    ]
    expected = {("UOLD", Act.POST), ("UANA", Act.POST), ("UBEN", Act.REPLY), ("UTOM", Act.REACTION)}
    for envelope in chance.sample(heard * 3, len(heard) * 3):
        house.hear(envelope)
        if chance.random() < 0.3:
            hear_batch(house.deps)
    hear(house)
    assert {(user_id, act) for user_id, act, *_ in kept(house)} == expected
    assert len(kept(house)) == len(expected) + 1


@pytest.mark.parametrize(
    "change",
    [
        {"bot_id": "B1"},
        {"subtype": "bot_message", "user": None, "bot_id": "B1"},
        {"user": "USLACKBOT"},
        {"user": "UBOT"},
        {"subtype": "channel_join"},
        {"channel_type": "mpim", "channel": "G1"},
        {"channel_type": "im", "channel": "D1"},
    ],
    ids=str,
)
def test_bots_the_app_itself_and_private_talk_leave_no_row(house: House, change: dict[str, Any]) -> None:
    said = message(house, "UANA")
    hear(house, {**said, "event": {**said["event"], **change}})
    hear(house, reaction(house, "UBOT", now_ts(house)), reaction(house, "UANA", now_ts(house), channel="D1"))
    assert house.rows(Activity) == []


def test_people_of_other_workspaces_are_flagged_and_those_of_the_organisation_are_not(house: House) -> None:
    hear(house, message(house, "USTRANGER", user_team="T9"), message(house, "UANA", user_team=TEAM))
    sister = message(house, "USISTER", user_team="E1")
    hear(house, {**sister, "authorizations": [{"team_id": TEAM, "enterprise_id": "E1"}]})
    house.join("UGRID", team_id=TEAM)
    house.settle()
    hear(house, message(house, "UGRID", user_team="T7"))
    said = {user_id: flags for user_id, act, _, flags in kept(house) if act is Act.POST}
    assert said == {"USTRANGER": Flag.OUTSIDE, "UANA": Flag(0), "USISTER": Flag(0), "UGRID": Flag(0)}


def test_who_is_known_to_be_of_elsewhere_is_so_whatever_they_do(house: House) -> None:
    head = now_ts(house)
    hear(house, message(house, "USTRANGER", ts=head, user_team="T9"))
    hear(house, reaction(house, "USTRANGER", head), reaction(house, "UANA", head))
    flags = {user_id: flags for user_id, act, _, flags in kept(house) if act is Act.REACTION}
    assert flags == {"USTRANGER": Flag.OUTSIDE, "UANA": Flag(0)}


def test_who_was_there_before_us_and_joins_now_has_joined_now(house: House) -> None:
    house.set_up(community_channel="CALL")
    house.person("UANA")
    with house.db.transaction() as session:
        members.meet(session, TEAM, "UANA", joined_at=LONG_AGO, now=house.at)
    hear(house, house.event("member_joined_channel", user="UANA", channel="CALL", channel_type="C", team=TEAM))
    assert house.member("UANA").joined_at == house.at


def test_who_asked_to_be_forgotten_leaves_no_trace_and_nobody_else_s_row_names_them(house: House) -> None:
    house.join("UANA")
    house.settle()
    head = now_ts(house)
    hear(house, message(house, "UANA", ts=head))
    privacy.forget(house.deps, TEAM, "UANA")
    hear(
        house,
        message(house, "UANA", "again"),
        reaction(house, "UANA", head, item_user="UBEN"),
        message(house, "UBEN", thread_ts=head, parent_user_id="UANA"),
        reaction(house, "UBEN", head, item_user="UANA"),
    )
    assert {row.user_id for row in house.rows(Activity) if row.act} == {"UBEN"}
    assert {row.author_id for row in house.rows(Activity)} == {None}


def test_a_time_that_cannot_be_is_no_activity_and_stops_nothing(house: House) -> None:
    for ts in ("99999999999999999999.000000", "0.000000", slack_ts(in_micros(house.at + timedelta(days=2)))):
        hear(house, message(house, "UANA", ts=ts))
    hear(house, message(house, "UBEN"))
    assert [user_id for user_id, *_ in kept(house)] == ["UBEN"]
    assert all(row.handled_at for row in house.rows(EventRow))


def test_one_event_that_fails_takes_no_other_with_it(house: House) -> None:
    good, bad = message(house, "UANA"), message(house, "UBEN")
    house.hear(good)
    house.hear(bad)
    with house.db.transaction() as session:
        row = session.exec(select(EventRow).where(EventRow.user_id == "UBEN")).one()
        row.facts = {**row.facts, "ts": "no number"}
        session.add(row)
    hear_batch(house.deps)
    assert [user_id for user_id, *_ in kept(house)] == ["UANA"]
    failed = next(row for row in house.rows(EventRow) if row.user_id == "UBEN")
    assert (failed.handled_at, failed.attempts) == (None, 1)


def test_members_are_told_of_what_they_did_in_the_order_of_its_time(house: House) -> None:
    house.join("UANA")
    house.settle()
    house.pass_time(days=1)
    hear(house, message(house, "UOLD"))
    first = now_ts(house)
    hear(house, reaction(house, "UANA", first), message(house, "UANA", ts=first))
    ana = house.member("UANA")
    said_at = datetime.fromtimestamp(micros(first) / 10**6, UTC)
    assert abs(ana.first_posted_at - said_at) < timedelta(milliseconds=1)
    assert abs(ana.first_active_at - said_at) < timedelta(milliseconds=1)
    assert (ana.last_active_at, ana.active_days) == (house.at, 1)


LAST_WEEK, THIS_WEEK = date(2026, 2, 23), date(2026, 3, 2)


def counted(house: House, *weeks: date) -> None:
    with house.db.transaction() as session:
        for week in weeks:
            week_totals.keep(session, TEAM, WeekFigures(week), now=house.at)


def standing(house: House) -> set[date]:
    return house.read(lambda session: week_totals.counted(session, TEAM, date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("at", "stale"),
    [
        (datetime(2026, 3, 2, 8, tzinfo=UTC), set()),
        (datetime(2026, 2, 25, 8, tzinfo=UTC), {LAST_WEEK}),
        (datetime(2026, 3, 1, 20, tzinfo=UTC), {LAST_WEEK}),
        (datetime(2026, 2, 22, 20, tzinfo=UTC), {date(2026, 2, 16), LAST_WEEK}),
    ],
    ids=["today", "last week", "the last day of last week", "whose day lies in last week"],
)
def test_what_comes_late_makes_its_week_be_counted_again(house: House, at: datetime, stale: set[date]) -> None:
    weeks = {date(2026, 2, 9), date(2026, 2, 16), LAST_WEEK}
    counted(house, *weeks)
    ts = slack_ts(in_micros(at))
    hear(house, message(house, "UANA", ts=ts))
    assert standing(house) == weeks - stale
    counted(house, *weeks)
    hear(house, message(house, "UANA", ts=ts))
    assert standing(house) == weeks
    hear(house, deletion(house, ts))
    assert standing(house) == weeks - stale


def test_a_week_begins_on_monday_in_the_community_s_own_zone(house: House) -> None:
    house.set_up(tz="Pacific/Auckland")
    counted(house, LAST_WEEK)
    hear(house, message(house, "UANA", ts=slack_ts(in_micros(datetime(2026, 3, 1, 12, tzinfo=UTC)))))
    assert standing(house) == {LAST_WEEK}


def test_who_comes_and_who_goes(house: House) -> None:
    house.set_up(community_channel="CALL")
    house.join("UANA")
    house.join("UGUEST", is_guest=True)
    house.join("UROBOT", is_bot=True)
    move = {"channel": "CALL", "channel_type": "C", "team": TEAM}
    hear(house, house.event("member_joined_channel", user="UBEN", **move))
    hear(house, house.event("member_joined_channel", user="UBEN", **{**move, "channel": "COTHER"}))
    hear(house, house.event("member_joined_channel", user="UBOT", **move))
    stranger = house.event("member_joined_channel", user="USTRANGER", **{**move, "team": "T9"})
    hear(house, {**stranger, "is_ext_shared_channel": True})
    hear(house, house.event("member_left_channel", user="UBEN", **move))
    closed = {"id": "UANA", "team_id": TEAM, "deleted": True}
    hear(house, house.event("user_change", user=closed), house.event("user_change", user=closed))
    assert sorted((user_id, act, channel) for user_id, act, channel, _ in kept(house)) == [
        ("UANA", Act.JOINED, ""),
        ("UANA", Act.LEFT, ""),
        ("UBEN", Act.JOINED, "CALL"),
        ("UBEN", Act.LEFT, "CALL"),
        ("UGUEST", Act.JOINED, ""),
    ]


def test_the_app_and_strangers_who_come_are_no_members(house: House) -> None:
    house.set_up(community_channel="CALL")
    move = {"channel": "CALL", "channel_type": "C"}
    hear(house, house.event("member_joined_channel", user="UBOT", team=TEAM, **move))
    stranger = house.event("member_joined_channel", user="USTRANGER", team="T9", **move)
    hear(house, {**stranger, "is_ext_shared_channel": True})
    house.settle()
    assert [row.job for row in house.rows(OutboxRow) if row.job == "welcome"] == []


def test_a_bot_that_is_put_into_the_community_s_channel_is_no_member_that_joined(house: House) -> None:
    house.set_up(community_channel="CALL")
    house.person("UROBOT", is_bot=True)
    house.person("UGUEST", is_guest=True)
    for user_id in ("UROBOT", "UGUEST"):
        hear(house, house.event("member_joined_channel", user=user_id, channel="CALL", channel_type="C", team=TEAM))
    house.settle()
    assert [(user_id, act) for user_id, act, *_ in kept(house)] == [("UGUEST", Act.JOINED)]
    assert [row.user_id for row in house.rows(Member)] == ["UGUEST"]


def test_a_workspace_that_the_app_has_left_is_heard_no_more(house: House) -> None:
    said = message(house, "UANA")
    hear(house, house.event("app_uninstalled"))
    hear(house, said)
    assert house.rows(Activity) == []
