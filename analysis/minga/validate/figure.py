"""Figures of the page: those of exact and spatial cases, and of the behaviour of people: decay
against the data, punishment, and the common pool."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from minga.calibrate import targets
from minga.calibrate.statistics import ENDOWMENT, PERIODS
from minga.plot.style import GREY, HATCHES, INK, LINES, RC
from minga.validate import figure_theory
from minga.validate.bench import Bench, Treatments
from minga.validate.of_commons import POOL, PUBLISHED, net_yield
from minga.validate.of_contributions import STRANGERS
from minga.validate.of_sanctions import PUNISHED

DECAY, PUNISHMENT, COMMONS = (
    "validation-decay.png",
    "validation-punishment.png",
    "validation-commons.png",
)
# The heading under which a figure stands holds these words.
HEADINGS = {
    figure_theory.FIXATION: "Exact results",
    figure_theory.FLOW: "Exact results",
    figure_theory.CARPETS: "Spatial games",
    figure_theory.PHASES: "Spatial games",
    DECAY: "Voluntary contributions",
    PUNISHMENT: "Punishment and expulsion",
    COMMONS: "Common pool",
}
ALT = {  # for who does not see them
    figure_theory.FIXATION: "Chance of fixation by fitness under the Moran process and by the "
    "cooperators at the start under the Fermi rule: simulated points on the exact curves",
    figure_theory.FLOW: "Shares of cooperators, defectors and loners in a triangle: closed orbits "
    "around an interior rest point at r = 3, and loops that leave and return to all loners at "
    "r = 1.8",
    figure_theory.CARPETS: "Spatial patterns of cooperation: a lone defector grows to a "
    "symmetric kaleidoscope; from one defector in ten, few defectors are left at b = 1.15, "
    "lines of them at 1.55 and 1.79, and patches of both chase each other at 1.9",
    figure_theory.PHASES: "Share of contributors by the multiplier r: on the lattice it rises from "
    "0 between the two published thresholds, in a well-mixed population it jumps at r = 5; on the "
    "lattice more noise K asks for a larger r",
    DECAY: "Voluntary contributions and beliefs by round, data and model, both falling",
    PUNISHMENT: "Contributions by round with and without punishment, with bands of two standard "
    "errors, among partners and strangers, beside the published means",
    COMMONS: "Net yield of the common pool over the maximum by institution, ours beside the "
    "published one",
}
OBSERVED = {"partners": (0.375, 0.85), "strangers": (0.18, 0.58)}  # B7, without and with


def draw(bench: Bench, out: Path) -> list[str]:
    """Draw all from what the bench has run; names of the files."""
    out.mkdir(parents=True, exist_ok=True)
    names = figure_theory.draw(bench, out)
    _save(out / DECAY, 2, lambda axes: _decay(bench, axes))
    _save(out / PUNISHMENT, 2, lambda axes: _punishment(bench.play(PUNISHED), axes))
    _save(out / COMMONS, 1, lambda axes: _commons(bench, axes[0]))
    return [*names, DECAY, PUNISHMENT, COMMONS]


def _save(file: Path, panels: int, make: Callable[[list[Axes]], None]) -> None:
    with matplotlib.rc_context(RC):
        figure = Figure(figsize=(9.2, 3.2), layout="constrained")
        axes = [figure.add_subplot(1, panels, k + 1) for k in range(panels)]
        make(axes)
        for one in axes:
            one.tick_params(colors=GREY, labelcolor=INK)
        handles, labels = axes[-1].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
        figure.savefig(file, dpi=150, metadata={"Software": None})


def _decay(bench: Bench, axes: list[Axes]) -> None:
    """Contributions and beliefs of B1: data, shipped numbers, 90 % of draws."""
    rounds = np.arange(1, PERIODS + 1)
    table = targets.load()
    found = bench.play(STRANGERS)[""]
    series = {
        "contribution": ("Mean contribution (B1)", "contributed"),
        "belief": ("Mean belief (B1)", "belief"),
    }
    for one, (name, (title, part)) in zip(axes, series.items(), strict=True):
        rows = table.loc[[f"{name}_{t}" for t in rounds]]
        if bench.draws:
            drawn = getattr(bench.play_drawn(STRANGERS)[""], part)
            low, high = np.quantile(ENDOWMENT * np.nanmean(drawn, axis=2), (0.05, 0.95), axis=0)
            one.fill_between(
                rounds, low, high, color=LINES[0], alpha=0.2, lw=0, label="90 % of draws"
            )
        mean = ENDOWMENT * np.nanmean(getattr(found, part), axis=(0, 2))
        one.plot(rounds, mean, color=LINES[0], label="shipped numbers")
        error = 2.0 * rows[["se_people", "se_sessions"]].max(axis=1)
        one.errorbar(
            rounds,
            rows["value"],
            yerr=error,
            fmt="o",
            color=LINES[1],
            ms=4,
            lw=0.9,
            label="data ± 2 SE",
        )
        one.set(title=title, xlabel="round", ylabel="tokens of 20", ylim=(0.0, 13.0))
        one.set_xticks([1, 4, 7, 10])


def _punishment(found: Treatments, axes: list[Axes]) -> None:
    """Contributions by round with and without punishment ± 2 SE, and the published means."""
    for one, (kind, published) in zip(axes, OBSERVED.items(), strict=True):
        for k, rule in enumerate(("without", "with")):
            runs = found[f"{kind}, {rule}"].rounds()
            mean = runs.mean(axis=0)
            error = 2.0 * runs.std(axis=0, ddof=1) / np.sqrt(len(runs))
            at = np.arange(1, mean.size + 1)
            low, high = mean - error, mean + error
            one.fill_between(at, low, high, color=LINES[k], alpha=0.3, lw=0)
            one.plot(at, mean, color=LINES[k], lw=0.9, label=f"{rule} punishment ± 2 SE")
            one.axhline(
                published[k], color=LINES[k], ls=":", lw=1.2, label=f"published mean, {rule}"
            )
        one.set(title=f"{kind} (B7)", xlabel="round", ylabel="share of endowment", ylim=(0.0, 1.0))
        one.set_xticks([1, 4, 7, 10])


def _commons(bench: Bench, axes: Axes) -> None:
    """Net yield over the maximum of each institution, ours beside the published one."""
    found = bench.play(POOL)
    ours = [net_yield(found[label]).mean(axis=1) for label in PUBLISHED]
    at = np.arange(len(ours))
    mean = [100.0 * one.mean() for one in ours]
    error = [200.0 * one.std(ddof=1) / np.sqrt(one.size) for one in ours]
    published = [100.0 * value for value in PUBLISHED.values()]
    axes.bar(at - 0.2, published, 0.38, color="white", edgecolor=LINES[1], hatch=HATCHES[1],
             label="published")  # fmt: skip
    axes.bar(at + 0.2, mean, 0.38, color=LINES[0], yerr=error, label="shipped numbers ± 2 SE")
    axes.axhline(0.0, color=GREY, lw=0.6)
    axes.set_xticks(at, [label.replace(" and ", " and\n") for label in PUBLISHED])
    axes.set(title="Net yield over the maximum (B11)", ylabel="%")
