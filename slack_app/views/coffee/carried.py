"""What a form of coffee carries with it and brings back: the language it was drawn in, and what it is about."""

import re
from collections.abc import Mapping

from slack_app.views.words import Words

_CARRIED = re.compile(r"([a-z]{2})(?: ([0-9]{1,18}|-))?(?: ([a-z_]{1,20}))?", re.ASCII)


def carried(words: Words, thing_id: int | None = None, kind: str = "") -> str:
    """For `private_metadata`: so that a failure can be told in their language even when the database is away."""
    return f"{words.language} {'-' if thing_id is None else thing_id} {kind}".strip()


def language_in(view: object) -> str:
    """The language that the form was drawn in; empty where nothing of ours is carried."""
    found = _found(view)
    return found[1] if found else ""


def id_in(view: object) -> int | None:
    """What the form is about; None for something new, and for anything that is not ours."""
    found = _found(view)
    return number(found[2]) if found and found[2] else None


def kind_in(view: object) -> str:
    """The kind of what the form is about; empty where nothing says it."""
    found = _found(view)
    return (found[3] or "") if found else ""


def number(text: str) -> int | None:
    """A whole number as our own forms and buttons write it; None for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text, re.ASCII) else None


def _found(view: object) -> re.Match[str] | None:
    private = view.get("private_metadata") if isinstance(view, Mapping) else None
    return _CARRIED.fullmatch(private) if isinstance(private, str) else None
