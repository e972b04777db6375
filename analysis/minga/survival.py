"""How long groups live: the product-limit estimate of Kaplan and Meier (1958)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from minga.design import column, failed, point_ids, replicate_ids
from minga.results import Results
from minga.stats import Array, share_interval

ALIVE = 0


def kaplan_meier(
    time: npt.ArrayLike,
    event: npt.ArrayLike,
    cluster: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Survival curve from times and whether they ended in an event (else censored).

    Rows: one per distinct time, preceded by time 0. Columns: time, at_risk, events, survival, se,
    low, high. The standard error is Greenwood's (1926); the interval is symmetric on the log(-log)
    scale (Kalbfleisch and Prentice 2002), so it stays within [0, 1]. Where all or none are left
    that scale has no width, and the interval is Wilson's (of those at risk where all are left, of
    all cases where none is); the row of time 0 holds it for the time before the first event. With
    ``cluster`` (such as the replicate that several runs share) the variance is the cluster sum of
    squared influences (Williams 1995), which equals Greenwood's when every cluster is one
    uncensored case. Times that are NaN are left out. ValueError when lengths differ or no time is
    left.
    """
    t, d, groups = _clean(time, event, cluster)
    grid, where = np.unique(t, return_inverse=True)
    deaths, risk = _counts(d, where, len(grid))
    left = risk - deaths
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.asarray(np.cumprod(left / risk), dtype=np.float64)
        if groups is None:
            variance = np.cumsum(np.where(deaths > 0, deaths / (risk * left), 0.0))
        else:
            variance = _clustered(d, where, groups, deaths, risk)
    units = np.where(survival > 0.0, risk, len(t))  # none left: of all, not of the last at risk
    units = np.asarray(units if groups is None else np.minimum(units, groups.max() + 1.0))
    low, high = _log_log(survival, variance, units, level)
    table = pd.DataFrame(
        {
            "time": grid,
            "at_risk": risk.astype(int),
            "events": deaths.astype(int),
            "survival": survival,
            "se": survival * np.sqrt(np.where(survival > 0, variance, 0.0)),
            "low": low,
            "high": high,
        }
    )
    alive = share_interval(np.ones(len(t) if groups is None else int(groups.max()) + 1), level)
    start = pd.DataFrame([[0.0, len(t), 0, 1.0, 0.0, alive.low, 1.0]], columns=table.columns)
    start = start.astype(table.dtypes.to_dict())
    return pd.concat([start, table[table["time"] > 0]], ignore_index=True) if grid[0] > 0 else table


def _clean(
    time: npt.ArrayLike, event: npt.ArrayLike, cluster: npt.ArrayLike | None
) -> tuple[Array, Array, npt.NDArray[np.intp] | None]:
    t = np.asarray(time, dtype=np.float64)
    d = np.asarray(event, dtype=np.float64)
    if t.shape != d.shape:
        raise ValueError(f"{t.size} times but {d.size} events")
    known = np.isfinite(t)
    if not known.any():
        raise ValueError("no survival times to estimate from")
    if cluster is None:
        return t[known], d[known], None
    groups = np.asarray(np.unique(np.asarray(cluster)[known], return_inverse=True)[1])
    return t[known], d[known], groups


def _counts(d: Array, where: npt.NDArray[np.intp], size: int) -> tuple[Array, Array]:
    """Deaths at, and cases at risk just before, each distinct time."""
    deaths = np.asarray(np.bincount(where, weights=d, minlength=size), dtype=np.float64)
    leaving = np.bincount(where, minlength=size).astype(np.float64)
    return deaths, np.cumsum(leaving[::-1])[::-1]


def _clustered(
    d: Array,
    where: npt.NDArray[np.intp],
    groups: npt.NDArray[np.intp],
    deaths: Array,
    risk: Array,
) -> Array:
    """Variance of log S: squared sums over clusters of each one's influence on log S."""
    shape = (int(groups.max()) + 1, len(deaths))
    own_deaths, leaving = np.zeros(shape), np.zeros(shape)
    np.add.at(own_deaths, (groups, where), d)
    np.add.at(leaving, (groups, where), 1.0)
    own_risk = np.cumsum(leaving[:, ::-1], axis=1)[:, ::-1]
    step = np.where(deaths > 0, (own_deaths - own_risk * deaths / risk) / (risk - deaths), 0.0)
    return np.asarray((np.cumsum(step, axis=1) ** 2).sum(axis=0))


def _log_log(survival: Array, variance: Array, units: Array, level: float) -> tuple[Array, Array]:
    """Interval for S on the log(-log) scale; Wilson's over ``units`` where S is 0 or 1."""
    z = float(stats.norm.ppf(0.5 + level / 2.0))
    inside = (survival > 0.0) & (survival < 1.0)
    low, high = survival.copy(), survival.copy()
    log_s = np.log(survival[inside])
    spread = np.exp(z * np.sqrt(variance[inside]) / log_s)
    low[inside], high[inside] = np.exp(log_s / spread), np.exp(log_s * spread)
    for k in np.flatnonzero(~inside):
        known = share_interval(np.full(max(1, int(units[k])), survival[k]), level)
        low[k], high[k] = known.low, known.high
    return low, high


def survival_table(
    results: Results, points: Sequence[int] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Kaplan-Meier curve of the groups at some design points (default: all), in periods.

    Alive at the end means censored at the horizon; a dormant shell is not a survival, so dormant
    and dissolved are both events. Runs of several points are clustered by replicate, as are the
    associations of a run that holds several; there the curve is of those that were founded.
    """
    point = point_ids(results)
    chosen = ~failed(results)
    if points is not None:
        chosen &= np.isin(point, list(points))
    if results.has("association"):
        return _of_associations(results, chosen, level)
    state = np.asarray(column(results, "state"), dtype=np.float64)[chosen]
    time = np.asarray(column(results, "periods_survived"), dtype=np.float64)[chosen]
    several = len(np.unique(point[chosen])) > 1
    cluster = replicate_ids(results)[chosen] if several else None
    time = np.where(np.isfinite(state), time, np.nan)
    return kaplan_meier(time, state != ALIVE, cluster, level)


def _of_associations(results: Results, chosen: npt.NDArray[np.bool_], level: float) -> pd.DataFrame:
    """The same over all associations that were founded, clustered by replicate."""
    state = results.association["state"].values[chosen].astype(float)
    time = results.association["periods_survived"].values[chosen].astype(float)
    founded = np.isfinite(results.association["founded"].values[chosen].astype(float))
    time = np.where(founded & np.isfinite(state), time, np.nan)
    cluster = np.repeat(replicate_ids(results)[chosen], state.shape[1])
    return kaplan_meier(time.ravel(), state.ravel() != ALIVE, cluster, level)
