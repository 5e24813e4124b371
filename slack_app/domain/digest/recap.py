"""The members' own recap of a week: what was talked about, who is new, who was thanked, what is coming."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Self

from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import Measure

MOST_THREADS = 5
LEAST_PEOPLE = 3
MOST_NAMES = 10
MOST_COMING = 3


@dataclass(frozen=True)
class Thread:
    """A conversation of the week, by the message that began it; `author_id` is None where they are not named."""

    channel_id: str
    ts: str
    people: int
    replies: int
    author_id: str | None = None


@dataclass(frozen=True)
class Introduced:
    """A newcomer who introduced themselves: in a channel for all to read, or with a wish to be in the directory."""

    user_id: str
    in_directory: bool = False
    in_public: bool = False


@dataclass(frozen=True)
class Coming:
    """A programme's next round."""

    programme_id: int
    on: date


@dataclass(frozen=True)
class Recap:
    """What the recap tells; `more_…` are as many again who are not named. `figures` hold the public measures only."""

    week: date
    figures: WeekFigures
    threads: tuple[Thread, ...] = ()
    welcomed: tuple[str, ...] = ()
    more_welcomed: int = 0
    thanked: tuple[str, ...] = ()
    more_thanked: int = 0
    coming: tuple[Coming, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The recap as plain JSON, for its report; ids stand as plain values, so that they can be struck out."""
        return asdict(self) | {
            "week": self.week.isoformat(),
            "figures": self.figures.to_json(),
            "threads": [asdict(thread) for thread in self.threads],
            "welcomed": list(self.welcomed),
            "thanked": list(self.thanked),
            "coming": [{"programme_id": one.programme_id, "on": one.on.isoformat()} for one in self.coming],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` wrote."""
        return cls(
            week=date.fromisoformat(stored["week"]),
            figures=WeekFigures.from_json(stored["figures"]),
            threads=tuple(Thread(**thread) for thread in stored["threads"]),
            welcomed=tuple(stored["welcomed"]),
            more_welcomed=stored["more_welcomed"],
            thanked=tuple(stored["thanked"]),
            more_thanked=stored["more_thanked"],
            coming=tuple(Coming(one["programme_id"], date.fromisoformat(one["on"])) for one in stored["coming"]),
        )


def make(  # noqa: PLR0913  one for each part of it
    figures: WeekFigures,
    *,
    public: Collection[Measure],
    threads: Iterable[Thread],
    introduced: Iterable[Introduced],
    thanked: Iterable[str],
    coming: Iterable[Coming],
    unnamed: Collection[str],
) -> Recap | None:
    """The recap of a week; None where there is nothing worth telling: no thread, nobody new, nobody thanked.

    `unnamed` are named nowhere; their threads are told of, without a name.
    """
    welcomed, more_welcomed = _named((one.user_id for one in introduced if _is_public(one)), unnamed)
    thanked_by_name, more_thanked = _named(thanked, unnamed)
    told = tuple(_nameless(thread, unnamed) for thread in threads_of_the_week(threads))
    if not (told or welcomed or more_welcomed or thanked_by_name or more_thanked):
        return None
    values = {measure: value for measure, value in figures.values.items() if measure in public}
    next_rounds = sorted(coming, key=lambda one: (one.on, one.programme_id))[:MOST_COMING]
    return Recap(
        week=figures.week,
        figures=WeekFigures(figures.week, values),
        threads=told,
        welcomed=welcomed,
        more_welcomed=more_welcomed,
        thanked=thanked_by_name,
        more_thanked=more_thanked,
        coming=tuple(next_rounds),
    )


def nameless(made: Recap, unnamed: Collection[str]) -> Recap:
    """The recap without the names of those who do not wish to be named any more: they are counted among the others."""
    welcomed = tuple(one for one in made.welcomed if one not in unnamed)
    thanked = tuple(one for one in made.thanked if one not in unnamed)
    return replace(
        made,
        threads=tuple(_nameless(thread, unnamed) for thread in made.threads),
        welcomed=welcomed,
        more_welcomed=made.more_welcomed + len(made.welcomed) - len(welcomed),
        thanked=thanked,
        more_thanked=made.more_thanked + len(made.thanked) - len(thanked),
    )


def threads_of_the_week(threads: Iterable[Thread]) -> tuple[Thread, ...]:
    """The five with the most people, then the most replies; of three people at least. Likes count for nothing."""
    talked = (thread for thread in threads if thread.people >= LEAST_PEOPLE)
    return tuple(sorted(talked, key=lambda one: (-one.people, -one.replies, one.ts, one.channel_id))[:MOST_THREADS])


def _nameless(thread: Thread, unnamed: Collection[str]) -> Thread:
    return replace(thread, author_id=None) if thread.author_id in unnamed else thread


def _is_public(one: Introduced) -> bool:
    return one.in_directory or one.in_public


def _named(user_ids: Iterable[str], unnamed: Collection[str]) -> tuple[tuple[str, ...], int]:
    """Whom to name, in their order and each once, and how many more there are."""
    everyone = dict.fromkeys(user_ids)
    named = tuple(user_id for user_id in everyone if user_id not in unnamed)[:MOST_NAMES]
    return named, len(everyone) - len(named)
