"""The forms of a card, read back; and what is said beside their fields."""

from datetime import date

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.terms import Field
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Callback
from slack_app.views.feedback.worked_on.card_forms import ISSUE, NONE, OTHER, PERSON, REASON, UNTIL, WORDS
from slack_app.views.words import Words

FIRST = {
    Callback.CARD_DUPLICATE: OTHER,
    Callback.CARD_CHANGE: Field.KIND.value,
    Callback.CARD_DECLINE: REASON,
    Callback.CARD_SNOOZE: UNTIL,
    Callback.CARD_ASK: WORDS,
    Callback.CARD_ASSIGN: PERSON,
}


def other(view: object) -> int | None:
    """The id of the ticket that was chosen."""
    value = kit.chosen(kit.state_of(view), OTHER)
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None  # noqa: PLR2004  digits of a row's id


def reason(view: object) -> str:
    """Why it is declined."""
    return kit.typed(kit.state_of(view), _block(view, REASON))


def values(view: object) -> dict[Field, str | None]:
    """What its fields are to be; one that was left empty is left out."""
    state = kit.state_of(view)
    given = {field: kit.chosen(state, field.value) for field in Field}
    return {field: None if value == NONE else value for field, value in given.items() if value}


def title(view: object) -> str | None:
    """What its issue is to be called; None where that was not asked."""
    state = kit.state_of(view)
    return kit.typed(state, ISSUE) if ISSUE in state else None


def until(view: object) -> date | None:
    """The day until which it is put off; None where there is none."""
    try:
        return date.fromisoformat(kit.chosen(kit.state_of(view), UNTIL))
    except ValueError:
        return None


def words_in(view: object) -> str:
    """What the author is asked."""
    return kit.typed(kit.state_of(view), WORDS)


def person(view: object) -> str | None:
    """Who is to take care of it; None: nobody in particular."""
    return next(iter(kit.chosen_many(kit.state_of(view), PERSON)), None)


def errors(words: Words, view: object, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    return refusals.beside_fields(words, refusal, {REASON: _block(view, REASON)})


def not_saved(words: Words, callback: Callback, view: object, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    return refusals.not_saved(words, _block(view, FIRST[callback]), error_id)


def _block(view: object, name: str) -> str:
    """The block of a field whose name goes on after a colon, where Slack was to show other words in it."""
    return next((block for block in kit.state_of(view) if block.partition(":")[0] == name), name)
