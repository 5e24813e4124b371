"""The letters of a newcomer's first month: one purpose and one button each, and always a way out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from slack_app.domain.community import LONGEST_TEXT
from slack_app.views import kit
from slack_app.views.actions import Action, Fewer
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words, mark, mention

_ADDRESS = re.compile(r"https://(?:&amp;|[^\s<>|&\"{}])+(?<![.,;:!?)])")
NAME = "{name}"
"""Where a manager's own text has this, the newcomer is mentioned."""


@dataclass(frozen=True)
class Draft:
    """A letter before it is said: sentences of the catalogue, and what its button does."""

    name: str
    when: str
    opening: str
    body: str
    button: str
    action: Action
    contacts: str = ""


DRAFTS = {
    "day0": Draft(
        name=mark("Day 0: welcome"),
        when=mark("To everyone who joins"),
        opening=mark("Hello {member}, and welcome!"),
        body=mark(
            "I help people here find each other. Tell me in two minutes what you do and what you are looking for, and"
            " I will suggest a few people and channels to start with."
        ),
        button=mark("Introduce yourself"),
        action=Action.INTRODUCE,
    ),
    "day3": Draft(
        name=mark("Day 3: a first small step"),
        when=mark("If they neither introduced themselves nor wrote"),
        opening=mark("Hello {member}! A few days in, here is a first small step, if you feel like it."),
        body=mark(
            "A few words about what you do are enough to say hello. You may leave the rest empty, and add to it later."
        ),
        button=mark("Introduce yourself"),
        action=Action.INTRODUCE,
    ),
    "day7": Draft(
        name=mark("Day 7: people to meet"),
        when=mark("Unless they introduced themselves and wrote"),
        opening=mark("A week already, {member}!"),
        body=mark(
            "It takes a moment to find one's way in a new place. Shall we look for a few people and channels that suit you?"
        ),
        button=mark("Who could I meet?"),
        action=Action.MEET_PEOPLE,
        contacts=mark("If anything is unclear, you can also write to {people}."),
    ),
    "day14": Draft(
        name=mark("Day 14: something to offer"),
        when=mark("If they started well and have become quiet"),
        opening=mark("Hello {member}! There is surely something you know that someone here is looking for."),
        body=mark(
            "Would you name one thing you could help with, however small? If you are in the directory, those who look for it will hear of you."
        ),
        button=mark("Say what I can help with"),
        action=Action.INTRODUCE,
    ),
    "day30": Draft(
        name=mark("Day 30: one month"),
        when=mark("To everyone who is still here"),
        opening=mark("One month already, {member}. Thank you for being here!"),
        body=mark(
            "This is the last letter of your welcome. Does your profile still say what you do and what you are"
            " looking for? That is what people and channels are suggested from."
        ),
        button=mark("Look over my profile"),
        action=Action.INTRODUCE,
        contacts=mark(
            "And if something would make this place better for you, tell {people}: it will be read with interest."
        ),
    ),
}


def letter(
    words: Words,
    step: str,
    member_id: str,
    own_text: str | None = None,
    *,
    community: str = "",
    contacts: Sequence[str] = (),
) -> Letter:
    """The letter of a step of the welcome series.

    `own_text` of the managers, where there is one, replaces its body; `community` is the workspace's name; `contacts`
    are the user ids of people who are glad to help.
    """
    draft, paragraphs = DRAFTS[step], _paragraphs(words, step, member_id, community, contacts)
    if own_text and own_text.strip():
        paragraphs = [_own(own_text.strip(), member_id)]
    said = [kit.section(paragraph) for paragraph in paragraphs]
    choices = kit.actions(kit.button(words.plain(draft.button), draft.action, style="primary"), fewer_messages(words))
    way_out = words.say("Too many messages? The menu beside the button pauses or stops them. None come at night.")
    return Letter(text=kit.spoken(said), blocks=[*said, choices, kit.context(way_out)])


def preview(words: Words, step: str, member_id: str, own_text: str = "", *, community: str = "") -> list[kit.Block]:
    """The letter as it will look, with a button that does nothing."""
    whole = letter(words, step, member_id, own_text, community=community)
    drawn = words.say("Button: {button}", button=words.plain(DRAFTS[step].button))
    heading = kit.context(Mrkdwn(f"*{words.say(DRAFTS[step].name)}*"))
    return [heading, *(block for block in whole.blocks if block["type"] == "section"), kit.context(drawn)]


def fewer_messages(words: Words) -> kit.Element:
    """The menu by which someone gets fewer messages, from any message."""
    return kit.overflow(
        Action.FEWER_MESSAGES,
        [
            kit.option(words.plain("Pause for a week"), Fewer.PAUSE_WEEK),
            kit.option(words.plain("No more of these messages"), Fewer.STOP),
        ],
    )


def _paragraphs(words: Words, step: str, member_id: str, community: str, contacts: Sequence[str]) -> list[Mrkdwn]:
    draft, member = DRAFTS[step], mention(member_id)
    if step == "day0" and community:
        opening = words.say("Hello {member}, and welcome to {community}!", member=member, community=community)
    else:
        opening = words.say(draft.opening, member=member)
    people = words.alternatives(mention(contact) for contact in contacts[:3])
    asked = [words.say(draft.contacts, people=people)] if draft.contacts and people else []
    return [opening, words.say(draft.body), *asked]


def _own(text: str, member_id: str) -> Mrkdwn:
    """The managers' words: their emphasis and addresses work; mentions, and links that hide an address, do not."""
    harmless = text[:LONGEST_TEXT].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    linked = _ADDRESS.sub(r"<\g<0>>", harmless)
    return Mrkdwn(linked.replace(NAME, mention(member_id)))
