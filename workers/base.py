"""One errand of the outbox, from claim to stamp: done twice, it speaks once."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from slack_app.domain.backoff import gives_up, retry_after
from slack_app.domain.door import Entry
from slack_app.flows import door, trouble
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome, Say, Wait
from slack_app.gateway.protocol import GiveUpError, Receipt, TryAgainError
from slack_app.store import errands, workspaces
from slack_app.store.errands import End, Errand, Later
from slack_app.store.outbox import State

log = structlog.get_logger()

Flow = Callable[[Deps, Errand], Outcome]
NOT_COUNTED = frozenset({"limited", "ratelimited", "rate_limited"})


class LeaseOverError(Exception):
    """The row may be another worker's by now: nothing is sent."""


@dataclass(frozen=True)
class Fence:
    """Stops a sender at the socket once its lease is over, on the clock of the table and on the machine's own."""

    deps: Deps
    errand: Errand
    deadline: float

    def __call__(self) -> None:
        """Raise LeaseOverError when it is too late for the first byte."""
        if time.monotonic() >= self.deadline or self.deps.now() >= self.errand.lease_until:
            raise LeaseOverError


def perform(deps: Deps, row_id: int, flow: Flow) -> None:
    """Take a row, if it waits, and bring it to its end or to its next try. Never raises for what a row can cause."""
    deadline = time.monotonic() + deps.pace.lease.total_seconds()
    errand = _claim(deps, row_id)
    if errand is None:
        return
    bound = structlog.contextvars.bind_contextvars(team_id=errand.team_id, row_id=errand.id, job=errand.job.value)
    try:
        _carry_out(deps, errand, flow, Fence(deps, errand, deadline))
    finally:
        structlog.contextvars.reset_contextvars(**bound)


def _claim(deps: Deps, row_id: int) -> Errand | None:
    with deps.db.reading() as session:
        if not errands.is_claimable(session, row_id, deps.now()):
            return None
    with transaction(deps) as session:
        errand = errands.claim(session, row_id, owner=uuid.uuid4().hex, now=deps.now(), lease=deps.pace.lease)
        if errand and not workspaces.is_active(session, errand.team_id):
            errands.finish(session, errand, End(State.DROPPED, "workspace_stopped"), now=deps.now())
            return None
        return errand


def _carry_out(deps: Deps, errand: Errand, flow: Flow, fence: Fence) -> None:
    try:
        if errand.maybe_from and errand.quiet_until and deps.now() < errand.quiet_until:
            _come_back(deps, errand, Later(errand.quiet_until, "not_sure_yet"))
            return
        _settle(deps, errand, flow(deps, errand), fence)
    except LeaseOverError:
        log.warning("lease_over")
    except TryAgainError as error:
        _try_again(deps, errand, error)
    except GiveUpError as error:
        _give_up(deps, errand, error.code)
    except Exception:
        log.exception("errand_failed", attempt=errand.attempts + 1)
        _failed(deps, errand, retry_after(errand.attempts + 1), "error", sure_unsent=False)


def _settle(deps: Deps, errand: Errand, outcome: Outcome, fence: Fence) -> None:
    match outcome:
        case Done():
            _end(deps, errand, State.DONE, None)
        case Drop(reason):
            _end(deps, errand, State.DROPPED, reason)
        case Wait(until):
            _come_back(deps, errand, Later(until, "wait"))
        case Say():
            _say(deps, errand, outcome, fence)


def _say(deps: Deps, errand: Errand, say: Say, fence: Fence) -> None:
    """Look first where an earlier try may have spoken; then write the intent, send, and stamp."""
    receipt = _look(deps, errand, say) if errand.maybe_from else None
    if receipt is None:
        entry = _intend(deps, errand)
        if entry.kind == "wait" and entry.until:
            _come_back(deps, errand, Later(entry.until, entry.reason))
            return
        if entry.kind != "now":
            _end(deps, errand, State.DROPPED, entry.reason)
            return
        receipt = deps.slack.post(errand.team_id, say.post, fence=fence)
    _stamp(deps, errand, say, receipt)


def _look(deps: Deps, errand: Errand, say: Say) -> Receipt | None:
    since = errand.maybe_from or errand.created_at
    post = say.post
    return deps.slack.find(errand.team_id, post.channel_id, post.key, since=since, thread_ts=post.thread_ts)


def _intend(deps: Deps, errand: Errand) -> Entry:
    """Ask the door and write the intent in one transaction."""
    with transaction(deps) as session:
        entry = door.ask(session, deps, errand)
        if entry.kind == "now" and not errands.intend(session, errand, now=deps.now(), quiet=deps.pace.quiet):
            raise LeaseOverError
        return entry


def _stamp(deps: Deps, errand: Errand, say: Say, receipt: Receipt) -> None:
    """Sent, and what follows from it, in one transaction. Who lost the row leaves the stamp to its new owner."""
    with transaction(deps) as session:
        spoken = End(State.DONE, channel_id=receipt.channel_id, message_ts=receipt.message_ts)
        if not errands.finish(session, errand, spoken, now=deps.now()):
            raise LeaseOverError
        say.then(session, receipt)


def _end(deps: Deps, errand: Errand, state: State, reason: str | None) -> None:
    with transaction(deps) as session:
        errands.finish(session, errand, End(state, reason), now=deps.now())


def _try_again(deps: Deps, errand: Errand, error: TryAgainError) -> None:
    log.info("errand_waits", code=error.code, uncertain=error.uncertain)
    if error.code in NOT_COUNTED:
        _come_back(deps, errand, Later(deps.now() + error.after, error.code))
        return
    wait = max(error.after, deps.pace.quiet if error.uncertain else retry_after(errand.attempts + 1))
    _failed(deps, errand, wait, error.code, sure_unsent=not error.uncertain)


def _failed(deps: Deps, errand: Errand, wait: timedelta, code: str, *, sure_unsent: bool) -> None:
    if errand.failing_since and gives_up(errand.failing_since, deps.now()):
        _give_up(deps, errand, code)
    else:
        _come_back(deps, errand, Later(deps.now() + wait, code, counted=True, sure_unsent=sure_unsent))


def _come_back(deps: Deps, errand: Errand, later: Later) -> None:
    """Let go of the row; only where no try at all can have spoken is the memory of an intent cleared."""
    later = replace(later, sure_unsent=later.sure_unsent and errand.maybe_from is None)
    with transaction(deps) as session:
        errands.come_back(session, errand, later, now=deps.now())


def _give_up(deps: Deps, errand: Errand, code: str) -> None:
    log.warning("gave_up", code=code)
    with transaction(deps) as session:
        if errands.finish(session, errand, End(State.GAVE_UP, code), now=deps.now()):
            trouble.gave_up(session, deps, errand, code)
