"""What happened to a ticket, each step a sentence: in its details, under its card, and to who came second."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from slack_app.domain.feedback.terms import Field, Priority, Step
from slack_app.views.feedback import labels
from slack_app.views.words import Mrkdwn, Words, mark, mention

_SAID = {
    Step.FILED: mark("It came in."),
    Step.VOICE: mark("One more person says so."),
    Step.VOICE_TAKEN_BACK: mark("One person has taken their voice back."),
    Step.ACCEPTED: mark("{who} accepted it."),
    Step.PLANNED: mark("{who} planned it."),
    Step.SHIPPED: mark("{who} said that it is shipped."),
    Step.REOPENED: mark("{who} opened it again."),
    Step.WOKEN: mark("It is awake again: it was put off until now."),
    Step.ASKED_AUTHOR: mark("{who} asked its author something."),
    Step.AUTHOR_ANSWERED: mark("Its author answered."),
    Step.PUT_BEFORE_TEAM: mark("With so many voices, it is put before the team."),
    Step.TRACKED: mark("It has an issue in the tracker."),
    Step.TRACKER_CHANGED: mark("Its issue changed in the tracker."),
    Step.ASKED_OUTSIDE: mark(
        "The outside classifier was asked what it is: it saw the words without names, and decided nothing."
    ),
}
_FIELDS = {
    Field.KIND: mark("{who} said of what kind it is: {value}."),
    Field.AREA: mark("{who} said which area it is about: {value}."),
    Field.TEAM: mark("{who} sent it to another team: {value}."),
    Field.PRIORITY: mark("{who} said how soon it should be looked at: {value}."),
}


@dataclass(frozen=True)
class StepShown:
    """One step, on the clocks of its reader; of a team's id in `facts` the flow has made its name."""

    step: Step
    at: datetime
    by_id: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def dated(words: Words, shown: StepShown, *, names: bool = True) -> Mrkdwn:
    """The sentence after its day and time."""
    when = words.say("{day}, {time}", day=words.day(shown.at.date()), time=words.clock(shown.at))
    return Mrkdwn(f"{when} · {sentence(words, shown, names=names)}")


def sentence(words: Words, shown: StepShown, *, names: bool = True) -> Mrkdwn:
    """What happened; without `names` a team's people are just the team."""
    who = _who(words, shown, names=names)
    told = _TOLD.get(shown.step)
    return told(words, shown, who) if told else words.say(_SAID[shown.step], who=who)


def _who(words: Words, shown: StepShown, *, names: bool) -> Mrkdwn:
    if shown.by_id:
        return mention(shown.by_id) if names else words.say("The team")
    tracker = shown.facts.get("tracker")
    return words.say("{tracker} (tracker)", tracker=str(tracker)) if tracker else words.say("Someone")


def _routed(words: Words, shown: StepShown, _who: Mrkdwn) -> Mrkdwn:
    match shown.facts.get(Field.TEAM.value):
        case [None, *_]:
            return words.say("It came to triage: nobody knew yet whose it was.")
    return words.say("It was brought to its team.")


def _declined(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    reason = str(shown.facts.get("reason") or "")
    if not reason:
        return words.say("{who} declined it.", who=who)
    return words.say("{who} declined it: “{reason}”", who=who, reason=reason)


def _merged(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    into, other = shown.facts.get("into"), shown.facts.get("from")
    if into is None:
        return words.say("Now #{number} is part of it: they ask for the same.", number=str(other))
    if shown.by_id is None:
        return words.say("Its author said that it is the same as #{number}.", number=str(into))
    return words.say("{who} said that it is the same as #{number}.", who=who, number=str(into))


def _unmerged(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    number = str(shown.facts.get("into") or shown.facts.get("from"))
    return words.say("{who} parted it from #{number} again.", who=who, number=number)


def _not_the_same(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    return words.say("{who} said that it is not the same as #{number}.", who=who, number=str(shown.facts.get("other")))


def _assigned(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    to = str(shown.facts.get("to") or "")
    if not to:
        return words.say("{who} left it to nobody in particular.", who=who)
    if shown.by_id in {to, None}:
        return words.say("{person} takes care of it.", person=mention(to))
    return words.say("{who} asked {person} to take care of it.", who=who, person=mention(to))


def _snoozed(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    until = date.fromisoformat(str(shown.facts["until"]))
    return words.say("{who} put it off until {day}.", who=who, day=words.day(until))


def _corrected(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    field_, value = str(shown.facts.get("field")), shown.facts.get("to")
    if field_ not in set(Field):
        return words.say("{who} changed it.", who=who)
    return words.say(_FIELDS[Field(field_)], who=who, value=named(words, Field(field_), value))


def _titled(words: Words, shown: StepShown, who: Mrkdwn) -> Mrkdwn:
    title = shown.facts.get("title")
    if title is None:
        return words.say("{who} gave its issue a title.", who=who)
    if not title:
        return words.say("{who} left its issue without a title of its own.", who=who)
    return words.say("{who} gave it a title for its issue: “{title}”", who=who, title=str(title))


def _warned(words: Words, shown: StepShown, _who: Mrkdwn) -> Mrkdwn:
    target = labels.target(words, str(shown.facts.get("target")))
    return words.say("{target}: most of the time for it is over.", target=target)


def _escalated(words: Words, shown: StepShown, _who: Mrkdwn) -> Mrkdwn:
    return words.say("{target}: it is late.", target=labels.target(words, str(shown.facts.get("target"))))


def named(words: Words, field_: Field, value: object) -> str:
    """What a field's value is called."""
    if value in (None, ""):
        return words.plain("none")
    if field_ is Field.KIND:
        return labels.kind(words, str(value))
    return labels.priority(words, str(value)) if field_ is Field.PRIORITY and value in set(Priority) else str(value)


_TOLD: Mapping[Step, Callable[[Words, StepShown, Mrkdwn], Mrkdwn]] = {
    Step.ROUTED: _routed,
    Step.DECLINED: _declined,
    Step.MERGED: _merged,
    Step.UNMERGED: _unmerged,
    Step.NOT_THE_SAME: _not_the_same,
    Step.ASSIGNED: _assigned,
    Step.SNOOZED: _snoozed,
    Step.CORRECTED: _corrected,
    Step.WARNED: _warned,
    Step.ESCALATED: _escalated,
    Step.TITLED: _titled,
}
