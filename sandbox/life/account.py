"""Some weeks of the living community, played and told: who came, was welcomed, read and did what; and what was wrong."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sandbox.life.ledger import GROUPS, Week
from sandbox.life.player import Player
from sandbox.reading import message_lines

Say = Callable[[str], object]
NAMED = 8
A_WEEK = timedelta(days=7)
LONGEST_LINE = 110
SURELY_SOME = 10
"""Where so many come on average, nobody comes once in twenty thousand times; where six do, once in four hundred."""


def told(player: Player, weeks: int, say: Say) -> list[str]:
    """Play so many weeks and tell each of them; everything that was not as it should be."""
    totals: Counter[str] = Counter()
    for _ in range(weeks):
        begin = player.sandbox.clock.now()
        player.play(A_WEEK)
        week = player.ledger.turn()
        tell(player, begin, week, say)
        totals += Counter({name: len(people) for name, people in people_of(week).items()})
        totals += Counter({"reports": len(week.team)}) + week.counts
    return [*player.ledger.wrong, *missing(player, weeks, totals)]


def missing(player: Player, weeks: int, totals: Counter[str]) -> list[str]:
    """What must have happened in some weeks of a community of this size, and did not."""
    wanted = ["posts", "reactions"] if weeks else []
    wanted += ["introduced", "reports"] if weeks > 1 else []
    if weeks * player.comings.rate >= SURELY_SOME:
        wanted += ["came", "welcomed"] if weeks >= 3 else ["came"]  # noqa: PLR2004 (of two, all may come on the last weekend)
    wanted += [GROUPS] if weeks > 1 and player.wanting.taking else []
    waiting = player.sandbox.deliveries.waiting()
    found = [f"in {weeks} weeks there was nothing to tell of: {name}" for name in wanted if not totals[name]]
    return found + ([f"{waiting} deliveries still wait to be taken"] if waiting else [])


def tell(player: Player, begin: datetime, week: Week, say: Say) -> None:
    """One week, in a few lines."""
    end = begin + A_WEEK
    say(f"\n== The week from {begin:%d %b} to {end:%d %b %Y}")
    letters = {f"was sent {letter}": people for letter, people in sorted(week.letters.items())}
    for name, people in {**people_of(week), **letters}.items():
        if people:
            say(f"   {name}: {listed(people)}")
    for name, counts in (("done with letters", week.done), ("in all", week.counts)):
        if counts:
            say(f"   {name}: " + ", ".join(f"{many} {what}" for what, many in sorted(counts.items())))
    for message in week.team[-1:]:
        say("   the team read, last:")
        for line in message_lines(player.sandbox.world, message):
            say(f"     │ {line[:LONGEST_LINE]}")


def people_of(week: Week) -> Mapping[str, Sequence[str]]:
    """The lists of a week, by what happened to the people in them."""
    lists = {"came": week.came, "welcomed": week.welcomed, "introduced": week.introduced}
    return lists | {"left": week.left, "came back": week.back}


def listed(people: Sequence[str]) -> str:
    """The first few names, and how many more."""
    more = len(people) - NAMED
    return ", ".join(people[:NAMED]) + (f" and {more} more" if more > 0 else "")
