"""Where someone stands in each programme, told in a line: in their form, after saving, and in App Home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from slack_app.domain.programmes import Programme
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.coffee.when import rhythm
from slack_app.views.kit import Block
from slack_app.views.words import Mrkdwn, Words, mention

MOST_TOLD = 8
"""Programmes of which App Home tells."""


@dataclass(frozen=True)
class MyProgramme:
    """A programme that is on, and where someone stands in it; `together_with` are whom they meet in the open round.

    `lacks` is the word that the programme asks for, where their profile does not name it.
    """

    programme_id: int
    programme: Programme
    takes_part: bool
    skips_next: bool = False
    paused_until: date | None = None
    every: int = 1
    wish: int | None = None
    meets_newcomers: bool = False
    video_link: str = ""
    next_on: date | None = None
    together_with: tuple[str, ...] = ()
    lacks: str = ""


@dataclass(frozen=True)
class MineOf:
    """All programmes someone may choose in, which of them is shown (None: the first), and whom they never wish to meet."""

    today: date
    programmes: tuple[MyProgramme, ...] = ()
    programme_id: int | None = None
    apart: tuple[str, ...] = ()

    def shown(self) -> MyProgramme | None:
        """The programme whose choices are shown; None where there is no programme at all."""
        found = (one for one in self.programmes if one.programme_id == self.programme_id)
        return next(found, self.programmes[0] if self.programmes else None)


def line(words: Words, today: date, one: MyProgramme) -> str:
    """One programme: what it is called, how often it meets, and where they stand in it."""
    chosen = one.programme
    often = rhythm(words, chosen.cadence, chosen.weekday, chosen.hour)
    return " ".join(
        [words.say("*{programme}:* {often}.", programme=chosen.name, often=often), *_standing(words, today, one)]
    )


def section(words: Words, of: MineOf) -> list[Block]:
    """In App Home: each programme in a line, and the button to one's choices; nothing where there is none."""
    if not of.programmes:
        return []
    lines = [f"• {line(words, of.today, one)}" for one in of.programmes[:MOST_TOLD]]
    choices = kit.button(words.plain("My coffee choices"), Action.COFFEE_MINE)
    return [
        kit.divider(),
        kit.header(words.plain("Coffee with someone new")),
        kit.section("\n".join(lines)),
        kit.actions(choices),
    ]


def _standing(words: Words, today: date, one: MyProgramme) -> Iterator[Mrkdwn]:
    if one.together_with:
        people = words.listing(mention(user_id) for user_id in one.together_with)
        yield words.say("This time you meet {people}.", people=people)
    if not one.takes_part:
        yield words.say("You do not take part.")
    elif one.lacks:
        yield words.say("It is for people whose profile names “{topic}”: yours does not yet.", topic=one.lacks)
    elif one.paused_until and one.paused_until > today:
        yield words.say("You pause until {day}.", day=words.day(one.paused_until))
    elif one.skips_next:
        yield words.say("You skip the next round.")
    elif one.next_on:
        yield words.say("Your next round opens on {day}.", day=words.day(one.next_on))
