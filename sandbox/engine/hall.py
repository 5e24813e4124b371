"""The hall in which the engine's rooms meet: one object that has them all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.engine.clock import Clock
from sandbox.engine.faults import Faults
from sandbox.engine.gathering import Gathering
from sandbox.engine.hearing import Hearing
from sandbox.engine.journal import Journal
from sandbox.engine.later import Scheduled, post_what_is_due
from sandbox.engine.limits import Limits
from sandbox.engine.ports import AppSpec
from sandbox.engine.replies import ReplyAddresses
from sandbox.engine.speaking import Speaking
from sandbox.engine.triggers import Triggers
from sandbox.engine.uploads import Uploads
from sandbox.engine.viewing import Viewing
from sandbox.engine.world import World


@dataclass
class Hall:
    """The world and everything that may be done in it."""

    world: World
    spec: AppSpec
    clock: Clock
    journal: Journal
    limits: Limits
    faults: Faults = field(default_factory=Faults)
    triggers: Triggers = field(default_factory=Triggers)
    app_token: str = ""
    new_link: Callable[[], str] | None = None
    """A one-time address of Socket Mode, once the server stands."""
    scheduled: dict[str, Scheduled] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hearing = Hearing(self.world, self.spec)
        self.speaking = Speaking(self.world, self.hearing)
        self.gathering = Gathering(self.world, self.hearing)
        self.viewing = Viewing(self.world)
        self.replies = ReplyAddresses(self.world, self.speaking)
        self.uploads = Uploads(self.world)
        self.clock.watch(self.post_what_is_due)

    def post_what_is_due(self) -> None:
        """Say what was to be said later, as far as its time has come."""
        post_what_is_due(self.world, self.speaking, self.scheduled)


def build(
    spec: AppSpec,
    *,
    seed: int = 1,
    journal_path: Path | None = None,
    limit_scale: float = 1.0,
    clock: Clock | None = None,
) -> Hall:
    """A hall with an empty world, where it is now, or what the clock says."""
    clock = clock or Clock()
    world = World(clock, seed)
    world.app_name = spec.name
    return Hall(world, spec, clock, Journal(clock, journal_path), Limits(clock, limit_scale))
