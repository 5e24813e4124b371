"""The page speaks French and English: every sentence that it uses stands in both, and nothing stands there for nothing."""

import re

from sandbox.page.routes import STATIC

KEY = re.compile(r"""^\s{2}(?:"([\w.]+)"|([\w]+)):\s""", re.MULTILINE)
USED = re.compile(r"""\bt\(\s*["']([\w.]+)["']""")


def catalogue(language: str) -> set[str]:
    words = (STATIC / "js" / "words" / f"{language}.js").read_text()
    return {quoted or bare for quoted, bare in KEY.findall(words)}


def test_both_languages_have_the_same_sentences():
    assert catalogue("fr") == catalogue("en")


def test_every_sentence_that_the_page_says_is_there():
    plural = {key.rpartition(".")[0] for key in catalogue("en") if key.endswith((".one", ".many"))}
    for path in (STATIC / "js").rglob("*.js"):
        for key in USED.findall(path.read_text()):
            assert key in catalogue("en") | plural, f"{path.name}: {key}"


def test_modules_stay_small():
    for path in (STATIC / "js").rglob("*.js"):
        assert path.read_text().count("\n") <= 250 or "words" in path.parts, path
