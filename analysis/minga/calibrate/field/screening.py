"""Which candidates move a target: rank correlations over a Latin hypercube of the prior.

Rank correlations (Spearman) see what is monotone, and are robust to the chance in a statistic of
few groups (Saltelli et al. 2008, *Global Sensitivity Analysis*). A candidate is freed if it
explains at least ``LEAST``² of the variance of the ranks of one target.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtri
from scipy.stats import qmc, spearmanr

from minga.calibrate.field.simulator import Groups
from minga.calibrate.field.space import SHARED, build
from minga.calibrate.field.statistics import NAMES

FILE = Path(__file__).parents[1] / "screening-field.csv"
DRAWS = 1000
REPLICATES = 12  # of each draw under each of both regulations
LEAST = 0.15
# Freed by a screening of narrower priors. A correlation has a standard error of 0.03, and by that
# chance a number should not go back to one that nobody measured: what was free once stays so.
STAY = ("engagement_fatigue", "exit_rate", "plan_effort")
SEED = 3600
HEAD = """# Screening of the field, by `python -m minga.calibrate screen`: rank correlation of each
# parameter (rows) with each statistic (columns) over draws of the prior, the largest size of them,
# and whether the parameter enters the fit. Shared ones always do, with the laboratory's posterior,
# and those that an earlier screening freed.
"""


def correlations(z: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Spearman's coefficient of each parameter with each statistic where the latter is defined."""
    table = np.empty((z.shape[1], found.shape[1]))
    for j in range(found.shape[1]):
        here = np.isfinite(found[:, j])
        for k in range(z.shape[1]):
            # a statistic that never changes is moved by nothing
            constant = np.ptp(found[here, j]) == 0.0 if here.sum() > 2 else True
            table[k, j] = 0.0 if constant else spearmanr(z[here, k], found[here, j])[0]
    return table


def enters(name: str, largest: float) -> bool:
    """Whether a parameter is free in the fit."""
    return name in SHARED or name in STAY or largest >= LEAST


def screen(minga: str, threads: int, draws: int = DRAWS) -> pd.DataFrame:
    """The table: one row a parameter, one column a statistic, ``largest``, ``fitted``."""
    space = build()
    u = qmc.LatinHypercube(len(space.names), seed=SEED).random(draws)
    z = ndtri(u)
    found = Groups(minga, space, SEED, REPLICATES, threads)(z)
    table = pd.DataFrame(correlations(z, found), index=space.names, columns=NAMES)
    largest = table.abs().max(axis=1)
    table["largest"] = largest
    table["fitted"] = [int(enters(n, largest[n])) for n in table.index]
    table.index.name = "parameter"
    return table


def save(table: pd.DataFrame, path: Path = FILE) -> None:
    """Store the table."""
    path.write_text(HEAD + table.to_csv(float_format="%.3f"), encoding="utf-8")


def load(path: Path = FILE) -> pd.DataFrame:
    """The stored table."""
    return pd.read_csv(path, comment="#", index_col="parameter")


def chosen(table: pd.DataFrame | None = None) -> list[str]:
    """Candidates that enter the fit, beside the shared parameters."""
    rows = load() if table is None else table
    return [n for n in rows.index[rows["fitted"] == 1] if n not in SHARED]
