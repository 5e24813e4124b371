"""A database is brought to the newest tables from nothing and from every earlier revision, and can be taken back."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import inspect

from slack_app.store import members, migrate, programmes
from slack_app.store.database import Database
from slack_app.store.schema import Workspace
from tests.house import MONDAY, TEAM
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


def test_a_community_that_was_there_before_coffee_outlives_its_coming_and_going(empty_url: str) -> None:
    migrate.upgrade(empty_url, "0001")
    db = Database(empty_url)
    with db.transaction() as session:
        members.meet(session, TEAM, "UANA", joined_at=MONDAY, now=MONDAY)
    migrate.upgrade(empty_url, "0002")
    with db.transaction() as session:
        programme_id = a_programme(session, ["UANA", "UBEN"])
        assert open_one(session, programme_id).number == 1
    migrate.downgrade(empty_url, "0001")
    with db.reading() as session:
        assert members.known(session, TEAM, ["UANA", "UBEN"]) == {"UANA", "UBEN"}
    assert "meeting" not in tables(empty_url)
    migrate.upgrade(empty_url)
    with db.reading() as session:
        assert programmes.all_of(session, TEAM) == []
    db.close()


def test_two_processes_that_upgrade_at_once_do_not_harm_each_other(empty_url: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrate.upgrade, [empty_url, empty_url]))
    assert migrate.differences(empty_url) == []
