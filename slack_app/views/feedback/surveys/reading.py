"""What the forms of surveys say, read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.surveys.survey import Chosen, chosen_from, chosen_to_json
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.coffee.carried import number
from slack_app.views.feedback.managing.settings_reading import an_id
from slack_app.views.words import Words

SCORE, LINE, TO_TEAM, YES = "score", "line", "to_team", "yes"
ASKS, QUESTION, WHOM, CHANNEL, OFTEN = "asks", "question", "whom", "channel", "often"
RECOMMEND, OWN, EVERYONE, ONCE, QUARTERLY = "recommend", "own", "everyone", "once", "quarterly"


@dataclass(frozen=True)
class Answer:
    """What somebody sends; `to_team`: their line is to go to the team as feedback."""

    survey_id: int
    score: int
    line: str = ""
    to_team: bool = False


def carried(language: str, survey_id: int) -> str:
    """What the form of an answer brings back: the language that it was drawn in, and which survey it is."""
    return f"{language} {survey_id}"


def language_in(view: object) -> str:
    """The language that a form was drawn in; empty where nothing of ours is carried."""
    return _private(view).partition(" ")[0]


def answer(view: object) -> Answer:
    """An answer. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    survey_id, score = number(_private(view).partition(" ")[2]), number(kit.chosen(state, SCORE))
    if survey_id is None or score is None:
        raise InvalidAnswersError({SCORE: "unknown"})
    return Answer(survey_id, score, kit.typed(state, LINE), YES in kit.chosen_many(state, TO_TEAM))


def chosen(view: object) -> Chosen:
    """What a manager wants to ask. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    question = kit.typed(state, QUESTION) if kit.chosen(state, ASKS) == OWN else None
    channel_id = an_id(kit.chosen(state, CHANNEL)) if kit.chosen(state, WHOM) == CHANNEL else None
    if kit.chosen(state, WHOM) == CHANNEL and channel_id is None:
        raise InvalidAnswersError({CHANNEL: "required"})
    return Chosen(question, channel_id, kit.chosen(state, OFTEN) == QUARTERLY)


def carried_choice(language: str, of: Chosen) -> str:
    """What a preview brings back."""
    return f"{language} {json.dumps(chosen_to_json(of), ensure_ascii=False)}"


def choice_in(view: object) -> Chosen:
    """The survey that a preview is of. Raises InvalidAnswersError."""
    try:
        return chosen_from(json.loads(_private(view).partition(" ")[2]))
    except ValueError as wrong:
        raise InvalidAnswersError({ASKS: "unknown"}) from wrong


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    own = {
        (CHANNEL, "required"): words.plain("Please choose a channel."),
        (LINE, "secret"): words.plain(
            "This looks like a password or a token. Please take it out: it would be read by others."
        ),
        (LINE, "required"): words.plain("To send a line to the team, please write one."),
        (LINE, "only_emoji"): words.plain("To send a line to the team, please write it in words."),
        (LINE, "not_sent"): words.plain(
            "Feedback without a name was switched off meanwhile: please take out the tick."
        ),
    }
    said = {name: own[name, code] for name, code in refusal.fields.items() if (name, code) in own}
    return {**refusals.beside_fields(words, refusal), **said}


def _private(view: object) -> str:
    private = view.get("private_metadata") if isinstance(view, Mapping) else None
    return private if isinstance(private, str) else ""
