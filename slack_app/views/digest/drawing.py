"""The week's picture drawn by matplotlib: four panels that survive print, a grey screen and colour blindness."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from slack_app.views.digest.panel import Panel
    from slack_app.views.words import Words

INCHES, DPI = (12.0, 8.0), 120
INK, GROUND, FAINT = "#1d1c1d", "#ffffff", "#d0d0d0"
COLOURS = ("#0b5c8a", "#b8460e")
"""Each at least 4.5 to 1 on white, and as different in lightness as in hue."""
LINES = (("-", "o"), ("--", "s"))
HATCHES = ("", "///")
ASIDE = (8, -8)
"""The last numbers of two lines stand above and below, so that equal ones can both be read."""
MOST_TICKS = 7
LEAST_WIDE = 6
"""Weeks for which there is room, so that a bar of the first one is no wall."""
HEAD_ROOM = 1.18
_POINT = 11

Written = Callable[[float], str]


def drawn(words: "Words", title: str, panels: "Sequence[Panel]", nothing: str) -> bytes:
    """A PNG of four panels, their numbers as `words` write them; `nothing` is said in one that has no figures."""
    air = ConstrainedLayoutEngine(w_pad=0.2, h_pad=0.15, wspace=0.04, hspace=0.06)
    figure = Figure(figsize=INCHES, dpi=DPI, layout=air, facecolor=GROUND)
    FigureCanvasAgg(figure)
    figure.suptitle(title, fontsize=17, fontweight="bold", color=INK)
    for axes, panel in zip(figure.subplots(2, 2).flat, panels, strict=True):
        axes.set_title(panel.title, fontsize=13, fontweight="bold", color=INK, loc="left")
        if panel.is_empty:
            _say(axes, nothing)
        else:
            _DRAW[panel.kind](axes, panel, words.percent if panel.kind == "shares" else words.decimal)
    written_to = BytesIO()
    figure.savefig(written_to, format="png", metadata={"Software": None})
    return written_to.getvalue()


def _lines(axes: "Axes", panel: "Panel", written: Written) -> None:
    for place, (name, row) in enumerate(panel.series):
        dash, marker = LINES[place]
        axes.plot(
            range(len(row)),
            _gaps(row),
            dash,
            marker=marker,
            color=COLOURS[place],
            linewidth=2.2,
            markersize=6,
            label=name,
        )
        _note_last(axes, row, COLOURS[place], written(row[-1] or 0), ASIDE[place] if len(panel.series) > 1 else 0)
    _weeks(axes, panel)
    _from_zero(axes, written)
    if len(panel.series) > 1:
        axes.legend(loc="best", fontsize=_POINT, frameon=True, facecolor=GROUND, edgecolor=FAINT)


def _shares(axes: "Axes", panel: "Panel", written: Written) -> None:
    _lines(axes, panel, written)
    axes.set_ylim(0, 1.08)
    axes.yaxis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))


def _bars(axes: "Axes", panel: "Panel", written: Written) -> None:
    below = [0.0] * len(panel.labels)
    for (name, row), colour, hatch in zip(panel.series, COLOURS, HATCHES, strict=False):
        heights = [number or 0.0 for number in row]
        axes.bar(range(len(row)), heights, bottom=below, color=colour, hatch=hatch, edgecolor=GROUND, label=name)
        below = [height + under for height, under in zip(heights, below, strict=True)]
    _weeks(axes, panel)
    _from_zero(axes, written)
    axes.legend(loc="upper left", fontsize=_POINT, frameon=True, facecolor=GROUND, edgecolor=FAINT, ncols=2)


def _levels(axes: "Axes", panel: "Panel", _written: Written) -> None:
    numbers = [row[0] or 0.0 for _, row in panel.series]
    places = range(len(numbers))
    axes.barh(places, numbers, color=COLOURS[0], edgecolor=GROUND, height=0.6)
    for place, number, note in zip(places, numbers, panel.notes, strict=True):
        axes.annotate(note, (number, place), (6, 0), textcoords="offset points", va="center", fontsize=12, color=INK)
    axes.set_yticks(places, list(panel.labels), fontsize=12, color=INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max(numbers) * HEAD_ROOM)
    axes.xaxis.set_visible(False)
    _bare(axes, "left")


def _weeks(axes: "Axes", panel: "Panel") -> None:
    """The weeks below, the last one always named."""
    step = -(-len(panel.labels) // MOST_TICKS)
    places = list(range(len(panel.labels) - 1, -1, -step))[::-1]
    axes.set_xticks(places, [panel.labels[place] for place in places], fontsize=_POINT, color=INK)
    wide = max(len(panel.labels), LEAST_WIDE)
    axes.set_xlim(-0.6, wide - 0.4 + wide / 12)
    _bare(axes, "bottom")


def _from_zero(axes: "Axes", written: Written) -> None:
    axes.set_ylim(0, max(axes.get_ylim()[1], 1) * HEAD_ROOM)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: written(number)))
    axes.tick_params(axis="y", labelsize=_POINT, labelcolor=INK, length=0)
    axes.grid(axis="y", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)


def _note_last(axes: "Axes", row: "Sequence[float | None]", colour: str, note: str, aside: int) -> None:
    """The last number, in words beside its point."""
    if row[-1] is not None:
        place = (len(row) - 1, row[-1])
        said = axes.annotate(note, place, (8, aside), textcoords="offset points", va="center", fontsize=12)
        said.set(color=colour, fontweight="bold")


def _bare(axes: "Axes", kept: str) -> None:
    for side in ("left", "right", "top", "bottom"):
        axes.spines[side].set_visible(side == kept)
        axes.spines[side].set_color(INK)


def _say(axes: "Axes", text: str) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, text, ha="center", va="center", fontsize=13, color=INK, transform=axes.transAxes)


def _gaps(row: "Sequence[float | None]") -> list[float]:
    return [float("nan") if number is None else number for number in row]


_DRAW = {"lines": _lines, "shares": _shares, "bars": _bars, "levels": _levels}
