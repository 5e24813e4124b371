"""The command line answers people and programs, and its codes say how it went."""

import json
import logging
import os
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import structlog
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from slack_app import cli
from slack_app.commands import backup, example, translations
from slack_app.flows.health import ALIVE_WITHIN, TICKER, WORKER
from slack_app.store import heartbeats
from slack_app.store.database import Database
from tests.gateway.local import LocalSlack, Reply

ROOT = Path(__file__).parents[2]
run = CliRunner().invoke


def paths(command=None, before=()):
    command = command or get_command(cli.app)
    yield before
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from paths(inner, (*before, name))


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path):
    """No setting of whoever runs the tests reaches them."""
    monkeypatch.chdir(tmp_path)
    for variable, _ in example.variables():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/convive.db")


@pytest.mark.parametrize("words", list(paths()), ids=" ".join)
def test_every_command_explains_itself(words):
    answer = run(cli.app, [*words, "--help"])
    assert answer.exit_code == 0
    assert "Usage:" in answer.output


def test_what_is_misused_is_answered_with_2():
    assert run(cli.app, ["serve", "--prot", "3000"]).exit_code == 2
    assert run(cli.app, ["no-such-thing"]).exit_code == 2


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_without_slack_the_program_says_what_to_set(command):
    answer = run(cli.app, [command])
    assert answer.exit_code == 3
    assert "SLACK_BOT_TOKEN" in answer.stderr


def test_a_clock_of_its_own_needs_redis():
    answer = run(cli.app, ["beat"])
    assert answer.exit_code == 3
    assert "REDIS_URL" in answer.stderr


def test_a_wrong_setting_is_one_sentence_and_3(monkeypatch):
    monkeypatch.setenv("CONVIVE_PORT", "many")
    answer = run(cli.app, ["doctor"])
    assert answer.exit_code == 3
    assert answer.stderr.startswith("CONVIVE_PORT: ")
    assert len(answer.stderr.splitlines()) == 1


def test_the_database_is_made_looked_at_and_copied(tmp_path):
    assert json.loads(run(cli.app, ["db", "current", "--json"]).output)["current"] is None
    assert run(cli.app, ["db", "upgrade"]).exit_code == 0
    found = json.loads(run(cli.app, ["db", "current", "--json"]).output)
    assert found["current"] == found["head"]
    assert run(cli.app, ["db", "check"]).exit_code == 0
    assert run(cli.app, ["db", "backup", "copy.db"]).exit_code == 0
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert run(cli.app, ["db", "backup", "copy.db"]).exit_code == 1


def test_a_database_that_lost_a_table_does_not_pass_the_check(tmp_path):
    backup.sqlite3.connect(tmp_path / "convive.db").close()
    answer = run(cli.app, ["db", "check", "--json"])
    assert answer.exit_code == 1
    assert json.loads(answer.output)["differences"]


def test_a_backup_of_nothing_is_refused():
    answer = run(cli.app, ["db", "backup", "copy.db"])
    assert answer.exit_code == 1
    assert "There is no database" in answer.stderr


def test_a_backup_of_postgresql_gives_the_password_to_pg_dump_alone(monkeypatch, tmp_path):
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$@" "$PGPASSWORD" > "${0%/*}/said"\nfor last; do :; done\ntouch dump\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    backup.write("postgresql+psycopg://convive:canary@db:5432/convive", Path("dump"))
    *arguments, password = (tmp_path / "said").read_text().split()
    assert password == "canary"
    assert arguments[-1] == "postgresql://convive@db:5432/convive"
    assert "canary" not in " ".join(arguments)


def test_without_pg_dump_a_backup_of_postgresql_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(backup.BackupError, match="pg_dump is needed"):
        backup.write("postgresql+psycopg://db/convive", Path("dump"))


@pytest.fixture
def slack(monkeypatch) -> Iterator[LocalSlack]:
    with LocalSlack() as running:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-canary")
        monkeypatch.setenv("SLACK_SIGNING_SECRET", "0" * 32)
        monkeypatch.setenv("SLACK_API_URL", running.base_url)
        monkeypatch.setenv("CONVIVE_PORT", "0")
        yield running
    logging.getLogger().handlers[:] = []
    structlog.reset_defaults()


def test_a_token_that_slack_refuses_stops_the_start_with_a_sentence(slack):
    slack.says("auth.test", Reply({"ok": False, "error": "token_revoked"}))
    answer = run(cli.app, ["serve"])
    assert answer.exit_code == 3
    assert "Bot token 1 of 1 was refused by Slack: token_revoked." in answer.stderr


def test_a_slack_that_is_away_stops_the_start_with_a_sentence(slack):
    slack.says("auth.test", *[Reply(status=503)] * 4)
    answer = run(cli.app, ["serve"])
    assert answer.exit_code == 1
    assert "Slack was not reached" in answer.stderr


def test_a_process_beside_others_does_not_start_on_a_database_without_tables(slack, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    answer = run(cli.app, ["serve"])
    assert answer.exit_code == 3
    assert "Run: db upgrade." in answer.stderr


def test_any_other_end_goes_to_the_log_without_secrets(slack, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:canary@127.0.0.1:1/d?connect_timeout=2")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    slack.says("auth.test", Reply({"ok": True, "team_id": "T1", "user_id": "U1", "bot_id": "B1"}))
    answer = run(cli.app, ["serve"])
    assert answer.exit_code == 1
    assert "ended_by_an_error" in answer.stderr
    assert "canary" not in answer.output


class Page(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status if self.path == "/readyz" else 404)
        self.end_headers()

    def log_message(self, *_):
        """It is quiet."""


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_web_process_is_asked_whether_it_is_ready(monkeypatch, status, code):
    monkeypatch.setattr(Page, "status", status)
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        monkeypatch.setenv("CONVIVE_PORT", str(server.server_port))
        monkeypatch.setenv("CONVIVE_HOST", "0.0.0.0")  # noqa: S104
        assert run(cli.app, ["health", "--ready"]).exit_code == code
        server.shutdown()
    assert run(cli.app, ["health", "--ready"]).exit_code == 1


def test_a_part_that_was_seen_of_late_lives(tmp_path):
    run(cli.app, ["db", "upgrade"])
    db = Database(f"sqlite:///{tmp_path}/convive.db")
    with db.transaction() as session:
        heartbeats.beat(session, WORKER, datetime.now(UTC))
        heartbeats.beat(session, TICKER, datetime.now(UTC) - 2 * ALIVE_WITHIN)
    db.close()
    answer = run(cli.app, ["health", "--worker", "--beat"])
    assert answer.exit_code == 1
    assert answer.output == "✓ worker\n✗ beat\n"


def test_health_is_told_by_a_code(tmp_path):
    answer = run(cli.app, ["health", "--worker", "--beat", "--json"])
    assert answer.exit_code == 1
    assert json.loads(answer.output) == {"worker": False, "beat": False}


def test_the_translations_are_complete():
    assert translations.gaps() == {"fr": []}
    assert run(cli.app, ["i18n", "check"]).exit_code == 0


def test_the_version_is_the_projects():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert json.loads(run(cli.app, ["version", "--json"]).output)["version"] == project["version"]


def test_the_settings_are_printed_for_people_and_programs(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-canary")
    assert "#SLACK_BOT_TOKEN=" in run(cli.app, ["settings"]).output
    answer = run(cli.app, ["settings", "--json"]).output
    assert {row["variable"]: row["is_set"] for row in json.loads(answer)}["SLACK_BOT_TOKEN"]
    assert "canary" not in answer


def test_what_comes_after_test_is_pytests():
    environment = {**os.environ, "CONVIVE_NO_BOOTSTRAP": "1"}
    command = [sys.executable, "-m", "slack_app", "test", "tests/boot/test_locks.py", "--collect-only", "-q"]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0
    assert "test_locks.py" in answer.stdout


PLAYED = """
import json, os, runpy, sys
sys.argv = ["slack_app", *sys.argv[1:]]
try:
    runpy.run_module("slack_app", run_name="__main__")
except SystemExit:
    pass
import slack_app.main, workers.app, sklearn.linear_model, threadpoolctl
threads = [one["num_threads"] for one in threadpoolctl.threadpool_info()]
print(json.dumps([os.environ["OMP_NUM_THREADS"], threads]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(("asked", "threads"), [(None, 1), ("2", 2)])
def test_a_process_of_the_program_calculates_in_one_thread_unless_it_is_told_otherwise(asked, threads):
    inherited = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    environment = {**inherited, "CONVIVE_NO_BOOTSTRAP": "1", **({"OMP_NUM_THREADS": asked} if asked else {})}
    command = [sys.executable, "-c", PLAYED, "worker"]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    said, seen = json.loads(answer.stdout.splitlines()[-1])
    assert said == str(threads)
    assert seen
    assert set(seen) == {min(threads, os.cpu_count() or 1)}
