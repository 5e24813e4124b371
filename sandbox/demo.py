"""The local Slack with the app in it, in one process: opened to look around, or played through to judge it."""

import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol, get_type_hints

from sandbox.coffee.journey import CoffeeJourney
from sandbox.digest.journey import DigestJourney
from sandbox.engine.hall import Hall
from sandbox.feedback.journey import FeedbackJourney
from sandbox.journey import Journey
from sandbox.life import account
from sandbox.life.community import PEOPLE, WEEKS, Community
from sandbox.life.habits import HABITS, NEVER, OF_THE_DIGEST
from sandbox.life.opening import Opening
from sandbox.life.player import Player
from sandbox.seed import populate
from sandbox.server import Sandbox
from sandbox.story import Story
from slack_app import main as app

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
NOTE = "Sandbox \N{EN DASH} nothing leaves this machine"
CONNECT_SECONDS = 20
LOOK_SECONDS = 2.0
WEEKS_TO_CHECK = 2
FEW = 20
Say = Callable[[str], object]
Part = Callable[[Sandbox, "Running", Community, Say], list[str]]
"""What is played in a local Slack, and returns what was not as it should be."""


class Running(Protocol):
    """What the app's `start` returns, as far as the demo needs it."""

    def idle(self) -> bool:
        """Whether nothing waits to be done now."""

    def wake(self) -> None:
        """The clock was set forward."""

    def stop(self) -> None:
        """End."""


def at_once(line: str) -> None:
    """Print a line without delay, also into a file or a pipe."""
    print(line, flush=True)


def run(  # noqa: PLR0913 (each is an option of the command line, named)
    *,
    people: int = PEOPLE,
    weeks: int = WEEKS,
    seed: int = 1,
    check: bool = False,
    port: int = 3210,
    open_browser: bool = True,
    say: Say = at_once,
) -> int:
    """Open the local Slack (until interrupted), or with `check` play it: 0 if all was right, else 1.

    `people` and `weeks` are the size of the community and of its past (the digest's journey has its own); `check` plays the journeys, and some weeks of
    everybody's life.
    """
    if check:
        parts = (judged, Community(people, weeks)), (digest_judged, Community()), (feedback_judged, Community(FEW, 0))
        return checked(parts, seed, say)
    community = Community(people, weeks)
    with in_it(seed, port, community, say) as (sandbox, running):
        return looked_at(sandbox, running, community, say, open_browser=open_browser)


@contextmanager
def in_it(seed: int, port: int, community: Community, say: Say) -> Iterator[tuple[Sandbox, Running]]:
    """A local Slack with this community, and the app in it, until it is left."""
    with tempfile.TemporaryDirectory(prefix="convive-demo-") as folder, standing(seed, port, community.fill) as sandbox:
        say(f"{NOTE}: {sandbox.url}")
        running = launch(sandbox, Path(folder))
        try:
            yield sandbox, running
        finally:
            running.stop()


def checked(parts: Sequence[tuple[Part, Community]], seed: int, say: Say) -> int:
    """Play each part in a local Slack of its own, with its community: 0 if all was right, else 1."""
    wrong: list[str] = []
    for part, community in parts:
        with in_it(seed, 0, community, say) as (sandbox, running):
            wrong += part(sandbox, running, community, say)
            tell_calls(sandbox, say)
    say("Everything was as it should be." if not wrong else "Not as it should be:\n  " + "\n  ".join(wrong))
    return 1 if wrong else 0


def standing(seed: int, port: int, fill: Callable[[Hall], None] = populate) -> Sandbox:
    """A local Slack at this port, or at a free one if it is taken. Without limits: time goes faster here."""
    try:
        return Sandbox.start(MANIFEST, seed=seed, port=port, limit_scale=0, fill=fill)
    except OSError:
        return Sandbox.start(MANIFEST, seed=seed, limit_scale=0, fill=fill)


def launch(sandbox: Sandbox, folder: Path) -> Running:
    """The app, connected to the local Slack, following its clock."""
    running: Running = app.start(settings_for(sandbox, folder), clock=sandbox.clock.now)
    sandbox.clock.watch(running.wake)
    sandbox.connected(CONNECT_SECONDS)
    return running


def settings_for(sandbox: Sandbox, folder: Path) -> Any:  # noqa: ANN401 (the app's own type, learnt from its entry point)
    """The app's settings: only what is given here, nothing of this machine's environment."""
    wanted: Any = get_type_hints(app.start)["settings"]
    return wanted.load(**environment(sandbox, folder))


def environment(sandbox: Sandbox, folder: Path) -> Mapping[str, object]:
    """What a person would put into `.env`."""
    return {
        "_env_file": None,
        "slack_bot_tokens": ",".join(sandbox.bot_token(team_id) for team_id in sandbox.teams),
        "slack_app_token": sandbox.app_token,
        "slack_signing_secret": None,
        "slack_api_url": sandbox.api_url,
        "database_url": f"sqlite:///{folder / 'convive.db'}",
        "redis_url": None,
        "port": 0,
    }


def judged(sandbox: Sandbox, running: Running, community: Community, say: Say) -> list[str]:
    """Play the first journey, twelve rounds of coffee and then some weeks of the community; what was wrong."""
    wrong = Journey(Story(sandbox, running.idle, say)).play()
    wrong += CoffeeJourney(Story(sandbox, running.idle, say)).play()
    return wrong + weeks_of_life(sandbox, running, community, say)


def digest_judged(sandbox: Sandbox, running: Running, community: Community, say: Say) -> list[str]:
    """Play the digest in a community that has a past to tell of; what was wrong."""
    habits = {**HABITS, **dict.fromkeys(OF_THE_DIGEST, NEVER)}
    with closing(Player(sandbox, community, idle=running.idle, habits=habits)) as player:
        return DigestJourney(Story(sandbox, running.idle, say), player).play()


def feedback_judged(sandbox: Sandbox, running: Running, community: Community, say: Say) -> list[str]:
    """Play feedback, from what is said to what everyone hears of it; what was wrong."""
    with closing(Player(sandbox, community, idle=running.idle)) as player:
        opening = Opening(player.stage, running.idle)
        return FeedbackJourney(Story(sandbox, running.idle, say), opening).play()


def tell_calls(sandbox: Sandbox, say: Say) -> None:
    """How often the app called, what was refused to it, and how much it was told."""
    for entry in sandbox.journal.entries({"kind": "call", "ok": False}):
        say(f"   refused: {entry['method']} {entry['error']}")
    say(f"\n{len(sandbox.journal.calls())} calls, {len(sandbox.journal.deliveries())} deliveries.")


def weeks_of_life(sandbox: Sandbox, running: Running, community: Community, say: Say) -> list[str]:
    """Some members introduce themselves, and the community goes on living; what was wrong."""
    with closing(Player(sandbox, community, idle=running.idle)) as player:
        opening = Opening(player.stage, running.idle)
        count = opening.introduce()
        sandbox.quiet(CONNECT_SECONDS, running.idle)
        joined = opening.found_coffee(player.wanting)
        say(f"\n{count} members introduce themselves, {joined} join coffee, and the community goes on living.")
        return account.told(player, WEEKS_TO_CHECK, say)


def settled_in(sandbox: Sandbox, running: Running) -> None:
    """A manager has set the app up and some members have introduced themselves: a newcomer has someone to meet."""
    journey = Journey(Story(sandbox, running.idle, say=len))
    journey.set_up()
    journey.members_introduce_themselves()


def looked_at(sandbox: Sandbox, running: Running, community: Community, say: Say, *, open_browser: bool) -> int:
    """Stay open until interrupted, while the community lives."""
    with closing(Player(sandbox, community, idle=running.idle)) as player:
        opening, ended = Opening(player.stage, running.idle), threading.Event()
        opening.set_up()
        sandbox.live_until = player.play_until
        threading.Thread(target=lives, args=(player, opening, ended), name="life", daemon=True).start()
        if open_browser:
            webbrowser.open(sandbox.url)
        try:
            say("Ctrl-C ends it.")
            # A signal that comes just before a wait without end begins would not end it.
            while not ended.wait(LOOK_SECONDS):
                pass
        except KeyboardInterrupt:
            say("")
        ended.set()
    return 0


def lives(player: Player, opening: Opening, ended: threading.Event) -> None:
    """The app reads the past, some members introduce themselves and join coffee; then people live as time passes."""
    if opening.found_feedback():
        opening.say_feedback()
    if opening.read_history():
        opening.ask_for_digest()
    opening.introduce()
    if opening.found_coffee(player.wanting):
        opening.start_round()
    while not ended.wait(LOOK_SECONDS):
        player.catch_up()
