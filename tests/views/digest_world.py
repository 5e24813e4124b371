"""Every view of the digest, rendered for weeks of nothing, of few, of much and of very much."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from slack_app.domain.community import Community
from slack_app.domain.digest.brief import Brief, Trend
from slack_app.domain.digest.candidates import Waiting
from slack_app.domain.digest.choices import GOALS, DigestChoices, Goal
from slack_app.domain.digest.recap import Coming, Recap, Thread
from slack_app.domain.digest.todo import Because, Item, TodoKind
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.measures.figures import ChannelWeek, WeekFigures
from slack_app.domain.measures.terms import MEASURES, Group, Measure, Unit, Value
from slack_app.views.actions import Callback
from slack_app.views.digest import (
    brief,
    catching_up,
    command,
    details,
    doing,
    recap,
    settings,
    settings_forms,
    settings_reading,
    thanking,
    weekly,
)
from slack_app.views.digest.items import ItemShown
from slack_app.views.digest.weekly import DigestOf
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words, words_for

MONDAY = date(2026, 11, 16)
LINK = "https://example.slack.com/archives/C0HELP/p1763300000000100"
KINDS = {
    Because.INTRODUCTION_UNANSWERED: (TodoKind.GREET, "U0NEW"),
    Because.MESSAGE_UNANSWERED: (TodoKind.GREET, "U0OLD"),
    Because.QUESTION_WAITS: (TodoKind.ANSWER, "C0HELP:1763300000000100"),
    Because.ANSWER_LATE: (TodoKind.FEEDBACK, "late:12"),
    Because.TRIAGE_WAITS: (TodoKind.FEEDBACK, "triage:12"),
    Because.FIRST_MESSAGE: (TodoKind.THANK, "U0ANA"),
    Because.HELPFUL_STREAK: (TodoKind.THANK, "U0BO"),
    Because.HELPED_MOST: (TodoKind.THANK, "U0CY"),
    Because.GONE_QUIET: (TodoKind.QUIET, "U0DEE"),
    Because.MUCH_LESS: (TodoKind.DYING, "C0QUIET"),
    Because.MUCH_MORE: (TodoKind.BOILING, "C0LOUD"),
}
_ORDINARY = {Unit.COUNT: 62.0, Unit.MEAN: 3.4, Unit.SHARE: 0.27, Unit.HOURS: 3.34, Unit.SCORE: 42.0}
_MOST = {Unit.COUNT: 1_234_567.0, Unit.MEAN: 98_765.43, Unit.SHARE: 1.0, Unit.HOURS: 24.0, Unit.SCORE: 100.0}


def week_of(amounts: dict[Unit, float | None], n: int, week: date = MONDAY) -> WeekFigures:
    values = {measure: Value(amounts[one.unit], n) for measure, one in MEASURES.items()}
    return WeekFigures(week, values, {"C0HELP": ChannelWeek(12, 5)})


def past_of(amounts: dict[Unit, float | None], n: int, weeks: int = 12) -> list[WeekFigures]:
    """So many weeks before, each a little different."""
    found = []
    for back in range(1, weeks + 1):
        moved = {unit: None if one is None else one * (1 - back / 50) for unit, one in amounts.items()}
        found.append(week_of(moved, n, MONDAY - timedelta(weeks=back)))
    return found


def item_of(because: Because, number: float = 3) -> Item:
    kind, about = KINDS[because]
    numbers = dict.fromkeys(
        ("days", "hours", "weeks", "people", "messages", "usual", "number", "more", "tickets"), number
    )
    channel_id = about if about.startswith("C0") and ":" not in about else "C0HELP"
    return Item(kind, about, because, numbers, user_id=about if about[0] == "U" else "U0ASKS", channel_id=channel_id)


def todo_of(*becauses: Because, number: float = 3, by_id: str | None = None) -> tuple[ItemShown, ...]:
    return tuple(ItemShown(item_of(one, number), LINK, by_id) for one in becauses)


def digests() -> Iterator[tuple[str, DigestOf]]:
    nothing = dict.fromkeys(Unit)
    ones = dict.fromkeys(Unit, 1.0)
    zeros = dict.fromkeys(Unit, 0.0)
    goals = DigestChoices(goals=(Goal(Measure.ACTIVE_WEEKLY, 80), Goal(Measure.FIRST_RESPONSE_MEDIAN, 2)))
    everything = DigestOf(
        week_of(_ORDINARY, 33),
        past_of(_ORDINARY, 33),
        todo_of(*list(Because)[:5]),
        heard_in=9,
        channels=14,
        choices=goals,
    )
    yield "ordinary", everything
    yield "now", replace(everything, is_now=True, todo=todo_of(*list(Because)[4:]))
    yield "all seen to", replace(everything, todo=todo_of(*list(Because)[:5], by_id="U0MGR"))
    yield "first week", replace(everything, past=())
    yield "one week before", replace(everything, past=everything.past[:1])
    yield "no figures chosen", replace(everything, choices=DigestChoices(groups=frozenset()))
    yield "nothing at all", DigestOf(WeekFigures(MONDAY))
    yield "nothing to say of", DigestOf(week_of(nothing, 0), past_of(nothing, 0))
    yield "zeros", DigestOf(week_of(zeros, 0), past_of(zeros, 0), channels=1)
    yield "ones", DigestOf(week_of(ones, 1), past_of(ones, 1), todo_of(*list(Because)[:5], number=1), 1, 1)
    yield "too few", DigestOf(week_of(_ORDINARY, 4), past_of(_ORDINARY, 4), choices=goals)
    many = todo_of(*list(Because)[4:], number=1_234_567)
    yield "very much", DigestOf(week_of(_MOST, 99_999_999), past_of(_MOST, 99_999_999), many, 5000, 5000, goals)
    for because in Because:
        yield f"item {because}", replace(everything, todo=todo_of(because, number=0))


def letters(words: Words, text: str, people: Sequence[str]) -> Iterator[tuple[str, Letter]]:
    """All messages in which somebody's words, or names, may stand; `text` is whatever someone typed."""
    yield from _of_items(words, text)
    yield from _briefs(words, people)
    yield from _recaps(words, text, people)
    yield from _commands(words, text)
    yield from _catching_up(words)


def letters_of_weeks(words: Words) -> Iterator[tuple[str, Letter]]:
    """The digest and its details, which hold figures and nobody's words."""
    for name, of in digests():
        yield f"digest: {name}", weekly.digest(words, of)
        yield f"digest, simpler: {name}", weekly.simpler(words, of)
        yield f"details: {name}", details.details(words, of)
        yield f"details, simpler: {name}", details.details_simpler(words, of)


def _of_items(words: Words, text: str) -> Iterator[tuple[str, Letter]]:
    for because in Because:
        yield f"was taken: {because}", doing.was_taken(words, item_of(because), "U0MGR")
    for because in (Because.INTRODUCTION_UNANSWERED, Because.GONE_QUIET):
        yield f"taken: {because}", doing.taken(words, item_of(because))
    yield "done", doing.done(words)
    yield "gone", doing.is_gone(words)
    yield "thanks", thanking.letter(words, "U0MGR", text[: thanking.LENGTH])
    yield "thanks sent", thanking.sent(words, "U0ANA")
    yield "thanks undelivered", thanking.undelivered(words, "U0ANA")


def _briefs(words: Words, people: Sequence[str]) -> Iterator[tuple[str, Letter]]:
    waiting = tuple(Waiting("U0ASKS", "C0HELP", f"1763300000.00010{n}", 30.0 * n) for n in range(5))
    links = {(one.channel_id, one.ts): LINK for one in waiting[:3]}
    for trend in Trend:
        of = Brief(MONDAY, MONDAY, tuple(people[:5]), 3, waiting, 2, 40, 12.5, trend)
        yield f"brief: {trend}", brief.brief(words, of, links)
    bare = Brief(MONDAY, MONDAY + timedelta(days=2), (), 0, (), 0, 0, None, Trend.UNKNOWN)
    yield "brief of nothing", brief.brief(words, bare)


def recap_of(people: Sequence[str]) -> Recap:
    threads = [Thread("C0HELP", f"1763300000.00010{n}", 3 + n, 9 * n + 1, "U0ANA" if n % 2 else None) for n in range(5)]
    public = {measure: Value(0.5, 40) for measure in Measure}
    named = tuple(people[:10])
    return Recap(
        MONDAY, WeekFigures(MONDAY, public), tuple(threads), named, 4, named, 1, (Coming(3, MONDAY), Coming(9, MONDAY))
    )


def _recaps(words: Words, text: str, people: Sequence[str]) -> Iterator[tuple[str, Letter]]:
    of = recap_of(people)
    links = {(one.channel_id, one.ts): LINK for one in of.threads}
    yield "recap", recap.recap(words, of, links, {3: text or "Coffee"}, past_of(_ORDINARY, 33))
    yield "recap without links", recap.recap(words, of, {}, {})
    yield "recap of one", recap.recap(words, Recap(MONDAY, WeekFigures(MONDAY), thanked=("U0ANA",)), {}, {})
    yield "unnamed", recap.naming_noted(words, unnamed=True)
    yield "named again", recap.naming_noted(words, unnamed=False)


def _commands(words: Words, text: str) -> Iterator[tuple[str, Letter]]:
    for manager in (False, True):
        yield f"digest help {manager}", command.help_for(words, manager=manager)
        yield f"digest unknown {manager}", command.unknown(words, text, manager=manager)
        yield f"nothing yet {manager}", command.nothing_yet(words, manager=manager)
    this, past = week_of(_ORDINARY, 33), past_of(_ORDINARY, 33)
    yield "public figures", command.figures(words, this, past, frozenset(Measure))
    yield "no public figures", command.figures(words, this, past, frozenset())
    yield "measures", command.measures(words)
    yield "on its way", command.on_its_way(words)
    for weeks in (0, 1, 60):
        yield f"export of {weeks}", command.export_ready(words, weeks)


def _catching_up(words: Words) -> Iterator[tuple[str, Letter]]:
    for number in (0, 1, 12_345):
        of = catching_up.CatchUpOf(number, number, number * 100, unread=number)
        yield f"offer {number}", catching_up.offer(words, of)
        yield f"progress {number}", catching_up.progress(words, of)
        yield f"stopped {number}", catching_up.stopped(words, of)
        yield f"caught up {number}", catching_up.done(words, of)
    yield "declined", catching_up.declined(words)


def choices_of(people: Sequence[str]) -> DigestChoices:
    return DigestChoices(
        tz="America/Montreal",
        groups=frozenset({Group.ACTIVE, Group.PATH}),
        public=frozenset(Measure),
        channels_off=tuple(f"C{n:05d}" for n in range(len(people))),
        team=tuple(people),
        goals=(Goal(GOALS[0], 1_234.5), Goal(Measure.REPLY_RATE, 0.825)),
        brief=True,
        recap=True,
        recap_channel="C0ALL",
    )


def communities(people: Sequence[str]) -> Iterator[tuple[str, Community]]:
    yield "new", Community()
    yield "set up", Community(tz="Europe/Paris", digest_channel="C0DIGEST", digest=choices_of(people))
    yield "off", Community(digest=DigestChoices(is_on=False, groups=frozenset(), public=frozenset()))


def modals(words: Words, people: Sequence[str]) -> Iterator[tuple[str, View]]:
    """All forms."""
    for because in Because:
        yield f"thanks: {because}", thanking.form(words, words_for("fr"), item_of(because))
    for name, community in communities(people):
        for page in settings.Page:
            yield f"digest settings {page}, {name}", settings_forms.form(words, community, page)
        yield f"digest settings saved, {name}", settings.menu(words, community, settings.saved(words))


def answers(words: Words) -> Iterator[tuple[str, dict[str, str]]]:
    """What is said beside fields."""
    for name in ("recap_channel", "goals", "target.0", "target.1", "goal.0", "posts", "weekday"):
        for code in ("required", "unknown", "out_of_range", "too_many"):
            yield f"{name} {code}", settings_reading.errors(words, InvalidAnswersError({name: code}))
    for callback in (*Callback, "nothing of ours"):
        yield f"not saved {callback}", settings_reading.not_saved(words, callback, "4f2a")
    for code in ("required", "too_long"):
        yield f"thanks {code}", thanking.errors(words, InvalidAnswersError({thanking.WORDS: code}))
    yield "thanks not saved", thanking.not_saved(words, "4f2a")
