"""Whom a newcomer should meet and which rooms they should join, each with its reasons.

What speaks for a person (weights in `WEIGHTS`):

- they offer what I look for: 4, for help is what people come for;
- we both look for the same, or they look for what I offer: 3;
- we share an interest: 2;
- we are in the same place, or both new: 1;
- we speak the same language: 1/2, a last resort where it is rare.

A topic that many have says less: its weight shrinks to a half when everyone in the directory has it. Of several topics
under one reason the second counts half, the third a quarter, so that long lists do not win by length. The sum is then
lowered for those who are away (60 days without a sign: to a third; unknown: slightly), and divided by 1 + times
recommended / 4, so that the same few are not sent everybody. Interests, what both look for, place and language weigh
the same from either side.

For rooms: my interests weigh 3, what I look for 2, what I offer 1, in the name; in the purpose half of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from slack_app.domain.profile import Profile
from slack_app.domain.words import match_key, singular, topic_key, town_in, words_of


class Why(StrEnum):
    """What can speak for a person or a room."""

    BOTH_LOOK_FOR = "both_look_for"
    OFFERS_WHAT_YOU_LOOK_FOR = "offers_what_you_look_for"
    LOOKS_FOR_WHAT_YOU_OFFER = "looks_for_what_you_offer"
    SHARED_INTEREST = "shared_interest"
    SAME_PLACE = "same_place"
    SAME_LANGUAGE = "same_language"
    NEW_TOO = "new_too"
    ABOUT_YOUR_INTEREST = "about_your_interest"
    EVERYONE_STARTS_HERE = "everyone_starts_here"


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for them; `topic` as the other person wrote it (of a room: as you did)."""

    why: Why
    topic: str = ""


@dataclass(frozen=True)
class Candidate:
    """Someone who might be recommended; `active_days_ago` None: not known."""

    user_id: str
    profile: Profile
    active_days_ago: int | None = None
    times_recommended: int = 0
    is_new: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A person or a room, by id, with its reasons, the strongest first."""

    id: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Room:
    """A channel that may be recommended."""

    channel_id: str
    name: str
    purpose: str = ""
    members: int = 0


WEIGHTS = {
    Why.OFFERS_WHAT_YOU_LOOK_FOR: 4.0,
    Why.BOTH_LOOK_FOR: 3.0,
    Why.LOOKS_FOR_WHAT_YOU_OFFER: 3.0,
    Why.SHARED_INTEREST: 2.0,
    Why.SAME_PLACE: 1.0,
    Why.NEW_TOO: 1.0,
    Why.SAME_LANGUAGE: 0.5,
}
MOST_REASONS = 3
AWAY_AFTER_DAYS = 60


def people_to_meet(
    me_id: str, me: Profile, candidates: Iterable[Candidate], *, limit: int = 3, me_is_new: bool = False
) -> list[Suggestion]:
    """The best `limit` people of the directory, best first, ties by id; only those for whom something speaks."""
    listed = {one.user_id: one for one in candidates if one.profile.in_directory and one.user_id != me_id}
    common = _commonness(one.profile for one in listed.values())
    found = (_suggestion(me, one, common, me_is_new=me_is_new) for one in listed.values())
    ranked = sorted((one for one in found if one.reasons), key=lambda one: (-one.score, one.id))
    return ranked[: max(limit, 0)]


def rooms_to_join(
    me: Profile, rooms: Iterable[Room], *, starting: Iterable[str] = (), limit: int = 3
) -> list[Suggestion]:
    """The best `limit` rooms about what I wrote, ties by size, then id; where everyone starts fills up what is left."""
    known = {room.channel_id: room for room in rooms}
    found = [_room_suggestion(me, room) for room in known.values()]
    matched = sorted(
        (one for one in found if one.reasons), key=lambda one: (-one.score, -known[one.id].members, one.id)
    )
    taken = {one.id for one in matched}
    start_here = (Reason(Why.EVERYONE_STARTS_HERE),)
    rest = [Suggestion(id_, 0.0, start_here) for id_ in dict.fromkeys(starting) if id_ in known and id_ not in taken]
    return [*matched, *rest][: max(limit, 0)]


_Gain = tuple[float, Reason]
_HALF = 0.5
_STRANGER_TO_THE_CLOCK, _AWAY = 0.8, 1 / 3
_FATIGUE = 0.25
_SHORT_WORD = 2
_ROOM_WEIGHTS = (("interests", 3.0), ("looking_for", 2.0), ("offers", 1.0))


def _suggestion(me: Profile, one: Candidate, common: dict[str, float], *, me_is_new: bool) -> Suggestion:
    gains = _gains(me, one.profile, common)
    if me_is_new and one.is_new:
        gains.append((WEIGHTS[Why.NEW_TOO], Reason(Why.NEW_TOO)))
    order = list(WEIGHTS)
    gains.sort(key=lambda gain: (-gain[0], order.index(gain[1].why), topic_key(gain[1].topic)))
    score = sum(weight for weight, _ in gains) * _presence(one) / (1 + _FATIGUE * max(one.times_recommended, 0))
    return Suggestion(one.user_id, round(score, 6), tuple(reason for _, reason in gains[:MOST_REASONS]))


def _gains(me: Profile, them: Profile, common: dict[str, float]) -> list[_Gain]:
    """What speaks for them; a topic speaks once, under its strongest reason."""
    spoken: set[str] = set()
    gains: list[_Gain] = []
    for why, mine, theirs in (
        (Why.OFFERS_WHAT_YOU_LOOK_FOR, me.looking_for, them.offers),
        (Why.BOTH_LOOK_FOR, me.looking_for, them.looking_for),
        (Why.LOOKS_FOR_WHAT_YOU_OFFER, me.offers, them.looking_for),
        (Why.SHARED_INTEREST, me.interests, them.interests),
        (Why.SAME_PLACE, _town(me), _town(them)),
        (Why.SAME_LANGUAGE, me.languages, them.languages),
    ):
        wanted = {match_key(topic) for topic in mine} - spoken
        shared = {key: topic for topic in theirs if (key := match_key(topic)) in wanted}
        gains += _weighed(why, shared, common)
        spoken |= shared.keys()
    return gains


def _weighed(why: Why, shared: dict[str, str], common: dict[str, float]) -> Iterator[_Gain]:
    rarest_first = sorted(shared, key=lambda key: (common.get(key, 0.0), key))
    for rank, key in enumerate(rarest_first):
        yield WEIGHTS[why] * (1 - _HALF * common.get(key, 0.0)) * _HALF**rank, Reason(why, shared[key])


def _commonness(profiles: Iterable[Profile]) -> dict[str, float]:
    """For each topic the share of the directory that has it: 0 when one person alone has, 1 when all have."""
    held = [_topics_of(profile) for profile in profiles]
    holders = Counter(key for topics in held for key in topics)
    return {key: (count - 1) / max(len(held) - 1, 1) for key, count in holders.items()}


def _topics_of(them: Profile) -> set[str]:
    topics = (*them.interests, *them.offers, *them.looking_for, *them.languages, *_town(them))
    return {match_key(topic) for topic in topics}


def _presence(one: Candidate) -> float:
    if one.active_days_ago is None:
        return _STRANGER_TO_THE_CLOCK
    return _AWAY if one.active_days_ago > AWAY_AFTER_DAYS else 1.0


def _town(profile: Profile) -> tuple[str, ...]:
    town = town_in(profile.place)
    return (town,) if town else ()


def _room_suggestion(me: Profile, room: Room) -> Suggestion:
    name, purpose = _folded_words(room.name), _folded_words(room.purpose)
    gains: dict[str, _Gain] = {}
    for field, weight in _ROOM_WEIGHTS:
        for topic in getattr(me, field):
            strength = weight * _fit(_folded_words(topic), name, purpose)
            if strength:
                gains.setdefault(match_key(topic), (strength, Reason(Why.ABOUT_YOUR_INTEREST, topic)))
    best = sorted(gains.values(), key=lambda gain: (-gain[0], topic_key(gain[1].topic)))
    score = sum(weight * _HALF**rank for rank, (weight, _) in enumerate(best))
    return Suggestion(room.channel_id, round(score, 6), tuple(reason for _, reason in best[:MOST_REASONS]))


def _fit(topic: tuple[str, ...], name: tuple[str, ...], purpose: tuple[str, ...]) -> float:
    """1 when the topic stands in the name (open-source, or opensource), 1/2 in the purpose, else 0.

    A word of one or two letters counts in the name alone: in a sentence it is seldom the topic (go, ai).
    """
    if not topic:
        return 0.0
    if _stands_in(topic, name) or "".join(topic) in name:
        return 1.0
    is_long = len("".join(topic)) > _SHORT_WORD
    return _HALF if is_long and _stands_in(topic, purpose) else 0.0


def _stands_in(topic: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[at : at + len(topic)] == topic for at in range(len(words) - len(topic) + 1))


def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in words_of(text))
