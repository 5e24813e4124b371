"""A database is brought to the newest tables from nothing and from every earlier revision, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import inspect, text
from sqlmodel import select

from slack_app.store import members, migrate
from slack_app.store.coffee import programmes
from slack_app.store.database import Database
from slack_app.store.schema import Member, Workspace
from tests.house import TEAM
from tests.store.coffee import a_programme, open_one

BEFORE_THE_FIRST = "base"


def tables(url: str) -> set[str]:
    db = Database(url)
    try:
        return set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    finally:
        db.close()


def test_an_empty_database_gets_every_table_and_differs_in_nothing(empty_url: str) -> None:
    assert migrate.current(empty_url) is None
    migrate.upgrade(empty_url)
    assert migrate.current(empty_url) == migrate.head()
    assert tables(empty_url) == set(Workspace.metadata.tables)
    assert migrate.differences(empty_url) == []


def test_from_each_earlier_revision_one_comes_to_the_newest(empty_url: str) -> None:
    for revision in migrate.revisions():
        migrate.upgrade(empty_url, revision)
        assert migrate.current(empty_url) == revision
        migrate.upgrade(empty_url)
        assert migrate.current(empty_url) == migrate.head()
        assert migrate.differences(empty_url) == []
        migrate.downgrade(empty_url, BEFORE_THE_FIRST)


def test_each_revision_can_be_taken_back_and_made_again(empty_url: str) -> None:
    for revision in migrate.revisions():
        migrate.upgrade(empty_url, revision)
        migrate.downgrade(empty_url, "-1")
        assert migrate.current(empty_url) != revision
        migrate.upgrade(empty_url, revision)
    migrate.downgrade(empty_url, BEFORE_THE_FIRST)
    assert tables(empty_url) == set()
    migrate.upgrade(empty_url)
    assert migrate.differences(empty_url) == []


def test_what_was_kept_outlives_an_upgrade_that_has_nothing_to_do(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    db = Database(empty_url)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO heartbeat (name, at) VALUES ('worker', '2026-03-02 10:00:00+00:00')")
    migrate.upgrade(empty_url)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM heartbeat").scalar() == 1
    db.close()


A_MEMBER_OF_OLD = text(
    "INSERT INTO member (team_id, user_id, status, is_admin, joined_at, first_posted_at, last_active_at, active_days,"
    " opted_out, times_recommended, updated_at)"
    " VALUES (:team, :user, 'active', false, :at, :posted, :active, 0, false, 0, :at)"
)


def write_as_of_old(db: Database, user_id: str, posted: str | None = None, active: str | None = None) -> None:
    """A member as the first tables know one; the store of today would write columns that are not there yet."""
    at = "2026-03-02 10:00:00+00:00"
    with db.engine.begin() as connection:
        connection.execute(
            A_MEMBER_OF_OLD, {"team": TEAM, "user": user_id, "posted": posted, "active": active, "at": at}
        )


def test_a_community_that_was_there_before_coffee_outlives_its_coming_and_going(empty_url: str) -> None:
    migrate.upgrade(empty_url, "0001")
    db = Database(empty_url)
    write_as_of_old(db, "UANA")
    migrate.upgrade(empty_url)
    with db.transaction() as session:
        programme_id = a_programme(session, ["UANA", "UBEN"])
        assert open_one(session, programme_id).number == 1
    migrate.downgrade(empty_url, "0001")
    assert "meeting" not in tables(empty_url)
    migrate.upgrade(empty_url)
    with db.reading() as session:
        assert members.known(session, TEAM, ["UANA", "UBEN"]) == {"UANA", "UBEN"}
        assert programmes.all_of(session, TEAM) == []
    db.close()


def test_who_was_active_before_the_digest_is_no_newcomer_to_it_and_may_be_named(empty_url: str) -> None:
    migrate.upgrade(empty_url, "0002")
    db = Database(empty_url)
    write_as_of_old(db, "UANA", "2026-02-01 10:00:00+00:00", "2026-03-01 10:00:00+00:00")
    write_as_of_old(db, "UBEN", None, "2026-03-01 10:00:00+00:00")
    write_as_of_old(db, "UCY")
    migrate.upgrade(empty_url)
    with db.reading() as session:
        found = {one.user_id: one for one in session.exec(select(Member))}
    first = {user_id: one.first_active_at and one.first_active_at.date() for user_id, one in found.items()}
    assert first == {"UANA": date(2026, 2, 1), "UBEN": date(2026, 3, 1), "UCY": None}
    assert not any(one.stays_unnamed for one in found.values())
    db.close()


def test_two_processes_that_upgrade_at_once_do_not_harm_each_other(empty_url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrate.upgrade, [empty_url, empty_url]))
    assert migrate.differences(empty_url) == []
