"""The design behind a file: points, factor levels, outcomes as a replicate x point table."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from minga.lang import NOT_USED
from minga.results import Results
from minga.trajectories import final_level

# Where a factor of this name has this level, nothing is done for the group.
NO_PROGRAMME = {
    "regulation": "none",
    "facilitator": "none",
    "facilitators": 0,
    "programme": "none",
}
# Outcomes that lie between 0 and 1 by definition, in /summary or (as final:NAME) in /trajectory.
SHARES = (
    "survived",
    "independent",
    "cooperation_rate",
    "cooperation_final",
    "attendance",
    "trust",
    "expected_conduct",
    "engagement",
    "capability",
    "vision",
    "payoff_gini",
)
GRID_LEVELS = 12  # more levels than this are not laid out as a grid of cells
GRID_ORDER = ("regulation", "facilitator", "participation")


def is_share(outcome: str) -> bool:
    """Whether an outcome is a share or an index between 0 and 1."""
    return outcome.removeprefix("final:") in SHARES


TOTAL = "; total over associations"  # how /summary marks sums over several associations


def column(results: Results, name: str) -> npt.NDArray[Any]:
    """A /summary variable over runs, bytes as text. KeyError lists what there is.

    What /summary holds as a total over several associations comes out per association, formed or
    not (intention to treat), so that it means the same as where there is one.
    """
    summary = results.summary
    if name not in summary.variables:
        known = ", ".join(sorted(str(v) for v in summary.data_vars))
        raise KeyError(f"/summary has no variable '{name}'; it has: {known}")
    values = summary[name].values
    if values.dtype.kind in "OSU":
        return np.array([v.decode() if isinstance(v, bytes) else str(v) for v in values.tolist()])
    if results.has("association"):
        long_name = str(summary[name].attrs.get("long_name", ""))
        if long_name.endswith(TOTAL) or name.endswith("_by_profile"):
            each = association_count(results)
            return np.asarray(values / (each if values.ndim == 1 else each[:, np.newaxis]))
    return np.asarray(values)


def association_count(results: Results) -> npt.NDArray[np.float64]:
    """Associations of each run. Shape (run,)."""
    if not results.has("association"):
        return np.ones(results.summary.sizes["run"])

    def count() -> npt.NDArray[np.float64]:
        state = results.association["state"].values.astype(float)
        return np.maximum(1.0, np.isfinite(state).sum(axis=1)).astype(np.float64)

    return results.memo("association_count", count)


def point_ids(results: Results) -> npt.NDArray[np.int64]:
    """Design point of each run (0 for a file without points). Shape (run,)."""
    return _ids(results, "point", np.zeros)


def replicate_ids(results: Results) -> npt.NDArray[np.int64]:
    """Replicate of each run; the same number shares random numbers. Shape (run,)."""
    return _ids(results, "replicate", np.arange)


def _ids(results: Results, name: str, otherwise: Any) -> npt.NDArray[np.int64]:
    if name in results.summary.variables:
        return np.asarray(column(results, name)).astype(np.int64)
    return np.asarray(otherwise(results.summary.sizes["run"])).astype(np.int64)


def points(results: Results) -> pd.DataFrame:
    """One row per design point (index ``point``), one column per factor."""
    return results.memo("points", lambda: _points(results)).copy()


def _points(results: Results) -> pd.DataFrame:
    table = pd.DataFrame({"point": point_ids(results)})
    first = ~table.duplicated("point").to_numpy()
    table = table[first]
    for factor in results.factors:
        table[factor] = column(results, factor)[first]
    return table.set_index("point").sort_index()


def levels(results: Results, factor: str) -> list[Any]:
    """Levels of a factor: numbers ascending, names in the order of the design.

    Where a nested factor is not used it has no level.
    """
    table = points(results)
    if factor not in table.columns:
        known = ", ".join(results.factors) or "none"
        raise KeyError(f"the design has no factor '{factor}'; it has: {known}")
    found = list(dict.fromkeys(table[factor][used(table[factor])].tolist()))
    return sorted(found) if pd.api.types.is_numeric_dtype(table[factor]) else found


def used(values: pd.Series) -> pd.Series:
    """Where a factor is used; a nested one is not everywhere."""
    return values.notna() & (values != NOT_USED)


def failed(results: Results) -> npt.NDArray[np.bool_]:
    """Runs that failed; their outcomes are left out of every estimate. Shape (run,)."""
    if "failed" not in results.summary.variables:
        return np.zeros(results.summary.sizes["run"], dtype=bool)
    flag = column(results, "failed")
    if flag.dtype.kind in "US":
        return np.asarray(flag != "")
    with np.errstate(invalid="ignore"):
        return np.asarray(flag > 0)


def run_values(results: Results, outcome: str) -> npt.NDArray[np.float64]:
    """An outcome per run, NaN where the run failed or measured nothing. Shape (run,).

    ``outcome`` is a number in /summary, or ``final:NAME``: the mean of a trajectory variable over
    the last year, groups that no longer live counted as zero.
    """
    if outcome.startswith("final:"):
        values = final_level(results, outcome.removeprefix("final:"))
    else:
        raw = column(results, outcome)
        if raw.dtype.kind not in "fiub" or raw.ndim != 1:
            raise ValueError(f"outcome '{outcome}' is not one number per run")
        values = raw.astype(np.float64)
    return np.where(failed(results), np.nan, values)


def matrix(results: Results, outcome: str) -> pd.DataFrame:
    """An outcome as a table: index replicate, columns point. Rows are paired draws."""
    key = ("matrix", outcome)
    return results.memo(key, lambda: to_matrix(results, run_values(results, outcome))).copy()


def to_matrix(results: Results, values: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Values per run, shape (run,), as a replicate x point table."""
    table = pd.DataFrame(
        {"point": point_ids(results), "replicate": replicate_ids(results), "value": values}
    )
    if table.duplicated(["point", "replicate"]).any():
        raise ValueError("a point and replicate appears twice in this file; was it merged twice?")
    return table.pivot(index="replicate", columns="point", values="value")


def no_programme(results: Results) -> dict[str, Any]:
    """The factor levels that mean 'nothing is done', for the factors this design has."""
    found = {}
    for factor, level in NO_PROGRAMME.items():
        if factor in results.factors and level in levels(results, factor):
            found[factor] = level
    return found


def baselines(results: Results, baseline: dict[str, Any] | None = None) -> pd.Series:
    """For every point, the point with the same other factors and ``baseline`` levels.

    Missing (pandas NA) where the design has no such point. ``baseline`` defaults to no programme:
    regulation none and facilitator none, as far as they are factors.
    """
    table = points(results)
    fixed = no_programme(results) if baseline is None else baseline
    unknown = [factor for factor in fixed if factor not in table.columns]
    if unknown:
        raise KeyError(f"baseline names factors the design does not have: {', '.join(unknown)}")
    if not fixed:
        return pd.Series(pd.NA, index=table.index, dtype="Int64")
    at_base = (table[list(fixed)] == pd.Series(fixed)).all(axis=1)
    others = [factor for factor in table.columns if factor not in fixed]
    bases = table.loc[at_base, others]
    in_use = bases.apply(used)
    # factors that the baseline does not use have no level to be the same
    keys: dict[tuple[str, ...], dict[tuple[Hashable, ...], int]] = {}
    for point, row in bases.iterrows():
        same = tuple(factor for factor in others if in_use.at[point, factor])
        lookup = keys.setdefault(same, {})
        lookup.setdefault(_levels_of(row, same), int(point))

    def base_of(row: pd.Series) -> Any:
        for same, found in keys.items():
            if (point := found.get(_levels_of(row, same))) is not None:
                return point
        return pd.NA

    matched = [base_of(row) for _, row in table.iterrows()]
    return pd.Series(matched, index=table.index, dtype="Int64")


def _levels_of(row: pd.Series, factors: tuple[str, ...]) -> tuple[Hashable, ...]:
    return tuple(row[factor] for factor in factors)


def grid_factors(results: Results) -> list[str]:
    """Factors fit for a grid: few enough levels, each level met with several of the others."""
    table = points(results)
    fit = []
    for factor in results.factors:
        count = table[factor].nunique()
        here = int(used(table[factor]).sum())  # points where a nested factor has a level
        if (1 < count <= GRID_LEVELS and count < here) or count == len(table) <= GRID_LEVELS:
            fit.append(factor)
    known = [factor for factor in GRID_ORDER if factor in fit]
    return known + [factor for factor in fit if factor not in known]
