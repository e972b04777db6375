"""The ledger behind net welfare, who gains and who pays, and when milestones are reached."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from minga.basis import ALL, REACHED
from minga.design import column, failed, matrix, point_ids, to_matrix
from minga.results import Results
from minga.stats import Array, mean_interval
from minga.trajectories import months

# welfare = member_gain - member_cost - cost + outsider_effect
LEDGER = {"member_gain": 1.0, "member_cost": -1.0, "cost": -1.0, "outsider_effect": 1.0}
MILESTONES = (
    "time_to_regulation",
    "time_to_pilot",
    "time_to_plan",
    "time_to_routine",
    "time_to_manager",
    "time_to_exit",
    "time_to_standing_alone",
)


def ledger_table(
    results: Results, points: Sequence[int], baseline: pd.Series | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Each line of the ledger with its sign in welfare, per point, in currency per group.

    With ``baseline`` (point -> point) each line is the paired difference from that point. Columns:
    point, line (member_gain, member_cost, cost, outsider_effect, welfare), mean, low, high, n.
    Lines that the file does not hold are left out.
    """
    signs = {**LEDGER, "welfare": 1.0}
    records = []
    for line, sign in signs.items():
        if line not in results.summary.variables:
            continue
        values = matrix(results, line) * sign
        for point in points:
            sample = values[point]
            if baseline is not None and not pd.isna(baseline[point]):
                sample = sample - values[int(baseline[point])]
            found = mean_interval(sample, level)
            records.append((point, line, found.mean, found.low, found.high, found.n))
    table = pd.DataFrame(records, columns=["point", "line", "mean", "low", "high", "n"])
    table.attrs["average_over"] = ALL
    return table


def by_profile_table(
    results: Results, points: Sequence[int], baseline: pd.Series | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Gain less cost per firm of each profile, discounted, in currency; means over replicates.

    Columns: point, profile, mean, low, high, n; with ``baseline`` also difference,
    difference_low, difference_high: paired with the same replicate at the baseline point.
    Replicates without a firm of the profile are left out. KeyError when the file has no ledger
    by profile.
    """
    net = _net_per_firm(results)
    profiles = [str(name) for name in np.atleast_1d(results.summary["profile"].values).tolist()]
    records = []
    for k, profile in enumerate(profiles):
        values = to_matrix(results, net[:, k])
        for point in points:
            own = mean_interval(values[point], level)
            record = [point, profile, own.mean, own.low, own.high, own.n]
            if baseline is not None:
                base = baseline[point]
                gap = values[point] - values[int(base)] if not pd.isna(base) else []
                found = mean_interval(gap, level)
                record += [found.mean, found.low, found.high]
            records.append(record)
    names = ["point", "profile", "mean", "low", "high", "n"]
    if baseline is not None:
        names += ["difference", "difference_low", "difference_high"]
    return pd.DataFrame(records, columns=names)


def has_profiles(results: Results) -> bool:
    """Whether the file holds the ledger by profile."""
    needed = ("profile", "member_gain_by_profile", "member_cost_by_profile", "firms_by_profile")
    return all(name in results.summary.variables for name in needed)


def _net_per_firm(results: Results) -> np.ndarray:
    if not has_profiles(results):
        raise KeyError("this file holds no ledger by profile")
    summary = results.summary
    gain = summary["member_gain_by_profile"].values.astype(np.float64)
    paid = summary["member_cost_by_profile"].values.astype(np.float64)
    firms = summary["firms_by_profile"].values.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        net = np.where(firms > 0, (gain - paid) / firms, np.nan)
    net[failed(results)] = np.nan
    return np.asarray(net)


def _each(results: Results, name: str) -> tuple[Array, npt.NDArray[np.bool_]]:
    """An outcome of each group, of the associations of a run where it holds several; and which of
    them there are: points of a design may have fewer than the file has room for."""
    if results.has("association"):
        there = np.isfinite(results.association["state"].values.astype(float))
        return np.asarray(results.association[name].values, dtype=np.float64), there
    values = np.asarray(column(results, name), dtype=np.float64)
    return values, np.ones(values.shape, dtype=np.bool_)


def milestones(results: Results, points: Sequence[int]) -> pd.DataFrame:
    """Share of groups that reached each milestone, and the median month of those that did.

    Columns: point, milestone, share, median_month, n. The median is over those that reached it.
    """
    present = [name for name in MILESTONES if name in results.summary.variables]
    point, usable = point_ids(results), ~failed(results)
    records = []
    for name in present:
        values, there = _each(results, name)
        for chosen in points:
            here = (point == chosen) & usable
            sample = values[here][there[here]]
            reached = sample[np.isfinite(sample)]
            share = len(reached) / len(sample) if len(sample) else np.nan
            median = float(months(results, np.median(reached))) if len(reached) else np.nan
            records.append((chosen, name, share, median, len(sample)))
    table = pd.DataFrame(records, columns=["point", "milestone", "share", "median_month", "n"])
    table.attrs["average_over"] = {"share": ALL, "median_month": REACHED}
    return table
