"""Intervals over replicates: the replicate is the independent unit, everything else is paired."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import stats

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """Mean of independent values with its standard error, t interval and two-sided p against 0.

    Same unit as the values. With fewer than two values all but ``mean`` and ``n`` are NaN.
    """

    mean: float
    se: float
    low: float
    high: float
    p: float
    n: int

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out zero."""
        return bool(self.low > 0.0 or self.high < 0.0)


@lru_cache(maxsize=1024)
def critical(level: float, n: int, comparisons: int = 1) -> float:
    """Two-sided t quantile for n values; Bonferroni over ``comparisons`` (Dunn 1961)."""
    if not 0.0 < level < 1.0:
        raise ValueError(f"level is {level}; it must lie between 0 and 1, such as 0.95")
    return float(stats.t.ppf(1.0 - (1.0 - level) / (2.0 * comparisons), n - 1))


def mean_interval(values: npt.ArrayLike, level: float = 0.95, comparisons: int = 1) -> Interval:
    """Student's interval for the mean of independent values; NaN values are left out."""
    sample = np.asarray(values, dtype=np.float64)
    sample = sample[np.isfinite(sample)]
    n = int(sample.size)
    if n == 0:
        return Interval(np.nan, np.nan, np.nan, np.nan, np.nan, 0)
    mean = float(sample.mean())
    if n == 1:
        return Interval(mean, np.nan, np.nan, np.nan, np.nan, 1)
    se = float(sample.std(ddof=1) / np.sqrt(n))
    half = critical(level, n, comparisons) * se
    return Interval(mean, se, mean - half, mean + half, _p_value(mean, se, n), n)


def share_interval(values: npt.ArrayLike, level: float = 0.95) -> Interval:
    """Interval for the mean of values between 0 and 1, never outside that range.

    Where every value is 0 or 1: Wilson's score interval (1927), as the simulator prints it, which
    has a width also when all agree. Else Student's, cut at 0 and 1: what is cut off is impossible,
    so the interval covers as often as before. ``se`` is that of :func:`mean_interval`; values
    beyond the range are no shares and get Student's interval whole. NaN values are left out.
    """
    sample = np.asarray(values, dtype=np.float64)
    sample = sample[np.isfinite(sample)]
    plain = mean_interval(sample, level)
    if plain.n == 0 or sample.min() < 0.0 or sample.max() > 1.0:
        return plain
    if np.isin(sample, (0.0, 1.0)).all():
        low, high = _wilson(plain.mean, plain.n, level)
    else:
        low, high = (float(np.clip(end, 0.0, 1.0)) for end in (plain.low, plain.high))
    return replace(plain, low=low, high=high)


def _wilson(share: float, n: int, level: float) -> tuple[float, float]:
    z = float(stats.norm.ppf(0.5 + level / 2.0))
    shrink = 1.0 + z * z / n
    centre = (share + z * z / (2.0 * n)) / shrink
    half = z / shrink * float(np.sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n)))
    # at the ends the bound is the end itself, which rounding would miss
    low = 0.0 if share == 0.0 else max(0.0, centre - half)
    return low, 1.0 if share == 1.0 else min(1.0, centre + half)


def _p_value(mean: float, se: float, n: int) -> float:
    if se == 0.0:
        return 1.0 if mean == 0.0 else 0.0
    return float(2.0 * stats.t.sf(abs(mean) / se, n - 1))


def row_means(block: Array) -> Array:
    """Mean of each row over what is present; NaN where a row holds nothing. Shape (rows,)."""
    present = np.isfinite(block)
    count = present.sum(axis=1)
    total = np.where(present, block, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def holm(p: npt.ArrayLike) -> Array:
    """p values adjusted for several comparisons by stepping down (Holm 1979)."""
    raw = np.asarray(p, dtype=np.float64)
    adjusted = np.full_like(raw, np.nan)
    known = np.flatnonzero(np.isfinite(raw))
    order = known[np.argsort(raw[known], kind="stable")]
    factors = np.arange(len(order), 0, -1, dtype=np.float64)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(raw[order] * factors))
    return adjusted


def bonferroni(p: npt.ArrayLike) -> Array:
    """p values multiplied by their number, at most 1."""
    raw = np.asarray(p, dtype=np.float64)
    return np.minimum(1.0, raw * np.isfinite(raw).sum())


def may_be_best(values: Array, level: float = 0.95) -> npt.NDArray[np.bool_]:
    """Which columns cannot be told apart from the best: multiple comparisons with the best.

    ``values`` has shape (replicate, alternative), larger is better, rows are paired. Alternative i
    stays unless some j beats it by more than a one-sided paired t bound, Bonferroni over the k - 1
    rivals, so the set holds the true best with probability of at least ``level`` (Hsu 1984; under
    common random numbers: Yang and Nelson 1991, Nelson and Matejcik 1995).
    """
    alternatives = values.shape[1]
    keep = np.asarray(np.isfinite(values).any(axis=0), dtype=np.bool_)
    if not keep.any():
        return keep
    means = np.array([mean_interval(column).mean for column in values.T])
    leader = int(np.nanargmax(means))
    share = (1.0 - level) / max(alternatives - 1, 1)
    keep &= ~_beaten_by(values, values[:, [leader]], share)
    for i in np.flatnonzero(keep):
        keep[i] = not _beaten_by(values[:, [i]], values, share).any()
    return keep


def _beaten_by(losers: Array, winners: Array, alpha: float) -> npt.NDArray[np.bool_]:
    """Column by column (one side may be a single column): is ``losers`` surely below?"""
    gap = losers - winners
    n = np.isfinite(gap).sum(axis=0)
    with np.errstate(all="ignore"):
        filled = np.where(np.isfinite(gap), gap, 0.0)
        mean = filled.sum(axis=0) / n
        spread = np.where(np.isfinite(gap), gap - mean, 0.0)
        se = np.sqrt((spread**2).sum(axis=0) / (n - 1) / n)
        bound = stats.t.ppf(1.0 - alpha, np.maximum(n - 1, 1)) * se
        return np.asarray((n > 1) & (mean + bound < 0.0))
