"""How long groups live under each intervention, and whether the difference is more than luck."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from minga.contrast import compare
from minga.design import levels, points
from minga.results import Results
from minga.survival import survival_table


def lifetimes(
    results: Results, factor: str, *, reference: Any = None, level: float = 0.95
) -> pd.DataFrame:
    """Survival to the end and restricted mean lifetime of groups, by level of a factor.

    Columns: level; survival, low, high (Kaplan and Meier's, at the end of the simulation); mean
    (restricted mean lifetime in periods: the area under the curve, which all groups have, also
    those that outlive the simulation); difference, difference_low, difference_high, p (of the
    mean, against ``reference``, which is "none" or the first level unless said otherwise).

    Differences are paired by replicate and adjusted for their number by Bonferroni (p by Holm). A
    log-rank test is not given: it supposes independent groups, and runs that share their random
    numbers are not; the restricted mean needs no proportional hazards either (Royston and Parmar
    2013). Means over the other factors of a design, if it has any.
    """
    gaps = compare(
        results, factor, "periods_survived", reference=reference, adjust="holm", level=level
    ).set_index("level")
    chosen = gaps["reference"].iloc[0]
    table = points(results)
    rows = []
    for one in levels(results, factor):
        curve = survival_table(results, table.index[table[factor] == one].tolist(), level)
        last = curve.iloc[-1]
        row = {"level": one, "survival": last["survival"], "low": last["low"], "high": last["high"]}
        row["mean"] = _area(curve, _horizon(results))
        if one != chosen:
            gap = gaps.loc[one]
            row |= {"difference": gap["difference"], "difference_low": gap["low"]}
            row |= {"difference_high": gap["high"], "p": gap["p"]}
        rows.append(row)
    found = pd.DataFrame(rows)
    found.attrs = {"factor": factor, "reference": chosen, "horizon": _horizon(results)}
    return found


def _horizon(results: Results) -> float:
    return float(results.attrs["periods"])


def _area(curve: pd.DataFrame, horizon: float) -> float:
    """Under a curve of steps that begins at time 0."""
    time = np.append(curve["time"].to_numpy(dtype=float), horizon)
    if time[0] > 0.0:
        time, steps = np.insert(time, 0, 0.0), np.insert(curve["survival"].to_numpy(), 0, 1.0)
    else:
        steps = curve["survival"].to_numpy()
    return float((np.diff(np.minimum(time, horizon)) * steps).sum())
