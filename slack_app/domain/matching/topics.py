"""When two of the things that people write of themselves are the same."""

from collections.abc import Iterable

from slack_app.domain.words import match_key, topic_key, town_in


def keys_of(topics: Iterable[str]) -> dict[str, str]:
    """The topics, each under what makes it the same as another («Podcasts», podcast), the first writing kept."""
    found: dict[str, str] = {}
    for topic in topics:
        if key := match_key(topic):
            found.setdefault(key, topic)
    return found


def languages_of(codes: Iterable[str]) -> dict[str, str]:
    """The codes under their language: fr-CA is French."""
    found: dict[str, str] = {}
    for code in codes:
        if key := match_key(code).split(" ")[0]:
            found.setdefault(key, code)
    return found


def team_of(team: str) -> str:
    """What makes two teams the same; empty for none."""
    return match_key(team)


def town_of(place: str) -> str:
    """What makes two places the same; empty for no place."""
    return topic_key(town_in(place))
