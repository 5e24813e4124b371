"""Texts as models read them: whatever somebody sends is read, quickly, and as what it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.feedback.learned import general, rules_of_kind
from slack_app.domain.feedback.learned.general import General, general_from, kept, read, shipped
from slack_app.domain.feedback.learned.linear import NotAModelError
from slack_app.domain.feedback.learned.reports import Limits
from slack_app.domain.feedback.learned.rules_of_kind import KINDS
from slack_app.domain.feedback.learned.subjects import OfArea, OfKind
from slack_app.domain.feedback.learned.thinking import think
from slack_app.domain.feedback.terms import Kind
from slack_app.domain.feedback.text.grams import SPACE, grams, words_of
from slack_app.domain.feedback.text.plain_words import is_function_word, language_of, normalised
from tests.domain.feedback.odd import ODD


def kind_of(words: str) -> Kind:
    return KINDS[int(shipped().probabilities(read(words)).argmax())]


@pytest.mark.parametrize("name", ODD)
def test_whatever_is_sent_is_read_and_has_a_likeliest_kind(name: str) -> None:
    text = read(ODD[name])
    shares = shipped().probabilities(text)
    found = think(ODD[name], text, OfKind(), None, Limits())
    assert shares.sum() == pytest.approx(1, abs=1e-5)
    assert (shares >= 0).all()
    assert found.value in set(Kind)
    assert not found.may_act_alone


@pytest.mark.parametrize("name", ODD)
def test_what_is_far_too_long_comes_to_an_end(name: str) -> None:
    """Were it read in the square of its length, this would take hours."""
    assert len(normalised(ODD[name] * 20)) <= 20 * len(ODD[name])


@given(st.text(max_size=300))
def test_any_text_has_shares_that_sum_to_one(words: str) -> None:
    for subject in (OfKind(), OfArea(("Billing", "Mobile"))):
        shares = subject.prior(words, read(words))
        assert shares.shape == (len(subject.names),)
        assert shares.sum() == pytest.approx(1, abs=1e-4)


@given(st.text(max_size=300))
def test_grams_are_sorted_each_once_and_in_their_range(words: str) -> None:
    found = grams(words)
    assert (np.diff(found.ids.astype(np.int64)) > 0).all()
    assert not len(found.ids) or found.ids[-1] < SPACE
    assert (found.counts >= 1).all()


def test_of_a_long_text_the_beginning_is_read() -> None:
    long = "the export is slow " * 3_000
    assert np.array_equal(grams(long).ids, grams(long + "and nobody answers").ids)
    assert read("").grams.ids.size == 0


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The app crashes since the last update, I cannot open it any more", Kind.BUG),
        ("Depuis la mise à jour l'application plante, impossible de l'ouvrir", Kind.BUG),
        ("It would be great to have a dark mode, please add one", Kind.IDEA),
        ("Ce serait bien d'ajouter un mode sombre", Kind.IDEA),
        ("I love it, great app, thank you", Kind.PRAISE),
        ("J'adore, excellente application, merci", Kind.PRAISE),
        ("How can I change my password?", Kind.QUESTION),
        ("Comment changer mon mot de passe ?", Kind.QUESTION),
    ],
)
def test_what_is_plainly_said_is_understood_in_both_languages(words: str, kind: Kind) -> None:
    assert kind_of(words) is kind


def test_only_kinds_that_are_in_use_are_told() -> None:
    text = read("The app crashes")
    shares = shipped().probabilities(text, (Kind.IDEA, Kind.BUG))
    assert shares.shape == (2,)
    assert shares[1] > shares[0]
    assert shares.sum() == pytest.approx(1, abs=1e-5)


@given(st.text(max_size=200))
def test_cues_alone_are_shares_too_and_marks_are_small(words: str) -> None:
    found = rules_of_kind.hits(words)
    assert rules_of_kind.probabilities(found).sum() == pytest.approx(1, abs=1e-5)
    assert set(found.marks().tolist()) <= {0.0, 0.5, 1.0}


def test_a_cue_in_the_first_line_counts_for_more() -> None:
    bug = KINDS.index(Kind.BUG)
    first = rules_of_kind.probabilities(rules_of_kind.hits("It crashes\nsince today at work"))
    later = rules_of_kind.probabilities(rules_of_kind.hits("Since today at work\nit crashes"))
    assert first[bug] > later[bug] > rules_of_kind.probabilities(rules_of_kind.hits("at work"))[bug]


def test_the_shipped_model_can_be_kept_and_read_again() -> None:
    again = general_from(kept(shipped()))
    text = read("The export is broken again")
    assert np.allclose(again.probabilities(text), shipped().probabilities(text))
    assert isinstance(again, General)


@pytest.mark.parametrize("figures", [b"", b"no model", b"PK\x03\x04" + b"\x00" * 40])
def test_what_is_no_model_is_refused(figures: bytes) -> None:
    with pytest.raises(NotAModelError):
        general_from(figures)


def test_no_word_stands_in_the_shipped_weights() -> None:
    figures = kept(shipped())
    assert b"crash" not in figures
    assert {one for model in (shipped().said, shipped().mood) for one in model.names} == {
        Kind.BUG, Kind.IDEA, general.OTHER, general.UNHAPPY, "happy",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<@U0123ABCD> the *export* fails", "the export fails"),
        ("see <https://example.org/a|the page> and https://example.org", "see the page and"),
        ("write to ana.b+c@example.org please", "write to please"),
        ("```\nx = 1\n``` it `fails`", "it fails"),
        ("&gt; quoted &amp; told", "quoted & told"),
        ("one\n\n\ntwo", "one\ntwo"),
        ("a.b.c is a name, not an address", "a.b.c is a name, not an address"),
        ("", ""),
    ],
)
def test_slacks_marks_addresses_and_code_are_taken_out(written: str, plain: str) -> None:
    assert normalised(written) == plain


@given(st.text(max_size=200))
def test_no_address_or_mention_is_left(words: str) -> None:
    plain = normalised(f"{words} ana@example.org <@U0123ABCD>")
    assert "ana@example" not in plain
    assert "U0123ABCD" not in plain


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("L'application ne marche plus", "fr"),
        ("The app does not work", "en"),
        ("アプリが落ちる", None),
        ("🎉", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_small_words(words: str, language: str | None) -> None:
    assert language_of(words) == language


def test_words_are_in_small_letters_and_numbers_are_all_the_same() -> None:
    assert words_of("L\u2019export 2024 ÉCHOUE !!!!") == ["l'export", "0", "échoue", "!!"]
    assert is_function_word("depuis")
    assert not is_function_word("export")
