"""What the store and the counting of a week hand each other, in columns: who is known, and what they did in which week."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class MemberWeeks:
    """One week of those who were active in it, as store.schema.MemberWeek has it; a column is as long as `people`."""

    people: Sequence[str]
    posts: NDArray[np.int64]
    replies: NDArray[np.int64]
    reactions: NDArray[np.int64]
    days: NDArray[np.int64]
    helped: NDArray[np.int64]
    helping: NDArray[np.int64]


@dataclass(frozen=True)
class PastWeeks:
    """Rows of several weeks before one, in any order: `who` is a place in `people`, `back` how many weeks ago (1: the last)."""

    people: Sequence[str]
    who: NDArray[np.int32]
    back: NDArray[np.int8]
    posts: NDArray[np.int32]
    replies: NDArray[np.int32]
    days: NDArray[np.int32]
    helped: NDArray[np.int32]
    helping: NDArray[np.int32]


@dataclass(frozen=True)
class Standing:
    """Everybody of a workspace who is known, whatever became of them; a column is as long as `people`.

    Times are microseconds, 0: never (of `joined`: before anything that we know). `is_here`: they are active in status.
    `stage` is the furthest that they had reached by then, as a place in domain.measures.path.STAGES.
    """

    people: Sequence[str]
    joined: NDArray[np.int64]
    first_active: NDArray[np.int64]
    first_posted: NDArray[np.int64]
    introduced: NDArray[np.int64]
    is_here: NDArray[np.bool_]
    stage: NDArray[np.int8]
