"""What the data say of the parameters: intervals, narrowing of priors, predictive check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.abc import Population, adjusted, distances, quantiles
from minga.calibrate.parameters import NAMES, PRIORS, named, settings, values
from minga.calibrate.simulator import Laboratory
from minga.calibrate.targets import Targets

FILE = Path(__file__).with_name("posterior-lab.csv")
DRAWS = 200  # of the posterior, for each predictive check
LEVELS = (0.05, 0.5, 0.95)
NARROWED = 0.2  # a parameter whose prior was narrowed less is not identified
HEAD = """# Posterior of the laboratory stage: weighted draws, by `python -m minga.calibrate lab`.
# Columns: weight, then each parameter in its own unit (analysis/minga/calibrate/parameters.py).
"""


def bound(matrix: np.ndarray, names: list[str], least: float) -> list[tuple[str, str, float]]:
    """Pairs of a correlation matrix that reach ``least`` either way, strongest first."""
    pairs = [
        (names[i], names[j], float(matrix[i, j]))
        for i in range(len(names))
        for j in range(i)
        if abs(matrix[i, j]) >= least
    ]
    return sorted(pairs, key=lambda pair: -abs(pair[2]))


@dataclass(frozen=True)
class Posterior:
    """Weighted draws as scores ``z`` and as parameters ``draws``; weights sum to one."""

    z: np.ndarray
    draws: np.ndarray
    weight: np.ndarray
    was_adjusted: bool

    @classmethod
    def of(cls, population: Population, was_adjusted: bool) -> Posterior:
        weight = population.weight / population.weight.sum()
        return cls(population.z, values(population.z), weight, was_adjusted)

    def resample(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Scores of ``count`` draws, by weight."""
        return np.asarray(self.z[rng.choice(len(self.z), count, p=self.weight)])

    def median(self) -> dict[str, float]:
        """Medians of the parameters one by one."""
        found = quantiles(self.draws, self.weight, (0.5,))[0]
        return dict(zip(NAMES, (float(v) for v in found), strict=True))

    def narrowing(self) -> np.ndarray:
        """1 - sd of the posterior over that of the prior, in the parameter's unit.

        For parameters with a log-uniform prior in the unit of the logarithm.
        """
        rng = np.random.default_rng(1)
        prior = values(rng.normal(size=(20_000, len(NAMES))))
        found = np.empty(len(NAMES))
        for k, item in enumerate(PRIORS):
            a, b = self.draws[:, k], prior[:, k]
            if item.form == "log-uniform":
                a, b = np.log(a), np.log(b)
            centre = self.weight @ a
            found[k] = 1.0 - np.sqrt(self.weight @ (a - centre) ** 2) / b.std()
        return found

    def table(self) -> pd.DataFrame:
        """One row a parameter: median, 90 % interval, narrowing, identified or not."""
        low, median, high = quantiles(self.draws, self.weight, LEVELS)
        narrowed = self.narrowing()
        return pd.DataFrame(
            {
                "prior": [prior.text() for prior in PRIORS],
                "sets": [prior.target for prior in PRIORS],
                "median": median,
                "low": low,
                "high": high,
                "narrowed": narrowed,
                "identified": narrowed >= NARROWED,
            },
            index=NAMES,
        )

    def correlations(self, least: float = 0.5) -> list[tuple[str, str, float]]:
        """Pairs of parameters that the data bind together, strongest first."""
        matrix = np.cov(self.z.T, aweights=self.weight)
        sd = np.sqrt(np.diag(matrix))
        return bound(matrix / np.outer(sd, sd), NAMES, least)

    def save(self, path: Path = FILE) -> None:
        """Store weights and draws, each with six digits."""
        frame = pd.DataFrame(self.draws, columns=NAMES)
        frame.insert(0, "weight", self.weight)
        path.write_text(HEAD + frame.to_csv(index=False, float_format="%.6g"), encoding="utf-8")


def load(path: Path = FILE) -> pd.DataFrame:
    """The stored draws: column ``weight`` and one column a parameter."""
    return pd.read_csv(path, comment="#")


def best(lab: Laboratory, table: pd.DataFrame, targets: Targets) -> int:
    """Row of the draw whose experiments, in the mean of many, lie nearest to the data.

    Medians of single parameters, taken together, are no draw of a posterior that is not round.
    """

    def gap(row: int, repeats: int) -> float:
        point = settings(named(table.loc[row, NAMES].to_numpy(dtype=float)))
        mean = lab.statistics([point] * repeats).mean(axis=0)
        return float(distances(mean[None, :], targets.value, targets.scale)[0])

    rows = table.drop_duplicates(NAMES).index
    first = sorted(rows, key=lambda row: gap(row, 6))[:12]
    return int(min(first, key=lambda row: gap(row, 60)))


def choose(
    population: Population, targets: Targets, lab: Laboratory, ridge: float, seed: int
) -> tuple[Posterior, np.ndarray]:
    """The draws, adjusted or not, whose new simulations come nearer to the data; with those.

    The adjustment trusts a linear relation. Where the model cannot reach the data, it extrapolates.
    """
    best: tuple[float, Posterior, np.ndarray] | None = None
    candidates = (
        Posterior.of(population, False),
        Posterior.of(adjusted(population, targets.value, targets.scale, ridge), True),
    )
    for candidate in candidates:
        found = lab(candidate.resample(DRAWS, np.random.default_rng(seed)))
        gap = float(np.median(distances(found, targets.value, targets.scale)))
        if best is None or gap < best[0]:
            best = (gap, candidate, found)
    assert best is not None
    return best[1], best[2]


def predictive(found: np.ndarray, targets: Targets) -> pd.DataFrame:
    """One row a target: data, standard error, median and 90 % of new simulated experiments.

    The intervals hold the uncertainty of the parameters and the chance of 140 new people.
    """
    low, median, high = np.quantile(found, LEVELS, axis=0)
    inside = (low <= targets.value) & (targets.value <= high)
    return pd.DataFrame(
        {
            "data": targets.value,
            "error": targets.scale,
            "median": median,
            "low": low,
            "high": high,
            "difference": median - targets.value,
            "met": inside,
        },
        index=targets.names,
    )
