"""Two workspaces with the same people never see each other: every question that the store answers is asked in one."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass, replace
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from sqlmodel import Session, SQLModel, select

from slack_app.domain.community import Community
from slack_app.domain.feedback.listening import Listening
from slack_app.domain.feedback.routed.rules import Actions, Rule, Rules
from slack_app.domain.feedback.surveys.survey import Chosen
from slack_app.domain.feedback.terms import Source, Status, Step
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.domain.measures.columns import MemberWeeks
from slack_app.domain.measures.figures import ChannelWeek, WeekFigures
from slack_app.domain.measures.log import Act
from slack_app.domain.people import Person
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Programme
from slack_app.domain.rounds import Met
from slack_app.jobs import Job
from slack_app.store import (
    activity,
    errands,
    events,
    member_weeks,
    members,
    nudges,
    outbox,
    privacy,
    profiles,
    schedules,
    workspaces,
)
from slack_app.store.activity import Deed
from slack_app.store.coffee import apart, meetings, pairs, participants, programmes, rounds, turns
from slack_app.store.coffee.meetings import NewMeeting
from slack_app.store.coffee.participants import Wishes
from slack_app.store.coffee.rounds import NewRound
from slack_app.store.coffee.turns import Turn
from slack_app.store.database import Database
from slack_app.store.digest import catching_up, reports, settled, stages, standing, thanks, week_totals
from slack_app.store.errands import End, Errand, Later
from slack_app.store.feedback import (
    board,
    learned,
    lessons,
    listening,
    product_teams,
    remarks,
    rule_sets,
    steps,
    surveys,
    tickets,
    trackers,
    voices,
    you_said,
)
from slack_app.store.feedback import month as month_of_feedback
from slack_app.store.feedback.board import Asked
from slack_app.store.feedback.lessons import NewLesson
from slack_app.store.feedback.you_said import NewLine
from slack_app.store.nudges import StepOf
from slack_app.store.outbox import State, Task, Whose
from slack_app.store.schema import (
    Asking,
    EventRow,
    ListeningRow,
    Meeting,
    Member,
    OutboxRow,
    ProductTeam,
    ProgrammeRow,
    Remark,
    Report,
    Round,
    Schedule,
    Survey,
    Thanks,
    Ticket,
    TrackerRow,
    YouSaid,
)
from slack_app.store.sealing import Seal
from tests.house import MONDAY, OTHER_TEAM, TEAM
from tests.store.coffee import ANA_AND_BEN, a_programme, new_round, open_one

COFFEE = (apart, meetings, pairs, participants, programmes, rounds, turns)
TRACKERS = (trackers,)
MONTHLY = (month_of_feedback, you_said)
FEEDBACK = (board, listening, product_teams, remarks, rule_sets, steps, surveys, tickets, voices)
LEARNING = (learned, lessons)
DIGEST = (activity, catching_up, member_weeks, settled, stages, standing, thanks, week_totals)
MODULES = (
    errands,
    events,
    members,
    nudges,
    outbox,
    privacy,
    profiles,
    reports,
    schedules,
    workspaces,
    *COFFEE,
    *DIGEST,
    *TRACKERS,
    *FEEDBACK,
    *LEARNING,
    *MONTHLY,
)
FOR_ALL_WORKSPACES = {
    "events.keep",  # its rows name their workspace
    "events.next_batch",  # the queue of the whole house
    "events.hold_back",
    "events.is_waiting",
    "events.waiting",
    "errands.announce",
    "errands.claim",  # by the row's own id, which was announced
    "errands.is_claimable",
    "errands.is_any_waiting",
    "errands.is_any_alive",
    "errands.waiting",
    "schedules.is_any_due",
    "schedules.next_due",
    "trackers.by_hook",  # an address that only the tracker knows; its row says whose it is
}
PURE = {
    "activity.packed",
    "events.row_of",
    "events.heard",
    "members.write_together",
    "profiles.is_new",
    "privacy.names",
    "privacy.without",
}
DAY = date(2026, 3, 2)
SEAL = Seal(b"a key of the tests")
ROWS: Mapping[str, type[SQLModel]] = {"member": Member, "schedule": Schedule, "report": Report, "ticket": Ticket}
IDS: Mapping[str, type[SQLModel]] = {
    "report_id": Report,
    "programme_id": ProgrammeRow,
    "round_id": Round,
    "meeting_id": Meeting,
    "thanks_id": Thanks,
    "tracker_id": TrackerRow,
    "product_team_id": ProductTeam,
    "ticket_id": Ticket,
    "remark_id": Remark,
    "survey_id": Survey,
    "you_said_id": YouSaid,
    "listening_id": ListeningRow,
    "asking_id": Asking,
}
AT = 1_772_445_600_000_000
DEED = Deed("UANA", Act.POST, AT, AT + 7, "C1", AT + 7)
ROW = MemberWeeks(["UANA"], *[np.ones(1, np.int64)] * 6)
FIGURES = WeekFigures(DAY, channels={"C1": ChannelWeek(3, 2)})
THANKED: Mapping[str, Any] = {"by_id": "UANA", "may_tell": True, "now": MONDAY}
HERS = StepOf(TEAM, "UANA", "welcome", "day3")
ARGUMENTS: Mapping[str, Any] = {
    "team_id": TEAM, "user_id": "UANA", "but": "UBEN", "user_ids": ["UANA", "UBEN"], "greeter_id": "UBEN", "now": MONDAY,
    "at": MONDAY, "since": MONDAY - timedelta(days=7), "before": MONDAY + timedelta(days=1), "joined_at": MONDAY,
    "until": MONDAY + timedelta(days=1), "key": "nudge:UANA", "by": "UANA",
    "joined_before": MONDAY + timedelta(days=1), "joined_after": MONDAY - timedelta(days=30), "posted": True,
    "planned_at": MONDAY, "which": HERS, "decision": "sent", "reason": None, "act": "posted", "doors": ["nudge"],
    "jobs": list(Job), "person_hash": "0f", "profile": Profile(role="Nurse", in_directory=True), "language": "fr",
    "name": "newcomers", "day": DAY, "days": [DAY], "figures": {"newcomers": []}, "channel_id": "C1", "message_ts": "1.0",
    "rule": "FREQ=DAILY", "tz": "UTC", "next_due_at": MONDAY, "status": "fired", "enterprise_id": None,
    "bot_user_id": "UBOT", "change": lambda now_set: now_set, "quiet": timedelta(seconds=30), "end": End(State.DONE),
    "later": Later(MONDAY, "error"), "task": Task(Job.SWEEP, "sweep:1"), "person": Person("UANA", TEAM, locale="fr-FR"),
    "tasks": [Task(Job.SWEEP, "sweep:2")], "people": [Person("UANA", TEAM), Person("UZOE", TEAM)], "other_ids": ["UCY"],
    "programme": Programme(name="Tea"), "created_by": "UANA", "is_on": False, "wishes": Wishes(every=2),
    "groups": [NewMeeting(("UANA", "UBEN"))], "left_out": [("UCY", "alone")], "turns": [Turn("UANA", 0.5, starts=True)],
    "silent_rounds": 0, "paused_until": None, "at_least": 0, "starter_id": "UBEN", "icebreaker": "first_job",
    "asked_ts": "2.0", "met": Met.PLANNED, "rating": 4, "remark": "Fun", "may_share": True, "deed": DEED,
    "deeds": [DEED], "ts": AT, "week": DAY, "rows": ROW, "on": DAY, "stage": "activated", "kind": "greet", "about": "UCY",
    "by_id": "UBEN", "words": "Thank you", "may_tell": True, "state": "reading", "come_from": ["offered"],
    "channel_ids": ["C1", "C2"], "cursor": None, "threads": ["1.0"], "messages": 2, "stays": True,
    "listening": Listening("Anew?", "C1"), "asking_ids": [1, 2, 3, 4], "field": "kind", "number": 1, "ticket_ids": [1, 2, 3, 4],
    "values": {"kind": "github", "name": "GitHub", "sealed": "", "hook": "new"}, "code": "tracker_token", "delivery": "d-1",
    "seal": SEAL, "mark": "0f", "sealed": None, "marker": f"tracked-{OTHER_TEAM}-1", "step": Step.VOICE,
    "chosen": Chosen("said?"), "opens_at": MONDAY, "free_before": MONDAY, "is_never": True, "job": Job.NUDGE, "keys": ["nudge:UANA"], "whose": Whose("UANA", ["nudge:UBEN"]), "ref": "7", "refs": ["7"], "is_signed": True, "at_most": 10, "since_at": MONDAY, "person_hashes": ["0f"], "names": ["newcomers"],
}  # fmt: skip


EVERYTHING = {"since": 0, "until": 2 * AT}
ARGUMENTS_OF: Mapping[str, Mapping[str, Any]] = {
    "activity.log": EVERYTHING, "activity.messages": EVERYTHING, "activity.rows": EVERYTHING,
    "activity.purge": {"before": 2 * AT}, "reports.purge": {"before": DAY + timedelta(days=9)},
    "member_weeks.purge": {"before": DAY}, "reports.between": {"since": DAY, "until": DAY + timedelta(days=1)},
    "lessons.keep": {"lesson": NewLesson(1, "kind", "bug")}, "learned.add": {"learned": b"", "report": {}}, "learned.forget": {"but": None},
    "rule_sets.put_in_force": {"rules": Rules(catch_all=7)}, "rule_sets.keep_draft": {"rules": Rules(catch_all=7)},
    "rule_sets.version": {"number": 1}, "product_teams.add": {"team": Team("New", "C1")}, "product_teams.change": {"team": Team("New", "C1")},
    "board.listed": {"asked": Asked(), "start": 0, "limit": 9}, "board.count": {"asked": Asked()},
    "board.search": {"text": "said", "but": 0, "limit": 9}, "remarks.add": {"from_team": True}, "remarks.told": {"remark_ids": [1, 2, 3, 4]},
    "listening.at_message": {"message_ts": "3.0"}, "listening.asked_in": {"threads": {("C1", "3.0")}},
    "tickets.by_message": {"ts": "1.000001"}, "voices.since": {"at": MONDAY},
    "surveys.closed": {"limit": 9}, "surveys.alike": {"limit": 9},
    "you_said.keep": {"month": DAY, "values": {"status": "draft", "language": "fr", "figures": {}, "opening": ""}},
    "you_said.of_month": {"month": DAY}, "you_said.sent": {"limit": 9}, "you_said.write": {"lines": {1: "Changed", 2: "Changed", 3: "Changed", 4: "Changed"}},
    "you_said.add_lines": {"lines": [NewLine(99, "wanted", 1, "Added")]}, "you_said.keep_true": {"part": "wanted", "holds": ["declined"]},
    "you_said.let_go": {"before": DAY + timedelta(days=1), "stage": "draft", "then": "let_go"},
    "month.areas_of_many": {"least": 1}, "month.open_longest": {"filed_before": MONDAY + timedelta(days=1), "most": 9},
    "month.most_wanted": {"least": 0, "most": 9}, "month.resolved": {"status": Status.SHIPPED, "most": 9},
    "week_totals.counted": {"since": DAY}, "week_totals.keep": {"figures": FIGURES},
}  # fmt: skip


def name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def asked(module: ModuleType) -> Iterator[Callable[..., Any]]:
    for name, found in inspect.getmembers(module, inspect.isfunction):
        if found.__module__ == module.__name__ and not name.startswith("_"):
            yield found


EVERY_FUNCTION = [function for module in MODULES for function in asked(module)]
IN_ONE_WORKSPACE = [one for one in EVERY_FUNCTION if name_of(one) not in FOR_ALL_WORKSPACES | PURE]


def names_a_row(function: Callable[..., Any]) -> bool:
    return bool(IDS.keys() & inspect.signature(function).parameters)


def fill(session: Session, team_id: str, secret: str) -> None:
    """The same people in a workspace, of whom each row says where it belongs."""
    workspaces.register(session, team_id, enterprise_id=None, bot_user_id="UBOT", now=MONDAY)
    workspaces.change_community(session, team_id, lambda _: Community(interests=(secret,)), now=MONDAY)
    for user_id in ("UANA", "UBEN"):
        member = members.meet(session, team_id, user_id, joined_at=MONDAY, now=MONDAY)
        member.welcomed_at, member.locale = MONDAY, "fr-FR"
        profile = Profile(role=secret, interests=(secret,), in_directory=True)
        profiles.keep(session, team_id, user_id, profile, language="fr", now=MONDAY)
        nudges.plan(session, StepOf(team_id, user_id, "welcome", "day3"), MONDAY)
        fill_queues(session, team_id, user_id, secret)
    reports.freeze(session, team_id, "newcomers", DAY, {"secret": secret}, now=MONDAY)
    (report,) = session.exec(select(Report).where(Report.team_id == team_id)).all()
    reports.stands_at(session, report, "C1", "1.0")
    reports.claim_greeting(session, team_id, "UANA", "UBEN", now=MONDAY)
    schedules.set_rule(session, team_id, "newcomers", rule="FREQ=WEEKLY", tz="Europe/Paris", next_due_at=MONDAY)
    privacy.forget(session, team_id, "UGONE", "0f", now=MONDAY)
    fill_coffee(session, team_id, secret)
    fill_digest(session, team_id, secret)
    fill_trackers(session, team_id, secret)
    fill_learning(session, team_id, secret)
    fill_teams(session, team_id, secret)
    fill_exchange(session, team_id, secret)
    fill_surveys(session, team_id, secret)
    fill_month(session, team_id, secret)
    fill_listening(session, team_id, secret)
    session.flush()


def fill_digest(session: Session, team_id: str, secret: str) -> None:
    """Two weeks of what people did, what was counted of it, and what was done about it; also what a stranger did."""
    deeds = [replace(DEED, user_id=one, ts=AT + at) for at, one in enumerate(("UANA", "UBEN", "USTRANGER"))]
    activity.note_many(session, team_id, [*deeds, Deed("UBEN", Act.REACTION, AT, AT, "C1", author_id="UANA")])
    for week in (DAY, DAY - timedelta(weeks=1)):
        member_weeks.replace(session, team_id, week, ROW)
        week_totals.keep(session, team_id, WeekFigures(week, channels={secret: ChannelWeek(1, 1)}), now=MONDAY)
    stages.reached(session, team_id, "contributor", ["UANA"], on=DAY)
    settled.settle(session, team_id, "quiet", "UBEN", user_id="UBEN", by_id="UANA", now=MONDAY)
    thanks.told(session, team_id, thanks.keep(session, team_id, "UBEN", secret, **THANKED).id or 0, now=MONDAY)
    members.set_unnamed(session, team_id, "UBEN", stays=True, now=MONDAY)
    catching_up.offer(session, team_id, since_at=MONDAY, now=MONDAY)
    catching_up.add_channels(session, team_id, ["C1"], now=MONDAY)
    catching_up.read_so_far(session, team_id, "C1", state="reading", cursor=secret, threads=[], messages=1, now=MONDAY)


def fill_trackers(session: Session, team_id: str, secret: str) -> None:
    """A tracker that told of an issue, with a ticket that has one there, and a ticket that waits for one."""
    values = {"kind": "github", "name": secret, "sealed": "", "hook": f"hook-{team_id}"}
    row = trackers.add(session, team_id, values, now=MONDAY)
    for number, ref in enumerate(("7", None)):
        new = tickets.NewTicket(secret, Source.FORM, f"tracked-{team_id}-{number}")
        ticket = tickets.add(session, team_id, new, now=MONDAY)
        ticket.source_channel_id, ticket.source_ts = "C1", "1.000001"
        voices.add(session, team_id, ticket.id or 0, mark="0f", user_id="UANA", sealed=None, is_author=True, now=MONDAY)
        voices.add(session, team_id, ticket.id or 0, mark="1e", user_id=None, sealed=SEAL.close("UBEN"), now=MONDAY)
        steps.note(session, team_id, ticket.id or 0, Step.FILED, facts={"secret": secret}, now=MONDAY)
        ticket.status, ticket.tracker_id, ticket.tracker_ref = "accepted", row.id, ref
    session.flush()
    trackers.note_hint(session, team_id, row.id or 0, f"d-{team_id}", "7", is_signed=True, now=MONDAY)


def fill_learning(session: Session, team_id: str, secret: str) -> None:
    """What people said of its tickets, and a model that learned of it."""
    for ticket in of_team(session, Ticket, team_id):
        lessons.keep(session, team_id, NewLesson(ticket.id, "kind", secret, secret, 0.5), now=MONDAY)
    learned.use(
        session, team_id, "kind", learned.add(session, team_id, "kind", secret.encode(), {"secret": secret}, now=MONDAY)
    )


def fill_teams(session: Session, team_id: str, secret: str) -> None:
    """A team with something that is somebody's, rules in force, and others that wait."""
    team = product_teams.add(session, team_id, Team(secret, "C1"), now=MONDAY)
    theirs = tickets.add(session, team_id, tickets.NewTicket(secret, Source.FORM, f"theirs-{team_id}"), now=MONDAY)
    theirs.status, theirs.product_team_id, theirs.assignee_id = "new", team.id, "UANA"
    rule = Rule("r1", secret, then=Actions(team=team.id))
    rule_sets.put_in_force(session, team_id, Rules((rule,)), by_id="UANA", now=MONDAY)
    rule_sets.keep_draft(session, team_id, Rules((replace(rule, name=f"{secret} anew"),)), by_id="UANA", now=MONDAY)


def fill_surveys(session: Session, team_id: str, secret: str) -> None:
    """A survey that closed and one that is open, which asked somebody who answered."""
    for is_over in (True, False):
        survey = surveys.find(session, team_id, surveys.plan(session, team_id, Chosen("said?"), opens_at=MONDAY) or 0)
        assert survey
        survey.state, survey.box = "open", secret
        if is_over:
            survey.state, survey.live, survey.box, survey.closed_at = "closed", None, None, MONDAY
            survey.result = {"asked": 9, "answered": 9, "lines": [secret]}
        session.add(survey)
        session.flush()
        surveys.take_turn(session, team_id, survey.id or 0, "UANA", free_before=MONDAY, now=MONDAY)
        surveys.answers(session, team_id, survey.id or 0, "0f")


def fill_exchange(session: Session, team_id: str, secret: str) -> None:
    """A ticket that is filed and the same as another, of which a team and its author wrote to each other."""
    first, second, *_ = of_team(session, Ticket, team_id)
    first.filed_at, second.merged_into_id = MONDAY, first.id
    for from_team in (True, False):
        by_id = "UANA" if from_team else None
        remarks.add(session, team_id, first.id, from_team=from_team, by_id=by_id, words=secret, now=MONDAY)


def fill_month(session: Session, team_id: str, secret: str) -> None:
    """A month's answer that names something, and something that was done in it."""
    first, *_, last = of_team(session, Ticket, team_id)
    last.filed_at, last.resolved_at, last.status, last.area = MONDAY, MONDAY, "shipped", secret
    for one in (first, last):
        one.area = secret
        voices.add(session, team_id, one.id, mark="2d", user_id="UBEN", sealed=None, now=MONDAY)
    steps.note(session, team_id, last.id, Step.SHIPPED, now=MONDAY)
    values = {"status": "draft", "language": "fr", "figures": {}, "opening": secret}
    row = you_said.keep(session, team_id, DAY, values, now=MONDAY)
    assert row
    you_said.add_lines(session, team_id, row.id or 0, [NewLine(first.id, "wanted", 0, secret)])
    session.flush()


def fill_listening(session: Session, team_id: str, secret: str) -> None:
    """A question that was asked twice, of which a ticket came."""
    row = listening.create(session, team_id, Listening(secret, "C1"), now=MONDAY)
    for weeks in (1, 0):
        day = DAY - timedelta(weeks=weeks)
        found = listening.begin(session, team_id, row.id or 0, day, Listening(secret, "C1"), now=MONDAY)
        listening.stands(session, team_id, found.id or 0, channel_id="C1", message_ts=f"{weeks + 3}.0", now=MONDAY)
        session.flush()
    listening.came(session, team_id, found.id or 0, of_team(session, Ticket, team_id)[0].id)


def fill_coffee(session: Session, team_id: str, secret: str) -> None:
    """A programme, and a round of it in which somebody met and somebody was left out."""
    programme_id = a_programme(session, ["UANA", "UBEN", "UCY"], team_id=team_id, name=secret)
    group = replace(ANA_AND_BEN, reasons=[{"term": "interests", "topics": [secret], "user_ids": ["UANA", "UBEN"]}])
    opened = open_one(session, programme_id, [group], [("UCY", secret)], team_id=team_id)
    (meeting_id,) = meetings.ids_of_round(session, team_id, opened.id or 0)
    meetings.introduced(session, team_id, meeting_id, channel_id="C1", message_ts="1.0", now=MONDAY)
    meetings.rate(session, team_id, meeting_id, "UANA", rating=5, remark=secret, may_share=True)
    meetings.answer(session, team_id, meeting_id, "UBEN", Met.MET, now=MONDAY)
    participants.set_wishes(
        session, team_id, programme_id, "UBEN", Wishes(video_link=secret, meets_newcomers=True), now=MONDAY
    )
    apart.keep(session, team_id, "UANA", ["UCY"], now=MONDAY)


def fill_queues(session: Session, team_id: str, user_id: str, secret: str) -> None:
    outbox.put(session, team_id, Task(Job.NUDGE, f"nudge:{user_id}", user_id, {"secret": secret}, "nudge"), now=MONDAY)
    event = {"team_id": team_id, "event_id": f"Ev{user_id}", "kind": "message", "user_id": user_id, "event_ts": "1.0"}
    more = {"facts": {"secret": secret}, "received_at": MONDAY, "due_at": MONDAY, "attempts": 0}
    events.keep(session.connection(), [{**event, **more, "enterprise_id": None, "channel_id": None}])


def arguments(session: Session, function: Callable[..., Any], whose: str = TEAM) -> dict[str, Any]:
    """What the function is asked with; a parameter that this page does not know must be added above.

    `whose`: the workspace of the rows that are named by their id.
    """
    given: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.default is inspect.Parameter.empty:
            given[name] = session if name == "session" else argument(session, function, name, whose)
    return given


def argument(session: Session, function: Callable[..., Any], name: str, whose: str) -> Any:
    if name in ARGUMENTS_OF.get(name_of(function), ()):
        return ARGUMENTS_OF[name_of(function)][name]
    if name in ROWS:
        return of_team(session, ROWS[name], whose)[0]
    if name in IDS:
        return of_team(session, IDS[name], whose)[0].id
    if name == "new":
        return new_of(session, function, whose)
    if name == "errand":
        return claimed(session)
    return ARGUMENTS[name]


def new_of(session: Session, function: Callable[..., Any], whose: str) -> NewRound | NewMeeting | tickets.NewTicket:
    if name_of(function) == "tickets.add":
        return tickets.NewTicket("Said anew", Source.FORM, "new")
    if name_of(function) == "meetings.add":
        return NewMeeting(("UANA", "UBEN"))
    return new_round(of_team(session, ProgrammeRow, whose)[0].id, days=14)


def claimed(session: Session) -> Errand:
    row: OutboxRow = of_team(session, OutboxRow, TEAM)[0]
    found = errands.claim(session, row.id or 0, owner="one", now=MONDAY, lease=timedelta(seconds=75))
    assert found is not None
    return found


def of_team(session: Session, table: type[SQLModel], team_id: str) -> list[Any]:
    where = {"team_id": team_id}
    return list(session.exec(select(table).filter_by(**where).order_by(*table.__table__.primary_key)).all())  # type: ignore[attr-defined]


def everything_of(session: Session, team_id: str) -> list[Any]:
    session.expire_all()
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if hasattr(mapper.class_, "team_id")]
    return [row.model_dump() for table in tables for row in of_team(session, table, team_id)]


@contextmanager
def undone(db: Database) -> Iterator[Session]:
    """A transaction of which nothing stays."""
    with Session(db.engine) as session:
        yield session
        session.rollback()


def plain(answer: Any) -> Any:
    if isinstance(answer, SQLModel):
        return {key: value for key, value in answer.model_dump().items() if key != "id"}
    if is_dataclass(answer):
        return plain(vars(answer))
    if isinstance(answer, Mapping):
        return {key: plain(value) for key, value in answer.items()}
    if isinstance(answer, np.ndarray):
        return answer.tolist()
    if isinstance(answer, list | tuple | Iterator):
        return [plain(one) for one in answer]
    return bool(answer) if isinstance(answer, int) and answer > 1 else answer


@pytest.fixture
def filled(db: Database) -> Database:
    with db.transaction() as session:
        fill(session, TEAM, "said in the first")
    return db


def add_the_other(db: Database) -> None:
    with db.transaction() as session:
        fill(session, OTHER_TEAM, "said in the second")
        for number in range(5):
            members.meet(session, OTHER_TEAM, f"U{number}", joined_at=MONDAY, now=MONDAY)


def answer_of(db: Database, function: Callable[..., Any], others: list[Any]) -> Any:
    """What it answers, and that it touched nothing of the other workspace, whose rows are `others`."""
    with undone(db) as session:
        answer = plain(function(**arguments(session, function)))
        session.flush()
        assert not others or everything_of(session, OTHER_TEAM) == others, name_of(function)
        assert "the second" not in repr(answer), name_of(function)
        return answer


@pytest.mark.timeout(300)
def test_every_question_is_answered_in_one_workspace_as_if_there_were_no_other(filled: Database) -> None:
    alone = {name_of(function): answer_of(filled, function, []) for function in IN_ONE_WORKSPACE}
    add_the_other(filled)
    with undone(filled) as session:
        others = everything_of(session, OTHER_TEAM)
    assert others
    assert {name_of(function): answer_of(filled, function, others) for function in IN_ONE_WORKSPACE} == alone


@pytest.mark.parametrize("function", [one for one in EVERY_FUNCTION if names_a_row(one)], ids=name_of)
def test_with_the_id_of_another_workspaces_row_nothing_is_read_there_or_changed(
    filled: Database, function: Callable[..., Any]
) -> None:
    add_the_other(filled)
    with undone(filled) as session:
        before = everything_of(session, OTHER_TEAM)
        answer = plain(function(**arguments(session, function, OTHER_TEAM)))
        session.flush()
        assert everything_of(session, OTHER_TEAM) == before
        assert "the second" not in repr(answer)


@pytest.mark.parametrize("function", EVERY_FUNCTION, ids=name_of)
def test_every_question_names_its_workspace_or_is_of_the_queue_of_all(function: Callable[..., Any]) -> None:
    names = set(inspect.signature(function).parameters)
    names_a_workspace = names & {"team_id", "which", "errand", "member", "schedule", "report"}
    assert names_a_workspace or name_of(function) in FOR_ALL_WORKSPACES | PURE


def test_an_errand_of_another_workspace_ends_nothing_here(filled: Database) -> None:
    with filled.transaction() as session:
        errand = claimed(session)
        assert not errands.finish(session, replace(errand, team_id=OTHER_TEAM), End(State.DONE), now=MONDAY)
        assert errands.finish(session, errand, End(State.DONE), now=MONDAY)


def test_the_queue_of_the_house_serves_every_workspace(filled: Database) -> None:
    add_the_other(filled)
    with filled.transaction() as session:
        assert {row.team_id for row in events.next_batch(session, MONDAY)} == {TEAM, OTHER_TEAM}
        due = {row_id for _, row_id in errands.announce(session, MONDAY)}
        assert due == {row.id for row in session.exec(select(OutboxRow)).all()}
        assert session.exec(select(EventRow)).first() is not None
