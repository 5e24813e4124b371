"""Which messages ask something."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.questions import asks


@pytest.mark.parametrize(
    "text",
    [
        "Does anyone use Django here?",
        "Bonjour, quelqu'un sait comment on installe ça",
        "Salut à tous, est-ce que la réunion est maintenue",
        "Comment faire pour s'inscrire",
        "Où est-ce qu'on se retrouve ?",
        "où se trouve le règlement",
        "Quel est le lien de la visio",
        "Quelle version choisir ?",
        "how do I reset my password",
        "What's the link",
        "Which channel is for jobs",
        "Any advice on grants",
        "anyone here from Lyon",
        "I tried everything. Is there a guide for this",
        "Does it work on macOS? Thanks in advance!",
        "Vous avez un modèle ? Merci d'avance 🙏",
        "Ça marche ? :thinking_face:",
        "<@U123> ping?",
        "*Qui peut m'aider ?*",
        "«On mange où ?»",
        "动不动\uff1f",
        "Can we move the call\nthanks",
    ],
)
def test_questions(text):
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Merci !",
        "Thanks",
        "I have a question. Never mind, solved.",
        "Why? Because we can.",
        "See <https://example.org/?q=1>",
        "`select ?`",
        "```\nwhat is this?\n```",
        "What a lovely day!",
        "Quelle belle journée !",
        "Comment on the doc by Friday",
        "When I was young we had no phones",
        "&gt; is it you?",
        "Where we met last year it was sunny",
        ":question:",
    ],
)
def test_no_questions(text):
    assert not asks(text)


@given(st.text())
def test_any_text_gets_an_answer(text):
    assert asks(text) in {True, False}


@pytest.mark.parametrize("part", ["<", "`", "```", ":a", "? ", "how ", "merci ", "&gt; ", "a.", "\n", " ", "who x "])
def test_ten_times_the_words_are_ten_times_the_reading(part):
    assert _effort(part, 40_000) < 30 * max(_effort(part, 4_000), _effort("calm words. ", 4_000))


def _effort(part: str, length: int) -> float:
    """The processor's seconds for a message of that length, the least of three."""
    message = (part * length)[:length]
    spent = []
    for _ in range(3):
        began = time.process_time()
        asks(message)
        spent.append(time.process_time() - began)
    return min(spent)
