"""The commands about the database: its tables, and a copy of it."""

from pathlib import Path
from typing import Annotated

import typer

from slack_app.commands.answers import FAILED, AsJson, print_json, print_lines, settled, stop

database = typer.Typer(help="The database: its tables, and a copy of it.", no_args_is_help=True)


@database.command()
def upgrade() -> None:
    """Bring the database to the tables of this version; safe to repeat."""
    from slack_app.store import migrate

    url = settled().database_url
    before = migrate.current(url)
    migrate.upgrade(url)
    print(f"{before or 'empty'} → {migrate.current(url)}")


@database.command()
def downgrade(revision: Annotated[str, typer.Argument(help="An earlier revision, or base.")]) -> None:
    """Take the database back to an earlier version's tables; make a backup first."""
    from slack_app.store import migrate

    migrate.downgrade(settled().database_url, revision)


@database.command()
def current(*, as_json: AsJson = False) -> None:
    """Say which version the database has, and which this program wants."""
    from slack_app.store import migrate

    found = {"current": migrate.current(settled().database_url), "head": migrate.head()}
    if as_json:
        print_json(found)
    else:
        print(f"{found['current'] or 'empty'} (this version wants {found['head']})")


@database.command()
def check(*, as_json: AsJson = False) -> None:
    """Fail when the database's tables differ from what the program expects."""
    from slack_app.store import migrate

    url = settled().database_url
    found = [str(difference) for difference in migrate.differences(url)]
    if as_json:
        print_json({"differences": found})
    else:
        print_lines(found or ["The tables are as expected."])
    raise typer.Exit(FAILED if found else 0)


@database.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")]) -> None:
    """Write a copy of the database while it is in use."""
    from slack_app.commands import backup as copying

    try:
        copying.write(settled().database_url, file)
    except copying.BackupError as failed:
        stop(str(failed), FAILED)
    print(f"{file} ({file.stat().st_size} bytes)")
