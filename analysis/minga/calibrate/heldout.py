"""Experiments that the fit has not seen: nothing is refitted, only the game changes.

Published figures marked "from memory" in the project's list of validation cases are leads, not
targets.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from minga.calibrate import posterior, targets
from minga.calibrate.parameters import NAMES, Settings, named, settings
from minga.calibrate.punishment import PARTNERS
from minga.calibrate.simulator import Laboratory
from minga.calibrate.statistics import BELIEF_RULES, ENDOWMENT, belief_rules

SEED = 2012
DRAWS = 100  # of the posterior; each plays every experiment once

FEHR = "Fehr & Gächter 2000, from memory"
ISAAC = "Isaac & Walker 1988, from memory"


@dataclass(frozen=True)
class Case:
    """One experiment: what is set, and the published mean contribution as a share."""

    name: str
    common: dict[str, float | str]
    published: float
    tolerance: float  # share of the endowment, as the project's list of validation cases has it
    source: str


def _isaac(size: int, marginal: float, published: float) -> Case:
    common = PARTNERS | {
        "structure.group_size": size,
        "association[0].action[0].multiplier": round(marginal * size, 6),
    }
    name = f"partners, N = {size}, marginal return {marginal:g}"
    return Case(name, common, published, 0.08, ISAAC)


CASES = (
    _isaac(4, 0.3, 0.19),
    _isaac(10, 0.3, 0.33),
    _isaac(4, 0.75, 0.57),
    _isaac(10, 0.75, 0.59),
    Case("partners, N = 4, marginal return 0.4", PARTNERS, 0.375, 0.1, FEHR),
    Case("strangers, N = 4, marginal return 0.4", {}, 0.18, 0.1, FEHR),
)


@dataclass(frozen=True)
class Outcome:
    """Mean contribution over rounds and people, as a share: median and 90 % over the posterior."""

    case: Case
    median: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """Met if the median is within the tolerance of the published figure."""
        met = abs(self.median - self.case.published) <= self.case.tolerance
        return "met" if met else "missed"


def check(lab: Laboratory, points: list[Settings]) -> list[Outcome]:
    """Every case at the same draws of the posterior."""
    found = []
    for case in CASES:
        given = lab.play(points, case.common).given
        low, median, high = np.quantile(np.nanmean(given, axis=(1, 2)), (0.05, 0.5, 0.95))
        found.append(Outcome(case, float(median), float(low), float(high)))
    return found


def rules(lab: Laboratory, points: list[Settings]) -> pd.DataFrame:
    """Case B3 on the model's own output: the rules that its beliefs and contributions follow.

    The fitted experiment itself, but of single beliefs the fit has seen nothing. One row a
    coefficient, as ``posterior.predictive`` has it.
    """
    played = lab.play(points)
    tokens = zip(played.given, played.others() / ENDOWMENT, played.belief, strict=True)
    found = [belief_rules(*(ENDOWMENT * part for part in one)) for one in tokens]
    return posterior.predictive(np.array(found), targets.chosen(BELIEF_RULES))


@dataclass(frozen=True)
class HeldOut:
    """All that is held out."""

    outcomes: list[Outcome]
    rules: pd.DataFrame


def held_out(minga: str, threads: int, table: pd.DataFrame) -> HeldOut:
    """Every held-out check at draws of the stored posterior, with seeds of its own.

    So that the checks alone give the same figures as the whole stage.
    """
    lab = Laboratory(minga, SEED, threads)
    rng = np.random.default_rng(SEED)
    rows = rng.choice(len(table), DRAWS, p=table["weight"] / table["weight"].sum())
    points = [settings(named(row)) for row in table[NAMES].to_numpy(dtype=float)[rows]]
    return HeldOut(check(lab, points), rules(lab, points))
