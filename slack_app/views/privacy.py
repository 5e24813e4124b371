"""What someone reads when they take or erase what the app knows about them."""

from datetime import date

from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Words


def export_filename(day: date) -> str:
    """The name of the file that is handed over."""
    return f"convive-{day.isoformat()}.json"


def export_ready(words: Words) -> Letter:
    """The words that come with the file."""
    text = words.say("Here is everything that is kept about you. It is a JSON file: any text editor opens it.")
    return Letter(text=text, blocks=[kit.section(text)])


def erased(words: Words) -> Letter:
    """The last word after everything was erased."""
    text = words.say(
        "Done: your profile, your introduction, your feedback and everything else that was kept about you are erased. What"
        " you answered in surveys stays, because nobody can tell which answers are yours. You will hear no more from here, unless"
        " you introduce yourself again one day."
    )
    return Letter(text=text, blocks=[kit.section(text)])


def what_is_kept(words: Words) -> list[Block]:
    """In App Home: what is kept, and the two buttons to take it and to erase it."""
    kept = words.say(
        "What you told about yourself, what you gave as feedback, when a survey last asked you, when you joined, where and when you wrote or reacted, the"
        " thanks you were sent, and which messages you got from here. The text of your own messages is never kept."
    )
    sure = kit.confirm(
        words.plain("Erase everything?"),
        words.plain("Your profile, your introduction and your choices are erased at once. This cannot be undone."),
        words.plain("Erase"),
        words.plain("Keep it"),
        danger=True,
    )
    export = kit.button(words.plain("Send me a copy"), Action.EXPORT_ME)
    erase = kit.button(words.plain("Erase everything"), Action.ERASE_ME, style="danger", confirmation=sure)
    return [kit.header(words.plain("What is kept about you")), kit.section(kept), kit.actions(export, erase)]
