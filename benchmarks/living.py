"""The local Slack's community: how fast a large one is made, and how fast a smaller one lives for a year.

python -m benchmarks.living [--people 5000] [--weeks 26] [--seed 7] [--lived 200] [--days 364]
"""

import argparse
import resource
import statistics
import sys
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from slack_sdk import WebClient

from sandbox import demo
from sandbox.engine.channels import Message
from sandbox.engine.hall import build
from sandbox.engine.manifest import read_manifest
from sandbox.life.community import Community
from sandbox.life.opening import Opening
from sandbox.life.player import Player
from sandbox.life.rhythm import HOUR
from slack_app import logs

STEP, COARSE = 3 * HOUR, 6 * HOUR
TRIPS = 200
MOST_APPENDS_A_MESSAGE = 60
MOST_TRIPS_A_DAY = 4000
"""What is held to: the cost of a message of the past in appended messages, of a day lived in calls of the Web API."""


def made(people: int, weeks: int, seed: int) -> bool:
    """Make a community with its past; whether a message costs little more than the message itself."""
    hall = build(read_manifest(demo.MANIFEST), seed=seed)
    begin = perf_counter()
    Community(people, weeks).fill(hall)
    seconds = perf_counter() - begin
    messages = [message for channel in hall.world.channels.values() for message in channel.messages.values()]
    baseline = appended(messages)
    ratio = seconds / baseline
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"made {people} people, {weeks} weeks, {len(messages)} messages: {seconds:.2f} s, {memory:.0f} MB at most")
    print(
        f"  a message costs {seconds / len(messages) * 1e6:.0f} µs: {ratio:.1f} times making it and appending it to a list"
    )
    return ratio <= MOST_APPENDS_A_MESSAGE


def appended(messages: list[Message]) -> float:
    """Seconds that it takes to make the same messages again and append them to a list."""
    begin, kept = perf_counter(), list[Message]()
    for one in messages:
        again = Message(one.ts, one.channel_id, one.team_id, one.user_id, one.text, thread_ts=one.thread_ts)
        kept.append(again)
    return perf_counter() - begin


def lived(people: int, days: int, seed: int) -> bool:
    """Let a community live with the app; whether a day costs no more than so many calls of the Web API."""
    community = Community(people)
    with tempfile.TemporaryDirectory() as folder, demo.standing(seed, 0, community.fill) as sandbox:
        running = demo.launch(sandbox, Path(folder))
        trip = a_round_trip(sandbox.api_url, sandbox.bot_token())
        with closing(Player(sandbox, community, idle=running.idle, step=STEP, coarse=COARSE)) as player:
            Opening(player.stage, running.idle).play()
            begin = perf_counter()
            wrong = watched(player, days)
            seconds = perf_counter() - begin
        running.stop()
    print(f"lived {days} days, {people} people: {seconds:.0f} s, {seconds / days * 1000:.0f} ms a day")
    print(f"  a day costs {seconds / days / trip:.0f} direct calls of the Web API ({trip * 1000:.2f} ms each)")
    for sentence in wrong:
        print(f"  not as it should be: {sentence}")
    return not wrong and seconds / days / trip <= MOST_TRIPS_A_DAY


def watched(player: Player, days: int) -> list[str]:
    """Play them four weeks at a time, each told in a line; what was wrong."""
    for day in range(0, days, 28):
        player.play(timedelta(days=min(28, days - day)))
        week = player.ledger.turn()
        people = f"{len(week.came)} came, {len(week.left)} left, {len(week.introduced)} introduced"
        letters = sum(len(readers) for readers in week.letters.values())
        print(f"  to day {min(day + 28, days)}: {people}, {letters} letters, {week.counts['posts']} posts", flush=True)
    return player.ledger.wrong


def a_round_trip(url: str, token: str) -> float:
    """Seconds of one call of the Web API, answered."""
    client = WebClient(token, url)
    return statistics.median(timed(client) for _ in range(TRIPS))


def timed(client: WebClient) -> float:
    """Seconds of one."""
    begin = perf_counter()
    client.api_call("api.test")
    return perf_counter() - begin


def asked() -> Any:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="How fast a community is made, and lives.")
    for name, value in (("people", 5000), ("weeks", 26), ("seed", 7), ("lived", 200), ("days", 364)):
        parser.add_argument(f"--{name}", type=int, default=value)
    return parser.parse_args()


def main() -> int:
    """Both; 0 if both keep to what is held to."""
    logs.configure("auto", "error")
    args = asked()
    right = [made(args.people, args.weeks, args.seed)]
    right += [lived(args.lived, args.days, args.seed)] if args.days else []
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
