"""Figures of exact and spatial cases: fixation, the optional public good, carpets, phases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from minga.plot.style import DASHES, GREY, INK, LINES, RC, note
from minga.validate import of_pictures as pictures
from minga.validate.bench import Bench
from minga.validate.of_pictures import Chances, Flow, Shares, Surface

FIXATION, FLOW, CARPETS, PHASES = (
    "validation-fixation.png",
    "validation-optional-public-good.png",
    "validation-carpets.png",
    "validation-spatial-public-good.png",
)
# Okabe and Ito, from light (cooperators) to dark, so that lightness tells it without colour, too.
STATES = {
    "cooperates": "#9ED2F0",
    "defects": "#B03A00",
    "has begun to defect": "#F0E442",
    "has begun to cooperate": "#004D73",
}
LATTICE_THRESHOLDS = (3.74, 5.49)  # Szolnoki, Perc, Szabó 2009
HEIGHT = np.sqrt(3.0) / 2.0  # of a triangle of side 1
CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, HEIGHT]])  # cooperate, defect, loner
FILL = {"stable": INK, "neutral": GREY}  # by stability of the rest point


def draw(bench: Bench, out: Path) -> list[str]:
    """Ask the program, draw, and tell the files' names."""
    for name, figure in figures(bench).items():
        save(figure(), out / name)
    return [FIXATION, FLOW, CARPETS, PHASES]


def figures(bench: Bench) -> dict[str, Callable[[], Figure]]:
    """Makers of the figures, by file."""
    return {
        FIXATION: lambda: fixation(pictures.moran(bench), pictures.fermi(bench)),
        FLOW: lambda: simplex(
            {
                "r = 3, σ = 1: around a rest point (A11)": pictures.flow(
                    bench, {"multiplier": 3.0, "loner": 1.0}, 60.0, pictures.AROUND
                ),
                "r = 1.8, σ = 0.5: from loners to loners": pictures.flow(
                    bench, {"multiplier": 1.8, "loner": 0.5}, 300.0, pictures.AWAY
                ),
            }
        ),
        CARPETS: lambda: carpets(pictures.kaleidoscope(bench), pictures.carpets(bench)),
        PHASES: lambda: phases(
            pictures.on_lattice(bench), pictures.well_mixed(bench), pictures.phases(bench)
        ),
    }


def save(figure: Figure, file: Path) -> None:
    """The same picture, byte for byte, from the same numbers."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(RC):
        figure.savefig(file, dpi=150, metadata={"Software": None})


def _canvas(width: float, height: float) -> Figure:
    return Figure(figsize=(width, height), layout="constrained")


def _tidy(axes: Axes) -> None:
    axes.tick_params(colors=GREY, labelcolor=INK)


def _errors(axes: Axes, found: Shares, k: int, marker: str, label: str) -> None:
    axes.errorbar(
        found.at,
        found.mean,
        yerr=2.0 * found.error,
        fmt=marker,
        color=LINES[k],
        ms=4,
        lw=0.9,
        label=label,
    )


@mpl.rc_context(RC)
def fixation(moran: Chances, fermi: Chances) -> Figure:
    """Exact chances as lines, simulated ones as points with two standard errors."""
    figure = _canvas(9.2, 3.2)
    left, right = figure.subplots(1, 2)
    for axes, found in ((left, moran), (right, fermi)):
        axes.plot(found.at, found.exact, color=LINES[0], label="exact")
        _errors(axes, found.simulated, 1, "o", "simulated ± 2 SE")
        axes.set(ylabel="chance to take over")
        _tidy(axes)
    left.set(title="Moran process, one mutant, 20 players (A1)", xlabel="fitness of the mutant")
    right.set(
        title="Fermi rule, donation game, 20 players (A2)", xlabel="cooperators at the start"
    )
    right.set_xticks([0, 5, 10, 15, 20])
    handles, labels = right.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    return figure


@mpl.rc_context(RC)
def simplex(flows: dict[str, Flow]) -> Figure:
    """Trajectories in the triangle of three strategies; arrows where they begin."""
    figure = _canvas(9.2, 4.1)
    grid = np.atleast_1d(figure.subplots(1, len(flows)))
    for axes, (title, flow) in zip(grid, flows.items(), strict=True):
        _triangle(axes, flow.strategies)
        for k, path in enumerate(flow.paths):
            x, y = (path @ CORNERS).T
            axes.plot(x, y, color=LINES[k], linestyle=DASHES[k], linewidth=1.1)
            at = int(np.argmax(np.hypot(np.diff(x), np.diff(y))))  # where it moves fastest
            axes.annotate(
                "",
                (x[at + 1], y[at + 1]),
                (x[at], y[at]),
                arrowprops={"arrowstyle": "-|>", "color": LINES[k], "mutation_scale": 13},
            )
        for point, word in zip(flow.rest @ CORNERS, flow.stability, strict=True):
            axes.plot(*point, "o", color=INK, markerfacecolor=FILL.get(word, "white"), ms=6)
        axes.set_title(title)
    note(figure, "Points: rest points, black where stable, grey where neutral, else open.")
    return figure


def _triangle(axes: Axes, strategies: tuple[str, ...]) -> None:
    axes.fill(*CORNERS.T, facecolor="none", edgecolor=GREY, linewidth=0.8)
    places = ((-0.03, -0.05, "left"), (0.03, -0.05, "right"), (0.0, 0.04, "center"))
    for (x, y), name, (dx, dy, side) in zip(CORNERS, strategies, places, strict=True):
        axes.text(x + dx, y + dy, f"all {name}", ha=side, va="top" if dy < 0.0 else "bottom")
    axes.set(xlim=(-0.06, 1.06), ylim=(-0.12, HEIGHT + 0.1), aspect="equal")
    axes.axis("off")


@mpl.rc_context(RC)
def carpets(moments: dict[int, np.ndarray], settled: dict[float, np.ndarray]) -> Figure:
    """Above a lone defector by generation, below what becomes of one defector in ten, by b."""
    colours = ListedColormap(list(STATES.values()))
    figure = _canvas(9.2, 5.4)
    grid = figure.subplots(2, max(len(moments), len(settled)))
    titles = [f"b = 1.9, generation {t}" for t in moments] + [f"b = {b:g}" for b in settled]
    carpet = [*moments.values(), *settled.values()]
    for axes, title, states in zip(grid.flat, titles, carpet, strict=True):
        axes.imshow(states, cmap=colours, vmin=-0.5, vmax=3.5, interpolation="nearest")
        axes.set_title(f"{title}\n{np.isin(states, (0, 3)).mean():.0%} cooperate", fontsize=8.5)
        axes.set(xticks=[], yticks=[])
        for side in axes.spines.values():
            side.set_visible(False)
    key = [Patch(facecolor=c, edgecolor=GREY, label=w) for w, c in STATES.items()]
    figure.legend(handles=key, loc="outside lower center", ncols=4, frameon=False)
    return figure


@mpl.rc_context(RC)
def phases(lattice: Shares, mixed: Shares, surface: Surface) -> Figure:
    """Contributors against r, and over r and the noise K."""
    figure = _canvas(9.2, 3.5)
    left, right = figure.subplots(1, 2)
    _errors(left, lattice, 0, "o-", "lattice ± 2 SE")
    _errors(left, mixed, 1, "s--", "well-mixed ± 2 SE")
    for k, threshold in enumerate(LATTICE_THRESHOLDS):
        label = "published thresholds, lattice" if k == 0 else None
        left.axvline(threshold, color=GREY, ls=":", lw=1.2, label=label)
    left.set(title="K = 0.5 (S7)", xlabel="multiplier r", ylabel="share of contributors")
    figure.legend(loc="outside lower left", ncols=3, frameon=False, fontsize=8.5)
    image = right.imshow(
        surface.share, origin="lower", aspect="auto", cmap="cividis", vmin=0.0, vmax=1.0
    )
    every = range(0, len(surface.multipliers), 3)
    right.set_xticks(list(every), [f"{surface.multipliers[k]:g}" for k in every])
    right.set_yticks(range(len(surface.noises)), [f"{noise:g}" for noise in surface.noises])
    right.set(title="Lattice, share of contributors", xlabel="multiplier r", ylabel="noise K")
    figure.colorbar(image, ax=right)
    for axes in (left, right):
        _tidy(axes)
    return figure
