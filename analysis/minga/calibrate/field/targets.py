"""What the field stage is fitted to: ``targets-field.csv``, written by hand from the sources."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from minga.calibrate.field.statistics import NAMES
from minga.calibrate.targets import Targets

FILE = Path(__file__).parents[1] / "targets-field.csv"


def load(path: Path = FILE) -> pd.DataFrame:
    """The table of targets, indexed by name."""
    return pd.read_csv(path, comment="#", index_col="name")


def fitted(table: pd.DataFrame | None = None) -> Targets:
    """Values and errors in the order of the statistics."""
    rows = (load() if table is None else table).loc[NAMES]
    value, scale = (rows[c].to_numpy(dtype=float) for c in ("value", "error"))
    return Targets(list(NAMES), value, scale)
