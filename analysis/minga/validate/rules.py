"""B3 and B4: the rules of belief and contribution, in data, in the model's output, and iterated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from minga.calibrate import targets
from minga.calibrate.statistics import PERIODS, least_squares
from minga.validate import strategy
from minga.validate.bench import Bench
from minga.validate.case import Measured

NAMES = (
    "belief_rule_constant",
    "belief_rule_others",
    "belief_rule_belief",
    "giving_rule_constant",
    "giving_rule_predicted",
    "giving_rule_belief",
    "schedule_intercept",
    "schedule_slope",
    "conditional_slope",
)
BELIEF, GIVING, SCHEDULES = (0, 1, 2), (3, 4, 5), (6, 7, 8)
Rows = tuple[int, ...]


@dataclass(frozen=True)
class Rules:
    """The published coefficients, tokens of 20."""

    belief: tuple[float, float, float]
    giving: tuple[float, float, float]
    schedules: tuple[float, float, float]

    def all(self) -> tuple[float, ...]:
        """In the order of ``NAMES``."""
        return (*self.belief, *self.giving, *self.schedules)


PUBLISHED = Rules((0.118, 0.415, 0.569), (-0.473, 0.242, 0.666), (0.956, 0.425, 0.740))


def recursion(rules: Rules, belief: float, rounds: int = PERIODS) -> list[float]:
    """Contributions of people who follow the rules and expect of each other what is given.

    Everybody's schedule is the mean one, and the others give what oneself gives.
    """
    given = []
    for _ in range(rounds):
        predicted = rules.schedules[0] + rules.schedules[1] * belief
        given.append(rules.giving[0] + rules.giving[1] * predicted + rules.giving[2] * belief)
        belief = rules.belief[0] + rules.belief[1] * given[-1] + rules.belief[2] * belief
    return given


def of_data(data: Path | None) -> np.ndarray:
    """Coefficients from individual data; without them, those stored when it was last at hand."""
    found = targets.load()["value"] if data is None else targets.of(data)
    return np.asarray(found.loc[list(NAMES)], dtype=float)


def scale(rows: Rows) -> np.ndarray:
    """Standard errors of the data's coefficients."""
    return targets.chosen([NAMES[k] for k in rows]).scale


def of_model(rows: Rows) -> Callable[[Bench], Measured]:
    """The same coefficients in the model's own output; people and schedules of the same draws."""

    def measure(bench: Bench) -> Measured:
        return Measured.over(
            np.array([_one(*one) for one in strategy.people(bench)])[:, list(rows)]
        )

    return measure


def _one(schedule: np.ndarray, given: np.ndarray, belief: np.ndarray, others: np.ndarray,
         conditional: np.ndarray) -> np.ndarray:  # fmt: skip
    """All coefficients of one simulated experiment; ``schedule`` (level, person), else (round, …).

    What the schedule predicts is read off at the belief, between whole tokens in proportion.
    """
    levels = np.arange(len(schedule))
    predicted = np.array(
        [np.interp(belief[:, k], levels, schedule[:, k]) for k in range(belief.shape[1])]
    ).T
    slope, intercept = np.polyfit(levels, schedule, 1)
    return np.concatenate(
        [
            least_squares(belief[1:], others[:-1], belief[:-1]),
            least_squares(given, predicted, belief),
            [intercept.mean(), slope.mean(), slope[conditional].mean()],
        ]
    )
