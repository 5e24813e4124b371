"""JSON as it comes in, read strictly: what has not the right type counts as absent."""

import re
from collections.abc import Mapping
from typing import TypeAlias

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"
ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}", re.ASCII)
TS = re.compile(r"[0-9]{1,20}\.[0-9]{1,20}", re.ASCII)
_MOST = 1e12


def mapping_at(source: object, key: str) -> Mapping[str, object]:
    """The object under `key`, or an empty one."""
    found = source.get(key) if isinstance(source, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def str_at(source: object, key: str) -> str | None:
    """The text under `key`, or None."""
    found = source.get(key) if isinstance(source, Mapping) else None
    return found if isinstance(found, str) else None


def strs_at(source: object, key: str) -> tuple[str, ...]:
    """The texts in the list under `key`; what is no text is left out."""
    found = source.get(key) if isinstance(source, Mapping) else None
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list | tuple) else ()


def flag_at(source: object, key: str) -> bool:
    """Whether exactly `true` stands under `key`."""
    return isinstance(source, Mapping) and source.get(key) is True


def int_at(source: object, key: str) -> int | None:
    """The whole number under `key` (a boolean is none), or None."""
    found = source.get(key) if isinstance(source, Mapping) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def float_at(source: object, key: str) -> float | None:
    """The number under `key` (a boolean is none, nor is what is beyond a million millions), or None."""
    found = source.get(key) if isinstance(source, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return float(found) if abs(found) <= _MOST else None


def id_at(source: object, key: str) -> str | None:
    """The Slack id under `key` (opaque, 1 to 100 plain characters), or None."""
    found = str_at(source, key)
    return found if found and ID.fullmatch(found) else None


def ts_at(source: object, key: str) -> str | None:
    """The Slack timestamp under `key`, or None."""
    found = str_at(source, key)
    return found if found and TS.fullmatch(found) else None
