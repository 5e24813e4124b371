"""The bootstrap: on the standard library alone, refusing clearly, and silent where everything is there."""

import ast
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from slack_app import __main__ as bootstrap

ROOT = Path(__file__).parents[2]
OURS = {"slack_app.cli"}


def imports_of(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_what_runs_before_the_install_needs_the_standard_library_alone(name):
    foreign = {
        module
        for module in imports_of(ROOT / "slack_app" / name) - OURS
        if module.split(".")[0] not in sys.stdlib_module_names
    }
    assert not foreign


def test_an_older_python_can_read_it_as_far_as_the_refusal():
    ast.parse((ROOT / "slack_app/__main__.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_older_python_without_a_newer_one_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 13))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        bootstrap.main()


def test_a_newer_python_on_the_path_takes_over(monkeypatch, tmp_path):
    newer = tmp_path / "python3.12"
    newer.write_text("#!/bin/sh\nexit 0\n")
    newer.chmod(0o755)
    broken = tmp_path / "python3.14"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    became = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 13))
    monkeypatch.setattr(bootstrap.sys, "argv", ["slack_app", "demo"])
    monkeypatch.setattr(bootstrap.os, "execv", lambda python, command: became.append(command) or sys.exit(0))
    with pytest.raises(SystemExit):
        bootstrap.main()
    assert became == [[str(newer), "-m", "slack_app", "demo"]]


def test_a_prepared_environment_is_left_as_it_is(monkeypatch):
    monkeypatch.delenv("CONVIVE_NO_BOOTSTRAP", raising=False)
    assert bootstrap._is_prepared(["test"]) is (sys.prefix != sys.base_prefix)
    monkeypatch.setenv("CONVIVE_NO_BOOTSTRAP", "1")
    assert bootstrap._is_prepared(["demo"])


def test_the_demo_installs_less_than_the_tests(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    assert bootstrap._lock_for(["demo"]).name == "requirements.lock"
    assert bootstrap._lock_for(["test"]).name == "requirements-test.lock"
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert bootstrap._lock_for(["test", "-x"]).name == "requirements-browser.lock"


@pytest.fixture
def house(monkeypatch, tmp_path) -> Path:
    """A place with a virtual environment whose Python is this one."""
    monkeypatch.setattr(bootstrap, "HOME", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "ASIDE", tmp_path / ".venv-boot")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    (tmp_path / "some.lock").write_text("six==1.17.0\n")
    return tmp_path


def test_what_was_set_up_is_not_set_up_again_until_the_lock_or_the_python_changes(house, monkeypatch):
    lock, installed = house / "some.lock", []

    def install(which):
        installed.append(which.name)
        bootstrap._stamp(which).write_text(bootstrap._seal(which))

    monkeypatch.setattr(bootstrap, "_install", install)
    for _ in range(3):
        assert bootstrap._set_up(lock) == house / ".venv/bin/python"
    assert installed == ["some.lock"]
    lock.write_text("six==1.17.1\n")
    bootstrap._set_up(lock)
    assert installed == ["some.lock"] * 2
    (house / ".venv/bin/python").unlink()
    (house / ".venv/bin/python").symlink_to("/bin/sh")
    bootstrap._set_up(lock)
    assert installed == ["some.lock"] * 3


def test_two_at_once_install_once(house):
    script = """
import sys, time
from pathlib import Path
from slack_app import __main__ as bootstrap
place = Path(sys.argv[1])
bootstrap.HOME, bootstrap.ASIDE = place / ".venv", place / ".venv-boot"
def install(lock):
    with (place / "installed").open("a") as out: out.write("once\\n")
    time.sleep(0.5)
    bootstrap._stamp(lock).write_text(bootstrap._seal(lock))
bootstrap._install = install
bootstrap._set_up(place / "some.lock")
"""
    both = [subprocess.Popen([sys.executable, "-c", script, str(house)], cwd=ROOT) for _ in range(2)]
    assert [one.wait(30) for one in both] == [0, 0]
    assert (house / "installed").read_text() == "once\n"


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "PIP_CERT"),
        ("ProxyError('Cannot connect to proxy.')", "HTTPS_PROXY"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "locked"),
        ("/usr/bin/python3: No module named pip", "python3-venv"),
        ("NewConnectionError: Failed: [Errno -3] Temporary failure in name resolution", "offline"),
        ("ERROR: No matching distribution found for celery==5.7.0", "offline, or an old mirror"),
        ("something never seen", ""),
    ],
)
def test_a_failure_says_its_likely_cause(said, cause):
    assert cause in bootstrap._cause(said)
    assert bool(bootstrap._cause(said)) == bool(cause)


def test_a_failed_install_shows_what_pip_said_last_without_passwords(house, monkeypatch):
    words = "Looking in indexes: https://someone:secret@mirror.example/simple\\nERROR: No matching distribution found"
    program = f"print('''{words}'''); raise SystemExit(1)"
    monkeypatch.setattr(bootstrap, "_make_home", lambda: [sys.executable, "-c", program])
    with pytest.raises(SystemExit) as ended:
        bootstrap._set_up(house / "some.lock")
    sentence = str(ended.value)
    assert "No matching distribution" in sentence
    assert "Likely cause: The package index" in sentence
    assert "secret" not in sentence
    assert not bootstrap._stamp(house / "some.lock").exists()


def test_progress_is_said_in_packages():
    said = ["Collecting alembic==1.20.1", "  Downloading alembic.whl", "Collecting celery==5.7.0"]
    assert bootstrap._progress([], 52) == "asking the package index"
    assert bootstrap._progress(said, 52) == "fetching celery (2 of 52)"
    assert bootstrap._progress([*said, "Installing collected packages: alembic"], 52) == "installing 52 packages"


def test_without_ensurepip_the_pip_outside_installs_into_the_environment(house, monkeypatch):
    (house / ".venv/bin/python").unlink()
    asked = []
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(
        bootstrap, "_run", lambda command: asked.append(command) or subprocess.CompletedProcess(command, 0, "")
    )
    pip = bootstrap._make_home()
    assert asked == [[sys.executable, "-m", "venv", "--clear", "--without-pip", str(house / ".venv")]]
    assert pip == [sys.executable, "-m", "pip", "--python", str(house / ".venv/bin/python")]


def test_a_second_start_decides_from_one_small_file():
    lock = ROOT / "slack_app/requirements.lock"
    assert lock.stat().st_size < 200_000
    assert len(hashlib.sha256(lock.read_bytes()).hexdigest()) == 64
    environment = {**os.environ, "CONVIVE_NO_BOOTSTRAP": "1"}
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "slack_app", "--help"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    heavy = {"sqlalchemy", "slack_bolt", "celery", "pydantic", "babel", "slack_sdk", "starlette"}
    assert not {line.rpartition("|")[2].strip().split(".")[0] for line in loaded.splitlines()} & heavy
