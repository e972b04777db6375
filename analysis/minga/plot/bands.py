"""Trajectories with bands."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from minga.lang import of_programme, percent, text
from minga.plot.select import Shown, labelled, runs_of
from minga.plot.style import (
    line_key,
    month_axis,
    note,
    number_axis,
    outcome_name,
    series,
    share_axis,
    styled,
)
from minga.results import Results
from minga.trajectories import band

SHARES = ("cooperation_rate", "attendance", "trust", "engagement", "alive", "capability", "vision")
DEFAULT = ("cooperation_rate", "trust", "attendance", "alive")


def band_tables(
    results: Results, variables: Sequence[str], shown: list[tuple[str, int]], inner: float
) -> dict[tuple[str, int], pd.DataFrame]:
    """(variable, point) -> table of :func:`minga.trajectories.band`."""
    return {
        (variable, point): band(results, variable, runs_of(results, point), inner)
        for variable in variables
        for _, point in shown
    }


def recorded(results: Results, variables: Sequence[str]) -> list[str]:
    """Those of the variables that /trajectory holds (``alive`` needs only /trajectory)."""
    return [v for v in variables if v == "alive" or v in results.trajectory.variables]


@styled
def trajectory(
    results: Results,
    variables: Sequence[str] = DEFAULT,
    points: Shown = None,
    *,
    inner: float = 0.8,
    lang: str = "en",
) -> Figure:
    """Mean and central band over replicates of /trajectory variables, for chosen points.

    Lines join the periods that measured something: contributions are not due in every period.

    Means and bands are over the groups alive at each moment; ``alive`` is the share of groups
    alive. ``points``: design points, or label -> point; default best, no programme and worst.
    Time in months. MissingGroupError where /trajectory was not recorded.
    """
    shown = labelled(results, points, lang)
    present = recorded(results, variables)
    if not present:
        raise KeyError(f"/trajectory holds none of: {', '.join(variables)}")
    tables = band_tables(results, present, shown, inner)
    across = min(2, len(present))
    down = -(-len(present) // across)
    figure = Figure(figsize=(4.6 * across, 2.5 * down + 0.35), layout="constrained")
    grid = figure.subplots(down, across, squeeze=False)
    for axes, variable in zip(grid.flat, present, strict=False):
        axes.set_title(_title(results, variable, lang))
        _panel(axes, variable, [(label, tables[variable, point]) for label, point in shown], lang)
    for axes in list(grid.flat)[len(present) :]:
        axes.set_visible(False)
    line_key(figure, [label for label, _ in shown])
    note(figure, text(lang, "band", share=percent(lang, inner)))
    return figure


def _title(results: Results, variable: str, lang: str) -> str:
    if variable == "alive":
        whole = of_programme(lang, variable) if results.has("programme") else variable
        return text(lang, whole)
    return text(lang, "axis_alive_only", what=outcome_name(variable, lang))


def _panel(axes: Axes, variable: str, lines: list[tuple[str, pd.DataFrame]], lang: str) -> None:
    for k, (_, whole) in enumerate(lines):
        look, table = series(k), whole.dropna(subset=["mean"])
        axes.plot(table["month"], table["mean"], linewidth=1.7, **look)
        if table["low"].notna().any():
            axes.fill_between(
                table["month"],
                table["low"],
                table["high"],
                color=look["color"],
                alpha=0.13,
                linewidth=0,
            )
            for edge in ("low", "high"):
                axes.plot(table["month"], table[edge], linewidth=0.5, alpha=0.4, **look)
    month_axis(axes, max(table["month"].max() for _, table in lines), lang)
    if variable in SHARES:
        axes.set_ylim(0.0, 1.0)
        share_axis(axes.yaxis, lang)
    else:
        number_axis(axes.yaxis, lang)
