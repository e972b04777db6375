"""B11: a common pool with and without talk and sanctions."""

from __future__ import annotations

import numpy as np

from minga.validate.bench import Experiment, Played, Treatments
from minga.validate.case import Above, Case, Near
from minga.validate.play import Statistic, case

SOURCE = "Ostrom, Walker & Gardner 1992, APSR 86:404"
POOL = Experiment("ostrom-walker-gardner-1992-institutions", replicates=400, each=5)
# Of the scenario: a pool of eight with 25 tokens of 5 cents, 23 X - 0.25 X^2 cents.
MULTIPLIER, DEPLETION = 4.6, 10.0
# Net yield as a share of the maximum, in the published order.
PUBLISHED = {
    "baseline": 0.21,
    "sanctions": 0.37,
    "one talk": 0.55,
    "repeated talk": 0.73,
    "talk and imposed sanctions": 0.85,
    "talk and chosen sanctions": 0.93,
}
OPTIMISM = (
    "The people of B1 are lastingly optimistic about others (`pessimism` below 0). In a public "
    "good that makes them give more; in a pool it makes them take more, because it seems less used "
    "than it is. In a trial with `pessimism` of mean 0, at an earlier fit, the baseline came "
    "within the tolerance. "
)
TALK = (
    "What is left of talk in the model is a promise that adds to the norm of keeping all. Money "
    "outweighs it here, because a token in the pool pays several times one that is kept. "
)
FEES = (
    "Whoever expects to be fined keeps, whatever it thinks of the others, so that fines alone do "
    "most of what they do together with talk. "
)
CHOSEN = (
    "That a rule is one's own has no mechanism beyond the promise, which does not fade here. An "
    "assembly that fines whoever keeps at most half was tried first and is a level of the design: "
    "it does not see overuse, which begins far above one half. "
)


def net_yield(found: Played) -> np.ndarray:
    """(run, round) what the pool pays beyond the tokens' sure return, over the largest possible.

    With s the share of all tokens that is put in, eight people get n s (multiplier - 1 - depletion
    s) in units of an endowment; the largest is at s = (multiplier - 1) / (2 depletion).
    """
    share = 1.0 - found.rounds()
    best = (MULTIPLIER - 1.0) ** 2 / (4.0 * DEPLETION)
    return np.asarray(share * (MULTIPLIER - 1.0 - DEPLETION * share) / best)


def _yield(label: str) -> Statistic:
    return lambda found: net_yield(found[label]).mean(axis=1)


def _steps(found: Treatments) -> np.ndarray:
    """(run, step) rises from each institution to the next in the published order."""
    table = np.stack([net_yield(found[label]).mean(axis=1) for label in PUBLISHED], axis=1)
    return np.asarray(np.diff(table, axis=1))


REASONS = {
    "baseline": OPTIMISM,
    "sanctions": FEES,
    "one talk": OPTIMISM + TALK,
    "repeated talk": OPTIMISM + TALK,
    "talk and imposed sanctions": TALK + FEES,
    "talk and chosen sanctions": TALK + FEES + CHOSEN,
}
CASES: tuple[Case, ...] = (
    *(
        case(
            f"B11.{label.replace(' ', '-')}",
            f"{label}: net yield over the maximum, 20 rounds",
            "share",
            (published,),
            Near(0.15),
            SOURCE,
            "M",
            POOL,
            _yield(label),
            REASONS[label],
        )
        for label, published in PUBLISHED.items()
    ),
    case(
        "B11.order",
        "rises in the order " + ", ".join(PUBLISHED),
        "share",
        (0.0,) * (len(PUBLISHED) - 1),
        Above(),
        SOURCE,
        "M",
        POOL,
        _steps,
        TALK + "So sanctions do more than talk in the model, against the published order.",
    ),
)
