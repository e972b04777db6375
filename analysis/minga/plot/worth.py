"""What the same money does, and what the uncertainty is made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from minga.evaluate.same_money import SameMoney
from minga.lang import name, number, percent, text
from minga.plot.style import GREY, INK, LINES, RULE, key, note, number_axis, styled

PARTS = ("chance", "parameters", "interaction", "structure")
COLOURS = {"chance": "#C9CDD1", "parameters": LINES[0], "interaction": LINES[4]}
COLOURS["structure"] = LINES[5]
HATCH = {"chance": "", "parameters": "", "interaction": "///", "structure": "..."}


@styled
def money(found: SameMoney, units: str, lang: str = "en") -> Figure:
    """Effect on net welfare of the programme and of its alternatives, with 95 % intervals."""
    rows = found.rows
    figure = Figure(figsize=(7.4, 0.9 + 0.42 * len(rows)), layout="constrained")
    axes = figure.subplots()
    for y, row in enumerate(rows.itertuples()):
        own = row.alternative == "programme"
        colour = LINES[1] if own else LINES[0]
        axes.plot([row.low, row.high], [y, y], color=colour, linewidth=2.0)
        marker = "D" if own else "o"
        axes.plot(row.effect, y, marker=marker, markersize=6.5, color=colour, linestyle="none")
    labels = [name(lang, "alternative", row) for row in rows["alternative"]]
    axes.set_yticks(range(len(rows)), labels)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    number_axis(axes.xaxis, lang)
    axes.set_xlabel(text(lang, "money_axis", units=units))
    note(figure, text(lang, "money_figure_note"))
    return figure


@styled
def uncertainty(found: dict[str, Any], units: str, lang: str = "en") -> Figure:
    """Shares of the variance by part, and the expected effect under each pair of rules."""
    figure = Figure(figsize=(9.2, 3.5), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.0, 1.1))
    _shares(left, found["outcomes"], lang)
    welfare = found["outcomes"]["welfare"]
    _rules(right, welfare, found["rules"], units, lang)
    handles = [
        Patch(facecolor=COLOURS[p], hatch=HATCH[p], edgecolor="white", label=label)
        for p in PARTS
        for label in [text(lang, f"part_{p}")]
    ]
    key(figure, handles, columns=4)
    return figure


def _shares(axes: Axes, outcomes: dict[str, Any], lang: str) -> None:
    bars: list[tuple[str, dict[str, float | None]]] = []
    for outcome in ("welfare", "survived"):
        words = text(lang, f"split_{outcome}")
        one = text(lang, "split_one_group", outcome=words)
        bars.append((one, outcomes[outcome]["share"]))
        many = text(lang, "split_many_groups", outcome=words)
        bars.append((many, outcomes[outcome]["share_expected"]))
    for y, (_, shares) in enumerate(bars):
        start = 0.0
        for part in PARTS:
            share = shares.get(part) or 0.0
            axes.barh(
                y,
                share,
                left=start,
                height=0.62,
                color=COLOURS[part],
                hatch=HATCH[part],
                edgecolor="white",
                linewidth=0.8,
            )
            if share >= 0.09:
                pale = part in ("chance", "structure")
                axes.text(
                    start + share / 2.0,
                    y,
                    percent(lang, share),
                    ha="center",
                    va="center",
                    fontsize=8.0,
                    color=INK if pale else "white",
                    bbox={"facecolor": COLOURS[part], "edgecolor": "none", "pad": 1.0},
                )
            start += share
    axes.set_yticks(range(len(bars)), [label for label, _ in bars])
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks([0.0, 0.5, 1.0], [percent(lang, x) for x in (0.0, 0.5, 1.0)])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(text(lang, "split_share_axis"))


def _rules(axes: Axes, welfare: dict[str, Any], rules: list[str], units: str, lang: str) -> None:
    """One dot for each draw, a bar for the mean."""
    expected = np.asarray(welfare["expected"])
    for y, mean in enumerate(welfare["model_mean"]):
        cell = expected[:, y]
        spread = 0.13 * (np.argsort(np.argsort(cell)) % 5 - 2)  # apart, the same each time
        axes.plot(cell, y + spread, ".", color=LINES[0], alpha=0.45, markersize=4.5)
        axes.plot([mean] * 2, [y - 0.36, y + 0.36], color=LINES[1], linewidth=2.2)
        axes.annotate(
            number(lang, mean),
            (mean, y - 0.38),
            ha="center",
            va="bottom",
            fontsize=8.0,
            color=INK,
        )
    axes.set_yticks(range(len(rules)), [name(lang, "rules", r).replace(" (", "\n(") for r in rules])
    axes.set_ylim(len(rules) - 0.4, -0.7)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    number_axis(axes.xaxis, lang)
    axes.locator_params(axis="x", nbins=5)
    axes.set_xlabel(text(lang, "split_axis", units=units))
