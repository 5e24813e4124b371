"""The answer to `/convive`: what the app does for a member, and for a manager."""

from slack_app.views import kit
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words


def help_for(words: Words, *, manager: bool = False) -> Letter:
    """What someone can do here."""
    opening = words.say("I help people here find each other. You can use:")
    blocks = [kit.section(opening), *_blocks(words, manager=manager)]
    return Letter(text=kit.spoken(blocks), blocks=blocks)


def unknown_command(words: Words, typed: str, *, manager: bool = False) -> Letter:
    """The same, after a word that means nothing to us."""
    opening = words.say("“{word}” means nothing to me. You can use:", word=typed[:50])
    blocks = [kit.section(opening), *_blocks(words, manager=manager)]
    return Letter(text=kit.spoken(blocks), blocks=blocks)


def _blocks(words: Words, *, manager: bool) -> list[kit.Block]:
    for_members = [
        words.say("`/intro` to introduce yourself, or to change your profile"),
        words.say("`/coffee` to say whether, how often and with whom you like to meet someone new"),
        words.say("`/digest` to see how our community is doing"),
        words.say("`/feedback` to tell the team what is broken, missing or good, and to see what became of it"),
        words.say("`/convive help` to read this again"),
        words.say("my Home tab for your profile, your messages, your language and your data"),
    ]
    blocks = [kit.section(_listed(for_members))]
    if manager:
        set_up = words.say(
            "*For managers:* my Home tab also holds the set-up (channels, interests, the welcome and its texts, the coffee"
            " programmes, the digest), and says what is still missing. `/digest help` says what the digest can do."
        )
        blocks.append(kit.section(set_up))
    return blocks


def _listed(lines: list[Mrkdwn]) -> str:
    return "\n".join(f"• {line}" for line in lines)
