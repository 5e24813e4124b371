"""The form after a meeting: thanks, one to five, a line if they like; and how it is read back."""

from dataclasses import dataclass

from slack_app.domain.errors import InvalidAnswersError
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee.carried import carried, number
from slack_app.views.kit import View
from slack_app.views.words import Words, mark

RATING, REMARK, SHARE = "rating", "remark", "may_share"
REMARK_LENGTH = 300
_RATINGS = {
    5: mark("5: wonderful"),
    4: mark("4: good"),
    3: mark("3: all right"),
    2: mark("2: so-so"),
    1: mark("1: not for me"),
}


@dataclass(frozen=True)
class Thanks:
    """How it was (1 to 5), what they say of it, and whether the group's remarks may be shared as far as they care."""

    rating: int | None = None
    remark: str = ""
    may_share: bool = False


def form(words: Words, meeting_id: int, known: Thanks | None = None) -> View:
    """The form, filled in with what they said before."""
    said = known or Thanks()
    ratings = [kit.option(words.plain(text), str(rating)) for rating, text in _RATINGS.items()]
    share = kit.option(words.plain("Our remarks may be shared in the channel"), SHARE)
    fields = [
        kit.section(words.say("How lovely that you met! Answer what you like, and leave the rest.")),
        kit.field(
            words.plain("How was it?"),
            kit.radio(Action.ANSWER, ratings, initial=str(said.rating)),
            RATING,
            hint=words.plain("Nobody sees your mark: only the mean of all is told."),
            optional=True,
        ),
        kit.field(
            words.plain("A line about it"),
            kit.text_input(initial=said.remark, longest=REMARK_LENGTH, lines=True),
            REMARK,
            hint=words.plain("What you talked of, what you take with you…"),
            optional=True,
        ),
        kit.field(
            words.plain("May others read it?"),
            kit.checkboxes(Action.ANSWER, [share], initial=[SHARE] if said.may_share else []),
            SHARE,
            hint=words.plain("Only if everyone in your group ticks this, with your names. Otherwise nobody reads it."),
            optional=True,
        ),
    ]
    return kit.modal(
        Callback.COFFEE_THANKS,
        words.plain("Thank you!"),
        fields,
        submit=words.plain("Send"),
        close=words.plain("Not now"),
        private=carried(words, meeting_id),
    )


def read(view: object) -> Thanks:
    """What they say, whatever was sent. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    rating, remark = number(kit.chosen(state, RATING)), kit.typed(state, REMARK).strip()
    faults = {}
    if rating is not None and rating not in _RATINGS:
        faults[RATING] = "unknown"
    if len(remark) > REMARK_LENGTH:
        faults[REMARK] = "too_long"
    if faults:
        raise InvalidAnswersError(faults)
    return Thanks(rating, remark, SHARE in kit.chosen_many(state, SHARE))


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    return refusals.beside_fields(words, refusal)


def not_saved(words: Words, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    return refusals.not_saved(words, REMARK, error_id)
