"""The statistics that the field's figures are compared with, from recorded tables.

Arrays have the axes (run, period, firm); a period is a fortnight. Years are of 26 fortnights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

YEAR = 26  # fortnights
MONTH = 365.2425 / 12 / 14  # fortnights
CLOCK = 78  # fortnights: month 36, when outside money ends
END = 131  # fortnights: month 60, the horizon
FIRST = slice(8, YEAR)  # months 4 to 12: pilots are under way
THIRD = slice(2 * YEAR, 3 * YEAR)  # months 24 to 36
REGULAR = 0.9  # attends regularly: misses no more than one meeting in ten
HARDLY = 0.5  # hardly takes part: absent more often than present
LEAST = 3  # groups without which a median of theirs is not defined
MILESTONES = ("regulation", "routine", "manager")
NAMES = ["active", "hardly"]
NAMES += [f"{name}_{what}" for name in MILESTONES for what in ("month", "share")]
NAMES += [
    "institutionalised",
    "alive_36",
    "alive_60",
    "meeting_learning",
    "sanctions_rise",
    "decay",
]


@dataclass(frozen=True)
class Runs:
    """What is recorded of some groups under one regulation.

    ``attended`` (run, period, firm) is 1, 0 or NaN, ``cooperation`` and ``attendance`` (run,
    period) are shares, ``lived`` (run) and ``reached`` (milestone, run) are fortnights, NaN for
    what was never reached.
    """

    attended: np.ndarray
    cooperation: np.ndarray
    attendance: np.ndarray
    lived: np.ndarray
    reached: dict[str, np.ndarray]


def attendance_shares(runs: Runs) -> np.ndarray:
    """Share of the third year's meetings that each member came to, of groups alive at its end.

    Members are those who were so through the whole year.
    """
    year = runs.attended[runs.lived >= CLOCK, THIRD]
    through = np.isfinite(year).all(axis=1)
    return np.asarray(year.mean(axis=1)[through])


def split(shares: np.ndarray, regular: float = REGULAR, hardly: float = HARDLY) -> np.ndarray:
    """Shares of members who are active, passive, and who hardly take part."""
    if shares.size == 0:
        return np.full(3, np.nan)
    active, low = float((shares >= regular).mean()), float((shares < hardly).mean())
    return np.array([active, 1.0 - active - low, low])


def clock(times: np.ndarray) -> tuple[float, float]:
    """Median month among the groups that got there by month 36, and their share."""
    there = times[times <= CLOCK]  # NaN compares false
    month = float(np.median(there)) / MONTH if there.size >= LEAST else float("nan")
    return month, there.size / times.size


def mean_level(cooperation: np.ndarray, when: slice, groups: np.ndarray) -> float:
    """Mean over groups of contributions made over due in a span; NaN if nothing was due."""
    part = cooperation[groups][:, when]
    due = np.isfinite(part)
    counted = due.any(axis=1)
    if not counted.any():
        return float("nan")
    sums = np.where(due, part, 0.0).sum(axis=1)[counted]
    return float((sums / due.sum(axis=1)[counted]).mean())


def statistics(free: Runs, sanctioned: Runs, meeting_gain: float) -> np.ndarray:
    """All statistics in the order of ``NAMES``.

    ``free`` ran under the printed regulation without sanctions, ``sanctioned`` under graduated
    ones; all but the last two statistics are of both together, in equal parts.
    """
    both = (free, sanctioned)
    lived = np.concatenate([r.lived for r in both])
    shares = split(np.concatenate([attendance_shares(r) for r in both]))
    reached = {m: np.concatenate([r.reached[m] for r in both]) for m in (*MILESTONES, "plan")}
    done = np.all([t <= CLOCK for t in reached.values()], axis=0) & (lived >= CLOCK)
    came = np.nanmean(np.concatenate([r.attendance for r in both])[:, :YEAR])
    alive = [r.lived >= CLOCK for r in both]
    late = [mean_level(r.cooperation, THIRD, a) for r, a in zip(both, alive, strict=True)]
    early = mean_level(free.cooperation, FIRST, alive[0])
    found = [shares[0], shares[2]]
    for name in MILESTONES:
        found += clock(reached[name])
    found += [float(done.mean()), float((lived >= CLOCK).mean()), float((lived >= END).mean())]
    found += [MONTH * meeting_gain * float(came)]
    found += [late[1] - late[0], late[0] - early]
    return np.array(found)
