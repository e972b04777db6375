"""Who gains and who pays, by profile."""

from __future__ import annotations

from matplotlib.figure import Figure

from minga.accounts import by_profile_table
from minga.lang import name, text
from minga.plot.select import Shown, labelled
from minga.plot.style import (
    INK,
    LINES,
    MARKERS,
    RULE,
    key,
    note,
    number_axis,
    styled,
    unit_scale,
)
from minga.results import Results


@styled
def by_profile(results: Results, points: Shown = None, *, lang: str = "en") -> Figure:
    """Gain less own cost per firm of each profile, with 95 % intervals, for chosen points.

    Money in the scenario's currency per firm, discounted. KeyError without a ledger by profile.
    """
    shown = labelled(results, points, lang)
    table = by_profile_table(results, [point for _, point in shown])
    scale, units = unit_scale(results, "welfare", table["mean"].abs().max(), lang)
    table[["mean", "low", "high"]] /= scale
    profiles = list(dict.fromkeys(table["profile"]))
    figure = Figure(figsize=(7.4, 1.25 + 0.6 * len(profiles)), layout="constrained")
    axes = figure.subplots()
    spread = 0.5 / max(len(shown), 1)
    for k, (label, point) in enumerate(shown):
        part = table[table["point"] == point]
        height = [profiles.index(p) + (k - (len(shown) - 1) / 2) * spread for p in part["profile"]]
        colour = LINES[k % len(LINES)]
        axes.hlines(height, part["low"], part["high"], color=colour, linewidth=1.6)
        axes.plot(
            part["mean"],
            height,
            linestyle="none",
            marker=MARKERS[k % len(MARKERS)],
            markersize=6,
            color=colour,
            label=label,
        )
    axes.set_yticks(range(len(profiles)), [name(lang, "profile", p) for p in profiles])
    axes.set_ylim(len(profiles) - 0.5, -0.5)
    for edge in range(1, len(profiles)):
        axes.axhline(edge - 0.5, color=RULE, linewidth=0.5)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.grid(axis="x", color=RULE, linewidth=0.5)
    number_axis(axes.xaxis, lang)
    axes.set_xlabel(text(lang, "profile_axis", units=units))
    if len(shown) > 1:
        key(figure, axes.get_legend_handles_labels()[0])
    note(figure, text(lang, "profile_note"))
    return figure
