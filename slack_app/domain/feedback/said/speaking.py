"""Who speaks: with their name, or without it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Speaker:
    """Someone who wants something; `anonymous`: nobody is to learn that it was they."""

    user_id: str
    anonymous: bool = False
