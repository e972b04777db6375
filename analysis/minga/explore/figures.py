"""Figures of the answers: matplotlib, in English or Spanish."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from minga.explore.counterfactual import Counterfactual
from minga.explore.regret import Regret
from minga.explore.search import Frontier
from minga.lang import text
from minga.plot.style import GREY, LINES, measured_name, outcome_name, styled

CASES = (("factual", "explore_factual"), ("otherwise", "explore_otherwise"))
CROWD = 40  # replicates that are drawn one by one


@styled
def plot_effects(table: pd.DataFrame, lang: str = "en") -> Figure:
    """What :func:`morris` or :func:`sobol` found: one row per parameter, strongest on top."""
    screening = "mu_star" in table
    value = "mu_star" if screening else "total"
    low, high = ("low", "high") if screening else ("total_low", "total_high")
    figure, axes = plt.subplots(
        figsize=(6.5, 0.9 + 0.34 * len(table)), layout="constrained"
    )
    rows = np.arange(len(table))[::-1]
    centre = table[value].to_numpy()
    ends = np.abs(np.vstack([centre - table[low], table[high] - centre]))
    axes.errorbar(centre, rows, xerr=ends, fmt="o", color=LINES[0], capsize=2.5, label="total")
    if not screening:
        axes.plot(table["first"], rows, "s", mfc="none", color=LINES[1])
    axes.axvline(0.0, color=GREY, lw=0.8)
    axes.set_yticks(rows, list(table["parameter"]))
    axes.set_ylim(-0.6, len(table) - 0.4)
    outcome = _measured(table, lang, with_units=screening)
    axes.set_xlabel(text(lang, "explore_morris" if screening else "explore_sobol", outcome=outcome))
    return figure


@styled
def plot_frontier(found: Frontier, lang: str = "en") -> Figure:
    """Every setting that was tried, the front as played again, and the target."""
    figure, axes = plt.subplots(figsize=(6.5, 3.8), layout="constrained")
    tried, front = found.points, found.front
    dots: Any = {"s": 9, "color": GREY, "alpha": 0.45, "label": text(lang, "explore_tried")}
    axes.scatter(tried["cost"], tried[found.goal], **dots)
    ends = np.vstack([front[found.goal] - front["low"], front["high"] - front[found.goal]])
    axes.errorbar(
        front["cost"],
        front[found.goal],
        yerr=np.maximum(ends, 0.0),
        fmt="o",
        ms=4,
        color=LINES[0],
        capsize=2,
        label=text(lang, "explore_front"),
    )
    axes.axhline(found.target, color=LINES[1], lw=1.0, ls="--", label=text(lang, "explore_target"))
    if np.isfinite(found.budget):
        axes.axvline(found.budget, color=GREY, lw=1.0, ls=":", label=text(lang, "explore_budget"))
    best = found.cheapest
    if best is not None:
        axes.plot(best["cost"], best[found.goal], "*", ms=13, color=LINES[1], zorder=5)
    axes.set_xlabel(f"{measured_name('cost', lang)} ({found.currency})")
    axes.set_ylabel(outcome_name(found.goal, lang))
    axes.legend(frameon=False, fontsize=8, loc="lower right")
    return figure


@styled
def plot_counterfactual(
    found: Counterfactual, variable: str = "cooperation_rate", lang: str = "en"
) -> Figure:
    """A variable in time as it was and as it would have been: means, and single groups behind."""
    paths = found.paths(variable)
    months = paths["time"].to_numpy() * found.results.period_days * 12.0 / 365.25
    figure, axes = plt.subplots(figsize=(6.5, 3.4), layout="constrained")
    for k, (case, key) in enumerate(CASES):
        values = paths.sel(case=case).to_numpy()
        for one in values[:CROWD]:
            axes.plot(months, one, color=LINES[k], lw=0.4, alpha=0.18)
        shown = np.isfinite(values).sum(axis=0) >= max(5, len(values) // 20)
        mean = np.full(len(months), np.nan)
        mean[shown] = np.nanmean(values[:, shown], axis=0)
        axes.plot(months, mean, color=LINES[k], lw=2.0, label=text(lang, key))
    axes.set_xlabel(text(lang, "month"))
    axes.set_ylabel(outcome_name(variable, lang))
    axes.legend(frameon=False, fontsize=8)
    return figure


@styled
def plot_regret(found: Regret, lang: str = "en") -> Figure:
    """Regret of each option over the draws: every draw a dot, mean and largest marked."""
    table: Any = found.table
    figure, axes = plt.subplots(figsize=(6.5, 0.9 + 0.5 * len(table)), layout="constrained")
    for row, one in enumerate(table.iloc[::-1].itertuples()):
        dots = found.regrets[one.option].to_numpy()
        shift = np.linspace(-0.18, 0.18, len(dots))
        axes.scatter(dots, row + shift, s=8, color=GREY, alpha=0.5)
        axes.plot(one.mean_regret, row, "o", color=LINES[0])
        axes.plot(one.max_regret, row, "D", color=LINES[1])
    axes.set_yticks(range(len(table)), list(table["option"])[::-1])
    outcome = _measured(table, lang)
    axes.set_xlabel(text(lang, "explore_regret", outcome=outcome))
    return figure


def _measured(table: pd.DataFrame, lang: str, with_units: bool = True) -> str:
    words, units = measured_name(table.attrs["outcome"], lang), table.attrs["units"]
    return f"{words} ({units})" if with_units and units not in ("", "1") else words
