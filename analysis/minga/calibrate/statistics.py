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


def rule(given: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Regression of a contribution on the others' and the own contribution of the round before.

    Pooled least squares over people and rounds; constant, others' mean, own. ``given`` and
    ``others`` have the axes (round, person), in tokens.
    """
    y = given[1:].ravel()
    x = np.column_stack([np.ones(y.size), others[:-1].ravel(), given[:-1].ravel()])
    return np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], dtype=float)


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
