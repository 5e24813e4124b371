"""What people see of surveys: who is asked, and managers."""

from collections.abc import Iterator
from datetime import date

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.surveys.survey import LINE_LENGTH, QUESTION_LENGTH, Box, Chosen, Result
from slack_app.views.feedback.surveys import reading as survey_reading
from slack_app.views.feedback.surveys import report as survey_report
from slack_app.views.feedback.surveys import settings as survey_settings
from slack_app.views.feedback.surveys import survey
from slack_app.views.feedback.surveys.report import Closed
from slack_app.views.feedback.surveys.settings import Live, Said
from slack_app.views.feedback.surveys.survey import Asked, Stands
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words

DAY = date(2026, 11, 21)


def chosen(text: str) -> tuple[Chosen, ...]:
    return Chosen(), Chosen(text[:QUESTION_LENGTH], "C0HELP", is_repeated=True)


def results(text: str) -> tuple[Result, ...]:
    """Nobody could be asked, nobody answered, too few did, five did, and very many with very long lines."""
    box = Box((0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1), (text[:LINE_LENGTH],) * 2)
    many = Box((100_000,) * 11, (text[:LINE_LENGTH],) * 500)
    few = (Result(0, 0), Result(40, 0), Result(40, 4))
    return (*few, Result.of(box, 40), Result.of(many, 2_000_000))


def letters(words: Words, text: str) -> Iterator[tuple[str, Letter]]:
    for one in chosen(text):
        for stands in Stands:
            yield f"survey: {stands} {one.question}", survey.letter(words, Asked(7, one.question, DAY), stands)
        for result in results(text):
            for before in (None, *results(text)[3:]):
                yield (
                    f"survey: {result.answered} answered",
                    survey_report.report(words, Closed(one, result, DAY, before)),
                )


def modals(words: Words, text: str) -> Iterator[tuple[str, View]]:
    yield "survey form", survey_settings.form(words)
    for one in chosen(text):
        over = [Closed(one, result, DAY, results(text)[3]) for result in results(text)]
        for is_open in (True, False):
            live = Live(7, one, is_open, 40, 12, DAY)
            yield f"survey page, open {is_open}", survey_settings.page(words, live, over, is_safe=True)
        for said in Said:
            yield f"survey page, {said}", survey_settings.page(words, None, over, said=said, is_safe=True)
        yield "survey page, without a key", survey_settings.page(words, None, [], is_safe=False)
        yield "survey preview", survey_settings.preview(words, one, people=40, closes_on=DAY)
        for score in (0, 10):
            yield "survey answer", survey.form(words, 7, one.question, score, may_send=score > 0)
    for was_sent in (True, False):
        yield f"survey thanks, {was_sent}", survey.thanks(words, was_sent=was_sent)


def answers(words: Words) -> Iterator[tuple[str, dict[str, str]]]:
    faults = (
        ("line", "secret"),
        ("line", "required"),
        ("line", "only_emoji"),
        ("line", "not_sent"),
        ("channel", "required"),
    )
    for name, code in (*faults, ("question", "required"), ("score", "unknown")):
        yield f"survey at fault: {name} {code}", survey_reading.errors(words, InvalidAnswersError({name: code}))
