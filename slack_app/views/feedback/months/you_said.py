"""You said, we did: a month's answer as the community reads it, and the draft that managers see, edit and send."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from slack_app.domain.feedback.months.you_said import LEAST_PEOPLE, LINE_LENGTH, Figures, Part, Stage
from slack_app.domain.feedback.terms import Kind
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.feedback import labels
from slack_app.views.kit import Block, Element, Letter
from slack_app.views.words import Mrkdwn, Words, channel_link, escaped, mark

HOURS_OF_TWO_DAYS = 48
TITLES = {
    Part.SHIPPED: mark("What is there now"),
    Part.DECLINED: mark("What we will not do"),
    Part.WANTED: mark("Most wanted, and still open"),
    Part.LONGEST: mark("Open longest"),
}


@dataclass(frozen=True)
class LineOf:
    """What is read of one ticket, beneath its part's title."""

    part: str
    line: str
    voices: int = 0
    months: int = 0


@dataclass(frozen=True)
class AnswerOf:
    """A month's answer. `may_be_unnamed`: feedback may be sent without a name."""

    month: date
    figures: Figures = field(default_factory=Figures)
    opening: str = ""
    closing: str = ""
    lines: Sequence[LineOf] = ()
    may_be_unnamed: bool = True


@dataclass(frozen=True)
class DraftOf:
    """The draft for managers: the answer, where it goes, and how it stands; `link` leads to what is out."""

    you_said_id: int
    answer: AnswerOf
    stage: Stage = Stage.DRAFT
    channel_id: str | None = None
    link: str = ""
    is_untouched: bool = True


def opening(words: Words) -> str:
    """The first sentence that managers are offered."""
    return words.plain("Thank you for telling us what works and what does not. Here is what became of it.")


def line(words: Words, kind: str | None, area: str | None, reason: str = "") -> str:
    """What managers are offered to say of a ticket: never a word of who said it."""
    named = labels.kind(words, kind) if kind in set(Kind) else words.plain("A piece of feedback")
    said = words.plain("{kind} ({area})", kind=named, area=area) if area else named
    whole = words.plain("{what}: {why}", what=said, why=reason) if reason else said
    return kit.cut(whole, LINE_LENGTH)


def answer(words: Words, of: AnswerOf) -> Letter:
    """The month as the community reads it."""
    title = words.plain("You said, we did: {month}", month=words.month(of.month))
    blocks = [kit.header(title), *_paragraph(of.opening), *_figures(words, of.figures), *_parts(words, of)]
    blocks += [*_paragraph(of.closing), kit.context(_way(words, of))]
    return Letter(text=kit.cut(f"{title}. {kit.spoken(blocks)}", kit.SPOKEN), blocks=blocks)


def draft(words: Words, of: DraftOf) -> Letter:
    """What managers see of it: while it can still be sent, exactly what will be read."""
    said = _stands(words, of)
    blocks = [kit.section(said)]
    if of.stage in (Stage.DRAFT, Stage.SENDING):
        blocks += [kit.divider(), *answer(words, of.answer).blocks, kit.divider()]
    if of.stage is Stage.DRAFT and of.is_untouched and of.answer.lines:
        blocks.append(kit.context(words.say("Of each ticket only its kind is told: your words in their place make it worth reading. Nobody's own words are shown.")))  # fmt: skip
    buttons = list(_buttons(words, of))
    return Letter(text=said, blocks=[*blocks, kit.actions(*buttons)] if buttons else blocks)


def reminder(words: Words, month: date, link: str) -> Letter:
    """Said once, some days after a draft that nobody has sent."""
    text = words.say("“You said, we did” for {month} still waits for one of you: send it, or skip this month.", month=words.month(month))  # fmt: skip
    see = [kit.actions(kit.button(words.plain("See the draft"), Action.YOU_SAID_OPEN, url=link))] if link else []
    return Letter(text=text, blocks=[kit.section(text), *see])


def _stands(words: Words, of: DraftOf) -> Mrkdwn:
    month = words.month(of.answer.month)
    where = channel_link(of.channel_id) if of.channel_id else words.say("a channel that is still to be chosen")
    match of.stage:
        case Stage.DRAFT:
            return words.say("*A draft of “you said, we did” for {month}.* It goes to {where}, and only once one of you presses *Send now*: read and change it before.", month=month, where=where)  # fmt: skip
        case Stage.SENDING:
            return words.say("*“You said, we did” for {month} is on its way to {where}.* If it does not arrive, press *Send now* once more.", month=month, where=where)  # fmt: skip
        case Stage.SENT:
            return words.say("*“You said, we did” for {month} is out* in {where}.", month=month, where=where)
        case Stage.SKIPPED:
            return words.say("*“You said, we did” for {month} is skipped.* Nothing goes out.", month=month)
        case Stage.LET_GO:
            return words.say("*“You said, we did” for {month} was not sent*, and the next month's draft is here. Nothing goes out.", month=month)  # fmt: skip


def _buttons(words: Words, of: DraftOf) -> Iterator[Element]:
    value = str(of.you_said_id)
    edit = kit.button(words.plain("Edit"), Action.YOU_SAID_EDIT, value=value)
    if of.stage in (Stage.DRAFT, Stage.SENDING):
        yield edit
        yield kit.button(words.plain("Send now"), Action.YOU_SAID_SEND, value=value, style="primary")
    if of.stage is Stage.DRAFT:
        yield kit.button(words.plain("Skip this month"), Action.YOU_SAID_SKIP, value=value)
    if of.stage is Stage.SENT:
        if of.link:
            yield kit.button(words.plain("See it"), Action.YOU_SAID_OPEN, url=of.link)
        yield edit
    if of.stage is Stage.SKIPPED:
        yield kit.button(words.plain("Bring it back"), Action.YOU_SAID_BACK, value=value)


def _paragraph(text: str) -> list[Block]:
    return [kit.section(escaped(text))] if text.strip() else []


def _figures(words: Words, of: Figures) -> Iterator[Block]:
    said = [words.plural("*You said:* {n} thing", "*You said:* {n} things", of.said)]
    if of.people is not None:
        said.append(words.plural("{n} person spoke or joined in", "{n} people spoke or joined in", of.people))
    done = list(_done(words, of))
    lines = [" · ".join(said)]
    lines += [words.say("*What we decided:* {done}", done=words.listing(done))] if done else []
    lines += [words.plural("*Still open:* {n}", "*Still open:* {n}", of.open)] if of.open else []
    yield kit.section("\n".join(lines))
    times = list(_times(words, of))
    if times:
        yield kit.context(*times)


def _done(words: Words, of: Figures) -> Iterator[Mrkdwn]:
    if of.shipped:
        yield words.plural("{n} done", "{n} done", of.shipped)
    if of.planned:
        yield words.plural("{n} planned", "{n} planned", of.planned)
    if of.accepted:
        yield words.plural("{n} accepted", "{n} accepted", of.accepted)
    if of.declined:
        yield words.plural("{n} declined", "{n} declined", of.declined)


def _times(words: Words, of: Figures) -> Iterator[Mrkdwn]:
    if of.answer_h is not None:
        time = _time(words, of.answer_h)
        yield words.say("Half of the {n} first answers came within {time}.", n=of.answers, time=time)
    if of.end_h is not None:
        time = _time(words, of.end_h)
        yield words.say("Half of the {n} things that came to an end did so within {time}.", n=of.ends, time=time)


def _time(words: Words, hours: float) -> Mrkdwn:
    if hours < HOURS_OF_TWO_DAYS:
        return words.plural("{n} hour", "{n} hours", max(round(hours), 1))
    return words.plural("{n} day", "{n} days", round(hours / 24))


def _parts(words: Words, of: AnswerOf) -> Iterator[Block]:
    for part, title in TITLES.items():
        lines = [f"• {_line(words, one)}" for one in of.lines if one.part == part and one.line.strip()]
        if lines:
            yield kit.section("\n".join([words.say("*{title}*", title=words.say(title)), *lines]))


def _line(words: Words, of: LineOf) -> str:
    said = [escaped(of.line)]
    if of.part == Part.WANTED and of.voices >= LEAST_PEOPLE:
        said.append(words.plural("{n} person wants it", "{n} people want it", of.voices))
    if of.part == Part.LONGEST and of.months:
        said.append(words.plural("open for {n} month", "open for {n} months", of.months))
    return " · ".join(said)


def _way(words: Words, of: AnswerOf) -> Mrkdwn:
    if of.may_be_unnamed:
        return words.say("Something on your mind? `/feedback` brings it to a team, without your name if you like. What became of what you said stands there, too.")  # fmt: skip
    return words.say("Something on your mind? `/feedback` brings it to a team. What became of what you said stands there, too.")  # fmt: skip
