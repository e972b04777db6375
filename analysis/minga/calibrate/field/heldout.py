"""Groups and facts that the fit has not seen: nothing is refitted, only the scenario changes.

Each check is the sign of a difference between two versions of a group, in the mean of each draw of
the posterior. "Share" is the part of the draws on the claimed side. Signs of what raises a producer
group's success are Banaszak's (62 Polish producer groups): leadership, selection of members, number
of members. Prior ties have no counterpart: no scenario says who has worked with whom.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from minga.calibrate.field.carry import AS_IT_STANDS, Levels, carry, stored_points
from minga.calibrate.field.posterior import load, stored_space
from minga.calibrate.field.simulator import Groups
from minga.calibrate.parameters import Settings
from minga.calibrate.posterior import LEVELS

BANASZAK = "Banaszak, 62 Polish producer groups (sign)"
SHARES = "population.shares"


@dataclass(frozen=True)
class Sign:
    """A claim: ``outcome`` is higher at the second setting than at the first."""

    name: str
    scenario: str
    less: dict[str, float | str]
    more: dict[str, float | str]
    outcome: str
    source: str


SIGNS = (
    Sign(
        "scattered groups survive less (3 km against 25 km)",
        "otavalo",
        {"population.distance_km": 25.0},
        {"population.distance_km": 3.0},
        "survived",
        "[INTI] transaction costs",
    ),
    Sign(
        "selected members: money asked on joining",
        "otavalo",
        {"facilitator.co_investment": 0.0},
        {"facilitator.co_investment": 10.0},
        "survived",
        BANASZAK,
    ),
    Sign(
        "more members (8 against 16)",
        "otavalo",
        {"population.firms": 8},
        {"population.firms": 16},
        "survived",
        BANASZAK,
    ),
    Sign(
        "a facilitator, for want of a leader in the model",
        "otavalo",
        {"facilitator.strategy": "none"},
        {"facilitator.strategy": "trust-first"},
        "survived",
        BANASZAK,
    ),
    Sign(
        "makers of different things (spread of products 0.1 against 0.5)",
        "otavalo",
        {"population.product_spread": 0.1},
        {"population.product_spread": 0.5},
        "survived",
        "[INTI] table 1: rivals are not admitted; Cai and Szeidl 2018",
    ),
)


@dataclass(frozen=True)
class Outcome:
    """Difference over the draws, and the share of them with the claimed sign."""

    sign: Sign
    median: float
    low: float
    high: float
    share: float

    @property
    def verdict(self) -> str:
        """Shown if nineteen draws in twenty have the sign, opposite if as many have the other."""
        if self.share >= 0.95:
            return "shown"
        return "opposite" if self.share <= 0.05 else "open"


def check(groups: Groups, points: list[Settings]) -> list[Outcome]:
    """Every sign at the same draws."""
    found = []
    for sign in SIGNS:
        levels: Levels = {"less": sign.less, "more": sign.more}
        done = carry(groups, points, sign.scenario, levels)
        gap = done.of("more", sign.outcome) - done.of("less", sign.outcome)
        low, median, high = np.quantile(gap, LEVELS)
        # a draw in which nothing differs speaks half for either side
        share = float((gap > 0).mean() + 0.5 * (gap == 0).mean())
        found.append(Outcome(sign, float(median), float(low), float(high), share))
    return found


# Every documented case whose source says that the group lived longer than five years.
CASES = (
    ("grupo-dipat", "at work since 1998, and so still after 15 years ([INTI] table 1)"),
    ("asofrutas", "at work for over 11 years ([RedEAmérica])"),
)
CASES_SEED = 2025  # their own, so that they can be played again without the rest
CASES_DRAWS = 100
CASES_GROUPS = 60  # of each case in one draw


@dataclass(frozen=True)
class Alive:
    """Share of a case's groups alive at month 60, over the draws."""

    scenario: str
    fact: str
    median: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """One group that lives says no more than that living must not be unlikely."""
        return "not contradicted" if self.median >= 0.5 else "contradicted"


def alive(groups: Groups, points: list[Settings]) -> list[Alive]:
    """Every case as it stands at every draw."""
    found = []
    for scenario, fact in CASES:
        done = carry(groups, points, scenario, {"as it stands": AS_IT_STANDS})
        low, median, high = np.quantile(done.of("as it stands", "survived"), LEVELS)
        found.append(Alive(scenario, fact, float(median), float(low), float(high)))
    return found


def lasting(minga: str, threads: int) -> list[Alive]:
    """Every case at draws of the stored posterior, with seeds of its own.

    So that the cases alone give the same figures as the whole stage.
    """
    groups = Groups(minga, stored_space(load()), CASES_SEED, CASES_GROUPS, threads)
    return alive(groups, stored_points(CASES_DRAWS, CASES_SEED + 1))
