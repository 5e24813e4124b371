"""A community from one seed: its people, its rhythm, and a past that could have happened."""

import re
from collections import Counter
from itertools import pairwise

from sandbox.engine.channels import Channel, Message
from sandbox.life.community import Community
from sandbox.life.residents import Character
from sandbox.life.rhythm import WEEK, local_hour, local_weekday
from tests.sandbox.life.conftest import founded


def messages(community: Community) -> list[Message]:
    return [message for channel in community.channels.values() for message in channel.messages.values()]


def by_people(community: Community) -> list[Message]:
    return [message for message in messages(community) if not message.bot_id]


def zone(community: Community, message: Message) -> str | None:
    return community.hall.world.people[message.user_id].tz


def questions(channel: Channel) -> list[Message]:
    return [channel.messages[ts] for ts in channel.timeline if channel.messages[ts].text.rstrip().endswith("?")]


def test_the_same_seed_makes_the_same_community_and_another_seed_another():
    first, again, other = founded(40, 3), founded(40, 3), founded(40, 3, seed=2)
    people = [list(one.hall.world.people.values()) for one in (first, again, other)]
    names = [[(person.user_id, person.real_name, person.tz) for person in found] for found in people]
    assert names[0] == names[1]
    assert names[0] != names[2]
    said = [[(one.user_id, one.text) for one in messages(community)] for community in (first, again, other)]
    assert said[0] == said[1]
    assert said[0] != said[2]


def test_it_has_people_of_every_role_in_two_languages_and_many_zones(community: Community):
    people = [one for one in community.hall.world.people.values() if one.team_id == community.team_id]
    roles = Counter(str(one.role) for one in people)
    assert roles["owner"] == 1
    assert roles["admin"] >= 2
    assert roles["guest"] >= 3
    assert roles["bot"] >= 3
    assert sum(one.deleted for one in people) >= 3
    assert len({one.tz for one in people if one.tz}) >= 8
    languages = Counter(one.language for one in community.residents)
    assert min(languages["fr"], languages["en"]) > 0.3 * len(community.residents)
    assert abs(sum(not one.is_bot for one in people) - 120) <= 2


def test_the_smaller_workspace_stays_as_it_is(community: Community):
    world, (_, second) = community.hall.world, community.hall.world.workspaces
    assert len([one for one in world.people_of(second) if not one.is_bot]) == 4
    assert not any(one.messages for one in world.channels_of(second) if one.team_id == second)


def test_history_is_in_order_in_each_channel_and_lies_in_the_past(community: Community):
    for channel in community.channels.values():
        assert all(one < other for one, other in pairwise(channel.messages))
        assert channel.timeline == sorted(channel.timeline)
        for first, replies in channel.threads.items():
            assert first in channel.messages
            assert [first, *replies] == sorted([first, *replies])
        assert not channel.latest_ts or float(channel.latest_ts) <= community.now


def test_nobody_speaks_before_they_came_or_after_they_left(community: Community):
    for message in by_people(community):
        one = community.resident(message.user_id)
        assert one is not None
        assert one.joined <= float(message.ts) < one.left


def test_everyone_speaks_where_they_are_a_member(community: Community):
    for channel in community.channels.values():
        assert {one.user_id for one in channel.messages.values()} <= set(channel.members)


def test_weekends_are_quieter_than_weekdays(large: Community):
    days = Counter(local_weekday(float(one.ts), zone(large, one)) for one in by_people(large))
    assert max(days[5], days[6]) < 0.6 * min(days[day] for day in range(4))


def test_nights_are_quiet_where_people_live(large: Community):
    said = by_people(large)
    at_night = [one for one in said if not 6 <= local_hour(float(one.ts), zone(large, one)) < 23.99]
    assert len(at_night) < 0.005 * len(said)


def test_a_few_say_much_and_most_only_read_or_react(large: Community):
    authors = Counter(one.user_id for one in by_people(large))
    reactors = {user for one in messages(large) for users in one.reactions.values() for user in users}
    there = [one for one in large.residents if one.joined < large.now - 2 * WEEK]
    busiest = sorted(authors.values(), reverse=True)[: len(there) // 10]
    assert sum(busiest) > 0.35 * sum(authors.values())
    assert sum(one.user_id not in authors for one in there) > 0.4 * len(there)
    assert sum(one.user_id in reactors and one.user_id not in authors for one in there) > 0.12 * len(there)
    silent = [one for one in large.residents if one.character is Character.SILENT]
    assert not any(authors[one.user_id] for one in silent)


def test_most_questions_are_answered_and_some_are_not(large: Community):
    asked = [
        (channel, one)
        for name in ("entraide", "help")
        if (channel := large.channels[name])
        for one in questions(channel)
    ]
    answered = sum(bool(channel.threads.get(one.ts)) for channel, one in asked)
    assert 0.55 < answered / len(asked) < 0.9


def test_answers_take_a_plausible_while(large: Community):
    delays = sorted(
        (float(replies[0]) - float(first)) / 3600
        for channel in large.channels.values()
        for first, replies in channel.threads.items()
    )
    assert 0.2 < delays[len(delays) // 2] < 4
    assert delays[int(len(delays) * 0.95)] > 8


def test_newcomers_come_every_week_and_some_leave(large: Community):
    weeks = Counter(int((large.now - one.joined) // WEEK) for one in large.residents)
    assert all(weeks[week] >= 10 for week in range(1, 8))
    left = [one for one in large.residents if one.left <= large.now]
    assert 0 < len(left) < 0.1 * len(large.residents)
    assert all(large.hall.world.people[one.user_id].deleted for one in left)


def test_each_channel_is_alive_in_the_languages_it_is_for(community: Community):
    assert all(
        len(channel.messages) >= community.weeks
        for name, channel in community.channels.items()
        if channel.members and name not in {"board", "archive-2024", "partners", "product"}
    )


def test_no_text_mentions_everyone_holds_a_gap_or_markup(community: Community):
    for message in messages(community):
        assert message.text == message.text.strip()
        assert message.text[:1].upper() == message.text[:1]
        assert not re.search(r"[{}<>]|\bde les?\b|&[a-z]+;", message.text)


def test_neighbouring_threads_of_a_channel_are_not_the_same(community: Community):
    for channel in community.channels.values():
        said = [channel.messages[ts].text for ts in channel.timeline if not channel.messages[ts].bot_id]
        assert all(one != other for one, other in pairwise(said))


def test_people_have_things_in_common_so_that_they_can_be_introduced(community: Community):
    here = [one for one in community.residents if not one.is_guest]
    offered = Counter(topic for one in here for topic in one.offers)
    met = [one for one in here if any(offered[need] for need in one.needs)]
    assert len(met) > 0.7 * len(here)


def test_without_weeks_there_is_no_past():
    assert not any(channel.messages for channel in founded(30, 0).channels.values())
