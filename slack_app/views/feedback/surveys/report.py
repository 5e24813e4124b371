"""What came of a survey: how many answered, the figure with how sure it is, the way since last time, and the lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from slack_app.domain.feedback.surveys.scores import Figure, mean, recommendation, shares
from slack_app.domain.feedback.surveys.survey import LEAST, Chosen, Result
from slack_app.views import kit
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Mrkdwn, Words, channel_link, escaped, literal

MOST_LINES = 30
ROOM = 6000
"""Characters that lines may take in a message, beside the rest."""


@dataclass(frozen=True)
class Closed:
    """A survey that closed; `before` is what the same came to the last time that five or more answered."""

    chosen: Chosen
    result: Result
    on: date
    before: Result | None = None


def report(words: Words, of: Closed) -> Letter:
    """The message at the close."""
    title = words.plain("Survey closed: {question}", question=asked(words, of.chosen))
    lines = [*told(words, of)]
    blocks = [kit.header(title), kit.section("\n".join(lines)), *_lines(words, of.result)]
    spoken = words.say("Survey closed: {question}", question=Mrkdwn(escaped(asked(words, of.chosen))))
    text = kit.cut(" ".join([spoken, *lines, *(kit.spoken([one]) for one in _lines(words, of.result))]), kit.SPOKEN)
    return Letter(text=text, blocks=blocks)


def asked(words: Words, chosen: Chosen) -> str:
    """The question in short, for plain text."""
    if chosen.question is None:
        return words.plain("would members recommend this community?")
    return literal(chosen.question)


def whom(words: Words, chosen: Chosen) -> Mrkdwn:
    """Who is asked."""
    if chosen.channel_id is None:
        return words.say("all members")
    return words.say("the members of {channel}", channel=channel_link(chosen.channel_id))


def told(words: Words, of: Closed) -> Iterator[Mrkdwn]:
    """What came of it, without the lines."""
    result = of.result
    if result.asked < LEAST:
        yield words.say(
            "Nothing to count: fewer than {least} people could be asked (nobody is asked twice in 90 days).",
            least=LEAST,
        )
        return
    share = words.percent(result.answered / result.asked)
    yield words.plural(
        "{n} of {asked} people answered ({share}).", "{n} of {asked} people answered ({share}).",
        result.answered, asked=result.asked, share=Mrkdwn(share),
    )  # fmt: skip
    if not result.answered:
        return
    if result.is_few:
        yield words.say(
            "That is fewer than {least}: someone could be recognised, so the answers were deleted unread.", least=LEAST
        )
    else:
        yield from _figure(words, of)


def _figure(words: Words, of: Closed) -> Iterator[Mrkdwn]:
    figure = _of(of.chosen, of.result)
    if of.chosen.is_recommendation:
        yield words.say("*Net Promoter Score: {amount}*", amount=_written(words, figure.amount))
        yield _groups(words, of.result)
    else:
        yield words.say("*{amount} of 10 on average*", amount=_written(words, figure.amount))
    yield words.say(
        "Chance alone moves it between {low} and {high}, nineteen times in twenty. It speaks for those who answered.",
        low=_written(words, figure.low),
        high=_written(words, figure.high),
    )
    if of.before:
        yield _since(words, figure.amount, _of(of.chosen, of.before).amount, of.before.answered)


def _groups(words: Words, result: Result) -> Mrkdwn:
    found = shares(result.box.counts)
    parts = (one / result.answered for one in (found.promoters, found.passives, found.detractors))
    high, middle, low = (Mrkdwn(words.percent(part)) for part in parts)
    return words.say(
        "{high} gave 9 or 10, {middle} 7 or 8, {low} 0 to 6; the score is the first less the last.",
        high=high, middle=middle, low=low,
    )  # fmt: skip


def _since(words: Words, amount: float, before: float, n: int) -> Mrkdwn:
    change = round(amount - before, 1)
    then: dict[str, str | int] = {"before": _written(words, before), "n": n, "change": _written(words, abs(change))}
    if change > 0:
        return words.say("{change} more than last time ({before}, n\u00a0=\u00a0{n}).", **then)
    if change < 0:
        return words.say("{change} less than last time ({before}, n\u00a0=\u00a0{n}).", **then)
    return words.say("The same as last time (n\u00a0=\u00a0{n}).", n=n)


def _lines(words: Words, result: Result) -> list[Block]:
    lines = result.box.lines
    if result.is_few or not lines:
        return []
    head = words.say(
        "*In their own words*, in alphabetical order: whose they are, and beside which number, nobody knows."
    )
    shown = [*_that_fit(words.say("• {line}", line=line) for line in lines[:MOST_LINES])]
    blocks, rest = [kit.section(head), *map(kit.section, shown)], len(lines) - len(shown)
    more = words.plural("{n} more line is in the export.", "{n} more lines are in the export.", rest)
    return [*blocks, kit.context(more)] if rest > 0 else blocks


def _that_fit(lines: Iterable[Mrkdwn]) -> Iterator[Mrkdwn]:
    room = ROOM
    for line in lines:
        room -= len(line)
        if room >= 0:
            yield line


def _of(chosen: Chosen, result: Result) -> Figure:
    return recommendation(result.box.counts) if chosen.is_recommendation else mean(result.box.counts)


def _written(words: Words, number: float) -> Mrkdwn:
    return Mrkdwn(words.decimal(number))
