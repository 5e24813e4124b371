"""When two of the things that people write of themselves are the same."""

from collections.abc import Iterable
from functools import lru_cache

from slack_app.domain.words import topic_key

_PLURAL_FROM = 4
_REMEMBERED = 1 << 16
_NOWHERE = frozenset(
    {"", "remote", "anywhere", "everywhere", "online", "teletravail", "a distance", "partout", "en ligne"}
)


def keys_of(topics: Iterable[str]) -> dict[str, str]:
    """The topics, each under what makes it the same as another («Podcasts», podcast), the first writing kept."""
    found: dict[str, str] = {}
    for topic in topics:
        if key := _key(topic):
            found.setdefault(key, topic)
    return found


def languages_of(codes: Iterable[str]) -> dict[str, str]:
    """The codes under their language: fr-CA is French."""
    found: dict[str, str] = {}
    for code in codes:
        if key := _key(code).split(" ")[0]:
            found.setdefault(key, code)
    return found


def team_of(team: str) -> str:
    """What makes two teams the same; empty for none."""
    return _key(team)


@lru_cache(maxsize=_REMEMBERED)
def town_of(place: str) -> str:
    """What makes two places the same: the words before the first comma or bracket; empty for no place (remote)."""
    town = topic_key(place.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0])
    return "" if town in _NOWHERE else town


@lru_cache(maxsize=_REMEMBERED)
def _key(topic: str) -> str:
    return " ".join(_singular(word) for word in topic_key(topic).split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _PLURAL_FROM and word[-1] in "sx" else word
