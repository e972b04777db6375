"""The ledger by payer: members, programme, outsiders; per group and per firm, intention to treat.

The net of all payers is net welfare to the last bit in every run, because the lines are taken in
the order in which the simulator adds them. Transfers between members, and between them and their
fund, sum to nothing, so they are no line of it; they are shown apart, by profile.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from minga.design import column, failed, matrix, point_ids
from minga.evaluate.settings import founders
from minga.results import Results
from minga.stats import Array, mean_interval

MEMBERS, PROGRAMME, OUTSIDERS, ALL = "members", "programme", "outsiders", "all"
PAYERS = (MEMBERS, PROGRAMME, OUTSIDERS)
NEEDED = ("welfare", "member_gain", "member_cost", "cost", "outsider_effect")
BY_PROFILE = ("member_gain_by_profile", "member_cost_by_profile", "firms_by_profile")


def has_ledger(results: Results) -> bool:
    """Whether the file holds every line of the ledger."""
    return all(name in results.summary.variables for name in NEEDED)


def lines(results: Results) -> dict[tuple[str, str], pd.DataFrame]:
    """(payer, line) -> amounts as a replicate x point table, costs below zero.

    Lines are ``gain``, ``cost`` and ``net``. What outsiders get is a gain or a cost by its sign in
    each run. (``all``, ``net``) is the sum of the nets, which equals ``welfare`` exactly.
    """
    gain, paid = matrix(results, "member_gain"), matrix(results, "member_cost")
    cost, effect = matrix(results, "cost"), matrix(results, "outsider_effect")
    members, programme = gain - paid, -cost
    return {
        (MEMBERS, "gain"): gain,
        (MEMBERS, "cost"): -paid,
        (MEMBERS, "net"): members,
        (PROGRAMME, "gain"): cost * 0.0,
        (PROGRAMME, "cost"): -cost,
        (PROGRAMME, "net"): programme,
        (OUTSIDERS, "gain"): effect.clip(lower=0.0),
        (OUTSIDERS, "cost"): effect.clip(upper=0.0),
        (OUTSIDERS, "net"): effect,
        (ALL, "net"): members + programme + effect,
    }


def payer_table(
    results: Results, point: int, baseline: int | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Who gains and who pays at a design point, over all groups that were started.

    Columns: payer, line; mean, low, high per group (currency, discounted), firm_mean, firm_low,
    firm_high per firm that the group started with, n; with ``baseline`` also difference,
    difference_low, difference_high per group, paired by replicate. Student's intervals.
    KeyError when the file lacks a line of the ledger.
    """
    firms = founders(results, point)
    records = []
    for (payer, line), table in lines(results).items():
        own = mean_interval(table[point], level)
        record = {"payer": payer, "line": line, "mean": own.mean, "low": own.low, "high": own.high}
        record |= {f"firm_{k}": record[k] / firms for k in ("mean", "low", "high")}  # type: ignore[operator]
        if baseline is not None:
            gap = mean_interval(table[point] - table[baseline], level)
            record |= {"difference": gap.mean}
            record |= {"difference_low": gap.low, "difference_high": gap.high}
        records.append(record | {"n": own.n})
    return pd.DataFrame(records)


def has_profiles(results: Results) -> bool:
    """Whether the file holds the ledger by profile."""
    return all(name in results.summary.variables for name in (*BY_PROFILE, "profile"))


def profile_table(results: Results, point: int, level: float = 0.95) -> pd.DataFrame:
    """The members' part of the ledger by profile, per group, over all groups that were started.

    Columns: profile; firms (mean number that were ever members); gain, cost (below zero), net and
    transfers with their ``_low`` and ``_high``. Transfers are undiscounted and not part of the net:
    fines, payments into and out of the fund, capture, co-investments, penalties. They sum to zero.
    """
    runs = (point_ids(results) == point) & ~failed(results)
    names = [str(name) for name in np.atleast_1d(results.summary["profile"].values).tolist()]
    values = {
        "gain": _column(results, "member_gain_by_profile", runs),
        "cost": -_column(results, "member_cost_by_profile", runs),
    }
    values["net"] = values["gain"] + values["cost"]
    if "transfers_by_profile" in results.summary.variables:
        values["transfers"] = _column(results, "transfers_by_profile", runs)
    firms = _column(results, "firms_by_profile", runs)
    records = []
    for k, name in enumerate(names):
        record: dict[str, object] = {"profile": name, "firms": float(firms[:, k].mean())}
        for key, table in values.items():
            found = mean_interval(table[:, k], level)
            record |= {key: found.mean, f"{key}_low": found.low, f"{key}_high": found.high}
        records.append(record)
    return pd.DataFrame(records)


def _column(results: Results, name: str, runs: Array) -> Array:
    return np.asarray(column(results, name), dtype=np.float64)[runs]
