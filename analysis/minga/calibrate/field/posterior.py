"""What the field's figures say of the parameters: intervals, narrowing, what is bound together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.abc import distances
from minga.calibrate.field.simulator import Groups
from minga.calibrate.field.space import SHARED, Space, build
from minga.calibrate.posterior import LEVELS, NARROWED
from minga.calibrate.targets import Targets

FILE = Path(__file__).parents[1] / "posterior-field.csv"
CENTRAL = 24  # most central draws, of which the best fitting is shipped
HEAD = """# Posterior of the field, by `python -m minga.calibrate field`: draws of equal weight.
# One column a parameter, in its own unit (analysis/minga/calibrate/field/candidates.py).
"""


def save(values: np.ndarray, names: list[str], path: Path = FILE) -> None:
    """Store the draws."""
    frame = pd.DataFrame(values, columns=names)
    path.write_text(HEAD + frame.to_csv(index=False, float_format="%.6g"), encoding="utf-8")


def load(path: Path = FILE) -> pd.DataFrame:
    """The stored draws: one column a parameter."""
    return pd.read_csv(path, comment="#")


def stored_space(table: pd.DataFrame) -> Space:
    """The space of stored draws: what is not shared are candidates."""
    return build([name for name in table.columns if name not in SHARED])


def parameters(space: Space, z: np.ndarray) -> pd.DataFrame:
    """One row a parameter: prior, median, 90 % interval, narrowing, identified or not.

    Narrowing is 1 - sd of the posterior over that of the prior, in the parameter's unit, of the
    logarithm where the prior is log-uniform.
    """
    values = space.values(z)
    prior = space.values(np.random.default_rng(1).normal(size=(20_000, len(space.names))))
    log = np.array([p.form == "log-uniform" for p in space.priors])
    spread = [np.where(log, _log_sd(v), v.std(axis=0)) for v in (values, prior)]
    low, median, high = np.quantile(values, LEVELS, axis=0)
    before_low, before_high = np.quantile(prior, (LEVELS[0], LEVELS[2]), axis=0)
    narrowed = 1.0 - spread[0] / spread[1]
    return pd.DataFrame(
        {
            "sets": [p.target for p in space.priors],
            "prior": [space.text(name) for name in space.names],
            "prior_low": before_low,
            "prior_high": before_high,
            "median": median,
            "low": low,
            "high": high,
            "narrowed": narrowed,
            "identified": narrowed >= NARROWED,
        },
        index=space.names,
    )


def _log_sd(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.maximum(values, 1e-12)).std(axis=0))


def correlations(z: np.ndarray, names: list[str], least: float) -> list[tuple[str, str, float]]:
    """Pairs of scores that the targets bind together, strongest first."""
    matrix = np.corrcoef(z.T)
    pairs = [
        (names[i], names[j], float(matrix[i, j]))
        for i in range(len(names))
        for j in range(i)
        if abs(matrix[i, j]) >= least
    ]
    return sorted(pairs, key=lambda pair: -abs(pair[2]))


def central(z: np.ndarray, count: int = CENTRAL) -> np.ndarray:
    """Rows of different draws in the order of their mean distance to all others, nearest first."""
    kinds = np.unique(z, axis=0, return_index=True)[1]
    reach = np.array([np.sqrt(((z - z[row]) ** 2).sum(axis=1)).mean() for row in kinds])
    return np.asarray(kinds[np.argsort(reach, kind="stable")][:count])


def shipped(groups: Groups, z: np.ndarray, targets: Targets) -> tuple[int, float]:
    """Row of the joint draw to ship, and its distance: of the most central the best fitting.

    Medians of single parameters, put together, need not be a draw of the posterior at all.
    """
    rows = central(z)
    found = groups(z[rows])
    gap = distances(found, targets.value, targets.scale)
    best = int(np.argmin(gap))
    return int(rows[best]), float(gap[best])


def predictive(found: np.ndarray, targets: Targets) -> pd.DataFrame:
    """One row a target: median and 90 % over the posterior, and a verdict.

    Met: the figure lies within its error of the median. Within two errors: near. Else missed.
    """
    low, median, high = np.nanquantile(found, LEVELS, axis=0)
    gap = np.abs(median - targets.value) / targets.scale
    verdict = np.where(gap <= 1.0, "met", np.where(gap <= 2.0, "near", "missed"))
    return pd.DataFrame(
        {
            "data": targets.value,
            "error": targets.scale,
            "median": median,
            "low": low,
            "high": high,
            "verdict": verdict,
        },
        index=targets.names,
    )
