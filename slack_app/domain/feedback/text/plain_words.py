"""Text as models read it: Slack's marks, addresses and code are gone, and its language is known."""

import re

_CODE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_INLINE = re.compile(r"`([^`\n]*)`")
_NAMED_LINK = re.compile(r"<(?:https?|mailto)[^|<>\s]*\|([^<>]*)>")
_MENTION = re.compile(r"<[@#!][^<>]*>|<(?:https?|mailto)[^<>]*>|:[a-z0-9_+-]+:(?::skin-tone-\d:)?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
_ID = re.compile(r"\b(?:[UWCTBGD][A-Z0-9]{8,}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-fA-F]{12,})\b")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_MARKS = re.compile(r"(?<!\w)[*_~](?=\S)|(?<=\S)[*_~](?!\w)|^\s*(?:>|&gt;)\s?", re.MULTILINE)
_WORD = re.compile(r"[a-zà-öø-ÿœ]+(?:['’][a-zà-öø-ÿœ]+)*")  # noqa: RUF001  an apostrophe as phones type it
_FRENCH_WORDS = """
le la les un une des du de et est ce cette c'est je j'ai tu il elle on nous vous ils pas plus ne que qui quoi dans pour sur avec
mais ou où au aux mon ma mes son sa ses très bien depuis quand comment pourquoi tout tous fait être avoir suis sont ça se sans
par si bonjour merci même trop bon bonne nul jour mise impossible n'est j'adore c'était l'application l'appli appli montre
"""
_ENGLISH_WORDS = """
the a an of and is it it's this that i i'm i've you he she we they not no to in for on with but or at my your his her their very
well since when how why all does be have has am are was were will would can can't don't doesn't if from by so good great nice bad
love like app please thanks hello just only get got after before there what which until too
"""
_FRENCH, _ENGLISH = frozenset(_FRENCH_WORDS.split()), frozenset(_ENGLISH_WORDS.split())
_MORE_JOINING = """
a about again all also always am an any anyone are as at be because been being below between both by can cannot could did do does doing
down during each else even ever every few from had has have having her here him how i if in into is it its itself just let lot made
make makes many may maybe me might more most much must my myself need no nor now of off on once one only or other our out over own per
please put really same see seem seems she should since so some still such take than thank thanks that the their them then there these
they thing things this those though through to too under up us use used using very want was way we well were what when where which
while who whom why will with within without would yet you your yours it's i'm i've don't doesn't can't won't isn't that's there's
ai aie ainsi alors apres as au aucun aucune aussi autre autres aux avait avant avec avez avoir avons bien bon car ce ceci cela celle
celui cependant ces cet cette chaque chez comme comment d dans de depuis des deux dire dois doit donc dont du elle elles en encore entre
es est et etaient etait etant ete etes etre eu eux faire fait faut font grace hors ici il ils j je jusqu jusque l la le les leur leurs
lors lorsque lui m ma mais me meme memes merci mes mis moi moins mon n ne ni non nos notre nous on ont or ou oui par parce pas pendant
peu peut peux plus plusieurs pour pourquoi pouvoir qu quand que quel quelle quelles quels qui quoi rien s sa sans se sera serait ses
seulement si sinon soit son sont sous suis sur t ta te tes toi ton toujours tous tout toute toutes tres trop tu un une va vais vers
veux voir vos votre vous y c'est j'ai n'est qu'il d'un d'une bonjour hello salut
"""
_JOINING = frozenset(_MORE_JOINING.split())
_SHORTEST = 3
_ACCENTS = re.compile("[àâçéèêëîïôùûüœ]")


def normalised(text: str) -> str:
    """The text without code blocks, mentions, addresses, ids and Slack's marks; what is named by a link stays, and line breaks."""
    text = _INLINE.sub(r"\1", _CODE.sub(" ", text))
    text = _MENTION.sub(" ", _NAMED_LINK.sub(r"\1", text))
    for entity, char in _ENTITIES.items():
        text = text.replace(entity, char)
    text = _MARKS.sub("", _ID.sub(" ", _ADDRESS.sub(" ", text)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def language_of(text: str) -> str | None:
    """`fr` or `en`, by the small words and accents of the text; None where nothing tells."""
    words = _WORD.findall(text.lower().replace("’", "'"))  # noqa: RUF001  the same
    french = sum(word in _FRENCH for word in words) + 0.6 * sum(bool(_ACCENTS.search(word)) for word in words)
    english = sum(word in _ENGLISH for word in words)
    if french == english:
        return None
    return "fr" if french > english else "en"


def is_function_word(word: str) -> bool:
    """Whether a folded word (no accents, lower case) only joins others, in French or English, or is too short to say anything."""
    return len(word) < _SHORTEST or joins_others(word)


def joins_others(word: str) -> bool:
    """Whether a folded word only joins others, in French or English."""
    return word in _JOINING
