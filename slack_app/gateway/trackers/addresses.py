"""Which addresses the app may call for a tracker: those of the network at large, unless whoever runs it says otherwise."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from slack_app.gateway.protocol import GiveUpError, TryAgainError

REFUSED = "tracker_address"
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Place:
    """Where a call goes: the numbers of the host, in the order in which they are tried, and what it is called."""

    scheme: str
    host: str
    port: int
    numbers: tuple[str, ...]


def place_of(url: str, *, private: bool = False) -> Place:
    """Whom to call for `url`. The numbers are called, not the name, so that nobody can change them after this look.

    Raises GiveUpError("tracker_address") for what is no web address, or leads into a private network without
    `private` (which alone allows http, too); TryAgainError where the name is not known now.
    """
    scheme, host, port = _parts(url)
    if scheme == "http" and not private:
        raise GiveUpError(REFUSED)
    numbers = tuple(dict.fromkeys(_numbers(host, port)))
    allowed = tuple(one for one in numbers if private or is_public(ip_address(one)))
    if not allowed:
        raise GiveUpError(REFUSED)
    return Place(scheme, host, port, allowed)


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether it belongs to the network at large; an address inside another is judged, too."""
    inner = [number]
    if isinstance(number, IPv6Address):
        inner += [one for one in (number.ipv4_mapped, number.sixtofour, *(number.teredo or ())) if one]
    return all(one.is_global and not one.is_multicast for one in inner)


def _parts(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        raise GiveUpError(REFUSED) from None
    if scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        raise GiveUpError(REFUSED)
    return scheme, host, port or _PORTS[scheme]


def _numbers(host: str, port: int) -> Iterator[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise GiveUpError(REFUSED) from None
    except OSError:
        raise TryAgainError("tracker_away") from None
    for _family, _kind, _protocol, _name, address in found:
        yield str(address[0]).partition("%")[0]
