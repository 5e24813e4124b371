"""The local Slack's page, in Chromium: what 5,000 messages and 5,000 people cost beside few; and the engine's own cost.

python -m benchmarks.page [--many 5000] [--rounds 7]
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import cycle
from time import perf_counter
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, sync_playwright
from slack_sdk import WebClient

from benchmarks.echo import Echo
from sandbox import demo
from sandbox.engine.people import Person
from sandbox.engine.speaking import Words
from sandbox.server import Sandbox
from tests.browser.conftest import CHROMIUM, FLAGS

FEW = 50
HELD_TO = {
    "opening the long channel": 3.0,
    "a page of scrolling at the top": 3.0,
    "becoming someone else": 3.0,
    "the state of many people": 60.0,
    "chat.postMessage": 3.0,
    "users.info": 3.0,
}
"""The most that each may cost, as a ratio to what it is measured against."""
OPEN = """async ([name, last]) => {
  const place = [...document.querySelectorAll('.sidebar .place')].find((one) => one.textContent.includes(name));
  const begin = performance.now();
  place.click();
  const there = () => document.querySelector('h1').textContent.includes(name)
    && [...document.querySelectorAll('.main .message')].at(-1)?.textContent.includes(last);
  while (!there()) await new Promise(requestAnimationFrame);
  return performance.now() - begin;
}"""
SCROLL = """async () => {
  const list = document.querySelector('.main .scroller');
  const many = () => document.querySelectorAll('.main .message').length;
  const [begin, before] = [performance.now(), many()];
  list.scrollTop = list.scrollTop < 2 ? 2 : 0;
  list.scrollTop = 0;
  while (many() === before && performance.now() - begin < 5000) await new Promise(requestAnimationFrame);
  return many() === before ? null : performance.now() - begin;
}"""
BECOME = """async (name) => {
  document.querySelector('.self').click();
  const field = document.querySelector('dialog input[type=search]');
  field.value = name;
  field.dispatchEvent(new Event('input'));
  const begin = performance.now();
  document.querySelector('dialog .row').click();
  const there = () => document.querySelector('.self').textContent.includes(name)
    && document.querySelector('.main .message');
  while (!there()) await new Promise(requestAnimationFrame);
  return performance.now() - begin;
}"""


def town(sandbox: Sandbox, many: int) -> None:
    """Many people, all of whom have spoken in one channel; another in which 50 messages stand."""
    world, team = sandbox.world, sandbox.teams[0]
    long, short = (world.channel_named(team, name) for name in ("general", "random"))
    for number in range(many):
        person = Person(world.new_id("U"), team, f"person{number}", f"Person {number}", tz="Europe/Paris")
        world.add_person(person)
        world.put_in(long, person.user_id)
        sandbox.hall.speaking.post(person, long, Words(text=f"Message *{number}* of many :wave:"))
    owner = sandbox.named("Maëlle")
    for place in (long, short):
        world.put_in(place, owner.user_id)
    for number in range(FEW):
        owner.post(short, f"Message *{number}* of few :wave:")


def opening(page: Page, many: int, rounds: int) -> tuple[float, float]:
    """Milliseconds until the newest message of the long channel is there, and of the short one."""
    long, short = ("general", f"Message {many - 1} of many"), ("random", f"Message {FEW - 1} of few")
    times = [[page.evaluate(OPEN, list(which)) for which in (short, long)] for _ in range(rounds + 1)][1:]
    return statistics.median(one[1] for one in times), statistics.median(one[0] for one in times)


def scrolling(page: Page, many: int, rounds: int) -> tuple[float, float]:
    """Milliseconds for a page of older messages, near the beginning of the channel and near its end."""
    page.evaluate(OPEN, ["general", f"Message {many - 1} of many"])
    times = list(iter(lambda: page.evaluate(SCROLL), None))
    return statistics.median(times[-rounds:]), statistics.median(times[:rounds])


def becoming(page: Page, rounds: int) -> float:
    """Milliseconds until one is someone else, with what they see."""
    names = cycle(("Owen Hartley", "Maëlle Kerbrat"))
    return statistics.median([page.evaluate(BECOME, next(names)) for _ in range(rounds + 1)][1:])


def timed(call: Callable[[], object], times: int) -> float:
    """Milliseconds of one, the median of some."""

    def once() -> float:
        begin = perf_counter()
        call()
        return (perf_counter() - begin) * 1000

    return statistics.median(once() for _ in range(times))


def state(sandbox: Sandbox) -> bytes:
    """What the page reads when it opens."""
    with urlopen(f"{sandbox.url}/page/state") as answer:  # noqa: S310 (this machine's)
        return bytes(answer.read())


def said(client: WebClient, method: str, values: dict[str, str]) -> bytes:
    """The bytes that a method of the Web API answers."""
    headers = {"Authorization": f"Bearer {client.token}", "Content-Type": "application/x-www-form-urlencoded"}
    form = "&".join(f"{key}={value}" for key, value in values.items()).encode()
    with urlopen(Request(f"{client.base_url}{method}", form, headers)) as answer:  # noqa: S310 (the same)
        return bytes(answer.read())


def engine(sandbox: Sandbox) -> Iterator[tuple[str, float, float]]:
    """Each method, with its milliseconds and those of a bare echo of the same bytes."""
    client = WebClient(sandbox.bot_token(), base_url=sandbox.api_url)
    dm = sandbox.named("Owen").dm.channel_id
    calls = {
        "chat.postMessage": {"channel": dm, "text": "Hello"},
        "users.info": {"user": sandbox.named("Owen").user_id},
    }
    for method, values in calls.items():
        with closing(Echo(said(client, method, values))) as echo:
            bare = WebClient(sandbox.bot_token(), base_url=echo.url)
            pairs = [
                [timed(partial(one.api_call, method, params=values), 20) for one in (client, bare)] for _ in range(10)
            ]
        yield method, statistics.median(one[0] for one in pairs), statistics.median(one[1] for one in pairs)


@contextmanager
def looked_at(browser: Browser, sandbox: Sandbox) -> Iterator[Page]:
    """A window of someone who runs the community."""
    page = browser.new_context(viewport={"width": 1280, "height": 820}, locale="en-GB").new_page()
    page.goto(f"{sandbox.url}/?as={sandbox.named('Maëlle').user_id}")
    page.wait_for_selector("body.is-ready")
    yield page
    page.context.close()


def measured(many: int, rounds: int) -> Iterator[tuple[str, float, float]]:
    """Everything: its name, its milliseconds, and those of what it is measured against."""
    with (
        Sandbox.start(demo.MANIFEST, limit_scale=0) as large,
        Sandbox.start(demo.MANIFEST, limit_scale=0) as small,
        sync_playwright() as library,
        closing(library.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)) as browser,
    ):
        small.named("Maëlle").post("general", "Hello")
        town(large, many)
        with looked_at(browser, large) as page, looked_at(browser, small) as other:
            yield "opening the long channel", *opening(page, many, rounds)
            yield "becoming someone else", becoming(page, rounds), becoming(other, rounds)
            yield "a page of scrolling at the top", *scrolling(page, many, rounds)
        yield "the state of many people", timed(lambda: state(large), rounds), timed(lambda: state(small), rounds)
        yield from engine(small)


def asked() -> Any:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="What much costs beside little, on the local Slack's page.")
    for name, value in (("many", 5000), ("rounds", 7)):
        parser.add_argument(f"--{name}", type=int, default=value)
    return parser.parse_args()


def main() -> int:
    """All of it; 0 if each keeps to what is held to."""
    args, right = asked(), True
    for name, much, little in measured(args.many, args.rounds):
        kept = much / little <= HELD_TO[name]
        right = right and kept
        print(f"{name:32} {much:9.2f} ms / {little:7.2f} ms = {much / little:6.2f}   {'ok' if kept else 'TOO MUCH'}")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
