"""The whole first journey, played by the local Slack's people against the real app, as `demo --check` plays it."""

import pytest

from sandbox import demo


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_first_journey_is_as_it_should_be():
    told: list[str] = []
    outcome = demo.run(check=True, say=told.append)
    assert [line for line in told if "✗" in line or "refused" in line] == []
    assert outcome == 0
    assert "nothing leaves this machine" in told[0]
    assert any("bienvenue" in line for line in told)
    assert any("welcome to" in line for line in told)
