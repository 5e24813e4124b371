"""The whole first journey, played by the local Slack's people against the real app, as `demo --check` plays it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import demo


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_first_journey_is_as_it_should_be():
    told: list[str] = []
    outcome = demo.run(check=True, say=told.append)
    assert [line for line in told if "✗" in line or "refused" in line] == []
    assert outcome == 0, told[-1]
    assert "nothing leaves this machine" in told[0]
    assert any("bienvenue" in line for line in told)
    assert any("welcome to" in line for line in told)


@pytest.mark.slow
def test_a_demo_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path):
    small = [sys.executable, "-m", "slack_app", "demo", "--no-browser", "--port=0", "--people=20", "--weeks=0"]
    own = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(small, env=own, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert any(line == "Ctrl-C ends it.\n" for line in running.stdout)
        assert list(tmp_path.iterdir())
        running.terminate()
        running.wait(30)
    assert list(tmp_path.iterdir()) == []
