"""The moderators' short form of a working day: who came, what waits, and whether it was a usual day."""

from collections.abc import Iterator, Mapping
from datetime import date

from slack_app.domain.digest.brief import Brief, Trend
from slack_app.domain.digest.candidates import Waiting
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.digest.numbers import ago
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Mrkdwn, Words, channel_link, mark, mention

Links = Mapping[tuple[str, str], str]
"""Permalinks, by channel id and timestamp."""
_TRENDS = {
    Trend.MORE: mark("Much more than the usual {usual}."),
    Trend.LESS: mark("Much less than the usual {usual}."),
    Trend.USUAL: mark("That is about as usual ({usual})."),
}


def brief(words: Words, of: Brief, links: Links | None = None) -> Letter:
    """The whole of it; a question without a link names its channel."""
    title = _title(words, of.first, of.last)
    blocks = [
        kit.header(title),
        *_joined(words, of),
        *_questions(words, of, links or {}),
        kit.section(_messages(words, of)),
        kit.actions(kit.button(words.plain("Digest settings"), Action.DIGEST_SETTINGS)),
    ]
    return Letter(text=kit.cut(f"{title}. {kit.spoken(blocks)}", kit.SPOKEN), blocks=blocks)


def _title(words: Words, first: date, last: date) -> str:
    if first == last:
        return words.plain("In short: {day}", day=words.day(last))
    return words.plain("In short: {weekday} to {day}", weekday=words.weekday(first.weekday()), day=words.day(last))


def _joined(words: Words, of: Brief) -> Iterator[Block]:
    if of.joined:
        people: list[str] = [mention(one) for one in of.joined]
        if of.more_joined:
            people.append(words.plural("{n} other", "{n} others", of.more_joined))
        yield kit.section(words.say("*Joined:* {people}", people=words.listing(people)))


def _questions(words: Words, of: Brief, links: Links) -> Iterator[Block]:
    if not of.questions:
        return
    count = len(of.questions) + of.more_questions
    yield kit.section(
        words.plural(
            "*{n} question waits for an answer*, the oldest first:",
            "*{n} questions wait for an answer*, the oldest first:",
            count,
        )
    )
    for one in of.questions:
        yield _question(words, one, links.get((one.channel_id, one.ts), ""))
    if of.more_questions:
        yield kit.section(words.plural("And {n} other.", "And {n} others.", of.more_questions))


def _question(words: Words, one: Waiting, link: str) -> Block:
    said = words.say(
        "{person} in {channel}, {time}",
        person=mention(one.user_id),
        channel=channel_link(one.channel_id),
        time=ago(words, one.hours),
    )
    label = words.plain("Open the question")
    return kit.section(f"• {said}", accessory=kit.button(label, Action.TODO_OPEN, url=link) if link else None)


def _messages(words: Words, of: Brief) -> Mrkdwn:
    said = words.plural("{n} message.", "{n} messages.", of.messages)
    if of.trend not in _TRENDS or of.usual is None:
        return said
    return Mrkdwn(f"{said} {words.say(_TRENDS[of.trend], usual=words.decimal(of.usual))}")
