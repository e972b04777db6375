"""Words of the figures of minga.explore, in English."""

TEXT = {
    "explore_morris": "Size of the effect of a whole range: {outcome}",
    "explore_sobol": "Share of the variance of: {outcome} (filled: with interactions, open: alone)",
    "explore_tried": "tried",
    "explore_front": "nothing is both cheaper and better (played again)",
    "explore_target": "target",
    "explore_budget": "budget",
    "explore_factual": "as it is",
    "explore_otherwise": "otherwise",
    "explore_regret": "Regret in: {outcome} (grey: each draw, circle: mean, diamond: largest)",
}
