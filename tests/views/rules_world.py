"""What people see of routing: managers, who write rules and choose what is heard; teams, on whose cards the reasons stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from slack_app.domain.community import Community
from slack_app.domain.feedback.channels import AREA_LENGTH
from slack_app.domain.feedback.choices import FeedbackChoices
from slack_app.domain.feedback.routed.because import Reason, Why, kept
from slack_app.domain.feedback.routed.conditions import (
    LANGUAGES,
    MOST_WORDS,
    WORD_LENGTH,
    AuthorGroup,
    Conditions,
    Confidence,
)
from slack_app.domain.feedback.routed.rules import NAME_LENGTH, Actions, Rule, Rules
from slack_app.domain.feedback.terms import By, Field, Impact, Kind, Priority, Source, Status, Step
from slack_app.domain.feedback.worked_on.moves import Deed
from slack_app.domain.feedback.worked_on.teams import MOST_AREAS, MOST_MEMBERS, MOST_TEAMS, Team
from slack_app.domain.words import clean, distinct
from slack_app.views.feedback.managing import settings, settings_lists
from slack_app.views.feedback.managing.settings import SetUp
from slack_app.views.feedback.managing.settings_forms import channel_form, what_form
from slack_app.views.feedback.routed import because, rehearsal, rule_form, rules
from slack_app.views.feedback.routed.rehearsal import Change, Elsewhere, RehearsalOf
from slack_app.views.feedback.routed.rules import Version
from slack_app.views.feedback.worked_on import card, card_forms, history
from slack_app.views.feedback.worked_on.card import CardShown, Choice
from slack_app.views.feedback.worked_on.card_forms import FormOf
from slack_app.views.feedback.worked_on.history import StepShown
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
OUTSIDE = "llm.example.org"


def letters(words: Words, text: str, topics: Sequence[str]) -> Iterator[tuple[str, Letter]]:
    text = clean(text, 3000, lines=True)
    yield "a dry run of nothing", rehearsal.rehearsal(words, RehearsalOf(0))
    yield "a dry run, nothing changes", rehearsal.rehearsal(words, RehearsalOf(1, 1))
    changes = [Change(*_values(one, clean(text, AREA_LENGTH)), one) for one in _reasons(text, topics)][::7][:4]
    found = [Elsewhere(n, text, changes) for n in range(1, 18)]
    yield "a dry run", rehearsal.rehearsal(words, RehearsalOf(100, 3, found, is_draft=True))
    for title, draft in ((None, clean(text, 120)), (clean(text, 120), ""), ("", clean(text, 120))):
        yield (
            f"a card, its reasons and a title {title is None}",
            card.card(words, _card(words, text, topics, title, draft)),
        )


def modals(words: Words, text: str, topics: Sequence[str]) -> Iterator[tuple[str, View]]:
    text = clean(text, 3000, lines=True)
    for name, of in (("all", _set_up(text, topics)), ("nothing", SetUp())):
        yield f"feedback settings: {name}", settings.menu(words, of, settings.saved(words))
        yield f"what is heard: {name}", what_form(words, of)
        yield f"a channel's choices: {name}", channel_form(words, of)
        yield f"rules: {name}", rules.rules(words, of)
        yield f"a rule: {name}", rule_form.rule_form(words, of, next(iter(of.rules.rules), Rule("r1", "")))
        yield f"everything else: {name}", rule_form.catch_all_form(words, of)
        versions = [Version(n, AT, "U0ANA", of.rules) for n in range(3, 0, -1)]
        yield f"earlier rules: {name}", rules.history(words, of, [*versions, Version(0, AT, None, Rules())])
    yield "as many teams as may be", settings_lists.teams(words, SetUp(teams=_teams(text, topics)))
    yield "no earlier rules", rules.history(words, SetUp(), [])
    title = clean(text, 120)
    for kept_title, draft in ((title, title), (title, ""), ("", title)):
        of_form = FormOf(1, 1, Status.NEW.value, title=kept_title, draft=draft)
        yield f"a ticket's change form {kept_title == draft}", card_forms.change(words, of_form)


def sentences(words: Words, text: str) -> Iterator[tuple[str, str]]:
    """What history says of each step."""
    text = clean(text, 3000, lines=True)
    always = {"target": "first_answer", "until": "2026-11-28"}
    for facts in (always, {**always, "team": [None, "nobody"], "title": clean(text, 120), "tracker": text}):
        for step in Step:
            yield f"{step} {len(facts)}", history.sentence(words, StepShown(step, AT, "U0ANA", facts))


def _reasons(text: str, topics: Sequence[str]) -> list[Reason]:
    area = next(iter(_areas(topics)), None)
    value = {Field.KIND: "bug", Field.AREA: area, Field.TEAM: "1", Field.PRIORITY: "high"}
    found = [Reason(one, by, value[one], rule=clean(text, NAME_LENGTH)) for one in Field for by in By]
    found += [Reason(one, By.RULE, value[one], why=why, terms=(clean(text, 60),)) for one in Field for why in Why]
    other = Reason(Field.KIND, By.NOBODY, None, confidence=0.5, candidates=("bug", "idea"), near=(1, 2))
    return [*found, other, replace(other, why=Why.OUTSIDE), replace(other, field=Field.AREA, why=Why.OUTSIDE, candidates=(area or "x", "y"))]  # fmt: skip


def _values(reason: Reason, text: str) -> tuple[str | None, str | None]:
    """What a field was and would be."""
    if reason.field is Field.PRIORITY:
        return "low", "high"
    return (None, "bug") if reason.field is Field.KIND else (None, text or None)


def _card(words: Words, text: str, topics: Sequence[str], title: str | None, draft: str) -> CardShown:
    reasons = {one.field: one for one in _reasons(text, topics)}
    areas = [(one, one) for one in _areas(topics)[:2]]
    return CardShown(
        ticket_id=1,
        number=1,
        status=Status.TRIAGE,
        words=text,
        because=because.sentences(words, kept(reasons)),
        choices=[
            Choice(Field.KIND, [("bug", "Bug"), ("idea", "Idea")]),
            *([Choice(Field.AREA, areas)] if areas else []),
        ],
        title=title,
        draft=draft,
        deeds=list(Deed),
    )


def _set_up(text: str, topics: Sequence[str]) -> SetUp:
    areas = _areas(topics)
    feedback = FeedbackChoices(areas=areas, triage_channel="C1", monthly_channel="C2", hook=True)
    teams = [Team(clean(text, 60) or "?", "C1", areas=areas[:1], id=n) for n in range(1, 5)]
    name = clean(text, NAME_LENGTH) or "?"
    many = tuple(Rule(f"r{n}", name, _conditions(text, areas), _actions(areas)) for n in range(12))
    return SetUp(Community(feedback=feedback), teams, Rules(many, 1), Rules(many[:3]), {7: name}, OUTSIDE)


def _conditions(text: str, areas: tuple[str, ...]) -> Conditions:
    spoken = distinct(clean(word, WORD_LENGTH) for word in text.split())[:MOST_WORDS]
    channels = tuple(f"C{n}" for n in range(9))
    return Conditions(
        channels, tuple(Source), tuple(Kind), areas, tuple(Confidence), spoken, LANGUAGES, tuple(AuthorGroup),
        ("U0ANA",), tuple(Impact), 5,
    )  # fmt: skip


def _actions(areas: tuple[str, ...]) -> Actions:
    return Actions(Kind.BUG, next(iter(areas), None), 1, Priority.HIGH, "U0ANA", 7)


def _areas(topics: Sequence[str]) -> tuple[str, ...]:
    return distinct(clean(one, AREA_LENGTH) for one in topics)[:50]


def _teams(text: str, topics: Sequence[str]) -> list[Team]:
    """As many as there may be, each of as many people and areas."""
    people = tuple(f"U{n:010}" for n in range(MOST_MEMBERS))
    areas = tuple(clean(f"{n} {text}", AREA_LENGTH) for n in range(MOST_AREAS)) if topics else ()
    name = clean(text, 60) or "?"
    return [Team(name, "C1", people, areas, people[0], rotation=people, id=n) for n in range(1, MOST_TEAMS + 1)]
