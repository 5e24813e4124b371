"""Reading the managers' forms back: each gives the fields of the community that change, whatever was sent."""

import re
from collections.abc import Callable
from typing import Any

from slack_app.domain.community import CHANNELS
from slack_app.domain.errors import InvalidAnswersError
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Callback, Field
from slack_app.views.kit.reading import State
from slack_app.views.setup import MORE_INTERESTS
from slack_app.views.setup_texts import block_of, texts_in
from slack_app.views.welcome import DRAFTS
from slack_app.views.words import SOURCE, Words

Changes = dict[str, Any]
"""For `dataclasses.replace(community, **changes)`, and then `domain.community.checked`."""

_NUMBER = re.compile(r"[0-9]{1,3}", re.ASCII)
_ID = re.compile(r"[A-Z0-9]{2,30}", re.ASCII)
_BLOCKS = {"steps_off": Field.STEPS, "texts": block_of("day0", SOURCE)}


def read(callback_id: str, view: object) -> Changes:
    """What a submitted form of the set-up changes; no change for a form that is not ours. Raises InvalidAnswersError."""
    reader = _READERS.get(callback_id)
    return reader(kit.state_of(view)) if reader else {}


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    return refusals.beside_fields(words, refusal, _BLOCKS)


def not_saved(words: Words, callback_id: str, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    first = {
        Callback.CHANNELS: Field.INTRODUCTIONS_CHANNEL,
        Callback.LANGUAGE: Field.LANGUAGE,
        Callback.INTERESTS: Field.INTERESTS,
        Callback.MANAGERS: Field.MANAGERS,
        Callback.STEPS: Field.STEPS,
    }
    named = {str(callback): str(block_id) for callback, block_id in first.items()}
    return refusals.not_saved(words, named.get(callback_id, _BLOCKS["texts"]), error_id)


def _channels(state: State) -> Changes:
    return {name: _id(kit.chosen(state, name)) for name in CHANNELS if name in state}


def _language(state: State) -> Changes:
    return {"language": kit.chosen(state, Field.LANGUAGE), "tz": kit.chosen(state, Field.TZ)}


def _interests(state: State) -> Changes:
    lines = f"{kit.typed(state, Field.INTERESTS)}\n{kit.typed(state, MORE_INTERESTS)}".splitlines()
    return {"interests": tuple(line.strip() for line in lines if line.strip())}


def _managers(state: State) -> Changes:
    return {"managers": tuple(dict.fromkeys(filter(_id, kit.chosen_many(state, Field.MANAGERS))))}


def _steps(state: State) -> Changes:
    chosen = kit.chosen_many(state, Field.STEPS)
    numbers = {name: kit.typed(state, name) for name in (Field.WEEKLY_CAP, Field.HELD_OUT_PERCENT)}
    faults = {str(name): "out_of_range" for name, typed in numbers.items() if not _NUMBER.fullmatch(typed)}
    if faults:
        raise InvalidAnswersError(faults)
    counts = {str(name): int(typed) for name, typed in numbers.items()}
    return {"steps_off": frozenset(DRAFTS) - frozenset(chosen), **counts}


def _id(text: str) -> str | None:
    return text if _ID.fullmatch(text) else None


def _texts(state: State) -> Changes:
    return {"texts": texts_in(state)}


_READERS: dict[str, Callable[[State], Changes]] = {
    Callback.CHANNELS: _channels,
    Callback.LANGUAGE: _language,
    Callback.INTERESTS: _interests,
    Callback.MANAGERS: _managers,
    Callback.STEPS: _steps,
    Callback.TEXTS: _texts,
}
