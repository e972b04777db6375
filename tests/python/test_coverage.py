"""Do intervals cover as often as they say? Each test states how often it would fail by chance."""

from __future__ import annotations

import numpy as np
from scipy import stats

from minga.stats import may_be_best, mean_interval
from minga.survival import kaplan_meier

TRIALS = 4000


def within(hits: int, trials: int, nominal: float) -> bool:
    """Exact binomial check that fails by chance once in 10,000 seeds (the seed is fixed)."""
    low, high = stats.binom.interval(1.0 - 1e-4, trials, nominal)
    return bool(low <= hits <= high)


def covered(rng: np.random.Generator, truth: float, wrong: float = 0.0) -> int:
    hits = 0
    for _ in range(TRIALS):
        shared = rng.normal(0.0, 5.0, 12)
        one = shared + rng.normal(truth, 1.0, 12)
        other = shared + rng.normal(0.0, 2.0, 12)
        found = mean_interval(one - other)
        hits += found.low <= truth + wrong <= found.high
    return hits


def test_paired_intervals_cover_95_in_100() -> None:
    assert within(covered(np.random.default_rng(1), 3.0), TRIALS, 0.95)


def test_the_check_notices_a_planted_bias() -> None:
    assert not within(covered(np.random.default_rng(1), 3.0, wrong=0.3), TRIALS, 0.95)


def test_bonferroni_intervals_cover_all_at_once() -> None:
    """Simultaneous coverage is at least 95 in 100; a miss by chance once in 10,000 seeds."""
    rng, hits, k = np.random.default_rng(2), 0, 6
    for _ in range(TRIALS):
        draws = rng.normal(0.0, 1.0, (10, k))
        hits += all(
            found.low <= 0.0 <= found.high
            for found in (mean_interval(draws[:, j], comparisons=k) for j in range(k))
        )
    assert hits >= stats.binom.ppf(1e-4, TRIALS, 0.95)


def test_the_best_set_holds_the_true_best_95_in_100() -> None:
    """Hardest case: rivals barely worse than the best, correlated by shared random numbers."""
    rng, hits, trials = np.random.default_rng(3), 0, 1500
    means = np.full(10, -1e-9)
    means[4] = 0.0
    for _ in range(trials):
        shared = rng.normal(0.0, 3.0, (15, 1))
        keep = may_be_best(shared + means + rng.normal(0.0, 1.0, (15, 10)))
        hits += bool(keep[4])
    assert hits >= stats.binom.ppf(1e-4, trials, 0.95)


def test_the_best_set_rules_out_the_clearly_worse() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(0.0, 50.0, (20, 1)) + rng.normal(0.0, 1.0, (20, 5))
    values[:, 2] += 10.0
    assert may_be_best(values).tolist() == [False, False, True, False, False]


def test_the_best_set_keeps_everything_with_one_replicate() -> None:
    assert may_be_best(np.array([[1.0, 2.0, 3.0]])).all()


def test_survival_intervals_cover_95_in_100() -> None:
    """Censored at the horizon; clustered by replicate. The log-log interval is approximate, so
    93.5 to 96.5 in 100 is asked for; a miss by chance less than once in 10,000 seeds."""
    rng, hits, trials, replicates = np.random.default_rng(5), 0, 4000, 60
    cluster = np.repeat(np.arange(replicates), 3)
    truth = _true_survival()
    for _ in range(trials):
        frailty = np.exp(0.4 * rng.normal(size=replicates))[cluster]
        life = rng.exponential(50.0, len(cluster)) / frailty
        time = np.minimum(life, 40.0)
        table = kaplan_meier(time, life < 40.0, cluster)
        row = table[table["time"] <= 30.0].iloc[-1]
        hits += row["low"] <= truth <= row["high"]
    assert 0.935 * trials <= hits <= 0.965 * trials


def _true_survival() -> float:
    """Mean over the log-normal frailty of exp(-30/50 frailty), by Gauss-Hermite quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    return float((weights * np.exp(-0.6 * np.exp(0.4 * nodes))).sum() / weights.sum())
