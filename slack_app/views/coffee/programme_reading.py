"""Reading the form of a programme back: whatever was sent is a programme that may be kept, or a refusal."""

from enum import StrEnum
from typing import TypeVar

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.matching import Rule, Term
from slack_app.domain.plain import ID
from slack_app.domain.programmes import ALWAYS, NEVER, Audience, Cadence, Kind, Programme, checked
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.coffee.carried import id_in, kind_in, number
from slack_app.views.coffee.programme_form import NONE, block_of_weight
from slack_app.views.kit.reading import State
from slack_app.views.words import Words

_Choice = TypeVar("_Choice", bound=StrEnum)
_OUT_OF_RANGE = -1


def read(view: object) -> tuple[int | None, Programme]:
    """The programme in a submitted form, and its id unless it is new. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    channel_id = kit.chosen(state, "channel_id")
    country = kit.chosen(state, "country")
    programme = Programme(
        name=kit.typed(state, "name"),
        kind=_found(Kind, kind_in(view)) or Kind.COFFEE,
        audience=_required(Audience, state, "audience"),
        channel_id=channel_id if ID.fullmatch(channel_id) else None,
        among=kit.typed(state, "among"),
        cadence=_required(Cadence, state, "cadence"),
        weekday=_whole(kit.chosen(state, "weekday")),
        hour=_whole(kit.chosen(state, "hour")),
        size=_whole(kit.chosen(state, "size")),
        weights=_weights(state),
        rule=_rule(state),
        remember_weeks=_whole(kit.typed(state, "remember_weeks")),
        country=None if country in ("", NONE) else country,
    )
    return id_in(view), checked(programme)


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    said = refusals.beside_fields(words, refusal, {"weights": block_of_weight(next(iter(Term)))})
    if refusal.fields.get("channel_id") == "required":
        said["channel_id"] = words.plain("Please choose the channel whose members take part.")
    return said


def not_saved(words: Words, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was chosen stays in it."""
    return refusals.not_saved(words, "name", error_id)


def _whole(text: str) -> int:
    found = number(text)
    return _OUT_OF_RANGE if found is None else found


def _weights(state: State) -> tuple[tuple[Term, int], ...]:
    chosen = {term: kit.chosen(state, block_of_weight(term)) for term in Term}
    return tuple((term, weight) for term, text in chosen.items() if (weight := _whole(text or "0")))


def _rule(state: State) -> Rule | None:
    text = kit.chosen(state, "rule")
    term, _, forced = text.partition(":")
    found = _found(Term, term)
    if text in ("", NONE):
        return None
    if found is None or forced not in (ALWAYS, NEVER):
        raise InvalidAnswersError({"rule": "unknown"})
    return (found, ALWAYS if forced == ALWAYS else NEVER)


def _required(choices: type[_Choice], state: State, block_id: str) -> _Choice:
    found = _found(choices, kit.chosen(state, block_id))
    if found is None:
        raise InvalidAnswersError({block_id: "unknown"})
    return found


def _found(choices: type[_Choice], text: str) -> _Choice | None:
    return next((one for one in choices if one == text), None)
