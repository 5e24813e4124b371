"""The first thing that runs, on the standard library alone: it brings what the program needs, then becomes it."""

from __future__ import annotations  # an older Python must get as far as being refused

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDED = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
ASIDE = ROOT / ".venv-boot"
RUN = ROOT / "slack_app" / "requirements.lock"
SECONDS_BETWEEN_LINES = 3.0
LINES_ON_FAILURE = 12
NOT_FOUND, INTERRUPTED = 1, 130
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIGNS = {"run": ("slack_bolt", "sqlmodel", "celery", "typer", "structlog"), "test": ("pytest", "hypothesis", "xdist")}
CAUSES = (
    ("No space left on device", "The disk is full."),
    ("CERTIFICATE_VERIFY_FAILED|SSLError", "A certificate was not trusted: name your authority's file in PIP_CERT."),
    ("ProxyError|Tunnel connection failed", "The proxy refused: look at HTTPS_PROXY."),
    ("DO NOT MATCH THE HASHES", "A package is not the one that was locked: look at the mirror that pip uses."),
    ("No module named pip|No module named ensurepip", "Python has no pip here: install it (Debian: python3-venv)."),
    ("Read-only file system|Permission denied", f"Nothing may be written in {ROOT}."),
    (
        "Failed building wheel|error: command '.*(gcc|cc)'",
        "No ready-made package fits this machine, and it has no compiler.",
    ),
    (
        "NewConnectionError|name resolution|timed out|Connection refused",
        "The package index cannot be reached: offline?",
    ),
    ("No matching distribution", "The package index has not all packages for this Python: offline, or an old mirror?"),
)


class SetupError(Exception):
    """The set-up cannot go on: a sentence, and what pip said last."""


def main() -> None:
    """Run the command line, with everything that it needs brought first."""
    arguments = sys.argv[1:]
    if sys.version_info < NEEDED:
        _become_newer(arguments)
    if not _is_prepared(arguments):
        _become(_set_up(_lock_for(arguments)), arguments)
    from slack_app.cli import main as command_line  # noqa: PLC0415 — it needs what was just brought

    command_line()


def _become_newer(arguments: list[str]) -> None:
    for name in NEWER:
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", ""], check=False, capture_output=True).returncode == 0:
            _become(Path(found), arguments)
    sys.exit(f"Python {'.'.join(map(str, NEEDED))} or newer is needed, this is {sys.version.split()[0]}.")


def _become(python: Path, arguments: list[str]) -> None:
    command = [str(python), "-m", "slack_app", *arguments]
    os.environ["CONVIVE_NO_BOOTSTRAP"] = "1" if python == _python() else ""  # once is enough, whatever came of it
    sys.stdout.flush()
    if sys.platform == "win32":
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(python, command)  # noqa: S606 — to become the program rather than to watch it


def _is_prepared(arguments: list[str]) -> bool:
    """A container, or a virtual environment that has it all already."""
    if os.environ.get("CONVIVE_NO_BOOTSTRAP") == "1":
        return True
    signs = SIGNS["run"] + (SIGNS["test"] if _is_test(arguments) else ())
    return sys.prefix != sys.base_prefix and all(importlib.util.find_spec(name) for name in signs)


def _is_test(arguments: list[str]) -> bool:
    return arguments[:1] == ["test"]


def _lock_for(arguments: list[str]) -> Path:
    """What to install: the program, for `test` the test tools too, and with a browser here what drives it."""
    if not _is_test(arguments):
        return RUN
    return RUN.with_name("requirements-browser.lock" if any(map(shutil.which, BROWSERS)) else "requirements-test.lock")


def _set_up(lock: Path) -> Path:
    """The Python of the virtual environment, which has what `lock` names."""
    if _is_current(lock):
        return _python()
    try:
        ASIDE.mkdir(exist_ok=True)
        with _alone():
            if not _is_current(lock):
                _install(lock)
    except (SetupError, OSError) as failed:
        sys.exit(f"\nThe set-up failed.\n{failed}\n{_cause(str(failed))}".rstrip())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    return _python()


def _python() -> Path:
    return HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _stamp(lock: Path) -> Path:
    return HOME / f".convive-{lock.stem}"


def _seal(lock: Path) -> str:
    """What was installed, and for which Python: another lock or another interpreter has another seal."""
    interpreter = os.path.realpath(_python())
    return hashlib.sha256(lock.read_bytes() + interpreter.encode()).hexdigest()


def _is_current(lock: Path) -> bool:
    return _python().exists() and _stamp(lock).is_file() and _stamp(lock).read_text() == _seal(lock)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Only one set-up at a time; the second waits for the first."""
    with (ASIDE / "lock").open("a+") as door:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 — there is none elsewhere

            msvcrt.locking(door.fileno(), msvcrt.LK_LOCK, 1)
            yield
            return
        import fcntl  # noqa: PLC0415 — there is none on Windows

        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another set-up is running: waiting for it.", flush=True)
            fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _install(lock: Path) -> None:
    began = time.monotonic()
    print(f"Setting up in {HOME} (once).", flush=True)
    pip = _make_home()
    _run_pip([*pip, "install", *_PIP_FLAGS, "--require-hashes", "--no-deps", "-r", str(lock)], lock)
    for held in {lock, RUN}:  # each lock extends the one to run
        _stamp(held).write_text(_seal(held))
    print(f"Ready after {time.monotonic() - began:.0f} s.", flush=True)


_PIP_FLAGS = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-color")


def _make_home() -> list[str]:
    """Make the virtual environment where there is none that works; the command of a pip that installs into it."""
    inside = [str(_python()), "-m", "pip"]
    if _works([*inside, "--version"]):
        return inside
    if importlib.util.find_spec("ensurepip"):
        made = _run([sys.executable, "-m", "venv", "--clear", str(HOME)])
        if made.returncode == 0:
            return inside
    # Debian splits ensurepip off: the pip outside can install into an environment that has none
    made = _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(HOME)])
    if made.returncode != 0:
        raise SetupError(made.stdout)
    return [sys.executable, "-m", "pip", "--python", str(_python())]


def _works(command: list[str]) -> bool:
    return Path(command[0]).exists() and _run(command).returncode == 0


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _run_pip(command: list[str], lock: Path) -> None:
    """Run pip, say every few seconds how far it is, and keep what it said."""
    packages = len(re.findall(r"^\S+==[^;\n]*$", lock.read_text(), re.MULTILINE))
    record = ASIDE / "pip.log"
    with record.open("w") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as pip:
        try:
            _watch(pip, record, packages)
        except KeyboardInterrupt:
            pip.terminate()
            raise
    if pip.returncode != 0:
        last = record.read_text(errors="replace").splitlines()[-LINES_ON_FAILURE:]
        raise SetupError(re.sub(r"//[^/\s@]+@", "//", "\n".join(last)))


def _watch(pip: subprocess.Popen[bytes], record: Path, packages: int) -> None:
    began = time.monotonic()
    while not _has_ended(pip):
        said = record.read_text(errors="replace").splitlines()
        print(f"  {time.monotonic() - began:3.0f} s  {_progress(said, packages)}", flush=True)


def _has_ended(pip: subprocess.Popen[bytes]) -> bool:
    with contextlib.suppress(subprocess.TimeoutExpired):
        pip.wait(SECONDS_BETWEEN_LINES)
    return pip.returncode is not None


def _progress(said: list[str], packages: int) -> str:
    if any(line.startswith("Installing collected packages") for line in said):
        return f"installing {packages} packages"
    names = [line.split()[1].split("==")[0] for line in said if line.startswith(("Collecting ", "Requirement already"))]
    return f"fetching {names[-1]} ({min(len(names), packages)} of {packages})" if names else "asking the package index"


def _cause(said: str) -> str:
    return next((f"Likely cause: {cause}" for sign, cause in CAUSES if re.search(sign, said)), "")


if __name__ == "__main__":
    main()
