"""What a team and an author write to each other: under the card, to the author, and the form in which they answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_app.domain.errors import InvalidAnswersError
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback.worked_on.private import Private
from slack_app.views.kit import Block, Letter, View
from slack_app.views.words import Mrkdwn, Words, mention

WORDS, LENGTH = "words", 2000
TITLE, MOST_ASKED, MOST_SHOWN = 150, 5, 10
_ROOM = 500


@dataclass(frozen=True)
class RemarkShown:
    """Something that was written, by the team or by the author."""

    words: str
    from_team: bool


@dataclass(frozen=True)
class Asked:
    """A ticket that a team wrote about; `said` is what is to be read, the earliest first."""

    ticket_id: int
    number: int
    words: str
    said: Sequence[RemarkShown]
    team: str = ""
    is_anonymous: bool = False


def mirrored(words: Words, text: str, *, by_id: str | None, author_id: str | None) -> Letter:
    """A remark under the card. `by_id` is who of the team wrote it; the author's name is said only where they gave it."""
    if by_id:
        said = words.say("{person} wrote to the author:", person=mention(by_id))
    elif author_id:
        said = words.say("{person} answers:", person=mention(author_id))
    else:
        said = words.say("The author, who gave no name, answers:")
    quote = words.say("“{text}”", text=text)
    spoken = kit.cut(f"{said} {quote}", kit.SPOKEN)
    return Letter(text=spoken, blocks=[kit.section(said), kit.quoted([("", text)])])


def asked(words: Words, all_asked: Sequence[Asked]) -> Letter:
    """What teams wrote to an author, all that waits in one message, each with its *Reply*."""
    shown = kit.fitting([_one(words, one, place) for place, one in enumerate(all_asked[:MOST_ASKED])])
    blocks = [block for part in shown for block in part]
    if len(all_asked) > len(shown):
        more = words.plural(
            "{n} more waits under “What I said”, in my Home tab.",
            "{n} more wait under “What I said”, in my Home tab.",
            len(all_asked) - len(shown),
        )
        blocks.append(kit.section(more))
    blocks.append(kit.context(words.say("You need not answer. Your choices are always in my Home tab.")))
    return Letter(text=kit.spoken(blocks), blocks=blocks)


def _one(words: Words, one: Asked, place: int) -> list[Block]:
    reply = kit.button(
        words.plain("Reply"),
        Action.FEEDBACK_REPLY,
        value=str(one.ticket_id),
        label=words.plain("Reply about #{number}", number=str(one.number)),
    )
    unnamed = words.say("Nobody learns who you are: your answer goes without your name, too.")
    return [
        kit.section(_opening(words, one)),
        kit.quoted([("", kit.cut(remark.words, LENGTH)) for remark in one.said]),
        kit.actions(reply, block_id=f"reply:{place}"),
        *([kit.context(unnamed)] if one.is_anonymous else []),
    ]


def _opening(words: Words, one: Asked) -> Mrkdwn:
    team = words.say("The team {name}", name=one.team) if one.team else words.say("The team")
    if not one.words:
        return words.say(
            "{team} writes to you about #{number}, which you said here:", team=team, number=str(one.number)
        )
    title = kit.cut(" ".join(one.words.split()), TITLE)
    return words.say(
        "{team} writes to you about #{number}, “{title}”:", team=team, number=str(one.number), title=title
    )  # fmt: skip


def reply_form(words: Words, about: Asked) -> View:
    """The form in which an author answers, under what was written so far."""
    unnamed = words.plain("Your answer goes without your name.") if about.is_anonymous else ""
    field = kit.field(
        words.plain("Your answer"), kit.text_input(longest=LENGTH, lines=True), WORDS, hint=unnamed
    )  # fmt: skip
    return kit.modal(
        Callback.FEEDBACK_REPLY,
        words.plain("Answer the team"),
        [*_context(words, about), field],
        submit=words.plain("Send"),
        close=words.plain("Not now"),
        private=str(Private(words.language, about.ticket_id)),
    )


def _context(words: Words, about: Asked) -> list[Block]:
    own = [kit.quoted([(words.plain("What you said"), kit.cut(about.words, _ROOM))])] if about.words else []
    names = {True: words.plain("The team"), False: words.plain("You")}
    said = [(names[one.from_team], kit.cut(one.words, _ROOM)) for one in about.said[-MOST_SHOWN:]]
    return [kit.section(f"*#{about.number}*"), *own, *([kit.quoted(said)] if said else [])]


def read(view: object) -> str:
    """What was typed, as it came."""
    return kit.typed(kit.state_of(view), WORDS)


def sent(words: Words) -> View:
    """It is on its way."""
    said = words.say("Thank you! Your answer is with the team.")
    return kit.modal(Callback.NOTICE, words.plain("Sent"), [kit.section(said)], close=words.plain("Close"))


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    return refusals.beside_fields(words, refusal)


def not_saved(words: Words, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    return refusals.not_saved(words, WORDS, error_id)
