"""The answer to `/feedback help`."""

from slack_app.views import kit
from slack_app.views.kit import Letter
from slack_app.views.words import Words


def help_for(words: Words, *, manager: bool) -> Letter:
    """What can stand after the command."""
    opening = words.say("Tell the team what is broken, missing or good. You hear what becomes of it. You can use:")
    lines = [
        words.say("`/feedback` and your words, or none: a form opens, and nothing is sent before you say so"),
        words.say("`/feedback mine` to see what you said and where it stands, or to take it back"),
        words.say("`/feedback board` to see what others said, and to add your voice"),
        words.say("*Send to the product team*, in the menu of any message"),
    ]
    if manager:
        lines.append(words.say("`/feedback settings` for channels, teams and rules (managers)"))
        lines.append(words.say("`/feedback export` for everything as files (managers)"))
    blocks = [kit.section(opening), kit.section("\n".join(f"• {line}" for line in lines))]
    return Letter(text=kit.spoken(blocks), blocks=blocks)
