"""Reading what trackers answer: whatever comes, a value is of its type or the answer is unreadable."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from slack_app.gateway.trackers.outcomes import unreadable


def at(body: object, *path: str) -> Any:  # noqa: ANN401  whatever stands there
    """What stands at the end of a path of names; None where there is no such way."""
    for name in path:
        body = body.get(name) if isinstance(body, Mapping) else None
    return body


def text(body: object, *path: str) -> str:
    """A text or a number there, as text; empty where there is neither."""
    found = at(body, *path)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def needed(body: object, *path: str, makes: bool = False) -> str:
    """The text there. Raises TryAgainError where there is none."""
    found = text(body, *path)
    if not found:
        raise unreadable(makes=makes)
    return found


def each(body: object, *path: str) -> Sequence[Any]:
    """The members of a list there. Raises TryAgainError where there is no list."""
    found = at(body, *path)
    if not isinstance(found, list):
        raise unreadable()
    return found


def moment(body: object, *path: str) -> datetime | None:
    """A time there: ISO 8601, or milliseconds since 1970."""
    found = text(body, *path)
    try:
        if found.isdecimal():
            return datetime.fromtimestamp(int(found) / 1000, UTC)
        read = datetime.fromisoformat(found)
    except (ValueError, OverflowError, OSError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def first_of(body: object, names: Sequence[str]) -> str:
    """The first text under one of these names, the shallowest first and in the order of the names; empty where there is none."""
    for depth in _by_depth(body):
        for name in names:
            found = next((text(one, name) for one in depth if text(one, name)), "")
            if found:
                return found
    return ""


def _by_depth(body: object, most: int = 6) -> Iterator[list[Mapping[str, Any]]]:
    here: list[object] = [body]
    for _ in range(most):
        objects = [one for part in here for one in (part if isinstance(part, list) else [part])]
        yield [one for one in objects if isinstance(one, Mapping)]
        here = [value for one in objects if isinstance(one, Mapping) for value in one.values()]


def written(at_: datetime) -> str:
    """A time as trackers take it: ISO 8601 in UTC, to the second."""
    return at_.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
