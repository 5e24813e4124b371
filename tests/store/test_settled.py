"""What is settled is so by whoever was first; thanks are kept, told once, and told of when they may be."""

from datetime import date, timedelta

from sqlmodel import select

from slack_app.store.database import Database
from slack_app.store.digest import reports, settled, thanks
from slack_app.store.schema import Settled, Thanks
from tests.house import MONDAY, OTHER_TEAM, TEAM

HOUR, MONTH = timedelta(hours=1), timedelta(days=30)


def settle(db: Database, by_id: str, *, months: int = 0, renew_after: int | None = None) -> Settled:
    now = MONDAY + months * MONTH
    renew_before = now - renew_after * MONTH if renew_after is not None else None
    with db.transaction() as session:
        return settled.settle(
            session, TEAM, "quiet", "UANA", user_id="UANA", by_id=by_id, now=now, renew_before=renew_before
        )


def test_who_was_first_stays(db: Database) -> None:
    assert settle(db, "UBOSS").by_id == "UBOSS"
    assert settle(db, "UBEN", months=1).by_id == "UBOSS"
    with db.reading() as session:
        assert settled.those(session, TEAM) == {("quiet", "UANA"): "UBOSS"}
        assert settled.by(session, TEAM, "UBOSS") == {("quiet", "UANA")}
        assert settled.by(session, TEAM, "UBEN") == set()


def test_what_was_settled_long_ago_can_be_settled_anew(db: Database) -> None:
    settle(db, "UBOSS")
    assert settle(db, "UBEN", months=2, renew_after=2).by_id == "UBOSS"
    assert settle(db, "UBEN", months=3, renew_after=2).by_id == "UBEN"
    assert settle(db, "UCY", months=3, renew_after=2).by_id == "UBEN"


def test_what_was_settled_since_is_told_apart_and_each_workspace_has_its_own(db: Database) -> None:
    settle(db, "UBOSS")
    with db.transaction() as session:
        settled.settle(session, TEAM, "answer", "C1:1", user_id=None, by_id="UBEN", now=MONDAY + HOUR)
        settled.settle(session, OTHER_TEAM, "quiet", "UANA", user_id="UANA", by_id="UZOE", now=MONDAY)
    with db.reading() as session:
        assert settled.those(session, TEAM, since=MONDAY + HOUR) == {("answer", "C1:1"): "UBEN"}
        assert len(settled.those(session, TEAM, since=MONDAY)) == 2
        found = settled.find(session, TEAM, "quiet", "UANA")
        assert (found and found.by_id, settled.find(session, TEAM, "greet", "UANA")) == ("UBOSS", None)


def thank(db: Database, user_id: str, *, may_tell: bool = True, hours: int | None = None) -> int:
    with db.transaction() as session:
        row = thanks.keep(session, TEAM, user_id, "Thank you", by_id="UBOSS", may_tell=may_tell, now=MONDAY)
        if hours is not None:
            thanks.told(session, TEAM, row.id or 0, now=MONDAY + hours * HOUR)
        return row.id or 0


def test_who_was_thanked_is_told_of_once_each_when_they_may_be_and_it_has_reached_them(db: Database) -> None:
    for user_id, hours in (("UCY", 3), ("UANA", 2), ("UCY", 1), ("ULATE", 9), ("UNOTYET", None)):
        thank(db, user_id, hours=hours)
    thank(db, "USECRET", may_tell=False, hours=2)
    with db.reading() as session:
        assert thanks.to_tell(session, TEAM, MONDAY + HOUR, MONDAY + 9 * HOUR) == ["UCY", "UANA"]
        assert thanks.to_tell(session, OTHER_TEAM, MONDAY, MONDAY + 9 * HOUR) == []


def test_thanks_reach_someone_once(db: Database) -> None:
    thanks_id = thank(db, "UANA", hours=1)
    with db.transaction() as session:
        thanks.told(session, TEAM, thanks_id, now=MONDAY + 5 * HOUR)
        thanks.told(session, OTHER_TEAM, thanks_id, now=MONDAY)
        found = thanks.find(session, TEAM, thanks_id)
        assert found
        assert (found.told_at, found.words) == (MONDAY + HOUR, "Thank you")
        assert thanks.find(session, OTHER_TEAM, thanks_id) is None


def test_of_old_weeks_neither_reports_nor_thanks_nor_what_was_settled_is_kept(db: Database) -> None:
    settle(db, "UBOSS")
    thank(db, "UANA")
    with db.transaction() as session:
        for name in ("digest", "digest_now:7", "digests", "newcomers"):
            for month in (2, 3):
                reports.freeze(session, TEAM, name, date(2026, month, 2), {}, now=MONDAY)
        settled.settle(session, TEAM, "answer", "C1:1", user_id=None, by_id="UBEN", now=MONDAY + HOUR)
        thanks.keep(session, TEAM, "UBEN", "Thank you", by_id="UBOSS", may_tell=True, now=MONDAY + HOUR)
        reports.purge(session, TEAM, ("digest", "digest_now"), before=date(2026, 3, 2))
        reports.purge(session, OTHER_TEAM, ("digest", "digest_now"), before=date(2027, 3, 2))
        settled.purge(session, TEAM, before=MONDAY + HOUR)
        thanks.purge(session, TEAM, before=MONDAY + HOUR)
        left = reports.between(session, TEAM, "", date(2026, 1, 1), date(2027, 1, 1))
        assert [one.name for one in left if one.local_date.month == 2] == ["digests", "newcomers"]
        assert len(left) == 6
        assert set(settled.those(session, TEAM)) == {("answer", "C1:1")}
        assert [one.user_id for one in session.exec(select(Thanks))] == ["UBEN"]
