"""The Monday's message: the week in a sentence, what to do, how the community is doing, goals and charts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from slack_app.domain.digest.choices import DigestChoices
from slack_app.domain.digest.goals import follow
from slack_app.domain.measures.comparing import Seen, compare
from slack_app.domain.measures.figures import WeekFigures
from slack_app.domain.measures.terms import Measure
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.digest import items, lines, trends
from slack_app.views.digest.headline import sentence
from slack_app.views.digest.items import ItemShown
from slack_app.views.digest.trends import Trend
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Mrkdwn, Words

Drawn = Callable[[Words, Sequence[Trend]], Iterator[Block]]


@dataclass(frozen=True)
class DigestOf:
    """A digest as it was frozen, and its list as it stands. `past` is newest first; `heard_in` of so many `channels`.

    `is_now`: somebody asked for it, so that the list is of this moment.
    """

    this: WeekFigures
    past: Sequence[WeekFigures] = ()
    todo: Sequence[ItemShown] = ()
    heard_in: int = 0
    channels: int = 0
    choices: DigestChoices = field(default_factory=DigestChoices)
    is_now: bool = False

    def seen(self) -> Mapping[Measure, Seen]:
        """Each measure, with what it is compared with."""
        return compare(self.this, self.past)

    def weeks(self) -> list[WeekFigures]:
        """All its weeks, oldest first."""
        return [*reversed(self.past), self.this]


def digest(words: Words, of: DigestOf) -> Letter:
    """The message with charts that Slack draws; its text has their numbers."""
    return Letter(text=simpler(words, of).text, blocks=_blocks(words, of, lambda _, drawn: trends.charts(drawn)))


def simpler(words: Words, of: DigestOf) -> Letter:
    """The same for a Slack that draws no charts."""
    blocks = _blocks(words, of, trends.in_lines)
    spoken = kit.spoken(blocks)
    return Letter(text=kit.cut(f"{title(words, of)}. {spoken}", kit.SPOKEN), blocks=blocks)


def title(words: Words, of: DigestOf) -> str:
    """Which week it is about."""
    return words.plain("The week of {day}", day=words.day(of.this.week))


def _blocks(words: Words, of: DigestOf, draw: Drawn) -> list[Block]:
    seen, groups = of.seen(), of.choices.groups
    return [
        kit.header(title(words, of)),
        kit.section(sentence(words, seen)),
        *_todo(words, of),
        *_doing(words, of, seen),
        *_goals(words, of),
        *draw(words, trends.trends(words, of.weeks(), groups)),
        *_foot(words, of),
    ]


def _todo(words: Words, of: DigestOf) -> list[Block]:
    heading = words.plain("What to do now") if of.is_now else words.plain("What to do this week")
    if of.todo:
        return [kit.divider(), kit.header(heading), *items.listed(words, of.todo)]
    nothing = words.say("Nothing on the list: as far as I can see, nobody is waiting for a word from you.")
    return [kit.divider(), kit.header(heading), kit.section(nothing)]


def _doing(words: Words, of: DigestOf, seen: Mapping[Measure, Seen]) -> list[Block]:
    told = lines.brief(words, seen, of.choices.groups)
    if not told:
        return []
    return [kit.divider(), kit.header(words.plain("How the community is doing")), kit.section("\n".join(told))]


def _goals(words: Words, of: DigestOf) -> list[Block]:
    followed = follow(of.choices.goals, of.this, of.past)
    if not followed:
        return []
    return [kit.section("\n".join([words.say("*Your goals*"), *(lines.goal(words, one) for one in followed)]))]


def _heard(words: Words, of: DigestOf) -> Mrkdwn:
    if not of.heard_in:
        return words.say("I am in no public channel yet: invite me where life is, with `/invite`.")
    return words.plural(
        "I listen in {n} of {total} public channel.",
        "I listen in {n} of {total} public channels.",
        of.channels,
        n=of.heard_in,
        total=of.channels,
    )


def _foot(words: Words, of: DigestOf) -> list[Block]:
    how = words.say(
        "“n” is the number of cases that a figure rests on; “usually” is the mean of up to twelve weeks before."
    )
    where = words.say("Details are in the thread. What each figure means: `/digest measures`.")
    settings = kit.button(words.plain("Digest settings"), Action.DIGEST_SETTINGS)
    export = kit.button(words.plain("Send me the figures"), Action.DIGEST_EXPORT)
    return [kit.divider(), kit.context(_heard(words, of), how, where), kit.actions(settings, export)]
