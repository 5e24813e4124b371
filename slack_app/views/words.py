"""Sentences in the reader's language: gettext catalogues, and the shape of dates, lists and numbers."""

import gettext
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

SOURCE = "en"
LANGUAGES = ("en", "fr")
DOMAIN = "convive"
SHOWN = 500
"""Characters of one value that a sentence shows at most; forms hold people to less."""

_LOOKALIKES = str.maketrans(
    {
        "*": "\N{ASTERISK OPERATOR}",
        "~": "\N{TILDE OPERATOR}",
        "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
    }
)
_LOW_LINE_THAT_MARKS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LOW_LINE_LOOKALIKE = "\N{MODIFIER LETTER LOW MACRON}"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_WEB = re.compile(r"https://[^\s<>|\"{}`*~]{4,500}")
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


class Mrkdwn(str):
    """Text that is Slack's mrkdwn already: a sentence takes it as it stands."""

    __slots__ = ()


def mention(user_id: str) -> Mrkdwn:
    """The person, by the name that each reader sees."""
    return Mrkdwn(f"<@{user_id}>")


def channel_link(channel_id: str) -> Mrkdwn:
    """The channel, by the name that each reader sees."""
    return Mrkdwn(f"<#{channel_id}>")


def web_link(address: str) -> Mrkdwn | None:
    """An https address as a link that shows where it leads; None for anything else."""
    if not _WEB.fullmatch(address):
        return None
    shown = address.translate(_ENTITIES)
    return Mrkdwn(f"<{shown}>")


def link(address: str, text: Mrkdwn) -> Mrkdwn:
    """The text as a way to an address; an address that could break out of it is only named."""
    return text if set(address) & set("<>|") else Mrkdwn(f"<{address.translate(_ENTITIES)}|{text}>")


def mark(msgid: str) -> str:
    """Name a sentence for the catalogue where it stands; `say` speaks it later."""
    return msgid


def literal(value: str) -> str:
    """Someone's words on one line, shortened, their direction kept to themselves; for plain text."""
    calm = " ".join(_BIDI_CONTROLS.sub("", value[: SHOWN * 4]).split())
    short = calm if len(calm) <= SHOWN else calm[: SHOWN - 1] + "…"
    turned = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in short)
    return f"{_ISOLATE}{short}{_END_ISOLATE}" if turned else short


def escaped(value: str) -> Mrkdwn:
    """Someone's words for mrkdwn: no mark, mention or link of theirs works, and they read as typed."""
    unmarked = _LOW_LINE_THAT_MARKS.sub(_LOW_LINE_LOOKALIKE, literal(value).translate(_LOOKALIKES))
    return Mrkdwn(unmarked.translate(_ENTITIES))


def code(value: str) -> Mrkdwn:
    """What is to be copied, to the letter, as code: there no mark works, so that none is written otherwise."""
    return Mrkdwn(f"`{literal(value).replace('`', '').translate(_ENTITIES)}`")


class Words:
    """What the app says in one language. Values are literal, unless they are `Mrkdwn`."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        """Speak `language` from `catalogue`; `words_for` is the way to one of these."""
        self.language = language
        self._locale = Locale(language)
        self._catalogue = catalogue

    def say(self, msgid: str, /, **values: str | int) -> Mrkdwn:
        """The sentence for mrkdwn, with its values made harmless."""
        return Mrkdwn(self._found(msgid).format_map({name: self._shown(value) for name, value in values.items()}))

    def plain(self, msgid: str, /, **values: str | int) -> str:
        """The sentence for plain text (buttons, titles, labels), where nothing needs an escape."""
        return self._found(msgid).format_map({name: self._typed(value) for name, value in values.items()})

    def plural(self, one: str, many: str, count: int, /, **values: str | int) -> Mrkdwn:
        """The sentence for `count` things, which it may name as {n}."""
        sentence = self._catalogue.ngettext(one, many, count)
        shown = {name: self._shown(value) for name, value in {"n": count, **values}.items()}
        return Mrkdwn(sentence.format_map(shown))

    def listing(self, items: Iterable[str]) -> Mrkdwn:
        """The items in one phrase: Ana, Bo, and Cy."""
        return Mrkdwn(format_list([self._shown(item) for item in items], locale=self._locale))

    def alternatives(self, items: Iterable[str]) -> Mrkdwn:
        """The items in one phrase, any of which will do: Ana, Bo, or Cy."""
        return Mrkdwn(format_list([self._shown(item) for item in items], style="or", locale=self._locale))

    def plain_listing(self, items: Iterable[str]) -> str:
        """The items in one phrase, for plain text."""
        return format_list([literal(item) for item in items], locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of one as per cent."""
        return format_percent(share, locale=self._locale)

    def decimal(self, number: float) -> str:
        """A number with at most one digit after the point."""
        return format_decimal(number, "#,##0.#", locale=self._locale)

    def language_name(self, code: str) -> str:
        """A language as this one calls it within a sentence; a code without a name is its own."""
        return str(self._locale.languages.get(code, code))

    def day(self, day: date) -> str:
        """A day near enough to need no year: Monday, November 23."""
        pattern = self._locale.date_formats["full"].pattern.replace("y", "").strip(" ,")
        written = format_date(day, pattern, locale=self._locale)
        return written.replace(" 1 ", " 1er ") if self.language == "fr" else written

    def short_day(self, day: date) -> str:
        """A day as a chart has room for: Nov 23."""
        return format_skeleton("MMMd", day, locale=self._locale)

    def month(self, day: date) -> str:
        """The month of a day with its year: November 2026."""
        return format_skeleton("yMMMM", day, locale=self._locale)

    def date(self, day: date) -> str:
        """A day with its year: 23 November 2026."""
        written = format_date(day, "long", locale=self._locale)
        return f"1er{written[1:]}" if self.language == "fr" and day.day == 1 else written

    def clock(self, at: time | datetime) -> str:
        """The time on the wall: 2:30 PM."""
        return format_time(at, "short", locale=self._locale)

    def weekday(self, number: int) -> str:
        """The name of a day within a sentence; Monday is 0."""
        return str(get_day_names(locale=self._locale)[number])

    def country(self, code: str) -> str:
        """A country as this language calls it; a code without a name is its own."""
        return str(self._locale.territories.get(code, code))

    def _found(self, msgid: str) -> str:
        return self._catalogue.gettext(msgid)

    def _shown(self, value: str | int) -> str:
        if isinstance(value, Mrkdwn):
            return value
        return escaped(value) if isinstance(value, str) else format_decimal(value, locale=self._locale)

    def _typed(self, value: str | int) -> str:
        return literal(value) if isinstance(value, str) else format_decimal(value, locale=self._locale)


def own_name(code: str) -> str:
    """A language by the name that its speakers give it; an unknown code is its own name."""
    try:
        name = Locale(code).display_name or code
    except (ValueError, UnknownLocaleError):
        name = code
    return capital(name)


def capital(text: str) -> str:
    """The text with its first letter large, and the others as they are."""
    return text[:1].upper() + text[1:]


@cache
def words_for(language: str) -> Words:
    """The words of a language; a language without a catalogue gets the source's."""
    if language == SOURCE or language not in LANGUAGES:
        return Words(SOURCE, gettext.NullTranslations())
    return Words(language, _catalogue(language))


def _catalogue(language: str) -> gettext.NullTranslations:
    source = files("slack_app").joinpath("locale", language, "LC_MESSAGES", f"{DOMAIN}.po")
    with source.open("rb") as po:
        messages = read_po(po, locale=language, domain=DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
