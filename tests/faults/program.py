"""The app under test: a process that imports it once, then forks one of its roots each time it is asked to.

It reads one JSON line for each child on its standard input ({"id", "role", "step", "environment"}) and writes one for
each thing that happens to a child: born, ready, stopped, dead. A child ends or stops itself at its `step`.
"""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import ModuleType
from typing import Any

import workers.app
from slack_app import logs, main
from slack_app.domain import rounds as round_rules
from slack_app.flows import hearing
from slack_app.flows.coffee import opening
from slack_app.flows.deps import Pace
from slack_app.flows.digest import counting, details, freezing
from slack_app.settings import Settings
from slack_app.store import errands, member_weeks
from slack_app.store.coffee import rounds
from workers import base

LEASE, QUIET, HINT = timedelta(seconds=1.2), timedelta(seconds=0.5), timedelta(seconds=0.4)


class Boundless:
    """No limits on calls: what is slow here shall be slow because of a fault."""

    def take(self, _team_id: str, _method: str, _channel_id: str | None = None) -> timedelta:
        return timedelta(0)

    def pause(self, _team_id: str, _method: str, _for: timedelta) -> None:
        return None


def end(number: int = signal.SIGKILL) -> None:
    os.kill(os.getpid(), number)
    time.sleep(0.5)  # the process is stopped as a whole, but not this thread before the others


def before(module: ModuleType | type, name: str, deed: Callable[[], None]) -> None:
    """Let that happen whenever this function is called, before it runs."""
    known = getattr(module, name)

    def first(*args: Any, **kwargs: Any) -> Any:
        deed()
        return known(*args, **kwargs)

    setattr(module, name, first)


def always(_result: object) -> bool:
    return True


def after(
    module: ModuleType | type, name: str, deed: Callable[[], None], *, only_if: Callable[[Any], bool] = always
) -> None:
    """Let that happen whenever this function was called and its result is such."""
    known = getattr(module, name)

    def last(*args: Any, **kwargs: Any) -> Any:
        result = known(*args, **kwargs)
        if only_if(result):
            deed()
        return result

    setattr(module, name, last)


STEPS: dict[str, Callable[[], None]] = {
    "never": lambda: None,
    "while_the_event_is_handled": lambda: after(hearing, "_dispatch", end),
    "after_the_event_is_handled": lambda: after(hearing, "hear_batch", end, only_if=bool),
    "after_the_claim": lambda: before(base, "_carry_out", end),
    "before_the_intent": lambda: before(base, "_intend", end),
    "after_the_intent": lambda: after(base, "_intend", end),
    "just_before_the_first_byte": lambda: after(base.Fence, "__call__", end),
    "after_the_answer_before_the_commit": lambda: before(base, "_stamp", end),
    "after_the_stamp": lambda: after(base, "_stamp", end),
    "while_the_round_is_written": lambda: after(rounds, "open_round", end),
    "when_the_round_is_written": lambda: after(opening, "_write", end),
    "while_a_week_is_counted": lambda: after(counting, "read", end),
    "while_a_week_is_written": lambda: after(member_weeks, "replace", end),
    "when_a_week_is_written": lambda: after(counting, "count_one", end),
    "when_a_digest_is_frozen": lambda: after(freezing, "_freeze", end),
    "when_the_details_are_told": lambda: after(details, "_then_the_picture", lambda: before(base, "_stamp", end)),
    "stop_before_the_first_byte": lambda: before(base.Fence, "__call__", partial(end, signal.SIGSTOP)),
}


def put(module: ModuleType, name: str, value: object) -> None:
    """Another value in the place of a known one; a name that has moved is an error, not a new name."""
    getattr(module, name)
    setattr(module, name, value)


def hurry(redis_prefix: str) -> None:
    """The same program with shorter waits, keys of its own in Redis, and people who are awake on every day."""
    put(main, "Pace", partial(Pace, lease=LEASE, quiet=QUIET))
    put(main, "_limits", lambda *_: Boundless())
    put(errands, "HINT_EVERY", HINT)
    put(opening, "PACE", timedelta(seconds=0.05))
    put(round_rules, "in_quiet_hours", lambda *_: False)
    put(counting, "TAKES_ITS_TIME", timedelta(seconds=1))
    put(workers.app, "REDIS_OPTIONS", {**workers.app.REDIS_OPTIONS, "global_keyprefix": redis_prefix})


def live(order: dict[str, Any]) -> None:
    """Be one of the program's roots until the end."""
    os.environ.update(order["environment"])
    logs.configure("json", "warning")
    hurry(os.environ.get("TEST_REDIS_PREFIX", "convive:"))
    STEPS[order["step"]]()
    settings = Settings.load()
    if order["role"] in {"worker", "beat"}:
        tell(order["id"], "ready")
        (main.work if order["role"] == "worker" else main.beat)(settings)
        return
    running = main.start(settings)
    tell(order["id"], "ready", url=running.url)
    while True:
        signal.pause()


def tell(child: str, what: str, **more: Any) -> None:
    os.write(1, json.dumps({"id": child, "what": what, **more}).encode() + b"\n")


def main_loop() -> None:
    children: dict[int, str] = {}
    while True:
        readable, _, _ = select.select([0], [], [], 0.02)
        if readable:
            line = sys.stdin.buffer.readline()
            if not line:
                break
            order = json.loads(line)
            pid = os.fork()
            if pid == 0:
                null = os.open(os.devnull, os.O_RDONLY)
                os.dup2(null, 0)
                live(order)
                os._exit(0)
            children[pid] = order["id"]
            tell(order["id"], "born", pid=pid)
        watch(children)
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def watch(children: dict[int, str]) -> None:
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG | os.WUNTRACED)
        if pid == 0:
            return
        if os.WIFSTOPPED(status):
            tell(children[pid], "stopped")
        else:
            tell(children.pop(pid), "dead")


if __name__ == "__main__":
    main_loop()
