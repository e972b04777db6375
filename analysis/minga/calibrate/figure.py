"""The figure of the laboratory stage: data against new simulated experiments."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from minga.calibrate.statistics import PERIODS
from minga.plot.style import GREY, INK, LINES, RC

PANELS = (
    ("contribution", "Mean contribution", "tokens of 20", 14.0),
    ("belief", "Mean belief about the others", "tokens of 20", 14.0),
    ("zero", "People who give nothing", "share", 0.8),
)


def draw(table: pd.DataFrame, out: Path) -> None:
    """Data with two standard errors, and median and 90 % of the posterior predictive."""
    with matplotlib.rc_context(RC):
        figure = Figure(figsize=(9.2, 3.1), layout="constrained")
        rounds = range(1, PERIODS + 1)
        for place, (name, title, unit, top) in enumerate(PANELS):
            rows = table.loc[[f"{name}_{t}" for t in rounds]]
            axes = figure.add_subplot(1, 3, place + 1)
            axes.fill_between(
                rounds,
                rows["low"],
                rows["high"],
                color=LINES[0],
                alpha=0.2,
                linewidth=0,
                label="model: 90 % of new experiments",
            )
            axes.plot(rounds, rows["median"], color=LINES[0], label="model: median")
            axes.errorbar(
                rounds,
                rows["data"],
                yerr=2.0 * rows["error"],
                fmt="o",
                color=LINES[1],
                markersize=4,
                linewidth=0.9,
                label="data ± 2 standard errors",
            )
            axes.set(title=title, xlabel="round", ylabel=unit, ylim=(0.0, top))
            axes.set_xticks([1, 4, 7, 10])
            axes.tick_params(colors=GREY, labelcolor=INK)
        handles, labels = axes.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
        out.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(out, dpi=150)
