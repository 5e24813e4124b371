"""What is committed names no machine and no registry; and the store's doors are narrow."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# written apart, so that this page does not name them
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "deb.debian" + ".org"]
OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links"]
PLACES = ["/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/us" + "r/local/"]
NAMED_ELSEWHERE = re.compile("|".join(map(re.escape, HOSTS + OPTIONS + PLACES)))
FROM_SQLMODEL, FROM_SQLALCHEMY = {"Session"}, {"DBAPIError", "OperationalError", "SQLAlchemyError"}


def committed(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is not a checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_committed_file_names_a_registry_or_a_place_on_a_machine():
    named = {}
    for path in committed():
        text = path.read_bytes().decode("utf-8", "ignore")
        if found := sorted(set(NAMED_ELSEWHERE.findall(text))):
            named[str(path.relative_to(ROOT))] = found
    assert not named


def test_outside_of_the_store_only_its_session_and_its_errors_are_known():
    asked = {}
    for path in committed("slack_app/*.py", "workers/*.py", "sandbox/*.py"):
        if "store" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            names = {name.name for name in node.names} if isinstance(node, ast.ImportFrom) else set()
            allowed = {"sqlmodel": FROM_SQLMODEL, "sqlalchemy.exc": FROM_SQLALCHEMY}.get(module, set())
            if module.split(".")[0] in {"sqlmodel", "sqlalchemy"} and names - allowed:
                asked[str(path.relative_to(ROOT))] = names - allowed
    assert not asked
