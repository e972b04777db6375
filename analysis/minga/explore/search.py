"""The cheapest way to a goal: a search over settings by NSGA-II, which keeps all that it saw."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from minga.explore.ranges import Range, settings_at
from minga.explore.trials import trials, values
from minga.simulation import Scenario
from minga.stats import share_interval

SEARCH_SEED_STEP = 1_000_003  # the confirmation plays other luck than the search


@dataclass(frozen=True)
class Frontier:
    """What a search found.

    ``points``: every setting that was evaluated, in order: its parameters, ``cost``, the goal and
    the number of its ``generation``. ``front``: those that nothing beats in both, played again with
    other luck and more replicates, because the best of many noisy means are best by luck, too:
    ``cost``, the goal with ``low`` and ``high`` (95 %), and the search's own ``searched``.
    """

    points: pd.DataFrame
    front: pd.DataFrame
    goal: str
    target: float
    budget: float
    currency: str

    @property
    def cheapest(self) -> pd.Series | None:
        """The cheapest of the front whose goal, as played again, reaches the target; None if none
        does. ``sure`` tells whether its whole interval does."""
        enough = self.front[
            (self.front[self.goal] >= self.target) & (self.front["cost"] <= self.budget)
        ]
        if enough.empty:
            return None
        best = enough.sort_values("cost").iloc[0].astype(object)
        best["sure"] = bool(best["low"] >= self.target)
        return best


def frontier(
    scenario: Scenario,
    ranges: Mapping[str, Range],
    target: float = 0.7,
    *,
    goal: str = "survived",
    cost: str = "cost",
    budget: float = float("inf"),
    evaluations: int = 200,
    population: int = 20,
    replicates: int = 40,
    confirm: int = 200,
    seed: int = 1,
    overrides: Mapping[str, Any] | None = None,
    threads: int | None = None,
) -> Frontier:
    """Which settings reach the goal, and what each costs (NSGA-II, Deb and others 2002, by pymoo).

    ranges: by parameter path, (low, high) or a list of choices. goal: an outcome that is better
    when larger, of which ``target`` is enough (by default a survival of 0.7). cost: what is paid,
    an outcome in currency; settings above ``budget`` are kept but never preferred. ``evaluations``
    settings of ``replicates`` runs each; the front is played again with ``confirm`` runs.
    """
    if evaluations < population:
        raise ValueError(f"evaluations is {evaluations}; accepted: at least {population}")
    seen: list[pd.DataFrame] = []
    units: set[str] = set()

    def evaluate(cube: np.ndarray, generation: int) -> pd.DataFrame:
        settings = settings_at(ranges, cube)
        results = trials(
            scenario, settings, overrides, replicates=replicates, seed=seed, threads=threads
        )
        table = pd.DataFrame(settings)
        units.add(results.units(cost))
        table["cost"] = values(results, cost).mean(axis=1).to_numpy()
        table[goal] = values(results, goal).mean(axis=1).to_numpy()
        seen.append(table.assign(generation=generation))
        return table

    _search(evaluate, len(ranges), goal, budget, evaluations, population, seed)
    points = pd.concat(seen, ignore_index=True)
    best = points[undominated(points["cost"], points[goal]) & (points["cost"] <= budget)]
    twice = best[list(ranges)].astype(str).duplicated()  # as text: a choice may be a list
    best = best[~twice].sort_values("cost", ignore_index=True)
    front = _confirmed(scenario, best, list(ranges), goal, cost, confirm, seed, overrides, threads)
    return Frontier(points, front, goal, target, budget, units.pop())


def undominated(cost: pd.Series, goal: pd.Series) -> np.ndarray:
    """Which points no other beats: none is as cheap and as good, and better in one of them."""
    c, g = np.asarray(cost, dtype=float), np.asarray(goal, dtype=float)
    as_good = (c[:, None] <= c) & (g[:, None] >= g)
    better = (c[:, None] < c) | (g[:, None] > g)
    return np.asarray(~(as_good & better).any(axis=0) & np.isfinite(c) & np.isfinite(g))


def _search(
    evaluate: Any,
    size: int,
    goal: str,
    budget: float,
    evaluations: int,
    population: int,
    seed: int,
) -> None:
    """NSGA-II over the unit cube, a generation at a time, so that its settings run in parallel."""
    algorithm = _pymoo("algorithms.moo.nsga2").NSGA2(pop_size=population)
    problem = _pymoo("core.problem").Problem(
        n_var=size, n_obj=2, n_ieq_constr=1, xl=np.zeros(size), xu=np.ones(size)
    )
    algorithm.setup(problem, termination=("n_eval", evaluations), seed=seed, verbose=False)
    generation = 0
    while algorithm.has_next():
        asked = algorithm.ask()
        table = evaluate(asked.get("X"), generation)
        spent = table["cost"].to_numpy()
        asked.set("F", np.column_stack([spent, -table[goal].to_numpy()]))
        over = spent - budget if np.isfinite(budget) else np.full(len(spent), -1.0)
        asked.set("G", over[:, None])
        for one in asked:
            one.evaluated.update({"F", "G"})
        algorithm.evaluator.n_eval += len(asked)
        algorithm.tell(infills=asked)
        generation += 1


def _confirmed(
    scenario: Scenario,
    best: pd.DataFrame,
    paths: list[str],
    goal: str,
    cost: str,
    confirm: int,
    seed: int,
    overrides: Mapping[str, Any] | None,
    threads: int | None,
) -> pd.DataFrame:
    settings = [
        {str(path): value for path, value in row.items()}
        for row in best[paths].astype(object).to_dict("records")
    ]
    if not settings:
        return best.assign(searched=[], low=[], high=[])
    results = trials(
        scenario,
        settings,
        overrides,
        replicates=confirm,
        seed=seed + SEARCH_SEED_STEP,
        threads=threads,
    )
    again = values(results, goal)
    intervals = [share_interval(row) for row in again.to_numpy()]
    return best[paths].assign(
        cost=values(results, cost).mean(axis=1).to_numpy(),
        **{goal: again.mean(axis=1).to_numpy()},
        low=[one.low for one in intervals],
        high=[one.high for one in intervals],
        searched=best[goal].to_numpy(),
    )


def _pymoo(part: str) -> Any:
    try:
        return importlib.import_module(f"pymoo.{part}")
    except ImportError as error:
        raise ImportError("this needs pymoo: pip install pymoo") from error
