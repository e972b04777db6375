"""Measures of patterns. All are per run; periods are fortnights.

Two ways to treat groups that have ended. *Lived* counts them as zero, so that all groups that were
begun are compared. *While alive* leaves them out: where treatments differ in survival, it compares
survivors, and the unit says so.
"""

from __future__ import annotations

import numpy as np

from minga.patterns.pattern import Measure
from minga.results import Results

FORTNIGHTS_A_MONTH = 365.2425 / 12 / 14
YEAR = 26  # periods
HORIZON = 131  # periods of the scenario
FUNDING_ENDS = 79  # first period that begins after month 36
FIRST_DUE = 9  # cooperation is asked from month 4 on, when the first actions are under way
DORMANT = 1  # state of a group
LARGEST = 1 / 3  # part of the members that counts as the largest, or as the smallest


def months(month: float) -> int:
    """The first period that begins in or after a month."""
    return int(np.ceil(month * FORTNIGHTS_A_MONTH))


def summary(name: str, unit: str) -> Measure:
    """An outcome of `/summary`."""
    return Measure(name, unit, lambda r: np.asarray(r.summary[name].values, dtype=float))


def payoff(first: int, last: int) -> Measure:
    """Mean net payoff of all members in a period, over months; nothing once the group has ended."""
    start, stop = months(first), min(months(last), HORIZON)

    def of(results: Results) -> np.ndarray:
        part = results.trajectory["payoff"].isel(time=slice(start, stop), association=0)
        return np.asarray(part.mean("time").values, dtype=float)

    return Measure(f"payoff, months {first} to {last}", "USD a period", of, ("trajectory",))


def lived(name: str, first: int, last: int) -> Measure:
    """Mean of a share over months, 0 where the group has ended."""
    start, stop = months(first), min(months(last), HORIZON)

    def of(results: Results) -> np.ndarray:
        values, alive = _series(results, name)
        return _mean_of_known(np.where(alive, values, 0.0)[:, start:stop])

    return Measure(f"{name}, months {first} to {last}", "share", of, ("trajectory",))


def alive(name: str, first: int, last: int, unit: str = "share") -> Measure:
    """Mean over months of those periods in which the group was alive."""
    start, stop = months(first), min(months(last), HORIZON)

    def of(results: Results) -> np.ndarray:
        values, living = _series(results, name)
        return _mean_of_known(np.where(living, values, np.nan)[:, start:stop])

    label = f"{name}, months {first} to {last}"
    return Measure(f"{label}, while alive", unit, of, ("trajectory",))


def _series(results: Results, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Runs by periods: the variable, and whether the group was alive."""
    data = results.trajectory.isel(association=0)
    return np.asarray(data[name].values, dtype=float), np.asarray(data["state"].values == 0)


def dormant() -> Measure:
    """1 where the group is a dormant shell at the end."""
    return Measure(
        "dormant at the end",
        "share",
        lambda r: np.asarray(r.summary["state"].values == DORMANT, dtype=float),
    )


def price() -> Measure:
    """What a client paid over what was agreed, of groups that delivered an order."""
    return summary("price_paid", "share of the price")


def change(name: str, early: tuple[int, int], late: tuple[int, int]) -> Measure:
    """Mean over the late months less that over the early ones, in groups alive in both."""
    before, after = alive(name, *early), alive(name, *late)
    label = f"{name}, months {late[0]} to {late[1]} less {early[0]} to {early[1]}, while alive"
    return Measure(label, "share", lambda r: after.of(r) - before.of(r), ("trajectory",))


def payoff_after_funding() -> Measure:
    """Payoff in the second year without outside money less that in its last year."""

    def of(results: Results) -> np.ndarray:
        values = results.trajectory["payoff"].isel(association=0).values
        after = values[:, FUNDING_ENDS + YEAR : FUNDING_ENDS + 2 * YEAR]
        return np.asarray(
            after.mean(axis=1) - values[:, FUNDING_ENDS - YEAR : FUNDING_ENDS].mean(axis=1),
            dtype=float,
        )

    label = "payoff, second year after the money less its last year"
    return Measure(label, "USD a period", of, ("trajectory",))


def cooperation_late() -> Measure:
    """Cooperation in the last year alive less that of months 4 to 12, in groups of two years."""

    def of(results: Results) -> np.ndarray:
        rate = results.trajectory["cooperation_rate"].isel(association=0).values
        late = np.full(len(rate), np.nan)
        for run, row in enumerate(rate):
            known = np.flatnonzero(~np.isnan(row))
            if known.size and known[-1] >= 2 * YEAR:
                late[run] = np.nanmean(row[known[-1] - YEAR + 1 : known[-1] + 1])
        return late - _mean_of_known(rate[:, FIRST_DUE:YEAR])

    label = "cooperation, last year alive less months 4 to 12"
    return Measure(label, "share", of, ("trajectory",))


def end_game() -> Measure:
    """Cooperation in the last quarter of a year less that of the year before it, while alive."""

    def of(results: Results) -> np.ndarray:
        rate, living = _series(results, "cooperation_rate")
        rate = np.where(living, rate, np.nan)
        last = HORIZON - YEAR // 4
        return _mean_of_known(rate[:, last:]) - _mean_of_known(rate[:, last - YEAR : last])

    return Measure("cooperation, last quarter less the year before", "share", of, ("trajectory",))


def enforced() -> Measure:
    """Conduct expected under the rules less trust in intentions, months 12 to 36, while alive."""
    under, without = alive("expected_conduct", 12, 36), alive("trust", 12, 36)
    label = "expected conduct less trust, months 12 to 36, while alive"
    return Measure(label, "share", lambda r: under.of(r) - without.of(r), ("trajectory",))


def newcomers(founders: int) -> Measure:
    """Firms that entered after the start, a year of the group's life."""

    def of(results: Results) -> np.ndarray:
        entered = results.summary["firms_by_profile"].sum("profile").values - founders
        years = results.summary["periods_survived"].values / YEAR
        return np.asarray(np.divide(entered, years, where=years > 0, out=np.full(len(years), 0.0)))

    return Measure("newcomers a year of life", "firms a year", of)


def founders_who_give(names: tuple[str, ...], founders: int) -> Measure:
    """Share of founding members with one of some profiles."""

    def of(results: Results) -> np.ndarray:
        labels = [str(label) for label in results.summary["profile"].values]
        profile = results.firm["profile"].values[:, :founders]
        wanted = np.isin(profile, [labels.index(name) for name in names])
        return np.asarray(wanted.sum(axis=1) / (profile >= 0).sum(axis=1), dtype=float)

    return Measure("founders who are " + " or ".join(names), "share", of, ("firm",))


def given_by(name: str, first: int, last: int) -> Measure:
    """Mean share of what was due that members of a profile gave, over months, while alive."""
    start, stop = months(first), months(last)

    def of(results: Results) -> np.ndarray:
        labels = [str(label) for label in results.summary["profile"].values]
        mine = results.firm["profile"].values == labels.index(name)
        given = results.firm["contributed"].values[:, start:stop]
        return _mean_of_known(np.where(mine[:, None, :], given, np.nan).reshape(len(given), -1))

    label = f"given by each {name}, months {first} to {last}, while alive"
    return Measure(label, "share", of, ("firm",))


def gap_of_sizes(first: int, last: int, founders: int) -> Measure:
    """Mean payoff a period of the largest third of the founders less that of the smallest third."""
    start, stop = months(first), min(months(last), HORIZON)
    part = round(founders * LARGEST)

    def of(results: Results) -> np.ndarray:
        size = results.firm["size"].values[:, :founders]
        flows = np.nan_to_num(results.firm["payoff"].values[:, start:stop, :founders])
        order = np.argsort(size, axis=1)
        ranked = np.take_along_axis(flows.mean(axis=1), order, axis=1)
        return np.asarray(ranked[:, -part:].mean(axis=1) - ranked[:, :part].mean(axis=1))

    label = f"payoff of the largest third less the smallest, months {first} to {last}"
    return Measure(label, "USD a period", of, ("firm",))


def _mean_of_known(values: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    return np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)


SURVIVED = summary("survived", "share")
WELFARE = summary("welfare", "USD a group")
COOPERATION_FINAL = summary("cooperation_final", "share")
TRUST_LAST = summary("trust", "share")
MEMBERS_FINAL = summary("members_final", "firms")
