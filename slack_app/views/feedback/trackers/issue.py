"""What stands in a tracker's issue beside the words, and what an author reads of an issue that was closed."""

from slack_app.views.words import Words


def voices(words: Words, count: int) -> str:
    """How many people want it, and nobody's name."""
    return str(words.plural("{n} person wants this.", "{n} people want this.", count))


def card(words: Words, link: str) -> str:
    """The way back; empty where there is none."""
    return words.plain("The conversation about it in Slack: {link}", link=link) if link else ""


def without_words(words: Words) -> str:
    """In place of words that were not handed on."""
    return words.plain("The words stand in Slack.")


def title_without_words(words: Words, number: int) -> str:
    """A title for such a ticket."""
    return words.plain("Feedback no. {number}", number=number)


def not_planned(words: Words, tracker: str) -> str:
    """Why a ticket is declined whose issue was closed without being done."""
    return words.plain("The team closed it in {tracker} without planning it.", tracker=tracker)
