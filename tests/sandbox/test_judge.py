"""The judge of the coffee rounds is right, and sees what is wrong."""

from sandbox.coffee.judge import Judge, pairs

ABCD = ("a", "b", "c", "d")


def test_a_first_round_is_right_however_people_are_put_together():
    assert Judge().judged([("a", "b"), ("c", "d")], ABCD) == []
    assert Judge().judged([("a", "b", "c")], "abc") == []


def test_four_people_need_not_meet_again_before_the_fourth_round():
    judge = Judge()
    for groups in (["ab", "cd"], ["ac", "bd"], ["ad", "bc"]):
        assert judge.least_repeats(list(ABCD)) == 0
        assert judge.judged(groups, ABCD) == []
    assert judge.least_repeats(list(ABCD)) == 2
    assert judge.judged(["ab", "cd"], ABCD) == []


def test_an_avoidable_repeat_is_seen():
    judge = Judge()
    judge.judged(["ab", "cd"], ABCD)
    assert judge.judged(["ab", "cd"], ABCD) == ["2 pairs met again where 0 would have done"]


def test_those_who_keep_apart_leave_less_room():
    judge = Judge(apart={frozenset("ac"), frozenset("ad")})
    judge.judged(["ab", "cd"], ABCD)
    assert judge.judged(["ab", "cd"], ABCD) == []
    assert "never wanted" in judge.judged(["ac", "bd"], ABCD)[0]


def test_somebody_forgotten_seated_twice_or_in_too_large_a_group_is_seen():
    assert "in a group" in Judge().judged(["ab"], "abcd")[0]
    assert "in a group" in Judge().judged(["ab", "ac"], "abc")[0]
    assert Judge().judged(["abcd"], "abcd") == ["groups of [4]"]
    assert len(pairs("abc")) == 3
