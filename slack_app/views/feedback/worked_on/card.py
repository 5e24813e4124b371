"""A ticket's card in its team's channel: what was said, what it is and why it is here, how it stands, and what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from slack_app.domain.feedback.terms import Field, Status, Target
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.feedback import labels
from slack_app.views.feedback.worked_on.card_buttons import buttons
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Mrkdwn, Words, escaped, link, mark, mention

TITLE, MOST_REASONS, MOST_LINKED = 120, 4, 20
_ASKED = {
    Field.KIND: mark("What is it? I would rather ask than guess."),
    Field.AREA: mark("Which area is it about? I would rather ask than guess."),
    Field.TEAM: mark("Which team is it for? I would rather ask than guess."),
    Field.PRIORITY: mark("How soon should it be looked at? I would rather ask than guess."),
}


@dataclass(frozen=True)
class Choice:
    """Two values of a field that nobody was sure of, each with its name."""

    field: Field
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Promise:
    """Something that the team promised, by when on its own clocks, and whether that has passed."""

    target: Target
    due_at: datetime
    is_late: bool = False


@dataclass(frozen=True)
class Other:
    """Another ticket, as a card speaks of it."""

    ticket_id: int
    number: int
    words: str = ""
    status: str = Status.NEW


@dataclass(frozen=True)
class CardShown:
    """A ticket as its card shows it. `author_id` is there only for who gave their name; `because` are sentences.

    `title` is what the team chose for its issue (empty: nothing, None: nobody chose); `draft` is one that was written outside.
    """

    ticket_id: int
    number: int
    status: Status
    words: str = ""
    kind: str | None = None
    area: str | None = None
    priority: str = "normal"
    team: str = ""
    link: str = ""
    author_id: str | None = None
    is_anonymous: bool = False
    voices: int = 1
    because: Sequence[Mrkdwn] = ()
    choices: Sequence[Choice] = ()
    maybe: Other | None = None
    into: Other | None = None
    linked: Sequence[int] = ()
    assignee_id: str | None = None
    decline_reason: str = ""
    asleep_until: datetime | None = None
    waits_for_author: bool = False
    promises: Sequence[Promise] = ()
    tracker_url: str = ""
    title: str | None = None
    draft: str = ""
    deeds: Sequence[Deed] = field(default_factory=tuple)


def card(words: Words, shown: CardShown) -> Letter:
    """The card; who has taken their words back is told by their absence."""
    blocks = [
        kit.section(f"{_what(words, shown)}\n{_stands(words, shown)}"),
        *_said(words, shown),
        *_small_print(_around(words, shown)),
        *(block for place, choice in enumerate(shown.choices) for block in _choice(words, shown, choice, place)),
        *(_maybe(words, shown, shown.maybe) if shown.maybe else ()),
        *buttons(words, shown.ticket_id, shown.status, shown.deeds, into=shown.into.ticket_id if shown.into else None),
    ]
    title = words.say("“{text}”", text=kit.cut(shown.words, TITLE)) if shown.words else ""
    return Letter(text=kit.cut(f"{_what(words, shown)} {title}".strip(), kit.SPOKEN), blocks=blocks)


def went(words: Words, number: int, team: str) -> Letter:
    """What is left of the card where the ticket was before."""
    if team:
        said = words.say("*#{number}* went to the team {team}.", number=str(number), team=team)
    else:
        said = words.say("*#{number}* went back to triage.", number=str(number))
    return Letter(text=said, blocks=[kit.section(said)])


def _what(words: Words, shown: CardShown) -> Mrkdwn:
    parts = [labels.kind(words, shown.kind), shown.area or "", labels.priority(words, shown.priority)]
    said = " · ".join(escaped(part) for part in parts if part)
    return Mrkdwn(f"*#{shown.number}* · {said}")


def _stands(words: Words, shown: CardShown) -> Mrkdwn:
    """How it stands, and with whom."""
    said = [escaped(labels.status(words, shown.status))]
    if shown.into:
        said = [words.say("It is the same as #{number}.", number=str(shown.into.number))]
    if shown.decline_reason:
        said.append(words.say("The reason: “{reason}”", reason=shown.decline_reason))
    if shown.assignee_id:
        said.append(words.say("{person} takes care of it.", person=mention(shown.assignee_id)))
    if shown.asleep_until:
        said.append(words.say("Put off until {day}.", day=words.day(shown.asleep_until.date())))
    if shown.waits_for_author:
        said.append(words.say("It waits for its author's answer."))
    return Mrkdwn(" · ".join(said))


def _said(words: Words, shown: CardShown) -> list[Block]:
    """The words; of what was pointed at, the way to the message."""
    if shown.words:
        return [kit.quoted([("", shown.words)])]
    if shown.link:
        button = kit.button(words.plain("Read the message"), Action.CARD_OPEN, url=shown.link)
        return [kit.section(words.say("It was said in Slack, and stands there:"), accessory=button)]
    return [kit.section(words.say("Its words are not here any more."))]


def _small_print(lines: Sequence[Mrkdwn]) -> list[Block]:
    return [kit.context("\n".join(lines))] if lines else []


def _around(words: Words, shown: CardShown) -> list[Mrkdwn]:
    """The small print: who it touches, what was promised, why it is here."""
    lines = [_touches(words, shown)] if shown.voices else []
    lines += [_promise(words, one) for one in shown.promises]
    lines += [*shown.because[:MOST_REASONS]]
    if shown.linked:
        more = len(shown.linked) - MOST_LINKED
        others = [words.plural("{n} other", "{n} others", more)] if more > 0 else []
        numbers = words.listing([*(f"#{number}" for number in shown.linked[:MOST_LINKED]), *others])
        lines.append(words.say("With it, for the same: {numbers}.", numbers=numbers))
    lines += _title(words, shown)
    if shown.words and shown.link:
        lines.append(link(shown.link, words.say("Where it was said")))
    if shown.tracker_url:
        lines.append(link(shown.tracker_url, words.say("Its issue in the tracker")))
    return lines[:10]


def _title(words: Words, shown: CardShown) -> list[Mrkdwn]:
    if shown.title:
        return [words.say("The title for its issue: “{title}”", title=shown.title)]
    if shown.draft and shown.title is None:
        return [
            words.say(
                "A title, drafted outside: “{title}”. *Change…* keeps it; else it is not used.", title=shown.draft
            )
        ]
    return []


def _touches(words: Words, shown: CardShown) -> Mrkdwn:
    if shown.voices == 1 and (shown.author_id or shown.is_anonymous):
        return _said_by(words, shown.author_id)
    people = words.plural("{n} person says so", "{n} people say so", shown.voices)
    if shown.author_id:
        return words.say("Said by {person}; {people}.", person=mention(shown.author_id), people=people)
    if shown.is_anonymous:
        return words.say("Said by someone who gave no name; {people}.", people=people)
    return words.say("{people}.", people=people)


def _said_by(words: Words, author_id: str | None) -> Mrkdwn:
    """Of who is alone with it, their number says nothing more."""
    if author_id:
        return words.say("Said by {person}.", person=mention(author_id))
    return words.say("Said by someone who gave no name.")


def _promise(words: Words, one: Promise) -> Mrkdwn:
    day, clock, name = words.day(one.due_at.date()), words.clock(one.due_at), labels.target(words, one.target)
    if one.is_late:
        return words.say("{target}: late, it was promised by {day}, {time}.", target=name, day=day, time=clock)
    return words.say("{target} by {day}, {time}.", target=name, day=day, time=clock)


def _choice(words: Words, shown: CardShown, choice: Choice, place: int) -> list[Block]:
    actions = (Action.CARD_CHOOSE, Action.CARD_CHOOSE_OTHER)
    chosen = [
        kit.button(name, action, value=f"{shown.ticket_id}:{choice.field.value}:{value}")
        for action, (value, name) in zip(actions, choice.options, strict=False)
    ]
    return [kit.section(words.say(_ASKED[choice.field])), kit.actions(*chosen, block_id=f"choice:{place}")]


def _maybe(words: Words, shown: CardShown, other: Other) -> list[Block]:
    title = kit.cut(" ".join(other.words.split()), TITLE)
    said = words.say(
        "Is it the same as #{number} ({status})? “{title}”",
        number=str(other.number),
        status=labels.status(words, other.status),
        title=title,
    )
    value = f"{shown.ticket_id}:{other.ticket_id}"
    same = kit.button(words.plain("Same"), Action.CARD_SAME, value=value)
    not_same = kit.button(words.plain("Not the same"), Action.CARD_NOT_SAME, value=value)
    return [kit.section(said), kit.actions(same, not_same)]
