"""The one way out to trackers: where it goes, how long it waits, and what an answer means."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from slack_app.gateway.protocol import GiveUpError, TryAgainError
from slack_app.gateway.trackers import http as way
from slack_app.gateway.trackers.addresses import is_public, place_of
from slack_app.gateway.trackers.http import Call, Http
from tests.gateway.trackers.local import LocalTracker, Reply, running


def test_it_brings_json_and_takes_json(local: LocalTracker, http: Http) -> None:
    local.says("POST", "/issues", Reply({"id": 7}, 201))
    answer = http.ask(Call("POST", f"{local.url}/issues", {"Authorization": "x"}, {"title": "é"}, makes=True))
    assert (answer.status, answer.body) == (201, {"id": 7})
    (heard,) = local.heard
    assert heard.body == {"title": "é"}
    assert heard.headers["host"] == local.url.removeprefix("http://")
    assert heard.headers["authorization"] == "x"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=401), "tracker_token"),
        (Reply(status=403), "tracker_forbidden"),
        (Reply(status=404), "tracker_missing"),
        (Reply(status=410), "tracker_missing"),
        (Reply(status=422), "tracker_refused"),
        (Reply(status=302, headers={"Location": "http://elsewhere.test/"}), "tracker_moved"),
    ],
)
def test_a_refusal_is_final(local: LocalTracker, http: Http, reply: Reply, code: str) -> None:
    local.says("GET", "/x", reply)
    with pytest.raises(GiveUpError) as raised:
        http.ask(Call("GET", f"{local.url}/x"))
    assert raised.value.code == code
    assert len(local.heard) == 1


@pytest.mark.parametrize("makes", [True, False])
@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=500), "tracker_http_500"),
        (Reply(status=503, headers={"Retry-After": "7"}), "tracker_http_503"),
        (Reply(drops=True), "tracker_cut"),
        (Reply(b"<html>"), "tracker_unreadable"),
        (Reply(b'{"a":', headers={"Content-Length": "400"}, status=200), "tracker_cut"),
    ],
)
def test_after_a_failure_it_may_have_been_made(
    local: LocalTracker, http: Http, reply: Reply, code: str, makes: bool
) -> None:
    local.says("POST", "/x", reply)
    with pytest.raises(TryAgainError) as raised:
        http.ask(Call("POST", f"{local.url}/x", {}, {}, makes=makes))
    assert (raised.value.code, raised.value.uncertain) == (code, makes)
    assert len(local.heard) == 1


def test_who_is_silent_is_not_waited_for_longer_than_that(local: LocalTracker) -> None:
    local.says("POST", "/x", Reply(hangs=True))
    with pytest.raises(TryAgainError) as raised:
        Http(private=True, patience=0.3).ask(Call("POST", f"{local.url}/x", {}, {}, makes=True))
    assert (raised.value.code, raised.value.uncertain) == ("tracker_slow", True)


def test_nobody_there_means_that_nothing_was_made(http: Http) -> None:
    with pytest.raises(TryAgainError) as raised:
        http.ask(Call("POST", "http://127.0.0.1:1/x", {}, {}, makes=True))
    assert (raised.value.code, raised.value.uncertain) == ("tracker_away", False)


def test_a_fence_stops_it_before_the_first_byte(local: LocalTracker, http: Http) -> None:
    def stop() -> None:
        raise TryAgainError("tracker_lease_over")

    with pytest.raises(TryAgainError, match="tracker_lease_over"):
        http.ask(Call("POST", f"{local.url}/x", {}, {}, makes=True, fence=stop))
    assert not local.heard


def test_an_answer_without_end_is_not_read_to_its_end(
    local: LocalTracker, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(way, "LARGEST", 1000)
    local.says("GET", "/x", Reply(b"1" * 5000))
    with pytest.raises(TryAgainError, match="tracker_unreadable"):
        http.ask(Call("GET", f"{local.url}/x"))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=429, headers={"Retry-After": "40"}),
        Reply(status=403, headers={"x-ratelimit-remaining": "0"}),
        Reply(status=403, headers={"retry-after": "40"}),
    ],
)
def test_who_asks_for_patience_is_left_alone_by_all(local: LocalTracker, reply: Reply) -> None:
    now = [0.0]
    http = Http(private=True, clock=lambda: now[0])
    local.says("GET", "/x", reply, Reply())
    with pytest.raises(TryAgainError, match="rate_limited"):
        http.ask(Call("GET", f"{local.url}/x"))
    for _ in range(3):
        with pytest.raises(TryAgainError, match=r"^limited"):
            http.ask(Call("GET", f"{local.url}/x"))
    assert len(local.heard) == 1
    now[0] = 61
    assert http.ask(Call("GET", f"{local.url}/x")).status == 200


def test_who_is_away_for_long_is_asked_ever_more_rarely_and_at_once_when_back(local: LocalTracker) -> None:
    now, asked = [0.0], 0
    http = Http(private=True, clock=lambda: now[0])
    local.says("GET", "/x", Reply(status=502))
    for _ in range(1200):
        now[0] += 1
        with pytest.raises(TryAgainError) as raised:
            http.ask(Call("GET", f"{local.url}/x"))
        assert raised.value.after >= timedelta(seconds=1)
    asked = len(local.heard)
    assert asked < 15
    local.says("GET", "/x", Reply())
    now[0] += 301
    for _ in range(10):
        http.ask(Call("GET", f"{local.url}/x"))
    assert len(local.heard) == asked + 10


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "100.64.0.1",  # noqa: S104  nothing is bound
        "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "::", "fec0::1", "::10.0.0.1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2001:0:a00:1::f5ff:fffe", "ff02::1",
    ],
)  # fmt: skip
def test_private_networks_are_no_place_for_a_tracker(number: str) -> None:
    assert not is_public(ip_address(number))


def test_the_network_at_large_is() -> None:
    assert is_public(ip_address("140.82.121.6"))
    assert is_public(ip_address("2606:50c0:8000::153"))
    assert is_public(ip_address("64:ff9b::140.82.121.6"))


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x", "https://localhost/x", "https://[::1]:8443/", "http://140.82.121.6/", "ftp://140.82.121.6/",
        "https://user:word@140.82.121.6/", "https:///x", "nonsense", "https://2130706433/", "https://140.82.121.6:99999/",
    ],
)  # fmt: skip
def test_an_address_that_leads_inside_or_nowhere_is_refused(url: str) -> None:
    with pytest.raises(GiveUpError, match="tracker_address"):
        place_of(url)


def test_who_runs_it_may_allow_a_tracker_inside() -> None:
    assert place_of("http://127.0.0.1:8080/x", private=True).numbers == ("127.0.0.1",)


def test_a_redirection_is_not_followed_inside(local: LocalTracker, http: Http) -> None:
    local.says("GET", "/x", Reply(status=302, headers={"Location": f"{local.url}/inside"}))
    local.says("GET", "/inside", Reply({"secret": 1}))
    with pytest.raises(GiveUpError, match="tracker_moved"):
        http.ask(Call("GET", f"{local.url}/x", {"Authorization": "token"}))
    assert [heard.path for heard in local.heard] == ["/x"]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What a name stands for, one answer after the other; numbers stand for themselves."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def look_up(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        return real(known[host].pop(0) if host in known else host, port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_name_is_looked_up_once_and_the_number_called_that_was_judged(
    local: LocalTracker, http: Http, names: dict[str, list[str]]
) -> None:
    names["tracker.test"] = ["127.0.0.1", "192.0.2.1"]
    local.says("GET", "/x", Reply({"id": 7}))
    assert http.ask(Call("GET", f"http://tracker.test:{local.server_port}/x")).body == {"id": 7}
    assert names["tracker.test"] == ["192.0.2.1"]
    assert local.heard[0].headers["host"] == f"tracker.test:{local.server_port}"


def test_a_name_that_leads_inside_by_now_is_refused(names: dict[str, list[str]]) -> None:
    names["tracker.test"] = ["140.82.121.6", "10.0.0.1"]
    assert place_of("https://tracker.test/x").numbers == ("140.82.121.6",)
    with pytest.raises(GiveUpError, match="tracker_address"):
        Http().ask(Call("GET", "https://tracker.test/x"))


def test_a_proxy_is_not_asked_to_go_inside_either(local: LocalTracker, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", local.url)
    for url in ("https://10.0.0.1/x", "https://169.254.169.254/latest", "https://[::ffff:10.0.0.1]/x"):
        with pytest.raises(GiveUpError, match="tracker_address"):
            Http().ask(Call("GET", url))
    assert not local.heard


@contextmanager
def signed_by_itself(folder: Path) -> Iterator[LocalTracker]:
    """A tracker with a certificate that nobody vouches for."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    begins = datetime.now(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(begins).not_valid_after(begins + timedelta(days=9))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    pem += key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "own.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "own.pem")
    with running() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield server


def test_who_cannot_show_who_they_are_is_told_nothing(tmp_path: Path, http: Http) -> None:
    with signed_by_itself(tmp_path) as server:
        call = Call("POST", f"https://localhost:{server.server_port}/x", {"Authorization": "token"}, {}, makes=True)
        with pytest.raises(TryAgainError) as raised:
            http.ask(call)
    assert raised.value.code == "tracker_certificate"
    assert not raised.value.uncertain
    assert not server.heard
