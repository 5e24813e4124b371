"""What a matching refuses to be asked."""

import math
from collections.abc import Iterator, Mapping, Sequence

from slack_app.domain.errors import ConviveError
from slack_app.domain.matching.values import Past, Person, Recipe, Term

SMALLEST, LARGEST = 2, 5
HALF_HOURS = 48
_WISHES = (None, 2, 3)


class InvalidMatchingError(ConviveError):
    """The question has no answer; `problem` says which part: twice, size, weights, rule, person or past."""

    code = "invalid_matching"

    def __init__(self, problem: str, detail: str) -> None:
        super().__init__(f"{problem}: {detail}")
        self.problem = problem


def check(people: Sequence[Person], recipe: Recipe, past: Past) -> None:
    """Raises InvalidMatchingError when people, recipe or past make no sense."""
    for problem, detail in _problems(people, recipe, past):
        raise InvalidMatchingError(problem, detail)


def weights_of(recipe: Recipe) -> Mapping[Term, float]:
    """Each term's share of the whole, in sum 1; even when none weighs anything."""
    whole = math.fsum(recipe.weights.values())
    if not whole:
        return {term: 1 / len(Term) for term in Term}
    return {term: weight / whole for term, weight in recipe.weights.items() if weight}


def _problems(people: Sequence[Person], recipe: Recipe, past: Past) -> Iterator[tuple[str, str]]:
    if len({one.user_id for one in people}) < len(people):
        yield "twice", "one person stands there twice"
    if not SMALLEST <= recipe.size <= LARGEST:
        yield "size", f"groups have {SMALLEST} to {LARGEST} people, not {recipe.size}"
    if not all(math.isfinite(weight) and weight >= 0 for weight in recipe.weights.values()):
        yield "weights", "a weight is a finite number, at least 0"
    if recipe.rule and recipe.rule[1] not in {"always", "never"}:
        yield "rule", f"a term is forced always or never, not {recipe.rule[1]}"
    yield from (("person", one.user_id) for one in people if not _makes_sense(one))
    if any(rounds_ago < 1 for _, _, rounds_ago in past.met):
        yield "past", "who met did so at least one round ago"


def _makes_sense(one: Person) -> bool:
    return (
        0 <= one.fairness <= 1  # false for NaN too
        and one.times_left_out >= 0
        and 0 <= one.hours < 1 << HALF_HOURS
        and one.wish in _WISHES
    )
