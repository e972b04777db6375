"""From paired runs to verdicts, with a stated rate of error.

There are three families of statements: the claims, the claims with their mechanism off, and the
mechanisms' parts. In each, all intervals together miss a true value with chance at most FAMILY
(Bonferroni: each holds with 1 - FAMILY/m). An interval that lies on one side of zero decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

FAMILY = 0.05  # chance of any wrong statement in a family
POWER = 0.8  # chance of finding a difference of the size that `detectable` gives


@dataclass(frozen=True)
class Estimate:
    """Mean of paired differences, its standard error, and its simultaneous interval."""

    mean: float
    error: float
    low: float
    high: float
    runs: int

    @classmethod
    def of(cls, values: np.ndarray, statements: int) -> Estimate:
        """The mean of the known values; ``statements`` is the size of the family."""
        known = values[~np.isnan(values)]
        if known.size < 2:
            return cls(np.nan, np.nan, np.nan, np.nan, int(known.size))
        mean = float(known.mean())
        error = float(known.std(ddof=1) / np.sqrt(known.size))
        half = float(stats.t.isf(FAMILY / statements / 2, known.size - 1)) * error
        return cls(mean, error, mean - half, mean + half, int(known.size))

    def detectable(self) -> float:
        """The smallest true difference that would have been found with chance POWER."""
        if np.isnan(self.mean) or self.runs < 2:
            return np.nan
        return self.high - self.mean + float(stats.t.ppf(POWER, self.runs - 1)) * self.error

    def text(self) -> str:
        """Mean and interval, in brackets."""
        if np.isnan(self.mean):
            return "–"
        digits = 3 if max(abs(self.low), abs(self.high)) < 10 else 1
        return f"{self.mean:.{digits}f} [{self.low:.{digits}f}, {self.high:.{digits}f}]"


SHOWN, NOT_SHOWN, OPPOSITE, NOTHING = "shown", "not shown", "opposite", "no group to measure"


def verdict(sign: int, estimate: Estimate) -> str:
    """Whether the claim lies where its sign says."""
    if np.isnan(estimate.mean):
        return NOTHING
    if sign * estimate.low > 0 and sign * estimate.high > 0:
        return SHOWN
    if sign * estimate.low < 0 and sign * estimate.high < 0:
        return OPPOSITE
    return NOT_SHOWN


CARRIES, PART, OTHER, UNSETTLED, NO_CLAIM = (
    "carries it",
    "a part",
    "something else",
    "unsettled",
    "–",
)


def carrier(sign: int, claim: str, ablated: str, part: Estimate) -> str:
    """What the mechanism does to a claim that is shown.

    ``part`` estimates how much of the difference goes away with the mechanism.
    """
    if claim != SHOWN:
        return NO_CLAIM
    smaller = verdict(sign, part) == SHOWN
    if ablated == SHOWN:
        return PART if smaller else OTHER
    return CARRIES if smaller else UNSETTLED
