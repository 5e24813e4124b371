"""Why a ticket is what it is, as the card says it."""

from slack_app.domain.feedback.because import Reason
from slack_app.domain.feedback.terms import By, Field
from slack_app.views.feedback.because import sentence
from slack_app.views.words import words_for

UNDECIDED = Reason(Field.KIND, By.NOBODY, None, terms=("crash",), confidence=0.92, candidates=("bug", "idea"))


def test_who_is_nearly_sure_does_not_say_that_it_is_unsure():
    assert sentence(words_for("en"), UNDECIDED) == (
        "*Kind:* I would rather ask than decide alone; it went by “crash”; 92% sure"
    )


def test_french_puts_a_narrow_space_before_each_semicolon():
    said = sentence(words_for("fr"), UNDECIDED)
    assert said.count("\u202f;") == said.count(";") == 2
