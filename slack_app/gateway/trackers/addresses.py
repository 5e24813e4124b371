"""Which addresses the app may call for a tracker: those of the network at large, unless whoever runs it says otherwise."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from slack_app.gateway.protocol import GiveUpError, TryAgainError

REFUSED = "tracker_address"
_PORTS = {"https": 443, "http": 80}
_AT_LARGE, _FOR_IPV4 = IPv6Network("2000::/3"), IPv6Network("64:ff9b::/96")
"""What of IPv6 is given out to the world, and what a network without IPv4 reaches IPv4 by."""


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


def may_be_told(url: str, *, private: bool = False) -> None:
    """The same look, where a proxy calls in our place: a name that is not known here may be known to the proxy."""
    try:
        place_of(url, private=private)
    except TryAgainError:
        return


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether it belongs to the network at large; an address inside another is judged, too."""
    if isinstance(number, IPv4Address):
        return number.is_global and not number.is_multicast
    if number.ipv4_mapped:
        return is_public(number.ipv4_mapped)
    if number in _FOR_IPV4:
        return is_public(IPv4Address(int(number) & 0xFFFFFFFF))
    inner = [one for one in (number.sixtofour, *(number.teredo or ())) if one]
    return number in _AT_LARGE and number.is_global and all(is_public(one) for one in inner)


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
