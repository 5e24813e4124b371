"""What a team sees of feedback, and what its authors are told, whatever stands in it; the app's own links are left out."""

from collections.abc import Iterator
from datetime import UTC, datetime

from slack_app.domain.feedback.news import Told
from slack_app.domain.feedback.terms import OPEN, Field, Status, Step, Target
from slack_app.domain.feedback.worked_on.listing import Listing, Narrowed
from slack_app.domain.feedback.worked_on.moves import deeds_of
from slack_app.domain.feedback.worked_on.targets import Stage
from slack_app.views.feedback import news
from slack_app.views.feedback.news import NewsOf
from slack_app.views.feedback.worked_on import board, card, card_forms, details, exchange, promises
from slack_app.views.feedback.worked_on.board import BoardShown, LineShown
from slack_app.views.feedback.worked_on.card import CardShown, Choice, Other, Promise
from slack_app.views.feedback.worked_on.card_forms import FormOf
from slack_app.views.feedback.worked_on.details import DetailsShown
from slack_app.views.feedback.worked_on.exchange import Asked, RemarkShown
from slack_app.views.feedback.worked_on.history import StepShown
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words

LINK = "https://example.slack.com/archives/C0HELP/p1763300000000100"
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
FACTS = {"into": 3, "from": 4, "other": 5, "field": "area", "until": "2026-03-03", "target": "first_answer"}
TOLD = (Status.ACCEPTED, Status.PLANNED, Status.SHIPPED, Status.DECLINED, Status.NEW, Status.MERGED)


def letters(words: Words, text: str) -> Iterator[tuple[str, Letter]]:
    for status in Status:
        yield f"card: {status}", card.card(words, _card(status, text[:3000]))
    yield "card that went", card.went(words, 12, _name(text))
    for decided in TOLD:
        yield f"news: {decided}", news.news(words, [_news(n, decided, text) for n in range(1, 12)])
    yield "news of what was pointed at", news.news(words, [NewsOf(1, 1, "", Told(Status.SHIPPED), True, 1)])
    asked = [Asked(n, n, text[:3000], [_remark(text)], _name(text), is_anonymous=True) for n in range(1, 9)]
    yield "a team writes", exchange.asked(words, asked)
    for by_id, author_id in (("U0MAX", None), (None, "U0ANA"), (None, None)):
        yield f"remark: {by_id} {author_id}", exchange.mirrored(words, text[:2000], by_id=by_id, author_id=author_id)
    for stage in Stage:
        yield f"promise: {stage}", promises.under_card(words, stage, Target.RESOLUTION, has_backup=False)
    yield "to the backup", promises.to_backup(words, 12, _name(text), Target.FIRST_ANSWER, LINK)


def modals(words: Words, text: str, areas: tuple[str, ...]) -> Iterator[tuple[str, View]]:
    short = tuple(dict.fromkeys(area[:60] for area in areas if area.strip()))[:50]
    teams = [(str(n), f"{n} {_name(text)}") for n in range(50)]
    for is_on_team in (True, False):
        narrowed = Narrowed(Listing.QUEUE, 49, "bug", "new", "taken off the list", page=3)
        lines = [
            LineShown(n, n, text[:3000], "new", "bug", _name(text), 10**6, 900, _name(text), "U0MAX") for n in range(8)
        ]
        yield f"board: {is_on_team}", board.board(words, BoardShown(narrowed, lines, 3000, is_on_team, teams, short))
        yield f"empty board: {is_on_team}", board.board(words, BoardShown(Narrowed(), [], 0, is_on_team))
    for status in Status:
        yield f"details: {status}", details.details(words, _details(status, text))
    yield (
        "answer the team",
        exchange.reply_form(words, Asked(1, 1, text[:3000], [_remark(text)] * 30, is_anonymous=True)),
    )
    of = FormOf(1, 10**9, "new", words.language, "bug", "taken off the list", "high", "999", short, teams, "U0MAX")
    yield "duplicate of", card_forms.duplicate(words, of, (1, 1, text))
    yield "decline", card_forms.decline(words, of, "not_now")
    yield "change", card_forms.change(words, of)
    yield "snooze", card_forms.snooze(words, of, "2026-03-03")
    yield "ask", card_forms.ask(words, of, is_anonymous=True)
    yield "assign", card_forms.assign(words, of)
    for step in Step:
        yield (
            f"somebody was faster: {step}",
            card_forms.changed_meanwhile(words, 12, Status.DECLINED, _step(step, text)),
        )


def _name(text: str) -> str:
    return " ".join(text.split())[:55] or "?"


def _remark(text: str) -> RemarkShown:
    return RemarkShown(text[:2000], from_team=True)


def _step(step: Step, text: str) -> StepShown:
    return StepShown(
        step,
        NOW,
        "U0MAX",
        {
            **FACTS,
            "reason": text[:1000],
            "to": "U0LEA" if step is Step.ASSIGNED else _name(text),
            "tracker": _name(text),
        },
    )


def _news(number: int, status: Status, text: str) -> NewsOf:
    reason = text[:1000] if status is Status.DECLINED else ""
    stands = Told(Status.DECLINED, text[:1000])
    return NewsOf(
        number, number, text[:3000], Told(status, reason), is_author=True, linked_id=5, linked_to=5,
        linked_words=text[:3000], stands=stands,
    )  # fmt: skip


def _card(status: Status, text: str) -> CardShown:
    return CardShown(
        10**15, 10**9, status, text, "bug", _name(text), "high", _name(text), "" if text else LINK, "U0ANA",
        voices=10**6,
        choices=[Choice(field, [("a", _name(text)), ("b", "b")]) for field in Field] if status in OPEN else (),
        maybe=Other(9, 9, text) if status in OPEN else None, into=Other(8, 8, text), linked=range(1, 3000), assignee_id="U0MAX",
        decline_reason=text[:1000] if status is Status.DECLINED else "", asleep_until=NOW, waits_for_author=True,
        promises=[Promise(target, NOW, is_late=True) for target in Target],
        deeds=deeds_of(status, is_asleep=True),
    )  # fmt: skip


def _details(status: Status, text: str) -> DetailsShown:
    return DetailsShown(
        10**15, 10**9, status, text[:3000], "bug", _name(text), "high", _name(text), 10**6,
        named=tuple(f"U0{n}" for n in range(3000)), steps=[_step(step, text) for step in Step] * 3,
        said=[_remark(text)] * 30, linked=[Other(n, n, text[:3000]) for n in range(1, 50)], into=Other(2, 2),
        link=LINK, card_link=LINK, tracker_url=LINK, decline_reason=text[:1000], is_on_team=True, may_join=True,
    )  # fmt: skip
