"""The message by which people are introduced to each other, and what is said when that changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_app.domain.matching import Reason
from slack_app.domain.meeting_times import Proposal
from slack_app.domain.profile import Profile, shared_words
from slack_app.views import kit
from slack_app.views.coffee import together
from slack_app.views.coffee.icebreakers import question
from slack_app.views.coffee.terms import because, openly_shared
from slack_app.views.coffee.when import on_their_walls
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Mrkdwn, Words, mark, mention, web_link

MOST_REASONS = 4
MOST_LINKS = 2
MOST_TOPICS = 4
"""Topics of each kind that one person is introduced by."""
ROOM_FOR_OPENING, ROOM_FOR_PEOPLE, ROOM_FOR_REASONS = 1000, 2600, 1800
"""Characters for each part, in all languages together: a message holds 13,000, marks and buttons included."""
_WAY_OUT = mark("Not this time, less often, or no more? Say so in your choices, at any moment.")


@dataclass(frozen=True)
class PersonShown:
    """Someone in a group: what they told (only what they share is shown), and their IANA time zone."""

    user_id: str
    profile: Profile
    tz: str


@dataclass(frozen=True)
class IntroductionOf:
    """A group, why it meets, and how it may begin. `icebreaker` is a `domain.icebreakers.Icebreaker`."""

    meeting_id: int
    programme_id: int
    programme: str
    people: tuple[PersonShown, ...]
    reasons: tuple[Reason, ...]
    icebreaker: str
    starter_id: str | None = None
    times: tuple[Proposal, ...] = ()
    video_links: tuple[str, ...] = ()


def introduction(languages: Sequence[Words], of: IntroductionOf, *, newcomer_id: str = "") -> Letter:
    """Who they are, why these people, and how to begin; `newcomer_id` joined while the round was on its way."""
    many = len(languages)
    room = ROOM_FOR_PEOPLE // (many * max(1, len(of.people)))

    def said(words: Words) -> list[Block]:
        return [
            kit.section(kit.cut(_opening(words, of, newcomer_id), ROOM_FOR_OPENING // many)),
            *(kit.section(kit.cut(_person(words, one), room)) for one in of.people),
            kit.section(kit.cut(_reasons(words, of), ROOM_FOR_REASONS // many)),
            kit.section(_beginning(words, of)),
            *_times(words, of),
        ]

    buttons = kit.actions(together.choices(languages, of.programme_id))
    return together.letter(languages, said, buttons, together.small_print(languages, _WAY_OUT))


def not_happening(languages: Sequence[Words], programme_id: int, programme: str) -> Letter:
    """For a group whose round was called off."""

    def said(words: Words) -> list[Block]:
        sentence = words.say(
            "This round of *{programme}* has been called off, and you need not do anything. Of course you may still meet:"
            " now you know of each other.",
            programme=programme,
        )
        return [kit.section(sentence)]

    return together.letter(languages, said, kit.actions(together.choices(languages, programme_id)))


def _opening(words: Words, of: IntroductionOf, newcomer_id: str) -> str:
    people = words.listing(mention(one.user_id) for one in of.people)
    hello = words.say(
        "Hello {people}! *{programme}* brings you together this time.", people=people, programme=of.programme
    )
    if not newcomer_id:
        return hello
    joined = words.say(
        "{person} has just joined; so you did not have to wait for the next round.", person=mention(newcomer_id)
    )
    return f"{hello} {joined}"


def _person(words: Words, one: PersonShown) -> str:
    profile, person = shared_words(one.profile), mention(one.user_id)
    if not profile.role:
        return words.say("*{person}* has not told anything yet: all the more to ask.", person=person)
    lines = [
        words.say(
            "*{person}*: {about}.",
            person=person,
            about=", ".join(filter(None, (profile.role, profile.team, profile.place))),
        )
    ]
    if profile.interests:
        lines.append(words.say("Likes: {topics}.", topics=_few(words, profile.interests)))
    if profile.offers:
        lines.append(words.say("Can help with: {topics}.", topics=_few(words, profile.offers)))
    if profile.looking_for:
        lines.append(words.say("Looks for: {topics}.", topics=_few(words, profile.looking_for)))
    return " ".join(lines)


def _few(words: Words, topics: Sequence[str]) -> Mrkdwn:
    return words.listing(topics[:MOST_TOPICS])


def _reasons(words: Words, of: IntroductionOf) -> str:
    group = [one.user_id for one in of.people]
    reasons = list(openly_shared(of.reasons, [one.profile for one in of.people]))[:MOST_REASONS]
    if not reasons:
        return words.say("*Why you?* For no special reason, and that has its charm: you choose what to talk about.")
    title = words.say("*Why you?*")
    return "\n".join([title, *(f"• {because(words, reason, group)}" for reason in reasons)])


def _beginning(words: Words, of: IntroductionOf) -> str:
    lines = [words.say("*To break the ice:* {question}", question=question(words, of.icebreaker))]
    if of.starter_id:
        starter = mention(of.starter_id)
        lines.append(words.say("{person}, would you write the first line? It is your turn this time.", person=starter))
    return "\n".join(lines)


def _times(words: Words, of: IntroductionOf) -> list[Block]:
    lines = [f"• {_time(words, of, proposal)}" for proposal in of.times]
    if lines:
        lines = [words.say("*Half an hour together?* For example:"), *lines]
        lines.append(words.say("Any other time you agree on is as good. The calendar file holds these, as drafts."))
    links = [link for address in of.video_links if (link := web_link(address))]
    if links:
        lines.append(words.say("To meet on video: {links}", links=words.alternatives(links[:MOST_LINKS])))
    return [kit.section("\n".join(lines))] if lines else []


def _time(words: Words, of: IntroductionOf, proposal: Proposal) -> Mrkdwn:
    zones = {one.user_id: one.tz for one in of.people}
    when = on_their_walls(words, proposal.at, zones)
    if proposal.suits_all:
        return when
    return words.say("{when} (outside someone's working hours)", when=when)
