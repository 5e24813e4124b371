"""Passwords, keys and tokens that slipped into somebody's words: found before they are kept, and taken out if so wished."""

import re
from collections.abc import Iterator

MASK = "•••"
_NAMES = (
    r"(?:password|passwd|pwd|pass[ _-]?phrase|mot[ _-]de[ _-]passe|mdp|secret|token|jeton"
    r"|api[ _-]?key|access[ _-]?key|private[ _-]?key|cl(?:é|e)[ _-](?:api|priv(?:é|e)e|secr(?:è|e)te))"
)
_SHAPES = (
    r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\Z)",
    r"\bxox[abeoprs]-[A-Za-z0-9-]{10,250}",
    r"\bxapp-\d-[A-Za-z0-9-]{10,250}",
    r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{10,200}",
    r"\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,255}",
    r"\bgithub_pat_[A-Za-z0-9_]{20,255}",
    r"\bglpat-[A-Za-z0-9_-]{16,64}",
    r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    r"\bAIza[A-Za-z0-9_-]{30,40}",
    r"\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,250}",
    r"\bsk-[A-Za-z0-9_-]{20,250}",
    r"\blin_(?:api|oauth)_[A-Za-z0-9]{16,100}",
    r"\bpk_\d{4,12}_[A-Z0-9]{20,64}\b",
    r"\bATATT[A-Za-z0-9_=-]{20,300}",
    r"\b(?:npm_|pypi-)[A-Za-z0-9_-]{20,255}",
    r"\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{0,2000}",
    r"(?<=://)[^\s/:@]{1,100}:[^\s/@]{3,200}(?=@)",
)
_KNOWN = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))
_BEARER = re.compile(r"\bBearer\s{1,3}([A-Za-z0-9._~+/=-]{12,2000})")
_NAMED = re.compile(
    rf"(?i)(?<![^\W_]){_NAMES}\b[\"'»* ]{{0,4}}(?:[:=]{{1,2}}|\bis\b|\best\b)[\"'«* ]{{0,4}}([^\s\"'«»,;]{{6,200}})"
)


def secrets_in(text: str) -> list[tuple[int, int]]:
    """Where something stands that looks like a secret, as (start, end) in their order; they do not overlap."""
    found = sorted(_found(text))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def without_secrets(text: str) -> str:
    """The words with a mask in the place of each secret."""
    for start, end in reversed(secrets_in(text)):
        text = text[:start] + MASK + text[end:]
    return text


def _found(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _KNOWN.finditer(text))
    yield from (match.span(1) for match in _BEARER.finditer(text))
    yield from (match.span(1) for match in _NAMED.finditer(text) if _is_no_word(match[1]))


def _is_no_word(value: str) -> bool:
    """Whether it is no word of a sentence: *my password is forgotten* tells no password, *Hunter22* does."""
    bare = value.rstrip(".!?…)")
    signs = any(not char.isalnum() and char not in "-'’•" for char in bare)  # noqa: RUF001  as phones type it
    return (
        MASK not in value and (any(char.isdigit() for char in bare) or signs) and any(char.isalnum() for char in bare)
    )
