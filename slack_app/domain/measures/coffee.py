"""What the coffee rounds that were told of in a week say of it."""

from collections.abc import Sequence

from slack_app.domain.figures import RoundFigures
from slack_app.domain.measures.terms import Measure, Value


def coffee(rounds: Sequence[RoundFigures]) -> dict[Measure, Value]:
    """People matched (of all who took part), the groups that met, and how it was, 1 to 5; nothing where there was no round.

    The ratings of a round of which too few rated to say are left out.
    """
    if not rounds:
        return {}
    people, groups = sum(one.people for one in rounds), sum(one.groups for one in rounds)
    rated = [one for one in rounds if one.rating_mean is not None]
    ratings = sum(one.ratings for one in rated)
    stars = sum((one.rating_mean or 0.0) * one.ratings for one in rated)
    return {
        Measure.COFFEE_MATCHED: Value(float(people), people + sum(one.left_out for one in rounds)),
        Measure.COFFEE_MET: Value(sum(one.met for one in rounds) / groups if groups else None, groups),
        Measure.COFFEE_RATING: Value(stars / ratings if ratings else None, ratings),
    }
