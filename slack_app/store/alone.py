"""One process alone works on a SQLite file: a lock beside it, which the system lets go of when the process ends."""

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class NotAloneError(Exception):
    """Another process works on this file already; the sentence says which file."""


class Alone:
    """The right to be the one process that works on a SQLite file. Raises NotAloneError when another has it."""

    def __init__(self, database: Path) -> None:
        database.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = database.with_name(f"{database.name}.lock").open("a", encoding="utf-8")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            message = (
                f"Another process works on {database} already: end it first, or give this one another DATABASE_URL."
            )
            raise NotAloneError(message) from None

    def close(self) -> None:
        """Let another process have it."""
        self._file.close()


def _lock(file: IO[str]) -> None:
    """Take the lock or raise OSError at once."""
    if sys.platform == "win32":
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
