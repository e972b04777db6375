"""Approximate Bayesian computation: sequential Monte Carlo with regression adjustment.

Sequential Monte Carlo with replenishment (Drovandi, Pettitt 2011, Biometrics 67:225): each
generation drops the half of the draws that lies farthest from the data, replaces it by copies of
the rest, and moves the copies by Metropolis steps that stay within the new tolerance. Steps are
differences of two living draws in some of the parameters (ter Braak 2006, Statistics and Computing
16:239; Vrugt et al. 2009). Population Monte Carlo with importance weights (Beaumont et al. 2009,
Biometrika 96:983) was tried first: with 17 parameters it left 20 effective draws of 500.

The adjustment is the local regression of Beaumont, Zhang, Balding (2002, Genetics 162:2025), with a
ridge because statistics are many and correlated (Blum et al. 2013).

Draws are vectors of standard normal scores (see ``parameters``), so the prior is N(0, 1) in each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

Simulator = Callable[[np.ndarray], np.ndarray]
CROSSOVER = (1 / 3, 2 / 3, 1.0)  # chance that a parameter moves, one of these each time
JITTER = 0.02  # of a step, in standard deviations of the prior: no step is a mere difference


@dataclass(frozen=True)
class Plan:
    """Size of the work. ``first`` are drawn from the prior, ``kept`` live on."""

    first: int = 4000
    kept: int = 400
    generations: int = 20
    most_moves: int = 30  # Metropolis steps of a copy; fewer if nearly all have moved before
    unmoved: float = 0.05  # share of copies that may stay where they were copied
    least_accepted: float = 0.02  # stop when fewer steps are accepted
    refresh: int = 40  # steps of all draws at the last tolerance, so that few copies are alike
    ridge: float = 1.0  # penalty of the adjustment, in units of one draw's information


@dataclass
class Population:
    """Weighted draws, their statistics and distances; ``history`` is (tolerance, accepted)."""

    z: np.ndarray
    statistics: np.ndarray
    distance: np.ndarray
    weight: np.ndarray
    history: list[tuple[float, float]] = field(default_factory=list)

    def effective(self) -> float:
        """Effective number of draws (Kish 1965)."""
        return float(self.weight.sum() ** 2 / (self.weight**2).sum())


def distances(found: np.ndarray, value: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Root mean square difference from the data, in standard errors; infinite if not defined."""
    with np.errstate(invalid="ignore"):
        gap = np.sqrt((((found - value) / scale) ** 2).mean(axis=1))
    return np.where(np.isfinite(gap), gap, np.inf)


def _part(population: Population, index: np.ndarray) -> Population:
    return Population(
        population.z[index],
        population.statistics[index],
        population.distance[index],
        population.weight[index],
        population.history,
    )


def _nearest(population: Population, count: int) -> Population:
    return _part(population, np.argsort(population.distance, kind="stable")[:count])


def proposals(z: np.ndarray, living: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Proposals: each draw plus a scaled difference of two living ones in some parameters."""
    count, parameters = z.shape
    pair = np.array([rng.choice(len(living), 2, replace=False) for _ in range(count)])
    chance = rng.choice(CROSSOVER, (count, 1))
    moved = rng.random((count, parameters)) < chance
    moved[np.arange(count), rng.integers(0, parameters, count)] = True
    # 2.38 / sqrt(2 d) is the best scale for a normal target (ter Braak 2006)
    scale = (
        2.38 / np.sqrt(2.0 * moved.sum(axis=1, keepdims=True)) * rng.uniform(0.4, 1.0, (count, 1))
    )
    step = scale * (living[pair[:, 0]] - living[pair[:, 1]])
    step += JITTER * rng.normal(size=step.shape)
    return np.asarray(z + step * moved)


def _move(
    population: Population,
    living: np.ndarray,
    tolerance: float,
    simulate: Simulator,
    value: np.ndarray,
    scale: np.ndarray,
    rng: np.random.Generator,
) -> tuple[Population, int]:
    """One Metropolis step of each draw, with the prior as target inside of the tolerance.

    Returns the population and how many draws moved.
    """
    z = population.z
    new = proposals(z, living, rng)
    made = simulate(new)
    gap = distances(made, value, scale)
    prior = -0.5 * ((new**2).sum(axis=1) - (z**2).sum(axis=1))
    taken = (gap <= tolerance) & (np.log(rng.random(len(new))) < prior)
    moved = Population(
        np.where(taken[:, None], new, z),
        np.where(taken[:, None], made, population.statistics),
        np.where(taken, gap, population.distance),
        population.weight,
        population.history,
    )
    return moved, int(taken.sum())


def _enough(accepted: int, tried: int, plan: Plan) -> int:
    """Steps after which only a share ``unmoved`` of the copies never moved, at the rate so far."""
    if accepted == 0:
        return plan.most_moves
    stay = 1.0 - accepted / tried
    needed = np.log(plan.unmoved) / np.log(stay) if stay > 0.0 else 1.0
    return int(np.clip(np.ceil(needed), 3, plan.most_moves))


def sample(
    simulate: Simulator,
    value: np.ndarray,
    scale: np.ndarray,
    parameters: int,
    plan: Plan,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
) -> Population:
    """The final population; reproducible for a seed and a reproducible simulator."""
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(plan.first, parameters))
    found = simulate(z)
    all_draws = Population(z, found, distances(found, value, scale), np.ones(len(z)))
    population = _nearest(all_draws, plan.kept)
    for number in range(plan.generations):
        living = _nearest(population, plan.kept // 2)
        tolerance = float(living.distance.max())
        copy = rng.integers(0, len(living.z), plan.kept - len(living.z))
        copies = _part(living, copy)
        accepted, steps = 0, 0
        while steps < _enough(accepted, steps * len(copy), plan):
            copies, taken = _move(copies, living.z, tolerance, simulate, value, scale, rng)
            accepted, steps = accepted + taken, steps + 1
        rate = accepted / (steps * len(copy))
        population = Population(
            np.vstack([living.z, copies.z]),
            np.vstack([living.statistics, copies.statistics]),
            np.concatenate([living.distance, copies.distance]),
            np.ones(plan.kept),
            [*population.history, (tolerance, rate)],
        )
        say(
            f"generation {number + 1}: tolerance {tolerance:.3f}, "
            f"nearest {population.distance.min():.3f}, accepted {rate:.2f} of {steps} steps"
        )
        if rate < plan.least_accepted:
            break
    tolerance = float(population.distance.max())
    for _ in range(plan.refresh):
        population, _ = _move(population, population.z, tolerance, simulate, value, scale, rng)
    return population


def adjusted(
    population: Population, value: np.ndarray, scale: np.ndarray, ridge: float
) -> Population:
    """Draws moved to where their statistics would equal the data, by local linear regression."""
    gap = (population.statistics - value) / scale
    reach = population.distance.max() * 1.0001
    weight = population.weight * (1.0 - (population.distance / reach) ** 2)  # Epanechnikov
    share = weight / weight.sum()
    x = gap - share @ gap
    spread = np.sqrt(share @ x**2) + 1e-12
    x = x / spread
    y = population.z - share @ population.z
    normal = (x * share[:, None]).T @ x + ridge / population.effective() * np.eye(x.shape[1])
    slope = np.linalg.solve(normal, (x * share[:, None]).T @ y)
    return Population(
        population.z - (gap / spread) @ slope,
        population.statistics,
        population.distance,
        weight,
        population.history,
    )


def quantiles(values: np.ndarray, weight: np.ndarray, levels: tuple[float, ...]) -> np.ndarray:
    """Weighted quantiles of each column: rows are levels."""
    found = np.empty((len(levels), values.shape[1]))
    for k in range(values.shape[1]):
        order = np.argsort(values[:, k], kind="stable")
        heap = np.cumsum(weight[order])
        heap = (heap - 0.5 * weight[order]) / heap[-1]
        found[:, k] = np.interp(levels, heap, values[order, k])
    return found
