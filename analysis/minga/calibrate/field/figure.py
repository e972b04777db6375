"""The picture of the field stage: its figures against new groups, in units of their error."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from minga.calibrate.field.labels import LABELS
from minga.plot.style import GREY, INK, LINES, RC


def draw(table: pd.DataFrame, out: Path) -> None:
    """One row a target: zero is the field's figure, the bar 90 % of the posterior."""
    with matplotlib.rc_context(RC):
        figure = Figure(figsize=(8.2, 6.0), layout="constrained")
        axes = figure.add_subplot()
        place = np.arange(len(table))[::-1]
        low, median, high = (
            (table[c] - table["data"]) / table["error"] for c in ("low", "median", "high")
        )
        axes.axvspan(
            -1.0, 1.0, color=LINES[1], alpha=0.15, linewidth=0, label="error of the figure"
        )
        axes.hlines(place, low, high, color=LINES[0], linewidth=2.0, label="model: 90 % of draws")
        axes.plot(median, place, "o", color=LINES[0], markersize=4, label="model: median")
        axes.axvline(0.0, color=LINES[1], linewidth=0.9)
        axes.set_yticks(place, [LABELS[name] for name in table.index])
        axes.set_xlabel("difference from the field's figure, in its errors")
        axes.tick_params(colors=GREY, labelcolor=INK)
        handles, labels = axes.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
        out.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(out, dpi=150)
