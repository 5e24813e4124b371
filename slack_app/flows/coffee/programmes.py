"""Managers and their programmes: the list, the form, and what they do with each. All raise NotAllowedError."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.door import Kind as Door
from slack_app.domain.hours import local
from slack_app.domain.occurrences import next_occurrence
from slack_app.domain.programmes import Kind, Programme, preset
from slack_app.domain.recurrence import next_due
from slack_app.domain.rounds import RoundState
from slack_app.flows.clockwork import keep_rounds, rounds_of
from slack_app.flows.coffee import falling_through, reporting
from slack_app.flows.coffee.schedule import next_day, next_on
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.people import as_manager
from slack_app.jobs import Job
from slack_app.store import outbox, schedules
from slack_app.store.coffee import participants, programmes, rounds
from slack_app.store.outbox import Task
from slack_app.store.schema import ProgrammeRow, Round
from slack_app.views.coffee import programme_form as form_view
from slack_app.views.coffee import programmes as view
from slack_app.views.coffee.programmes import Noted, ProgrammeLine
from slack_app.views.kit import View

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class What:
    """What came of something a manager did, to which programme, and when its next round opens."""

    noted: Noted
    name: str = ""
    next_on: date | None = None


def listed(deps: Deps, team_id: str, user_id: str, what: What | None = None) -> View:
    """All programmes, and above them what just came of a button."""
    words, community = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        counts = participants.counts(session, team_id)
        lines = [_line(session, row, community, counts, deps.now()) for row in programmes.all_of(session, team_id)]
    said = view.noted(words, what.noted, what.name, what.next_on) if what else ""
    return view.programme_list(words, lines, said)


def _line(
    session: Session, row: ProgrammeRow, community: Community, counts: Mapping[int, int], now: datetime
) -> ProgrammeLine:
    programme_id = row.id or 0
    return ProgrammeLine(
        programme_id=programme_id,
        programme=Programme.from_json(row.choices),
        is_on=row.is_on,
        people=counts.get(programme_id, 0),
        next_on=next_on(session, row, community, now),
        round_open=rounds.current(session, row.team_id, programme_id) is not None,
    )


def new_form(deps: Deps, team_id: str, user_id: str, kind: Kind) -> View:
    """The form of a new programme, with what suits its kind."""
    words, _ = as_manager(deps, team_id, user_id)
    return form_view.form(words, preset(kind))


def form(deps: Deps, team_id: str, user_id: str, programme_id: int) -> View:
    """The form of a programme as it is; the list where it is gone."""
    words, _ = as_manager(deps, team_id, user_id)
    with deps.db.reading() as session:
        row = programmes.find(session, team_id, programme_id)
    if row is None:
        return listed(deps, team_id, user_id, What(Noted.GONE))
    return form_view.form(words, Programme.from_json(row.choices), programme_id)


def keep(deps: Deps, team_id: str, user_id: str, programme_id: int | None, programme: Programme) -> What:
    """Keep a programme, new or changed; what is on recurs from now on as it says."""
    _, community = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        if programme_id is None:
            programmes.create(session, team_id, programme, created_by=user_id, now=deps.now())
            return What(Noted.SAVED, programme.name)
        row = programmes.change(session, team_id, programme_id, programme, now=deps.now())
        if row is None:
            return What(Noted.GONE)
        _recur(session, deps, row, community)
        return What(Noted.SAVED, programme.name, next_on(session, row, community, deps.now()))


def _recur(session: Session, deps: Deps, row: ProgrammeRow, community: Community) -> None:
    """Its rounds open as it says; who is in without the form is counted in before the first."""
    keep_rounds(session, deps, row, community)
    if row.is_on:
        task = Task(Job.COUNT_IN, f"count_in:{row.id}", args={"programme_id": row.id})
        outbox.put_again(session, row.team_id, task, now=deps.now())


def switch(deps: Deps, team_id: str, user_id: str, programme_id: int, *, is_on: bool) -> What:
    """Let a programme run or rest; a round that is open goes on to its end."""

    def do(session: Session, row: ProgrammeRow, community: Community) -> Noted:
        programmes.switch(session, team_id, programme_id, is_on=is_on, now=deps.now())
        _recur(session, deps, row, community)
        return Noted.SWITCHED_ON if is_on else Noted.SWITCHED_OFF

    return _done(deps, team_id, user_id, programme_id, do)


def start(deps: Deps, team_id: str, user_id: str, programme_id: int) -> What:
    """Open a round now, whatever the clock says; asked twice it is one."""

    def do(session: Session, row: ProgrammeRow, community: Community) -> Noted:
        if not row.is_on:
            return Noted.IS_OFF
        last = rounds.last(session, team_id, programme_id)
        if last and last.state == RoundState.OPEN:
            return Noted.ALREADY_OPEN
        day = _free_day(last, local(deps.now(), community.tz).date())
        args = {"programme_id": programme_id, "day": day.isoformat(), "by_hand": True}
        task = Task(Job.OPEN_ROUND, f"start_round:{programme_id}:{day.isoformat()}", args=args)
        outbox.put_again(session, team_id, task, now=deps.now())
        return Noted.STARTED

    return _done(deps, team_id, user_id, programme_id, do)


def _free_day(last: Round | None, today: date) -> date:
    """A day has one round only: one that was cancelled today leaves its successor the next day's name."""
    return max(today, last.local_date + A_DAY) if last else today


def skip_next(deps: Deps, team_id: str, user_id: str, programme_id: int) -> What:
    """Leave the next round out; asked twice it is one."""

    def do(session: Session, row: ProgrammeRow, community: Community) -> Noted:
        now, name = deps.now(), rounds_of(programme_id)
        schedule = schedules.hold(session, team_id, name)
        day = next_day(session, row, community, now)
        if schedule is None or day is None:
            return Noted.IS_OFF
        coming = next_occurrence(Programme.from_json(row.choices), community.tz, now).local_date
        skipped = schedules.skipped(session, team_id, name, coming)
        if skipped is None or skipped > day:
            waits = day < local(schedule.next_due_at, schedule.tz).date()
            following = next_due(schedule.rule, schedule.tz, schedule.next_due_at)
            schedules.skip(session, schedule, day, next_due_at=schedule.next_due_at if waits else following, now=now)
            session.flush()
        return Noted.SKIPPED

    return _done(deps, team_id, user_id, programme_id, do)


def cancel(deps: Deps, team_id: str, user_id: str, programme_id: int) -> What:
    """Call off the open round; each group that was introduced is told."""

    def do(session: Session, _row: ProgrammeRow, _community: Community) -> Noted:
        current = rounds.current(session, team_id, programme_id)
        if current is None or not rounds.cancel(session, team_id, current.id or 0, now=deps.now()):
            return Noted.NOT_OPEN
        falling_through.call_off_round(session, deps, team_id, current.id or 0)
        reporting.ask_to_redraw(session, deps, team_id, current.id or 0)
        return Noted.CANCELLED

    return _done(deps, team_id, user_id, programme_id, do)


def rehearse(deps: Deps, team_id: str, user_id: str, programme_id: int, *, asked: str) -> What:
    """A dry run comes to the manager as a message; `asked` tells one wish from the next."""

    def do(session: Session, _row: ProgrammeRow, _community: Community) -> Noted:
        key = f"rehearse:{programme_id}:{user_id}:{asked}"
        task = Task(Job.REHEARSE, key, user_id, {"programme_id": programme_id}, Door.ANSWER.value)
        outbox.put(session, team_id, task, now=deps.now())
        return Noted.REHEARSING

    return _done(deps, team_id, user_id, programme_id, do)


def _done(
    deps: Deps, team_id: str, user_id: str, programme_id: int, do: Callable[[Session, ProgrammeRow, Community], Noted]
) -> What:
    """One transaction of a manager on a programme that is held."""
    _, community = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        row = programmes.hold(session, team_id, programme_id)
        if row is None:
            return What(Noted.GONE)
        noted = do(session, row, community)
        says_when = noted in (Noted.SWITCHED_ON, Noted.SKIPPED, Noted.CANCELLED)
        return What(
            noted,
            Programme.from_json(row.choices).name,
            next_on(session, row, community, deps.now()) if says_when else None,
        )
