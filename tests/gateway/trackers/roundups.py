"""Roundup, a real tracker, on this machine: its own program behind a server of Python's."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

WORD = "a word of tests"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        pass


def made(home: Path, port: int) -> None:
    """A tracker of the classic kind, with its usual states and one user who may do everything."""
    admin = [sys.executable, "-c", "from roundup.scripts.roundup_admin import run; run()", "-i", str(home)]
    subprocess.run([*admin, "install", "classic", "anydbm"], check=True, capture_output=True, timeout=50)
    config = home / "config.ini"
    text = config.read_text()
    for name, value in {"web": f"http://127.0.0.1:{port}/", "domain": "example.org", "host": "localhost"}.items():
        text = text.replace(f"#{name} = NO DEFAULT", f"{name} = {value}").replace(
            f"\n{name} = NO DEFAULT", f"\n{name} = {value}"
        )
    config.write_text(text)
    subprocess.run([*admin, "initialise", WORD], check=True, capture_output=True, timeout=50)


@contextmanager
def a_roundup(folder: Path) -> Iterator[str]:
    """It at work; its address."""
    from roundup.cgi.wsgi_handler import RequestDispatcher

    home, apps = folder / "tracker", {}

    def app(environ, start_response):
        return apps["roundup"](environ, start_response)

    server = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
    made(home, server.server_port)
    apps["roundup"] = RequestDispatcher(str(home))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)
