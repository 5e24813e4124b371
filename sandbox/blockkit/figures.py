"""Tables and charts, declared."""

import math
from collections.abc import Iterator
from typing import Any

from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import (
    Either,
    Flag,
    JSONObject,
    Kinds,
    ListOf,
    Nothing,
    Number,
    Problem,
    Shape,
    Text,
    words,
    wrong,
)
from sandbox.blockkit.texts import BLOCK_ID

TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000
MOST_COLUMNS = 20

CELLS = Kinds(
    {
        "raw_text": Shape({"text": Text(20_000)}),
        "raw_number": Shape({"value": Number(decimal=True)}, {"text": Text(255)}),
        **RICH_TEXT.shapes,
    }
)
COLUMN = Shape({}, {"align": words("left", "center", "right"), "is_wrapped": Flag()}, typed=False)
ROW = ListOf(CELLS, most=MOST_COLUMNS)


def texts_in(value: object) -> Iterator[str]:
    """Yield every string under a `text` key, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(inner for inner in one.values() if isinstance(inner, (list, dict)))
            if isinstance(one.get("text"), str):
                yield one["text"]


class NoMoreCharacters:
    """Counts the characters of all cells."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, value: JSONObject) -> Iterator[Problem]:
        """Yield a problem for too many."""
        if sum(map(len, texts_in(value["rows"]))) > self.most:
            yield wrong("/rows", f"all cells together must be less than {self.most + 1} characters")


def same_number_of_cells(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for a row that is longer or shorter than the header."""
    width = len(value["rows"][0])
    for number, row in enumerate(value["rows"]):
        if len(row) != width:
            yield wrong(f"/rows/{number}", f"must have {width} cells, as the header has")


def plain_header(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for rich text in the header."""
    for number, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            yield wrong(f"/rows/0/{number}/type", "rich_text is not allowed in the header")


def row_header_exists(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for a row header in a column that is not there."""
    if value.get("row_header_column_index", 0) >= len(value["rows"][0]):
        yield wrong("/row_header_column_index", "must be the index of a column")


TABLE = Shape(
    {"rows": ListOf(ROW, most=100)},
    {"block_id": BLOCK_ID, "column_settings": ListOf(Either(Nothing(), COLUMN), least=0, most=MOST_COLUMNS)},
    (NoMoreCharacters(TABLE_CHARACTERS),),
)
DATA_TABLE = Shape(
    {"rows": ListOf(ROW, least=2, most=101), "caption": Text(2000)},
    {"block_id": BLOCK_ID, "page_size": Number(1, 100), "row_header_column_index": Number(0)},
    (same_number_of_cells, plain_header, row_header_exists, NoMoreCharacters(DATA_TABLE_CHARACTERS)),
)

LABEL = Text(20)
VALUE = Number(decimal=True)
POINT = Shape({"label": LABEL, "value": VALUE}, typed=False)
SEGMENT = Shape({"label": LABEL, "value": Number(math.ulp(0.0), decimal=True)}, typed=False)
SERIES = Shape({"name": LABEL, "data": ListOf(POINT, most=20)}, typed=False)
AXES = Shape({"categories": ListOf(LABEL, most=20)}, {"x_label": Text(50), "y_label": Text(50)}, typed=False)


def a_value_for_each_category(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for a series whose points are not those of the axis."""
    categories: list[Any] = sorted(value["axis_config"]["categories"])
    for number, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            yield wrong(f"/series/{number}/data", "must have one value for each category")


def unique_names(value: JSONObject) -> Iterator[Problem]:
    """Yield a problem for two series of one name."""
    names = [series["name"] for series in value["series"]]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield wrong(f"/series/{number}/name", f"duplicate series name: {name}", "duplicate")


LINES = Shape({"series": ListOf(SERIES, most=12), "axis_config": AXES}, {}, (a_value_for_each_category, unique_names))
CHARTS = Kinds({"pie": Shape({"segments": ListOf(SEGMENT, most=12)}), "bar": LINES, "area": LINES, "line": LINES})
DATA_VISUALIZATION = Shape({"title": Text(50), "chart": CHARTS}, {"block_id": BLOCK_ID})
