"""The local Slack ends by itself, though pages are open."""

import logging
import threading

from sandbox.server import Sandbox
from tests.browser.gallery import MANIFEST


def test_it_stops_with_a_page_open_and_the_page_says_so(windows, caplog):
    before = set(threading.enumerate())
    with Sandbox.start(MANIFEST, limit_scale=0) as sandbox:
        logging.getLogger("uvicorn.error").addHandler(caplog.handler)
        window = windows(sandbox, sandbox.named("Owen").user_id)
    assert not [one for one in threading.enumerate() if one.name == "sandbox" and one not in before]
    window.page.wait_for_selector("body.is-offline")
    logging.getLogger("uvicorn.error").removeHandler(caplog.handler)
    # A server that has to cancel what a page still reads says so, and has waited for it.
    assert caplog.text == ""
    window.troubles.clear()
