"""A copy of the database, taken while it is in use."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from slack_app.settings import sqlite_file


class BackupError(Exception):
    """No copy was made: a sentence that says why."""


def write(database_url: str, file: Path) -> None:
    """Write a copy to a file that does not exist yet: a SQLite database, or pg_dump's archive. Raises BackupError."""
    if file.exists():
        raise BackupError(f"{file} exists already: name another file.")
    source = sqlite_file(database_url)
    if source is None:
        _dump(database_url, file)
    elif source.is_file():
        _copy(source, file)
    else:
        raise BackupError(f"There is no database at {source}.")
    file.chmod(0o600)


def _copy(source: Path, file: Path) -> None:
    with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(file)) as copy:
        kept.backup(copy)


def _dump(database_url: str, file: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise BackupError("pg_dump is needed for PostgreSQL: install its client, or run it where the database is.")
    address = urlsplit(database_url)
    bare = address._replace(scheme="postgresql", netloc=address.netloc.replace(f":{address.password}@", "@")).geturl()
    environment = {**os.environ, **({"PGPASSWORD": address.password} if address.password else {})}
    command = [program, "--format=custom", "--no-owner", f"--file={file}", bare]
    done = subprocess.run(command, env=environment, check=False, text=True, capture_output=True)  # noqa: S603 — its own list
    if done.returncode != 0:
        raise BackupError(
            f"pg_dump failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no reason given'}"
        )
