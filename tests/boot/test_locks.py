"""The locks: pinned, hashed, complete, and naming no place from which to fetch."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = {
    "requirements.lock": (),
    "requirements-test.lock": ("test",),
    "requirements-browser.lock": ("test", "browser"),
    "requirements-gate.lock": ("test", "browser", "gate"),
}


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "slack_app" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE))


def wanted(groups: tuple[str, ...]) -> list[Requirement]:
    lines = PROJECT["project"]["dependencies"] + [
        line for name in groups for line in PROJECT["dependency-groups"][name]
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", GROUPS)
def test_every_line_is_a_pin_with_hashes_and_names_no_place(lock):
    text = (ROOT / "slack_app" / lock).read_text(encoding="utf-8")
    for entry in re.split(r"(?<!\\)\n", text.strip()):
        assert re.fullmatch(r"[a-z0-9._-]+==\S+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+", entry), entry
    assert "//" not in text


@pytest.mark.parametrize(("lock", "groups"), GROUPS.items())
def test_a_lock_holds_what_the_project_asks_for(lock, groups):
    found = pins(lock)
    for asked in wanted(groups):
        version = found[canonicalize_name(asked.name)]
        assert asked.specifier.contains(version), f"{asked} is locked at {version}: make the locks anew (CONTRIBUTING)"


def test_a_larger_lock_only_adds_to_a_smaller_one():
    ordered = [pins(lock).items() for lock in GROUPS]
    assert all(small <= large for small, large in pairwise(ordered))
