"""What all messages to a group have in common: one language or two, and the way to one's own choices."""

from collections.abc import Callable, Sequence

from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Words, mark

Part = Callable[[Words], Sequence[Block]]
_CHOICES = mark("My coffee choices")


def letter(languages: Sequence[Words], said: Part, *ends: Block) -> Letter:
    """What is said, whole in each language and one after the other; then what stands once, such as buttons."""
    blocks: list[Block] = []
    texts = []
    for words in languages:
        part = said(words)
        blocks += [kit.divider(), *part] if blocks else part
        texts.append(kit.cut(kit.spoken(part), kit.SPOKEN // len(languages) - 1))
    return Letter(text=" ".join(texts), blocks=[*blocks, *ends])


def label(languages: Sequence[Words], msgid: str) -> str:
    """A button's words, in each language of the group."""
    return " · ".join(words.plain(msgid) for words in languages)


def small_print(languages: Sequence[Words], msgid: str) -> Block:
    """A line of small print in each language."""
    return kit.context(*(words.say(msgid) for words in languages))


def choices(languages: Sequence[Words], programme_id: int) -> kit.Element:
    """The button to one's own choices: skip, pause, less often, leave."""
    return kit.button(label(languages, _CHOICES), Action.COFFEE_MINE, value=str(programme_id))


def alone(words: Words, programme_id: int, *paragraphs: str) -> Letter:
    """A message to one person, with the way to their choices below."""
    blocks = [kit.section(paragraph) for paragraph in paragraphs]
    return Letter(text=kit.spoken(blocks), blocks=[*blocks, kit.actions(choices([words], programme_id))])
