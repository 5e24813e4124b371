"""Feedback that nobody gave, in French and English: sentences of a few thousand different words, some used far more than others."""

from collections.abc import Iterator
from random import Random

_SAID = {
    "en": (
        "the {thing} {does} when I {act} the {other} {where}",
        "please let us {act} the {thing} {where} and {act2} the {other}",
        "since {name} I cannot {act} any {thing} {where}",
        "it would be great to {act} {name} with the {thing}, as the {other} {does}",
        "why does the {thing} {where} {does2} whenever {name} is open?",
    ),
    "fr": (
        "{thing} ne marche plus quand je veux {act} {other} {where}",
        "il faudrait pouvoir {act} {thing} {where} et {act2} {other}",
        "depuis {name} impossible de {act} {thing} {where}",
        "ce serait bien de {act} {name} avec {thing}, comme {other}",
        "pourquoi {thing} disparaît {where} dès que {name} est ouvert ?",
    ),
}
_WORDS = {
    "en": {
        "thing": "calendar|invoice|password|notification|export|map|profile|thread|photo|search|report|ticket|playlist",
        "act": "open|share|print|rename|archive|translate|sort|follow|delete|compare|schedule|mute|duplicate|restore",
        "does": "freezes|vanishes|crashes|lags|shows nothing|forgets everything|turns blank|asks twice|stays empty",
        "where": "on my phone|in dark mode|at night|offline|in the browser|on the train|during calls|with two accounts",
    },
    "fr": {
        "thing": "l'agenda|la facture|le mot de passe|la notification|l'export|la carte|le profil|le fil|la photo|le rapport",
        "act": "ouvrir|partager|imprimer|renommer|archiver|traduire|trier|suivre|effacer|comparer|planifier|restaurer",
        "does": "x",
        "where": "sur mon téléphone|en mode sombre|la nuit|hors ligne|dans le navigateur|dans le train|avec deux comptes",
    },
}
_SYLLABLES = (
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "lo",
    "mi",
    "na",
    "po",
    "ra",
    "se",
    "ti",
    "vu",
    "zo",
    "kle",
    "bri",
    "sto",
    "gra",
    "plu",
    "nor",
)


def sentences(many: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many texts of one to four sentences, each with its language; the same for the same seed."""
    chance = Random(seed)
    for _ in range(many):
        language = chance.choice(("en", "fr"))
        yield " ".join(_sentence(chance, language) for _ in range(chance.choice((1, 1, 2, 2, 3, 4)))), language


def _sentence(chance: Random, language: str) -> str:
    words = {name: said.split("|") for name, said in _WORDS[language].items()}
    filled = {name: chance.choice(some) for name, some in words.items()}
    more = {"other": chance.choice(words["thing"]), "act2": chance.choice(words["act"]), "does2": "vanish"}
    return chance.choice(_SAID[language]).format(**filled, **more, name=_name(chance))


def _name(chance: Random) -> str:
    """A name of a product or a place: few are on everybody's lips, most are rare."""
    dice = Random(int(chance.paretovariate(0.6)) % 50_000)
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.choice((2, 3, 3, 4)))).title()
