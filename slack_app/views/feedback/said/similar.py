"""*Is it one of these?*: what others said that may be the same; it can be joined, and nothing keeps anybody from saying it anew."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_app.domain.plain import int_at
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback import labels
from slack_app.views.kit import Block, View
from slack_app.views.words import Words

SHOWN = 300


@dataclass(frozen=True)
class SimilarOf:
    """A ticket that may ask for the same; `words` are empty where only a message was pointed at."""

    ticket_id: int
    number: int
    words: str
    status: str
    voices: int


def similar(words: Words, draft_id: int, found: Sequence[SimilarOf]) -> View:
    """Up to three, each with how it stands; the draft is kept already, whatever is pressed."""
    opening = words.say("*Your words are kept.* Somebody may have said the same before: is it one of these?")
    left = words.say("If you close this window, yours is sent as something new in ten minutes.")
    blocks = [kit.section(opening)]
    for one in found[:3]:
        blocks += _one(words, draft_id, one)
    return kit.modal(
        Callback.FEEDBACK_SIMILAR,
        words.plain("Is it one of these?"),
        [*blocks, kit.divider(), kit.context(left)],
        submit=words.plain("No, it is new"),
        close=words.plain("Close"),
        private=json.dumps({"draft": draft_id}),
    )


def _one(words: Words, draft_id: int, of: SimilarOf) -> list[Block]:
    start = kit.cut(" ".join(of.words.split()), SHOWN)
    shown = kit.quoted([("", start)]) if start else kit.section(words.say("A message that somebody pointed at."))
    name = words.plain("👍 It is mine too")
    mine = kit.button(
        name,
        Action.FEEDBACK_MINE_TOO,
        value=f"{draft_id}:{of.ticket_id}",
        label=words.plain("It is mine too: {words}", words=kit.cut(start, 50) or f"#{of.number}"),
    )
    return [kit.divider(), shown, kit.context(standing(words, of)), kit.actions(mine)]


def standing(words: Words, of: SimilarOf) -> str:
    """Its number, how it stands, and how many want it, in words."""
    wanted = words.plural("{n} person says so", "{n} people say so", of.voices)
    return " · ".join([words.say("Number {number}", number=str(of.number)), labels.status(words, of.status), wanted])


def draft_in(view: object) -> int | None:
    """Whose answer it is: the draft's id."""
    return int_at(_carried(view), "draft")


def _carried(view: object) -> Mapping[str, object]:
    private = view.get("private_metadata") if isinstance(view, Mapping) else None
    try:
        found = json.loads(private) if isinstance(private, str) else {}
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {}
