"""The answer to someone who took something of the list upon themselves, or did it."""

from slack_app.domain.digest.todo import Item, TodoKind
from slack_app.views import kit
from slack_app.views.digest.items import taken_by
from slack_app.views.kit import Letter
from slack_app.views.words import Words, mark, mention

_TAKEN = {
    TodoKind.GREET: mark(
        "Thank you! A short personal message to {person} is worth a lot: a question about what they do is a good start."
    ),
    TodoKind.QUIET: mark(
        "Thank you! A short message to {person} will do: that they are missed, and a question. Nothing needs an excuse."
    ),
}


def taken(words: Words, item: Item) -> Letter:
    """For the one who has just taken it on."""
    return _said(words.say(_TAKEN[item.kind], person=mention(item.user_id or item.about)))


def was_taken(words: Words, item: Item, by_id: str) -> Letter:
    """For the one who came second."""
    return _said(words.say("Thank you! {said}", said=taken_by(words, item.kind, by_id)))


def done(words: Words) -> Letter:
    """For the one who said that it is done."""
    return _said(words.say("Thank you! It is marked as done, and does not come back next week."))


def is_gone(words: Words) -> Letter:
    """What the button was about is not on any list any more."""
    return _said(words.say("This is not on the list any more."))


def _said(text: str) -> Letter:
    return Letter(text=text, blocks=[kit.section(text)])
