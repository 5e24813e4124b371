"""A model learned anew: judged by what it says of items that it has not seen, and put in use unless a former one does better."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slack_app.domain.feedback.learned.calibration import LAST, Said, accuracy
from slack_app.domain.feedback.learned.general import read
from slack_app.domain.feedback.learned.local import Local, Taught, blended, learned_from
from slack_app.domain.feedback.learned.subjects import Subject

FOLDS = 5
JUDGED_BY = 50
WORSE_BY = 0.03
_ENOUGH = 20

Remembered = Mapping[int, tuple[str, float]]
"""What a model said of tickets while it had not seen them, by ticket: the value and how sure."""


@dataclass(frozen=True)
class Example:
    """A ticket's words and what people said that it is."""

    ticket_id: int
    words: str
    value: str


@dataclass(frozen=True)
class Refit:
    """A new model, and what the same lessons without the item itself said of each of the last 200."""

    local: Local
    held_out: tuple[Said, ...]


@dataclass(frozen=True)
class Former:
    """A model that is kept, and what it said of items before it had seen them."""

    number: int
    local: Local
    remembered: Remembered


def taught_by(examples: Sequence[Example], subject: Subject) -> list[Taught]:
    """The lessons as models learn from them; a value that is no longer possible teaches nothing."""
    texts = ((one, read(one.words)) for one in examples if one.value in subject.names)
    return [Taught(one.ticket_id, text, one.value, subject.prior(one.words, text)) for one, text in texts]


def refit(lessons: Sequence[Taught], subject: Subject) -> Refit | None:
    """Learn from all of the lessons, the oldest first; None where they teach no difference."""
    local = learned_from(lessons)
    return Refit(local, tuple(_held_out(lessons, subject))) if local else None


def better_former(new: Refit, lessons: Sequence[Taught], formers: Sequence[Former], subject: Subject) -> Former | None:
    """The former model to stay with: right on the last 50 items more often than the new one by over 3 points; mostly None.

    Neither is asked about an item that it learned from. Each pair is compared on what both can be asked about.
    """
    new_said = {one.ticket_id: one for one in new.held_out}
    best, lead = None, WORSE_BY
    for former in formers:
        theirs = [one for one in _said_by(former, lessons[-JUDGED_BY:], subject) if one.ticket_id in new_said]
        ahead = accuracy(theirs) - accuracy([new_said[one.ticket_id] for one in theirs])
        if len(theirs) >= _ENOUGH and ahead > lead + 1e-9:
            best, lead = former, ahead
    return best


def said_of(local: Local | None, lesson: Taught, subject: Subject) -> Said:
    """What is thought of a lesson's text by prior and model."""
    shares = blended(local, lesson.text, lesson.prior, subject.names, subject.half)
    best = int(shares.argmax())
    return Said(lesson.ticket_id, subject.names[best], float(shares[best]), lesson.value)


def _held_out(lessons: Sequence[Taught], subject: Subject) -> Iterator[Said]:
    """Five times, a fifth of the last 200 is set aside, and asked of a model of all others; in the lessons' order."""
    begin = max(len(lessons) - LAST, 0)
    told: dict[int, Said] = {}
    for fold in range(FOLDS):
        aside = set(range(begin + fold, len(lessons), FOLDS))
        local = learned_from([one for at, one in enumerate(lessons) if at not in aside]) if aside else None
        told |= {at: said_of(local, lessons[at], subject) for at in aside}
    yield from (told[at] for at in sorted(told))


def _said_by(former: Former, lessons: Sequence[Taught], subject: Subject) -> Iterator[Said]:
    seen = set(former.local.past.ticket_ids.tolist())
    for lesson in lessons:
        if lesson.ticket_id in former.remembered:
            value, confidence = former.remembered[lesson.ticket_id]
            yield Said(lesson.ticket_id, value, confidence, lesson.value)
        elif lesson.ticket_id not in seen:
            yield said_of(former.local, lesson, subject)
