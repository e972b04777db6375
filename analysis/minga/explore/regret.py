"""How robust an advice is to what we do not know: regret over draws of the calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from minga.explore.trials import trials, values
from minga.simulation import Scenario


@dataclass(frozen=True)
class Regret:
    """Options against draws of the unknown.

    ``table``: one row per option, least regret first; option, mean and worst outcome over the
    draws, mean_regret, max_regret, best (share of the draws in which it is the best). ``outcomes``
    and ``regrets``: (draw, option), in the outcome's unit. The regret of an option in a draw is
    what the best option would have given in that draw, less what it gives.
    """

    table: pd.DataFrame
    outcomes: pd.DataFrame
    regrets: pd.DataFrame

    @property
    def choice(self) -> str:
        """The option whose largest regret is the least (Savage 1951)."""
        return str(self.table.loc[0, "option"])


def regret(
    scenario: Scenario,
    options: Mapping[str, Mapping[str, Any]],
    draws: Sequence[Mapping[str, Any]],
    outcome: str = "welfare",
    *,
    replicates: int = 20,
    seed: int = 1,
    overrides: Mapping[str, Any] | None = None,
    threads: int | None = None,
) -> Regret:
    """Play every option under every draw and ask which choice one would regret least.

    options: settings by the option's name, parameters by path. draws: settings of what is not
    known, such as :func:`field_draws`; a draw holds for all options, on the same random numbers.
    The outcome of an option in a draw is the mean of ``replicates`` runs; larger is better. With
    few replicates the luck that is left makes regrets look larger than they are.
    """
    if len(options) < 2 or not draws:
        raise ValueError("regret needs at least two options and one draw")
    settings = [{**draw, **option} for draw in draws for option in options.values()]
    results = trials(
        scenario, settings, overrides, replicates=replicates, seed=seed, threads=threads
    )
    means = values(results, outcome).mean(axis=1).to_numpy().reshape(len(draws), len(options))
    outcomes = pd.DataFrame(means, columns=list(options))
    outcomes.index.name = "draw"
    regrets = -outcomes.sub(outcomes.max(axis=1), axis=0)
    table = pd.DataFrame(
        {
            "option": list(options),
            "mean": outcomes.mean().to_numpy(),
            "worst": outcomes.min().to_numpy(),
            "mean_regret": regrets.mean().to_numpy(),
            "max_regret": regrets.max().to_numpy(),
            "best": np.bincount(means.argmax(axis=1), minlength=len(options)) / len(draws),
        }
    ).sort_values("max_regret", ignore_index=True)
    table.attrs = {"outcome": outcome, "units": results.units(outcome), "draws": len(draws)}
    return Regret(table, outcomes, regrets)


def field_draws(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Draws of the model's fitted parameters: the stored posterior of the field calibration
    (docs/calibration.md), without replacement; each agrees about as well with the field's figures.
    """
    from minga.calibrate.field.carry import stored_points

    return [dict(point) for point in stored_points(count, seed)]
