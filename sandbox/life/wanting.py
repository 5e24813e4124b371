"""Who wants to be introduced to people, and how that changes: they join, skip a round, pause, leave."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from sandbox.life.doings import close
from sandbox.life.hand import Hand
from sandbox.life.residents import Character, Resident
from sandbox.life.rhythm import about, moment
from sandbox.life.stage import Stage

COMMAND = "/coffee"
JOINS_A_WEEK = {Character.KEEN: 0.3, Character.ORDINARY: 0.12, Character.READER: 0.05, Character.SILENT: 0.005}
CHANGES_A_WEEK = 0.06
MEETS_NEWCOMERS, LESS_OFTEN = 0.3, 0.15
WEEKS_OF_PAUSE = (2, 5)
TAKEN = {"closed", "updated"}
"""What becomes of a form that the app has taken."""
Choices = dict[str, object]


class Wanting:
    """Plans who changes their mind on a day, and lets them say so to the app."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.taking: dict[str, Resident] = {}
        """Those who take part, by their id."""

    def note(self, day: date) -> None:
        """Everything of a day. Until somebody has begun, nobody knows of it."""
        if not self.taking:
            return
        for one in self._willing():
            self.stage.agenda.note(moment(day, one.tz, self.stage.chance), partial(self.join, one))
        for one in self._wavering():
            self.stage.agenda.note(moment(day, one.tz, self.stage.chance), partial(self.change, one))

    def _willing(self) -> list[Resident]:
        chance, now = self.stage.chance, self.stage.now
        here = (one for one in self.stage.community.residents if one.speaks_up(now) and not one.is_guest)
        return [
            one for one in here if one.user_id not in self.taking and chance.random() < JOINS_A_WEEK[one.character] / 7
        ]

    def _wavering(self) -> list[Resident]:
        people = list(self.taking.values())
        many = min(about(len(people) * CHANGES_A_WEEK / 7, self.stage.chance), len(people))
        return self.stage.chance.sample(people, many)

    def join(self, one: Resident) -> bool:
        """Somebody wants to meet people; whether the app took it."""
        joined = self._says(one, joining)
        if joined:
            self.taking[one.user_id] = one
            self.stage.count("joined coffee")
        return joined

    def change(self, one: Resident) -> None:
        """Somebody skips a round, pauses or leaves."""
        name, says = self.stage.chance.choice(sorted(CHANGES.items()))
        if self._says(one, says):
            self.stage.count(name)
            if says is leaving:
                self.taking.pop(one.user_id, None)

    def _says(self, one: Resident, says: Callable[[Hand], Choices]) -> bool:
        hand = self.stage.hand(one)
        if hand is None:
            return False
        self.stage.acts(one)
        return choose(hand, says(hand))


def choose(hand: Hand, choices: Choices) -> bool:
    """Open one's choices with the command and send them; False where there is nothing to choose."""
    hand.actor.run_command("general", COMMAND)
    view = hand.actor.modal
    if view is None or not view.shown.get("submit"):
        close(hand)
        return False
    fields = {block["block_id"].partition(".")[0]: block["block_id"] for block in view.shown["blocks"]}
    outcome = hand.actor.submit(view, {fields[name]: value for name, value in choices.items() if name in fields})
    close(hand)
    return outcome.kind in TAKEN


def joining(hand: Hand) -> Choices:
    """Taking part; some like to meet newcomers, some want it less often."""
    more = ["meets_newcomers"] if hand.chance.random() < MEETS_NEWCOMERS else []
    often = {"every": "2"} if hand.chance.random() < LESS_OFTEN else {}
    return {"taking": ["takes_part", *more], **often}


def skipping(_: Hand) -> Choices:
    """Not the next time."""
    return {"taking": ["takes_part", "skips_next"]}


def pausing(hand: Hand) -> Choices:
    """Not for some weeks."""
    weeks = timedelta(weeks=hand.chance.randint(*WEEKS_OF_PAUSE))
    return {"taking": ["takes_part"], "paused_until": (hand.actor.world.clock.now() + weeks).date().isoformat()}


def leaving(_: Hand) -> Choices:
    """No more."""
    return {"taking": []}


CHANGES = {"skip coffee": skipping, "pause coffee": pausing, "leave coffee": leaving}
