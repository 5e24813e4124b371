"""The forms that a card's buttons open, and what is shown to who came second."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_app.domain.feedback.terms import Field, Kind, Priority, Status
from slack_app.domain.feedback.trackers.issues import TITLE as ISSUE_TITLE
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.feedback import labels
from slack_app.views.feedback.worked_on import history
from slack_app.views.feedback.worked_on.history import StepShown
from slack_app.views.feedback.worked_on.private import Private
from slack_app.views.kit import Block, Element, View
from slack_app.views.words import Words, mark, words_for

OTHER, REASON, UNTIL, WORDS, PERSON, ISSUE = "other", "reason", "until", "words", "person", "issue_title"
REASON_LENGTH, WORDS_LENGTH, TITLE = 1000, 2000, 60
NONE = "-"
"""The value of *none* in a select: Slack wants one of at least a character."""
SUGGESTED = {
    "has_it": mark("Thank you! What you describe is possible already: "),
    "not_now": mark("Thank you! We have understood what you need. We will not do it soon, because "),
    "not_us": mark("Thank you! This is not ours to decide. Whom you can ask: "),
    "cannot_see": mark("Thank you! We tried, and it did not happen to us. If it happens again, please tell us "),
}
_NAMES = {
    "has_it": mark("It is possible already"),
    "not_now": mark("Not soon, because…"),
    "not_us": mark("Others decide this"),
    "cannot_see": mark("It did not happen to us"),
}


@dataclass(frozen=True)
class FormOf:
    """A ticket as its forms need it; `teams` are (id, name). `title` is that of its issue, chosen or drafted outside."""

    ticket_id: int
    number: int
    seen: str
    language: str = "en"
    kind: str | None = None
    area: str | None = None
    priority: str = "normal"
    team: str | None = None
    areas: Sequence[str] = ()
    teams: Sequence[tuple[str, str]] = ()
    assignee_id: str | None = None
    title: str = ""
    draft: str = ""


def duplicate(words: Words, of: FormOf, maybe: tuple[int, int, str] | None = None) -> View:
    """Which other ticket it is the same as; `maybe` is the id, number and words of one that is likely."""
    initial = found(*maybe) if maybe else None
    select = kit.external_select(Action.PICK_TICKET, initial=initial, placeholder=words.plain("A number or some words"))
    hint = words.plain("Its voices count for the other from then on. One click undoes it.")
    fields = [kit.field(words.plain("It is the same as"), select, OTHER, hint=hint)]
    return _form(words, of, Callback.CARD_DUPLICATE, words.plain("Duplicate of…"), fields)


def found(ticket_id: int, number: int, text: str) -> Element:
    """A ticket as one of a list's options."""
    title = kit.cut(" ".join(text.split()), TITLE)
    return kit.option(f"#{number} {title}".strip(), str(ticket_id))


def decline(words: Words, of: FormOf, suggested: str = "") -> View:
    """Why it is declined, in words that its author reads; `suggested` names words to begin with, in the author's language."""
    theirs = words_for(of.language)
    begin = kit.select(
        Action.CARD_REASON,
        [kit.option(words.plain(name), key) for key, name in _NAMES.items()],
        initial=suggested,
        placeholder=words.plain("Words to begin with"),
    )
    text = kit.text_input(
        initial=theirs.plain(SUGGESTED[suggested]) if suggested in SUGGESTED else "", longest=REASON_LENGTH, lines=True
    )
    language = words.language_name(theirs.language)
    hint = words.plain("Its author and all who joined read this. They wrote in this language: {name}.", name=language)
    fields = [
        kit.actions(begin),
        kit.field(words.plain("The reason that its author will read"), text, f"{REASON}:{suggested}", hint=hint),
    ]
    return _form(words, of, Callback.CARD_DECLINE, words.plain("Decline"), fields)


def change(words: Words, of: FormOf) -> View:
    """What it is and whose."""
    none = kit.option(words.plain("none"), NONE)
    kinds = [kit.option(labels.kind(words, kind), kind.value) for kind in Kind]
    priorities = [kit.option(labels.priority(words, one), one.value) for one in Priority]
    listed = list(dict.fromkeys([*of.areas, *([of.area] if of.area else [])]))
    areas = [none, *(kit.option(area, area) for area in listed)]
    teams = [kit.option(words.plain("none: back to triage"), NONE), *(kit.option(name, key) for key, name in of.teams)]
    answer = Action.ANSWER
    fields = [
        kit.field(
            words.plain("Kind"), kit.select(answer, kinds, initial=of.kind or ""), Field.KIND, optional=not of.kind
        ),
        kit.field(words.plain("Area"), kit.select(answer, areas, initial=of.area or NONE), Field.AREA),
        kit.field(words.plain("Team"), kit.select(answer, teams, initial=of.team or NONE), Field.TEAM),
        kit.field(words.plain("Priority"), kit.select(answer, priorities, initial=of.priority), Field.PRIORITY),
        *_title(words, of),
        kit.context(words.say("I learn from each correction.")),
    ]
    return _form(words, of, Callback.CARD_CHANGE, words.plain("Change"), fields)


def _title(words: Words, of: FormOf) -> list[Block]:
    if not (of.title or of.draft):
        return []
    hint = words.plain("Left empty, its issue is called as its words begin.")
    if of.title == of.draft:
        hint = words.plain(
            "It was drafted outside, and is used once you save it. Left empty, its issue is called as its words begin."
        )
    element = kit.text_input(initial=of.title, longest=ISSUE_TITLE)
    return [kit.field(words.plain("The title for its issue"), element, ISSUE, hint=hint, optional=True)]


def snooze(words: Words, of: FormOf, initial: str) -> View:
    """Until which day it is put off; `initial` is a day as 2026-11-28."""
    day = kit.date_picker(Action.ANSWER, initial=initial, placeholder=words.plain("A day"))
    hint = words.plain("In the morning of that day it comes back here by itself. What was promised is promised still.")
    fields = [kit.field(words.plain("Put it off until"), day, UNTIL, hint=hint)]
    return _form(words, of, Callback.CARD_SNOOZE, words.plain("Snooze"), fields)


def ask(words: Words, of: FormOf, *, is_anonymous: bool) -> View:
    """What the author is asked."""
    text = kit.text_input(longest=WORDS_LENGTH, lines=True)
    unnamed = words.plain("They gave no name: your words reach them all the same, and their answer has no name either.")
    hint = unnamed if is_anonymous else words.plain("I bring it to them, and show their answer under the card.")
    return _form(
        words, of, Callback.CARD_ASK, words.plain("Ask the author"), [kit.field(words.plain("Your words"), text, WORDS, hint=hint)]
    )  # fmt: skip


def assign(words: Words, of: FormOf) -> View:
    """Who takes care of it."""
    person = kit.users_select(
        initial=[of.assignee_id] if of.assignee_id else [], most=1, placeholder=words.plain("Someone")
    )
    hint = words.plain("Left empty, nobody in particular takes care of it.")
    fields = [kit.field(words.plain("Who takes care of it?"), person, PERSON, hint=hint, optional=True)]
    return _form(words, of, Callback.CARD_ASSIGN, words.plain("Assign"), fields)


def changed_meanwhile(words: Words, number: int | None, status: Status, last: StepShown | None) -> View:
    """Somebody was first: what they did, and how it stands."""
    blocks = [kit.section(words.say("Somebody was faster: this has changed in the meantime."))]
    if status is Status.WITHDRAWN:
        blocks.append(kit.section(words.say("It was taken back by its author, and is not here any more.")))
    elif last:
        blocks.append(kit.section(history.dated(words, last)))
    if number is not None and status is not Status.WITHDRAWN:
        stands = words.say("#{number} stands so: {status}.", number=str(number), status=labels.status(words, status))
        blocks.append(kit.context(stands))
    return kit.modal(Callback.NOTICE, words.plain("One moment"), blocks, close=words.plain("Close"))


def no_tracker(words: Words) -> View:
    """It could not be filed in a tracker."""
    said = words.say(
        "There is no tracker for it, or it has its issue already. Managers set trackers in my Home tab, under Feedback."
    )
    return kit.modal(Callback.NOTICE, words.plain("One moment"), [kit.section(said)], close=words.plain("Close"))


def _form(words: Words, of: FormOf, callback: Callback, title: str, fields: Sequence[kit.Block]) -> View:
    return kit.modal(
        callback,
        title,
        [kit.context(f"*#{of.number}*"), *fields],
        submit=words.plain("Save"),
        close=words.plain("Not now"),
        private=str(Private(words.language, of.ticket_id, of.seen)),
    )
