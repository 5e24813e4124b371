"""What somebody says, made ready: a message's marks read as people read them, a form's words checked before they are kept."""

import re
import unicodedata

from slack_app.domain.words import clean, says_something, tidy

LENGTH = 3000
"""As many characters as a field of a form takes."""
LEAVE_ALONE = ("📣", ":mega:")
"""A message that begins so is not meant for the team."""
_NAMED = re.compile(r"<([@#!]?)[^<>|\s]{1,3000}\|([^<>]{0,500})>")
_CALL = re.compile(r"<!(here|channel|everyone)(?:\|[^<>]*)?>")
_PERSON, _CHANNEL, _OTHER = re.compile(r"<@[A-Z0-9]+>"), re.compile(r"<#[A-Z0-9]+>"), re.compile(r"<![^<>]{1,100}>")
_ADDRESS = re.compile(r"<((?:https?|mailto|tel):[^<>|\s]{1,3000})>")
_EMOJI = re.compile(r":[\w'+-]{1,100}:(?::skin-tone-\d:)?")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def as_typed(message: str) -> str:
    """A message's words as they were typed: of Slack's marks only what people see, and nobody is called by them."""
    plain = _NAMED.sub(_named, _CALL.sub(r"@\1", message))
    plain = _OTHER.sub("", _CHANNEL.sub("#…", _PERSON.sub("@…", _ADDRESS.sub(r"\1", plain))))
    for entity, char in _ENTITIES:
        plain = plain.replace(entity, char)
    return tidy(plain, lines=True)


def _named(found: re.Match[str]) -> str:
    """What stands for a person, a channel or an address that has a name."""
    sign, name = found[1].replace("!", ""), found[2]
    return name if name.startswith(sign) else f"{sign}{name}"


def fitted(words: str) -> tuple[str, bool]:
    """The words as a field takes them, and whether some had to be left out."""
    whole = tidy(words, lines=True)
    return (whole, False) if len(whole) <= LENGTH else (clean(whole, LENGTH - 1, lines=True) + "…", True)


def fault_of(words: str) -> str | None:
    """What keeps these words from being sent to a team: required, only_emoji, too_long; None: nothing."""
    if len(words) > LENGTH:
        return "too_long"
    if not says_something(words):
        return "required"
    bare = _EMOJI.sub("", words)
    return None if any(unicodedata.category(char)[0] in "LN" for char in bare) else "only_emoji"


def is_left_alone(message: str) -> bool:
    """Whether its author does not want it to become feedback."""
    return message.lstrip().startswith(LEAVE_ALONE)
