"""Tournaments and evolving strategies: figures of what ``minga theory`` answered."""

from __future__ import annotations

import os

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from minga.lang import number, text
from minga.plot.style import GREY, INK, LINES, RULE, key, note, number_axis, series, styled
from minga.theory import Answers, TheoryError, load

Given = Answers | str | os.PathLike[str]
NUMBERED = 15  # strategies whose scores still fit as numbers into the cells
NAMED = 6  # lines that are told apart; the others are grey


def _answers(given: Given, needed: str) -> Answers:
    answers = given if isinstance(given, dict) else load(given)
    if needed not in answers:
        raise TheoryError(f"there is no table {needed}; there are {', '.join(answers)}")
    return answers


def _scores(answers: Answers) -> tuple[list[str], np.ndarray]:
    """Names by rank, and the scores of each (row) in a match against each (column)."""
    names = [str(name) for name in answers["tournament"]["strategy"].values]
    table = answers["tournament-scores"]
    rows = [str(name) for name in table["strategy"].values]
    found = np.array([[float(table[c][rows.index(r)]) for c in names] for r in names])
    return names, found


@styled
def tournament(answers: Given, *, lang: str = "en") -> Figure:
    """Ranking of a round robin: mean score of each strategy, and its scores one by one.

    ``answers``: of :func:`minga.theory.run`, or the path of a file of `minga theory -o`.
    """
    found = _answers(answers, "tournament")
    names, scores = _scores(found)
    means = found["tournament"]["score"].values
    at = np.arange(len(names))
    figure = Figure(figsize=(7.2, 0.29 * len(names) + 1.3), layout="constrained")
    axes = figure.subplots()
    low, high = np.quantile(scores, (0.25, 0.75), axis=1)
    axes.plot(scores, np.repeat(at[:, None], len(names), axis=1), "|", color=GREY, ms=7, mew=0.8)
    axes.hlines(at, low, high, color=LINES[0], linewidth=4, alpha=0.35)
    axes.plot(means, at, "o", color=LINES[1], ms=6, label="mean")
    axes.set_yticks(at, [f"{k + 1}  {name}" for k, name in enumerate(names)])
    axes.invert_yaxis()
    axes.set_xlabel(text(lang, "tournament_axis"))
    number_axis(axes.xaxis, lang)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    note(figure, text(lang, "tournament_note"))
    return figure


@styled
def encounters(answers: Given, *, lang: str = "en") -> Figure:
    """What each strategy (row) scores in a match against each (column), in order of rank."""
    names, scores = _scores(_answers(answers, "tournament-scores"))
    side = 0.42 * len(names) + 2.2
    figure = Figure(figsize=(side + 0.6, side), layout="constrained")
    axes = figure.subplots()
    image = axes.imshow(scores, cmap="cividis")
    at = range(len(names))
    axes.set_xticks(at, names, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(at, names)
    axes.set(xlabel=text(lang, "encounters_column"), ylabel=text(lang, "encounters_row"))
    bar = figure.colorbar(image, ax=axes, shrink=0.8, label=text(lang, "tournament_axis"))
    number_axis(bar.ax.yaxis, lang)
    if len(names) <= NUMBERED:
        middle = 0.5 * (scores.min() + scores.max())
        for (i, j), score in np.ndenumerate(scores):
            colour = "white" if score < middle else INK
            axes.text(j, i, number(lang, score), ha="center", va="center", fontsize=7, color=colour)
    return figure


@styled
def evolution(answers: Given, *, lang: str = "en") -> Figure:
    """Shares of strategies over time: in a tournament's ecology, under the replicator equation, or
    in simulated populations, whose mean over replicates is drawn with their central 80%.

    The largest at any time have names; the others are grey. TheoryError where nothing evolves.
    """
    found = answers if isinstance(answers, dict) else load(answers)
    if any("point" in table and table["point"].max() > 0 for table in found.values()):
        raise TheoryError("these are several points of a design; choose one, or run it by itself")
    for table, column in (("ecology", "generation"), ("replicator", "time")):
        if table in found:
            return _evolution(*_of_table(found[table], column), None, lang)
    share = _answers(found, "trajectory")["trajectory"]["share"]
    names = [str(name) for name in share["strategy"].values]
    band = np.quantile(share.values, (0.1, 0.9), axis=0) if share.sizes["run"] > 1 else None
    return _evolution(share["time"].values, names, share.values.mean(axis=0), band, lang)


def _of_table(table: xr.Dataset, column: str) -> tuple[np.ndarray, list[str], np.ndarray]:
    names = [str(name) for name in table.data_vars if name != column]
    shares = np.stack([table[name].values for name in names], axis=1)
    return table[column].values, [name.removeprefix("share_") for name in names], shares


def _evolution(
    times: np.ndarray,
    names: list[str],
    shares: np.ndarray,
    band: np.ndarray | None,
    lang: str,
) -> Figure:
    order = np.argsort(-shares.max(axis=0), kind="stable")
    figure = Figure(figsize=(7.2, 3.6), layout="constrained")
    axes = figure.subplots()
    for k in order[NAMED:]:
        axes.plot(times, shares[:, k], color=GREY, linewidth=0.8, alpha=0.6)
    for place, k in enumerate(order[:NAMED]):
        axes.plot(times, shares[:, k], linewidth=1.7, **series(place))
        if band is not None:
            axes.fill_between(
                times, band[0, :, k], band[1, :, k], color=LINES[place], alpha=0.13, linewidth=0
            )
    _key(figure, axes, [names[k] for k in order[:NAMED]], len(names) > NAMED, lang)
    axes.set(xlim=(times[0], times[-1]), ylim=(0.0, None), xlabel=text(lang, "evolution_time"))
    axes.set_ylabel(text(lang, "evolution_share"))
    for axis in (axes.xaxis, axes.yaxis):
        number_axis(axis, lang)
    axes.grid(axis="both", color=RULE, linewidth=0.5)
    if band is not None:
        note(figure, text(lang, "evolution_note"))
    return figure


def _key(figure: Figure, axes: Axes, names: list[str], others: bool, lang: str) -> None:
    handles = [Line2D([], [], linewidth=1.7, label=w, **series(k)) for k, w in enumerate(names)]
    if others:
        handles.append(Line2D([], [], color=GREY, alpha=0.6, label=text(lang, "evolution_others")))
    key(figure, handles)
