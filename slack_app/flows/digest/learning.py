"""People whom nobody introduced: who acts and is not known becomes a member, and is no newcomer for that."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from slack_app.domain.people import Person, lives_in
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.flows.people import person_hash
from slack_app.gateway.protocol import GiveUpError
from slack_app.jobs import Job
from slack_app.store import activity, errands, members, outbox, privacy, standing
from slack_app.store.batches import in_batches
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task

MANY = 20
"""So many strangers are looked up one by one at most; of more, the list of everyone is read once."""
MOST = 100_000
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When they joined is not known: before anything that we heard."""
EVERY_HOURS = 6
SOON = timedelta(minutes=10)
IN_NO_HURRY = timedelta(minutes=30)
"""A hundred thousand people are a hundred pages, of which Slack gives twenty a minute."""


def ask_to_learn(session: Session, deps: Deps, team_id: str) -> None:
    """Ask that those who act and are not known be looked up: soon, and not more often than every six hours."""
    now = deps.now()
    key = f"{Job.LEARN_MEMBERS.value}:{now.date()}:{now.hour // EVERY_HOURS}"
    outbox.put(session, team_id, Task(Job.LEARN_MEMBERS, key, due_at=now + SOON), now=now)


def learn_members(deps: Deps, errand: Errand) -> Outcome:
    """Look up who acts and is not known. Bots and people of other workspaces stay unknown, and so do the forgotten."""
    left = strangers(deps, errand.team_id)
    for found in _looked_up(deps, errand, left):
        if found is None:
            return Drop("somebody_else_learns")
        people = [one for one in found if one.user_id in left and lives_in(one, errand.team_id)]
        with transaction(deps) as session:
            members.meet_many(session, errand.team_id, people, joined_at=LONG_AGO, now=deps.now())
    if left:
        with transaction(deps) as session:
            standing.take_from_activity(session, errand.team_id)
    return Done()


def strangers(deps: Deps, team_id: str) -> set[str]:
    """Who acted and is not known, but for those who asked to be forgotten."""
    with deps.db.reading() as session:
        found = activity.strangers(session, team_id, limit=MOST)
        forgotten = privacy.forgotten(session, team_id) if found else ()
    return {one for one in found if not forgotten or person_hash(deps, team_id, one) not in forgotten}


def _looked_up(deps: Deps, errand: Errand, left: set[str]) -> Iterator[list[Person] | None]:
    """These people and perhaps others, in batches, while the row is kept; None when it is another worker's by now."""
    if len(left) <= MANY:
        for user_id in sorted(left):
            with suppress(GiveUpError):
                yield [deps.slack.person(errand.team_id, user_id)]
        return
    for batch in in_batches(deps.slack.everyone(errand.team_id, patience=IN_NO_HURRY)):
        with transaction(deps) as session:
            is_ours = errands.hold_on(session, errand, until=deps.now() + deps.pace.lease)
        yield batch if is_ours else None
