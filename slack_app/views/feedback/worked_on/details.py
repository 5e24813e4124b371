"""One ticket in detail: its words, how it stands, its history in sentences, what was written about it, who wants it."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_app.domain.feedback.terms import OPEN, Status
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback import labels
from slack_app.views.feedback.worked_on import history
from slack_app.views.feedback.worked_on.card import Other
from slack_app.views.feedback.worked_on.exchange import RemarkShown
from slack_app.views.feedback.worked_on.history import StepShown
from slack_app.views.kit import Block, Element, View
from slack_app.views.words import Mrkdwn, Words, escaped, mention

MOST_STEPS, MOST_REMARKS, MOST_LINKED, MOST_NAMED, ROOM = 20, 10, 10, 20, 500
IN_ONE = 5
"""Lines of small print in one block."""


@dataclass(frozen=True)
class DetailsShown:
    """A ticket as someone may see it: for who is not on a team, nobody's name and only what is no team's own business.

    `named` are those who want it and gave their name; `said` is what was written between team and author.
    """

    ticket_id: int
    number: int
    status: Status
    words: str
    kind: str | None = None
    area: str | None = None
    priority: str | None = None
    team: str = ""
    voices: int = 1
    named: Sequence[str] = ()
    because: Sequence[Mrkdwn] = ()
    steps: Sequence[StepShown] = ()
    said: Sequence[RemarkShown] = ()
    linked: Sequence[Other] = ()
    into: Other | None = None
    link: str = ""
    card_link: str = ""
    tracker_url: str = ""
    decline_reason: str = ""
    is_on_team: bool = False
    may_join: bool = False


def details(words: Words, shown: DetailsShown) -> View:
    """The modal, on top of the board or of nothing."""
    blocks = [kit.section(_opening(words, shown)), *_words(words, shown), kit.context(_people(words, shown))]
    if shown.decline_reason:
        blocks.append(kit.quoted([(words.plain("Why it was declined"), shown.decline_reason)]))
    if shown.because:
        blocks.append(kit.context("\n".join(shown.because)))
    blocks += _buttons(words, shown)
    blocks += _linked(words, shown)
    blocks += _remarks(words, shown)
    blocks += _history(words, shown)
    return kit.modal(
        Callback.BOARD,
        f"#{shown.number}",
        blocks,
        close=words.plain("Back"),
        private=f"ticket {shown.ticket_id}",
    )


def _opening(words: Words, shown: DetailsShown) -> Mrkdwn:
    priority = labels.priority(words, shown.priority) if shown.priority else ""
    parts = [labels.status(words, shown.status), labels.kind(words, shown.kind), shown.area or "", shown.team, priority]
    said = " · ".join(escaped(part) for part in parts if part)
    if shown.into:
        same = words.say("It is the same as #{number}.", number=str(shown.into.number))
        said = f"{said}\n{same}"
    return Mrkdwn(f"*#{shown.number}* · {said}")


def _words(words: Words, shown: DetailsShown) -> list[Block]:
    if shown.words:
        return [kit.quoted([("", shown.words)])]
    if shown.link:
        return [kit.section(words.say("It was said in Slack, and stands there:"))]
    return [kit.section(words.say("Its words are not here any more."))]


def _people(words: Words, shown: DetailsShown) -> Mrkdwn:
    people = words.plural("{n} person says so", "{n} people say so", shown.voices)
    if not shown.named:
        return words.say("{people}.", people=people)
    named = words.listing([mention(one) for one in shown.named[:MOST_NAMED]])
    return words.say("{people}. With their name: {named}.", people=people, named=named)


def _buttons(words: Words, shown: DetailsShown) -> list[Block]:
    found: list[Element] = []
    if shown.may_join and shown.status in OPEN:
        found.append(
            kit.button(words.plain("Mine too"), Action.FEEDBACK_MINE_TOO, value=f":{shown.ticket_id}", style="primary")
        )
    links = [(shown.link, words.plain("Where it was said")), (shown.card_link, words.plain("Its card"))]
    there = [(url, text) for url, text in [*links, (shown.tracker_url, words.plain("Its issue"))] if url]
    blocks = [kit.actions(*found)] if found else []
    return [*blocks, *(kit.actions(kit.button(text, Action.CARD_OPEN, url=url)) for url, text in there)]


def _linked(words: Words, shown: DetailsShown) -> list[Block]:
    blocks = []
    for one in shown.linked[:MOST_LINKED]:
        text = kit.cut(" ".join(one.words.split()), ROOM)
        said = words.say("*#{number}* asks for the same: “{text}”", number=str(one.number), text=text)
        undo = kit.button(words.plain("Undo"), Action.CARD_UNMERGE, value=f"{one.ticket_id}:{shown.ticket_id}")
        blocks.append(kit.section(said, accessory=undo if shown.is_on_team else None))
    return blocks


def _remarks(words: Words, shown: DetailsShown) -> list[Block]:
    names = {True: words.plain("The team"), False: words.plain("The author")}
    said = [(names[one.from_team], kit.cut(one.words, ROOM)) for one in shown.said[-MOST_REMARKS:]]
    return [kit.divider(), kit.quoted(said)] if said else []


def _history(words: Words, shown: DetailsShown) -> list[Block]:
    lines = [history.dated(words, step, names=shown.is_on_team) for step in shown.steps[-MOST_STEPS:]]
    if not lines:
        return []
    title = words.say("*What happened*")
    told = ["\n".join(lines[at : at + IN_ONE]) for at in range(0, len(lines), IN_ONE)]
    return [kit.divider(), kit.section(title), *(kit.context(one) for one in told)]
