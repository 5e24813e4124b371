"""Threads as to-dos and the recap see them."""

from dataclasses import replace

from hypothesis import given

from slack_app.domain.measures.log import UNKNOWN, Act, Flag
from slack_app.domain.measures.threads import Thread, threads_of
from tests.domain.measures.communities import Deed, communities, log_of, post, reply


def listed(threads):
    return sorted((threads[n] for n in range(len(threads))), key=lambda one: (one.head, one.channel_id))


def test_a_thread_with_its_names():
    head = post("U1", 1_000_000, "C2", Flag.QUESTION)
    deeds = (head, reply("U1", 1_000_001, head), reply("U2", 1_000_005, head), reply("U3", 1_000_003, head))
    assert listed(threads_of(log_of(deeds), 0, 2_000_000)) == [
        Thread("C2", 1_000_000, "U1", 1_000_000, is_question=True, people=3, replies=3, answered_at=1_000_003)
    ]


def test_a_message_that_nobody_answered_is_a_thread_of_one():
    assert listed(threads_of(log_of([post("U1", 5)]), 0, 10)) == [
        Thread("C1", 5, "U1", 5, is_question=False, people=1, replies=0, answered_at=None)
    ]


def test_the_same_moment_in_two_channels_is_two_threads():
    heads = post("U1", 5, "C1"), post("U2", 5, "C2")
    found = listed(threads_of(log_of([*heads, reply("U3", 7, heads[1])]), 0, 10))
    assert [(one.channel_id, one.author_id, one.replies) for one in found] == [("C1", "U1", 0), ("C2", "U2", 1)]


def test_what_began_before_the_stretch_is_there_if_somebody_replied_in_it():
    old, silent = post("U1", 5), post("U2", 6)
    early, late, later = (reply("U3", at, old) for at in (8, 12, 25))
    found = listed(threads_of(log_of([old, silent, early, late, later]), 10, 20))
    assert found == [Thread("C1", 5, "U1", 5, is_question=False, people=2, replies=1, answered_at=12)]


def test_a_thread_that_began_before_the_log_has_the_author_whom_its_replies_name():
    old = post("U1", 5)
    named, nameless = reply("U2", 12, old), replace(reply("U3", 13, old), to=None)
    (one,) = listed(threads_of(log_of([nameless, named]), 10, 20))
    assert (one.author_id, one.at, one.people, one.answered_at) == ("U1", None, 3, 12)
    (one,) = listed(threads_of(log_of([nameless]), 10, 20))
    assert (one.author_id, one.at, one.people, one.answered_at) == (None, None, 1, 13)


def test_an_app_is_no_author_and_who_wrote_is_one_even_if_they_are_not_known():
    app, stranger = (Deed(name, Act.POST, 1, "C1", n) for n, name in enumerate(("UAPP", "UWHO")))
    deeds = [reply("U1", 12, app), reply("U1", 13, stranger), post("UWHO", 14)]
    found = listed(threads_of(log_of(deeds), 10, 20, known={"U1"}))
    assert [(one.author_id, one.people) for one in found] == [(None, 1), ("UWHO", 2), ("UWHO", 1)]


def test_an_empty_log_has_none():
    assert len(threads_of(log_of([]), 0, 10)) == 0


def test_heads_that_are_centuries_apart_in_many_channels_are_kept_apart():
    heads = [post("U1", at, channel_id) for at in (7, 2**62) for channel_id in ("C1", "C2", "C3")]
    found = listed(threads_of(log_of([*heads, reply("U2", 9, heads[4])]), 0, 2**62 + 1))
    assert [(one.head, one.channel_id, one.replies) for one in found] == [
        (head.head, head.channel_id, int(head is heads[4])) for head in heads
    ]


@given(communities())
def test_every_message_is_in_one_thread_and_each_thread_adds_up(given):
    community, _, _ = given
    threads = threads_of(log_of(community.deeds), 0, 2**62)
    said = [one for one in community.deeds if one.act <= Act.REPLY]
    assert len(threads) == len({(one.channel_id, one.head) for one in said})
    assert threads.replies.sum() == sum(one.act == Act.REPLY for one in said)
    assert (threads.people >= 1).all()
    assert (threads.people <= threads.replies + (threads.author != UNKNOWN)).all()
    assert ((threads.answered_at == UNKNOWN) | (threads.replies > 0)).all()
