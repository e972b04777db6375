"""Questions that researchers ask of a scenario, each answered by one call that runs it in process.

| question | call |
|---|---|
| which parameters matter? | :func:`morris`, :func:`sobol` |
| how long do groups live, by intervention? | :func:`lifetimes` |
| what is the cheapest way to 70 % survival? | :func:`frontier` |
| what would this group have become otherwise? | :func:`counterfactual` |
| which advice holds whatever we do not know? | :func:`regret`, :func:`field_draws` |

All of them run :func:`trials`, which plays many settings of one scenario on the same random numbers
and keeps every one. ``morris`` and ``sobol`` need SALib, ``frontier`` needs pymoo.
"""

from __future__ import annotations

from minga.explore.counterfactual import Counterfactual, counterfactual
from minga.explore.figures import plot_counterfactual, plot_effects, plot_frontier, plot_regret
from minga.explore.lifetimes import lifetimes
from minga.explore.regret import Regret, field_draws, regret
from minga.explore.search import Frontier, frontier
from minga.explore.sensitivity import morris, sobol
from minga.explore.trials import trials, values

__all__ = [
    "Counterfactual",
    "Frontier",
    "Regret",
    "counterfactual",
    "field_draws",
    "frontier",
    "lifetimes",
    "morris",
    "plot_counterfactual",
    "plot_effects",
    "plot_frontier",
    "plot_regret",
    "regret",
    "sobol",
    "trials",
    "values",
]
