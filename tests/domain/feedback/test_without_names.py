"""What leaves the house names nobody, and says what it said."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slack_app.domain.feedback.routed.without_names import GONE, known_by, without_names
from slack_app.domain.feedback.text.plain_words import joins_others
from slack_app.domain.words import words_of

NAMES = ("Ana Lefèvre", "ana.l", "Ben O'Brien", "Jean-Pierre du Pont", "田中 太郎", "Li Wei (she/her)", "Zoë")
KNOWN = known_by(NAMES)
PLAIN = (
    "export",
    "fails",
    "every",
    "time",
    "the",
    "invoice",
    "l'appli",
    "plante",
    "depuis",
    "hier",
    "3",
    "v2",
    "£40",
    "!",
)
IDENTIFYING = (
    "<@U0ANA12345>", "<@U0ANA12345|ana>", "<#C0HELP1234|help>", "<!subteam^S0123456|@devs>", "@ana.l", "#help-desk",
    "ana.lefevre+x@mail.example.org", "<mailto:ana@example.org|ana@example.org>", "+33 6 12 34 56 78", "06.12.34.56.78",
    "(555) 010-9999", "https://acme.slack.com/archives/C0HELP/p17", "<https://wiki.test/ana|Ana's page>", "www.acme.test/x",
    "intranet.acme.com", "192.168.100.17", "U0ANA12345", "xoxb-123456789012-abcdef", "ghp_abcdefghijklmnopqrstuvwxyz0123",
    "password: Hunter22!x", "Ana", "ANA", "ana's", "Anas", "LEFEVRE", "Jean-Pierre", "O\u2019Brien", "Li", "田中さん", "zoe",
)  # fmt: skip
TRACES = re.compile(
    r"(?i)ana|lef|brien|jean|pierre|pont|田中|zo[eë]|hunter|xoxb|ghp_|U0|C0|S0|@\w|#\w|://|\d{2}.\d{2}|010"
)
texts = st.lists(st.sampled_from([*PLAIN, *IDENTIFYING, *NAMES])).map(" ".join)


@pytest.mark.parametrize("identifying", IDENTIFYING)
def test_nobody_can_be_told_by_it(identifying: str) -> None:
    left = without_names(f"The export fails for {identifying} every time", KNOWN)
    assert not TRACES.search(left), left
    assert GONE in left
    assert left.startswith("The export fails for ")
    assert left.endswith(" every time")


@given(texts)
@example(" ".join(["192.168.100.17"] * 4))
@example("5f0c6d1e-1234-4abc-8def-0123456789ab")
def test_no_mix_of_them_leaves_a_trace(text: str) -> None:
    left = without_names(text, KNOWN)
    assert not KNOWN & set(words_of(left))
    assert not TRACES.search(left)


@given(st.lists(st.sampled_from(PLAIN)).map(" ".join))
def test_words_that_name_nobody_stay_as_they_are(text: str) -> None:
    assert without_names(text, KNOWN) == text


@given(st.text() | texts)
@example("… @a #b …")
def test_once_is_enough(text: str) -> None:
    once = without_names(text, KNOWN)
    assert without_names(once, KNOWN) == once


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), max_size=5))
def test_whatever_people_are_called_no_word_of_it_stays(text: str, names: list[str]) -> None:
    known = known_by(names)
    left = without_names(f"{text} {' '.join(names)}", known)
    assert not known & {word for part in re.findall(r"[^\W_]+", left) for word in words_of(part)}


def test_small_words_are_nobodys_name_alone() -> None:
    assert not any(joins_others(word) for word in KNOWN)
    assert "du" not in KNOWN
    assert without_names("The price of the coffee", known_by(["The Boss of It"])) == "The price of the coffee"


def test_a_link_leaves_what_it_is_called() -> None:
    assert without_names("See <https://x.test/1|the manual> again") == f"See {GONE} the manual again"
