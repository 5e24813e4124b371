"""The commands about the translations."""

import typer

from slack_app.commands.answers import FAILED, AsJson, print_json, print_lines

languages = typer.Typer(help="The translations.", no_args_is_help=True)


@languages.command()
def check(*, as_json: AsJson = False) -> None:
    """Fail when a catalogue is behind the sentences, or a sentence has no translation."""
    from slack_app.commands import translations

    found = translations.gaps()
    if as_json:
        print_json(found)
    else:
        print_lines(f"{language}: {msgid}" for language, msgids in found.items() for msgid in msgids)
    raise typer.Exit(FAILED if any(found.values()) else 0)


@languages.command()
def update() -> None:
    """Write new sentences into the catalogues, and take out those that are gone."""
    from slack_app.views import catalogue

    print_lines(str(path) for path in catalogue.update())
