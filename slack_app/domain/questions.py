"""Whether a message asks something, by its last sentence, in French and English; the text itself is not kept."""

import re

_LONGEST_READ = 40_000
_NOT_PROSE = re.compile(
    r"```.*?```|`[^`\n]*`|<[^<>\n]*>|:[a-z0-9_+'-]{1,100}:|^(?:&gt;|>).*$", re.DOTALL | re.MULTILINE
)
_SENTENCE_END = re.compile(r"(?<=[.!?…\uff1f\u061f])\s+|\n+")
_COURTESY = re.compile(
    r"(?:(?:many )?(?:thanks?|thx|ty|cheers)|thank you|merci|cordialement|regards|please|svp|stp|s'il (?:te|vous) pla[iî]t)\b[^?]{0,60}",
    re.IGNORECASE,
)
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
_NOT_ASKING = ("!", "…", "...", ":")
_OPENINGS = re.compile(
    r"(?:(?:hi|hello|hey|bonjour|bonsoir|salut|coucou)\b[^,:]{0,40}[,:]\s*)?(?:"
    # English
    r"how (?:do|does|did|can|could|to|would|should|is|are|come|many|much|long|often|about)"
    r"|(?:(?:what|which)(?: \w+)?|where|when|why|who) (?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|about)"
    r"|(?:what|where|when|why|who)'s"
    r"|who (?:knows|wants|else)"
    r"|(?:is|are|was|were) (?:there|this|that|it|these|those|the|you|we|anyone|anybody|someone)"
    r"|(?:do|does|did|can|could|would|should|will|has|have) (?:i|you|we|they|it|this|that|any|anyone|anybody|someone|somebody)"
    r"|any(?:one|body) (?:\w+)|any (?:idea|ideas|tips|advice|recommendations|suggestions|news)"
    # French
    r"|est[- ]ce qu[e']?|qu'est[- ]ce qu[ie']?|pourquoi|combien|o[uù] (?:est|sont|puis|peut|peux|trouver|se|on|en)"
    r"|comment (?:faire|puis|peut|peux|on (?:fait|peut)|ça|ca|vous|tu|je|est|se|s'|fait|faites)"
    r"|quand (?:est|sont|aura|auront|commence|peut|a lieu|se)|quel(?:le)?s? (?:est|sont|était|sera|\w+ (?:est|sont|choisir))"
    r"|qui (?:peut|sait|conna[iî]t|est|a|veut|vient|aurait)|quelqu'un \w+"
    r"|(?:avez|savez|pouvez|connaissez|auriez|pourriez|êtes)[- ]vous|(?:as|sais|peux|connais|aurais|pourrais|es)[- ]tu"
    r"|peut[- ]on|doit[- ]on|faut[- ]il|y a[- ]t[- ]il|puis[- ]je|dois[- ]je|quoi (?:faire|de neuf)"
    r")\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether the last sentence, thanks and greetings aside, ends in a question mark or opens as questions do."""
    last = _last_sentence(text[:_LONGEST_READ]).replace("’", "'").rstrip(" \t\"'»”)*_~")  # noqa: RUF001 typed so
    if last.endswith(_QUESTION_MARKS):
        return True
    return not last.endswith(_NOT_ASKING) and _OPENINGS.match(last.lstrip(" \t\"'«“(*_~-•")) is not None


def _last_sentence(text: str) -> str:
    sentences = [one.strip() for one in _SENTENCE_END.split(_NOT_PROSE.sub(" ", text))]
    spoken = [one for one in sentences if any(char.isalpha() or char in _QUESTION_MARKS for char in one)]
    while len(spoken) > 1 and _COURTESY.fullmatch(spoken[-1]):
        spoken.pop()
    return spoken[-1] if spoken else ""
