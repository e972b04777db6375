"""Heat map of an outcome: one factor by another, a panel for each level of a third."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, Normalize, TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from minga.design import baselines, grid_factors, is_share, levels, matrix, points
from minga.lang import name, number, text
from minga.plot.style import (
    INK,
    factor_name,
    measured_name,
    note,
    number_axis,
    styled,
    unit_scale,
)
from minga.progress import comparable, progress, whole_points
from minga.results import Results
from minga.stats import mean_interval, row_means, share_interval


def grid_table(
    results: Results,
    outcome: str,
    factors: list[str],
    relative: bool = False,
    level: float = 0.95,
) -> pd.DataFrame:
    """One row per cell of the factors' levels: value, low, high, sure (interval leaves out 0).

    Averaged over the other factors within each replicate first; ``relative`` takes the paired
    difference from no programme at the same levels of the other factors. A cell with a point that
    lacks runs, or whose no-programme point does, is NaN: it would not compare with the others.
    """
    whole = whole_points(results)
    values, table, base = matrix(results, outcome), points(results), baselines(results)
    records = []
    for cell, members in table.groupby(factors, sort=False):
        chosen = [p for p in members.index if not (relative and pd.isna(base[p]))]
        sample = values[chosen].to_numpy(dtype=np.float64)
        if relative and chosen:
            sample = sample - values[[int(base[p]) for p in chosen]].to_numpy(dtype=np.float64)
        needed = {*chosen, *(int(base[p]) for p in chosen if relative)}
        if not needed <= whole:
            sample = sample * np.nan
        span = share_interval if is_share(outcome) and not relative else mean_interval
        found = span(row_means(sample), level)
        records.append((*cell, found.mean, found.low, found.high, found.sure))
    return pd.DataFrame(records, columns=[*factors, "value", "low", "high", "sure"])


def chosen_factors(
    results: Results, rows: str | None, columns: str | None, panels: str | None
) -> list[str]:
    """Row, column and (if any) panel factor; the design's own order where not given."""
    free = [factor for factor in grid_factors(results) if factor not in (rows, columns, panels)]
    chosen = [rows or (free.pop(0) if free else None), columns or (free.pop(0) if free else None)]
    if None in chosen:
        raise ValueError("a heat map needs two factors with few levels; this design has not")
    third = panels or (free.pop(0) if free else None)
    return [str(factor) for factor in [*chosen, third] if factor is not None]


@styled
def heatmap(
    results: Results,
    outcome: str = "welfare",
    *,
    rows: str | None = None,
    columns: str | None = None,
    panels: str | None = None,
    panel: Any = None,
    relative: bool | None = None,
    lang: str = "en",
) -> Figure:
    """Heat map of the outcome's mean: rows by columns, one panel for each level of ``panels``.

    relative: difference from no programme at the same other levels (default: for welfare, where
    the design has such a point); the map then diverges around zero. ``panel`` draws one panel only,
    on the colour scale of all. In an unfinished experiment cells that lack runs are blank, and no
    cell is marked as the highest. Money in the scenario's currency per group. ValueError without
    two factors of at most 12 levels.
    """
    factors = chosen_factors(results, rows, columns, panels)
    if relative is None:
        relative = outcome == "welfare" and baselines(results).notna().any()
    table = grid_table(results, outcome, factors, relative)
    shown = [panel] if panel is not None else [None]
    if len(factors) == 3 and panel is None:
        shown = levels(results, factors[2])
    scale, units = 1.0, ""
    if not is_share(outcome):
        scale, units = unit_scale(results, outcome, table["value"].abs().max(), lang)
    table[["value", "low", "high"]] /= scale
    return _draw(results, outcome, table, factors, shown, bool(relative), units, lang)


def _draw(
    results: Results,
    outcome: str,
    table: pd.DataFrame,
    factors: list[str],
    shown: list[Any],
    relative: bool,
    units: str,
    lang: str,
) -> Figure:
    row_levels, column_levels = levels(results, factors[0]), levels(results, factors[1])
    across = 1 if len(shown) == 1 else 2
    down = -(-len(shown) // across)
    width = 1.7 + 0.62 * len(column_levels)
    height = 1.35 + 0.34 * len(row_levels)
    figure = Figure(figsize=(max(4.6, width) * across, height * down + 0.45), layout="constrained")
    norm, cmap = _colours(table["value"].to_numpy(), relative or bool((table["value"] < 0).any()))
    image = mpl.cm.ScalarMappable(norm, cmap)
    grid = figure.subplots(down, across, squeeze=False)
    for axes, level in zip(grid.flat, shown, strict=False):
        part = table if level is None else table[table[factors[2]] == level]
        cells = part.set_index(factors[:2])
        _panel(axes, cells, row_levels, column_levels, image, relative, lang)
        if comparable(results):
            _mark_highest(axes, cells, row_levels, column_levels, image)
        _labels(axes, results, factors, row_levels, column_levels, lang)
        if level is not None:
            axes.set_title(
                f"{factor_name(results, factors[2], lang)}: {name(lang, factors[2], level)}"
            )
    for axes in list(grid.flat)[len(shown) :]:
        axes.set_visible(False)
    bar = figure.colorbar(image, ax=grid, shrink=0.9, aspect=28, pad=0.015)
    what = measured_name("welfare_relative" if relative and outcome == "welfare" else outcome, lang)
    label = what + (f", {text(lang, 'per_group', units=units)}" if units else "")
    bar.set_label(textwrap.fill(label, 38 if down == 1 else 80))
    bar.outline.set_visible(False)
    number_axis(bar.ax.yaxis, lang)
    note(figure, _note(results, relative, lang))
    return figure


def _note(results: Results, relative: bool, lang: str) -> str:
    if comparable(results):
        said = text(lang, "heat_note_plain")
        return f"{text(lang, 'heat_note_grey')} {said}" if relative else said
    state = progress(results)
    k, n = number(lang, state.whole), number(lang, state.points)
    said = text(lang, "heat_note_partial", k=k, n=n)
    return f"{said}\n{text(lang, 'heat_note_grey')}" if relative else said


def _colours(values: np.ndarray, diverging: bool) -> tuple[Normalize, Colormap]:
    known = values[np.isfinite(values)]
    limit = float(np.abs(known).max()) if known.size else 1.0
    if not diverging:
        return Normalize(0.0, max(0.1, np.ceil(10.0 * limit) / 10.0)), mpl.colormaps["YlGnBu"]
    return TwoSlopeNorm(0.0, -(limit or 1.0), limit or 1.0), mpl.colormaps["RdBu"]


def _panel(
    axes: Axes,
    cells: pd.DataFrame,
    row_levels: list[Any],
    column_levels: list[Any],
    image: mpl.cm.ScalarMappable,
    relative: bool,
    lang: str,
) -> None:
    digits = 1 if isinstance(image.norm, TwoSlopeNorm) else 2
    digits = 0 if abs(cells["value"]).max() >= 100.0 else digits
    for (row, column), cell in cells[np.isfinite(cells["value"])].iterrows():
        x, y, value = column_levels.index(column), row_levels.index(row), float(cell["value"])
        color = image.to_rgba(np.asarray(value))
        axes.add_patch(_box(x, y, 0.5, facecolor=color, edgecolor="white", linewidth=1.0))
        unsure = relative and not cell["sure"] and value != 0.0
        words = number(lang, value, digits)
        words = f"({words})" if unsure else words
        ink = _ink(color, unsure)
        axes.text(x, y, words, ha="center", va="center", fontsize=7.5, color=ink)


def _mark_highest(
    axes: Axes,
    cells: pd.DataFrame,
    row_levels: list[Any],
    column_levels: list[Any],
    image: mpl.cm.ScalarMappable,
) -> None:
    highest = cells["value"].max()
    # a dark box would not be seen on a dark cell
    edge = _ink(image.to_rgba(np.asarray(highest)), False)
    for row, column in cells.index[cells["value"] == highest]:
        x, y = column_levels.index(column), row_levels.index(row)
        axes.add_patch(_box(x, y, 0.4, fill=False, edgecolor=edge, linewidth=1.6, zorder=3))


def _box(x: float, y: float, half: float, **look: Any) -> Rectangle:
    return Rectangle((x - half, y - half), 2 * half, 2 * half, **look)


def _ink(color: Any, unsure: bool) -> str:
    light = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2] > 0.55
    if unsure:
        return "#595959" if light else "#e6e6e6"
    return INK if light else "white"


def _labels(
    axes: Axes,
    results: Results,
    factors: list[str],
    row_levels: list[Any],
    column_levels: list[Any],
    lang: str,
) -> None:
    axes.set_xlim(-0.5, len(column_levels) - 0.5)
    axes.set_ylim(len(row_levels) - 0.5, -0.5)
    axes.set_xticks(range(len(column_levels)))
    axes.set_xticklabels(
        [name(lang, factors[1], v) for v in column_levels],
        rotation=35,
        ha="right",
        rotation_mode="anchor",
        fontsize=8.5,
    )
    axes.set_yticks(range(len(row_levels)))
    axes.set_yticklabels([name(lang, factors[0], v) for v in row_levels], fontsize=8.5)
    axes.tick_params(length=0)
    axes.set_ylabel(factor_name(results, factors[0], lang))
    axes.set_xlabel(factor_name(results, factors[1], lang))
    for spine in axes.spines.values():
        spine.set_visible(False)
