"""The image and the services beside it, looked at without an engine."""

import re
from pathlib import Path

import pytest
import typer
import yaml
from typer.main import get_command

from slack_app import cli
from slack_app.commands import example

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "convive:local"}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def resolves(words: list[str]) -> bool:
    """Whether the command line knows these words."""
    command = get_command(cli.app)
    while words and isinstance(command, typer.core.TyperGroup):
        command = command.commands.get(words[0])
        words = words[1:]
    options = {option for parameter in (command.params if command else []) for option in parameter.opts}
    return command is not None and all(word in options for word in words if word.startswith("--"))


def program_words(service: dict) -> list[list[str]]:
    probe = service.get("healthcheck", {}).get("test", [])
    return [service["command"], *([probe[4:]] if probe[1:4] == ["python", "-m", "slack_app"] else [])]


def test_the_same_program_runs_as_web_worker_clock_and_migration():
    assert {name: service["command"] for name, service in OURS.items()} == {
        "web": ["serve"],
        "worker": ["worker"],
        "beat": ["beat"],
        "migrate": ["db", "upgrade"],
    }


@pytest.mark.parametrize("name", OURS)
def test_every_command_of_a_service_is_one_of_the_command_line(name):
    assert all(resolves(words) for words in program_words(OURS[name]))


def test_the_images_own_commands_are_of_the_command_line():
    assert re.search(r'^CMD \["serve"\]$', DOCKERFILE, re.MULTILINE)
    assert 'CMD ["python", "-m", "slack_app", "health", "--ready"]' in DOCKERFILE
    assert "OMP_NUM_THREADS=1" in DOCKERFILE
    assert resolves(["health", "--ready"])
    assert not resolves(["health", "--unready"])
    assert not resolves(["db", "upgrad"])


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_waits_only_for_what_is_there_and_can_tell_its_health(name):
    for needed, how in SERVICES[name].get("depends_on", {}).items():
        assert needed in SERVICES
        if how["condition"] == "service_healthy":
            assert SERVICES[needed]["healthcheck"]["test"]
        else:
            assert SERVICES[needed]["restart"] == "no"


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_can_tell_its_health_or_ends(name):
    assert SERVICES[name]["healthcheck"].get("test") or SERVICES[name]["restart"] == "no"


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_one_that_the_settings_know(name):
    assert set(OURS[name]["environment"]) <= {variable for variable, _ in example.variables()}


def test_a_secret_that_is_missing_is_named_and_none_is_written_down():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for secret in ("SLACK_BOT_TOKEN", "POSTGRES_PASSWORD", "CONVIVE_SECRET_KEY"):
        assert f"${{{secret}:?" in text
    assert "xoxb-" not in text


def test_nothing_listens_beyond_this_machine():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_what_the_image_copies_is_there_and_is_let_in():
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    for source in " ".join(copied).split():
        assert (ROOT / source).exists(), source
        assert f"!{source.partition('/')[0]}" in let_in, source


def test_the_image_runs_as_nobody_in_particular_from_the_lock():
    assert re.search(r"^USER \d{4,}:\d{4,}$", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE
    assert "CONVIVE_NO_BOOTSTRAP=1" in DOCKERFILE
