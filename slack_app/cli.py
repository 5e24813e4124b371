"""The command line: what can be asked of the program. It answers 0 done, 1 failed, 2 misused, 3 misconfigured."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slack_app.commands.answers import FAILED, MISCONFIGURED, AsJson, now, print_json, print_lines, settled, stop
from slack_app.commands.database import database
from slack_app.commands.languages import languages

if TYPE_CHECKING:
    from slack_app.settings import Settings

NO_SLACK = (
    "No Slack is configured: set SLACK_BOT_TOKEN, and SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP). "
    "To look around without Slack: demo."
)
NO_REDIS = "Without REDIS_URL there is one process for everything: use serve."

app = typer.Typer(
    help="Convive: a Slack app that runs a community's engagement playbook.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(database, name="db")
app.add_typer(languages, name="i18n")


def main() -> None:
    """Do what the arguments say, and end the process with its code.

    numpy and scikit-learn get one thread each, unless the environment says otherwise: a worker does several things at once as it
    is, and their threads wait for each other where others need the processor, too. They look at it once, when they are imported.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    app(prog_name="convive" if Path(sys.argv[0]).stem == "convive" else "python3 -m slack_app")


@app.command()
def demo(
    *,
    people: Annotated[int, typer.Option(min=20, max=20_000, help="How many people live in the local Slack.")] = 120,
    weeks: Annotated[int, typer.Option(min=0, max=104, help="How many weeks of talk they have behind them.")] = 12,
    seed: Annotated[int, typer.Option(help="Another seed, other people.")] = 1,
    check: Annotated[
        bool, typer.Option("--check", help="Play the whole journey without a page, and judge it.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port; the next free one if taken.")] = 3210,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Open a local Slack with the app in it: no account, nothing leaves this machine."""
    from sandbox import demo as local_slack
    from slack_app import logs

    logs.configure("auto", "warning")
    # Whoever ends it otherwise than by Ctrl-C leaves nothing behind, either.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    outcome = local_slack.run(people=people, weeks=weeks, seed=seed, check=check, port=port, open_browser=browser)
    raise typer.Exit(outcome)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port to listen on.")] = None,
) -> None:
    """Run the app; without REDIS_URL this one process is app, worker and clock."""
    settings = settled(host=host, port=port)
    _need_slack(settings)
    from slack_app import main as house

    _run(lambda: house.serve(settings), settings)


@app.command()
def worker() -> None:
    """Run a worker beside the web process."""
    settings = settled()
    _need_slack(settings)
    _need_redis(settings)
    from slack_app import main as house

    _run(lambda: house.work(settings), settings)


@app.command()
def beat() -> None:
    """Run the clock: it wakes what is due. Any number may run."""
    settings = settled()
    _need_redis(settings)
    from slack_app import main as house

    _run(lambda: house.beat(settings), settings)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Run the test suite; any further arguments are pytest's."""
    from slack_app.commands import suite

    raise typer.Exit(suite.run(context.args))


@app.command()
def doctor(*, as_json: AsJson = False) -> None:
    """Look at everything that the app needs, and say the remedy for what is wrong."""
    from slack_app.commands import doctor as examination

    findings = examination.examine(settled(), now())
    if as_json:
        print_json([finding.as_json() for finding in findings])
    else:
        print_lines(finding.line() for finding in findings)
    raise typer.Exit(FAILED if any(finding.is_failure for finding in findings) else 0)


@app.command()
def manifest(
    *,
    url: Annotated[str, typer.Option(help="Where Slack reaches the app: HTTP instead of Socket Mode.")] = "",
    link: Annotated[bool, typer.Option("--link", help="The address that creates the app at Slack.")] = False,
    as_json: AsJson = False,
) -> None:
    """Print the app's manifest."""
    from slack_app.commands import manifest as page

    asked = page.for_http(page.read(), url) if url else page.read()
    if link:
        print(page.link(asked))
    elif as_json:
        print_json(asked)
    else:
        print(page.as_yaml(asked), end="")


@app.command()
def health(
    *,
    ready: Annotated[bool, typer.Option("--ready", help="Is the web process ready?")] = False,
    worker: Annotated[bool, typer.Option("--worker", help="Was a worker seen of late?")] = False,
    beat: Annotated[bool, typer.Option("--beat", help="Was the clock seen of late?")] = False,
    as_json: AsJson = False,
) -> None:
    """Say whether parts of the program live; for supervisors."""
    from slack_app.commands import health as signs

    asked = {"ready": ready, "worker": worker, "beat": beat}
    names = [name for name, is_asked in asked.items() if is_asked] or list(asked)
    settings = settled()
    found = {name: signs.SIGNS[name](settings, now()) for name in names}
    if as_json:
        print_json(found)
    else:
        print_lines(f"{'✓' if alive else '✗'} {name}" for name, alive in found.items())
    raise typer.Exit(0 if all(found.values()) else FAILED)


@app.command("settings")
def listsettled(*, as_json: AsJson = False) -> None:
    """Print every setting, as a page to fill in; --json says which are set, never to what."""
    from slack_app.commands import example

    if as_json:
        print_json(example.which_are_set(settled()))
    else:
        print(example.page(), end="")


@app.command()
def version(*, as_json: AsJson = False) -> None:
    """Print the version."""
    from slack_app.commands import release

    found = release.version()
    if as_json:
        print_json({"version": found, "python": sys.version.split()[0]})
    else:
        print(f"convive {found}")


def _need_slack(settings: "Settings") -> None:
    if settings.mode == "none":
        stop(NO_SLACK, MISCONFIGURED)


def _need_redis(settings: "Settings") -> None:
    if settings.is_embedded:
        stop(NO_REDIS, MISCONFIGURED)


def _run(root: Callable[[], None], settings: "Settings") -> None:
    """Run one of the program's roots until it is stopped; what ends it early is a sentence, or goes to the log."""
    from slack_app import logs
    from slack_app.gateway.connect import TokensError
    from slack_app.gateway.protocol import TryAgainError
    from slack_app.store.alone import NotAloneError
    from slack_app.store.migrate import NotUpToDateError

    logs.configure(settings.log_format, settings.log_level)
    try:
        root()
    except (TokensError, NotAloneError, NotUpToDateError) as wrong:
        stop(str(wrong), MISCONFIGURED)
    except TryAgainError as away:
        stop(f"Slack was not reached ({away.code}).", FAILED)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except Exception:  # noqa: BLE001 — the last edge: the log's door hides secrets in a traceback, the interpreter's does not
        logs.log_of(__name__).exception("ended_by_an_error")
        raise typer.Exit(FAILED) from None
