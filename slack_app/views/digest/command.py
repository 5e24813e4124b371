"""The answers to `/digest`: what it can do, the figures that everybody may see, and what each of them means."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from slack_app.domain.measures.comparing import compare
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import MEASURES, Group, Measure
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.digest import lines
from slack_app.views.digest.measures import EXPLAINED, GROUPS, NAMES
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Words

MOST_MEANINGS = 6000
"""Characters: whoever asks for all definitions is read all of them."""


def help_for(words: Words, *, manager: bool) -> Letter:
    """What someone can ask for."""
    return _letter(_ways(words, words.say("The digest says how our community is doing. You can use:"), manager=manager))


def unknown(words: Words, typed: str, *, manager: bool) -> Letter:
    """The same, after a word that means nothing to us."""
    opening = words.say("“{word}” means nothing to me. You can use:", word=typed[:50])
    return _letter(_ways(words, opening, manager=manager))


def figures(words: Words, this: WeekFigures, past: Sequence[WeekFigures], public: Collection[Measure]) -> Letter:
    """What managers show to all members."""
    told = [f"• {lines.short(words, one)}" for measure, one in compare(this, past).items() if measure in public]
    title = words.say("*Our community in the week of {day}*", day=words.day(this.week))
    none = words.say("The managers of this community show no figures at the moment.")
    return _letter([kit.section("\n".join([title, *(told or [none])])), _where(words)])


def measures(words: Words) -> Letter:
    """What each figure means, group by group."""
    opening = words.say(
        "Weeks go from Monday to Sunday. Members are all but the team and guests from elsewhere; bots count for nothing."
        " The exact definitions stand in docs/metrics.md, which comes with this app."
    )
    blocks = [kit.section(opening), *(kit.section(_meanings(words, group)) for group in GROUPS)]
    return Letter(text=kit.spoken(blocks, MOST_MEANINGS), blocks=blocks)


def nothing_yet(words: Words, *, manager: bool) -> Letter:
    """No week is counted yet."""
    said = words.say(
        "No whole week has been counted yet: there is something to tell once a week from Monday to Sunday is over."
    )
    if not manager:
        return _letter([kit.section(said)])
    how = words.say(
        "I count what happens in the public channels that I am in: invite me where life is, with `/invite`."
    )
    return _letter([kit.section(said), kit.section(how)])


def on_its_way(words: Words) -> Letter:
    """What was asked for comes as a message."""
    return _letter([kit.section(words.say("It comes to you as a message in a moment."))])


def export_ready(words: Words, weeks: int) -> Letter:
    """The words that come with the files."""
    said = words.plural(
        "Here are the figures of {n} week, as a table (CSV) and as JSON. Nobody's name is in them.",
        "Here are the figures of {n} weeks, as a table (CSV) and as JSON. Nobody's name is in them.",
        weeks,
    )
    return _letter([kit.section(said)])


def csv_name(day: date) -> str:
    """The name of the table."""
    return f"digest-{day.isoformat()}.csv"


def json_name(day: date) -> str:
    """The name of the same in JSON."""
    return f"digest-{day.isoformat()}.json"


def _ways(words: Words, opening: str, *, manager: bool) -> list[Block]:
    ways = [
        words.say("`/digest` for the figures that all members may see"),
        words.say("`/digest measures` for what each figure means"),
        words.say("`/digest help` to read this again"),
    ]
    blocks = [kit.section(opening), kit.section(_listed(ways))]
    if manager:
        blocks.append(kit.section("\n".join([words.say("*For managers:*"), _listed(list(_for_managers(words)))])))
        blocks.append(kit.actions(kit.button(words.plain("Digest settings"), Action.DIGEST_SETTINGS)))
    return blocks


def _for_managers(words: Words) -> Iterator[str]:
    yield words.say("`/digest now` for the last whole week, with what there is to do at this moment")
    yield words.say("`/digest settings` for when it comes, what is counted, goals, and what members see")
    yield words.say("`/digest export` for all weeks as files")


def _where(words: Words) -> Block:
    return kit.context(words.say("What each figure means: `/digest measures`."))


def _meanings(words: Words, group: Group) -> str:
    title = words.say("*{group}*", group=words.say(GROUPS[group]))
    of_group = [measure for measure in Measure if MEASURES[measure].group is group]
    meanings = [
        words.say("• *{measure}:* {meaning}", measure=words.say(NAMES[one]), meaning=words.say(EXPLAINED[one]))
        for one in of_group
    ]
    return "\n".join([title, *meanings])


def _listed(ways: Sequence[str]) -> str:
    return "\n".join(f"• {way}" for way in ways)


def _letter(blocks: list[Block]) -> Letter:
    return Letter(text=kit.spoken(blocks), blocks=blocks)
