"""The dry run that a manager sees before a programme is switched on: who with whom and why, who without, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from slack_app.domain.matching import Reason
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.coffee.programmes import switch_button
from slack_app.views.coffee.terms import briefly, why_without
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words, escaped, literal, mention

MOST_GROUPS = 12
MOST_LEFT_OUT = 10
REASONS_SHOWN = 3
FILENAME = "coffee.txt"

GroupOf = tuple[tuple[str, ...], tuple[Reason, ...]]
"""Who would meet, and why."""


@dataclass(frozen=True)
class RehearsalOf:
    """What a round on today's people would be; `left_out` are (user id, why), `names` are for the text file only."""

    programme_id: int
    programme: str
    groups: tuple[GroupOf, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    is_on: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


def rehearsal(words: Words, of: RehearsalOf) -> Letter:
    """The dry run in a message; a file holds what does not fit."""
    opening = words.say(
        "*Dry run of {programme}, on today's people.* {counted}", programme=of.programme, counted=_counted(words, of)
    )
    nothing = words.say(
        "Nothing of this is kept, and nobody else has been told. A round will be matched anew on its own day."
    )
    change = kit.button(words.plain("Change"), Action.COFFEE_CHANGE, value=str(of.programme_id))
    switch = [] if of.is_on else [switch_button(words, of.programme_id, is_on=False)]
    said = [kit.section(opening), *(kit.section(line) for line in _lines(words, of))]
    return Letter(text=kit.spoken(said), blocks=[*said, kit.actions(*switch, change), kit.context(nothing)])


def is_whole(of: RehearsalOf) -> bool:
    """Whether the message holds all of it, so that no file is needed."""
    return len(of.groups) <= MOST_GROUPS and len(of.left_out) <= MOST_LEFT_OUT


def rehearsal_file(words: Words, of: RehearsalOf) -> str:
    """All groups and everyone left out, one a line."""
    lines = [words.plain("Dry run of {programme}", programme=of.programme), ""]
    for user_ids, reasons in of.groups:
        lines.append(_row(words, words.plain_listing(_called(of, user_ids)), briefly(words, reasons)))
    if of.left_out:
        lines += ["", words.plain("Nobody to meet this time:")]
    lines += [_row(words, _called(of, [user_id])[0], why_without(words, why)) for user_id, why in of.left_out]
    return "\n".join(lines) + "\n"


def file_comment(words: Words, programme: str) -> Mrkdwn:
    """What is said with the file."""
    return words.say("The whole dry run of *{programme}*: everyone with their reasons.", programme=programme)


def _counted(words: Words, of: RehearsalOf) -> Mrkdwn:
    if not of.groups:
        return words.say("There would be no group.")
    return words.plural("There would be {n} group.", "There would be {n} groups.", len(of.groups))


def _lines(words: Words, of: RehearsalOf) -> Iterator[str]:
    for user_ids, reasons in of.groups[:MOST_GROUPS]:
        yield f"• {_row(words, words.listing(map(mention, user_ids)), escaped(briefly(words, reasons[:REASONS_SHOWN])))}"
    if (more := len(of.groups) - MOST_GROUPS) > 0:
        yield words.plural("and {n} more group", "and {n} more groups", more)
    if of.left_out:
        yield "\n".join([words.say("*Nobody to meet this time:*"), *_without(words, of.left_out)])


def _without(words: Words, left_out: Sequence[tuple[str, str]]) -> Iterator[str]:
    for user_id, why in left_out[:MOST_LEFT_OUT]:
        yield f"• {_row(words, mention(user_id), why_without(words, why))}"
    if (more := len(left_out) - MOST_LEFT_OUT) > 0:
        yield words.plural("and {n} other", "and {n} others", more)


def _row(words: Words, who: str, why: str) -> str:
    return words.say("{people}: {why}", people=Mrkdwn(who), why=Mrkdwn(why)) if why else who


def _called(of: RehearsalOf, user_ids: Sequence[str]) -> list[str]:
    return [literal(of.names.get(user_id, user_id)) for user_id in user_ids]
