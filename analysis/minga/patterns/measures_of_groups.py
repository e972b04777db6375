"""Measures over the many groups of a programme: one number a run, served groups unless said.

*Served* groups were founded with the programme's support, *alone* without. A group is *under
support* from its founding until the money of the programme or its own facilitator's time ends.
Periods are fortnights; a group's own clock starts with its founding.
"""

from __future__ import annotations

import numpy as np

from minga.patterns.measures import HORIZON, YEAR, months
from minga.patterns.pattern import Measure
from minga.results import Results

SUPPORT = months(36)  # periods of outside money, and of a facilitator, in the scenario
COMES_TOGETHER = 0.3  # attendance under which a programme may withdraw support (its default)
STANDS = 0.4  # share of what is due that counts as a functioning group (model.standing_share)
PLACES = 10  # of the scenario; groups take them in turn
ALIVE, NOT_FORMED = 0, 3
WATCH = months(24)  # when places are told apart
LOOKED_AT = (months(12), months(36))  # foundings that can have seen others fail, and be followed
FOLLOWED = 2 * YEAR  # how long a later group is followed


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Where there is nothing to divide by, the run says nothing."""
    out = np.full(len(whole), np.nan)
    return np.divide(part, whole, out=out, where=whole > 0)


def _founded(results: Results) -> np.ndarray:
    """Period of founding, NaN if never; (run, group)."""
    return np.asarray(results.association["founded"].values, dtype=float)


def _served(results: Results) -> np.ndarray:
    return np.asarray(results.association["served"].values == 1)


def _over_time(results: Results, name: str) -> np.ndarray:
    """(run, period, group)."""
    return np.asarray(results.trajectory[name].values, dtype=float)


def _alive(results: Results) -> np.ndarray:
    return np.asarray(results.trajectory["state"].values == ALIVE)


def _age(results: Results) -> np.ndarray:
    """Periods since the founding; NaN before it and without one."""
    age = np.arange(HORIZON)[None, :, None] - _founded(results)[:, None, :]
    return np.where(age >= 0, age, np.nan)


def _sum(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Over periods and groups, of the known values."""
    return np.asarray(np.where(where & ~np.isnan(values), values, 0.0).sum(axis=(1, 2)))


def _mean(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    known = where & ~np.isnan(values)
    return _ratio(_sum(values, known), known.sum(axis=(1, 2)))


def served_alive() -> Measure:
    """Share of the served groups that are alive at the end."""

    def of(results: Results) -> np.ndarray:
        served = _served(results)
        living = results.association["state"].values == ALIVE
        return _ratio((living & served).sum(axis=1), served.sum(axis=1))

    return Measure("served groups alive at the end", "share", of)


def while_alive(name: str, first: int, last: int) -> Measure:
    """Mean in served groups over months of their own clock, while alive."""

    def of(results: Results) -> np.ndarray:
        age, served = _age(results), _served(results)[:, None, :]
        span = (age >= months(first)) & (age < months(last))
        return _mean(_over_time(results, name), span & served & _alive(results))

    label = f"{name} in served groups, own months {first} to {last}, while alive"
    return Measure(label, "share", of, ("trajectory",))


def days_a_fortnight() -> Measure:
    """Days of served groups in those fortnights in which they had any."""

    def of(results: Results) -> np.ndarray:
        days = _over_time(results, "facilitator_days")
        return _mean(days, (days > 0) & _served(results)[:, None, :])

    label = "facilitator's days of a served group, in fortnights with any"
    return Measure(label, "days", of, ("trajectory",))


def days_without_response() -> Measure:
    """Share of the days that go to groups that do not come together."""

    def of(results: Results) -> np.ndarray:
        days, attendance = (_over_time(results, n) for n in ("facilitator_days", "attendance"))
        known = ~np.isnan(attendance)
        return _ratio(_sum(days, known & (attendance < COMES_TOGETHER)), _sum(days, known))

    label = f"days that go to groups with attendance under {COMES_TOGETHER:g}"
    return Measure(label, "share", of, ("trajectory",))


def ended_early() -> Measure:
    """1 where all support ended before its time."""

    def of(results: Results) -> np.ndarray:
        ended = np.asarray(results.programme["support_ended"].values, dtype=float)
        return np.asarray(~np.isnan(ended), dtype=float)

    return Measure("support ended before its time", "share of programmes", of)


def groups_served() -> Measure:
    """Groups founded with support."""
    return Measure("groups served", "groups", lambda r: _served(r).sum(axis=1).astype(float))


def formed_alone() -> Measure:
    """Groups that form by themselves, for each year that a candidate has not formed."""

    def of(results: Results) -> np.ndarray:
        founded = _founded(results)
        alone = (~np.isnan(founded)) & ~_served(results)
        waited = np.where(np.isnan(founded), HORIZON, founded).sum(axis=1) / YEAR
        return _ratio(alone.sum(axis=1), waited)

    return Measure("groups formed alone a candidate's year", "a year", of)


def formed_alone_beside() -> Measure:
    """The same in two years from month 24, in places where a group stands less elsewhere."""

    def of(results: Results) -> np.ndarray:
        founded = _founded(results)
        conduct = _over_time(results, "cooperation_rate")[:, WATCH - YEAR // 2 : WATCH]
        held = np.where(np.isnan(conduct), 0.0, conduct).mean(axis=1)
        year_old = founded <= WATCH - YEAR
        beside = _in_place(_alive(results)[:, WATCH] & year_old & (held >= STANDS)) > 0
        waiting = np.isnan(founded) | (founded >= WATCH)
        until = WATCH + 2 * YEAR
        waited = np.clip(np.where(np.isnan(founded), until, founded), WATCH, until) - WATCH
        formed = waiting & (founded < until) & ~_served(results)

        def rate(where: np.ndarray) -> np.ndarray:
            within = where & waiting
            return _ratio((formed & within).sum(axis=1), (waited * within).sum(axis=1) / YEAR)

        return rate(beside) - rate(~beside)

    label = "groups formed alone a candidate's year, beside a group that stands less elsewhere"
    return Measure(label, "a year", of, ("trajectory",))


def _in_place(flag: np.ndarray) -> np.ndarray:
    """For each group, how many of the groups of its place are flagged; (run, group)."""
    place = np.arange(flag.shape[1]) % PLACES
    counts = np.stack([flag[:, place == p].sum(axis=1) for p in range(PLACES)], axis=1)
    return np.asarray(counts[:, place])


def lived_after_failures() -> Measure:
    """Share of later groups alive after two years, where others had failed less where none had.

    Of groups that formed alone between months 12 and 36.
    """

    def of(results: Results) -> np.ndarray:
        founded, state = _founded(results), _over_time(results, "state")
        first, last = LOOKED_AT
        later = (founded >= first) & (founded < last) & ~_served(results)
        runs, groups = np.nonzero(later)
        start = founded[runs, groups].astype(int)
        lived = state[runs, start + FOLLOWED, groups] == ALIVE
        same = np.arange(founded.shape[1])[None, :] % PLACES == (groups % PLACES)[:, None]
        then = state[runs, start - 1]  # as the founders saw it
        after = (same & (then != ALIVE) & (then != NOT_FORMED)).any(axis=1)

        def share(where: np.ndarray) -> np.ndarray:
            whole = np.bincount(runs[where], minlength=len(founded))
            return _ratio(np.bincount(runs[where & lived], minlength=len(founded)), whole)

        return share(after) - share(~after)

    label = "later groups alive after two years, where others had failed less where none had"
    return Measure(label, "share", of, ("trajectory",))


def went_on(beyond: float, founders: int) -> Measure:
    """Share of the founders of served groups that come in the third year, less a share.

    Of groups that were founded early enough to have a third year.
    """

    def of(results: Results) -> np.ndarray:
        age = _age(results)
        served = _served(results) & (_founded(results) <= HORIZON - 3 * YEAR)
        third = (age >= 2 * YEAR) & (age < 3 * YEAR) & served[:, None, :]
        came = _over_time(results, "attendance") * _over_time(results, "members")
        seats = served.sum(axis=1) * YEAR * founders
        return _ratio(_sum(came, third & _alive(results)), seats) - beyond

    label = f"founders of served groups that come in their third year, less {beyond:g}"
    return Measure(label, "share", of, ("trajectory",))


def newcomers(founders: int) -> Measure:
    """Firms that entered after the founding, a year of a group's life."""

    def of(results: Results) -> np.ndarray:
        formed = (~np.isnan(_founded(results))).sum(axis=1)
        ever = results.summary["firms_by_profile"].sum("profile").values
        return _ratio(ever - founders * formed, _alive(results).sum(axis=(1, 2)) / YEAR)

    return Measure("newcomers a year of a group's life", "firms a year", of, ("trajectory",))
