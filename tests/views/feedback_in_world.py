"""What people see who say something to the team, for whatever they say."""

from collections.abc import Iterator
from datetime import date

from slack_app.domain.community import Community
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.listening import CADENCES, MOST_QUESTIONS, Example, Listening
from slack_app.domain.feedback.terms import Impact, Kind, Source, Status
from slack_app.domain.feedback.worked_on.teams import Team
from slack_app.views.feedback.listening import offered as listening
from slack_app.views.feedback.listening import questions
from slack_app.views.feedback.listening.offered import Asked
from slack_app.views.feedback.listening.questions import QuestionLine
from slack_app.views.feedback.managing.settings import SetUp
from slack_app.views.feedback.said import asked, command, filed, form, form_reading, mine, similar
from slack_app.views.feedback.said.asked import AskedOf, How
from slack_app.views.feedback.said.filed import Became, FiledOf
from slack_app.views.feedback.said.form import FormOf, Message
from slack_app.views.feedback.said.mine import MineOf
from slack_app.views.feedback.said.similar import SimilarOf
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words

LINK = "https://example.slack.com/archives/C0HELP/p1763300000000100"
DAY = date(2026, 11, 21)


def letters(words: Words) -> Iterator[tuple[str, Letter]]:
    for how in How:
        for link in (LINK, ""):
            of = AskedOf(how, 7, 12, "C0HELP", link=link, has_words=how is How.OWN, has_secret=bool(link))
            yield f"told that a message became feedback: {how} {bool(link)}", asked.letter(words, of)
    for asked_of in (
        Asked(7, "?"),
        Asked(7, "<!channel> *Why?*" * 10, ("ticket", "eyes"), 5, 2),
        Asked(7, "?", (), 1, 1),
    ):
        yield f"a question that recurs: {asked_of.came}", listening.question(words, asked_of)
    yield "feedback by one click", listening.offer(words, 7, "1763300000.000100")
    for manager in (False, True):
        yield f"feedback help, manager {manager}", command.help_for(words, manager=manager)


def modals(words: Words, text: str, areas: tuple[str, ...]) -> Iterator[tuple[str, View]]:
    short = tuple(area[:60] for area in areas if area.strip())[:50]
    yield "feedback form", form.form(words, FormOf(Source.FORM))
    message = Message("C0HELP", "1.000001", "1.000001", is_own=True, was_cut=True)
    of = FormOf(Source.SHORTCUT, text[:3000], Kind.BUG, short, may_be_unnamed=True, message=message)
    yield "feedback form, of a message", form.form(words, of)
    private = FormOf(Source.SHORTCUT, message=Message(is_private=True), asks_about_secret=True)
    yield "feedback form, of a private place, with a secret", form.form(words, private, kept="{}")
    yield "feedback form, for one's own words", form.form(words, FormOf(Source.FORM, adds_to=7))
    yield "feedback form, of a question", form.form(words, FormOf(Source.LISTENING, asking_id=7))
    yield "no question yet", questions.questions(words, [])
    lines = [
        QuestionLine(1, Listening(text[:200] or "?", "C0HELP", cadence), DAY if place else None, DAY, place)
        for place, cadence in enumerate(CADENCES)
    ]
    for noted in ("saved", "asking", "asked_today", "feedback_off", "on", "off", "gone"):
        yield f"questions: {noted}", questions.questions(words, lines, noted)
    yield "questions, as many as can be", questions.questions(words, lines[:1] * MOST_QUESTIONS)
    set_up = SetUp(Community(feedback=FeedbackChoices(areas=short)), [Team("Apps", id=3)])
    chosen = Listening(text[:200], "C0HELP", kind=Kind.IDEA, area=next(iter(short), None), product_team_id=3)
    yield "a question", questions.question_form(words, set_up, chosen, 7)
    for one in ("", *Example):
        yield f"a new question {one}", questions.question_form(words, SetUp(), questions.example(words, one))
    found = [
        SimilarOf(n, n, text, status, n) for n, status in enumerate((Status.NEW, Status.SHIPPED, Status.TRIAGE), 1)
    ]
    yield "is it one of these", similar.similar(words, 9, found)
    for became in Became:
        of_filed = FiledOf(became, 12, None if became is Became.VOICE else 7, 3, Impact.BLOCKS, unnamed=True)
        yield f"filed: {became}", filed.filed(words, of_filed)
    yield "nothing said yet", mine.mine(words, [], taken_back=True)
    yield (
        "what I said",
        mine.mine(words, [_mine(text, status, place) for place, status in enumerate(_statuses())], more=3),
    )
    declined = [_mine(text, Status.DECLINED, place) for place in range(mine.MOST)]
    yield "what I said, all declined", mine.mine(words, declined, more=3, taken_back=True)


def _statuses() -> list[Status]:
    return [*Status, *Status, *Status][: mine.MOST]


def _mine(text: str, status: Status, place: int) -> MineOf:
    linked = place if status is Status.MERGED else None
    reason = text[:3000] if status is Status.DECLINED else ""
    return MineOf(place, place, text, status, DAY, place, place % 2 == 0, place % 4 == 0, linked, reason)


def answers(words: Words) -> Iterator[tuple[str, dict[str, str]]]:
    for code in ("required", "only_emoji", "too_long", "unnamed_off", "unknown", f"{form_reading.FLOOD}12"):
        yield f"feedback at fault: {code}", form_reading.errors(words, InvalidAnswersError({form.WORDS: code}))
    for field, code in (("question", "too_long"), ("channel_id", "required"), ("hour", "out_of_range")):
        yield f"a question at fault: {field}", questions.errors(words, InvalidAnswersError({field: code}))
    yield "feedback not saved", form_reading.not_saved(words, "4f2a")
