"""Why a ticket is what it is, as the card says it."""

import pytest

from slack_app.domain.feedback.routed.because import Reason, Why
from slack_app.domain.feedback.terms import By, Field
from slack_app.views.feedback.routed.because import sentence
from slack_app.views.words import LANGUAGES, words_for
from tests.views import rules_world
from tests.views.world import VALUES

UNDECIDED = Reason(Field.KIND, By.NOBODY, None, terms=("crash",), confidence=0.92, candidates=("bug", "idea"))


def test_who_is_nearly_sure_does_not_say_that_it_is_unsure():
    assert sentence(words_for("en"), UNDECIDED) == (
        "*Kind:* I would rather ask than decide alone; it went by “crash”; 92% sure"
    )


def test_french_puts_a_narrow_space_before_each_semicolon():
    said = sentence(words_for("fr"), UNDECIDED)
    assert said.count("\u202f;") == said.count(";") == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VALUES)
def test_history_can_tell_of_every_step_and_nobodys_words_call_anybody(language, kind):
    for name, said in rules_world.sentences(words_for(language), VALUES[kind].text):
        assert said, name
        assert "<!" not in said, name


def test_what_an_outsider_suggests_is_said_to_be_theirs():
    outside = Reason(Field.KIND, By.NOBODY, None, confidence=0.8, why=Why.OUTSIDE, candidates=("bug", "idea"))
    assert sentence(words_for("en"), outside) == (
        "*Kind:* not known yet; the outside classifier suggests Bug (80% sure)"
    )
