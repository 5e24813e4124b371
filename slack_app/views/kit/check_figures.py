"""What Slack would refuse of charts and tables."""

from collections.abc import Iterator, Sequence

from slack_app.views.kit.blocks import Block
from slack_app.views.kit.figures import (
    CHART_TITLE,
    LABEL,
    MOST_CELL_CHARACTERS,
    MOST_COLUMNS,
    MOST_POINTS,
    MOST_ROWS,
    MOST_SERIES,
)

CHART, TABLE = "data_visualization", "data_table"
LEAST_ROWS = 2
"""The header, and one more."""
MOST_CHARTS = 2
"""Of a message: Slack says so nowhere, and holds to it."""


def figures(blocks: Sequence[Block], surface: str) -> Iterator[str]:
    """Everything that is wrong with the charts and tables of a view."""
    charts = [block for block in blocks if block.get("type") == CHART]
    if len(charts) > MOST_CHARTS:
        yield f"{CHART}: {len(charts)} of them"
    for block in blocks:
        if block.get("type") in {CHART, TABLE} and surface != "message":
            yield f"{block['type']}: not in a {surface}"
        yield from _of_one.get(str(block.get("type")), _nothing)(block)


def _nothing(_block: Block) -> Iterator[str]:
    yield from ()


def _chart(block: Block) -> Iterator[str]:
    chart = block["chart"]
    categories, series = chart["axis_config"]["categories"], chart["series"]
    if not 1 <= len(block["title"]) <= CHART_TITLE:
        yield f"{CHART}.title: {len(block['title'])} characters"
    if not 1 <= len(series) <= MOST_SERIES or not 1 <= len(categories) <= MOST_POINTS:
        yield f"{CHART}: {len(series)} series of {len(categories)} points"
    names = [one["name"] for one in series]
    if len(set(names)) < len(names) or len(set(categories)) < len(categories):
        yield f"{CHART}: a name stands twice"
    yield from (f"{CHART}: label of {len(text)}" for text in (*names, *categories) if not 1 <= len(text) <= LABEL)
    yield from (f"{CHART}: {one['name']} has other points" for one in series if _labels(one) != categories)


def _labels(series: Block) -> list[str]:
    return [point["label"] for point in series["data"]]


def _table(block: Block) -> Iterator[str]:
    rows = block["rows"]
    texts = [cell["text"] for row in rows for cell in row]
    if not LEAST_ROWS <= len(rows) <= MOST_ROWS + 1:
        yield f"{TABLE}: {len(rows)} rows with the header"
    if {len(row) for row in rows} != {len(rows[0])} or not 1 <= len(rows[0]) <= MOST_COLUMNS:
        yield f"{TABLE}: rows of {sorted({len(row) for row in rows})} cells"
    if not all(texts) or sum(map(len, texts)) > MOST_CELL_CHARACTERS:
        yield f"{TABLE}: an empty cell, or {sum(map(len, texts))} characters"
    if not block.get("caption"):
        yield f"{TABLE}: no caption"


_of_one = {CHART: _chart, TABLE: _table}
