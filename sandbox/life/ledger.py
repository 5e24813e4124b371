"""What happened, week by week, and what should not have happened."""

import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.engine.channels import Message
from sandbox.engine.people import Person
from sandbox.engine.world import World
from sandbox.life.residents import Resident
from sandbox.life.rhythm import HOUR, local_hour, local_weekday
from sandbox.life.words.rooms import TEAM

QUIET_FROM, QUIET_UNTIL = 20.0, 8.5
SATURDAY = 5
MENTION = re.compile(r"<@(\w+)>")
ANSWERS_WITHIN = 6 * HOUR
"""An answer to someone's own act may come at night; the play goes in steps of hours, so may the answer."""
GROUPS = "groups brought together"
LATE_BY = HOUR
HOURS_TO_WAIT = 7
"""A message to a group may disturb somebody where this much patience would not have helped."""


@dataclass
class Week:
    """One week's account."""

    came: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    welcomed: list[str] = field(default_factory=list)
    introduced: list[str] = field(default_factory=list)
    letters: dict[str, list[str]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    team: list[Message] = field(default_factory=list)


class Ledger:
    """Keeps the account of the week that runs, and a list of what was wrong."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.week = Week()
        self.wrong: list[str] = []
        self.newcomers: dict[str, float] = {}
        self.welcomed: set[str] = set()
        self._acted_at: dict[str, float] = {}
        self._keys: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def turn(self) -> Week:
        """The week is over: its account; a new one begins."""
        done, self.week = self.week, Week()
        return done

    def count(self, what: str, many: int = 1) -> None:
        """So many more of something."""
        self.week.counts[what] += many

    def fault(self, sentence: str) -> None:
        """Something that should not have happened; may be called from any thread."""
        with self._lock:
            self.wrong.append(f"{self.world.clock.now():%a %d %b %H:%M}: {sentence}")

    # -- people ---------------------------------------------------------------------------------------

    def came(self, one: Resident) -> None:
        """Somebody new."""
        self.week.came.append(one.name)
        self.newcomers[one.user_id] = self.world.clock.seconds()

    def left(self, one: Resident) -> None:
        """Somebody left."""
        self.week.left.append(one.name)

    def came_back(self, one: Resident) -> None:
        """Somebody is here again."""
        self.week.back.append(one.name)

    def acts(self, one: Resident) -> None:
        """Somebody does something that the app may answer at any hour."""
        self._acted_at[one.user_id] = self.world.clock.seconds()

    def acted(self, one: Resident, action: str, outcome: str) -> None:
        """Somebody did something with a message of the app."""
        self.week.done[f"{action} ({outcome})"] += 1
        if outcome == "failed":
            self.fault(f"the app did not take what {one.name} did with {action}")

    # -- what the app wrote ------------------------------------------------------------------------------

    def wrote(self, message: Message) -> None:
        """The app wrote something."""
        channel = self.world.channels[message.channel_id]
        self._once(message)
        if channel.is_direct:
            readers = [self.world.people[one] for one in channel.members if one != message.user_id]
            self._wrote_to(readers, message)
            if len(readers) > 1 and channel.timeline[:1] == [message.ts]:
                self.count(GROUPS)
        elif channel.name == "introductions":
            self.week.introduced += [self.world.people[one].real_name for one in named_in(message)]
        elif channel.name == TEAM:
            self.week.team.append(message)
        else:
            self.count(f"messages in #{channel.name}")

    def _wrote_to(self, readers: Sequence[Person], message: Message) -> None:
        names = " & ".join(reader.real_name for reader in readers)
        self.week.letters.setdefault(opening(message), []).append(names)
        for reader in readers if len(readers) == 1 else ():
            self._welcomed(reader)
        at, zones = float(message.ts), [reader.tz for reader in readers]
        answers = any(at - self._acted_at.get(reader.user_id, 0) <= ANSWERS_WITHIN for reader in readers)
        if not answers and disturbed(at, zones) > unavoidable(at, zones):
            self.fault(f"{names} was written to in quiet hours")

    def _welcomed(self, reader: Person) -> None:
        if reader.user_id in self.newcomers and reader.user_id not in self.welcomed:
            self.welcomed.add(reader.user_id)
            self.week.welcomed.append(reader.real_name)

    def _once(self, message: Message) -> None:
        key = ((message.metadata or {}).get("event_payload") or {}).get("key")
        if key and (message.team_id, str(key)) in self._keys:
            self.fault(f"said twice: {key}")
        self._keys.add((message.team_id, str(key)))


def disturbed(at: float, zones: Sequence[str | None]) -> int:
    """How many of these have night or weekend, and had so an hour ago: the play may be late by a step."""
    return sum(all(is_quiet(moment, tz) for moment in (at, at - LATE_BY)) for tz in zones)


def unavoidable(at: float, zones: Sequence[str | None]) -> int:
    """How many must be disturbed: nobody who reads alone; of a group, as few as in any of the next hours."""
    if len(zones) == 1:
        return 0
    return min(disturbed(at + hours * HOUR, zones) for hours in range(HOURS_TO_WAIT))


def is_quiet(at: float, tz: str | None) -> bool:
    """Whether nobody wants a message from a program then."""
    hour = local_hour(at, tz)
    return hour >= QUIET_FROM or hour < QUIET_UNTIL or local_weekday(at, tz) >= SATURDAY


def named_in(message: Message) -> list[str]:
    """The ids of whom a message mentions, each once, if they are known."""
    return list(dict.fromkeys(MENTION.findall(message.text)))


def opening(message: Message) -> str:
    """What a message is about: its key without ids, else that it is a file, else the first words."""
    key = str(((message.metadata or {}).get("event_payload") or {}).get("key") or "")
    named = [part for part in key.split(":") if part and not any(letter.isdigit() for letter in part[1:-1])]
    said = " ".join(part for part in named if not part.isupper() and not part.isdigit())
    return said or ("a file" if message.file_ids else message.text[:40])
