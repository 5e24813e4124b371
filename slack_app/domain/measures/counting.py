"""A week, counted: every measure, every channel, what each member did, and who came further on the path."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from slack_app.domain.digest.choices import PathRules
from slack_app.domain.figures import RoundFigures
from slack_app.domain.measures import answers, cohorts, path, presence, talking, weeks
from slack_app.domain.measures.answers import Help
from slack_app.domain.measures.coffee import coffee
from slack_app.domain.measures.columns import MemberWeeks, PastWeeks, Standing
from slack_app.domain.measures.crowd import Crowd
from slack_app.domain.measures.feedback import Piece, feedback
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.log import Log
from slack_app.domain.measures.path import Stage
from slack_app.domain.measures.persons import Persons
from slack_app.domain.measures.presence import MONTH_DAYS, Presence
from slack_app.domain.measures.recently import Recently
from slack_app.domain.measures.recommending import Asked, recommending
from slack_app.domain.measures.rows import Rows
from slack_app.domain.measures.talking import Said
from slack_app.domain.measures.terms import MEASURES, Measure, Value
from slack_app.domain.measures.threads import Talk, talk_of


@dataclass(frozen=True)
class Past:
    """What else is known when a week is counted: the people, the five weeks before, and since when anything was heard.

    `here_since` is since when the app itself is there: a history tells what was said, and not who came and left. `rounds` are
    the coffee rounds that were told of in the week. `pieces` is the feedback that was filed, answered or open in it or in the
    week before; None where nobody ever gave any. `surveys` are the last that asked everybody for a recommendation.
    """

    standing: Standing
    weeks: PastWeeks
    heard_since: int = 0
    here_since: int = 0
    rounds: Sequence[RoundFigures] = ()
    pieces: Sequence[Piece] | None = None
    surveys: Sequence[Asked] = ()


@dataclass(frozen=True)
class Counted:
    """A week's figures, the weeks of its active members, who reached which stage by its last day, and what each did."""

    figures: WeekFigures
    rows: MemberWeeks
    reached: Mapping[Stage, Sequence[str]]
    reached_on: date
    persons: Persons


@dataclass(frozen=True)
class _Week:
    """The week, and everything that its measures are told from."""

    week: date
    tz: str
    log: Log
    past: Past
    crowd: Crowd
    said: Said
    seen: Presence
    recently: Recently
    help: Help
    persons: Persons
    talk: Talk


def count(week: date, tz: str, log: Log, past: Past, *, team: Collection[str], rules: PathRules) -> Counted:
    """Everything of the week that begins on this Monday there; `log` holds its rows and those of the day before.

    The definitions are those of docs/metrics.md. What the log holds of other times changes nothing.
    """
    lived = _lived(week, tz, log, past, team)
    standing, persons = past.standing, lived.persons
    introduced = (standing.introduced > 0) & (standing.introduced < weeks.end(week, tz))
    now = path.stages(persons, introduced, standing.stage, rules)
    values = {
        **dict(_values(lived)),
        **path.counted(lived.seen.is_known & standing.is_here, now),
        **coffee(past.rounds),
        **recommending(past.surveys, weeks.start(week, tz), weeks.end(week, tz)),
        **feedback(past.pieces, weeks.start(week - weeks.WEEK, tz), weeks.start(week, tz), weeks.end(week, tz)),
    }
    in_order = {measure: values[measure] for measure in MEASURES if measure in values}
    return Counted(
        WeekFigures(week, in_order, talking.channels(lived.said.rows, log)),
        persons.rows(),
        path.reached(persons, standing.stage, now),
        week + timedelta(days=6),
        persons,
    )


def _lived(week: date, tz: str, log: Log, past: Past, team: Collection[str]) -> _Week:
    edges = weeks.edges(week, tz)
    crowd = Crowd.of(log, past.standing, team, edges[-1])
    rows = Rows.of(log, crowd, edges)
    said, seen = Said.of(rows), Presence.of(crowd, rows.days(), edges[0], edges[-1])
    talk = talk_of(log, edges[-1], crowd.places[:-1] < crowd.known)
    given, recently = Help.of(talk, crowd, edges[0]), Recently.of(past.weeks, crowd)
    persons = Persons.of(seen, crowd, said, given, recently)
    return _Week(week, tz, log, past, crowd, said, seen, recently, given, persons, talk)


def _values(of: _Week) -> Iterator[tuple[Measure, Value]]:
    start, end = weeks.start(of.week, of.tz), weeks.end(of.week, of.tz)
    standing, known = of.past.standing, of.seen.known
    since, until = start - weeks.DAY, end - weeks.DAY
    yield from presence.by_day(of.seen).items()
    yield from _as_far_as_heard(of, presence.comings(of.seen, of.recently), weeks.start(of.week - weeks.WEEK, of.tz))
    month = weeks.midnight(of.week - timedelta(days=MONTH_DAYS), of.tz)
    yield from _as_far_as_heard(of, presence.by_month(of.seen, of.recently), month)
    yield from talking.voices(of.said, of.seen.active, known).items()
    yield from talking.evenness(of.said).items()
    yield from talking.contribution(of.said, of.help.replies, known).items()
    yield from answers.answers(of.talk.between(since, end), of.crowd, since, until).items()
    yield from answers.depth(of.talk.between(start, end)).items()
    yield from answers.reciprocity(of.help, of.crowd).items()
    yield from _since(of.past.here_since, cohorts.newcomers(of.seen, standing, of.week, of.tz), start)
    yield from _since(of.past.here_since, cohorts.left(of.seen, of.said.rows.has_left()), start)
    silent = cohorts.conversion(of.seen, standing, of.said.messages, start)
    yield from _as_far_as_heard(of, silent, start - cohorts.SILENT_FOR)


def _as_far_as_heard(of: _Week, values: Mapping[Measure, Value], since: int) -> Iterator[tuple[Measure, Value]]:
    """What looks back to before anything was heard is not said: it would be too little."""
    return _since(of.past.heard_since, values, since)


def _since(known_since: int, values: Mapping[Measure, Value], since: int) -> Iterator[tuple[Measure, Value]]:
    """The values that rest on all that happened `since`, as far as that is known. A silent first day is no gap."""
    is_known = known_since < since + weeks.DAY
    for measure, value in values.items():
        yield measure, value if is_known else Value(None, value.n)
