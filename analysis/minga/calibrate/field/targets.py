"""What the field stage is fitted to: figures of programmes, and aggregates of the laboratory.

Those of programmes are in ``targets-field.csv``, written by hand from the sources. The laboratory's
keep conduct to what people were seen to do with tokens. Its posterior is the prior with twice its
standard deviation, which leaves a quarter of its weight; these aggregates enter with twice their
standard error, another quarter, so that both together count its data less than once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate import punishment
from minga.calibrate import targets as laboratory
from minga.calibrate.field.space import LAB, TRANSFER
from minga.calibrate.field.statistics import NAMES
from minga.calibrate.targets import Targets

AGGREGATES = (
    "contribution_1",
    "contribution_4",
    "contribution_7",
    "contribution_10",
    "belief_1",
    "belief_10",
    "zero_1",
    "zero_10",
    *punishment.NAMES,
)
LAB_NAMES = [LAB + name for name in AGGREGATES]
FILE = Path(__file__).parents[1] / "targets-field.csv"


def load(path: Path = FILE) -> pd.DataFrame:
    """The table of targets, indexed by name."""
    return pd.read_csv(path, comment="#", index_col="name")


def fitted(table: pd.DataFrame | None = None) -> Targets:
    """Values and errors in the order of the statistics."""
    rows = (load() if table is None else table).loc[NAMES]
    value, scale = (rows[c].to_numpy(dtype=float) for c in ("value", "error"))
    return Targets(list(NAMES), value, scale)


def joint() -> Targets:
    """Figures of the field, and after them the laboratory's aggregates."""
    field, lab = fitted(), laboratory.fitted()
    rows = [lab.names.index(name) for name in AGGREGATES]
    return Targets(
        [*field.names, *LAB_NAMES],
        np.concatenate([field.value, lab.value[rows]]),
        np.concatenate([field.scale, TRANSFER * lab.scale[rows]]),
    )
