"""The statistics that data and simulations share, computed by one function for both.

Units are tokens of an endowment of 20, as in the experiment; shares are of all people.
"""

from __future__ import annotations

import numpy as np

ENDOWMENT = 20.0  # tokens a round
PERIODS = 10
SERIES = ("contribution", "belief", "zero", "spread")
RULE = ("rule_constant", "rule_others", "rule_own")
NAMES = [f"{name}_{t + 1}" for name in SERIES for t in range(PERIODS)]
NAMES += [*RULE, "first_belief_sd"]
BELIEF_RULES = (
    "belief_rule_constant",
    "belief_rule_others",
    "belief_rule_belief",
    "following_constant",
    "following_belief",
)


def least_squares(y: np.ndarray, *x: np.ndarray) -> np.ndarray:
    """Constant and one coefficient for each of ``x``, pooled over all axes."""
    design = np.column_stack([np.ones(y.size), *(v.ravel() for v in x)])
    return np.asarray(np.linalg.lstsq(design, y.ravel(), rcond=None)[0], dtype=float)


def rule(given: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Regression of a contribution on the others' and the own contribution of the round before.

    Pooled least squares over people and rounds; constant, others' mean, own. ``given`` and
    ``others`` have the axes (round, person), in tokens.
    """
    return least_squares(given[1:], others[:-1], given[:-1])


def belief_rules(given: np.ndarray, others: np.ndarray, belief: np.ndarray) -> np.ndarray:
    """How single beliefs move, and how contributions follow them, in the order of ``BELIEF_RULES``.

    Two regressions pooled over people and rounds: a belief on the others' mean contribution and the
    own belief of the round before (case B3), and a contribution on the belief of the same round.
    All have the axes (round, person), in tokens.
    """
    learning = least_squares(belief[1:], others[:-1], belief[:-1])
    return np.concatenate([learning, least_squares(given, belief)])


def statistics(
    given: np.ndarray, others: np.ndarray, belief: np.ndarray, first_belief_sd: float
) -> np.ndarray:
    """All statistics in the order of ``NAMES``.

    ``given`` and ``others`` (mean of the other three) have the axes (round, person); ``belief`` is
    the mean belief of each round; ``first_belief_sd`` is the spread among people in the first. All
    are in tokens.
    """
    return np.concatenate(
        [
            given.mean(axis=1),
            belief,
            (given < 0.5).mean(axis=1),
            given.std(axis=1, ddof=1),
            rule(given, others),
            [first_belief_sd],
        ]
    )
