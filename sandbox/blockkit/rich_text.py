"""Rich text, declared: its four kinds of paragraph and what stands in their lines."""

from collections.abc import Mapping

from sandbox.blockkit.rules import Flag, Kinds, ListOf, Number, Rule, Shape, Text, words
from sandbox.blockkit.texts import BLOCK_ID, LINK

MOST_PARTS = 1000
STYLE = Shape(
    {},
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), Flag()),
    typed=False,
)


def part(required: Mapping[str, Rule], **optional: Rule) -> Shape:
    """Return the rule for a piece of a line; every one of them can be styled."""
    return Shape(required, {**optional, "style": STYLE})


PARTS = Kinds(
    {
        "text": part({"text": Text(12_000)}),
        "link": part({"url": LINK}, text=Text(3000, 0), unsafe=Flag()),
        "user": part({"user_id": Text(255)}),
        "channel": part({"channel_id": Text(255)}),
        "usergroup": part({"usergroup_id": Text(255)}),
        "team": part({"team_id": Text(255)}),
        "emoji": part({"name": Text(255)}, unicode=Text(255), skin_tone=Number(1, 6), url=LINK),
        "broadcast": part({"range": words("here", "channel", "everyone")}),
        "color": part({"value": Text(7, like=r"#[0-9A-Fa-f]{6}", kind="color")}),
        "date": part({"timestamp": Number(0), "format": Text(255)}, url=LINK, fallback=Text(3000)),
    }
)
LINE = ListOf(PARTS, least=0, most=MOST_PARTS)
SECTION = Shape({"elements": LINE})
BORDER = Number(0, 1)
PARAGRAPHS = Kinds(
    {
        "rich_text_section": SECTION,
        "rich_text_list": Shape(
            {
                "elements": ListOf(Kinds({"rich_text_section": SECTION}), most=MOST_PARTS),
                "style": words("bullet", "ordered"),
            },
            {"indent": Number(0, 8), "offset": Number(0), "border": BORDER},
        ),
        "rich_text_preformatted": Shape(
            {"elements": ListOf(PARTS.only("text", "link"), least=0, most=MOST_PARTS)},
            {"border": BORDER, "language": Text(100)},
        ),
        "rich_text_quote": Shape({"elements": LINE}, {"border": BORDER}),
    }
)
RICH_TEXT = Kinds(
    {"rich_text": Shape({"elements": ListOf(PARAGRAPHS, least=1, most=MOST_PARTS)}, {"block_id": BLOCK_ID})}
)
