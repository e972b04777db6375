"""The ledger of net welfare as stacked bars around zero."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from minga.accounts import LEDGER, ledger_table
from minga.design import baselines
from minga.lang import text
from minga.plot.select import Shown, labelled
from minga.plot.style import HATCHES, INK, RULE, key, number_axis, styled, unit_scale
from minga.results import Results

FILLS = ("#0072B2", "#E69F00", "#D55E00", "#56B4E9")


@styled
def ledger(
    results: Results, points: Shown = None, *, relative: bool | None = None, lang: str = "en"
) -> Figure:
    """Lines of the ledger as stacked bars, gains right and costs left, with the net and its CI.

    relative: paired differences from no programme (default: where the design has such a point).
    Money in the scenario's currency per group, discounted to the start.
    """
    shown = labelled(results, points, lang)
    base = baselines(results)
    chosen = [point for _, point in shown]
    if relative is None:
        relative = bool(base[chosen].notna().all())
    if relative:
        shown = [(label, p) for label, p in shown if pd.isna(base[p]) or int(base[p]) != p] or shown
        chosen = [point for _, point in shown]
    table = ledger_table(results, chosen, base if relative else None)
    scale, units = unit_scale(results, "welfare", table["mean"].abs().max(), lang)
    table[["mean", "low", "high"]] /= scale
    figure = Figure(figsize=(8.2, 1.35 + 0.44 * len(shown)), layout="constrained")
    axes = figure.subplots()
    for y, (_, point) in enumerate(shown):
        _bar(axes, y, table[table["point"] == point].set_index("line"))
    axes.set_yticks(range(len(shown)), [label for label, _ in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)
    number_axis(axes.xaxis, lang)
    axes.set_xlabel(text(lang, "ledger_axis" if relative else "ledger_axis_plain", units=units))
    _legend(figure, [line for line in LEDGER if (table["line"] == line).any()], lang)
    return figure


def _bar(axes: Axes, y: float, lines: pd.DataFrame) -> None:
    right = left = 0.0
    for k, line in enumerate(LEDGER):
        if line not in lines.index:
            continue
        width = float(lines.at[line, "mean"])
        start = right if width > 0 else left
        axes.barh(
            y,
            width,
            left=start,
            height=0.62,
            color=FILLS[k],
            hatch=HATCHES[k],
            edgecolor="white",
            linewidth=0.4,
        )
        right, left = (right + width, left) if width > 0 else (right, left + width)
    if "welfare" in lines.index:
        net = lines.loc["welfare"]
        axes.plot([net["low"], net["high"]], [y, y], color="white", linewidth=3.6, zorder=4)
        axes.plot([net["low"], net["high"]], [y, y], color=INK, linewidth=1.6, zorder=5)
        axes.plot(
            net["mean"], y, marker="D", markersize=6, color=INK, markeredgecolor="white", zorder=6
        )


def _legend(figure: Figure, lines: list[str], lang: str) -> None:
    order = list(LEDGER)
    handles: list[Patch | Line2D] = [
        Patch(
            facecolor=FILLS[order.index(line)],
            hatch=HATCHES[order.index(line)],
            edgecolor="white",
            label=text(lang, line),
        )
        for line in lines
    ]
    handles.append(Line2D([], [], marker="D", color=INK, markersize=5, label=text(lang, "net")))
    key(figure, handles)
