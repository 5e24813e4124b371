"""The channels and people that someone is advised to meet, each with its reason, and one small thing to do."""

from collections.abc import Sequence

from slack_app.domain.recommend import Reason, Suggestion, Why
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words, channel_link, mark, mention

MOST = 3
REASONS_SHOWN = 2
_REASONS = {
    Why.BOTH_LOOK_FOR: mark("You are both looking for the same thing: {topic}."),
    Why.OFFERS_WHAT_YOU_LOOK_FOR: mark("Offers what you are looking for: {topic}."),
    Why.LOOKS_FOR_WHAT_YOU_OFFER: mark("Is looking for what you offer: {topic}."),
    Why.SHARED_INTEREST: mark("You share an interest: {topic}."),
    Why.SAME_PLACE: mark("You are in the same place: {topic}."),
    Why.SAME_LANGUAGE: mark("You speak the same language: {topic}."),
    Why.NEW_TOO: mark("Has not been here for long either."),
    Why.ABOUT_YOUR_INTEREST: mark("This is where {topic} is talked about."),
    Why.EVERYONE_STARTS_HERE: mark("A good place to start."),
}


def letter(
    words: Words, rooms: Sequence[Suggestion], people: Sequence[Suggestion], *, introduced: bool = True
) -> Letter:
    """What to read and whom to meet; `introduced`: it answers someone who has just introduced themselves."""
    opening = (
        words.say("Thank you! Here is where you could start.")
        if introduced
        else words.say("Here is what suits you, from what you told us.")
    )
    blocks = [
        kit.section(opening),
        *_part(words.say("Channels for you"), [_line(words, channel_link(one.id), one) for one in rooms[:MOST]]),
        *_part(words.say("People to meet"), [_line(words, mention(one.id), one) for one in people[:MOST]]),
        kit.section(_small_action(words, rooms, people)),
    ]
    return Letter(text=kit.spoken(blocks), blocks=blocks)


def too_little_known(words: Words) -> Letter:
    """For someone who asks whom they could meet before they told anything of themselves."""
    text = words.say(
        "I know too little of you to suggest anybody. A few words about what you do and what you are looking for are enough."
    )
    introduce = kit.button(words.plain("Introduce yourself"), Action.INTRODUCE, style="primary")
    return Letter(text=text, blocks=[kit.section(text), kit.actions(introduce)])


def reason(words: Words, why: Reason) -> Mrkdwn:
    """Why someone or something is suggested, as a full sentence."""
    topic = words.language_name(why.topic) if why.why is Why.SAME_LANGUAGE else why.topic
    return words.say(_REASONS[why.why], topic=topic)


def _part(title: str, lines: Sequence[str]) -> list[kit.Block]:
    return [kit.section(f"*{title}*"), *(kit.section(line) for line in lines)] if lines else []


def _line(words: Words, who: str, suggestion: Suggestion) -> str:
    return "\n".join([who, " ".join(reason(words, why) for why in suggestion.reasons[:REASONS_SHOWN])]).strip()


def _small_action(words: Words, rooms: Sequence[Suggestion], people: Sequence[Suggestion]) -> Mrkdwn:
    if people:
        return words.say(
            "One small step for today: write two lines to {person}. “Hello, I saw that we have something in common” will do.",
            person=mention(people[0].id),
        )
    if rooms:
        return words.say(
            "One small step for today: have a look at {channel}, and say hello to whoever is there.",
            channel=channel_link(rooms[0].id),
        )
    return words.say(
        "There is nobody to suggest yet: you are among the first. One small step for today: say hello in a channel that you like."
    )
