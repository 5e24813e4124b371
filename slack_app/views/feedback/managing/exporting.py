"""What comes with the files of all feedback, and what they are called."""

from datetime import date

from slack_app.views import kit
from slack_app.views.kit import Letter
from slack_app.views.words import Words


def on_its_way(words: Words) -> Letter:
    """What was asked for comes as a message."""
    return _letter(words.say("It comes to you as a message in a moment."))


def nothing_yet(words: Words) -> Letter:
    """There is nothing to export."""
    return _letter(words.say("Nobody has given feedback yet: there is nothing to export."))


def ready(words: Words) -> Letter:
    """The words that come with the file."""
    said = words.say(
        "Here is all feedback: tickets, their history, the exchanges, what came of surveys and what the community was told as tables (CSV),"
        " and everything as JSON. Whoever spoke"
        " without their name has none in it; the others are in it by their Slack id, so keep it where only the team reads it."
    )
    return _letter(said)


def file_name(day: date) -> str:
    """The name of the archive."""
    return f"feedback-{day.isoformat()}.zip"


def _letter(said: str) -> Letter:
    return Letter(text=said, blocks=[kit.section(said)])
