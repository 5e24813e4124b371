"""What a member wrote stays out of the log, also when the database refuses it and says what it was given."""

import io
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import structlog
from sqlalchemy import text

from slack_app import logs
from slack_app.store.database import Database, DatabaseError
from slack_app.store.schema import ProfileRow

NOW = datetime(2026, 3, 2, tzinfo=UTC)
WRITTEN = "a canary that sings"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    logs.configure("json", "debug", out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def keep_a_profile_twice(db: Database) -> None:
    for _ in range(2):
        with db.transaction() as session:
            session.add(ProfileRow(team_id="T1", user_id="UANA", answers={"role": WRITTEN}, updated_at=NOW))


def keep_half_a_profile(db: Database) -> None:
    with db.transaction() as session:
        row = "INSERT INTO profile (team_id, user_id, answers, language, in_directory) VALUES ('T1', 'UANA', :said, 'fr', :no)"
        session.execute(text(row), {"said": f'{{"role": "{WRITTEN}"}}', "no": False})


@pytest.mark.parametrize("refused", [keep_a_profile_twice, keep_half_a_profile])
def test_a_save_that_the_database_refuses_is_logged_without_what_was_written(db, log, refused):
    try:
        refused(db)
    except DatabaseError:
        logs.log_of("convive").exception("not_saved")
    assert "IntegrityError" in log.getvalue()
    assert WRITTEN not in log.getvalue()
