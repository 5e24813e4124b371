"""The form in which managers write what the community reads of a month, and how it is read back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.months.you_said import LINE_LENGTH, Part, Stage
from slack_app.domain.words import clean
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Callback
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.managing.settings_forms import form
from slack_app.views.feedback.months.you_said import TITLES
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words, mention

OPENING, CLOSING = "opening", "closing"
SENTENCE_LENGTH, SHOWN = 500, 300
CHANGED = "changed_meanwhile"
_LINE = "line_"


@dataclass(frozen=True)
class TicketOf:
    """A ticket that may be named: its author's words, for managers alone, and the line in their place."""

    ticket_id: int
    number: int
    part: str
    words: str
    line: str
    reason: str = ""


@dataclass(frozen=True)
class FormOf:
    """A month's answer that is being written; `edits` counts how often it was before."""

    you_said_id: int
    month: date
    edits: int = 0
    opening: str = ""
    closing: str = ""
    tickets: Sequence[TicketOf] = ()


@dataclass(frozen=True)
class Written:
    """What managers wrote; `lines` by the tickets' ids. `edits` is what the form was drawn from."""

    you_said_id: int
    edits: int
    opening: str = ""
    closing: str = ""
    lines: Mapping[int, str] = field(default_factory=dict)


def edit(words: Words, of: FormOf) -> View:
    """The opening, a line for each ticket beneath its author's words, and the closing."""
    told = words.say("An empty line is left out. The words above each line are shown to you alone: please leave their author free to be nobody.")  # fmt: skip
    first = kit.text_input(initial=of.opening, longest=SENTENCE_LENGTH, lines=True)
    last = kit.text_input(initial=of.closing, longest=SENTENCE_LENGTH, lines=True)
    blocks = [
        kit.section(f"*{words.month(of.month)}*"),
        kit.field(words.plain("Opening"), first, OPENING, optional=True),
        *([kit.context(told)] if of.tickets else []),
        *(block for part, title in TITLES.items() for block in _part(words, of, part, title)),
        kit.field(words.plain("Closing"), last, CLOSING, optional=True),
    ]
    return form(words, Callback.YOU_SAID, words.plain("The month's answer"), blocks, f"{of.you_said_id}:{of.edits}")


def read(view: object, about: str) -> Written:
    """What was written, `about` as the form carries it."""
    state = kit.state_of(view)
    row, _, edits = about.partition(":")
    lines = {
        ticket_id: clean(kit.typed(state, name), LINE_LENGTH)
        for name in state
        if name.startswith(_LINE) and (ticket_id := number(name.removeprefix(_LINE)))
    }
    first, last = (clean(kit.typed(state, name), SENTENCE_LENGTH) for name in (OPENING, CLOSING))
    return Written(number(row) or 0, number(edits) or 0, first, last, lines)


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    said = refusals.beside_fields(words, refusal)
    if refusal.fields.get(OPENING) == CHANGED:
        said[OPENING] = words.plain("Somebody changed it while you wrote. Keep a copy of your words, close this, and press Edit again.")  # fmt: skip
    return said


def was_done(words: Words, stage: Stage, by_id: str | None) -> Mrkdwn:
    """Told to who came second: what was done before, and by whom."""
    who = mention(by_id) if by_id else words.say("Somebody")
    match stage:
        case Stage.SENT:
            return words.say("{who} sent it already.", who=who)
        case Stage.SENDING:
            return words.say("{who} pressed *Send now*: it is on its way.", who=who)
        case Stage.SKIPPED:
            return words.say("{who} skipped this month. *Bring it back* on the draft undoes that.", who=who)
        case Stage.LET_GO:
            return words.say("This one was let go when the next month's draft came.")
        case Stage.DRAFT:
            return words.say("{who} brought it back: it is a draft again.", who=who)


def notice(words: Words, said: Mrkdwn) -> View:
    """A sentence for one manager."""
    return kit.modal(Callback.NOTICE, words.plain("One moment"), [kit.section(said)], close=words.plain("Close"))


def _part(words: Words, of: FormOf, part: Part, title: str) -> Iterator[Block]:
    found = [one for one in of.tickets if one.part == part]
    if found:
        yield kit.section(words.say("*{title}*", title=words.say(title)))
    for one in found:
        yield from _ticket(words, one)


def _ticket(words: Words, of: TicketOf) -> Iterator[Block]:
    start = kit.cut(" ".join(of.words.split()), SHOWN)
    yield kit.quoted([("", start)]) if start else kit.context(words.say("There are no words of its author to show."))
    why = kit.cut(" ".join(of.reason.split()), SHOWN)
    hint = words.plain("Who wanted it was told: {why}", why=why) if why else ""
    label = words.plain("Number {number}: the community reads", number=str(of.number))
    placeholder = words.plain("Left out")
    box = kit.text_input(initial=of.line, longest=LINE_LENGTH, placeholder=placeholder)
    yield kit.field(label, box, f"{_LINE}{of.ticket_id}", hint=hint, optional=True)
