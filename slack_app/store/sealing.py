"""What is kept so that only the running app can read it: secrets of trackers, and who spoke without their name."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from secrets import token_hex

from cryptography.fernet import Fernet, InvalidToken


def day_of(at: datetime) -> datetime:
    """The day of a moment, for what must not tell by the moment what happened together."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


class CannotOpenError(Exception):
    """It was closed with another key, or is damaged: `CONVIVE_SECRET_KEY` is not the one of then."""


class Seal:
    """Closes and opens with the installation's key. The same text closed twice looks different each time.

    `is_safe` is False where nobody gave a key: what is closed then can be opened by whoever reads the database.
    """

    def __init__(self, key: bytes | None = None) -> None:
        self.is_safe = key is not None
        derived = _derived(key or b"convive")
        self._fernet, self._marks = Fernet(urlsafe_b64encode(derived[:32])), derived[32:]

    def close(self, text: str) -> str:
        """The text, closed."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, closed: str) -> str:
        """The text again. Raises CannotOpenError."""
        try:
            return self._fernet.decrypt(closed.encode()).decode()
        except InvalidToken as wrong:
            raise CannotOpenError from wrong

    def mark(self, *parts: str | int) -> str:
        """What stands for these parts and says nothing of them to who has not the key: 32 hex digits."""
        return hmac.new(self._marks, ":".join(map(str, parts)).encode(), hashlib.sha256).hexdigest()[:32]


@cache
def _derived(key: bytes) -> bytes:
    """Of a key what closes and what marks: slow on purpose, and so once."""
    return hashlib.scrypt(key, salt=b"convive-seal-1", n=2**12, r=8, p=1, dklen=64)


def key_beside(path: Path) -> bytes:
    """The key in the file beside a database; made, for its owner's eyes only, where there is none yet."""
    file = path.with_suffix(".key")
    opened = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with suppress(FileExistsError), os.fdopen(os.open(file, opened, 0o600), "w") as new:
        new.write(token_hex(32))
    return file.read_text().strip().encode()
