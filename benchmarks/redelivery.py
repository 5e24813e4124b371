"""Events that Slack sends again and in another order: each effect happens exactly once.

python -m benchmarks.redelivery [events]
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_app.flows.hearing import hear_batch
from slack_app.jobs import Job
from slack_app.store import migrate
from slack_app.store.database import Database
from slack_app.store.schema import EventRow, Member, OutboxRow
from tests.house import MONDAY, TEAM, House

SENDERS = 16
WORKERS = 4
RESENT = 3
CHANNEL = "CALL"


@dataclass(frozen=True)
class Counts:
    """What went in and what came of it."""

    events: int
    deliveries: int
    kept: int
    handled: int
    people: int
    welcomed: int
    messages: int
    twice: int
    seconds: float

    @property
    def is_exact(self) -> bool:
        """Each event kept and handled once, each newcomer welcomed and written to once, no message twice."""
        once_each = self.kept == self.handled == self.events
        return once_each and self.people == self.welcomed == self.messages and self.twice == 0


def envelopes(house: House, events: int) -> Iterator[Mapping[str, Any]]:
    """Every fourth event is somebody's arrival, and half of those arrive in the community's channel as well."""
    people = [f"U{number}" for number in range(max(events // 4, 1))]
    for number in range(events):
        user_id = people[number // 4 % len(people)]
        house.at = MONDAY + timedelta(milliseconds=number)
        event_id = f"Ev{number}"
        if number % 4 == 0:
            person = house.person(user_id)
            user = {"id": user_id, "team_id": TEAM, "locale": person.locale, "tz": person.tz}
            yield house.event("team_join", event_id=event_id, user=user)
        elif number % 8 == 1:
            yield house.event("member_joined_channel", event_id=event_id, user=user_id, channel=CHANNEL, team=TEAM)
        elif number % 4 == 2:
            more = {
                "channel": "C1",
                "channel_type": "channel",
                "text": "hello",
                "ts": f"{1_700_000_000 + number}.000001",
            }
            yield house.event("message", event_id=event_id, user=user_id, **more)
        else:
            yield house.event("app_home_opened", event_id=event_id, user=user_id, tab="home", channel="D1")


def play(database_url: str, events: int, *, seed: int = 1) -> Counts:
    """Send each event one to four times in a shuffled order from several threads, and let all of it be done."""
    house = House(Database(database_url))
    try:
        house.set_up(TEAM, community_channel=CHANNEL)
        return _play(house, events, random.Random(seed))
    finally:
        house.close()


def _play(house: House, events: int, chance: random.Random) -> Counts:
    deliveries = [one for one in envelopes(house, events) for _ in range(chance.randint(1, 4))]
    chance.shuffle(deliveries)
    house.at = MONDAY + timedelta(minutes=5)
    began = time.monotonic()
    with ThreadPoolExecutor(SENDERS) as senders:
        for number, _ in enumerate(senders.map(lambda one: _sent(house, one), deliveries)):
            if number % 500 == 0:
                hear_batch(house.deps)
    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(lambda _: _hear_all(house), range(WORKERS)))
    house.settle()
    return _counted(house, events, len(deliveries), time.monotonic() - began)


def _sent(house: House, event: Mapping[str, Any]) -> None:
    """What is not answered in time is sent again, as Slack does, three times at most; it may have been kept all the same."""
    for _ in range(RESENT):
        with suppress(TimeoutError):
            return house.hear(dict(event))
    return house.hear(dict(event))


def _hear_all(house: House) -> None:
    while hear_batch(house.deps):
        pass


def _counted(house: House, events: int, deliveries: int, seconds: float) -> Counts:
    # Some events fail for a moment where two workers wait for each other: they are due again a little later.
    for _ in range(10):
        house.at += timedelta(seconds=5)
        house.settle()
    kept = house.rows(EventRow)
    said = Counter(post.key for _, post, _ in house.slack.posts)
    return Counts(
        events=events,
        deliveries=deliveries,
        kept=len(kept),
        handled=sum(row.handled_at is not None for row in kept),
        people=len(house.rows(Member)),
        welcomed=sum(row.job == Job.WELCOME.value for row in house.rows(OutboxRow)),
        messages=len(house.slack.posts),
        twice=sum(times > 1 for times in said.values()),
        seconds=seconds,
    )


def main() -> int:
    """Play ten thousand events on SQLite and print what came of them; 1 when an effect is missing or doubled."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{Path(place) / 'convive.db'}"
        migrate.upgrade(url)
        counts = play(url, events)
    print(counts)
    print("each effect exactly once" if counts.is_exact else "NOT each effect exactly once")
    return 0 if counts.is_exact else 1


if __name__ == "__main__":
    sys.exit(main())
