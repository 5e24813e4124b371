"""All weekly figures, in the digest's thread: a table for each group, or lines where tables cannot be shown."""

from collections.abc import Iterator, Mapping, Sequence

from slack_app.domain.measures.comparing import Seen
from slack_app.domain.measures.terms import MEASURES, Group, Measure
from slack_app.views import kit
from slack_app.views.digest import lines
from slack_app.views.digest.measures import GROUPS, NAMES
from slack_app.views.digest.weekly import DigestOf
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Words, mark

_COLUMNS = (mark("Measure"), mark("This week"), mark("Before"), mark("Usually"), mark("n"))


def details(words: Words, of: DigestOf) -> Letter:
    """A table for each group that managers chose; its text has all figures too."""
    tables = [block for group, seen in _groups(of) for block in _table(words, group, seen)]
    return Letter(text=_spoken(words, of), blocks=[kit.section(_opening(words, of)), *tables, _where(words)])


def details_simpler(words: Words, of: DigestOf) -> Letter:
    """The same in lines."""
    blocks = [kit.section(_in_lines(words, group, seen)) for group, seen in _groups(of)]
    return Letter(text=_spoken(words, of), blocks=[kit.section(_opening(words, of)), *blocks, _where(words)])


def _groups(of: DigestOf) -> Iterator[tuple[Group, Sequence[Seen]]]:
    seen: Mapping[Measure, Seen] = of.seen()
    for group in GROUPS:
        rows = [one for one in seen.values() if MEASURES[one.measure].group is group and _is_here(one.measure)]
        if rows and group in of.choices.groups:
            yield group, rows


def _is_here(measure: Measure) -> bool:
    """What is not measured each week stands in the digest itself: beside the others it has nothing to be compared with."""
    return MEASURES[measure].is_weekly


def _opening(words: Words, of: DigestOf) -> str:
    return words.say("*All figures, week of {day}*", day=words.day(of.this.week))


def _where(words: Words) -> Block:
    return kit.context(words.say("What each figure means: `/digest measures`."))


def _table(words: Words, group: Group, seen: Sequence[Seen]) -> Iterator[Block]:
    columns = [words.plain(name) for name in _COLUMNS]
    yield kit.table(words.plain(GROUPS[group]), columns, [_row(words, one) for one in seen])


def _row(words: Words, one: Seen) -> list[str]:
    before, usual = (lines.then(words, one.measure, value) for value in (one.before, one.usual))
    return [
        words.plain(NAMES[one.measure]),
        lines.now(words, one),
        before or "",
        usual or "",
        words.decimal(one.value.n),
    ]


def _in_lines(words: Words, group: Group, seen: Sequence[Seen]) -> str:
    heading = words.say("*{group}*", group=words.say(GROUPS[group]))
    return "\n".join([heading, *(f"• {lines.line(words, one)}" for one in seen)])


def _spoken(words: Words, of: DigestOf) -> str:
    """Every figure, and what it was: screen readers read this in place of the tables."""
    told = [_briefly(words, one) for _, rows in _groups(of) for one in rows]
    return kit.cut(" ".join([_opening(words, of), *told]), kit.SPOKEN)


def _briefly(words: Words, one: Seen) -> str:
    measure, number = words.say(NAMES[one.measure]), lines.now(words, one)
    before = lines.then(words, one.measure, one.before)
    if before is None:
        return words.say("{measure}: {number}.", measure=measure, number=number)
    return words.say("{measure}: {number} (before: {before}).", measure=measure, number=number, before=before)
