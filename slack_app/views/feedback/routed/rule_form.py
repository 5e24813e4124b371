"""The form of a routing rule, filled in with what it asks and decides, that of the catch-all, and how they are read back."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.routed.conditions import LANGUAGES, VOICES, AuthorGroup, Conditions, Confidence
from slack_app.domain.feedback.routed.rules import NAME_LENGTH, Actions, Rule
from slack_app.domain.feedback.terms import Impact, Kind, Priority, Source
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import number
from slack_app.views.feedback import labels
from slack_app.views.feedback.managing.settings import SetUp
from slack_app.views.feedback.managing.settings_forms import LONGEST_LIST, form, kinds, one_of, team_options
from slack_app.views.feedback.managing.settings_reading import an_id, chosen_or_none, listed, maybe_in, whole
from slack_app.views.feedback.routed.rules import CATCH_ALL, CONFIDENCES, GROUPS, SOURCES
from slack_app.views.feedback.said.filed import IMPACTS
from slack_app.views.kit import Block, Element, View
from slack_app.views.kit.reading import State
from slack_app.views.words import Words, own_name

_MOST_PEOPLE = 20
_Choice = TypeVar("_Choice", bound=StrEnum)


def rule_form(words: Words, of: SetUp, rule: Rule) -> View:
    """A rule's form: its name, when it applies, what it decides."""
    name = kit.text_input(initial=rule.name, longest=NAME_LENGTH, placeholder=words.plain("Crashes go to Mobile"))
    shown = words.plain("People read it on cards: because the rule “…” says so.")
    blocks = [
        kit.field(words.plain("Name"), name, "name", hint=shown),
        kit.header(words.plain("When")),
        kit.context(
            words.say("All that is filled in must be so; of each list, one is enough. Empty: it does not matter.")
        ),
        *_when_it_says(words, of, rule.when),
        *_when_it_comes(words, rule.when),
        kit.header(words.plain("Then")),
        *_then(words, of, rule.then),
    ]
    return form(words, Callback.FEEDBACK_RULE, words.plain("Rule"), blocks, rule.id)


def catch_all_form(words: Words, of: SetUp) -> View:
    """Where everything goes that nothing else decides."""
    opening = words.say("What no rule, channel or area brings to a team goes here, always: nothing is left lying.")
    team = one_of(team_options(of), str(of.shown_rules.catch_all or ""), words.plain("Triage: people decide"))
    field = kit.field(words.plain("Everything else goes to"), team, "team")
    return form(words, Callback.FEEDBACK_RULE, words.plain("Everything else"), [kit.section(opening), field], CATCH_ALL)


def read_rule(view: object, rule_id: str, areas: Iterable[str]) -> Rule:
    """The rule in a form; of its areas those that managers have. Raises InvalidAnswersError with each field at fault."""
    state = kit.state_of(view)
    return Rule(rule_id, kit.typed(state, "name"), _conditions(state, tuple(areas)), _actions(state, tuple(areas)))


def read_catch_all(view: object) -> int | None:
    """The team that was chosen for everything else; None: triage."""
    return number(chosen_or_none(kit.state_of(view), "team") or "")


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    said = refusals.beside_fields(words, refusal, {"then": "then.kind", "rules": "name"})
    if "then" in refusal.fields:
        said["then.kind"] = words.plain("Please let the rule decide something: a kind, an area, a team…")
    if "voices" in refusal.fields:
        said["voices"] = words.plain("Please write a number from {least} to {most}.", least=VOICES[0], most=VOICES[-1])
    if "rules" in refusal.fields:
        said["name"] = words.plain("There are as many rules as anybody can read. Please take one away first.")
    return said


def _when_it_says(words: Words, of: SetUp, asked: Conditions) -> Iterator[Block]:
    said = kit.text_input(initial="\n".join(asked.words), longest=LONGEST_LIST, lines=True)
    one_each = words.plain("Words or phrases, one a line; crash* stands for all that begin so. Accents do not matter.")
    yield kit.field(words.plain("It says"), said, "words", hint=one_each, optional=True)
    yield _several(words, words.plain("Its kind is"), "kinds", kinds(words), asked.kinds)
    areas = dict.fromkeys([*of.community.feedback.areas, *asked.areas])
    if areas:
        options = [kit.option(area, area) for area in areas]
        yield _several(words, words.plain("Its area is"), "areas", options, asked.areas)
    levels = [kit.option(words.plain(text), level) for level, text in CONFIDENCES.items()]
    sure = words.plain("Of the kind, or of the area where you ask for one.")
    boxes = kit.checkboxes(Action.ANSWER, levels, initial=asked.confidences)
    yield kit.field(words.plain("How sure that is"), boxes, "confidences", hint=sure, optional=True)
    tongues = kit.checkboxes(
        Action.ANSWER, [kit.option(own_name(one), one) for one in LANGUAGES], initial=asked.languages
    )
    yield kit.field(words.plain("Its language is"), tongues, "languages", optional=True)


def _when_it_comes(words: Words, asked: Conditions) -> Iterator[Block]:
    channels = kit.channels_select(initial=asked.channels, most=100, placeholder=words.plain("Choose channels"))
    yield kit.field(words.plain("It comes from"), channels, "channels", optional=True)
    sources = [kit.option(words.plain(text), source) for source, text in SOURCES.items()]
    yield _several(words, words.plain("It comes by"), "sources", sources, asked.sources)
    people = kit.users_select(initial=asked.people, most=_MOST_PEOPLE, placeholder=words.plain("Choose people"))
    named = words.plain("Whoever sends something without their name is nobody of these.")
    yield kit.field(words.plain("Its author is"), people, "people", hint=named, optional=True)
    groups = [kit.option(words.plain(text), group) for group, text in GROUPS.items()]
    boxes = kit.checkboxes(Action.ANSWER, groups, initial=asked.groups)
    yield kit.field(words.plain("Its author is one of"), boxes, "groups", optional=True)
    impacts = [kit.option(words.plain(text), impact) for impact, text in IMPACTS.items()]
    boxes = kit.checkboxes(Action.ANSWER, impacts, initial=asked.impacts)
    yield kit.field(words.plain("Its author says"), boxes, "impacts", optional=True)
    voices = kit.text_input(initial=str(asked.voices or ""), longest=4)
    yield kit.field(words.plain("So many people say so, or more"), voices, "voices", optional=True)


def _then(words: Words, of: SetUp, decided: Actions) -> Iterator[Block]:
    open_ = words.plain("Not decided here")
    yield kit.field(words.plain("Kind"), one_of(kinds(words), decided.kind, open_), "then.kind")
    areas = dict.fromkeys([*of.community.feedback.areas, *([decided.area] if decided.area else [])])
    if areas:
        options = [kit.option(area, area) for area in areas]
        yield kit.field(words.plain("Area"), one_of(options, decided.area, open_), "then.area")
    if of.teams:
        yield kit.field(words.plain("Team"), one_of(team_options(of), str(decided.team or ""), open_), "then.team")
    levels = [kit.option(labels.priority(words, one), one) for one in Priority]
    yield kit.field(words.plain("Priority"), one_of(levels, decided.priority, open_), "then.priority")
    initial = [decided.assignee] if decided.assignee else []
    person = kit.users_select(initial=initial, most=1, placeholder=words.plain("Choose someone"))
    yield kit.field(words.plain("Who takes care of it"), person, "then.assignee", optional=True)
    if of.trackers:
        trackers = [kit.option(name, str(tracker_id)) for tracker_id, name in of.trackers.items()]
        tracker = one_of(trackers, str(decided.tracker or ""), open_)
        yield kit.field(words.plain("Tracker"), tracker, "then.tracker")


def _several(words: Words, label: str, name: str, options: list[Element], initial: Iterable[str]) -> Block:
    chosen = kit.multi_select(Action.ANSWER, options, initial=list(initial), placeholder=words.plain("Any"))
    return kit.field(label, chosen, name, optional=True)


def _conditions(state: State, areas: tuple[str, ...]) -> Conditions:
    typed = kit.typed(state, "voices").strip()
    if typed and whole(typed) not in VOICES:
        raise InvalidAnswersError({"voices": "out_of_range"})
    return Conditions(
        channels=tuple(filter(an_id, kit.chosen_many(state, "channels"))),
        sources=_chosen(Source, state, "sources"),
        kinds=_chosen(Kind, state, "kinds"),
        areas=tuple(area for area in areas if area in kit.chosen_many(state, "areas")),
        confidences=_chosen(Confidence, state, "confidences"),
        words=listed(kit.typed(state, "words")),
        languages=tuple(one for one in LANGUAGES if one in kit.chosen_many(state, "languages")),
        groups=_chosen(AuthorGroup, state, "groups"),
        people=tuple(filter(an_id, kit.chosen_many(state, "people"))),
        impacts=_chosen(Impact, state, "impacts"),
        voices=whole(typed) if typed else None,
    )


def _actions(state: State, areas: tuple[str, ...]) -> Actions:
    person = kit.chosen_many(state, "then.assignee")
    area = chosen_or_none(state, "then.area")
    return Actions(
        kind=maybe_in(Kind, state, "then.kind"),
        area=area if area in areas else None,
        team=number(chosen_or_none(state, "then.team") or ""),
        priority=maybe_in(Priority, state, "then.priority"),
        assignee=an_id(person[0]) if person else None,
        tracker=number(chosen_or_none(state, "then.tracker") or ""),
    )


def _chosen(choices: type[_Choice], state: State, name: str) -> tuple[_Choice, ...]:
    return tuple(one for one in choices if one in kit.chosen_many(state, name))
