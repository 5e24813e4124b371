"""People come, look around, leave, and sometimes come back."""

from datetime import date
from functools import partial

from sandbox.life.peopling import LEAVES_A_WEEK, newcomers_a_week
from sandbox.life.residents import FOREVER, Character, Resident
from sandbox.life.rhythm import DAY, WEEK, WEEKDAYS, about, after_a_while, moment, when_awake
from sandbox.life.stage import Stage
from sandbox.life.talking import Talking

WEEKS_FOR_RATE = 12
COMES_BACK, ANNOUNCED = 0.3, 0.5
FIRST_WORDS = {Character.KEEN: 0.7, Character.ORDINARY: 0.4, Character.READER: 0.05, Character.SILENT: 0.0}
OPENS_HOME_A_WEEK = 0.05
FALLS_SILENT_A_WEEK, SPEAKS_AGAIN = 0.012, 0.35


class Comings:
    """Plans who comes and goes, and does it."""

    def __init__(self, stage: Stage, talking: Talking) -> None:
        self.stage, self.talking = stage, talking
        self.rate = newcomers_a_week(stage.community.size, WEEKS_FOR_RATE)

    def note(self, day: date) -> None:
        """Everything of a day."""
        stage, here = self.stage, self._here()
        for _ in range(about(self.rate * WEEKDAYS[day.weekday()] / sum(WEEKDAYS), stage.chance)):
            one = stage.community.nursery.draw()
            stage.agenda.note(moment(day, one.tz, stage.chance), partial(self.arrive, one))
        for one in self._some(here, LEAVES_A_WEEK / 7):
            stage.agenda.note(moment(day, one.tz, stage.chance), partial(self.leave, one))
        for one in self._some(here, FALLS_SILENT_A_WEEK / 7):
            stage.agenda.note(moment(day, one.tz, stage.chance), partial(self.fall_silent, one))
        for one in self._some(here, OPENS_HOME_A_WEEK / 7):
            stage.agenda.note(moment(day, one.tz, stage.chance), partial(self.open_home, one))

    def _here(self) -> list[Resident]:
        people = self.stage.sandbox.world.people
        return [one for one in self.stage.community.residents if not people[one.user_id].deleted]

    def _some(self, here: list[Resident], share: float) -> list[Resident]:
        many = min(about(len(here) * share, self.stage.chance), len(here))
        return self.stage.chance.sample(here, many)

    def arrive(self, one: Resident) -> None:
        """Someone new is in the workspace; in the next days they look into channels, and perhaps write."""
        stage = self.stage
        new = stage.sandbox.join_workspace(
            one.name, team_id=stage.community.team_id, locale=one.locale, tz=one.tz, title=one.title
        )
        one.user_id, one.joined = new.user_id, stage.now
        stage.community.welcome(one)
        stage.ledger.came(one)
        stage.acts(one)
        for room in ["introductions", *sorted(one.rooms)]:
            self._later(one, 0.3 * DAY, partial(self.join, one, room))
        if stage.chance.random() < FIRST_WORDS[one.character]:
            self._later(one, 2.5 * DAY, partial(self.talking.first_words, one))

    def _later(self, one: Resident, median: float, act: partial[None]) -> None:
        at = when_awake(self.stage.now + after_a_while(self.stage.chance, median), one.tz, self.stage.chance)
        self.stage.agenda.note(at, act)

    def join(self, one: Resident, room: str) -> None:
        """They join a channel."""
        hand, channel = self.stage.hand(one), self.stage.community.channels[room]
        if hand and not channel.is_archived:
            hand.actor.join(channel)

    def leave(self, one: Resident) -> None:
        """They leave, unless they run the place; some come back after a while."""
        hand = self.stage.hand(one)
        if hand is None or hand.actor.person.is_admin:
            return
        hand.actor.leave_workspace()
        one.left = self.stage.now
        self.stage.ledger.left(one)
        if self.stage.chance.random() < COMES_BACK:
            self._later(one, 2 * WEEK, partial(self.come_back, one))

    def come_back(self, one: Resident) -> None:
        """They are here again."""
        person = self.stage.sandbox.world.people[one.user_id]
        if person.deleted:
            one.left = FOREVER
            announced = self.stage.chance.random() < ANNOUNCED
            self.stage.sandbox.as_person(one.user_id).come_back(announced=announced)
            self.stage.ledger.came_back(one)
            self.stage.acts(one)

    def fall_silent(self, one: Resident) -> None:
        """They stay, and say nothing more; some do again after weeks."""
        one.quiet_from = min(one.quiet_from, self.stage.now)
        if self.stage.chance.random() < SPEAKS_AGAIN:
            self._later(one, 4 * WEEK, partial(self.speak_again, one))

    def speak_again(self, one: Resident) -> None:
        """They take part as before."""
        one.quiet_from = FOREVER

    def open_home(self, one: Resident) -> None:
        """They look at the app's Home."""
        hand = self.stage.hand(one)
        if hand and not one.is_guest:
            self.stage.acts(one)
            hand.actor.open_home()
            self.stage.count("homes opened")
