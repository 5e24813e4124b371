"""The same fence over TLS, and through a proxy's tunnel: it stands behind the handshake."""

import os
import shutil
import socket
import ssl
import subprocess
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from slack_app.gateway.line import Line
from slack_app.gateway.protocol import TryAgainError
from tests.gateway.local import LocalSlack

POSTED = {"channel": "C1", "text": "Bonjour"}


class LeaseIsOverError(Exception):
    """What a sender's fence says."""


def closed() -> None:
    raise LeaseIsOverError


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if shutil.which("openssl") is None and not os.environ.get("CI"):
        pytest.skip("no openssl to make a certificate with")
    place = tmp_path_factory.mktemp("tls")
    told = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost,DNS:slack.invalid"
    subprocess.run(
        ["openssl", *told.split(), "-keyout", "key.pem", "-out", "cert.pem"], cwd=place, check=True, capture_output=True
    )
    return place


@pytest.fixture
def secure(certificate):
    local = LocalSlack()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    local.secure(context)
    with local:
        yield local


@pytest.fixture
def line(secure, certificate):
    trusting = ssl.create_default_context(cafile=certificate / "cert.pem")
    return Line(f"https://localhost:{secure.server_port}/api/", timeout=5.0, context=trusting)


def test_a_call_over_tls(line, secure):
    assert line.call("xoxb-1", "chat.postMessage", POSTED).body == {"ok": True}
    assert secure.heard[0].json == POSTED


def test_a_fence_that_raises_leaves_no_byte_behind_the_handshake(line, secure):
    with pytest.raises(LeaseIsOverError):
        line.call("xoxb-1", "chat.postMessage", POSTED, fence=closed)
    assert secure.connections.get(timeout=5) is False
    assert not secure.heard


def test_a_certificate_that_is_not_trusted_is_certain(secure):
    distrustful = Line(f"https://localhost:{secure.server_port}/api/", timeout=5.0)
    with pytest.raises(TryAgainError, match="not_connected") as caught:
        distrustful.call("xoxb-1", "chat.postMessage", POSTED)
    assert not caught.value.uncertain
    assert not secure.heard


class _Tunnel(BaseHTTPRequestHandler):
    """Whatever address is asked for, its tunnel ends at the local Slack."""

    server: "Proxy"

    def do_CONNECT(self):
        self.server.asked.append((self.path, "xoxb" in str(self.headers)))
        if self.server.refuses:
            self.send_error(403)
            return
        with socket.create_connection(("127.0.0.1", self.server.ends_at)) as far:
            self.send_response(200)
            self.end_headers()
            back = Thread(target=_pour, args=(far, self.connection))
            back.start()
            _pour(self.connection, far)
            back.join()

    def log_message(self, *_):
        """It is quiet."""


class Proxy(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, ends_at: int) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.ends_at, self.refuses = ends_at, False
        self.asked: list[tuple[str, bool]] = []


def _pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # one side hangs up first
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


@pytest.fixture
def proxy(secure, monkeypatch):
    running = Proxy(secure.server_port)
    thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{running.server_port}")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield running
    running.shutdown()
    thread.join(5)
    running.server_close()


@pytest.fixture
def far(certificate):
    trusting = ssl.create_default_context(cafile=certificate / "cert.pem")
    return Line("https://slack.invalid/api/", timeout=5.0, context=trusting)


def test_a_proxy_of_the_environment_sees_the_address_and_nothing_else(far, secure, proxy):
    assert far.call("xoxb-1", "chat.postMessage", POSTED).body == {"ok": True}
    assert proxy.asked == [("slack.invalid:443", False)]
    assert secure.heard[0].headers["authorization"] == "Bearer xoxb-1"


def test_a_fence_that_raises_leaves_no_byte_behind_the_tunnel(far, secure, proxy):
    with pytest.raises(LeaseIsOverError):
        far.call("xoxb-1", "chat.postMessage", POSTED, fence=closed)
    assert secure.connections.get(timeout=5) is False


def test_a_proxy_that_refuses_is_certain(far, secure, proxy):
    proxy.refuses = True
    with pytest.raises(TryAgainError, match="not_connected") as caught:
        far.call("xoxb-1", "chat.postMessage", POSTED)
    assert not caught.value.uncertain
