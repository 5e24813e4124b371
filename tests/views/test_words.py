"""What people write reads as they wrote it, and does nothing else; dates, lists and numbers are the language's."""

import html
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.views.words import (
    SHOWN,
    Mrkdwn,
    Words,
    channel_link,
    code,
    escaped,
    link,
    literal,
    mention,
    own_name,
    words_for,
)

EN, FR = words_for("en"), words_for("fr")


@pytest.mark.parametrize(
    "typed", ["<!channel>", "<!here|here>", "<@U0VICTIM>", "<http://evil.example|click>", "<#C0SECRET>"]
)
def test_a_mention_that_someone_types_is_text(typed):
    said = EN.say("“{word}” means nothing to me. You can use:", word=typed)
    assert "<" not in said
    assert "&lt;" in said


@pytest.mark.parametrize("typed", ["*bold*", "_italic_", "~struck~", "`code`", "__init__"])
def test_a_mark_that_someone_types_marks_nothing(typed):
    assert not set("*~`") & set(escaped(typed))
    assert "_" not in escaped(typed)


def test_a_low_line_within_a_word_stays_as_it_is():
    assert escaped("snake_case and is_archived") == "snake_case and is_archived"


def test_a_line_cannot_be_opened_to_quote_or_list():
    assert escaped("one\n> two\n• three") == "one &gt; two • three"


@pytest.mark.parametrize("copied", ["https://convive.test/hooks/_aB--_c*d~_", "__init__", "?a=1&b=<2>"])
def test_what_is_to_be_copied_is_so_to_the_letter(copied):
    assert html.unescape(code(copied)) == f"`{copied}`"


def test_what_is_to_be_copied_does_not_end_its_own_code():
    assert code("one` *two* `three") == "`one *two* three`"


def test_a_way_to_somewhere_leads_where_its_address_says():
    there = link("https://acme.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1", EN.say("this message"))
    assert there == "<https://acme.slack.com/archives/C1/p1?thread_ts=1.2&amp;cid=C1|this message>"
    assert link("https://acme.test/|<!channel>", EN.say("this message")) == "this message"


def test_right_to_left_words_keep_their_direction_to_themselves():
    shalom = "\u05e9\u05dc\u05d5\u05dd"
    assert literal(shalom) == f"\u2068{shalom}\u2069"
    assert literal("plain") == "plain"


def test_directions_are_not_overridden():
    assert literal("\u202eevil\u202c") == "evil"


def test_braces_are_text():
    assert EN.say("Hello {member}, and welcome!", member="{0} {community}") == "Hello {0} {community}, and welcome!"


def test_long_words_are_shortened():
    assert len(literal("x" * 40_000)) == SHOWN


@given(st.text())
def test_whatever_is_typed_neither_calls_nor_links(typed):
    said = EN.say("Hello {member}, and welcome!", member=typed)
    assert not set("<>*~`") & set(said)
    assert "\n" not in said


def test_our_own_mentions_work():
    assert EN.say("Hello {member}, and welcome!", member=mention("U0ANA")) == "Hello <@U0ANA>, and welcome!"
    assert channel_link("C0INTRO") == "<#C0INTRO>"
    assert isinstance(mention("U0ANA"), Mrkdwn)


def test_buttons_need_no_escapes():
    assert EN.plain("Button: {button}", button="Q & A <now>") == "Button: Q & A <now>"


def test_french_counts_zero_and_one_alike():
    joined = [FR.plural("{n} topic", "{n} topics", count) for count in (0, 1, 2)]
    assert joined == ["0 sujet", "1 sujet", "2 sujets"]


def test_english_counts_one_alone():
    assert [EN.plural("{n} topic", "{n} topics", count) for count in (0, 1, 2)] == ["0 topics", "1 topic", "2 topics"]


def test_dates_are_written_as_the_language_does():
    assert EN.date(date(2026, 11, 23)) == "November 23, 2026"
    assert FR.date(date(2026, 11, 23)) == "23 novembre 2026"
    assert FR.date(date(2026, 12, 1)) == "1er décembre 2026"


def test_lists_are_phrases():
    assert EN.listing(["Ana", "Bo", "Cy"]) == "Ana, Bo, and Cy"
    assert FR.listing(["Ana", "Bo", "Cy"]) == "Ana, Bo et Cy"
    assert FR.alternatives(["Ana", "Bo"]) == "Ana ou Bo"
    assert FR.plain_listing([]) == ""


def test_shares_and_languages():
    assert FR.percent(0.05) == "5\u00a0%"
    assert FR.language_name("de") == "allemand"
    assert EN.language_name("xx-nope") == "xx-nope"
    assert [own_name(code) for code in ("fr", "en", "zz-nope")] == ["Français", "English", "Zz-nope"]


@pytest.mark.parametrize("language", ["de", "", "FR", "../../etc"])
def test_a_language_without_a_catalogue_gets_the_source(language):
    assert isinstance(words_for(language), Words)
    assert words_for(language).language == "en"
