"""Questions to begin a conversation with: which fits what people share. The sentences stand in the views."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from slack_app.domain.matching import Reason, Term
from slack_app.domain.matching.topics import keys_of
from slack_app.domain.words import words_of


class Icebreaker(StrEnum):
    """A question, by what it asks for."""

    DISH = "dish"
    """The dish that you would cook for the other."""
    TABLE = "table"
    """The best place to eat that few know."""
    ON_REPEAT = "on_repeat"
    """The piece of music that you cannot leave alone at the moment."""
    CONCERT = "concert"
    """The concert that you still speak of."""
    BOOK_GIVEN = "book_given"
    """The book that you give to others."""
    SEEN_TWICE = "seen_twice"
    """The film or series that you could see again tomorrow."""
    MOVING = "moving"
    """How you came to your sport, and what keeps you at it."""
    OUTING = "outing"
    """The most beautiful place to which your legs carried you."""
    GAME_NIGHT = "game_night"
    """The game that you would bring to an evening among friends."""
    MADE_BY_HAND = "made_by_hand"
    """Something that you made yourself and like to look at."""
    JOURNEY = "journey"
    """The journey that changed how you see something."""
    TOOL = "tool"
    """The tool that you would no longer work without."""
    BUILT = "built"
    """Something that you built and that few know of."""
    FIRST_SPARK = "first_spark"
    """How that interest began."""
    NEXT_STEP = "next_step"
    """What you would like to try in it next."""
    BEGINNERS = "beginners"
    """What you would tell someone who begins with it today."""
    FIRST_QUESTION = "first_question"
    """The first question that the one would ask the other about what they offer."""
    HARD_WON = "hard_won"
    """What it took you longest to understand in what you know well."""
    WHO_TAUGHT_YOU = "who_taught_you"
    """Who taught you what you now teach others."""
    IN_A_YEAR = "in_a_year"
    """Where you want to be in a year with what you both look for."""
    SMALLEST_STEP = "smallest_step"
    """The smallest step towards it that you could take this week."""
    IN_THE_WAY = "in_the_way"
    """What stands in your way."""
    USUAL_DAY = "usual_day"
    """What a usual day looks like where you work."""
    MISUNDERSTOOD = "misunderstood"
    """What others misunderstand about your work."""
    BORROWED = "borrowed"
    """A habit of your team that others should borrow."""
    CORNER = "corner"
    """Your favourite corner of the place where you both live."""
    NEW_IN_TOWN = "new_in_town"
    """What someone who moves there should know."""
    WINDOW = "window"
    """What you see from your window."""
    CUSTOM = "custom"
    """A custom of your place that surprises visitors."""
    WORD = "word"
    """A word of that language which you like, or miss in others."""
    FIRST_WEEKS = "first_weeks"
    """What surprises, or surprised you, in the first weeks here."""
    WISH_I_KNEW = "wish_i_knew"
    """What you wish that someone had told you at the beginning."""
    SMALL_JOY = "small_joy"
    """The small joy of the week."""
    LEARNT_LATELY = "learnt_lately"
    """Something that you learnt lately."""
    CHANGED_MIND = "changed_mind"
    """Something about which you changed your mind."""
    FREE_DAY = "free_day"
    """What you would do with an unexpected free day."""
    FIRST_JOB = "first_job"
    """Your first job, and what is left of it in you."""
    GOOD_ADVICE = "good_advice"
    """The best advice that you ever got."""
    HIDDEN_TALENT = "hidden_talent"
    """A talent that colleagues would not suspect."""
    LAUGHED = "laughed"
    """What made you laugh last."""


def _words(text: str) -> frozenset[str]:
    return frozenset(keys_of(text.split()))


_THEMES: Mapping[tuple[Icebreaker, ...], frozenset[str]] = {
    (Icebreaker.DISH, Icebreaker.TABLE): _words(
        "cuisine cuisiner gastronomie patisserie boulangerie vin cafe cooking baking food coffee tea wine"
    ),
    (Icebreaker.ON_REPEAT, Icebreaker.CONCERT): _words(
        "musique chant chorale guitare piano concert jazz rock rap opera dj music singing guitar choir"
    ),
    (Icebreaker.BOOK_GIVEN,): _words("lecture livre roman litterature poesie bd manga reading book literature poetry"),
    (Icebreaker.SEEN_TWICE,): _words("cinema film serie theatre anime movie tv"),
    (Icebreaker.MOVING, Icebreaker.OUTING): _words(
        "sport velo cyclisme randonnee escalade natation marche danse running cycling hiking climbing swimming walking "
        "dance yoga ski football tennis trail surf bike"
    ),
    (Icebreaker.GAME_NIGHT,): _words("jeu jeux echecs game gaming chess puzzle"),
    (Icebreaker.MADE_BY_HAND,): _words(
        "dessin peinture couture tricot bricolage jardinage photo photographie poterie drawing painting sewing knitting "
        "gardening photography pottery woodworking craft diy"
    ),
    (Icebreaker.JOURNEY,): _words("voyage travel travelling traveling"),
    (Icebreaker.TOOL, Icebreaker.BUILT): _words(
        "python javascript rust java code programmation programming devops linux ia ai data logiciel software web "
        "securite security cloud api robotique robotics electronics"
    ),
}
_TERMS: Mapping[Term, tuple[Icebreaker, ...]] = {
    Term.INTERESTS: (Icebreaker.FIRST_SPARK, Icebreaker.NEXT_STEP, Icebreaker.BEGINNERS),
    Term.OFFERS: (Icebreaker.FIRST_QUESTION, Icebreaker.HARD_WON, Icebreaker.WHO_TAUGHT_YOU),
    Term.GOALS: (Icebreaker.IN_A_YEAR, Icebreaker.SMALLEST_STEP, Icebreaker.IN_THE_WAY),
    Term.OTHER_TEAM: (Icebreaker.USUAL_DAY, Icebreaker.MISUNDERSTOOD, Icebreaker.BORROWED),
    Term.NEAR: (Icebreaker.CORNER, Icebreaker.NEW_IN_TOWN),
    Term.FAR: (Icebreaker.WINDOW, Icebreaker.CUSTOM),
    Term.LANGUAGE: (Icebreaker.WORD,),
    Term.SENIORITY: (Icebreaker.FIRST_WEEKS, Icebreaker.WISH_I_KNEW),
}
_ALWAYS_FIT = (
    Icebreaker.SMALL_JOY,
    Icebreaker.LEARNT_LATELY,
    Icebreaker.CHANGED_MIND,
    Icebreaker.FREE_DAY,
    Icebreaker.FIRST_JOB,
    Icebreaker.GOOD_ADVICE,
    Icebreaker.HIDDEN_TALENT,
    Icebreaker.LAUGHED,
)
_ABOUT_TOPICS = (Term.INTERESTS, Term.GOALS)


def pick(reasons: Sequence[Reason], used: Iterable[str], seed: int) -> Icebreaker:
    """One that fits the strongest reason for which one is left that none of them was asked yet, ties by the seed.

    `used` are those that any of them was asked, each time once. When none is left, one of those asked least often.
    """
    asked = Counter(used)
    circles = [*(fitting for reason in reasons for fitting in _fitting(reason)), _ALWAYS_FIT, *_THEMES]
    for fitting in circles:
        fresh = [one for one in fitting if not asked[one]]
        if fresh:
            return min(fresh, key=lambda one: _lot(one, seed))
    known = dict.fromkeys(one for fitting in circles for one in fitting)
    return min(known, key=lambda one: (asked[one], _lot(one, seed)))


def _fitting(reason: Reason) -> Iterable[tuple[Icebreaker, ...]]:
    """Of a shared topic those about it by name, then those about any such thing."""
    if reason.term in _ABOUT_TOPICS:
        named = keys_of(word for topic in reason.topics for word in words_of(topic))
        yield from (fitting for fitting, words in _THEMES.items() if not words.isdisjoint(named))
    if reason.term in _TERMS:
        yield _TERMS[reason.term]


def _lot(one: Icebreaker, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}/{one}".encode()).digest()
