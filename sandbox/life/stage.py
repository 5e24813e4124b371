"""What every part of the play shares: the local Slack, the community, the agenda, the dice and the ledger."""

import random
from dataclasses import dataclass, field

from sandbox.engine.acting import Actor
from sandbox.life.agenda import Agenda
from sandbox.life.community import Community
from sandbox.life.hand import Hand
from sandbox.life.ledger import Ledger
from sandbox.life.residents import Resident
from sandbox.server import Sandbox


@dataclass
class Stage:
    """The stage."""

    sandbox: Sandbox
    community: Community
    agenda: Agenda = field(default_factory=Agenda)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.sandbox.world.seed}/play")  # noqa: S311 (a seeded world, no secrets)
        self.ledger = Ledger(self.sandbox.world)
        self.awaits_answer = False

    @property
    def now(self) -> float:
        """Seconds since 1970, by the local Slack's clock."""
        return self.sandbox.clock.seconds()

    def hand(self, one: Resident) -> Hand | None:
        """Someone at the keyboard; None if they are gone, or played by somebody."""
        person = self.sandbox.world.people.get(one.user_id)
        if person is None or person.deleted or one.user_id in self.sandbox.by_hand:
            return None
        return Hand(self.community, one, Actor(self.sandbox.hall, person), self.chance)

    def acts(self, one: Resident) -> None:
        """Someone does something to which the app may answer: it is let answer before time goes on."""
        self.awaits_answer = True
        self.ledger.acts(one)

    def count(self, what: str, many: int = 1) -> None:
        """Note in the week's account."""
        self.ledger.count(what, many)
