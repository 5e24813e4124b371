"""The doctor finds what is wrong, names the remedy, and never shows a secret."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from slack_app import cli
from slack_app.commands import check_machine, example, manifest
from slack_app.commands.doctor import examine
from slack_app.commands.findings import Finding, Mark
from slack_app.settings import Settings
from slack_app.store import migrate, workspaces
from slack_app.store.database import Database
from tests.gateway.local import LocalSlack, Reply

TEAM = "T0CANARY1"
NOW = datetime.now(UTC)
BOT, APP, SIGNING = "xoxb-canary-1", "xapp-canary-1", "canary-signing-secret"


@pytest.fixture
def slack():
    with LocalSlack() as running:
        yield running


@pytest.fixture
def settings(monkeypatch, tmp_path, slack) -> Settings:
    monkeypatch.chdir(tmp_path)
    for variable, _ in example.variables():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    monkeypatch.setenv("SLACK_API_URL", slack.base_url)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/convive.db")
    monkeypatch.setenv("CONVIVE_SECRET_KEY", "a long random text of the tests")
    migrate.upgrade(f"sqlite:///{tmp_path}/convive.db")
    return Settings.load()


def who(scopes=None) -> Reply:
    granted = manifest.scopes() if scopes is None else scopes
    body = {"ok": True, "team_id": TEAM, "team": "x", "user_id": "U1BOT", "bot_id": "B1"}
    return Reply(body, headers={"x-oauth-scopes": ",".join(granted)})


def refusal(code: str) -> Reply:
    return Reply({"ok": False, "error": code})


def set_up(settings: Settings, **channels: str) -> None:
    db = Database(settings.database_url)
    with db.transaction() as session:
        workspaces.register(session, TEAM, enterprise_id=None, bot_user_id="U1BOT", now=NOW)
        workspaces.change_community(session, TEAM, lambda community: replace(community, **channels), now=NOW)
    db.close()


def ills(findings: list[Finding]) -> list[str]:
    return [f"{finding.what} → {finding.remedy}" for finding in findings if finding.mark is not Mark.WELL]


def test_where_all_is_well_every_line_says_so(settings, slack):
    slack.says("auth.test", who())
    findings = examine(settings, datetime.now(UTC))
    assert not ills(findings)
    said = "\n".join(finding.line() for finding in findings)
    assert "Socket Mode" in said
    assert TEAM in said
    assert "at version" in said


def test_a_scope_that_was_not_granted_is_named_with_its_remedy(settings, slack):
    slack.says("auth.test", who(manifest.scopes() - {"im:write", "users:read"} | {"admin"}))
    missing, more = ills(examine(settings, datetime.now(UTC)))
    assert "im:write, users:read" in missing
    assert "reinstall" in missing
    assert "admin" in more


def test_a_token_that_slack_refuses_is_told_by_its_place(settings, slack):
    slack.says("auth.test", refusal("token_revoked"))
    slack.says("apps.connections.open", refusal("invalid_auth"))
    bot, app = ills(examine(settings, datetime.now(UTC)))
    assert bot.startswith("Bot token 1: Slack refuses it (token_revoked)")
    assert app.startswith("App-level token: Slack refuses it (invalid_auth)")


def test_a_clock_that_is_wrong_is_found_by_slacks(settings, slack):
    slack.says("auth.test", who())
    (wrong,) = ills(examine(settings, datetime.now(UTC) + timedelta(minutes=10)))
    assert "apart from Slack's" in wrong
    assert "NTP" in wrong


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ({"is_member": True}, None),
        ({"is_member": False}, "The app is not in the team channel"),
        ({"is_member": True, "is_archived": True}, "The team channel is archived"),
        (None, "The team channel cannot be seen (channel_not_found)"),
    ],
)
def test_the_app_must_be_in_the_channels_that_were_set_up(settings, slack, channel, told):
    set_up(settings, team_channel="C0TEAM")
    slack.says("auth.test", who())
    found = {"ok": True, "channel": {"id": "C0TEAM", "name": "team", **(channel or {})}}
    slack.says("conversations.info", Reply(found) if channel else refusal("channel_not_found"))
    findings = ills(examine(settings, datetime.now(UTC)))
    assert len(findings) == bool(told)
    assert all(told in finding and "Invite the app to C0TEAM" in finding for finding in findings)


def test_an_older_database_is_to_be_upgraded(settings, slack):
    slack.says("auth.test", who())
    migrate.downgrade(settings.database_url, "base")
    assert ["Run: db upgrade." in line for line in ills(examine(settings, datetime.now(UTC)))] == [True]


def test_a_database_that_is_not_there_is_no_failure_before_the_first_start(settings, slack):
    slack.says("auth.test", who())
    (settings.sqlite_path or Path()).unlink()
    findings = examine(settings, datetime.now(UTC))
    assert not any(finding.is_failure for finding in findings)
    assert any("There is no database" in line for line in ills(findings))


def test_services_that_do_not_answer_are_told_apart(settings, slack):
    slack.says("auth.test", who())
    away = settings.model_copy(update={"database_url": "postgresql+psycopg://u:canary@127.0.0.1:1/d?connect_timeout=2"})
    away = Settings.load(database_url=away.database_url, redis_url="redis://:canary@127.0.0.1:1/0")
    database, redis = ills(examine(away, datetime.now(UTC)))
    assert "DATABASE_URL" in database
    assert "REDIS_URL" in redis
    assert "canary" not in database + redis


def test_over_http_the_signing_secret_must_look_like_one(monkeypatch, settings, slack):
    slack.says("auth.test", who(), who())
    monkeypatch.delenv("SLACK_APP_TOKEN")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING)
    (odd,) = ills(examine(Settings.load(), datetime.now(UTC)))
    assert "signing secret" in odd
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "0123456789abcdef" * 2)
    assert not ills(examine(Settings.load(), datetime.now(UTC)))


def test_the_command_answers_people_programs_and_supervisors_and_shows_no_secret(settings, slack):
    slack.says("auth.test", who(), refusal("invalid_auth"))
    well = CliRunner().invoke(cli.app, ["doctor"])
    ill = CliRunner().invoke(cli.app, ["doctor", "--json"])
    assert (well.exit_code, ill.exit_code) == (0, 1)
    assert "✓ Every scope of the manifest is granted" in well.output
    assert {"ill", "well"} <= {finding["outcome"] for finding in json.loads(ill.output)}
    assert "canary" not in (well.output + ill.output).lower().replace(TEAM.lower(), "")


def test_sqlite_on_a_network_disk_is_odd(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/shared nfs4 rw 0 0\nproc /proc proc rw 0 0\n")
    assert check_machine.kind_of_disk(Path("/mnt/shared/convive"), mounts.read_text()) == "nfs4"
    assert check_machine.kind_of_disk(Path("/mnt/sharedelse"), mounts.read_text()) == "ext4"
    monkeypatch.setattr(check_machine, "MOUNTS", tmp_path / "nothing")
    assert not check_machine.kind_of_disk(Path("/mnt"))


def test_a_disk_that_is_nearly_full_is_ill(settings, monkeypatch):
    monkeypatch.setattr(check_machine, "ENOUGH_BYTES", 2**62)
    assert any("Make room" in finding.remedy for finding in check_machine.disk(settings, NOW))


def test_without_a_secret_key_who_was_erased_could_be_guessed(settings):
    (found,) = check_machine.key(settings.model_copy(update={"secret_key": None}), NOW)
    assert (found.mark, "CONVIVE_SECRET_KEY" in found.what) == (Mark.ODD, True)


@pytest.mark.parametrize(
    ("url", "model", "mark"),
    [
        ("https://llm.test/v1", "", Mark.ODD),
        ("http://llm.test/v1", "m", Mark.ODD),
        ("https://llm.test/v1", "m", Mark.WELL),
    ],
)
def test_a_classifier_is_named_whole_and_asked_in_secret(settings, url, model, mark):
    named = settings.model_copy(update={"classifier_url": url, "classifier_model": model})
    (found,) = check_machine.classifier(named, NOW)
    assert (found.mark, "llm.test" in found.line()) == (mark, False)
    assert not list(check_machine.classifier(settings, NOW))
