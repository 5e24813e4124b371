"""What somebody sends with the form, read back; and what is wrong with it, beside its field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Kind, Source
from slack_app.domain.plain import flag_at, id_at, int_at, str_at, ts_at
from slack_app.domain.words import tidy
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.feedback.said.form import AREA, KIND, SECRET, UNNAMED, WORDS, Message, print_of
from slack_app.views.words import Words, mark

FLOOD = "flood:"
"""Begins the code of what is too much at once; the minutes to wait follow."""
_FAULTS = {
    "required": mark("Please say in a few words what it is about."),
    "only_emoji": mark("An emoji alone does not tell the team what you mean: a few words, please."),
    "too_long": mark("This is too long: please shorten it."),
    "unnamed_off": mark(
        "This cannot be sent without your name any more. Nothing was sent: untick this to send it with it."
    ),
}


@dataclass(frozen=True)
class Written:
    """What somebody sends. `secret` is their answer to *is this one?*, empty where they were not asked.

    `is_changed`: the words are not those that the form came with.
    """

    words: str
    source: Source
    kind: Kind | None = None
    area: str | None = None
    unnamed: bool = False
    secret: str = ""
    message: Message | None = None
    adds_to: int | None = None
    asking_id: int | None = None
    is_changed: bool = True


def carried_by(view: object) -> str:
    """What the form carried, to be carried on as it is."""
    private = view.get("private_metadata") if isinstance(view, Mapping) else None
    return private if isinstance(private, str) else ""


def language_in(view: object) -> str:
    """The language that the form was drawn in."""
    return str_at(_carried_in(view), "language") or ""


def read(view: object) -> Written:
    """What they send; whether it may be sent is for the rules to say. Raises InvalidAnswersError for what no form offers."""
    state, carried = kit.state_of(view), _carried_in(view)
    words = tidy(kit.typed(state, WORDS), lines=True)
    kind, source = kit.chosen(state, KIND), str_at(carried, "source")
    if kind and kind not in set(Kind):
        raise InvalidAnswersError({KIND: "unknown"})
    return Written(
        words=words,
        source=Source(source) if source in set(Source) else Source.FORM,
        kind=Kind(kind) if kind else None,
        area=kit.chosen(state, AREA) or None,
        unnamed=UNNAMED in kit.chosen_many(state, UNNAMED),
        secret=kit.chosen(state, SECRET),
        message=_message_in(carried),
        adds_to=int_at(carried, "adds_to"),
        asking_id=int_at(carried, "asking_id"),
        is_changed=int_at(carried, "came_with") != print_of(words),
    )


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    beside = refusals.beside_fields(words, refusal)
    for name, code in refusal.fields.items():
        if code in _FAULTS:
            beside[name] = words.plain(_FAULTS[code])
        elif code.startswith(FLOOD):
            beside[name] = _too_much(words, int(code.removeprefix(FLOOD)))
    return beside


def not_saved(words: Words, error_id: str) -> dict[str, str]:
    """The form could not be kept: what was typed stays in it."""
    return refusals.not_saved(words, WORDS, error_id)


def _too_much(words: Words, minutes: int) -> str:
    return words.plain(
        "You have said a lot just now, and the team reads every word. Please send this in {minutes} minutes: it stays here"
        " as long as the form is open.",
        minutes=minutes,
    )


def _carried_in(view: object) -> Mapping[str, object]:
    try:
        found = json.loads(carried_by(view) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {}


def _message_in(carried: Mapping[str, object]) -> Message | None:
    if not flag_at(carried, "message"):
        return None
    return Message(
        channel_id=id_at(carried, "channel_id"),
        ts=ts_at(carried, "ts"),
        thread_ts=ts_at(carried, "thread_ts"),
        is_own=flag_at(carried, "is_own"),
        is_private=flag_at(carried, "is_private"),
        was_cut=flag_at(carried, "was_cut"),
    )
