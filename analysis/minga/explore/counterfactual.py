"""What a group would have become otherwise: the same firms and the same luck, one thing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import xarray as xr

from minga.explore.trials import FACTOR, trials, values
from minga.results import Results
from minga.simulation import Scenario
from minga.stats import mean_interval

WITHOUT = {"facilitator.strategy": "none"}
OUTCOMES = ("survived", "welfare", "cooperation_final", "attendance")


@dataclass(frozen=True)
class Counterfactual:
    """A scenario as it is and as it would have been, replicate by replicate.

    ``table``: one row per outcome; factual, otherwise (means), difference with low, high (95 %,
    paired by replicate) and p. ``pairs``: one row per replicate, both values of every outcome.
    ``results``: both, trial 0 as it is, trial 1 otherwise, with their trajectories.
    """

    table: pd.DataFrame
    pairs: pd.DataFrame
    results: Results

    def paths(self, variable: str) -> xr.DataArray:
        """A variable of the trajectories, dims (case, replicate, time); "factual", "otherwise".

        Mean over associations where there are several; NaN once a group has ended.
        """
        data = self.results.trajectory[variable].mean("association")
        count = int(self.results.attrs["replicates"])
        shaped = data.values.reshape(2, count, -1)
        return xr.DataArray(
            shaped,
            dims=("case", "replicate", "time"),
            coords={"case": ["factual", "otherwise"], "time": data["time"].values},
            name=variable,
            attrs=self.results.trajectory[variable].attrs,
        )


def counterfactual(
    scenario: Scenario,
    otherwise: Mapping[str, Any] | None = None,
    outcomes: Sequence[str] = OUTCOMES,
    *,
    replicates: int = 100,
    seed: int = 1,
    overrides: Mapping[str, Any] | None = None,
    threads: int | None = None,
) -> Counterfactual:
    """Play a scenario and its counterfactual (by default: without its facilitator).

    Draws are addressed by what they are for, so that both have the same firms, with the same
    chances and mishaps, and differ by what the change brings about: a difference of one replicate
    is that group's own. Differences of means have much narrower intervals than independent runs.
    """
    change = dict(WITHOUT if otherwise is None else otherwise)
    results = trials(
        scenario,
        [{}, change],
        overrides,
        replicates=replicates,
        seed=seed,
        record=("summary", "trajectory"),
        threads=threads,
    )
    rows: list[dict[str, Any]] = []
    columns: dict[tuple[str, str], pd.Series] = {}
    for outcome in outcomes:
        both = values(results, outcome)
        gap = mean_interval(both.loc[0] - both.loc[1])
        rows.append(
            {
                "outcome": outcome,
                "factual": both.loc[0].mean(),
                "otherwise": both.loc[1].mean(),
                "difference": gap.mean,
                "low": gap.low,
                "high": gap.high,
                "p": gap.p,
            }
        )
        columns |= {(outcome, "factual"): both.loc[0], (outcome, "otherwise"): both.loc[1]}
    pairs = pd.DataFrame(columns)
    pairs.index.name = "replicate"
    assert FACTOR in results.factors
    return Counterfactual(pd.DataFrame(rows), pairs, results)
