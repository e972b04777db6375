"""Paired contrasts between levels of a factor under common random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Literal

import numpy as np
import pandas as pd

from minga.basis import basis
from minga.design import levels, matrix, points
from minga.progress import warn_unfinished
from minga.results import Results
from minga.stats import Array, bonferroni, holm, mean_interval, row_means

Adjust = Literal["none", "bonferroni", "holm"]
Cells = dict[tuple[Any, ...], dict[Any, list[int]]]


def compare(
    results: Results,
    factor: str,
    outcome: str = "welfare",
    *,
    reference: Any = None,
    pairs: Literal["reference", "all"] = "reference",
    within: str | Sequence[str] | None = None,
    adjust: Adjust = "none",
    level: float = 0.95,
) -> pd.DataFrame:
    """Differences in an outcome between levels of a factor, paired under common random numbers.

    Two runs are a pair when they share the replicate and every other factor. As one replicate
    number shares its random numbers over all points, pairs of one replicate are not independent:
    they are averaged first, and the interval is Student's over the n replicates.

    reference: the level to compare with (default: "none" if there is one, else the first).
    pairs: every level against the reference, or "all" pairs of levels.
    within: factor or factors to stratify by; one table row per stratum and pair.
    adjust: "bonferroni" widens the intervals and adjusts p for all rows of the table; "holm" gives
        Holm's p with Bonferroni's intervals (Holm's step-down has no simple intervals of its own).

    Returns columns: the strata, level, reference, difference (in the outcome's unit), se, low,
    high, p, n (replicates), pairs (paired runs). A row whose runs are all missing or failed has
    n = 0 and NaN. attrs["average_over"] says whether means are over all groups started or over
    survivors only (:func:`minga.basis`). Where runs of the design are missing, rows average over
    unlike parts of it, and an IncompleteWarning says how much has run. KeyError for an unknown
    factor, level or outcome; ValueError when no two runs pair (a space-filling design: see
    ``minga.plot.response``).
    """
    known = levels(results, factor)
    strata = [within] if isinstance(within, str) else list(within or [])
    chosen = _pairs(known, _reference(known, reference), pairs)
    values = matrix(results, outcome)
    rows = []
    for stratum, cells in _strata(points(results), factor, strata).items():
        for one, other in chosen:
            gaps = _gaps(values, cells, one, other)
            if gaps.shape[1]:
                rows.append((stratum, one, other, gaps))
    if not rows:
        raise ValueError(
            f"no two runs differ in '{factor}' alone, so nothing pairs; "
            "is this a space-filling design? minga.plot.response shows its trend"
        )
    empty = sum(not np.isfinite(gaps).any() for _, _, _, gaps in rows)
    warn_unfinished(
        results,
        f"{empty} of {len(rows)} rows have no data (n = 0), and the others may average over "
        "different parts of the design",
    )
    table = _table(rows, strata, adjust, level)
    table.attrs["average_over"] = basis(outcome)
    return table


def _reference(known: list[Any], reference: Any) -> Any:
    if reference is None:
        return "none" if "none" in known else known[0]
    if reference not in known:
        raise KeyError(f"no level {reference!r}; the factor has: {', '.join(map(str, known))}")
    return reference


def _pairs(known: list[Any], reference: Any, kind: str) -> list[tuple[Any, Any]]:
    if kind == "all":
        return [(b, a) for a, b in combinations(known, 2)]
    if kind != "reference":
        raise ValueError(f"pairs is {kind!r}; it must be 'reference' or 'all'")
    return [(one, reference) for one in known if one != reference]


def _strata(table: pd.DataFrame, factor: str, strata: list[str]) -> dict[tuple[Any, ...], Cells]:
    """Points by stratum, then by the cell of all other factors, then by the factor's level."""
    for name in strata:
        if name not in table.columns or name == factor:
            raise KeyError(f"within names '{name}', which is not another factor of this design")
    others = [name for name in table.columns if name != factor]
    found: dict[tuple[Any, ...], Cells] = {}
    for point, row in table.iterrows():
        cells = found.setdefault(tuple(row[strata]), {})
        cell = cells.setdefault(tuple(row[others]), {})
        cell.setdefault(row[factor], []).append(int(point))
    return found


def _gaps(values: pd.DataFrame, cells: Cells, one: Any, other: Any) -> Array:
    """Paired differences, shape (replicate, cell), for the cells that have both levels."""
    gaps = [
        row_means(values[cell[one]].to_numpy()) - row_means(values[cell[other]].to_numpy())
        for cell in cells.values()
        if one in cell and other in cell
    ]
    return np.column_stack(gaps) if gaps else np.empty((len(values), 0))


def _table(
    rows: list[tuple[tuple[Any, ...], Any, Any, Array]],
    strata: list[str],
    adjust: Adjust,
    level: float,
) -> pd.DataFrame:
    if adjust not in ("none", "bonferroni", "holm"):
        raise ValueError(f"adjust is {adjust!r}; it must be 'none', 'bonferroni' or 'holm'")
    comparisons = 1 if adjust == "none" else len(rows)
    records = []
    for stratum, one, other, gaps in rows:
        found = mean_interval(row_means(gaps), level, comparisons)
        record: dict[str, Any] = dict(zip(strata, stratum, strict=True))
        record |= {"level": one, "reference": other, "difference": found.mean, "se": found.se}
        record |= {"low": found.low, "high": found.high, "p": found.p, "n": found.n}
        record["pairs"] = int(np.isfinite(gaps).sum())
        records.append(record)
    table = pd.DataFrame.from_records(records)
    if adjust != "none":
        table["p"] = (holm if adjust == "holm" else bonferroni)(table["p"].to_numpy())
    return table
