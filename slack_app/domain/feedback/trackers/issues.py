"""What is written in an issue: the words, what is known of them, how many want it, and the way back. Never who."""

from dataclasses import dataclass

TITLE = 120
BODY = 20_000
MARKER = "fb:"


@dataclass(frozen=True)
class Sentences:
    """What the app itself says in an issue, in the community's language."""

    voices: str
    card: str
    without_words: str


def marker_of(ticket_marker: str) -> str:
    """By this an issue is found again."""
    return f"{MARKER}{ticket_marker}"


def title_of(words: str, otherwise: str) -> str:
    """The first line of what was said, within a title's length."""
    first = next((line.strip() for line in words.splitlines() if line.strip()), otherwise)
    calm = " ".join(first.split())
    return calm if len(calm) <= TITLE else calm[: TITLE - 1].rstrip() + "…"


def body_of(words: str, sentences: Sentences, marker: str) -> str:
    """The issue's text, as Markdown: the words are quoted, so that no mark of theirs makes more than a line."""
    said = words if len(words) <= BODY else words[: BODY - 1] + "…"
    quoted = "\n".join(f"> {_harmless(line)}" for line in said.splitlines()) or sentences.without_words
    return "\n\n".join(part for part in (quoted, sentences.voices, sentences.card, marker) if part)


def labels_of(*labels: str | None) -> tuple[str, ...]:
    """The labels, each once, without those that are not there; a comma would part one into two."""
    return tuple(dict.fromkeys(one.replace(",", " ").strip()[:50] for one in labels if one and one.strip()))


def _harmless(line: str) -> str:
    """Nobody is called by a name that stands in somebody's words, and no other issue is closed or linked by a number."""
    parted = line.replace("@", "@\u200b").replace("#", "#\u200b").replace("<", "&lt;")
    return parted.replace("![", "!\u200b[")
