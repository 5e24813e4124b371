"""The managers' form of a programme, and how it is read back."""

from collections.abc import Iterable, Iterator
from datetime import time

from slack_app.domain.matching import Term
from slack_app.domain.programmes import (
    ALWAYS,
    AMONG_LENGTH,
    HOURS,
    NAME_LENGTH,
    NEVER,
    REMEMBER_WEEKS,
    SIZES,
    WEEKDAYS,
    WEIGHTS,
    Audience,
    Programme,
)
from slack_app.domain.working_days import COUNTRIES
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import carried
from slack_app.views.coffee.kinds import NAMES
from slack_app.views.coffee.terms import LABELS
from slack_app.views.coffee.when import CADENCES
from slack_app.views.kit import Block, Element, View
from slack_app.views.words import Words, capital, mark

NONE = "none"
_AUDIENCES = {
    Audience.OPT_IN: mark("Those who join"),
    Audience.CHANNEL: mark("The members of a channel, unless they leave"),
}
_WEIGHTS = {0: mark("Does not count"), 1: mark("Counts a little"), 2: mark("Counts"), 3: mark("Counts a lot")}
_RULES = {ALWAYS: mark("Always: {reason}"), NEVER: mark("Never: {reason}")}


def form(words: Words, programme: Programme, programme_id: int | None = None) -> View:
    """The form, filled in with a programme; a new one has no id, and is called as its kind is."""
    return kit.modal(
        Callback.COFFEE_PROGRAMME,
        words.plain("Coffee programme"),
        [*_people(words, programme), *_rhythm(words, programme), *_matching(words, programme)],
        submit=words.plain("Save"),
        close=words.plain("Cancel"),
        private=carried(words, programme_id, programme.kind),
    )


def block_of_weight(term: Term) -> str:
    """The block id of a term's weight."""
    return f"weight.{term}"


def _people(words: Words, known: Programme) -> Iterator[Block]:
    called = known.name or words.plain(NAMES[known.kind])
    yield kit.field(words.plain("Name"), kit.text_input(initial=called, longest=NAME_LENGTH), "name")
    audiences = [kit.option(words.plain(text), audience) for audience, text in _AUDIENCES.items()]
    yield kit.field(words.plain("Who takes part?"), _select(audiences, known.audience), "audience")
    channel = kit.channel_select(initial=known.channel_id, placeholder=words.plain("Choose a channel"))
    purpose = words.plain("Its members take part, if you chose so; what groups agree to share is posted there.")
    yield kit.field(words.plain("Channel"), channel, "channel_id", hint=purpose, optional=True)
    among = kit.text_input(initial=known.among, longest=AMONG_LENGTH, placeholder=words.plain("Nurse, gardening…"))
    hint = words.plain("Only people whose role or topics name this. Empty: everyone.")
    yield kit.field(words.plain("Among people with"), among, "among", hint=hint, optional=True)


def _rhythm(words: Words, known: Programme) -> Iterator[Block]:
    cadences = [kit.option(words.plain(text), cadence) for cadence, text in CADENCES.items()]
    yield kit.field(words.plain("How often?"), _select(cadences, known.cadence), "cadence")
    days = [kit.option(capital(words.weekday(day)), str(day)) for day in WEEKDAYS]
    first = words.plain("Every month: the first of these days.")
    yield kit.field(words.plain("On which day?"), _select(days, str(known.weekday)), "weekday", hint=first)
    hours = [kit.option(words.clock(time(hour)), str(hour)) for hour in HOURS]
    zone = words.plain("In the community's time zone.")
    yield kit.field(words.plain("At what time?"), _select(hours, str(known.hour)), "hour", hint=zone)
    named = sorted((words.country(code), code) for code in COUNTRIES)
    countries = [kit.option(words.plain("No country"), NONE), *(kit.option(name, code) for name, code in named)]
    moved = words.plain("A round that would open on a holiday opens on the next working day.")
    yield kit.field(words.plain("Public holidays of"), _select(countries, known.country or NONE), "country", hint=moved)


def _matching(words: Words, known: Programme) -> Iterator[Block]:
    sizes = [kit.option(str(size), str(size)) for size in SIZES]
    odd = words.plain("Where it does not come out even, some groups have one more.")
    yield kit.field(words.plain("People in a group"), _select(sizes, str(known.size)), "size", hint=odd)
    weeks = kit.number_input(initial=known.remember_weeks, least=REMEMBER_WEEKS[0], most=REMEMBER_WEEKS[-1])
    again = words.plain("For so many weeks nobody meets the same person again, as long as there is someone else.")
    yield kit.field(words.plain("Weeks to remember who met"), weeks, "remember_weeks", hint=again)
    yield kit.header(words.plain("What counts"))
    weighed = dict(known.weights)
    for term, label in LABELS.items():
        levels = [kit.option(words.plain(_WEIGHTS[weight]), str(weight)) for weight in WEIGHTS]
        yield kit.field(capital(words.plain(label)), _select(levels, str(weighed.get(term, 0))), block_of_weight(term))
    rule = ":".join(known.rule) if known.rule else NONE
    must = words.plain("At most one thing that must be, or must not be, between any two people of a group.")
    yield kit.field(words.plain("Rule"), _select(list(_rules(words)), rule), "rule", hint=must)


def _rules(words: Words) -> Iterator[Element]:
    yield kit.option(words.plain("No rule"), NONE)
    for forced, sentence in _RULES.items():
        for term, label in LABELS.items():
            yield kit.option(words.plain(sentence, reason=words.plain(label)), f"{term}:{forced}")


def _select(options: Iterable[Element], initial: str) -> Element:
    return kit.select(Action.ANSWER, list(options), initial=str(initial))
