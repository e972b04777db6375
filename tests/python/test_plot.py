"""Figures: they draw without warnings, in both languages, and say what they show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import minga
from minga import plot
from minga.plot.grid import grid_table
from minga.plot.style import number_axis, to_svg
from synthetic import Recipe, write

DRAWN: dict[str, Callable[..., Figure]] = {
    "heatmap": plot.heatmap,
    "trajectory": plot.trajectory,
    "ledger": plot.ledger,
    "survival": plot.survival,
    "by_profile": plot.by_profile,
}


def words(figure: Figure) -> str:
    return "\n".join(text.get_text() for text in figure.findobj(Text))  # type: ignore[attr-defined]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", list(DRAWN))
def test_a_figure_draws_in_both_languages(results: minga.Results, kind: str, lang: str) -> None:
    assert to_svg(DRAWN[kind](results, lang=lang)).startswith("<svg")


@pytest.mark.parametrize("kind", ["trajectory", "ledger", "survival", "by_profile"])
def test_a_single_scenario_has_figures_too(single: Path, kind: str) -> None:
    with minga.open(single) as results:
        to_svg(DRAWN[kind](results))


def test_bands_and_intervals_are_named(results: minga.Results) -> None:
    assert "central 80%" in words(plot.trajectory(results))
    assert "intervalo del 95" in words(plot.survival(results, lang="es"))
    assert "thousand" in words(plot.heatmap(results)) or "USD" in words(plot.heatmap(results))


def test_a_figure_is_the_same_bytes_each_time(results: minga.Results) -> None:
    assert to_svg(plot.survival(results)) == to_svg(plot.survival(results))


def test_the_cell_without_a_programme_is_zero(results: minga.Results) -> None:
    table = grid_table(results, "welfare", ["regulation", "facilitator"], relative=True)
    cell = table[(table["regulation"] == "none") & (table["facilitator"] == "none")]
    assert cell["value"].item() == 0.0


def test_a_heat_map_needs_two_factors(single: Path) -> None:
    with minga.open(single) as results, pytest.raises(ValueError, match="two factors"):
        plot.heatmap(results)


def test_contrasts_and_response(results: minga.Results, scattered: Path) -> None:
    assert "handshake" in words(plot.contrasts(results, "regulation"))
    with minga.open(scattered) as other:
        assert "rate" in words(plot.response(other, "rate"))


def test_own_labels_and_points(results: minga.Results) -> None:
    figure = plot.survival(results, {"mine": 3, "yours": 4})
    assert {"mine", "yours"} <= set(words(figure).split("\n"))
    assert "strict expulsion" in words(plot.survival(results, [8, 9]))


def test_tick_labels_are_where_they_say(results: minga.Results) -> None:
    """Labels rounded to fewer decimals than the ticks have would name other values."""
    for lang, mark in (("en", "."), ("es", ",")):
        for figure in (plot.ledger(results, lang=lang), plot.by_profile(results, lang=lang)):
            to_svg(figure)
            axis = figure.axes[0].xaxis
            for place, label in zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True):
                plain = label.get_text().replace("\u202f", "").replace("−", "-")
                plain = plain.replace(",", "") if lang == "en" else plain.replace(mark, ".")
                assert float(plain) == pytest.approx(place, abs=1e-9)


def test_quarter_ticks_keep_their_decimals() -> None:
    figure = Figure()
    axes = figure.subplots()
    axes.set_xticks([-2.5, 0.0, 2.5])
    number_axis(axes.xaxis, "es")
    figure.draw_without_rendering()
    assert [label.get_text() for label in axes.get_xticklabels()] == ["−2,5", "0,0", "2,5"]


def test_a_line_joins_the_periods_that_measured_something(tmp_path: Path) -> None:
    """Contributions due every other period: NaN in between must not make the line vanish."""
    path = write(tmp_path / "gaps.h5", Recipe(factors={}, effects={}, replicates=5))
    with h5py.File(path, "a") as file:
        data = file["trajectory/cooperation_rate"]
        values = data[:]
        values[:, ::2] = np.nan
        data[:] = values
    with minga.open(path) as results:
        line = plot.trajectory(results, ["cooperation_rate"]).axes[0].lines[0]
    assert len(line.get_xdata()) == 20
    assert np.isfinite(np.asarray(line.get_ydata(), dtype=float)).all()


@pytest.mark.parametrize("replicates", [1, 6])
def test_the_box_around_the_highest_can_be_seen(replicates: int, tmp_path: Path) -> None:
    """Where every group lives the cells are the darkest: their boxes must not be dark too."""
    path = write(tmp_path / "alive.h5", Recipe(replicates=replicates, steps=20))
    with h5py.File(path, "a") as file:
        file["summary/survived"][...] = 1
    with minga.open(path) as results:
        patches = minga.plot.heatmap(results, "survived").axes[0].patches
    cell = next(p for p in patches if p.get_fill())
    box = next(p for p in patches if not p.get_fill())
    assert abs(sum(cell.get_facecolor()[:3]) - sum(box.get_edgecolor()[:3])) > 1.0
