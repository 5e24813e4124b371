"""What real networks do to deliveries, on demand: losing, doubling and reordering them, by a seed."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Mischief:
    """How much goes wrong: shares from 0 to 1, and how many events may overtake each other.

    `lost` are attempts that never reach the app (and come again as retries), `doubled` events arrive once more.
    """

    lost: float = 0.0
    doubled: float = 0.0
    window: int = 1
    seed: int = 0

    def dice(self) -> random.Random:
        """Return the chance that this seed gives."""
        return random.Random(self.seed)  # noqa: S311 - it disturbs, and guards nothing


NONE = Mischief()
