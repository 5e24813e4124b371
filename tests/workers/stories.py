"""What the stories of the workers share: one errand of the plainest kind, and workers who may die on their way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import Any

from slack_app.flows.deps import Deps, transaction
from slack_app.flows.hearing import hear_batch
from slack_app.flows.outcomes import Outcome, Say
from slack_app.gateway.protocol import Fence, Post, Receipt
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.store.schema import OutboxRow
from tests.fakes import FakeSlack
from tests.house import TEAM, House
from workers.app import ERRANDS
from workers.base import perform


def hello(_deps: Deps, errand: Errand) -> Outcome:
    """The plainest errand: one message in a channel."""
    return Say(Post("C1", "hello", key=errand.key))


def hello_to(_deps: Deps, errand: Errand) -> Outcome:
    """One message to the member of the errand."""
    return Say(Post(f"D-{errand.user_id}", "hello", key=errand.key))


def ask(house: House, key: str = "hello", *, team_id: str = TEAM, **task: Any) -> int:
    """Put one errand in the outbox; its row's id."""
    with transaction(house.deps) as session:
        row_id = outbox.put(session, team_id, Task(task.pop("job", Job.CONFIRM), key, **task), now=house.at)
    assert row_id is not None
    return row_id


def row_of(house: House, row_id: int) -> OutboxRow:
    row: OutboxRow = house.read(lambda session: session.get_one(OutboxRow, row_id))
    return row


def rows_of(house: House, job: Job) -> list[OutboxRow]:
    return [row for row in house.rows(OutboxRow) if row.job == job.value]


def work(house: House, row_id: int, flow: Callable[[Deps, Errand], Outcome] = hello) -> OutboxRow:
    """One worker takes the row; how the row stands then."""
    perform(house.deps, row_id, flow)
    return row_of(house, row_id)


def go_on_until(house: House, at: datetime | None) -> None:
    """Only the clock moves."""
    assert at is not None
    house.at = at


def at_once(*calls: Callable[[], object]) -> None:
    """Run these in threads of their own; whatever one raises is raised."""
    raised: list[BaseException] = []

    def guarded(call: Callable[[], object]) -> None:
        try:
            call()
        except BaseException as error:  # noqa: BLE001  it is raised again below
            raised.append(error)

    threads = [Thread(target=guarded, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    if raised:
        raise raised[0]


def settle_but(house: House, but: Job | None = None) -> list[int]:
    """Do all that can be done now except that job; the rows that wait for it."""
    while True:
        heard = hear_batch(house.deps)
        ready = [row for row in house.rows(OutboxRow) if row.state == "pending" and row.due_at <= house.at]
        others = [row for row in ready if row.job != but]
        for row in others:
            perform(house.deps, row.id, ERRANDS[Job(row.job)])
        if not heard and not others:
            return [row.id for row in ready]


@dataclass(frozen=True)
class Story:
    """What leads to the job, what of it must be there once, and how often it may be done."""

    name: str
    before: Callable[[House], None]
    once: Callable[[House], list[object]]
    dies_after: str = "post"


class KilledError(BaseException):
    """A worker's sudden end: nothing of ours catches it, as nothing catches a kill -9."""


@dataclass
class MortalSlack(FakeSlack):
    """Where `dies_after` says so, a call is done and its caller dies before it hears so."""

    dies_after: set[str] = field(default_factory=set)
    whispers: list[object] = field(default_factory=list)
    meanwhile_before_post: Callable[[], None] | None = None
    meanwhile_after_post: Callable[[], None] | None = None

    def _may_die(self, verb: str) -> None:
        if verb in self.dies_after:
            self.dies_after.clear()
            raise KilledError(verb)

    def post(self, team_id: str, post: Post, *, fence: Fence | None = None) -> Receipt:
        _once(self, "meanwhile_before_post")
        receipt = super().post(team_id, post, fence=fence)
        _once(self, "meanwhile_after_post")
        self._may_die("post")
        return receipt

    def update(
        self, team_id: str, where: Receipt, text: str, blocks: Sequence[Any], *, simpler: Sequence[Any] = ()
    ) -> None:
        super().update(team_id, where, text, blocks, simpler=simpler)
        self._may_die("update")

    def delete(self, team_id: str, where: Receipt) -> None:
        super().delete(team_id, where)
        self._may_die("delete")

    def tell_privately(
        self,
        team_id: str,
        channel_id: str,
        user_id: str,
        text: str,
        blocks: Sequence[Any] = (),
        *,
        thread_ts: str | None = None,
    ) -> None:
        super().tell_privately(team_id, channel_id, user_id, text, blocks, thread_ts=thread_ts)
        self.whispers.append((channel_id, user_id))
        self._may_die("tell_privately")

    def publish_home(self, team_id: str, user_id: str, view: Any) -> None:
        super().publish_home(team_id, user_id, view)
        self._may_die("publish_home")


def _once(slack: MortalSlack, name: str) -> None:
    meanwhile = getattr(slack, name)
    setattr(slack, name, None)
    if meanwhile:
        meanwhile()
