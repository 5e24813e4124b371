"""Every view, rendered for ordinary, empty, very long and hostile values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from slack_app.domain.community import Community
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.newcomers import Because, Newcomer, NewcomerReport, ToWriteTo
from slack_app.domain.profile import Profile
from slack_app.domain.recommend import Reason, Suggestion, Why
from slack_app.views import (
    errors,
    help,  # noqa: A004  the module's name is the command's
    home,
    intro,
    introduction,
    messages,
    privacy,
    recommend,
    setup,
    setup_texts,
    team,
    warn,
    welcome,
)
from slack_app.views.kit import Letter, View
from slack_app.views.words import Words
from tests.views import (
    coffee_world,
    digest_world,
    feedback_back_world,
    feedback_in_world,
    month_world,
    rules_world,
    survey_world,
)

TODAY = date(2026, 11, 21)
JOINED_AT = datetime(2026, 11, 14, 9, tzinfo=UTC)
HOSTILE = "<!channel> <@U0VICTIM> <http://evil.example|click> *bold* _it_ ~no~ `code` & \u202eabc \u05e9\u05dc\u05d5\u05dd 👩‍👩‍👧 "


@dataclass(frozen=True)
class Values:
    """One kind of value for everything that people may type, and how many of each."""

    text: str
    topics: tuple[str, ...]
    people: tuple[str, ...]
    code: str = "is_archived"


VALUES = {
    "ordinary": Values("Nurse in a school", ("first aid", "choirs"), ("U0ANA", "U0BO", "U0CY")),
    "empty": Values("", (), ()),
    "very long": Values(
        "word " * 8000, tuple(f"{n:02d} {'x' * 37}" for n in range(100)), tuple(f"U{n:05d}" for n in range(500))
    ),
    "hostile": Values(HOSTILE * 500, (HOSTILE, "`", "*", "<!here>", "\u202e", "a" * 3000), ("U0ANA", "W0BO"), HOSTILE),
    "marks": Values("*&<>_~`" * 6000, ("&" * 40, ">" * 40), ("U0ANA",), "&" * 5000),
}


def profile_of(values: Values) -> Profile:
    return Profile(
        role=values.text,
        team=values.text,
        place=values.text,
        languages=("fr", "en", "xx-nope"),
        interests=values.topics[:10],
        offers=values.topics[:10],
        looking_for=values.topics[:10],
        hopes=values.text,
        in_directory=True,
        open_to_coffee=True,
    )


def community_of(values: Values) -> Community:
    set_up = bool(values.people)
    return Community(
        language="fr",
        tz="Europe/Paris",
        introductions_channel="C0INTRO" if set_up else None,
        team_channel="C0TEAM" if set_up else None,
        coffee_channel="C0COFFEE" if set_up else None,
        managers=values.people[:50],
        interests=values.topics,
        steps_off=frozenset({"day14"}) if set_up else frozenset(welcome.DRAFTS),
        texts=tuple((step, language, values.text) for step in welcome.DRAFTS for language in ("en", "fr")),
        held_out_percent=5,
    )


def messages_to_people(words: Words, values: Values) -> Iterator[tuple[str, Letter]]:
    profile, reason = profile_of(values), Reason(Why.SHARED_INTEREST, values.text)
    for step in welcome.DRAFTS:
        yield f"welcome {step}", welcome.letter(words, step, "U0NEW", community=values.text, contacts=values.people)
        yield f"welcome {step}, own text", welcome.letter(words, step, "U0NEW", values.text)
    yield "introduction", introduction.post(words, "U0NEW", profile)
    yield (
        "introduction with its thread",
        introduction.post(words, "U0NEW", profile, "https://example.slack.com/archives/C1/p1"),
    )
    yield "introduction, not in the directory", introduction.post(words, "U0NEW", replace(profile, in_directory=False))
    people = [Suggestion(one, 1.0, tuple(Reason(why, values.text) for why in Why)) for one in values.people]
    rooms = [Suggestion(f"C{n}", 1.0, (reason, reason, reason)) for n, _ in enumerate(values.topics)]
    yield "recommendations", recommend.letter(words, rooms, people)
    yield "nothing known yet", recommend.too_little_known(words)
    yield "recommendations of rooms", recommend.letter(words, rooms, [], introduced=False)
    for why in Why:
        yield f"recommendation: {why}", recommend.letter(words, [], [Suggestion("U1", 1.0, (Reason(why, "fr"),))])
    yield "team's report", team.newcomers_report(words, report_of(values))
    yield (
        "team's report, claimed",
        team.newcomers_report(words, report_of(values), dict.fromkeys(values.people, "U0GREETER")),
    )
    yield "greeting taken", team.greeting_taken(words, "U0NEW")
    yield "greeting was taken", team.greeting_was_taken(words, "U0NEW", "U0GREETER")
    yield from coffee_world.letters(words, values.text or "Coffee", profile, values.people)
    yield from digest_world.letters(words, values.text, values.people)
    if values is VALUES["ordinary"]:
        yield from digest_world.letters_of_weeks(words)
    yield from feedback_in_world.letters(words)
    yield from survey_world.letters(words, values.text)
    yield from month_world.letters(words, values.text)
    yield from feedback_back_world.letters(words, values.text)
    yield from rules_world.letters(words, values.text, values.topics)
    yield "paused", messages.paused(words, TODAY)
    yield "stopped", messages.stopped(words)
    yield "resumed", messages.resumed(words)
    yield "export", privacy.export_ready(words)
    yield "erased", privacy.erased(words)
    yield "help", help.help_for(words)
    yield "help for managers", help.help_for(words, manager=True)
    yield "unknown command", help.unknown_command(words, values.text, manager=True)
    for code in (*warn._REMEDIES, values.code):
        for about in ("C0GONE", *warn._WHAT, values.text):
            yield f"trouble {code[:20]} {about[:20]}", warn.trouble(words, code, about)
    for code in (*errors._SENTENCES, "no_such_code", values.code):
        yield f"refusal {code[:20]}", errors.letter(words, code, "4f2a")


def report_of(values: Values) -> NewcomerReport:
    everyone = tuple(Newcomer(one, JOINED_AT) for one in values.people)
    to_write_to = tuple(ToWriteTo(one, because) for one, because in zip(values.people, Because, strict=False))
    return NewcomerReport(everyone, everyone, everyone, to_write_to, left=everyone)


def modals(words: Words, values: Values) -> Iterator[tuple[str, View]]:
    community, profile = community_of(values), profile_of(values)
    yield "introduction's form", intro.modal(words)
    yield "introduction's form, filled in", intro.modal(words, profile, channel_id="C0INTRO", private=words.language)
    for form in (
        setup.channels_modal,
        setup.language_modal,
        setup.interests_modal,
        setup.managers_modal,
        setup.steps_modal,
    ):
        yield form.__name__, form(words, community)
    yield "texts", setup_texts.texts_modal(words, community)
    yield "preview", setup_texts.preview_modal(words, community.texts, "U0ME", community=values.text)
    yield "preview of our own words", setup_texts.preview_modal(words, (), "U0ME", community=values.text)
    yield from coffee_world.modals(words, values.text or "Coffee", values.people)
    yield from digest_world.modals(words, values.people)
    yield from feedback_in_world.modals(words, values.text, values.topics)
    yield from survey_world.modals(words, values.text)
    yield from month_world.modals(words, values.text)
    yield from feedback_back_world.modals(words, values.text, values.topics)
    yield from rules_world.modals(words, values.text, values.topics)
    for code in (*errors._SENTENCES, "no_such_code"):
        yield f"notice {code}", errors.notice(words, code, "4f2a")


def homes(words: Words, values: Values) -> Iterator[tuple[str, View]]:
    new = home.HomeOf(today=TODAY, community=community_of(values))
    there = replace(new, profile=profile_of(values), joined_on=TODAY, introduced_on=TODAY, posted_on=TODAY)
    yield "home of a stranger", home.home(words, new)
    yield "home of a newcomer", home.home(words, replace(new, profile=profile_of(values), joined_on=TODAY))
    yield "home of a member", home.home(words, there)
    yield "home of someone who pauses", home.home(words, replace(there, paused_until=date(2026, 12, 1)))
    yield "home of someone whose pause is over", home.home(words, replace(there, paused_until=TODAY))
    yield "home of someone who wants no messages", home.home(words, replace(there, opted_out=True))
    coffee = coffee_world.mine_of(values.text or "Coffee")
    yield "home of someone who meets people", home.home(words, replace(there, coffee=coffee))
    yield "home of someone where nobody meets", home.home(words, replace(there, coffee=replace(coffee, programmes=())))
    recaps = replace(there.community, digest=digest_world.choices_of(values.people))
    for unnamed in (False, True):
        of = replace(there, community=recaps, stays_unnamed=unnamed, manager=unnamed)
        yield f"home where recaps are on, unnamed {unnamed}", home.home(words, of)
    yield "home of a manager", home.home(words, replace(there, manager=True))
    yield "home of a manager, first run", home.home(words, replace(new, manager=True, community=Community()))


def answers(words: Words, values: Values) -> Iterator[tuple[str, dict[str, str]]]:
    yield from coffee_world.answers(words)
    yield from digest_world.answers(words)
    yield from feedback_in_world.answers(words)
    yield from survey_world.answers(words)
    yield from month_world.answers(words)
    codes = ("required", "too_long", "too_many", "unknown", "out_of_range", "no_such_code")
    for code in codes:
        yield f"field at fault: {code}", intro.errors(words, InvalidAnswersError({"role": code}))
    yield "not saved", intro.not_saved(words, "4f2a")
