"""The forms of the digest's settings, filled in with what holds; settings_reading reads them back."""

from collections.abc import Iterator, Sequence
from datetime import time

from slack_app.domain.community import Community
from slack_app.domain.digest.choices import (
    GOALS,
    HOURS,
    MOST_GOALS,
    PATH_RULES,
    RETENTION_MONTHS,
    WEEKDAYS,
    DigestChoices,
)
from slack_app.domain.measures.terms import MEASURES, Group, Measure, Unit
from slack_app.views import kit
from slack_app.views.actions import Action, Callback, Field
from slack_app.views.digest.measures import EXPLAINED, GROUPS, NAMES
from slack_app.views.digest.settings import Page, menu
from slack_app.views.kit import Block, View
from slack_app.views.words import Words, capital, mark

NONE = "none"
YES = "yes"
MOST_CHOSEN = 100
"""People or channels that Slack lets a field hold."""
_RULES = {
    "posts": (
        mark("Activated: messages in four weeks"),
        mark("Who has begun: so many messages, or an introduction. Who only reads is aware, and no less welcome."),
    ),
    "replies": (
        mark("Contributor: replies to others in four weeks"),
        mark("Who keeps the conversation going."),
    ),
    "helped": (
        mark("Advocate: people helped in four weeks"),
        mark("Who carries the community: replied to so many different people…"),
    ),
    "helping_weeks": (
        mark("Advocate: weeks with help, of twelve"),
        mark("… and did so in this many of the last twelve weeks."),
    ),
}


def form(words: Words, community: Community, page: str) -> View:
    """The form of that page; the menu for any other word."""
    forms = {Page.WHEN: when_form, Page.WHAT: what_form, Page.PATH: path_form}
    found = next((draw for name, draw in forms.items() if name == page), menu)
    return found(words, community)


def when_form(words: Words, community: Community) -> View:
    """When the digest, its short form and the recap come, and where."""
    blocks = [*_digest(words, community), *_brief(words, community.digest), *_recap(words, community.digest)]
    return _form(words, Callback.DIGEST_WHEN, words.plain("When and where"), blocks)


def what_form(words: Words, community: Community) -> View:
    """What is shown, what counts, who is the team, the goals, and how long it is kept."""
    blocks = [*_counted(words, community.digest), *_goals(words, community.digest), *_kept(words, community.digest)]
    return _form(words, Callback.DIGEST_WHAT, words.plain("What is counted"), blocks)


def path_form(words: Words, community: Community) -> View:
    """From when on someone counts as activated, contributor, advocate."""
    opening = words.say(
        "Every member is somewhere on a path: aware, activated, contributor, advocate. A stage that was reached stays"
        " reached; a change holds from the next week on."
    )
    fields = [_rule(words, community.digest, name) for name in _RULES]
    return _form(words, Callback.DIGEST_PATH, words.plain("The path"), [kit.section(opening), *fields])


def block_of_goal(place: int) -> str:
    """The block id of a goal's measure."""
    return f"goal.{place}"


def block_of_target(place: int) -> str:
    """The block id of a goal's target."""
    return f"target.{place}"


def _digest(words: Words, community: Community) -> Iterator[Block]:
    chosen = community.digest
    yield kit.header(words.plain("The digest"))
    yield _switch(words.plain("Every week"), words.plain("Tell managers how the week was"), "is_on", is_on=chosen.is_on)
    channel = kit.channel_select(initial=community.digest_channel, placeholder=words.plain("Choose a channel"))
    none = words.plain("Without one, it comes to the team's channel, or to a manager.")
    yield kit.field(words.plain("Channel for the digest"), channel, Field.DIGEST_CHANNEL, hint=none, optional=True)
    yield _day(words, words.plain("Day of the digest"), "weekday", chosen.weekday)
    yield _hour(words, words.plain("Hour of the digest"), "hour", chosen.hour)
    zone = kit.option(chosen.tz, chosen.tz) if chosen.tz else None
    zones = kit.external_select(Action.PICK_ZONE, initial=zone, placeholder=words.plain("Type a city: Paris…"))
    holds = words.plain("For these hours only. Without one: {zone}, as for the community.", zone=community.tz)
    yield kit.field(words.plain("Time zone"), zones, Field.TZ, hint=holds, optional=True)


def _brief(words: Words, chosen: DigestChoices) -> Iterator[Block]:
    yield kit.header(words.plain("Short form for moderators"))
    label = words.plain("On working days")
    yield _switch(label, words.plain("Tell who came and which questions wait"), "brief", is_on=chosen.brief)
    yield _hour(words, words.plain("Hour of the short form"), "brief_hour", chosen.brief_hour)


def _recap(words: Words, chosen: DigestChoices) -> Iterator[Block]:
    yield kit.header(words.plain("Recap for members"))
    label = words.plain("Every week")
    yield _switch(label, words.plain("Tell members what they may have missed"), "recap", is_on=chosen.recap)
    channel = kit.channel_select(initial=chosen.recap_channel, placeholder=words.plain("Choose a channel"))
    everyone = words.plain("Where members read it, in the community's language. Whoever wishes is not named.")
    yield kit.field(words.plain("Channel for the recap"), channel, "recap_channel", hint=everyone, optional=True)
    yield _day(words, words.plain("Day of the recap"), "recap_weekday", chosen.recap_weekday)
    yield _hour(words, words.plain("Hour of the recap"), "recap_hour", chosen.recap_hour)


def _counted(words: Words, chosen: DigestChoices) -> Iterator[Block]:
    groups = [kit.option(words.plain(name), group) for group, name in GROUPS.items()]
    shown = kit.checkboxes(Action.ANSWER, groups, initial=[group for group in Group if group in chosen.groups])
    yield kit.field(words.plain("Figures in the digest"), shown, "groups", optional=True)
    off = kit.channels_select(initial=chosen.channels_off, most=MOST_CHOSEN, placeholder=words.plain("Choose channels"))
    noise = words.plain("Announcements, robots, jokes… What is said there is left out of every figure.")
    yield kit.field(words.plain("Channels that do not count"), off, "channels_off", hint=noise, optional=True)
    team = kit.users_select(initial=chosen.team, most=MOST_CHOSEN, placeholder=words.plain("Choose people"))
    own = words.plain("They are told apart from members. Nobody chosen: the managers and the workspace's admins.")
    yield kit.field(words.plain("The team"), team, "team", hint=own, optional=True)
    measures = [kit.option(words.plain(name), measure) for measure, name in NAMES.items()]
    initial = [measure for measure in Measure if measure in chosen.public]
    public = kit.multi_select(
        Action.ANSWER, measures, initial=initial, placeholder=words.plain("Choose figures")
    )  # fmt: skip
    see = words.plain("With /digest, and in the recap.")
    yield kit.field(words.plain("Figures that all members may see"), public, "public", hint=see, optional=True)


def _goals(words: Words, chosen: DigestChoices) -> Iterator[Block]:
    yield kit.header(words.plain("Goals"))
    none = kit.option(words.plain("No goal"), NONE)
    options = [none, *(kit.option(words.plain(NAMES[one]), one, _short(words, one)) for one in GOALS)]
    for place in range(MOST_GOALS):
        goal = chosen.goals[place] if place < len(chosen.goals) else None
        measure = kit.select(Action.ANSWER, options, initial=goal.measure if goal else NONE)
        label = words.plain("Goal {n}", n=place + 1)
        yield kit.field(label, measure, block_of_goal(place))
        target = kit.text_input(initial=_written(words, goal.measure, goal.target) if goal else "", longest=20)
        how = words.plain("A number; for a share, in %; for a time, in hours.")
        label = words.plain("Target of goal {n}", n=place + 1)
        yield kit.field(label, target, block_of_target(place), hint=how, optional=True)


def _kept(words: Words, chosen: DigestChoices) -> Iterator[Block]:
    months = kit.number_input(
        initial=chosen.retention_months, least=RETENTION_MONTHS[0], most=RETENTION_MONTHS[-1]
    )  # fmt: skip
    what = words.plain("Who did what and when; never a message's words. Older weeks stay as totals, without names.")
    yield kit.header(words.plain("What is kept"))
    yield kit.field(words.plain("Months for which it is kept"), months, "retention_months", hint=what)


def _rule(words: Words, chosen: DigestChoices, name: str) -> Block:
    label, hint = _RULES[name]
    allowed = PATH_RULES[name]
    number = kit.number_input(initial=getattr(chosen.rules, name), least=allowed[0], most=allowed[-1])
    return kit.field(words.plain(label), number, name, hint=words.plain(hint))


def _switch(label: str, text: str, name: str, *, is_on: bool) -> Block:
    box = kit.checkboxes(Action.ANSWER, [kit.option(text, YES)], initial=[YES] if is_on else [])
    return kit.field(label, box, name, optional=True)


def _day(words: Words, label: str, name: str, day: int) -> Block:
    days = [kit.option(capital(words.weekday(one)), str(one)) for one in WEEKDAYS]
    return kit.field(label, kit.select(Action.ANSWER, days, initial=str(day)), name)


def _hour(words: Words, label: str, name: str, hour: int) -> Block:
    hours = [kit.option(words.clock(time(one)), str(one)) for one in HOURS]
    return kit.field(label, kit.select(Action.ANSWER, hours, initial=str(hour)), name)


def _short(words: Words, measure: Measure) -> str:
    """What a measure means, in an option's 75 characters, or not at all."""
    text = capital(words.plain(EXPLAINED[measure]))
    return text if len(text) <= 75 else ""  # noqa: PLR2004  Slack's limit


def _written(words: Words, measure: Measure, target: float) -> str:
    """A target as one would type it: a share in %, without marks between thousands."""
    number = target * 100 if MEASURES[measure].unit is Unit.SHARE else target
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if words.language == "fr" else text


def _form(words: Words, callback: Callback, title: str, blocks: Sequence[Block]) -> View:
    """The form remembers its language, so that a failure can be told in it even when the database is away."""
    save, cancel = words.plain("Save"), words.plain("Cancel")
    return kit.modal(callback, title, blocks, submit=save, close=cancel, private=words.language)
