"""The local Slack ends at once, though pages are open."""

from time import perf_counter

from sandbox.server import Sandbox
from tests.browser.gallery import MANIFEST


def test_it_stops_soon_with_a_page_open_and_the_page_says_so(windows, caplog):
    with Sandbox.start(MANIFEST, limit_scale=0) as sandbox:
        window = windows(sandbox, sandbox.named("Owen").user_id)
        began = perf_counter()
    assert perf_counter() - began < 3
    window.page.wait_for_selector("body.is-offline")
    assert "Exception" not in caplog.text
    window.troubles.clear()
