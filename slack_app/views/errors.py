"""One sentence for each refusal, with its reference where there is one."""

from collections.abc import Mapping

from slack_app.domain.errors import InvalidAnswersError
from slack_app.views import kit
from slack_app.views.actions import Callback
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words, mark

_SENTENCES = {
    "not_allowed": mark("Only the managers of this community can do that."),
    "invalid_answers": mark("Something in these answers cannot be kept: please look at them once more."),
    "date_is_past": mark("This day is over. Please choose one that is still to come."),
    "too_late": mark("That took too long, and Slack has closed the door. Please try once more."),
    "not_on_the_team": mark("Only the team that this belongs to decides about it. Thank you for looking!"),
    "not_yours": mark("Only the person who said this can answer here."),
    "taken_back": mark("This was taken back meanwhile."),
    "feedback_is_off": mark("Feedback is switched off in this community."),
    "no_secret_key": mark(
        "A tracker's token can only be kept where it is locked away: the person who runs this app sets CONVIVE_SECRET_KEY first."
    ),
    "survey_not_safe": mark(
        "A survey needs a place that is locked away, or answers would not stay without names: the person who runs this app sets"
        " CONVIVE_SECRET_KEY first."
    ),
    "survey_is_live": mark("A survey is planned or open already: only one is asked at a time."),
    "survey_is_over": mark("This survey is closed. Thank you for wanting to answer!"),
    "survey_answered": mark(
        "You have answered this one already, thank you. As nobody can tell which answer is yours, it cannot be changed any more."
    ),
    "not_for_guests": mark("This is for the members of this workspace only."),
}
_FAILED = mark("Something went wrong here, and it is not your doing. Please try again in a moment.")
_FIELDS = {
    "required": mark("A few words are needed here."),
    "too_long": mark("This is too long: please shorten it."),
    "too_many": mark("These are too many: please choose fewer."),
    "unknown": mark("Please choose from the list."),
    "past": mark("This day is over. Please choose one that is still to come."),
    "too_far": mark("This is more than a year away: please choose an earlier day."),
    "out_of_range": mark("Please choose a whole number within the limits."),
}
_INVALID = mark("This cannot be kept as it is.")


def sentence(words: Words, code: str, error_id: str = "") -> str:
    """What happened, for the one it happened to; `error_id` is in the log too."""
    said = words.plain(_SENTENCES.get(code, _FAILED))
    return " ".join([said, words.plain("(Reference: {id})", id=error_id)]) if error_id else said


def letter(words: Words, code: str, error_id: str = "") -> Letter:
    """The sentence as a message that only they see."""
    text = sentence(words, code, error_id)
    return Letter(text=text, blocks=[kit.section(text)])


def notice(words: Words, code: str, error_id: str = "") -> View:
    """The sentence in a modal."""
    blocks = [kit.section(sentence(words, code, error_id))]
    return kit.modal(Callback.NOTICE, words.plain("One moment"), blocks, close=words.plain("Close"))


def beside_fields(
    words: Words, refusal: InvalidAnswersError, blocks: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What is wrong, beside the field where it is: block id → sentence; `blocks` names the fields that are called otherwise."""
    names = blocks or {}
    return {names.get(name, name): words.plain(_FIELDS.get(code, _INVALID)) for name, code in refusal.fields.items()}


def not_saved(words: Words, block_id: str, error_id: str) -> dict[str, str]:
    """The form could not be saved, and stays open as it is: said beside its first field."""
    said = words.plain("This could not be saved just now. Nothing you typed is lost: please send it once more.")
    return {str(block_id): " ".join([said, words.plain("(Reference: {id})", id=error_id)])}
