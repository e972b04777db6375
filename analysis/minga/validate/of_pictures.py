"""What the figures of exact and spatial cases show: every number asked of ``minga theory``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from minga import theory
from minga.theory import Answers
from minga.validate.bench import Bench

TEMPTATIONS = (1.15, 1.55, 1.79, 1.9)  # b; each between two of Nowak and May's transitions
SETTLED = 200  # generations after which a carpet is shown
MOMENTS = (20, 40, 60, 100)  # of the kaleidoscope
FITNESS = (0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5)  # of the simulated mutants
PLAYERS = (1, 4, 7, 10, 13, 16, 19)  # cooperators at the start of what is simulated
MULTIPLIERS = (3.2, 3.5, 3.6, 3.7, 3.8, 3.9, 4.0, 4.2, 4.4, 4.6, 4.8, 4.9, 5.0, 5.1, 5.2, 5.3,
               5.4, 5.5, 5.6, 5.8)  # fmt: skip
# Shares of cooperators, defectors and loners from which the public good is followed.
AROUND = ((0.3, 0.3, 0.4), (0.22, 0.22, 0.56), (0.1, 0.1, 0.8), (0.03, 0.03, 0.94))
AWAY = tuple((0.04, d, 0.96 - d) for d in (1e-6, 2e-5, 3e-4, 2e-3))


@dataclass(frozen=True)
class Shares:
    """Estimates along an axis, with standard errors over replicates."""

    at: np.ndarray
    mean: np.ndarray
    error: np.ndarray


@dataclass(frozen=True)
class Chances:
    """Fixation, exact along a line and simulated at some of its points."""

    at: np.ndarray
    exact: np.ndarray
    simulated: Shares


@dataclass(frozen=True)
class Surface:
    """Shares of contributors; rows are noises K, columns multipliers r."""

    noises: np.ndarray
    multipliers: np.ndarray
    share: np.ndarray


@dataclass(frozen=True)
class Flow:
    """The replicator equation of three strategies; rows are times or points, columns strategies."""

    strategies: tuple[str, ...]
    paths: tuple[np.ndarray, ...]
    rest: np.ndarray
    stability: tuple[str, ...]


def ask(bench: Bench, study: str, **changes: Any) -> Answers:
    """Answers of the program that the bench tests."""
    return theory.run(study, minga=bench.minga, threads=bench.threads, **changes)


def _carpet(answers: Answers, before: int, now: int, rows: int) -> np.ndarray:
    """Each player: 0 cooperates, 1 defects, 2 has just begun to defect, 3 to cooperate."""
    states = answers["snapshots"]["strategy"].isel(run=0)
    old, new = (states.sel(time=t).values.astype(int).reshape(rows, -1) for t in (before, now))
    return np.asarray(np.select([old == new, new == 1], [new, 2], 3))


def kaleidoscope(bench: Bench) -> dict[int, np.ndarray]:
    """A lone defector among cooperators, by generation."""
    times = sorted({t - 1 for t in MOMENTS} | set(MOMENTS))
    study = {"analysis__generations": max(MOMENTS), "analysis__snapshots": times}
    answers = ask(bench, "nowak-may-kaleidoscope", **study)
    return {t: _carpet(answers, t - 1, t, 99) for t in MOMENTS}


def carpets(bench: Bench) -> dict[float, np.ndarray]:
    """One cooperator in ten defects at the start; the picture when it has settled, by b."""
    found = {}
    for b in TEMPTATIONS:
        answers = ask(
            bench,
            "nowak-may",
            game__payoff=[[1.0, 0.0], [b, 0.0]],
            analysis={
                "what": ["simulation"],
                "generations": SETTLED,
                "snapshots": [SETTLED - 1, SETTLED],
            },
            run__replicates=1,
        )
        found[b] = _carpet(answers, SETTLED - 1, SETTLED, 100)
    return found


def _contributing(answers: Answers) -> tuple[float, float]:
    table = answers["simulation"].set_index(row="strategy").sel(row="cooperate")
    return float(table["mean_share"]), float(table["mean_share_se"])


def _shares(at: tuple[float, ...], found: list[tuple[float, float]]) -> Shares:
    mean, error = np.array(found).T
    return Shares(np.array(at), mean, error)


def on_lattice(bench: Bench) -> Shares:
    """Contributors in the spatial public good by r, K = 0.5, 100 x 100."""
    size = {"structure__rows": 100, "structure__columns": 100, "run__replicates": 3}
    longer = {"analysis__generations": 2500, "analysis__skip": 1000}
    found = [
        _contributing(ask(bench, "spatial-public-good", game__multiplier=r, **size, **longer))
        for r in MULTIPLIERS
    ]
    return _shares(MULTIPLIERS, found)


def well_mixed(bench: Bench) -> Shares:
    """The same game, rule and noise where all meet all."""
    study = {
        "game": {"form": "public-good", "group": 5},
        "population": {"size": 2000},
        "update": {"rule": "fermi", "noise": 0.5},
        "analysis": {"what": ["simulation"], "generations": 400, "skip": 200},
        "run": {"seed": 1, "replicates": 4},
    }
    found = [
        _contributing(
            theory.run(study, minga=bench.minga, threads=bench.threads, game__multiplier=r)
        )
        for r in MULTIPLIERS
    ]
    return _shares(MULTIPLIERS, found)


def phases(bench: Bench) -> Surface:
    """Contributors on the lattice by noise and multiplier, from the shipped design."""
    found = theory.sweep(
        "spatial-public-good-phases", replicates=1, minga=bench.minga, threads=bench.threads
    )["summary"]
    share = found["mean_share"].sel(strategy="cooperate").values
    noises, multipliers = (np.unique(found[name].values) for name in ("noise", "multiplier"))
    row = np.searchsorted(noises, found["noise"].values)
    column = np.searchsorted(multipliers, found["multiplier"].values)
    surface = np.full((len(noises), len(multipliers)), np.nan)
    surface[row, column] = share
    return Surface(noises, multipliers, surface)


def flow(
    bench: Bench, game: dict[str, float], duration: float, starts: tuple[tuple[float, ...], ...]
) -> Flow:
    """Optional public good, N = 5, with other numbers of the game: trajectories and rest points."""
    changes = {f"game__{key}": value for key, value in game.items()}
    changes["analysis__duration"] = duration
    paths, answers = [], {}
    for start in starts:
        shares = dict(zip(("cooperate", "defect", "loner"), start, strict=True))
        more = {"population__shares": shares, "analysis__step": duration / 2000.0}
        answers = ask(bench, "optional-public-good", **changes, **more)
        path = answers["replicator"]
        names = [str(name) for name in path if str(name).startswith("share")]
        paths.append(np.stack([path[name].values for name in names], axis=1))
    points = answers["rest-points"]
    return Flow(
        tuple(name.removeprefix("share_") for name in names),
        tuple(paths),
        np.stack([points[name].values for name in names], axis=1),
        tuple(str(word) for word in points["stability"].values),
    )


def moran(bench: Bench) -> Chances:
    """A mutant of constant fitness among 19 residents."""

    def at(fitness: float, what: dict[str, Any], replicates: int = 1, seed: int = 1) -> Answers:
        return ask(
            bench,
            "moran-fixation",
            game__payoff=[[fitness, fitness], [1.0, 1.0]],
            population__size=20,
            population__counts={"mutant": 1, "resident": 19},
            analysis=what,
            run={"seed": seed, "replicates": replicates},
        )

    line = np.linspace(FITNESS[0], FITNESS[-1], 29)
    exact = [float(at(f, {"what": ["fixation"]})["fixation"]["probability"][0]) for f in line]
    long = {"what": ["simulation"], "generations": 3000, "every": 3000}
    many = bench.replicates(4000)
    found = [_fixed(at(f, long, many, seed)) for seed, f in enumerate(FITNESS)]
    return Chances(line, np.array(exact), _shares(FITNESS, found))


def fermi(bench: Bench) -> Chances:
    """Cooperators among 20 in the donation game, by how many they are at the start."""
    table = ask(bench, "fermi-donation")["fixation-from"]
    found = []
    for k in PLAYERS:
        answers = ask(
            bench,
            "fermi-donation",
            population__counts={"cooperate": k, "defect": 20 - k},
            analysis={"what": ["simulation"], "generations": 3000, "every": 3000},
            run={"seed": k, "replicates": bench.replicates(4000)},
        )
        found.append(_fixed(answers))
    at = tuple(float(k) for k in PLAYERS)
    return Chances(table["players"].values, table["probability"].values, _shares(at, found))


def _fixed(answers: Answers) -> tuple[float, float]:
    """Share of replicates that the first strategy takes over."""
    table = answers["simulation"]
    return float(table["fixed"][0]), float(table["fixed_se"][0])
