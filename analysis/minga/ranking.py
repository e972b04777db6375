"""Which interventions serve best, and how surely."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from minga.basis import basis
from minga.design import baselines, is_share, matrix, points
from minga.progress import comparable, warn_unfinished
from minga.results import Results
from minga.stats import Interval, may_be_best, mean_interval, share_interval


def rank(
    results: Results,
    outcome: str = "welfare",
    *,
    baseline: dict[str, Any] | None = None,
    largest_best: bool = True,
    level: float = 0.95,
) -> pd.DataFrame:
    """Every design point, best first, with its mean and its paired gain over no programme.

    Columns: rank, point, the factors; mean, se, low, high (Student's interval over replicates;
    for a share :func:`minga.stats.share_interval`, which stays between 0 and 1), n;
    difference, difference_se, difference_low, difference_high: paired by replicate against the
    point with the same other factors and no programme (or the ``baseline`` levels), NaN where the
    design has none; best_set: whether the point cannot be told apart from the best
    (:func:`best_set`). Intervals hold one at a time; the mean of the first row is flattered by
    having been picked (:func:`honest_best`). attrs["average_over"] says whether means are over all
    groups started or over survivors only (:func:`minga.basis`).

    Where runs of the design are missing there is no order and no best: the points come in the
    design's order, rank and best_set are NA, n is 0 for points that have not run, and an
    IncompleteWarning says how much has run. Points whose runs all failed come last, with n = 0.
    """
    values = matrix(results, outcome)
    span = share_interval if is_share(outcome) else mean_interval
    table = points(results)
    base = baselines(results, baseline)
    records = []
    for point in values.columns:
        own = span(values[point], level)
        record: dict[str, Any] = {"point": int(point)}
        record |= {factor: table.at[point, factor] for factor in table.columns}
        record |= {"mean": own.mean, "se": own.se, "low": own.low, "high": own.high, "n": own.n}
        record |= _against(values, point, base[point], level)
        records.append(record)
    ranked = pd.DataFrame.from_records(records)
    ranked.attrs["average_over"] = basis(outcome)
    if not comparable(results):
        warn_unfinished(results, "so nothing is ranked, and rank and best_set are NA")
        ranked["best_set"] = pd.array([pd.NA] * len(ranked), dtype="boolean")
        ranked.insert(0, "rank", pd.array([pd.NA] * len(ranked), dtype="Int64"))
        return ranked
    ranked["best_set"] = (
        best_set(results, outcome, largest_best=largest_best, level=level)
        .reindex(ranked["point"])
        .to_numpy()
    )
    ranked = ranked.sort_values("mean", ascending=not largest_best, kind="stable")
    ranked = ranked.reset_index(drop=True)
    ranked.insert(0, "rank", np.arange(1, len(ranked) + 1))
    return ranked


def _against(values: pd.DataFrame, point: Any, base: Any, level: float) -> dict[str, float]:
    keys = ("difference", "difference_se", "difference_low", "difference_high")
    if pd.isna(base):
        return dict.fromkeys(keys, np.nan)
    gap = mean_interval(values[point] - values[base], level)
    return dict(zip(keys, (gap.mean, gap.se, gap.low, gap.high), strict=True))


def best_set(
    results: Results,
    outcome: str = "welfare",
    *,
    largest_best: bool = True,
    level: float = 0.95,
    among: list[int] | None = None,
) -> pd.Series:
    """Point -> whether it cannot be told apart from the best (Hsu 1984, paired).

    With probability of at least ``level`` the truly best point is in the set; see
    :func:`minga.stats.may_be_best`. ``among`` limits the contest to some points. All NA, with an
    IncompleteWarning, where runs of the design are missing.
    """
    values = matrix(results, outcome)
    if among is not None:
        values = values[among]
    if not comparable(results):
        warn_unfinished(results, "so what may be best is not known")
        return pd.Series(pd.NA, index=values.columns, dtype="boolean")
    sign = 1.0 if largest_best else -1.0
    keep = may_be_best(sign * values.to_numpy(dtype=np.float64), level)
    return pd.Series(keep, index=values.columns)


def paired(
    results: Results, one: int, other: int, outcome: str = "welfare", level: float = 0.95
) -> Interval:
    """Difference between two points, paired by replicate."""
    values = matrix(results, outcome)
    return mean_interval(values[one] - values[other], level)


def honest_best(
    results: Results, outcome: str = "welfare", *, relative: bool = False, level: float = 0.95
) -> Interval:
    """The outcome of the best point, valued on replicates that did not choose it.

    The best of many is partly luck (the winner's curse). Half of the replicates choose, the other
    half value, both ways round; the interval is Student's over all replicates, and describes 'the
    point that half as many replicates would choose'. ``relative`` values the paired difference
    from no programme (NaN where the design has none). NaN, with an IncompleteWarning, where runs
    of the design are missing.
    """
    if not comparable(results):
        warn_unfinished(results, "so there is no best to value")
        return mean_interval([], level)
    values, base = matrix(results, outcome), baselines(results)
    halves = [values.iloc[0::2], values.iloc[1::2]]
    if any(half.isna().all(axis=None) for half in halves):
        return mean_interval([], level)
    valued = []
    for chooser, judge in (halves, halves[::-1]):
        point = chooser.mean().idxmax()
        worth = judge[point].to_numpy(dtype=np.float64)
        if relative:
            worth = worth - judge[base[point]] if not pd.isna(base[point]) else worth * np.nan
        valued.append(worth)
    span = share_interval if is_share(outcome) and not relative else mean_interval
    return span(np.concatenate(valued), level)
