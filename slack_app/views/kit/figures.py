"""Blocks that show figures: charts and tables that Slack draws itself, cut to its limits; in messages only."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_app.views.kit.blocks import Block, cut

CHART_TITLE = 50
LABEL = 20
MOST_SERIES = 6
MOST_POINTS = 20
MOST_ROWS = 100
MOST_COLUMNS = 20
MOST_CELL_CHARACTERS = 20_000
"""Of all cells of a table together."""
CAPTION = 300
NOTHING = "\N{EN DASH}"


def line_chart(title: str, categories: Sequence[str], series: Mapping[str, Sequence[float]]) -> Block:
    """Lines over the same categories, oldest first: the last twenty are drawn."""
    return _chart("line", title, categories, series)


def bar_chart(title: str, categories: Sequence[str], series: Mapping[str, Sequence[float]]) -> Block:
    """Bars side by side in each category, oldest first: the last twenty are drawn."""
    return _chart("bar", title, categories, series)


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table whose first column says what each row is about; at most a hundred rows and twenty columns."""
    kept = list(_that_fit([columns[:MOST_COLUMNS], *(row[:MOST_COLUMNS] for row in rows[:MOST_ROWS])]))
    return {
        "type": "data_table",
        "caption": cut(caption, CAPTION),
        "rows": [[{"type": "raw_text", "text": text or NOTHING} for text in row] for row in kept],
        "page_size": max(len(kept) - 1, 1),
        "row_header_column_index": 0,
    }


def _chart(kind: str, title: str, categories: Sequence[str], series: Mapping[str, Sequence[float]]) -> Block:
    labels = _distinct(categories[-MOST_POINTS:])
    names = _distinct(list(series)[:MOST_SERIES])
    drawn = [
        {"name": name, "data": _points(labels, values[-MOST_POINTS:])}
        for name, values in zip(names, series.values(), strict=False)
    ]
    chart = {"type": kind, "series": drawn, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": cut(title, CHART_TITLE), "chart": chart}


def _points(labels: Sequence[str], values: Sequence[float]) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]


def _distinct(texts: Sequence[str]) -> list[str]:
    """The texts within a label's length; one that would stand twice is numbered."""
    seen: list[str] = []
    for text in texts:
        label, times = cut(text, LABEL), 1
        while label in seen:
            times += 1
            label = f"{cut(text, LABEL - 4)} {times}"
        seen.append(label)
    return seen


def _that_fit(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The rows from the first on, until their characters are too many."""
    characters = 0
    for row in rows:
        characters += sum(max(len(text), 1) for text in row)
        if characters > MOST_CELL_CHARACTERS:
            return
        yield row
