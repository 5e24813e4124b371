"""What people do with the app's messages, in one table: a new feature of the app needs but a new line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.engine.elements import interactive
from sandbox.life import coffee, digest, doings
from sandbox.life.doings import Doing
from sandbox.life.residents import Character
from sandbox.life.rhythm import HOUR

JSON = dict[str, Any]
MINUTE = 60.0


@dataclass(frozen=True)
class Habit:
    """How likely each character does it, after how long (median, seconds), and how many consider it in a channel."""

    does: Doing
    keen: float
    ordinary: float
    reader: float
    silent: float
    after: float = HOUR
    readers: int = 2

    def likely(self, character: Character) -> float:
        """The chance for someone like that."""
        chance: float = getattr(self, character.value)
        return chance


NEVER = Habit(coffee.pass_by, keen=0, ordinary=0, reader=0, silent=0)
FOR_MANAGERS = ("coffee_programmes", "coffee_rehearse", "coffee_switch", "coffee_start", "coffee_skip", "coffee_cancel")
OF_THE_DIGEST = ("catch_up_start", "todo_take", "todo_open", "todo_thank", "recap_unnamed")
OF_FEEDBACK = (
    *("feedback", "feedback_mine", "feedback_take_back", "feedback_reply", "board_ticket", "card_open", "card_more"),
    *(
        "card_accept",
        "card_duplicate",
        "card_change",
        "card_decline",
        "card_snooze",
        "card_wake",
        "card_plan",
        "card_ship",
    ),
    *("card_reopen", "card_choose", "card_choose_other", "card_same", "card_not_same", "card_unmerge", "rules_do"),
)
"""What becomes of feedback is decided by whoever looks around: nobody takes it out of their hands."""
LEFT_ALONE = ("todo_done", "digest_settings", "digest_export", "catch_up_decline", "catch_up_stop")
"""What follows from something else that is done, and what nobody does by chance."""
HABITS: Mapping[str, Habit] = {
    "introduce": Habit(doings.press, keen=0.9, ordinary=0.6, reader=0.25, silent=0.03, after=1.5 * HOUR),
    "meet_people": Habit(doings.press, keen=0.8, ordinary=0.5, reader=0.3, silent=0.03, after=2 * HOUR),
    "say_hello": Habit(doings.say_hello, keen=0.9, ordinary=0.5, reader=0.08, silent=0, after=25 * MINUTE, readers=6),
    "greet": Habit(doings.greet, keen=0.8, ordinary=0.8, reader=0.3, silent=0, after=HOUR, readers=2),
    "fewer_messages": Habit(doings.choose, keen=0.005, ordinary=0.02, reader=0.04, silent=0.05, after=2 * HOUR),
    "coffee_mine": Habit(coffee.write_in_group, keen=0.95, ordinary=0.8, reader=0.55, silent=0.05, after=3 * HOUR),
    "coffee_met": Habit(coffee.say_whether_met, keen=0.95, ordinary=0.8, reader=0.6, silent=0.05, after=3 * HOUR),
    "coffee_silence_keep": Habit(coffee.answer_silence, keen=0.9, ordinary=0.7, reader=0.5, silent=0.2, after=4 * HOUR),
    "catch_up_start": Habit(doings.press, keen=0.95, ordinary=0.95, reader=0.5, silent=0, after=20 * MINUTE),
    "todo_take": Habit(digest.take_on, keen=0.8, ordinary=0.7, reader=0.2, silent=0, after=2 * HOUR, readers=3),
    "todo_open": Habit(digest.open_it, keen=0.5, ordinary=0.35, reader=0.15, silent=0.01, after=3 * HOUR, readers=4),
    "todo_thank": Habit(doings.press, keen=0.8, ordinary=0.7, reader=0.2, silent=0, after=4 * HOUR, readers=3),
    "recap_unnamed": Habit(doings.press, keen=0.01, ordinary=0.02, reader=0.03, silent=0.03, after=5 * HOUR, readers=6),
    **dict.fromkeys(
        (*list(coffee.FATES)[1:], *list(coffee.AFTER_SILENCE)[1:], *FOR_MANAGERS, *LEFT_ALONE, *OF_FEEDBACK), NEVER
    ),
}
"""By the action id of what stands in the message; of several answers to one question only the first is named."""
ANY_BUTTON = Habit(doings.press, keen=0.6, ordinary=0.3, reader=0.1, silent=0.01, after=2 * HOUR)
ANY_CHOICE = Habit(doings.choose, keen=0.4, ordinary=0.2, reader=0.05, silent=0, after=2 * HOUR)
CHOICES = frozenset({"static_select", "radio_buttons", "checkboxes", "datepicker", "timepicker", "users_select"})


def habits_for(blocks: object, habits: Mapping[str, Habit] = HABITS) -> Iterator[tuple[Habit, JSON]]:
    """What could be done with these blocks: by the table, else as one does with any button or choice."""
    for _, element in interactive(blocks):
        known = habits.get(element["action_id"])
        if known:
            yield known, element
        elif element["type"] == "button" and element.get("style") != "danger" and not element.get("url"):
            yield ANY_BUTTON, element
        elif element["type"] in CHOICES:
            yield ANY_CHOICE, element
