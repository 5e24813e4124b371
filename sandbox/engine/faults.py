"""What goes wrong on demand: the next calls of a method answer an error, wait, or lose their connection."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Mishap(StrEnum):
    """The kinds of misfortune."""

    ERROR = "error"
    """`ok: false` with `code`, nothing done."""
    RATE_LIMITED = "rate_limited"
    """429 with Retry-After of `seconds`, nothing done."""
    SERVER_ERROR = "server_error"
    """500, nothing done."""
    SERVER_ERROR_AFTER = "server_error_after"
    """500, but it was done."""
    DELAY = "delay"
    """Done and answered after `seconds`."""
    DROP_BEFORE = "drop_before"
    """The connection closes, nothing done."""
    DROP_AFTER = "drop_after"
    """It was done, then the connection closes."""


@dataclass
class Fault:
    """One misfortune, for the next `times` calls of `method` (`*`: of any)."""

    mishap: Mishap
    method: str = "*"
    times: int = 1
    code: str = "internal_error"
    seconds: float = 1.0

    @classmethod
    def read(cls, asked: Mapping[str, object]) -> "Fault":
        """From JSON: `kind` and any of `method`, `times`, `code`, `seconds`; ValueError if it is none."""
        return cls(
            Mishap(str(asked.get("kind", ""))),
            method=str(asked.get("method") or "*"),
            times=int(str(asked.get("times", 1))),
            code=str(asked.get("code") or "internal_error"),
            seconds=float(str(asked.get("seconds", 1.0))),
        )

    def told(self) -> dict[str, object]:
        """As JSON."""
        return {
            "kind": self.mishap.value,
            "method": self.method,
            "times": self.times,
            "code": self.code,
            "seconds": self.seconds,
        }


class Faults:
    """The misfortunes that wait for their call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let it happen from the next fitting call on."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """All goes well again."""
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[Fault]:
        """What has not happened yet."""
        with self._lock:
            return list(self._waiting)

    def take(self, method: str) -> Fault | None:
        """What happens to this call, if anything; it counts as having happened."""
        if not self._waiting:
            return None
        with self._lock:
            found = next((fault for fault in self._waiting if fault.method in {"*", method}), None)
            if found:
                found.times -= 1
                if found.times <= 0:
                    self._waiting.remove(found)
        return found
