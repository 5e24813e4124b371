"""What people see of a month's answer: the community, and the managers who write it."""

from collections.abc import Iterator
from datetime import date

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.months.you_said import LINE_LENGTH, MOST, Figures, Part, Stage
from slack_app.domain.words import clean
from slack_app.views.feedback.months import form as you_said_form
from slack_app.views.feedback.months import you_said
from slack_app.views.feedback.months.form import SENTENCE_LENGTH, FormOf, TicketOf
from slack_app.views.feedback.months.you_said import AnswerOf, DraftOf, LineOf
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words, words_for

MONTH = date(2026, 10, 1)
LINK = "https://example.slack.com/archives/C0OUT/p1763300000000100"
FIGURES = Figures(1042, 380, 12, 9, 7, 1, 64, 30.5, 38, 260.0, 8)
FEW = Figures(1, None, 0, 0, 1, 0, 0)


def letters(words: Words, text: str) -> Iterator[tuple[str, Letter]]:
    full, bare = _answer(text), AnswerOf(MONTH, FEW, may_be_unnamed=False)
    yield "a month's answer", you_said.answer(words, full)
    yield "a month's answer of few", you_said.answer(words, bare)
    for stage in Stage:
        link = LINK if stage is Stage.SENT else ""
        yield f"a month's draft: {stage}", you_said.draft(words, DraftOf(7, full, stage, "C0OUT", link))
    yield "a month's draft without a channel", you_said.draft(words, DraftOf(7, bare, Stage.SENT))
    for link in (LINK, ""):
        yield f"a month's draft waits {bool(link)}", you_said.reminder(words, MONTH, link)


def modals(words: Words, text: str) -> Iterator[tuple[str, View]]:
    written = clean(text, LINE_LENGTH)
    tickets = [TicketOf(n, n, part, text, written, text) for n, part in enumerate(_parts(), 1)]
    opening = clean(text, SENTENCE_LENGTH)
    yield "a month's form", you_said_form.edit(words, FormOf(7, MONTH, 3, opening, opening, tickets))
    yield "a month's form without tickets", you_said_form.edit(words, FormOf(7, MONTH))
    for stage in Stage:
        for by_id in ("U0ANA", None):
            said = you_said_form.was_done(words, stage, by_id)
            yield f"a month was {stage} by {by_id}", you_said_form.notice(words, said)


def answers(words: Words) -> Iterator[tuple[str, dict[str, str]]]:
    wrong = InvalidAnswersError({you_said_form.OPENING: you_said_form.CHANGED})
    yield "a month changed meanwhile", you_said_form.errors(words, wrong)


def _answer(text: str) -> AnswerOf:
    written, sentence = clean(text, LINE_LENGTH), clean(text, SENTENCE_LENGTH)
    lines = [LineOf(part, written or "Bug", 12, 5) for part in _parts()]
    lines.append(LineOf(Part.DECLINED, you_said.line(words_for("en"), "idea", "Payments", text)))
    return AnswerOf(MONTH, FIGURES, sentence, sentence, lines)


def _parts() -> list[Part]:
    return [part for part, most in MOST.items() for _ in range(most)]
