"""Every view of coffee, rendered for ordinary, empty, very long and hostile values."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from slack_app.domain.connections import Connectedness
from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.figures import Hand, NeedsHand, RoundFigures
from slack_app.domain.icebreakers import Icebreaker
from slack_app.domain.matching import Reason, Term, Without
from slack_app.domain.meeting_times import Proposal
from slack_app.domain.participation import Silence
from slack_app.domain.profile import Profile
from slack_app.domain.programmes import Kind, Programme, preset
from slack_app.domain.rounds import GONE, Met
from slack_app.views.coffee import (
    asking,
    introduction,
    mine,
    mine_told,
    programme_form,
    programme_reading,
    programmes,
    rehearsal,
    report,
    thanks,
    waiting,
)
from slack_app.views.kit import Letter, View
from slack_app.views.words import LANGUAGES, Words, words_for

TODAY = date(2026, 11, 30)
NEXT = date(2026, 12, 7)
MOMENT = datetime(2026, 12, 1, 14, tzinfo=UTC)
ZONES = ("Europe/Paris", "America/Montreal", "Asia/Tokyo", "Asia/Kolkata", "UTC")
PAIR = ("U0ANA", "U0BO")
FIVE = (*PAIR, "U0CY", "U0DEE", "U0EVE")


def group_of(
    profile: Profile, user_ids: Sequence[str] = FIVE, *, name: str = "Coffee", link: str = ""
) -> introduction.IntroductionOf:
    """A group of people who all say the same of themselves, met for every reason there is."""
    people = tuple(
        introduction.PersonShown(user_id, profile, zone) for user_id, zone in zip(user_ids, ZONES, strict=False)
    )
    topics = (*profile.interests, *profile.offers, profile.place)
    reasons = [Reason(term, topics, tuple(user_ids)) for term in Term]
    reasons += [Reason(term, topics, PAIR) for term in Term]
    times = tuple(Proposal(MOMENT + timedelta(hours=11 * n), suits_all=n < 2) for n in range(3))
    return introduction.IntroductionOf(
        7, 3, name, people, tuple(reasons), Icebreaker.DISH, user_ids[0], times, video_links=(link,)
    )


def programme_called(name: str, topic: str = "", kind: Kind = Kind.COFFEE) -> Programme:
    return replace(
        preset(kind), name=name, among=topic, channel_id="C0COFFEE", country="FR", rule=(Term.OTHER_TEAM, "always")
    )


def standing(name: str, **facts: object) -> mine_told.MyProgramme:
    return replace(
        mine_told.MyProgramme(3, programme_called(name), takes_part=True, next_on=NEXT, together_with=FIVE), **facts
    )


def letters(words: Words, text: str, profile: Profile, people: Sequence[str]) -> Iterator[tuple[str, Letter]]:
    """All messages; `text` is whatever someone typed as a name, a remark or a link; profiles are as long as may be."""
    profile = Profile.from_json(profile.to_json())
    both = [words, words_for(next(code for code in LANGUAGES if code != words.language))]
    for languages in ([words], both):
        yield from _to_groups(languages, text, profile)
    yield from _to_one(words, text)
    yield from _to_managers(words, text, profile, people)
    yield "shared", asking.shared(words, text, FIVE, [(one, text[:300]) for one in FIVE])


def _to_groups(languages: Sequence[Words], text: str, profile: Profile) -> Iterator[tuple[str, Letter]]:
    in_all = f" in {len(languages)}"
    for ids in (PAIR, FIVE):
        of = group_of(profile, ids, name=text, link=text)
        yield f"introduction of {len(ids)}{in_all}", introduction.introduction(languages, of)
        yield f"late introduction of {len(ids)}{in_all}", introduction.introduction(languages, of, newcomer_id=ids[1])
    bare = introduction.IntroductionOf(7, 3, text, of.people, (), text)
    yield f"bare introduction{in_all}", introduction.introduction(languages, bare)
    yield f"not happening{in_all}", introduction.not_happening(languages, 3, text)
    answers = dict(zip(FIVE, Met, strict=False))
    yield f"have you met{in_all}", asking.have_you_met(languages, asking.MeetingShown(7, 3, answers))
    yield f"have you met, starter{in_all}", asking.have_you_met(languages, asking.MeetingShown(7, 3, {}, "U0ANA"))
    yield (
        f"have you met, last{in_all}",
        asking.have_you_met(languages, asking.MeetingShown(7, 3, answers, None, last=True)),
    )


def _to_one(words: Words, text: str) -> Iterator[tuple[str, Letter]]:
    for why in (*Without, GONE, text):
        yield f"left out: {why[:20]}", waiting.left_out(words, 3, text, why, NEXT)
    yield "left out, no date", waiting.left_out(words, 3, text, GONE)
    yield "pause over", waiting.pause_over(words, 3, text, NEXT)
    yield "pause over, no date", waiting.pause_over(words, 3, text)
    yield "silent", waiting.silent(words, 3, text)
    for silence in Silence:
        yield f"silence: {silence}", waiting.silence_noted(words, 3, text, silence, NEXT)
        yield f"silence: {silence}, no date", waiting.silence_noted(words, 3, text, silence)


def rehearsal_of(text: str, profile: Profile, people: Sequence[str]) -> rehearsal.RehearsalOf:
    reasons = group_of(profile).reasons
    groups = tuple((FIVE, reasons) for _ in range(len(people)))
    left_out = tuple((one, why) for one, why in zip(people, [*Without, GONE] * 200, strict=False))
    return rehearsal.RehearsalOf(3, text, groups, left_out, names=dict.fromkeys(FIVE, text))


def figures_of(people: Sequence[str]) -> RoundFigures:
    connected = Connectedness(len(people), 3.25, 0.4, 2, 3, 0.85) if people else Connectedness()
    hands = tuple(NeedsHand(why, tuple(people[:5]) or FIVE) for why in list(Hand) * 4)
    return RoundFigures(9, 4, 2, 1, 1, 1, 1, 1, 1, 5, 4.2, connected, hands, 3) if people else RoundFigures()


def _to_managers(words: Words, text: str, profile: Profile, people: Sequence[str]) -> Iterator[tuple[str, Letter]]:
    of = rehearsal_of(text, profile, people)
    yield "rehearsal", rehearsal.rehearsal(words, of)
    yield "rehearsal of what is on", rehearsal.rehearsal(words, replace(of, is_on=True))
    yield "report", report.report(words, figures_of(people), text, 4)
    on_its_way = report.ProgressOf(3, text, 4, len(people), 1, 2 * len(people), 1, NEXT)
    yield "progress", report.progress(words, on_its_way)
    yield "all introduced", report.progress(words, replace(on_its_way, introduced=len(people), left_out=0))
    yield "cancelled", report.progress(words, replace(on_its_way, is_cancelled=True))
    yield "over", report.progress(words, replace(on_its_way, is_over=True))


def modals(words: Words, text: str, people: Sequence[str]) -> Iterator[tuple[str, View]]:
    """All forms and lists."""
    yield "thanks", thanks.form(words, 7)
    yield "thanks, filled in", thanks.form(words, 7, thanks.Thanks(4, text, may_share=True))
    one = standing(text)
    yield "choices where there is nothing", mine.form(words, mine_told.MineOf(TODAY))
    yield "choices", mine.form(words, mine_told.MineOf(TODAY, (one,), apart=tuple(people)))
    several = tuple(
        replace(one, programme_id=n, wish=2, every=2, video_link=text, paused_until=NEXT) for n in range(30)
    )
    yield "choices saved", mine.saved(words, mine_told.MineOf(TODAY, (one,), apart=tuple(people)))
    yield "choices in several", mine.form(words, mine_told.MineOf(TODAY, several, 7, tuple(people)))
    yield "no programme", programmes.programme_list(words, [])
    lines = [programmes.ProgrammeLine(n, one.programme, n % 3 > 0, n, NEXT, n % 3 > 1) for n in range(60)]
    for what in programmes.Noted:
        said = programmes.noted(words, what, text, NEXT)
        yield f"programmes: {what}", programmes.programme_list(words, lines, said)
    for kind in Kind:
        yield f"new {kind}", programme_form.form(words, preset(kind))
        yield f"change {kind}", programme_form.form(words, programme_called(text, text, kind), 3)


def mine_of(text: str) -> mine_told.MineOf:
    """Where someone stands in many programmes."""
    out = replace(standing(text), takes_part=False, together_with=())
    skips, pauses = replace(standing(text), skips_next=True), replace(standing(text), paused_until=NEXT)
    return mine_told.MineOf(TODAY, (standing(text), out, skips, pauses) * 4)


def answers(words: Words) -> Iterator[tuple[str, dict[str, str]]]:
    """What is said beside fields."""
    view = mine.form(words, mine_told.MineOf(TODAY, (standing("Coffee"),)))
    for code in ("past", "too_far"):
        yield code, mine.errors(words, InvalidAnswersError({"paused_until": code}), view)
    for code in ("unknown", "too_long"):
        yield f"link {code}", mine.errors(words, InvalidAnswersError({"video_link": code}), view)
    for name in ("name", "channel_id", "weights", "rule"):
        yield name, programme_reading.errors(words, InvalidAnswersError({name: "required"}))
    yield "thanks", thanks.errors(words, InvalidAnswersError({"remark": "too_long"}))
    yield "thanks not saved", thanks.not_saved(words, "4f2a")
    yield "choices not saved", mine.not_saved(words, view, "4f2a")
    yield "programme not saved", programme_reading.not_saved(words, "4f2a")
