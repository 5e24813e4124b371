"""What a team promises of a ticket: by when, when to warn, whether it was kept; and the clock that may stand still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from slack_app.domain.feedback.terms import Target
from slack_app.domain.feedback.worked_on.working_time import WorkingTime

WARN_AT_PERCENT = 80
_HOUR_S = 3600


class Stage(StrEnum):
    """What is said of a target that is not reached: soon, and then late."""

    WARNING = "warning"
    LATE = "late"


@dataclass(frozen=True)
class Clock:
    """A ticket's clock. It stands still since `stopped_at`; before that it had stood still for `waited_s` working seconds."""

    filed_at: datetime
    first_answered_at: datetime | None = None
    resolved_at: datetime | None = None
    stopped_at: datetime | None = None
    waited_s: int = 0

    def done_at(self, target: Target) -> datetime | None:
        """When the target was reached, if it was; what is resolved has been answered."""
        if target is Target.RESOLUTION:
            return self.resolved_at
        return self.first_answered_at or self.resolved_at

    def waited_for(self, target: Target) -> int:
        """The working seconds that do not count. Before the first answer nobody waits for the author."""
        return self.waited_s if target is Target.RESOLUTION else 0


def due_at(clock: Clock, target: Target, hours: int, work: WorkingTime) -> datetime:
    """By when the team promises it, as long as the clock does not stand still again, in UTC."""
    return stage_at(clock, target, hours, work, percent=100)


def stage_at(clock: Clock, target: Target, hours: int, work: WorkingTime, *, percent: int) -> datetime:
    """When so much of a target's time is over, in UTC."""
    return work.after(clock.filed_at, hours * _HOUR_S * percent // 100 + clock.waited_for(target))


def next_stage(
    clock: Clock, target: Target, hours: int, work: WorkingTime, *, told: Iterable[Stage], now: datetime
) -> tuple[Stage, datetime] | None:
    """What is to be said next of a target, and when; None where it is reached, stands still, or all was said.

    Nobody is warned of what is late already.
    """
    was_told = set(told)
    if clock.done_at(target) or clock.stopped_at or Stage.LATE in was_told:
        return None
    due = due_at(clock, target, hours, work)
    if Stage.WARNING in was_told or due <= now:
        return Stage.LATE, due
    return Stage.WARNING, stage_at(clock, target, hours, work, percent=WARN_AT_PERCENT)


def is_met(clock: Clock, target: Target, hours: int, work: WorkingTime, *, now: datetime) -> bool | None:
    """Whether the promise was kept; None while it is too early to say."""
    end = clock.done_at(target) or clock.stopped_at or now
    took = work.seconds_between(clock.filed_at, end) - clock.waited_for(target)
    if took > hours * _HOUR_S:
        return False
    return True if clock.done_at(target) else None


def went_on(clock: Clock, work: WorkingTime, *, now: datetime) -> int:
    """The working seconds that the clock has stood still in all, when it goes on now."""
    return clock.waited_s + (work.seconds_between(clock.stopped_at, now) if clock.stopped_at else 0)
