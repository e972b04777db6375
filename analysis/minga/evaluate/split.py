"""Splits the spread of an outcome into chance, parameters and structure.

The runs are a full array y[draw, model, replicate]: draws of the uncertain parameters, rival
models, and replicates that share their random numbers over all draws and models. With equal weight
on the models the law of total variance, applied twice, gives

    Var y = Var_s E[y|s]              structure
          + Var_d E[y|d]              parameters
          + E Var_d,s (interaction)   parameters that matter differently under rival models
          + E Var[y|d,s]              chance

Each part is a difference of expectations of products of two outcomes, estimated without bias from
products of *different* replicates (and different draws): a cell's squared mean would count its
Monte Carlo error as if it were parameters or structure. Sharing random numbers does no harm,
because different replicates are independent. Standard errors are by leaving out one draw, and one
replicate, at a time (jackknife; the two are added).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from minga.stats import Array

PARTS = ("chance", "parameters", "structure", "interaction")


@dataclass(frozen=True)
class Split:
    """Variances by part, their standard errors (same order as ``PARTS``), and what they rest on.

    Variances are in squared units of the outcome. An estimate can fall below zero: then that part
    cannot be told from none, and counts as none in the shares. ``expected`` are the expected
    outcomes per draw and model, shape (draw, model), drawn together to their estimated true spread;
    ``mean`` is over all, ``model_mean`` and ``model_se`` per model.
    """

    variance: dict[str, float]
    se: dict[str, float]
    mean: float
    mean_se: float
    model_mean: Array
    model_se: Array
    expected: Array
    shape: tuple[int, int, int]

    @property
    def share(self) -> dict[str, float]:
        """Share of each part in the spread of one group's outcome."""
        return _shares({part: self.variance[part] for part in PARTS})

    @property
    def share_expected(self) -> dict[str, float]:
        """Share of each part in what is not known of the mean over very many groups."""
        return _shares({part: self.variance[part] for part in PARTS if part != "chance"})

    @property
    def positive(self) -> float:
        """Share of draws and models whose expected outcome is above zero."""
        return float((self.expected > 0.0).mean())

    def range(self, level: float = 0.9) -> tuple[float, float]:
        """Central part of the expected outcomes over draws and models."""
        tail = (1.0 - level) / 2.0
        low, high = np.quantile(self.expected, (tail, 1.0 - tail))
        return float(low), float(high)

    def as_data(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "draws": self.shape[0],
            "models": self.shape[1],
            "replicates": self.shape[2],
            "variance": self.variance,
            "variance_se": self.se,
            "share": self.share,
            "share_expected": self.share_expected,
            "mean": self.mean,
            "mean_se": self.mean_se,
            "model_mean": self.model_mean.tolist(),
            "model_se": self.model_se.tolist(),
            "positive": self.positive,
            "range_90": list(self.range()),
            "expected": np.round(self.expected, 6).tolist(),
        }


def _shares(parts: dict[str, float]) -> dict[str, float]:
    whole = sum(max(value, 0.0) for value in parts.values())
    return {
        name: max(value, 0.0) / whole if whole > 0.0 else float("nan")
        for name, value in parts.items()
    }


def components(y: Array) -> dict[str, float]:
    """Unbiased estimates of the parts; ``y`` has the axes (draw, model, replicate)."""
    draws, models, replicates = y.shape
    centred = y - y.mean()  # changes nothing but the rounding
    cell = centred.sum(axis=2)  # (d, s)
    luck = centred.sum(axis=0)  # (s, r)
    whole = cell.sum(axis=0)  # (s)
    same = np.einsum("dsr,dtr->st", centred, centred)  # same draw, same replicate
    draw = cell.T @ cell  # same draw, any replicates
    # pairs of models: one draw and two replicates; two draws and two replicates
    one = (draw - same) / (draws * replicates * (replicates - 1))
    two = np.outer(whole, whole) - draw - luck @ luck.T + same
    two = two / (draws * (draws - 1) * replicates * (replicates - 1))
    own, common = float(np.trace(one)) / models, float(one.mean())
    apart, centre = float(np.trace(two)) / models, float(two.mean())
    return {
        "chance": float((centred**2).mean()) - own,
        "parameters": common - centre,
        "structure": apart - centre,
        "interaction": own - common - apart + centre,
    }


def split(y: Array) -> Split:
    """The split of an array of outcomes; ValueError with fewer than 3 draws or replicates."""
    values = np.asarray(y, dtype=np.float64)
    draws, _, replicates = values.shape
    if min(draws, replicates) < 3:
        raise ValueError("a split needs at least 3 draws and 3 replicates")
    if not np.isfinite(values).all():
        raise ValueError("outcomes are missing; leave out the replicates in which a run failed")
    parts = components(values)
    by_draw, by_replicate = values.mean(axis=2), values.mean(axis=0)
    return Split(
        variance=parts,
        se=_jackknife(values),
        mean=float(values.mean()),
        mean_se=float(_two_way(by_draw.mean(axis=1), by_replicate.mean(axis=0))),
        model_mean=values.mean(axis=(0, 2)),
        model_se=np.array(
            [_two_way(by_draw[:, s], by_replicate[s]) for s in range(values.shape[1])]
        ),
        expected=_expected(by_draw, parts),
        shape=(draws, values.shape[1], replicates),
    )


def _jackknife(values: Array) -> dict[str, float]:
    total = dict.fromkeys(PARTS, 0.0)
    for axis in (0, 2):
        left = [components(np.delete(values, k, axis)) for k in range(values.shape[axis])]
        n = len(left)
        for part in PARTS:
            each = np.array([one[part] for one in left])
            total[part] += (n - 1) / n * float(((each - each.mean()) ** 2).sum())
    return {part: float(np.sqrt(value)) for part, value in total.items()}


def _two_way(over_draws: Array, over_replicates: Array) -> float:
    """Standard error of a mean of crossed draws and replicates (conservative)."""
    parts = [np.var(v, ddof=1) / len(v) for v in (over_draws, over_replicates)]
    return float(np.sqrt(sum(parts)))


def _expected(means: Array, parts: dict[str, float]) -> Array:
    """Cell means with the part of their spread taken out that is Monte Carlo error."""
    true = sum(max(parts[p], 0.0) for p in PARTS if p != "chance")
    seen = float(np.var(means))
    shrink = np.sqrt(min(true / seen, 1.0)) if seen > 0.0 else 0.0
    return np.asarray(means.mean() + shrink * (means - means.mean()))
