"""The managers' page of the questions that recur, the form of one, and how it is read back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.listening import CADENCES, HOURS, QUESTION_LENGTH, WEEKDAYS, Example, Listening
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.programmes import Cadence
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import number
from slack_app.views.coffee.when import CADENCES as OFTEN
from slack_app.views.coffee.when import rhythm
from slack_app.views.feedback.managing import settings_forms as forms
from slack_app.views.feedback.managing.settings import SetUp, back, page
from slack_app.views.feedback.managing.settings_reading import an_id, chosen_or_none, maybe_in, one_in, whole
from slack_app.views.kit import Block, View
from slack_app.views.words import Mrkdwn, Words, capital, channel_link, mark

EXAMPLES = {
    Example.FRUSTRATED: mark("What frustrated you this week?"),
    Example.TIME: mark("What took longer than it should this week?"),
    Example.CHANGE: mark("If you could change one thing here, what would it be?"),
    Example.LIKED: mark("What worked better than you thought?"),
}
_NOTED = {
    "saved": mark("Your question is saved."),
    "asking": mark("I am asking it now."),
    "asked_today": mark("It was asked today already: once a day is enough."),
    "feedback_off": mark("Feedback is switched off, so nothing is asked."),
    "on": mark("It is asked again from now on."),
    "off": mark("It rests: nobody is asked until you let it go on."),
    "gone": mark("This question is not asked any more."),
}


@dataclass(frozen=True)
class QuestionLine:
    """A question on the page. `next_on` is None while it rests, `last_on` while it was never asked; `came` is of the last time."""

    listening_id: int
    listening: Listening
    next_on: date | None = None
    last_on: date | None = None
    came: int = 0


def questions(words: Words, lines: Sequence[QuestionLine], noted: str = "") -> View:
    """Every question, with what can be done with it; `noted` is what just came of one."""
    opening = words.say(
        "A question that I ask again and again in a public channel. People reply in its thread; whoever wants the team to hear"
        " it makes feedback of their reply with one click."
    )
    blocks = [kit.section(opening), *(block for line in lines for block in _one(words, line)), *_new(words)]
    said = words.say(_NOTED[noted]) if noted else ""
    return page(words, words.plain("Questions"), [*blocks, back(words)], said)


def question_form(words: Words, of: SetUp, listening: Listening, listening_id: int | None = None) -> View:
    """The form of a question; a new one has no id."""
    blocks = [*_question(words, listening), *_when(words, listening), *_defaults(words, of, listening)]
    if listening_id:
        blocks.append(_taking_away(words))
    return forms.form(
        words, Callback.FEEDBACK_QUESTION, words.plain("Question"), blocks, str(listening_id or "")
    )  # fmt: skip


def read(view: object) -> tuple[Listening, bool]:
    """What was chosen, and whether the question shall be asked no more. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    listening = Listening(
        question=kit.typed(state, "question"),
        channel_id=an_id(kit.chosen(state, "channel_id")),
        cadence=one_in(Cadence, state, "cadence"),
        weekday=whole(kit.chosen(state, "weekday")),
        hour=whole(kit.chosen(state, "hour")),
        kind=maybe_in(Kind, state, "kind"),
        area=chosen_or_none(state, "area"),
        product_team_id=number(chosen_or_none(state, "product_team_id") or ""),
    )
    return listening, forms.YES in kit.chosen_many(state, "take_away")


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    said = refusals.beside_fields(words, refusal)
    if refusal.fields.get("channel_id") == "required":
        said["channel_id"] = words.plain("Please choose a channel.")
    return said


def example(words: Words, value: str) -> Listening:
    """A question to begin with, in the words of those who will be asked; an empty one for any other value."""
    found = next((text for one, text in EXAMPLES.items() if one == value), None)
    blank = Listening("")
    return replace(blank, question=words.plain(found)) if found else blank


def _one(words: Words, line: QuestionLine) -> Iterator[Block]:
    yield kit.section("\n".join(_lines(words, line)))
    value, name = str(line.listening_id), line.listening.question
    rests = line.next_on is None
    switch = words.plain("Go on") if rests else words.plain("Pause")
    yield kit.actions(
        kit.button(
            words.plain("Change"),
            Action.LISTENING_FORM,
            value=value,
            label=words.plain("Change: {name}", name=name),
        ),
        kit.button(
            words.plain("Ask now"),
            Action.LISTENING_ASK,
            value=value,
            label=words.plain("Ask now: {name}", name=name),
        ),
        kit.button(switch, Action.LISTENING_SWITCH, value=f"{value}:{'on' if rests else 'off'}"),
    )


def _lines(words: Words, line: QuestionLine) -> Iterator[Mrkdwn]:
    of = line.listening
    yield words.say("*{question}*", question=of.question)
    often = rhythm(words, of.cadence, of.weekday, of.hour)
    where = channel_link(of.channel_id) if of.channel_id else words.say("no channel")
    yield words.say("• {often}, in {channel}", often=often, channel=where)
    yield words.say("• Next on {day}", day=words.day(line.next_on)) if line.next_on else words.say("• It rests")
    if line.last_on:
        came = words.plural("{n} piece of feedback came of it", "{n} pieces of feedback came of it", line.came)
        yield words.say("• Last asked on {day}: {came}", day=words.day(line.last_on), came=came)


def _new(words: Words) -> Iterator[Block]:
    options = [kit.option(words.plain(text), one) for one, text in EXAMPLES.items()]
    yield kit.actions(kit.button(words.plain("Add a question"), Action.LISTENING_FORM, style="primary"))
    choice = kit.select(Action.LISTENING_FORM, options, placeholder=words.plain("Choose one"))
    yield kit.section(words.say("Or begin with one of these:"), accessory=choice)


def _question(words: Words, of: Listening) -> Iterator[Block]:
    asked = kit.text_input(
        initial=of.question, longest=QUESTION_LENGTH, placeholder=words.plain(EXAMPLES[Example.FRUSTRATED])
    )
    hint = words.plain("In the language of those who read the channel.")
    yield kit.field(words.plain("Question"), asked, "question", hint=hint)
    choose = words.plain("Choose a channel")
    channel = kit.channel_select(initial=of.channel_id, placeholder=choose, only_public=True)
    invited = words.plain("I hear only channels that I am in: invite me there with /invite.")
    yield kit.field(words.plain("Channel"), channel, "channel_id", hint=invited)


def _when(words: Words, of: Listening) -> Iterator[Block]:
    cadences = [kit.option(words.plain(OFTEN[one]), one) for one in CADENCES]
    often = kit.select(Action.ANSWER, cadences, initial=of.cadence)
    yield kit.field(words.plain("How often?"), often, "cadence")
    days = [kit.option(capital(words.weekday(day)), str(day)) for day in WEEKDAYS]
    first = words.plain("Every month: the first of these days.")
    day = kit.select(Action.ANSWER, days, initial=str(of.weekday))
    yield kit.field(words.plain("On which day?"), day, "weekday", hint=first)
    hours = [kit.option(words.clock(time(hour)), str(hour)) for hour in HOURS]
    zone = words.plain("In the community's time zone.")
    at = kit.select(Action.ANSWER, hours, initial=str(of.hour))
    yield kit.field(words.plain("At what time?"), at, "hour", hint=zone)


def _defaults(words: Words, of: SetUp, listening: Listening) -> Iterator[Block]:
    open_ = words.plain("Nothing in advance")
    kind = forms.one_of(forms.kinds(words), listening.kind, open_)
    yield kit.field(words.plain("Kind, unless somebody says another"), kind, "kind")
    areas = [kit.option(area, area) for area in of.community.feedback.areas]
    if areas:
        area = forms.one_of(areas, listening.area, open_)
        yield kit.field(words.plain("Area, unless somebody says another"), area, "area")
    if of.teams:
        team = forms.one_of(forms.team_options(of), str(listening.product_team_id or ""), open_)
        yield kit.field(words.plain("Team, unless a rule names another"), team, "product_team_id")


def _taking_away(words: Words) -> Block:
    box = kit.checkboxes(Action.ANSWER, [kit.option(words.plain("Do not ask it any more"), forms.YES)])
    stays = words.plain("It leaves this list. What came of it stays.")
    return kit.field(words.plain("Take it away"), box, "take_away", hint=stays, optional=True)
