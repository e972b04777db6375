"""Runs many draws of the laboratory scenario in one call of the program, as a design.

One draw is one point with one replicate: a simulated experiment of 140 people, like the data.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, ndtri

from minga.calibrate import punishment
from minga.calibrate.parameters import Settings, named, settings, values
from minga.calibrate.statistics import ENDOWMENT, statistics

SCENARIO = "fischbacher-gaechter-2010"
QUANTILES = ndtri((np.arange(40) + 0.5) / 40)  # of a standard normal
BATCH = 500  # points in one design: the program takes files of up to 4 MiB
RETURN = 0.4  # marginal return of the public good in that scenario


def toml(value: float | str | Mapping[str, float]) -> str:
    """A value as a TOML file writes it."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f'"{k}" = {toml(v)}' for k, v in value.items()) + " }"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def design(points: Sequence[Settings], common: Mapping[str, float | str] | None = None) -> str:
    """A design of one factor whose levels are the points."""
    head = [
        'name = "draws"',
        'title = { es = "Sorteos", en = "Draws" }',
        f'scenario = "{SCENARIO}"',
        "common_random_numbers = false",
    ]
    if common:
        head += ["[set]"] + [f'"{k}" = {toml(v)}' for k, v in common.items()]
    head += ["[[factor]]", 'name = "draw"', 'title = { es = "Sorteo", en = "Draw" }', "levels = ["]
    for number, point in enumerate(points):
        inner = ", ".join(f'"{key}" = {toml(value)}' for key, value in point.items())
        head.append(f'  {{ label = "{number}", set = {{ {inner} }} }},')
    return "\n".join([*head, "]"]) + "\n"


def _plain(point: Settings, name: str) -> float:
    value = point[f"profiles.{name}"]
    assert isinstance(value, float)
    return value


def first_belief_sd(point: Settings, mean: float) -> float:
    """Spread of the beliefs of the first round among people, as a share of the endowment.

    Not that of the 140 people drawn but of infinitely many, which has no sampling error of its own:
    all hold the same public expectation, moved in log odds by their own pessimism, which is normal
    in each profile; the public expectation is the one that gives the recorded ``mean``.
    """
    pool = point["population.shares"]
    assert isinstance(pool, dict)
    share = np.repeat(list(pool.values()), QUANTILES.size) / QUANTILES.size
    move = np.concatenate(
        [
            -_plain(point, f"{p}.pessimism.mean") - _plain(point, f"{p}.pessimism.sd") * QUANTILES
            for p in pool
        ]
    )
    public = brentq(lambda odds: share @ expit(odds + move) - mean, -40.0, 40.0, xtol=1e-12)
    belief = expit(public + move)
    return float(np.sqrt(share @ (belief - share @ belief) ** 2))


@dataclass(frozen=True)
class Played:
    """What people did, got and expected; contributions and beliefs are shares of the endowment."""

    given: np.ndarray  # own contribution (point, round, person)
    payoff: np.ndarray  # tokens, likewise
    belief: np.ndarray  # of the others' mean contribution, likewise
    mean_belief: np.ndarray  # (point, round)

    def others(self) -> np.ndarray:
        """Mean contribution of the other three in the scenario as it is, tokens."""
        own = ENDOWMENT * self.given
        # payoff = RETURN * (own + three others) - own
        return ((self.payoff + own) / RETURN - own) / 3.0


class Laboratory:
    """The program, and how often it was asked: the seed of a batch is its first number."""

    def __init__(self, minga: str, seed: int, threads: int = 1) -> None:
        self.minga, self.seed, self.threads = minga, seed, threads
        self.batches = 0
        self.runs = 0

    def play(
        self, points: Sequence[Settings], common: Mapping[str, float | str] | None = None
    ) -> Played:
        """One experiment for each point, all with the settings ``common``."""
        self.batches += 1
        self.runs += len(points)
        with tempfile.TemporaryDirectory() as folder:
            file, out = Path(folder) / "draws.toml", Path(folder) / "draws.h5"
            file.write_text(design(points, common), encoding="utf-8")
            command = [self.minga, "sweep", str(file), "-o", str(out), "--quiet"]
            command += ["--replicates", "1", "--seed", str(self.seed * 10_000 + self.batches)]
            command += ["--threads", str(self.threads)]
            command += ["--record", "summary,trajectory,firm"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            with h5py.File(out) as held:
                parts = (held[f"firm/{name}"] for name in ("contributed", "payoff", "belief"))
                given, payoff, belief = (np.asarray(part, dtype=float) for part in parts)
                mean = np.asarray(held["trajectory/belief"], dtype=float)[:, :, 0]
        return Played(given, payoff, belief, mean)

    def statistics(self, points: Sequence[Settings]) -> np.ndarray:
        """What is fitted, for each point: the shared statistics, and means under punishment."""
        return np.column_stack([self._shared(points), *self._punished(points)])

    def _punished(self, points: Sequence[Settings]) -> list[np.ndarray]:
        """Mean contribution in tokens, for each experiment where peers can punish."""
        return [
            ENDOWMENT * self.play(points, common).given.mean(axis=(1, 2))
            for common in punishment.experiments().values()
        ]

    def _shared(self, points: Sequence[Settings]) -> np.ndarray:
        """The statistics that the individual data give, too."""
        played = self.play(points)
        own, others, belief = ENDOWMENT * played.given, played.others(), played.mean_belief
        rows = []
        for k, point in enumerate(points):
            first = ENDOWMENT * first_belief_sd(point, float(belief[k, 0]))
            rows.append(statistics(own[k], others[k], ENDOWMENT * belief[k], first))
        return np.array(rows)

    def __call__(self, z: np.ndarray) -> np.ndarray:
        """Statistics of draws given by their standard normal scores (draw, parameter)."""
        points = [settings(named(row)) for row in values(z)]
        parts = [points[k : k + BATCH] for k in range(0, len(points), BATCH)]
        return np.vstack([self.statistics(part) for part in parts])
