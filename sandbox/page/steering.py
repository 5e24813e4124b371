"""Verbs of the panel: the clock, what goes wrong, how events are delivered."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sandbox.delivery.mischief import NONE, Mischief
from sandbox.engine.acting import Actor
from sandbox.engine.faults import Fault
from sandbox.page.asked import JSON, Asked

if TYPE_CHECKING:
    from sandbox.page.routes import Page


def clock(page: "Page", actor: Actor, asked: Asked) -> JSON:
    """Set the time forward: by an `hour`, by a `day`, to next `monday` at nine where the person lives."""
    steps = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
    step = str(asked["step"])
    now = page.sandbox.clock.now()
    page.sandbox.live_until(now + steps[step] if step in steps else next_monday(now, actor.person.tz))
    return {}


def next_monday(now: datetime, tz: str | None) -> datetime:
    """The next Monday 09:00 of a time zone (UTC when unknown), later than `now`."""
    here = now.astimezone(ZoneInfo(tz or "UTC"))
    monday = datetime.combine(here.date() + timedelta(days=-here.weekday() % 7), time(9), here.tzinfo)
    return monday if monday > now else monday + timedelta(days=7)


def fault(page: "Page", _: Actor, asked: Asked) -> JSON:
    """Let something go wrong with the next calls."""
    page.sandbox.faults.add(Fault.read(asked))
    page.tell_faults()
    return {}


def faults_clear(page: "Page", _: Actor, __: Asked) -> JSON:
    """All goes well again."""
    page.sandbox.faults.clear()
    page.tell_faults()
    return {}


def deliveries(page: "Page", _: Actor, asked: Asked) -> JSON:
    """Bring every event twice, or once again."""
    page.doubled = bool(asked.get("duplicate"))
    page.sandbox.deliveries.disturb(Mischief(doubled=1.0) if page.doubled else NONE)
    page.tell_clock()
    return {}
