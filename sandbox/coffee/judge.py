"""What must hold of the rounds of coffee, judged from the messages alone: who was brought together, and who could have been."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

Pair = frozenset[str]


def pairs(group: Collection[str]) -> set[Pair]:
    """Everyone in a group with everyone else."""
    return {frozenset(two) for two in combinations(group, 2)}


@dataclass
class Judge:
    """Remembers who met whom, and who asked never to; each round is judged against that."""

    apart: set[Pair] = field(default_factory=set)
    met: set[Pair] = field(default_factory=set)

    def judged(self, groups: Collection[Collection[str]], present: Collection[str]) -> list[str]:
        """What is wrong with a round of these groups, of these people; then it is remembered."""
        together = {pair for group in groups for pair in pairs(group)}
        wrong = list(self._faults(groups, present, together))
        for group in groups:
            self.remember(group)
        return wrong

    def remember(self, group: Collection[str]) -> None:
        """These have met."""
        self.met |= pairs(group)

    def _faults(
        self, groups: Collection[Collection[str]], present: Collection[str], together: set[Pair]
    ) -> Iterator[str]:
        seated = sorted(one for group in groups for one in group)
        if seated != sorted(present):
            yield f"in a group: {seated}, but there were {sorted(present)}"
        if together & self.apart:
            yield f"people who never wanted to meet were brought together: {sorted(map(sorted, together & self.apart))}"
        sizes = sorted(len(group) for group in groups)
        if sizes != [2] * (len(sizes) - 1) + [2 + len(present) % 2]:
            yield f"groups of {sizes}"
        again = sum(pair in self.met for pair in together)
        if all(size == 2 for size in sizes) and again > (least := self.least_repeats(sorted(present))):  # noqa: PLR2004
            yield f"{again} pairs met again where {least} would have done"

    def least_repeats(self, people: list[str]) -> int:
        """How many pairs of these people must meet again, however they are put together (two by two)."""
        if not people:
            return 0
        first, *others = people
        found = (self._rest(first, other, others) for other in others if frozenset((first, other)) not in self.apart)
        return min(found, default=len(people))

    def _rest(self, first: str, other: str, others: Iterable[str]) -> int:
        again = int(frozenset((first, other)) in self.met)
        return again + self.least_repeats([one for one in others if one != other])
