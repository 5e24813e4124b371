"""Whom someone is never brought together with is theirs alone to know, and holds in both directions."""

from datetime import timedelta

from slack_app.store.coffee import apart
from slack_app.store.database import Database
from tests.house import MONDAY, OTHER_TEAM, TEAM

LATER = MONDAY + timedelta(days=1)


def test_whom_someone_keeps_away_from_is_exactly_what_they_said_last(db: Database) -> None:
    with db.transaction() as session:
        apart.keep(session, TEAM, "UANA", ["UBEN", "UCY", "UANA"], now=MONDAY)
        apart.keep(session, TEAM, "UANA", ["UCY", "UDAN"], now=LATER)
        assert apart.of(session, TEAM, "UANA") == ["UCY", "UDAN"]
        apart.keep(session, TEAM, "UANA", [], now=LATER)
        assert apart.of(session, TEAM, "UANA") == []


def test_being_kept_apart_holds_in_both_directions_and_only_its_author_can_see_it(db: Database) -> None:
    with db.transaction() as session:
        apart.keep(session, TEAM, "UCY", ["UANA", "UBEN"], now=MONDAY)
        apart.keep(session, TEAM, "UANA", ["UCY"], now=MONDAY)
        apart.keep(session, OTHER_TEAM, "UANA", ["UBEN"], now=MONDAY)
        assert sorted(apart.blocks(session, TEAM)) == [("UANA", "UCY"), ("UBEN", "UCY")]
        assert apart.is_any(session, TEAM, ["UBEN", "UCY", "UZOE"])
        assert not apart.is_any(session, TEAM, ["UANA", "UBEN"])
        assert apart.of(session, TEAM, "UBEN") == []
