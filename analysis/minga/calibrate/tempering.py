"""Approximate Bayesian computation with a normal kernel: sequential Monte Carlo by tempering.

Where the error of each target is stated, the data are the statistic plus a normal error, and the
posterior is the prior times the normal density of the difference: approximate Bayesian computation
with that kernel is exact for this error model (Wilkinson 2013, Stat. Appl. Genet. Mol. Biol.
12:129). So there is no tolerance to choose. Draws go from the prior to the posterior through powers
of the kernel that rise as fast as the effective number of draws allows (Del Moral, Doucet and Jasra
2006, JRSS B 68:411), with Metropolis steps of ``abc`` after each. A statistic's own chance, of few
simulated groups, is part of the draw and so widens the posterior a little.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from minga.calibrate.abc import Population, Simulator, distances, proposals


@dataclass(frozen=True)
class Schedule:
    """Size of the work. ``first`` are drawn from the prior, ``kept`` go on."""

    first: int = 1500
    kept: int = 250
    effective: float = 0.5  # of the draws that count after a rise of the power
    moves: int = 3  # Metropolis steps of each draw at each power
    refresh: int = 6  # more of them at the last power, so that few draws are alike


def log_kernel(distance: np.ndarray, targets: int) -> np.ndarray:
    """Logarithm of the normal kernel; ``distance`` is the root mean square in errors."""
    return -0.5 * targets * distance**2


def weights(log_likelihood: np.ndarray, rise: float) -> np.ndarray:
    """Shares of draws after the power rose; impossible draws have none."""
    with np.errstate(invalid="ignore"):
        log = np.where(np.isfinite(log_likelihood), rise * log_likelihood, -np.inf)
    share = np.exp(log - log.max())
    return np.asarray(share / share.sum())


def effective(share: np.ndarray) -> float:
    """Effective number of draws (Kish 1965)."""
    return float(1.0 / (share**2).sum())


def rise(log_likelihood: np.ndarray, power: float, wanted: float) -> float:
    """The largest next power, at most 1, that leaves ``wanted`` effective draws."""
    if effective(weights(log_likelihood, 1.0 - power)) >= wanted:
        return 1.0
    low, high = 0.0, 1.0 - power
    for _ in range(60):
        middle = 0.5 * (low + high)
        enough = effective(weights(log_likelihood, middle)) >= wanted
        low, high = (middle, high) if enough else (low, middle)
    return power + low


def _resampled(
    found: Population, share: np.ndarray, count: int, rng: np.random.Generator
) -> Population:
    """Systematic resampling: a draw of share s is there count × s times, rounded up or down."""
    places = (rng.random() + np.arange(count)) / count
    index = np.minimum(np.searchsorted(np.cumsum(share), places), len(share) - 1)
    return Population(
        found.z[index],
        found.statistics[index],
        found.distance[index],
        np.ones(count),
        found.history,
    )


def _move(
    found: Population,
    power: float,
    simulate: Simulator,
    value: np.ndarray,
    scale: np.ndarray,
    rng: np.random.Generator,
) -> tuple[Population, float]:
    """One Metropolis step of each draw; returns the population and the share that moved."""
    new = proposals(found.z, found.z, rng)
    made = simulate(new)
    gap = distances(made, value, scale)
    with np.errstate(invalid="ignore"):
        gain = power * (log_kernel(gap, value.size) - log_kernel(found.distance, value.size))
    gain -= 0.5 * ((new**2).sum(axis=1) - (found.z**2).sum(axis=1))
    taken = np.log(rng.random(len(new))) < gain
    moved = Population(
        np.where(taken[:, None], new, found.z),
        np.where(taken[:, None], made, found.statistics),
        np.where(taken, gap, found.distance),
        found.weight,
        found.history,
    )
    return moved, float(taken.mean())


def sample(
    simulate: Simulator,
    value: np.ndarray,
    scale: np.ndarray,
    parameters: int,
    plan: Schedule,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
) -> Population:
    """Draws of the posterior, all of one weight; ``history`` is (power, accepted)."""
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(plan.first, parameters))
    made = simulate(z)
    found = Population(z, made, distances(made, value, scale), np.ones(len(z)))
    power, wanted = 0.0, plan.effective * plan.kept
    while power < 1.0:
        likelihood = log_kernel(found.distance, value.size)
        following = rise(likelihood, power, wanted)
        share = weights(likelihood, following - power)
        found, power = _resampled(found, share, plan.kept, rng), following
        rates = []
        for _ in range(plan.moves + (plan.refresh if power == 1.0 else 0)):
            found, rate = _move(found, power, simulate, value, scale, rng)
            rates.append(rate)
        found.history.append((power, float(np.mean(rates))))
        say(
            f"power {power:.3f}: median distance {np.median(found.distance):.3f}, "
            f"accepted {np.mean(rates):.2f}"
        )
    return found
