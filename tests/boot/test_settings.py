"""The settings: what a place of running may decide, said back in sentences."""

from pathlib import Path

import pytest

from slack_app.commands import example
from slack_app.settings import Mode, Settings, SettingsError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def nowhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for variable, _ in example.variables():
        monkeypatch.delenv(variable, raising=False)


def test_without_anything_it_is_one_process_on_sqlite_with_no_slack():
    settings = Settings.load()
    assert settings.mode is Mode.NONE
    assert settings.is_embedded
    assert settings.sqlite_path == Path(".data/convive.db")


def test_an_app_level_token_means_socket_mode_and_a_signing_secret_http(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert Settings.load().mode is Mode.NONE
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "0" * 32)
    assert Settings.load().mode is Mode.HTTP
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert Settings.load().mode is Mode.SOCKET


def test_several_workspaces_are_several_tokens(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", " xoxb-1 , xoxb-2,")
    assert [token.get_secret_value() for token in Settings.load().slack_bot_tokens] == ["xoxb-1", "xoxb-2"]


def test_what_is_empty_is_not_set(monkeypatch):
    for variable in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "REDIS_URL", "CONVIVE_SECRET_KEY"):
        monkeypatch.setenv(variable, "")
    settings = Settings.load()
    assert settings.mode is Mode.NONE
    assert settings.is_embedded
    assert settings.secret_key is None


def test_a_file_beside_the_program_is_read_and_the_environment_wins(monkeypatch):
    Path(".env").write_text("CONVIVE_PORT=4000\nCONVIVE_HOST=0.0.0.0\nOTHER=thing\n")
    monkeypatch.setenv("CONVIVE_PORT", "5000")
    settings = Settings.load()
    assert (settings.host, settings.port) == ("0.0.0.0", 5000)  # noqa: S104


def test_what_is_given_wins_over_all(monkeypatch):
    monkeypatch.setenv("CONVIVE_PORT", "5000")
    assert Settings.load(port=6000, slack_bot_tokens="xoxb-1").port == 6000


@pytest.mark.parametrize("given", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_the_driver_of_postgresql_is_named(monkeypatch, given):
    monkeypatch.setenv("DATABASE_URL", given)
    settings = Settings.load()
    assert settings.database_url == "postgresql+psycopg://u:p@h/d"
    assert settings.sqlite_path is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CONVIVE_PORT", "many"),
        ("CONVIVE_PORT", "70000"),
        ("CONVIVE_CONCURRENCY", "0"),
        ("CONVIVE_LOG_LEVEL", "loud"),
        ("SLACK_API_URL", "slack"),
        ("DATABASE_URL", "mysql://secret@h/d"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable_and_not_the_value(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        Settings.load()
    sentence = str(refused.value)
    assert sentence.startswith(f"{variable}: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "secret" not in sentence


def test_no_secret_is_shown(monkeypatch):
    for variable in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "CONVIVE_SECRET_KEY"):
        monkeypatch.setenv(variable, "canary")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:canary@h/d")
    monkeypatch.setenv("REDIS_URL", "redis://:canary@h/0")
    settings = Settings.load()
    assert "canary" not in f"{settings!r} {settings}"
    assert "canary" not in str(example.which_are_set(settings))
    are_set = {row["variable"] for row in example.which_are_set(settings) if row["is_set"]}
    assert {"SLACK_BOT_TOKEN", "DATABASE_URL", "REDIS_URL"} <= are_set
    assert "CONVIVE_PORT" not in are_set


def test_the_example_is_in_step():
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == example.page()


def test_the_example_filled_in_as_it_stands_changes_nothing():
    lines = example.page().splitlines()
    defaults = [
        line[1:]
        for line in lines
        if line.startswith("#") and not line.startswith(("# ", "#SLACK_BOT", "#SLACK_APP_", "#REDIS"))
    ]
    Path(".env").write_text("\n".join(defaults))
    assert Settings.load().model_dump() == Settings.load(_env_file=None).model_dump()


def test_every_setting_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [variable for variable, _ in example.variables() if f"`{variable}`" not in readme]
