"""The catalogues of sentences, kept in step with what the views say: `convive i18n` runs `update`."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from slack_app.views.words import DOMAIN, LANGUAGES, SOURCE

KEYWORDS = {"say": None, "plain": None, "mark": None, "plural": (1, 2)}
VIEWS = Path(__file__).parent
LOCALE = VIEWS.parent / "locale"

MessageId = str | tuple[str, ...]


def extract() -> Catalog:
    """Every sentence that the views say, with where it stands."""
    catalogue = Catalog(project=DOMAIN, charset="utf-8")
    for name, line, message, comments, context in extract_from_dir(str(VIEWS), keywords=KEYWORDS):
        catalogue.add(message, None, [(f"views/{name}", line)], auto_comments=comments, context=context)
    return catalogue


def path_of(language: str, locale: Path = LOCALE) -> Path:
    """Where the catalogue of a language stands."""
    return locale / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str, locale: Path = LOCALE) -> Catalog:
    """The catalogue of a language, empty where there is none yet."""
    path = path_of(language, locale)
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    with path.open("rb") as po:
        return read_po(po, locale=language, domain=DOMAIN)


def updated(language: str, locale: Path = LOCALE) -> bytes:
    """The catalogue of a language as a file, with today's sentences: new ones empty, old ones gone, none guessed."""
    template, known = extract(), read(language, locale)
    known.update(template, no_fuzzy_matching=True, update_header_comment=False)
    known.obsolete.clear()
    body = BytesIO()
    write_po(body, known, width=120, include_lineno=False, sort_output=True, omit_header=True)
    return _header(known).encode() + body.getvalue()


def _header(known: Catalog) -> str:
    """A header without a date, so that the same sentences give the same file."""
    lines = (
        f"Language: {known.locale}",
        "Content-Type: text/plain; charset=utf-8",
        f"Plural-Forms: {known.plural_forms}",
    )
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in lines), "", ""])


def update(locale: Path = LOCALE) -> list[Path]:
    """Bring each catalogue in step; the paths of those that changed."""
    changed = []
    for language in LANGUAGES:
        path = path_of(language, locale)
        if language == SOURCE or (path.exists() and path.read_bytes() == updated(language, locale)):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(language, locale))
        changed.append(path)
    return changed
