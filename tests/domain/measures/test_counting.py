"""Every measure of a week, beside the same counted plainly."""

from hypothesis import given, settings

from slack_app.domain.measures.path import STAGES
from tests.domain.measures.communities import WEEK, communities, count_through
from tests.domain.measures.plainly import Plainly


def rounded(values):
    return {
        one: (value.amount if value.amount is None else round(value.amount, 9), value.n)
        for one, value in values.items()
    }


@settings(max_examples=150)
@given(communities())
def test_each_measure_is_what_a_plain_count_says(given):
    community, first, last = given
    plain = []
    for n, counted in enumerate(count_through(community, first, last)):
        plain.append(Plainly(community, first + n * WEEK, list(plain)))
        assert rounded(counted.figures.values) == rounded(plain[-1].values())
        assert {name: (one.messages, one.people) for name, one in counted.figures.channels.items()} == plain[
            -1
        ].channels()
        was = plain[-2].stage if n else {}
        now = plain[-1].stage
        for place, stage in list(enumerate(STAGES))[1:]:
            assert set(counted.reached[stage]) == {one for one, at in now.items() if was.get(one, 0) < place <= at}
