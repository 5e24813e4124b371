"""A community from one seed: its people, its channels, and the weeks that lie behind them."""

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.engine.hall import Hall
from sandbox.life import history, peopling
from sandbox.life.chronicle import Chronicle, Utterance
from sandbox.life.residents import FOREVER, Character, Nursery, Resident
from sandbox.life.rhythm import WEEK, day_of, days
from sandbox.life.turns import turned
from sandbox.life.words.rooms import PRODUCT, TEAM
from sandbox.seed import populate

if TYPE_CHECKING:
    from sandbox.engine.channels import Channel

PEOPLE, WEEKS, MOST_PEOPLE = 120, 12, 20_000
DESIGNER = "Product designer"


class Community:
    """The larger workspace, alive; the smaller one beside it stays as `sandbox.seed` makes it.

    `fill` is for `Sandbox.start(fill=…)`: with the same seed, the same people and the same past. `residents` are those
    of the larger workspace who are not programs, `ahead` what was begun before now and is answered later.
    """

    def __init__(self, people: int = PEOPLE, weeks: int = WEEKS) -> None:
        self.size, self.weeks = people, weeks
        self.residents: list[Resident] = []
        self.channels: dict[str, Channel] = {}
        self.ahead: list[Utterance] = []

    def fill(self, hall: Hall) -> None:
        """People, channels and past, written straight into an empty world."""
        populate(hall)
        self.hall, self.now = hall, hall.world.clock.seconds()
        self.team_id = next(iter(hall.world.workspaces))
        self.chance = random.Random(f"{hall.world.seed}/life")  # noqa: S311 (a seeded world, no secrets)
        with hall.world.lock:
            self._people()
            self._past()
            # Last, so that a new room changes nothing of the past that the seed makes.
            self.channels[PRODUCT] = peopling.open_product_room(hall, self.team_id, self.product_team)

    @property
    def team(self) -> list[Resident]:
        """Those who run it."""
        people = self.hall.world.people
        return [one for one in self.residents if people[one.user_id].is_admin and one.left == FOREVER]

    @property
    def product_team(self) -> list[Resident]:
        """Those who can act on feedback: who runs it, and a designer."""
        people = self.hall.world.people
        return [*self.team, *(one for one in self.residents if people[one.user_id].title == DESIGNER)]

    def resident(self, user_id: str) -> Resident | None:
        """Someone by their id, if they belong to the community."""
        return self._by_id.get(user_id)

    def welcome(self, one: Resident) -> None:
        """Someone new belongs to it from now on."""
        self.residents.append(one)
        self._by_id[one.user_id] = one

    def _people(self) -> None:
        hall, team_id = self.hall, self.team_id
        known = [person.real_name for person in hall.world.people_of(team_id)]
        self.nursery = Nursery(self.chance, known)
        self.channels = peopling.open_rooms(hall, team_id)
        self.residents = peopling.already_there(hall, team_id, self.nursery)
        self.turns = turned(self.now, self.weeks)
        self.turns.take_heart(self.residents)
        more = self.size - len(known) + 1
        if more > 0:
            self.residents += self._others(more)
        self._by_id = {one.user_id: one for one in self.residents}
        peopling.fill_rooms(hall.world, self.channels, self.residents)
        for one in self.team:
            hall.world.put_in(self.channels[TEAM], one.user_id)
        self._announcer = peopling.add_bots(hall, team_id, self.nursery)[0]
        hall.world.put_in(self.channels["general"], self._announcer.user_id)

    def _others(self, more: int) -> list[Resident]:
        people = [self._second_admin(), *peopling.arrivals(more - 1, self.weeks, self.now, self.nursery)]
        for one in people[1::40]:
            one.is_guest, one.rooms = True, {"random"}
        for one in people:
            peopling.settle(self.hall, self.team_id, one, self.now)
        return people

    def _second_admin(self) -> Resident:
        one = self.nursery.draw(peopling.SECOND_ADMIN, "fr")
        one.character, one.speaks, one.joined = Character.ORDINARY, ("fr", "en"), self.now - (self.weeks + 60) * WEEK
        return one

    def _past(self) -> None:
        begin, self.planned_to = self.now - self.weeks * WEEK, day_of(self.now) + timedelta(days=1)
        self.chronicle = Chronicle(self.residents, self.team, self.chance, self._announcer, self.turns)
        said: list[Utterance] = []
        for day in days(day_of(begin), self.planned_to) if self.weeks else []:
            came = (one for one in self.residents if day_of(one.joined) == day and not one.is_guest)
            said += [line for one in came for line in self.chronicle.introduction(one)]
            said += self.chronicle.day(day)
        self.ahead = history.write(self.channels, self.hall.world.people, said, self.now)
        history.mark_as_read(self.channels.values(), self.residents, self.now, self.chance)
