"""A question in its channel, and what only whoever replied to it sees: feedback by one click."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Letter
from slack_app.views.welcome import fewer_messages
from slack_app.views.words import Mrkdwn, Words

ANSWER = "asking:"
"""Begins the value of the button that opens the form from a question; the asking's id follows."""


@dataclass(frozen=True)
class Asked:
    """A question as it was asked; `came` is how much feedback came of it so far, `done` how much of that is done."""

    asking_id: int
    question: str
    emojis: Sequence[str] = ()
    came: int = 0
    done: int = 0


def question(words: Words, of: Asked) -> Letter:
    """The question, how to answer it, and what came of it."""
    said = [words.say("*{question}*", question=of.question), _how(words, of)]
    if of.came:
        said.append(_came(words, of))
    blocks = [kit.section(one) for one in said]
    alone = kit.button(words.plain("Tell only the team"), Action.FEEDBACK, value=f"{ANSWER}{of.asking_id}")
    return Letter(text=kit.spoken(blocks), blocks=[*blocks, kit.actions(alone)])


def offer(words: Words, asking_id: int, ts: str) -> Letter:
    """What whoever replied sees alone."""
    asked = words.say(
        "*Should the team hear this?* Then your reply becomes feedback: the team sees your words and a link to them, and you"
        " hear what becomes of it."
    )
    make = kit.button(
        words.plain("Make it feedback"), Action.LISTENING_MAKE, value=f"{asking_id}:{ts}", style="primary"
    )
    way_out = words.say("Only you see this, and I ask once in this thread. If not, leave it: nothing is kept.")
    blocks = [kit.section(asked), kit.actions(make, fewer_messages(words)), kit.context(way_out)]
    return Letter(text=kit.spoken(blocks), blocks=blocks)


def _how(words: Words, of: Asked) -> Mrkdwn:
    thread = words.say(
        "Reply in this thread. I keep nothing of what you write here, unless you want the team to hear it: after your reply I"
        " offer that to you alone, and it takes one click."
    )
    if not of.emojis:
        return thread
    named = words.alternatives(Mrkdwn(f":{name}:") for name in of.emojis)
    emoji = words.say("Or put {emojis} on your reply.", emojis=named)
    return Mrkdwn(f"{thread} {emoji}")


def _came(words: Words, of: Asked) -> Mrkdwn:
    came = words.plural(
        "So far, {n} piece of feedback came of this.", "So far, {n} pieces of feedback came of this.", of.came
    )
    if not of.done:
        return came
    done = words.plural("{n} is done.", "{n} are done.", of.done)
    return Mrkdwn(f"{came} {done}")
