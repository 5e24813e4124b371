"""Everything people see is said in both languages: nothing missing, guessed, too long, or outside the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from slack_app.views import catalogue
from slack_app.views.words import LANGUAGES, SOURCE

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
APP = Path(catalogue.__file__).parents[1]
WHAT_TO_RUN = "run `convive i18n` and translate what it adds"
SENTENCE = re.compile(r"[^\W\d_]{2,}[ '\u2019][^\W\d_]{2,}")
SAID = {"say", "plain", "plural", "mark"}
DRAWN = {"section", "header", "context", "button", "confirm", "option", "field", "modal", "quoted", "overflow"}
GENDERED = re.compile(
    r"\w·\w|\(e\)|\w/e\b|heureux|ravis?\b|inscrits?\b|\bnouveaux\b|utilisateurs?|chacun\b|obligée?s?\b|\btous les\b",
    re.IGNORECASE,
)
BEFORE = {":": "\u00a0", "»": "\u00a0", ";": "\u202f", "!": "\u202f", "?": "\u202f", "%": "\u00a0"}
NAMES = re.compile(r"https?://\S*|:[a-z]+:")
"""Addresses and emoji have marks of their own."""
NOBODY_READS = {"check.py", "check_figures.py", "drawing.py"}
"""What tests say of a view at fault, and the words that matplotlib is spoken to in."""
OPERATORS_READ = {"web.py", "hooks.py", "health.py"}
"""Answers to machines and the names of metrics: for those who run the app, in English."""


def sentences(language: str) -> Iterator[Message]:
    yield from (message for message in catalogue.read(language) if message.id)


def forms(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, tuple | list) else (str(texts),)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_is_in_step_with_the_views(language):
    assert catalogue.path_of(language).read_bytes() == catalogue.updated(language), WHAT_TO_RUN


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language):
    missing = [message.id for message in sentences(language) if not all(forms(message.string))]
    assert missing == [], WHAT_TO_RUN


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_a_guess(language):
    assert [message.id for message in sentences(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_plural_has_all_its_forms(language):
    plurals = [message for message in sentences(language) if isinstance(message.id, tuple)]
    assert plurals
    assert all(len(forms(message.string)) == catalogue.read(language).num_plurals for message in plurals)


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_the_same_values(language):
    different = [
        message.id
        for message in sentences(language)
        for text in forms(message.string)
        if placeholders(text) != placeholders(forms(message.id)[-1])
    ]
    assert different == []


def test_a_new_language_gets_a_catalogue_with_every_sentence(tmp_path):
    (path,) = catalogue.update(tmp_path)
    assert path == catalogue.path_of("fr", tmp_path)
    assert len(catalogue.read("fr", tmp_path)) == len(catalogue.extract())


def test_updating_twice_changes_nothing_and_keeps_translations(tmp_path):
    catalogue.path_of("fr", tmp_path).parent.mkdir(parents=True)
    catalogue.path_of("fr", tmp_path).write_bytes(catalogue.path_of("fr").read_bytes())
    assert catalogue.update(tmp_path) == []
    assert catalogue.updated("fr", tmp_path) == catalogue.path_of("fr").read_bytes()


def test_a_sentence_that_is_said_no_more_leaves_its_catalogue(tmp_path):
    path = catalogue.path_of("fr", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogue.path_of("fr").read_bytes() + b'\nmsgid "Gone"\nmsgstr "Parti"\n')
    assert catalogue.update(tmp_path) == [path]
    assert path.read_bytes() == catalogue.path_of("fr").read_bytes()


def test_french_punctuation_stands_after_a_space_that_does_not_break():
    wrong = [
        text
        for message in sentences("fr")
        for text in forms(message.string)
        for mark, space in BEFORE.items()
        for at in (found.start() for found in re.finditer(re.escape(mark), NAMES.sub("", text)))
        if at and NAMES.sub("", text)[at - 1] != space
    ]
    assert wrong == []


def test_french_speaks_of_nobody_as_a_man_or_a_woman():
    assert [text for one in sentences("fr") for text in forms(one.string) if GENDERED.search(text)] == []


def test_french_says_vous():
    assert [
        text for one in sentences("fr") for text in forms(one.string) if re.search(r"\b(tu|toi|ton|ta|tes)\b", text)
    ] == []


def test_no_sentence_has_two_plurals():
    """gettext finds a plural by its singular: of two, one would be said in the place of the other."""
    many = {
        (str(call.args[0].value), str(call.args[1].value)) for path in python_files("views") for call in plurals(path)
    }
    ones = [one for one, _ in many]
    assert [pair for pair in many if ones.count(pair[0]) > 1] == []


def test_the_sentences_are_found_wherever_they_stand():
    """gettext's extractor reads tokens, and misses what stands inside an f-string: the syntax tree does not."""
    extracted = {forms(message.id)[0] for message in catalogue.extract() if message.id}
    assert {sentence for path in python_files("views") for sentence in said_in(path)} == extracted


def test_every_sentence_is_named_where_it_is_said():
    """`say(variable)` is fine only where the variable was marked; a built sentence is in no catalogue."""
    built = [
        f"{path.name}:{call.lineno}"
        for path in python_files("views")
        for call in calls(path)
        if name_of(call) in SAID and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


@pytest.mark.parametrize("folder", ["views", "listeners", "flows"])
def test_no_sentence_stands_outside_the_catalogue(folder):
    bare = [
        f"{path.name}:{node.lineno} {node.value!r}" for path in python_files(folder) for node in bare_sentences(path)
    ]
    assert bare == []


def test_no_word_is_drawn_untranslated():
    drawn = [
        f"{path.name}:{call.lineno}"
        for path in python_files("views")
        for call in calls(path)
        if name_of(call) in DRAWN and any(is_word(argument) for argument in call.args)
    ]
    assert drawn == []


def python_files(folder: str) -> list[Path]:
    return [path for path in sorted((APP / folder).rglob("*.py")) if path.name not in {*NOBODY_READS, *OPERATORS_READ}]


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def said_in(path: Path) -> Iterator[str]:
    for call in calls(path):
        if name_of(call) in SAID and call.args and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)


def plurals(path: Path) -> Iterator[ast.Call]:
    said = (call for call in calls(path) if name_of(call) == "plural")
    yield from (call for call in said if call.args and isinstance(call.args[0], ast.Constant))


def is_word(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value[:1].isupper()


def bare_sentences(path: Path) -> Iterator[ast.Constant]:
    tree = ast.parse(path.read_text())
    allowed = {id(part) for node in ast.walk(tree) for part in not_shown(node)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in allowed and SENTENCE.search(node.value):
            yield node


def not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what an error says to the log, and what is said through gettext."""
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.Raise() | ast.Assign(targets=[ast.Name(id="message")]):
            yield from ast.walk(node)
        case ast.Call() if name_of(node) in SAID:
            yield from node.args
        case ast.Call(func=ast.Attribute(attr="split", value=codes)):
            yield codes
