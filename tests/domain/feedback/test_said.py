"""Words as people typed them, whatever Slack made of them; and what is no feedback."""

import pytest

from slack_app.domain.feedback.said.wording import LENGTH, as_typed, fault_of, fitted, is_left_alone


@pytest.mark.parametrize(
    ("message", "typed"),
    [
        ("<!channel> the export *fails*", "@channel the export *fails*"),
        ("<!here|here> ask <@U123> or <@U123|ana>", "@here ask @… or @ana"),
        ("in <#C1|general> and <#C2>", "in #general and #…"),
        ("<!subteam^S1|@designers> look", "@designers look"),
        ("see <https://example.org/a?b=1&amp;c=2> and <https://example.org|the page>",
         "see https://example.org/a?b=1&c=2 and the page"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("```\nx = 1\n```", "```\nx = 1\n```"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_message_reads_as_it_was_typed(message: str, typed: str) -> None:
    assert as_typed(message) == typed


def test_what_is_too_long_for_a_field_is_cut_and_that_is_known() -> None:
    words, was_cut = fitted("very long " * 4000)
    assert len(words) <= LENGTH
    assert words.endswith("…")
    assert was_cut
    assert fitted("short") == ("short", False)
    assert fitted("x" * LENGTH) == ("x" * LENGTH, False)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "required"),
        (" \n\t ", "required"),
        ("...", "required"),
        ("🎉🎉", "only_emoji"),
        (":tada: :+1::skin-tone-3:", "only_emoji"),
        ("x" * (LENGTH + 1), "too_long"),
        ("Ça plante", None),
        ("アプリが落ちる", None),
        ("404 🎉", None),
    ],
)
def test_what_can_be_sent_to_a_team(words: str, fault: str | None) -> None:
    assert fault_of(words) == fault


def test_a_message_may_ask_to_be_left_alone() -> None:
    assert is_left_alone("📣 party tonight")
    assert is_left_alone("  :mega: party tonight")
    assert not is_left_alone("a party 📣")
