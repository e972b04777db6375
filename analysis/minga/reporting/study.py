"""What the report is about, computed once for both languages."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from minga.accounts import MILESTONES, has_profiles
from minga.design import baselines, failed, grid_factors, levels, matrix, no_programme, points
from minga.plot.select import roles
from minga.ranking import best_set, honest_best, paired, rank
from minga.results import Results
from minga.stats import Interval

OUTCOME = "welfare"
EXTREMES = 5


class Study:
    """A result file with the answers that the report and the terminal summary share."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.factors = results.factors
        self.config = results.settings

    @cached_property
    def has_outcome(self) -> bool:
        """Whether any run measured net welfare; without it nothing is ranked."""
        return OUTCOME in self.results.summary.variables and len(self.ranked) > 0

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The points with at least one usable run, best first; empty without net welfare."""
        if OUTCOME not in self.results.summary.variables:
            return pd.DataFrame()
        table = rank(self.results, OUTCOME)
        return table[table["n"] > 0]

    @property
    def single(self) -> bool:
        """Whether there is nothing to compare: one point, or one that ran."""
        return min(len(points(self.results)), max(len(self.ranked), 1)) == 1

    @cached_property
    def base(self) -> pd.Series:
        return baselines(self.results)

    @property
    def has_baseline(self) -> bool:
        return bool(self.base.notna().any())

    @cached_property
    def roles(self) -> dict[str, int]:
        """Role -> point of the interventions that the figures show."""
        return roles(self.results, OUTCOME)

    @cached_property
    def lead(self) -> Interval:
        """Best less runner-up, paired."""
        first, second = (int(point) for point in self.ranked["point"].iloc[:2])
        return paired(self.results, first, second, OUTCOME)

    @cached_property
    def honest(self) -> Interval:
        return honest_best(self.results, OUTCOME)

    @cached_property
    def honest_gap(self) -> Interval:
        return honest_best(self.results, OUTCOME, relative=True)

    @cached_property
    def replicates(self) -> int:
        return len(matrix(self.results, OUTCOME)) if self.has_outcome else self._replicates()

    def _replicates(self) -> int:
        return int(self.results.summary.sizes["run"] / max(len(points(self.results)), 1))

    @cached_property
    def failures(self) -> int:
        return int(failed(self.results).sum())

    @cached_property
    def grid(self) -> list[str]:
        """Factors with few levels, in the order row, column, panel."""
        return grid_factors(self.results)

    @cached_property
    def stratum(self) -> str | None:
        """The circumstance: a factor with few levels that 'no programme' leaves open."""
        fixed = no_programme(self.results)
        free = [factor for factor in self.grid if factor not in fixed]
        return free[0] if fixed and free else None

    def strata(self) -> list[tuple[Any, pd.Series, int, int]]:
        """(level, best row, size of the set that may be best, number of points) per stratum."""
        found = []
        for level in levels(self.results, str(self.stratum)):
            part = self.ranked[self.ranked[self.stratum] == level]
            if part.empty:
                continue
            among = [int(point) for point in part["point"]]
            keep = best_set(self.results, OUTCOME, among=among)
            found.append((level, part.iloc[0], int(keep.sum()), len(part)))
        return found

    @property
    def has_milestones(self) -> bool:
        return any(name in self.results.summary.variables for name in MILESTONES)

    @property
    def has_profiles(self) -> bool:
        return has_profiles(self.results)
