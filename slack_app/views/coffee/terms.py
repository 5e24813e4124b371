"""What can speak for two people meeting, in words: as a choice of managers, and as a reason between people."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from slack_app.domain.matching import Reason, Term, Without
from slack_app.domain.profile import Profile, shared_words, topic_key
from slack_app.domain.rounds import GONE
from slack_app.views.words import Mrkdwn, Words, mark, mention

MOST_TOPICS = 4
"""Topics named in one reason."""
LABELS = {
    Term.INTERESTS: mark("the same interests"),
    Term.GOALS: mark("the same goals"),
    Term.OFFERS: mark("one offers what the other looks for"),
    Term.OTHER_TEAM: mark("different teams"),
    Term.NEAR: mark("the same place"),
    Term.FAR: mark("different places"),
    Term.LANGUAGE: mark("a common language"),
    Term.HOURS: mark("working hours that overlap"),
    Term.SENIORITY: mark("someone new with someone who knows the place"),
}
_NOBODY_LEFT = mark("Among those who take part this time, nobody was left.")
"""One sentence for too few people and for people kept apart: one of its own would tell of the wish to be."""
_WITHOUT = {
    Without.BLOCKED: _NOBODY_LEFT,
    Without.RULE: mark("The programme has a rule on who meets whom, and nobody who fits it was left."),
    Without.ALONE: _NOBODY_LEFT,
    GONE: mark("The people you were to meet could not be there after all."),
}
"""Why someone was left out. That somebody never wants to be brought together with somebody is for nobody to read."""
_OFFERS = mark("{giver} offers what {seeker} is looking for: {topics}.")
_YOU = {
    Term.INTERESTS: mark("You have this in common: {topics}."),
    Term.GOALS: mark("You are looking for the same thing: {topics}."),
    Term.OTHER_TEAM: mark("You come from different teams."),
    Term.NEAR: mark("You are in the same place: {topics}."),
    Term.FAR: mark("You know different places."),
    Term.LANGUAGE: mark("You speak the same language: {topics}."),
    Term.HOURS: mark("Your working hours overlap."),
    Term.SENIORITY: mark("Someone among you is new here, and someone knows the place well."),
}
_THEY = {
    Term.INTERESTS: mark("{people} have this in common: {topics}."),
    Term.GOALS: mark("{people} are looking for the same thing: {topics}."),
    Term.OTHER_TEAM: mark("{people} come from different teams."),
    Term.NEAR: mark("{people} are in the same place: {topics}."),
    Term.FAR: mark("{people} know different places."),
    Term.LANGUAGE: mark("{people} speak the same language: {topics}."),
    Term.HOURS: mark("The working hours of {people} overlap."),
    Term.SENIORITY: mark("Among {people}, someone is new here, and someone knows the place well."),
}


def because(words: Words, reason: Reason, group: Collection[str]) -> Mrkdwn:
    """A reason as a sentence to the group: *you* where it holds for all of them, else for whom it holds."""
    topics = words.listing(_topics(words, reason))
    if reason.term is Term.OFFERS:
        giver, seeker = (mention(one) for one in reason.user_ids[:2])
        return words.say(_OFFERS, giver=giver, seeker=seeker, topics=topics)
    if set(reason.user_ids) >= set(group):
        return words.say(_YOU[reason.term], topics=topics)
    people = words.listing(mention(one) for one in reason.user_ids)
    return words.say(_THEY[reason.term], topics=topics, people=people)


def briefly(words: Words, reasons: Iterable[Reason]) -> str:
    """Reasons in a few words each, as plain text: what they are and what they are about."""
    return " · ".join(_briefly(words, reason) for reason in reasons)


def why_without(words: Words, why: str) -> Mrkdwn:
    """Why someone was left out; an unknown reason is told as the mildest."""
    return words.say(_WITHOUT.get(why, _WITHOUT[Without.BLOCKED]))


def openly_shared(reasons: Iterable[Reason], profiles: Iterable[Profile]) -> Iterator[Reason]:
    """The reasons that give nothing away: each topic stands in what someone of the group shows to everybody."""
    shown = {topic_key(topic) for profile in map(shared_words, profiles) for topic in _shown(profile)}
    for reason in reasons:
        topics = tuple(topic for topic in reason.topics if topic_key(topic) in shown)
        if topics or not reason.topics:
            yield replace(reason, topics=topics)


def _shown(profile: Profile) -> Sequence[str]:
    return (profile.place, *profile.languages, *profile.interests, *profile.offers, *profile.looking_for)


def _topics(words: Words, reason: Reason) -> list[str]:
    topics = reason.topics[:MOST_TOPICS]
    return [words.language_name(topic) for topic in topics] if reason.term is Term.LANGUAGE else list(topics)


def _briefly(words: Words, reason: Reason) -> str:
    label, topics = words.plain(LABELS[reason.term]), words.plain_listing(_topics(words, reason))
    return words.plain("{reason}: {topics}", reason=label, topics=topics) if topics else label
