"""The form in which somebody says something to the team: at most three fields and a name left out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from slack_app.domain.feedback.said.wording import LENGTH
from slack_app.domain.feedback.terms import Kind, Source
from slack_app.domain.words import tidy
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.kit import Block, View
from slack_app.views.words import Words, mark

WORDS, KIND, AREA, UNNAMED, SECRET = (
    "feedback_words", "feedback_kind", "feedback_area", "feedback_unnamed", "feedback_secret",
)  # fmt: skip
TAKE_OUT, NO_SECRET = "take_out", "no_secret"
_KINDS = {
    Kind.BUG: mark("Something does not work"),
    Kind.IDEA: mark("An idea or a wish"),
    Kind.PRAISE: mark("Something that I like"),
    Kind.COMPLAINT: mark("Something that bothers me"),
    Kind.QUESTION: mark("A question"),
}


@dataclass(frozen=True)
class Message:
    """A message that is passed on: where it stands (nowhere, where that is private), and whether its author passes it on."""

    channel_id: str | None = None
    ts: str | None = None
    thread_ts: str | None = None
    is_own: bool = False
    is_private: bool = False
    was_cut: bool = False


@dataclass(frozen=True)
class FormOf:
    """What the form shows. `may_be_unnamed`: it can be sent without a name; `adds_to`: the ticket whose words these will be.

    `outside` is the host that may be asked about the words; `asking_id`: the question that they answer by it.
    `area` and `unnamed` are what was chosen before, where the form comes back with a question.
    """

    source: Source
    words: str = ""
    kind: Kind | None = None
    areas: Sequence[str] = ()
    may_be_unnamed: bool = False
    message: Message | None = None
    adds_to: int | None = None
    asking_id: int | None = None
    asks_about_secret: bool = False
    outside: str = ""
    area: str | None = None
    unnamed: bool = False


def form(words: Words, of: FormOf, *, kept: str = "") -> View:
    """The form. `kept`: what it carried when it was sent, for one that stays open with a question."""
    fields = [*_about_message(words, of.message), *_about_secret(words, of), _what(words, of)]
    if of.adds_to is None:
        fields += [_kind(words, of), *_area(words, of), *_unnamed(words, of), *_outside(words, of)]
    return kit.modal(
        Callback.FEEDBACK,
        words.plain("Tell the team"),
        fields,
        submit=words.plain("Send"),
        close=words.plain("Not now"),
        private=kept or _carried(words, of),
    )


def _what(words: Words, of: FormOf) -> Block:
    hint = words.plain("What happens, or what you wish for. One thing at a time is heard best.")
    element = kit.text_input(initial=of.words, longest=LENGTH, lines=True)
    return kit.field(words.plain("What would you like to say?"), element, WORDS, hint=hint)


def _kind(words: Words, of: FormOf) -> Block:
    options = [kit.option(words.plain(name), kind) for kind, name in _KINDS.items()]
    element = kit.select(Action.ANSWER, options, initial=of.kind or "", placeholder=words.plain("The team will see"))
    return kit.field(words.plain("What is it?"), element, KIND, optional=True)


def _area(words: Words, of: FormOf) -> list[Block]:
    if not of.areas:
        return []
    options = [kit.option(area, area) for area in of.areas]
    element = kit.select(Action.ANSWER, options, initial=of.area or "", placeholder=words.plain("The team will see"))
    return [kit.field(words.plain("What is it about?"), element, AREA, optional=True)]


def _unnamed(words: Words, of: FormOf) -> list[Block]:
    if not of.may_be_unnamed:
        return []
    honest = words.plain(
        "The team, the managers and every file see that somebody said it, not who. Answers still reach you: who you are is"
        " kept sealed, and only whoever runs this app and has its key could open it. Your own words may give you away."
    )
    options = [kit.option(words.plain("Send it without my name"), UNNAMED)]
    choice = kit.checkboxes(Action.ANSWER, options, initial=[UNNAMED] if of.unnamed else [])
    return [kit.field(words.plain("Your name"), choice, UNNAMED, hint=honest, optional=True)]


def _outside(words: Words, of: FormOf) -> list[Block]:
    if not of.outside:
        return []
    if of.may_be_unnamed:
        told = mark(
            "Where I am unsure, I show the words to {host} too, without names and addresses. Not if you leave your name out."
        )
    else:
        told = mark("Where I am unsure, I show the words to {host} too, without names and addresses.")
    return [kit.context(words.say(told, host=of.outside))]


def _about_message(words: Words, message: Message | None) -> list[Block]:
    return [kit.context(*lines)] if message and (lines := list(_lines_about(words, message))) else []


def _lines_about(words: Words, message: Message) -> Iterator[str]:
    if message.is_private:
        yield words.say("That message stands in a private place: only what is written here is sent, and no link to it.")
    elif message.is_own:
        yield words.say("A link to your message comes along; not if you leave your name out.")
    else:
        yield words.say("A link to that message comes along.")
    if message.was_cut:
        yield words.say("It is longer than a form can hold: this is its beginning.")


def _about_secret(words: Words, of: FormOf) -> list[Block]:
    if not of.asks_about_secret:
        return []
    asked = words.say("*One moment: this looks like a password or a key.* Nothing was sent or kept yet.")
    options = [
        kit.option(words.plain("Take it out for me, and send the rest"), TAKE_OUT),
        kit.option(words.plain("It is no secret: send it as it stands"), NO_SECRET),
    ]
    radio = kit.radio(Action.ANSWER, options, initial=TAKE_OUT)
    hint = words.plain("You can also change your words. If it was seen elsewhere already, better renew it.")
    return [kit.section(asked), kit.field(words.plain("What shall I do with it?"), radio, SECRET, hint=hint)]


def _carried(words: Words, of: FormOf) -> str:
    carried: dict[str, object] = {"language": words.language, "source": of.source.value, "adds_to": of.adds_to}
    carried["asking_id"] = of.asking_id
    if of.words:
        carried["came_with"] = print_of(of.words)
    if of.message:
        carried |= {"message": True, "channel_id": of.message.channel_id, "ts": of.message.ts}
        carried |= {"thread_ts": of.message.thread_ts, "is_own": of.message.is_own}
        carried |= {"is_private": of.message.is_private, "was_cut": of.message.was_cut}
    return json.dumps({name: value for name, value in carried.items() if value is not None})


def with_cut(message: Message, *, was_cut: bool) -> Message:
    """The message, and whether its words had to be cut for the form."""
    return replace(message, was_cut=was_cut)


def print_of(words: str) -> int:
    """What tells whether the words are still those that a form came with."""
    return crc32(tidy(words, lines=True).encode())
