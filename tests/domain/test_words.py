"""How people's words are cleaned, and when two topics are the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.words import clean, distinct, says_something, tidy, topic_key, words_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  deux   mots\t", "deux mots"),
        ("une\nligne", "une ligne"),
        ("nul\x00 et \x1b[31mrouge", "nul et [31mrouge"),
        ("abc\u202edcb\u202c", "abcdcb"),
        ("\u2066isolé\u2069", "isolé"),
        ("ze\u200bro\ufeff", "zero"),
        ("e\u0301te\u0301", "été"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("\u3164\u2800", ""),
        ("\u0301accent without a letter", "accent without a letter"),
        ("👩‍💻 dev", "👩‍💻 dev"),
        ("नमस्ते", "नमस्ते"),
    ],
)
def test_text_is_tidied(typed, kept):
    assert tidy(typed) == kept


def test_a_newline_is_kept_only_where_there_are_lines():
    assert clean("un\r\ndeux\n\n\n\n\ntrois ", 100, lines=True) == "un\ndeux\n\ntrois"
    assert clean("un\r\ndeux", 100) == "un deux"


def test_a_letter_bears_a_few_marks_and_no_tower_of_them():
    assert len(tidy("Z" + "\u0335\u0321\u0353" * 50 + "algo")) <= len("Zalgo") + 4


def test_no_more_is_kept_than_the_limit():
    assert clean("mot " * 20_000, 7) == "mot mot"
    assert clean("mot", 0) == ""


@given(st.text(), st.integers(0, 60), st.booleans())
def test_what_is_clean_stays_as_it_is(text, limit, lines):
    once = clean(text, limit, lines=lines)
    assert clean(once, limit, lines=lines) == once
    assert len(once) <= limit
    once.encode()


@given(st.text())
def test_nothing_that_steers_a_terminal_or_a_reader_gets_through(text):
    kept = tidy(text, lines=True)
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(char) for char in kept if char not in "\n\u200c\u200d"} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Développement", "developpement"),
        ("Open-Source", "open source"),
        ("open_source", "Open  Source"),
        ("Cœur", "coeur"),
        ("STRASSE", "straße"),
        ("Ångström", "angstrom"),
        ("UX/UI", "ux ui"),
        ("l\u2019écriture", "L'Ecriture"),
        ("\uff30\uff59\uff54hon", "python"),
    ],
)
def test_these_topics_are_the_same(one, other):
    assert topic_key(one) == topic_key(other)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C", "C#"), ("sel", "sels"), ("कि", "की"), ("が", "か")])
def test_these_topics_are_not(one, other):
    assert topic_key(one) != topic_key(other)


def test_of_the_same_topic_the_first_spelling_stays():
    assert distinct(["Développement", " developpement ", "", "--", "Vélo"]) == ("Développement", "Vélo")


def test_words_are_folded_and_keep_their_signs():
    assert words_of("#Aide-C++ & Développement!") == ("aide", "c++", "developpement")


def test_marks_alone_say_nothing():
    assert not says_something("... -- !")
    assert says_something("🎉")
