"""Beyond a few hundred people: close to the best, and nothing is given up for it."""

from dataclasses import replace

import numpy as np
import pytest

from slack_app.domain.matching import Past, Person, Recipe, Term, match
from slack_app.domain.matching.candidates import priced
from slack_app.domain.matching.exact import best_of_all
from slack_app.domain.matching.large_groups import assembled
from slack_app.domain.matching.pairs import pairs_of
from slack_app.domain.matching.settling import settled


class Tastes:
    """Any scores will do: here those of people as points, with a few who never meet; nothing is known of topics."""

    last_resort = -np.inf

    def __init__(self, people: int) -> None:
        chance = np.random.default_rng(people)
        self.size, self.points = people, chance.normal(size=(people, 4))
        self.liked = chance.random(people)

    def of(self, i, j):
        near = np.exp(-((self.points[i] - self.points[j]) ** 2).sum(axis=-1))
        worth = near + 0.2 * (self.liked[i] + self.liked[j])
        return np.where((i == j) | ((i + j) % 50 == 0), -np.inf, worth)

    def kin(self):
        return None


def total(scores, groups) -> float:
    return sum(float(scores.of(np.array(a), np.array(b))) for a, b in groups)


def folk(many: int) -> list[Person]:
    chance = np.random.default_rng(many)
    return [
        Person(
            f"U{number:05}",
            team=f"team {chance.integers(0, many // 8)}",
            interests=tuple(f"topic {one}" for one in sorted(set(chance.integers(0, 60, 4).tolist()))),
            hours=((1 << 16) - 1) << int(chance.integers(0, 32)),
        )
        for number in range(many)
    ]


def met(people: list[Person], rounds: int) -> list[tuple[str, str, int]]:
    chance, found = np.random.default_rng(1), []
    for ago in range(1, rounds + 1):
        order = chance.permutation(len(people)).tolist()
        found += [(people[a].user_id, people[b].user_id, ago) for a, b in zip(order[::2], order[1::2], strict=False)]
    return found


def test_scores_of_any_kind_are_matched_close_to_the_best():
    scores, nobody = Tastes(400), np.zeros(400)
    everyone = np.arange(400)
    best = best_of_all(scores.of(everyone[:, None], everyone[None, :]), nobody.astype(np.int64))
    groups, out = pairs_of(scores, nobody.astype(np.int64), nobody, seed=1)
    assert not out
    assert total(scores, groups) >= 0.997 * total(scores, best)


def test_when_people_are_sampled_the_match_is_as_good_as_when_all_are_looked_at(monkeypatch):
    scores, nobody = Tastes(1500), np.zeros(1500, np.int64)
    pairs = []
    for most in (3000, 1000):
        monkeypatch.setattr("slack_app.domain.matching.candidates.LOOK_AT_ALL", most)
        monkeypatch.setattr("slack_app.domain.matching.settling._WHOLE", most)
        pairs.append(pairs_of(scores, nobody, np.zeros(1500), seed=1)[0])
    of_all, of_samples = (total(scores, some) for some in pairs)
    assert of_samples >= 0.99 * of_all


@pytest.mark.parametrize("many", [801, 3202])
def test_everyone_meets_someone_new(many):
    people = folk(many)
    past = met(people, 8)
    blocks = [(people[one].user_id, people[one + 1].user_id) for one in range(0, many - 1, 2)]
    found = match(people, Recipe(), Past(past, blocks), seed=1)
    seated = [user_id for group in found.groups for user_id in group.user_ids]
    known = {frozenset(pair[:2]) for pair in past} | {frozenset(pair) for pair in blocks}
    assert sorted(seated) == [one.user_id for one in people]
    assert not [group for group in found.groups if len(group.user_ids) == 2 and frozenset(group.user_ids) in known]
    assert sum(len(group.user_ids) == 3 for group in found.groups) == many % 2


def test_many_people_in_another_order_make_the_same_groups():
    people = folk(500)
    assert match(people, Recipe(), Past(), seed=3) == match(people[::-1], Recipe(), Past(), seed=3)


def test_of_many_whom_the_rule_leaves_out_those_go_first_who_were_left_out_before():
    people = [replace(one, team="sales" if number < 300 else one.team) for number, one in enumerate(folk(500))]
    waited = [replace(one, times_left_out=number % 2) if number < 300 else one for number, one in enumerate(people)]
    found = match(waited, Recipe(rule=(Term.OTHER_TEAM, "always")), Past(), seed=1)
    assert len(found.left_out) == 100
    assert all(int(one.user_id[1:]) % 2 == 0 for one in found.left_out)


@pytest.mark.parametrize("size", [3, 4, 5])
def test_many_groups_are_of_the_size_and_far_better_than_by_lot(size):
    people = folk(602)
    found = match(people, Recipe(size=size), Past(), seed=1)
    assert {len(group.user_ids) for group in found.groups} <= {size - 1, size, size + 1}
    assert sum(len(group.user_ids) for group in found.groups) == 602
    by_lot = match(people, Recipe(size=size, weights={Term.NEAR: 1.0}), Past(), seed=1)
    assert found.total > 1.3 * sum(_again(people, by_lot, size))


def _again(people, found, size):
    known = {one.user_id: one for one in people}
    for group in found.groups:
        yield match([known[user_id] for user_id in group.user_ids], Recipe(size=size), Past(), seed=1).total


def test_a_division_seats_everyone_once():
    place = assembled(Tastes(407), [5] * 3 + [4] * 98, seed=1)
    assert sorted(np.bincount(place).tolist()) == [4] * 98 + [5] * 3


def test_what_is_settled_is_a_matching():
    scores = Tastes(900)
    edges, prices = priced(scores, 1)
    partner = settled(edges, prices, np.zeros(900, np.int64))
    paired = np.flatnonzero(partner >= 0)
    assert (partner[partner[paired]] == paired).all()
    assert (scores.of(paired, partner[paired]) > -np.inf).all()
