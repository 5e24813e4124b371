"""Lessons: what people confirm or correct is kept, and every ten of them the models are learned anew."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlmodel import Session

from slack_app.domain.feedback.learned import local, reports
from slack_app.domain.feedback.learned.linear import NotAModelError
from slack_app.domain.feedback.learned.refitting import Example, Former, Refit, better_former, refit, taught_by
from slack_app.domain.feedback.learned.subjects import OfArea, OfKind, Subject
from slack_app.domain.feedback.terms import Field
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.feedback.learned import guessing, ranking_likeness
from slack_app.flows.outcomes import Done, Drop, Outcome
from slack_app.jobs import Job
from slack_app.store import outbox, workspaces
from slack_app.store.errands import Errand
from slack_app.store.feedback import learned as models
from slack_app.store.feedback import lessons
from slack_app.store.feedback.lessons import NewLesson
from slack_app.store.outbox import Task
from slack_app.store.schema import Ticket

log = structlog.get_logger()

EVERY = 10
LEARNED = (Field.KIND, Field.AREA)


@dataclass(frozen=True)
class Lesson:
    """What is learned from, and as of when."""

    subject: Subject
    examples: Sequence[Example]
    formers: Sequence[Former]
    at: datetime


@dataclass(frozen=True)
class Learned:
    """What came of it: a new model, or none where nothing can be learned, and the former one that does better."""

    refit: Refit | None
    former: Former | None
    at: datetime


def learned(
    session: Session, deps: Deps, ticket: Ticket, field: Field, value: str, guessed: tuple[str, float] | None = None
) -> None:
    """A person confirmed or chose `value` for the ticket's kind or area; `guessed` is what the model had said, and how sure it was.

    Where that is not at hand it is asked for now. One lesson for a ticket and field: the last word counts. Every ten new ones a
    refit is asked for. Other fields are no lessons.
    """
    if field not in LEARNED or ticket.id is None:
        return
    said, confidence = guessed or _thought(session, deps, ticket, field)
    lesson = NewLesson(ticket.id, field, value, said, confidence)
    lessons.keep(session, ticket.team_id, lesson, now=deps.now())
    if _many_new(session, ticket.team_id, field) >= EVERY:
        task = Task(Job.LEARN_ROUTING, f"learn:{field}", args={"field": field.value})
        outbox.put_again(session, ticket.team_id, task, now=deps.now())


def forget(session: Session, deps: Deps, team_id: str) -> None:
    """Somebody's words were erased: everything learned is learned anew without them, and older figures go."""
    for field in LEARNED:
        if models.versions(session, team_id, field):
            task = Task(Job.LEARN_ROUTING, f"forget:{field}", args={"field": field.value, "forgets": True})
            outbox.put_again(session, team_id, task, now=deps.now())


def learn_routing(deps: Deps, errand: Errand) -> Outcome:
    """The job: refit what the errand's `field` names (kind, area, likeness)."""
    named = errand.args.get("field")
    if named == ranking_likeness.LEARNED:
        ranking_likeness.learn(deps, errand.team_id)
        return Done()
    if named not in LEARNED:
        return Drop("unknown_field")
    field, forgets = Field(named), bool(errand.args.get("forgets"))
    with deps.db.reading() as session:
        lesson = _lesson(session, deps, errand.team_id, field, forgets=forgets)
    new = _learn(lesson)
    with transaction(deps) as session:
        if _were_erased(session, errand.team_id, lesson.examples):
            log.info("lessons_were_erased", field=field.value)
            forget(session, deps, errand.team_id)
        else:
            _keep(session, errand.team_id, field, new, forgets=forgets)
    return Done()


def _thought(session: Session, deps: Deps, ticket: Ticket, field: Field) -> tuple[str | None, float | None]:
    areas = workspaces.community_of(session, ticket.team_id).feedback.areas
    found = guessing.guess(session, deps, ticket, areas).get(field)
    return (found.value, found.confidence) if found else (None, None)


def _learn(lesson: Lesson) -> Learned:
    taught = taught_by(lesson.examples, lesson.subject)
    new = refit(taught, lesson.subject)
    former = better_former(new, taught, lesson.formers, lesson.subject) if new else None
    return Learned(new, former, lesson.at)


def _many_new(session: Session, team_id: str, field: Field) -> int:
    kept = models.versions(session, team_id, field)
    return lessons.count(session, team_id, field, since=kept[0].created_at if kept else None)


def _lesson(session: Session, deps: Deps, team_id: str, field: Field, *, forgets: bool) -> Lesson:
    """What there is to learn. Whoever forgets compares with no former model: they know what is to be forgotten."""
    at = deps.now()
    areas = workspaces.community_of(session, team_id).feedback.areas
    found = [Example(one.ticket_id, one.words, one.value) for one in lessons.learnable(session, team_id, field)]
    formers = [] if forgets else list(_formers(session, team_id, field))
    return Lesson(OfKind() if field is Field.KIND else OfArea(areas), found, formers, at)


def _formers(session: Session, team_id: str, field: Field) -> Iterator[Former]:
    for version in models.versions(session, team_id, field):
        figures = models.figures(session, team_id, field, version.number)
        with suppress(NotAModelError):
            yield Former(version.number, local.local_from(figures or b""), reports.remembered(version.report))


def _were_erased(session: Session, team_id: str, examples: Sequence[Example]) -> bool:
    """Whether words went away while they were learned."""
    ids = [one.ticket_id for one in examples]
    return len(lessons.with_words(session, team_id, ids)) < len(ids)


def _keep(session: Session, team_id: str, field: Field, new: Learned, *, forgets: bool) -> None:
    """The new model in use, or the former that is better; the last three stay."""
    if new.refit:
        report = reports.report(field, new.refit.local.many, new.refit.held_out)
        report["stays_with"] = new.former.number if new.former else None
        figures = local.kept(new.refit.local)
        number = models.add(session, team_id, field, figures, report, now=new.at)
        models.use(session, team_id, field, new.former.number if new.former else number)
        log.info(
            "model_learned", field=field.value, version=number, lessons=new.refit.local.many, stays=bool(new.former)
        )
        if forgets:
            models.forget(session, team_id, field, but=number)
    elif forgets:
        models.forget(session, team_id, field)
