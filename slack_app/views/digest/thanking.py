"""A word of thanks: the form in which a manager writes it, how it is read back, and the message that brings it."""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_app.domain.digest.todo import Because, Item, key_of
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.words import clean, says_something
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.digest.items import why
from slack_app.views.kit import Letter, View
from slack_app.views.welcome import fewer_messages
from slack_app.views.words import Words, mark, mention

WORDS, TELL = "thanks_words", "thanks_tell"
LENGTH = 1000
_DRAFTS = {
    Because.FIRST_MESSAGE: mark("Thank you for your first message here! It is good to hear from you."),
    Because.HELPFUL_STREAK: mark(
        "Thank you! Week after week you help others here, and it makes this place what it is."
    ),
    Because.HELPED_MOST: mark("Thank you! No other member helped as many people here last week as you did."),
}
_ANY = mark("Thank you for what you do here!")


@dataclass(frozen=True)
class ThanksWritten:
    """What a manager sends: `value` is the item's, `may_tell` whether the recap may say that they were thanked."""

    value: str
    words: str
    may_tell: bool


def form(words: Words, theirs: Words, item: Item) -> View:
    """The form, with words to begin with in the language of the one who is thanked."""
    draft = theirs.plain(_DRAFTS.get(item.because, _ANY))
    tell = kit.option(words.plain("The recap may tell that they were thanked"), TELL)
    fields = [
        kit.section(why(words, item)),
        kit.field(
            words.plain("Your words"),
            kit.text_input(initial=draft, longest=LENGTH, lines=True),
            WORDS,
            hint=words.plain("They are in the language of the one who reads them, and yours to change."),
        ),
        kit.field(
            words.plain("May the others know?"),
            kit.checkboxes(Action.ANSWER, [tell], initial=[TELL]),
            TELL,
            hint=words.plain("Only their name is told, not your words; not if they wish to stay unnamed."),
            optional=True,
        ),
    ]
    return kit.modal(
        Callback.THANKS,
        words.plain("A word of thanks"),
        fields,
        submit=words.plain("Send"),
        close=words.plain("Not now"),
        private=f"{words.language} {item.value}",
    )


def read(view: object) -> ThanksWritten:
    """What they send; its value is empty where the form is not ours. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    typed = clean(kit.typed(state, WORDS), LENGTH + 1, lines=True)
    if not says_something(typed):
        raise InvalidAnswersError({WORDS: "required"})
    if len(typed) > LENGTH:
        raise InvalidAnswersError({WORDS: "too_long"})
    _, _, value = _private(view).partition(" ")
    return ThanksWritten(value if key_of(value) else "", typed, TELL in kit.chosen_many(state, TELL))


def language_in(view: object) -> str:
    """The language that the form was drawn in."""
    return _private(view).partition(" ")[0]


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    return refusals.beside_fields(words, refusal)


def not_saved(words: Words, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    return refusals.not_saved(words, WORDS, error_id)


def letter(words: Words, from_id: str, text: str) -> Letter:
    """The thanks themselves, as they were written."""
    opening = words.say("{person} thanks you:", person=mention(from_id))
    way_out = words.say("Too many messages? The menu above pauses or stops them. None come at night.")
    blocks = [kit.section(opening), kit.quoted([("", text)]), kit.actions(fewer_messages(words)), kit.context(way_out)]
    return Letter(
        text=kit.cut(words.say("{person} thanks you: {text}", person=mention(from_id), text=text), kit.SPOKEN),
        blocks=blocks,
    )


def sent(words: Words, user_id: str) -> Letter:
    """For the manager: it is on its way."""
    said = words.say(
        "Your thanks are on their way to {person}; at night, and where messages are paused, they wait.",
        person=mention(user_id),
    )
    return Letter(text=said, blocks=[kit.section(said)])


def undelivered(words: Words, user_id: str) -> Letter:
    """For the manager: it could not be brought, because they want no messages from here."""
    said = words.say(
        "Your thanks did not reach {person}: they get no messages from me. A word from you directly is best.",
        person=mention(user_id),
    )
    return Letter(text=said, blocks=[kit.section(said)])


def _private(view: object) -> str:
    private = view.get("private_metadata") if isinstance(view, Mapping) else None
    return private if isinstance(private, str) else ""
