"""Survival curves."""

from __future__ import annotations

from matplotlib.figure import Figure

from minga.lang import text
from minga.plot.select import Shown, labelled
from minga.plot.style import line_key, month_axis, note, series, share_axis, styled
from minga.results import Results
from minga.survival import survival_table
from minga.trajectories import months


@styled
def survival(
    results: Results, points: Shown = None, *, level: float = 0.95, lang: str = "en"
) -> Figure:
    """Kaplan-Meier curves of the groups with pointwise intervals, for chosen points.

    Dormant and dissolved both end a life; alive at the horizon is censored. Time in months.
    ``points``: design points, or label -> point; default best, no programme and worst.
    """
    shown = labelled(results, points, lang)
    figure = Figure(figsize=(7.4, 3.4), layout="constrained")
    axes = figure.subplots()
    last = 0.0
    for k, (_, point) in enumerate(shown):
        table = survival_table(results, [point], level)
        month = months(results, table["time"])
        look = series(k)
        axes.step(month, table["survival"], where="post", linewidth=1.7, **look)
        axes.fill_between(
            month,
            table["low"],
            table["high"],
            step="post",
            alpha=0.13,
            color=look["color"],
            linewidth=0,
        )
        for edge in ("low", "high"):
            axes.step(month, table[edge], where="post", linewidth=0.5, alpha=0.4, **look)
        last = max(last, float(month[-1]))
    axes.set_ylim(0.0, 1.0)
    month_axis(axes, last, lang)
    share_axis(axes.yaxis, lang)
    axes.set_ylabel(text(lang, "survival_axis"))
    line_key(figure, [label for label, _ in shown])
    note(figure, text(lang, "survival_note"))
    return figure
