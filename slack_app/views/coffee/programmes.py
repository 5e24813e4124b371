"""The managers' list of programmes: how each stands, what can be done with it, and what came of doing it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from slack_app.domain.programmes import Programme
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.kinds import NAMES, PURPOSES
from slack_app.views.coffee.when import rhythm
from slack_app.views.kit import Block, Element, Letter, View
from slack_app.views.words import Mrkdwn, Words, mark

MOST_LISTED = 40
ON, OFF = "on", "off"


class Noted(StrEnum):
    """What came of something a manager did with a programme."""

    SAVED = "saved"
    SWITCHED_ON = "switched_on"
    SWITCHED_OFF = "switched_off"
    STARTED = "started"
    ALREADY_OPEN = "already_open"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    NOT_OPEN = "not_open"
    REHEARSING = "rehearsing"
    NOBODY = "nobody"
    IS_OFF = "is_off"
    GONE = "gone"


_NOTED = {
    Noted.SAVED: mark("*{programme}* is saved."),
    Noted.SWITCHED_ON: mark("*{programme}* is switched on."),
    Noted.SWITCHED_OFF: mark("*{programme}* is switched off. A round that is open goes on to its end."),
    Noted.STARTED: mark("A round of *{programme}* is being opened. A message will tell how it goes."),
    Noted.ALREADY_OPEN: mark("*{programme}* has a round that is open, or one of today. There is only one at a time."),
    Noted.SKIPPED: mark("*{programme}* skips its next round."),
    Noted.CANCELLED: mark("The round of *{programme}* is cancelled, and its groups are being told."),
    Noted.NOT_OPEN: mark("*{programme}* has no open round."),
    Noted.REHEARSING: mark("The dry run of *{programme}* comes to you as a message in a moment."),
    Noted.NOBODY: mark("Nobody takes part in *{programme}* at the moment, so no round was opened."),
    Noted.IS_OFF: mark("*{programme}* is switched off. Switch it on first."),
    Noted.GONE: mark("This programme is not there any more."),
}


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme as it stands: how many people are in, when its next round opens, and whether one is open now."""

    programme_id: int
    programme: Programme
    is_on: bool
    people: int
    next_on: date | None = None
    round_open: bool = False


def programme_list(words: Words, lines: Sequence[ProgrammeLine], said: str = "") -> View:
    """All programmes with their buttons, and one more for each kind; `said` is what just came of a button."""
    blocks = [kit.section(said)] if said else []
    if not lines:
        blocks.append(
            kit.section(words.say("No programme yet. Choose a kind to begin with; everything can be changed."))
        )
    for one in lines[:MOST_LISTED]:
        blocks += [kit.section(_line(words, one)), kit.actions(*_buttons(words, one))]
    if len(lines) > MOST_LISTED:
        blocks.append(kit.context(words.say("Only the first {n} are shown.", n=MOST_LISTED)))
    return kit.modal(
        Callback.COFFEE_LIST, words.plain("Coffee programmes"), [*blocks, *_new(words)], close=words.plain("Close")
    )


def noted(words: Words, what: Noted, programme: str = "", on: date | None = None) -> Mrkdwn:
    """What came of it; `on` is the day of the next round, where there is one."""
    said = words.say(_NOTED[what], programme=programme)
    if on is None:
        return said
    return Mrkdwn(f"{said} {words.say('The next round opens on {day}.', day=words.day(on))}")


def noted_letter(words: Words, what: Noted, programme: str) -> Letter:
    """The same as a message."""
    text = noted(words, what, programme)
    return Letter(text=text, blocks=[kit.section(text)])


def switch_button(words: Words, programme_id: int, *, is_on: bool) -> Element:
    """The button that switches a programme; its value is what the programme shall be, so pressing twice does no harm."""
    if is_on:
        return kit.button(words.plain("Switch off"), Action.COFFEE_SWITCH, value=f"{programme_id}:{OFF}")
    return kit.button(words.plain("Switch on"), Action.COFFEE_SWITCH, value=f"{programme_id}:{ON}", style="primary")


def cancel_button(words: Words, programme_id: int) -> Element:
    """The button that calls off the open round, after one question."""
    sure = kit.confirm(
        words.plain("Cancel this round?"),
        words.plain("Its groups are told kindly, each in its own conversation. The next round opens as planned."),
        words.plain("Cancel the round"),
        words.plain("Leave it"),
        danger=True,
    )
    return kit.button(words.plain("Cancel the round"), Action.COFFEE_CANCEL, value=str(programme_id), confirmation=sure)


def _line(words: Words, one: ProgrammeLine) -> str:
    chosen = one.programme
    parts = [
        words.say("*{programme}*", programme=chosen.name),
        rhythm(words, chosen.cadence, chosen.weekday, chosen.hour),
        words.plural("{n} person", "{n} people", one.people),
        words.say("switched on") if one.is_on else words.say("switched off"),
    ]
    if one.round_open:
        parts.append(words.say("a round is open"))
    if one.is_on and one.next_on:
        parts.append(words.say("next round on {day}", day=words.day(one.next_on)))
    return " · ".join(parts)


def _buttons(words: Words, one: ProgrammeLine) -> Iterator[Element]:
    value, name = str(one.programme_id), one.programme.name
    yield kit.button(
        words.plain("Change"),
        Action.COFFEE_CHANGE,
        value=value,
        label=words.plain("Change {programme}", programme=name),
    )
    yield kit.button(
        words.plain("Dry run"),
        Action.COFFEE_REHEARSE,
        value=value,
        label=words.plain("Dry run of {programme}", programme=name),
    )
    yield switch_button(words, one.programme_id, is_on=one.is_on)
    if one.round_open:
        yield cancel_button(words, one.programme_id)
    elif one.is_on:
        yield _start(words, value)
    if one.is_on:
        yield kit.button(words.plain("Skip the next round"), Action.COFFEE_SKIP, value=value)


def _start(words: Words, value: str) -> Element:
    sure = kit.confirm(
        words.plain("Start a round now?"),
        words.plain("Everyone who takes part is introduced to someone today, each in their own hours."),
        words.plain("Start it"),
        words.plain("Not yet"),
    )
    return kit.button(words.plain("Start a round now"), Action.COFFEE_START, value=value, confirmation=sure)


def _new(words: Words) -> Iterator[Block]:
    yield kit.divider()
    yield kit.header(words.plain("A new programme"))
    for kind, name in NAMES.items():
        called = words.plain(name)
        make = kit.button(
            words.plain("Make one"),
            Action.COFFEE_NEW,
            value=kind,
            label=words.plain("New programme: {kind}", kind=called),
        )
        yield kit.section(f"*{words.say(name)}*\n{words.say(PURPOSES[kind])}", accessory=make)
