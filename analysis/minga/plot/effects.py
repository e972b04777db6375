"""One factor at a time: paired contrasts of its levels, or the trend over a numeric factor."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from minga.contrast import compare
from minga.design import is_share, matrix, points
from minga.lang import name, text
from minga.plot.style import (
    GREY,
    INK,
    LINES,
    RULE,
    factor_name,
    measured_name,
    note,
    number_axis,
    styled,
    unit_scale,
)
from minga.results import Results
from minga.stats import mean_interval, share_interval

BINS = 10


@styled
def contrasts(
    results: Results,
    factor: str,
    outcome: str = "welfare",
    *,
    reference: Any = None,
    lang: str = "en",
) -> Figure:
    """Paired differences of each level from the reference, with simultaneous 95 % intervals.

    Averaged over the other factors; see :func:`minga.compare`, whose errors it raises.
    """
    table = compare(results, factor, outcome, reference=reference, adjust="bonferroni")
    scale, units = 1.0, ""
    if not is_share(outcome):
        scale, units = unit_scale(results, outcome, table["difference"].abs().max(), lang)
    figure = Figure(figsize=(7.4, 0.95 + 0.3 * len(table)), layout="constrained")
    axes = figure.subplots()
    for y, row in enumerate(table.itertuples()):
        low, high = float(row.low) / scale, float(row.high) / scale
        sure = low > 0.0 or high < 0.0
        axes.plot([low, high], [y, y], color=LINES[0], linewidth=1.6)
        axes.plot(
            float(row.difference) / scale,
            y,
            marker="o",
            markersize=6,
            color=LINES[0],
            markerfacecolor=LINES[0] if sure else "white",
        )
    axes.set_yticks(range(len(table)), [name(lang, factor, v) for v in table["level"]])
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    number_axis(axes.xaxis, lang)
    reference = name(lang, factor, table["reference"].iloc[0])
    words = measured_name(outcome, lang)
    label = text(lang, "contrast_axis", outcome=words.lower(), reference=reference, units=units)
    axes.set_xlabel(label.removesuffix(", "))
    note(figure, text(lang, "contrast_note"))
    return figure


@styled
def response(
    results: Results, factor: str, outcome: str = "welfare", *, lang: str = "en"
) -> Figure:
    """Mean outcome of every design point against a numeric factor, with a binned mean and CI."""
    values = matrix(results, outcome).mean()
    x = pd.to_numeric(points(results)[factor].reindex(values.index)).to_numpy(dtype=np.float64)
    scale, units = unit_scale(results, outcome, float(values.abs().max()), lang)
    y = values.to_numpy(dtype=np.float64) / scale
    figure = Figure(figsize=(7.4, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.plot(x, y, linestyle="none", marker="o", markersize=3, color=GREY, alpha=0.6)
    edges = np.quantile(x, np.linspace(0.0, 1.0, min(BINS, max(2, len(x) // 8)) + 1))
    where = np.clip(np.searchsorted(edges, x, side="right") - 1, 0, len(edges) - 2)
    span = share_interval if is_share(outcome) else mean_interval
    bins = [span(y[where == k]) for k in range(len(edges) - 1)]
    centre = [
        float(x[where == k].mean()) if (where == k).any() else np.nan for k in range(len(edges) - 1)
    ]
    axes.plot(centre, [b.mean for b in bins], color=LINES[0], linewidth=1.7)
    axes.vlines(
        centre, [b.low for b in bins], [b.high for b in bins], color=LINES[0], linewidth=1.4
    )
    axes.grid(color=RULE, linewidth=0.5)
    number_axis(axes.yaxis, lang)
    axes.set_xlabel(factor_name(results, factor, lang))
    axes.set_ylabel(f"{measured_name(outcome, lang)}, {units}")
    note(figure, text(lang, "response_note"))
    return figure
