"""What the field's figures say of the parameters: intervals, narrowing, what is bound together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.field.space import LAB, SHARED, Space, build, place
from minga.calibrate.posterior import LEVELS, NARROWED, bound
from minga.calibrate.targets import Targets

FILE = Path(__file__).parents[1] / "posterior-field.csv"
TENTH = 0.1  # of a prior's range, on its scale
MANY = 0.25  # of the draws in such a tenth: the prior's end may be what holds them
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
    """The space of stored draws: what is neither shared nor the laboratory's are candidates."""
    lab = any(name.startswith(LAB) for name in table.columns)
    return build([n for n in table.columns if n not in SHARED and not n.startswith(LAB)], lab)


def values(table: pd.DataFrame) -> np.ndarray:
    """The stored draws as an array, in the order of their space."""
    return table[stored_space(table).names].to_numpy(dtype=float)


def parameters(space: Space, z: np.ndarray) -> pd.DataFrame:
    """One row a parameter: prior, median, 90 % interval, narrowing, identified or not."""
    values, prior = space.values(z), _prior(space)
    low, median, high = np.quantile(values, LEVELS, axis=0)
    before_low, before_high = np.quantile(prior, (LEVELS[0], LEVELS[2]), axis=0)
    narrowed = narrowing(space, values)
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


def _prior(space: Space) -> np.ndarray:
    return space.values(np.random.default_rng(1).normal(size=(20_000, len(space.names))))


def narrowing(space: Space, values: np.ndarray) -> np.ndarray:
    """1 - sd of the posterior over that of the prior, in the parameter's unit.

    For parameters with a log-uniform prior of the logarithm.
    """
    log = np.array([p.form == "log-uniform" for p in space.priors])
    after, before = (np.where(log, _log_sd(v), v.std(axis=0)) for v in (values, _prior(space)))
    return np.asarray(1.0 - after / before)


def _log_sd(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(np.maximum(values, 1e-12)).std(axis=0))


def correlations(z: np.ndarray, names: list[str], least: float) -> list[tuple[str, str, float]]:
    """Pairs of scores that the targets bind together, strongest first."""
    return bound(np.corrcoef(z.T), names, least)


def pressed(space: Space, values: np.ndarray) -> dict[str, float]:
    """Share of draws in the outer tenth of a prior's range, at the fuller end, where many are."""
    found = {}
    for k, prior in enumerate(space.priors):
        if prior.form == "normal":
            continue
        where = place(prior, values[:, k])
        share = float(max((where < TENTH).mean(), (where > 1.0 - TENTH).mean()))
        if share > MANY:
            found[prior.name] = share
    return dict(sorted(found.items(), key=lambda item: -item[1]))


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
