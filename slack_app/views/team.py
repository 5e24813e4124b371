"""What the community's team reads about a week's newcomers, and who writes to whom."""

from collections.abc import Mapping, Sequence

from slack_app.domain.newcomers import Because, Newcomer, NewcomerReport, ToWriteTo
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words, mark, mention

NAMED = 20
"""People named in one list; the others are counted."""

_BECAUSE = {
    Because.INTRODUCED_THEN_QUIET: mark("{person} posted an introduction, and has been quiet since."),
    Because.NEVER_STARTED: mark("{person} has not written anything yet."),
    Because.POSTED_ONCE: mark("{person} has taken part on one day only."),
}


def newcomers_report(words: Words, report: NewcomerReport, claimed: Mapping[str, str] | None = None) -> Letter:
    """The week's newcomers; `claimed` maps those who are being greeted to who greets them."""
    greeters = claimed or {}
    count = len(report.joined)
    opening = words.plural(
        "{n} person joined us this past week.", "{n} people joined us this past week.", count
    ) if count else words.say("Nobody joined us this past week.")  # fmt: skip
    blocks = [
        kit.header(words.plain("News of our newcomers")),
        kit.section("\n".join([opening, *_groups(words, report)])),
        *_to_write_to(words, report.to_write_to, greeters),
    ]
    return Letter(text=kit.spoken(blocks), blocks=blocks)


def greeting_taken(words: Words, newcomer_id: str) -> Letter:
    """For the one who has just taken it on to greet someone."""
    text = words.say(
        "Thank you! A short personal message to {person} is worth a lot: a question about what they do is a good start.",
        person=mention(newcomer_id),
    )
    return Letter(text=text, blocks=[kit.section(text)])


def greeting_was_taken(words: Words, newcomer_id: str, greeter_id: str) -> Letter:
    """For the one who came second."""
    text = words.say(
        "Thank you! {greeter} is already writing to {person}.", greeter=mention(greeter_id), person=mention(newcomer_id)
    )
    return Letter(text=text, blocks=[kit.section(text)])


def _groups(words: Words, report: NewcomerReport) -> list[str]:
    lines = []
    if report.active:
        lines.append(words.say("*Active:* {people}", people=_people(words, report.active)))
    if report.stalled:
        lines.append(words.say("*Quiet so far:* {people}", people=_people(words, report.stalled)))
    if report.left:
        lines.append(words.plural("{n} person has left again.", "{n} people have left again.", len(report.left)))
    return [f"• {line}" for line in lines]


def _people(words: Words, people: Sequence[Newcomer]) -> Mrkdwn:
    named = [mention(one.user_id) for one in people[:NAMED]]
    more = len(people) - NAMED
    return words.listing([*named, words.plural("{n} other", "{n} others", more)] if more > 0 else named)


def _to_write_to(words: Words, people: Sequence[ToWriteTo], claimed: Mapping[str, str]) -> list[kit.Block]:
    if not people:
        return []
    title = words.say("A word from one of you would make a difference")
    return [kit.divider(), kit.section(f"*{title}*"), *(_one(words, one, claimed.get(one.user_id)) for one in people)]


def _one(words: Words, who: ToWriteTo, greeter_id: str | None) -> kit.Block:
    why = words.say(_BECAUSE[who.because], person=mention(who.user_id))
    if greeter_id:
        taken = words.say("Greeted by {greeter}", greeter=mention(greeter_id))
        return kit.section(f"{why}\n{taken}")
    take = kit.button(words.plain("I'll greet them"), Action.GREET, value=who.user_id)
    return kit.section(why, accessory=take)
