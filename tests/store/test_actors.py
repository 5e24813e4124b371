"""Who acts and is not known is found, who is of elsewhere is flagged for good, and members know when they were seen."""

from datetime import timedelta

from sqlmodel import select

from slack_app.domain.measures.log import Act, Flag
from slack_app.domain.people import Person
from slack_app.store import activity, actors, members
from slack_app.store.activity import Deed
from slack_app.store.database import Database
from slack_app.store.schema import Activity, Member
from tests.house import MONDAY, OTHER_TEAM, TEAM

AT = 1_772_452_800_000_000
HOUR = timedelta(hours=1)


def did(user_id: str, act: Act = Act.POST, at: int = 0, flags: Flag = activity.NOTHING) -> Deed:
    return Deed(user_id, act, AT + at, AT + at, "C1", AT + at, flags=flags)


def test_strangers_act_here_are_no_members_and_not_of_elsewhere(db: Database) -> None:
    with db.transaction() as session:
        members.meet_many(session, TEAM, [Person("UANA", TEAM)], now=MONDAY)
        members.meet_many(session, OTHER_TEAM, [Person("UBEN", OTHER_TEAM)], now=MONDAY)
        activity.note_many(session, TEAM, [
            did("UANA"), did("UBEN"), did("UCY", Act.REACTION), did("UDAN", Act.JOINED),
            did("UELSE", flags=Flag.OUTSIDE | Flag.QUESTION), did("UBOTH", flags=Flag.OUTSIDE), did("UBOTH", at=5),
        ])  # fmt: skip
        activity.note(session, OTHER_TEAM, did("UZOE"))
        activity.take_away(session, TEAM, "C1", AT + 99)
        assert actors.strangers(session, TEAM) == ["UBEN", "UBOTH", "UCY"]
        assert actors.strangers(session, TEAM, limit=1) == ["UBEN"]


def test_when_the_first_of_some_people_did_something(db: Database) -> None:
    with db.transaction() as session:
        activity.note_many(session, TEAM, [did("UANA", Act.JOINED, 1), did("UANA", at=7), did("UBEN", at=5)])
        assert actors.first_of(session, TEAM, ["UANA", "UBEN"]) == AT + 5
        assert actors.first_of(session, TEAM, ["UANA"]) == AT + 7
        assert actors.first_of(session, TEAM, ["UCY"]) is None
        assert actors.first_of(session, TEAM, []) is None


def test_who_turns_out_to_be_of_elsewhere_is_flagged_in_all_that_they_did(db: Database) -> None:
    with db.transaction() as session:
        deeds = [did("UELSE", flags=Flag.QUESTION), did("UELSE", Act.REACTION, 3), did("UANA", at=5)]
        activity.note_many(session, TEAM, deeds)
        activity.note_many(session, OTHER_TEAM, deeds)
        assert actors.outsiders(session, TEAM, ["UELSE", "UANA"]) == set()
        actors.set_outside(session, TEAM, ["UELSE", "UNEVER"])
        assert actors.outsiders(session, TEAM, ["UELSE", "UANA"]) == {"UELSE"}
        assert actors.outsiders(session, OTHER_TEAM, ["UELSE", "UANA"]) == set()
        log = activity.log(session, TEAM, AT, AT + 9)
        flags = {(log.people[who], at): flag for who, at, flag in zip(log.who, log.at, log.flags, strict=True)}
    assert flags == {("UELSE", AT): Flag.OUTSIDE | Flag.QUESTION, ("UELSE", AT + 3): Flag.OUTSIDE, ("UANA", AT + 5): 0}


def test_news_that_come_late_or_twice_move_only_beginnings(db: Database) -> None:
    with db.transaction() as session:
        members.meet(session, TEAM, "UANA", joined_at=MONDAY, now=MONDAY)
        for hours, posted in ((5, False), (5, False), (3, True), (4, True), (29, False)):
            assert members.note_activity(session, TEAM, "UANA", at=MONDAY + hours * HOUR, posted=posted)
        assert not members.note_activity(session, TEAM, "UZOE", at=MONDAY, posted=True)
        (ana,) = members.hold_many(session, TEAM, ["UANA", "UZOE"]).values()
        members.was_seen(ana, MONDAY + HOUR)
        assert (ana.first_active_at, ana.first_posted_at) == (MONDAY + HOUR, MONDAY + 3 * HOUR)
        assert (ana.last_active_at, ana.active_days) == (MONDAY + 29 * HOUR, 2)


def test_newcomers_joined_then_and_are_still_here(db: Database) -> None:
    with db.transaction() as session:
        for user_id, hours in (("UANA", 2), ("UBEN", 1), ("UOLD", -1), ("UNEXT", 3), ("UGONE", 1)):
            members.meet(session, TEAM, user_id, joined_at=MONDAY + hours * HOUR, now=MONDAY)
        members.meet(session, OTHER_TEAM, "UZOE", joined_at=MONDAY, now=MONDAY)
        members.meet_many(session, TEAM, [Person("UGONE", TEAM, deleted=True)], now=MONDAY)
        everybody = members.newcomers(session, TEAM, MONDAY)
        assert [one.user_id for one in everybody] == ["UBEN", "UANA", "UNEXT"]
        before = members.newcomers(session, TEAM, MONDAY, MONDAY + 3 * HOUR)
        assert [one.user_id for one in before] == ["UBEN", "UANA"]


def test_who_wishes_not_to_be_named_is_known_until_they_change_their_mind(db: Database) -> None:
    with db.transaction() as session:
        members.meet_many(session, TEAM, [Person(one, TEAM) for one in ("UANA", "UBEN")], now=MONDAY)
        assert members.unnamed(session, TEAM) == set()
        assert members.set_unnamed(session, TEAM, "UANA", stays=True, now=MONDAY)
        assert not members.set_unnamed(session, OTHER_TEAM, "UANA", stays=True, now=MONDAY)
        assert members.unnamed(session, TEAM) == {"UANA"}
        assert members.set_unnamed(session, TEAM, "UANA", stays=False, now=MONDAY)
        assert members.unnamed(session, TEAM) == set()


def test_who_turns_out_to_be_no_member_leaves_nothing_but_their_words_count(db: Database) -> None:
    with db.transaction() as session:
        members.meet(session, TEAM, "UBOT", joined_at=MONDAY, now=MONDAY)
        members.meet(session, OTHER_TEAM, "UBOT", joined_at=MONDAY, now=MONDAY)
        activity.note_many(session, TEAM, [did("UBOT", Act.JOINED), did("UBOT", Act.REACTION, 3), did("UBOT", at=5)])
        members.unmeet(session, TEAM, "UBOT")
        assert [row.act for row in session.exec(select(Activity))] == [Act.POST]
        assert [row.team_id for row in session.exec(select(Member))] == [OTHER_TEAM]
