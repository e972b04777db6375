"""Looks shared by all figures: type, colours safe for colour-blind readers, units, labels."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import Formatter

from minga.basis import ALIVE, basis
from minga.config import factor_title
from minga.design import NO_PROGRAMME
from minga.lang import has_name, is_used, name, number, text
from minga.results import Results

P = ParamSpec("P")
# Okabe and Ito (2008): distinguishable with any common colour vision.
LINES = ("#0072B2", "#D55E00", "#4D4D4D", "#009E73", "#CC79A7", "#E69F00")
DASHES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.6)), (0, (6, 2, 1, 2)), (0, (3, 1)), "-")
MARKERS = ("o", "s", "^", "D", "v", "P")
HATCHES = ("", "///", "..", "xxx")
MONEY = ("welfare", "member_gain", "member_cost", "cost", "outsider_effect")
INK = "#222222"
GREY = "#666666"
RULE = "#d8d8d8"
RC: Any = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans"],
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelsize": 9.0,
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "text.color": INK,
    "figure.facecolor": "white",
    "hatch.linewidth": 0.5,
    "svg.fonttype": "path",
    "svg.hashsalt": "minga",
    "path.simplify": True,
}


def styled(make: Callable[P, Figure]) -> Callable[P, Figure]:
    """Draw with the package's look, whatever the caller's matplotlib settings."""

    @wraps(make)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with mpl.rc_context(RC):
            return make(*args, **kwargs)

    return wrapped


def to_svg(figure: Figure) -> str:
    """The figure as SVG text: same figure, same bytes; drawn to scale with its container."""
    buffer = io.StringIO()
    with mpl.rc_context(RC):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    return re.sub(r' d="[^"]*"', _shorter, svg)


def _shorter(path: re.Match[str]) -> str:
    """Two decimals of a point are enough for any screen or printer."""
    return re.sub(r"(\.\d\d)\d+", r"\1", path.group())


def unit_scale(results: Results, outcome: str, largest: float, lang: str) -> tuple[float, str]:
    """Divisor and unit label for money of this size: units, thousands or millions.

    What is not money keeps its scale, and a pure number has no label.
    """
    units = results.units(outcome)
    if outcome not in MONEY:
        return 1.0, "" if units == "1" else units
    units = text(lang, "currency_unknown") if units in ("", "1") else units
    for size, key in ((1e7, "millions"), (1e4, "thousands")):
        if largest >= size:
            return size / 10.0, text(lang, key, units=units)
    return 1.0, units


def outcome_name(outcome: str, lang: str) -> str:
    """The outcome's name in words where the dictionaries know it."""
    try:
        return text(lang, outcome)
    except KeyError:
        return outcome.replace("_", " ")


def measured_name(outcome: str, lang: str) -> str:
    """The name of a /summary outcome, marked where its mean is over survivors only."""
    words = outcome_name(outcome, lang)
    return text(lang, "name_alive_only", what=words) if basis(outcome) == ALIVE else words


def factor_name(results: Results, factor: str, lang: str) -> str:
    """The factor in words: the package's, else the title that the design gives it."""
    if has_name(lang, "factor", factor):
        return name(lang, "factor", factor)
    return factor_title(results.settings, factor, lang) or factor


def point_name(results: Results, row: Any, lang: str) -> str:
    """A design point in words: its levels, with the factor's name where the level needs it."""
    words = []
    for factor in results.factors:
        if not is_used(row[factor]):
            continue
        level = name(lang, factor, row[factor])
        alone = has_name(lang, factor, row[factor]) and factor in NO_PROGRAMME
        words.append(level if alone else f"{factor_name(results, factor, lang)} {level}")
    return ", ".join(words)


def series(k: int) -> dict[str, Any]:
    """Colour and dash of the k-th line."""
    return {"color": LINES[k % len(LINES)], "linestyle": DASHES[k % len(DASHES)]}


class _Numbers(Formatter):
    """Tick labels in a language's format, with the decimals that the ticks need and no fewer."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, x: float, pos: int | None = None) -> str:
        return self.format_ticks([x])[0]

    def format_ticks(self, values: Any) -> list[str]:
        ticks = np.asarray(values, dtype=np.float64)
        near = 1e-6 * float(np.abs(ticks).max(initial=1e-9))
        exact = (d for d in range(6) if np.allclose(ticks, np.round(ticks, d), atol=near, rtol=0))
        digits = next(exact, 6)
        return [number(self.lang, tick, digits) for tick in ticks]


def number_axis(axis: Any, lang: str) -> None:
    """Tick labels in the language's number format."""
    axis.set_major_formatter(_Numbers(lang))


def share_axis(axis: Any, lang: str) -> None:
    """Ticks for a share between 0 and 1."""
    axis.set_major_locator(mpl.ticker.MultipleLocator(0.25))
    number_axis(axis, lang)


def month_axis(axes: Axes, last: float, lang: str, label: bool = True) -> None:
    """Years as the grid of a time axis in months."""
    step = 12.0 if last > 24.0 else 3.0 if last > 6.0 else 1.0
    whole = step * round(last / step)
    last = whole if 0.0 < whole - last < 0.05 * step else last
    axes.set_xlim(0.0, max(last, 1e-9))
    axes.set_xticks(np.arange(0.0, last + 0.01 * step, step))
    number_axis(axes.xaxis, lang)
    axes.grid(axis="both", color=RULE, linewidth=0.5)
    if label:
        axes.set_xlabel(text(lang, "month"))


def note(figure: Figure, words: str) -> None:
    """A note under the figure that says what lines and bands are."""
    figure.supxlabel(words, fontsize=8.0, color=GREY, x=0.01, ha="left")


def key(figure: Figure, handles: Sequence[Artist], columns: int = 3) -> None:
    """A key above the figure, dashes and markers included."""
    figure.legend(
        handles=list(handles),
        loc="outside upper left",
        ncols=min(columns, len(handles)),
        frameon=False,
        fontsize=8.5,
        handlelength=2.8,
    )


def line_key(figure: Figure, labels: Sequence[str]) -> None:
    """A key of lines in the order of :func:`series`."""
    if len(labels) > 1:
        key(
            figure,
            [Line2D([], [], linewidth=1.7, label=w, **series(k)) for k, w in enumerate(labels)],
        )
