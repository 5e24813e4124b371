"""Running the test suite, as README says and as CI does."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
WHOLE = ("-n", "2", "--dist", "loadfile", "--cov", "--cov-report=term")


def run(arguments: Sequence[str]) -> int:
    """Run the whole suite with coverage, or what the arguments name; pytest's exit code."""
    asked = list(arguments) or list(WHOLE)
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "pytest", *asked]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 — its own list
