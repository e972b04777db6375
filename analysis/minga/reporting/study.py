"""What the report is about, computed once for both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from minga.accounts import MILESTONES, has_profiles
from minga.design import baselines, grid_factors, levels, matrix, no_programme
from minga.evaluate.ledger import has_ledger
from minga.evaluate.same_money import SameMoney, same_money
from minga.evaluate.store import uncertainty_of
from minga.evidence import Card, context_card
from minga.plot.select import roles
from minga.progress import Progress, comparable, progress
from minga.ranking import best_set, honest_best, paired, rank
from minga.results import Results
from minga.stats import Interval, mean_interval

OUTCOME = "welfare"
EXTREMES = 5


@dataclass(frozen=True)
class Stratum:
    """One level of the circumstance.

    ``may`` of ``count`` points may be best; of the points ``tried``, that is, those that do
    something, ``repaying`` gain over doing nothing with 95% confidence over all tried at once
    (paired, Bonferroni). ``top`` is the best of those, else the best of all; ``gap`` is its gain
    with the interval of the same confidence, without a value where it is doing nothing.
    """

    level: Any
    best: pd.Series
    may: int
    count: int
    tried: list[int]
    repaying: list[int]
    top: pd.Series
    gap: Interval


class Study:
    """A result file with the answers that the report and the terminal summary share."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.factors = results.factors
        self.config = results.settings

    @cached_property
    def has_outcome(self) -> bool:
        """Whether any run measured net welfare; without it nothing is ranked."""
        return bool(self.means.notna().any())

    @cached_property
    def means(self) -> pd.Series:
        """Point -> mean net welfare over the runs there are; empty without net welfare."""
        if OUTCOME not in self.results.summary.variables:
            return pd.Series(dtype="float64")
        return matrix(self.results, OUTCOME).mean()

    @cached_property
    def progress(self) -> Progress:
        return progress(self.results)

    @cached_property
    def partial(self) -> bool:
        """Whether runs of a design are missing: then nothing is ranked and nothing concluded."""
        return not comparable(self.results)

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
        return not self.partial and min(self.progress.points, max(len(self.ranked), 1)) == 1

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
        return self.progress.runs // max(self.progress.points, 1)

    @property
    def unranked(self) -> int:
        """Combinations of a finished design without a single run that worked."""
        return self.progress.points - len(self.ranked)

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

    @property
    def has_strata(self) -> bool:
        """Whether levels of a circumstance are compared."""
        return self.stratum is not None and self.has_outcome and not (self.single or self.partial)

    @cached_property
    def strata(self) -> list[Stratum]:
        """What is best, and what repays, at each level of the circumstance."""
        found = []
        for level in levels(self.results, str(self.stratum)):
            part = self.ranked[self.ranked[self.stratum] == level]
            if not part.empty:
                found.append(self._level(level, part))
        return found

    def _level(self, level: Any, part: pd.DataFrame) -> Stratum:
        among = [int(point) for point in part["point"]]
        keep = best_set(self.results, OUTCOME, among=among)
        tried = [p for p in among if not pd.isna(self.base[p]) and int(self.base[p]) != p]
        values = matrix(self.results, OUTCOME)
        gaps = {
            p: mean_interval(values[p] - values[int(self.base[p])], comparisons=len(tried))
            for p in tried
        }
        repaying = [p for p in tried if gaps[p].low > 0.0]
        top = repaying[0] if repaying else among[0]
        gap = gaps.get(top, mean_interval([]))
        best = part[part["point"] == top].iloc[0]
        return Stratum(level, part.iloc[0], int(keep.sum()), len(part), tried, repaying, best, gap)

    @property
    def has_milestones(self) -> bool:
        return any(name in self.results.summary.variables for name in MILESTONES)

    @property
    def has_profiles(self) -> bool:
        return has_profiles(self.results)

    @cached_property
    def worth(self) -> int | None:
        """The point whose worth is told: the best that costs money, else the best."""
        if self.partial or self.ranked.empty or not has_ledger(self.results):
            return None
        order = [int(point) for point in self.ranked["point"]]
        if self.single:
            return order[0]
        tried = [p for p in order if not pd.isna(self.base[p]) and int(self.base[p]) != p]
        cost = matrix(self.results, "cost").mean()
        return next((p for p in tried if cost[p] > cost[int(self.base[p])]), order[0])

    @cached_property
    def worth_base(self) -> int | None:
        """The point without a programme under the same conditions, where there is one."""
        if self.worth is None or self.single or pd.isna(self.base[self.worth]):
            return None
        found = int(self.base[self.worth])
        return None if found == self.worth else found

    @cached_property
    def same_money(self) -> SameMoney | None:
        """What the money of that programme does otherwise; None where nothing can say so."""
        if self.worth is None or self.worth_base is None:
            return None
        try:
            return same_money(self.results, self.worth, self.worth_base)
        except ValueError:
            return None

    @cached_property
    def uncertainty(self) -> dict[str, Any] | None:
        """The split of uncertainty that ``python -m minga.evaluate`` left beside the file."""
        return uncertainty_of(self.results)

    @cached_property
    def card(self) -> Card:
        """Which evidence the scenario rests on."""
        return context_card(self.config)
