"""The free parameters of the field stage as one vector of independent standard normal scores.

Conduct that the laboratory has told something of keeps the laboratory's posterior as prior: normal
in the scores of ``minga.calibrate.parameters``, with its correlations, and with its standard
deviations times ``TRANSFER``, because students with tokens are not firms with money.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from minga.calibrate import posterior as laboratory
from minga.calibrate.field.candidates import CANDIDATES, path
from minga.calibrate.parameters import PRIORS, Prior, Settings, conduct

TRANSFER = 2.0  # assumed: half as sure as the laboratory is of its own people
SHARED = (
    "eta",
    "gamma",
    "gamma_sd",
    "norm_intercept",
    "norm_slope",
    "slope_spread",
    "optimism",
    "pessimism_sd",
    "lambda",
    "omega",
)
EDGE = 1e-6  # of a prior's range: where a stored draw, rounded, touches its end


@dataclass(frozen=True)
class Space:
    """Shared priors with the laboratory's mean and factor of its covariance, and candidates."""

    shared: tuple[Prior, ...]
    mean: np.ndarray
    factor: np.ndarray
    own: tuple[Prior, ...]

    @property
    def priors(self) -> tuple[Prior, ...]:
        return self.shared + self.own

    @property
    def names(self) -> list[str]:
        return [prior.name for prior in self.priors]

    def values(self, z: np.ndarray) -> np.ndarray:
        """Parameters of draws; ``z`` has the axes (draw, parameter)."""
        count = len(self.shared)
        scores = self.mean + z[:, :count] @ self.factor.T
        columns = [p.value(scores[:, k]) for k, p in enumerate(self.shared)]
        columns += [p.value(z[:, count + k]) for k, p in enumerate(self.own)]
        return np.column_stack(columns)

    def settings(self, row: np.ndarray) -> Settings:
        """One row of ``values`` as ``set`` of a design takes it."""
        return settings(dict(zip(self.names, (float(v) for v in row), strict=True)))

    def text(self, name: str) -> str:
        """The prior in words for the page."""
        if name in SHARED:
            return f"laboratory, sd × {TRANSFER:g}"
        return next(p for p in self.own if p.name == name).text()


def settings(draw: dict[str, float]) -> Settings:
    """A draw by name as ``set`` of a design takes it."""
    found = conduct(draw)
    for name, value in draw.items():
        if name not in SHARED:
            found[path(name)] = value
    return found


def _score(prior: Prior, value: float) -> float:
    if prior.form == "normal":
        return prior.score(value)
    if prior.form == "log-uniform":
        inside = np.exp(np.clip(np.log(value), *_inside(np.log(prior.low), np.log(prior.high))))
    else:
        inside = np.clip(value, *_inside(prior.low, prior.high))
    return prior.score(float(inside))


def _inside(low: float, high: float) -> tuple[float, float]:
    return low + EDGE * (high - low), high - EDGE * (high - low)


def build(own: list[str] | None = None) -> Space:
    """The space with these candidates; with all of them for the screening."""
    shared = tuple(prior for prior in PRIORS if prior.name in SHARED)
    table = laboratory.load()
    weight = table["weight"].to_numpy(dtype=float)
    weight = weight / weight.sum()
    scores = np.column_stack([[_score(p, v) for v in table[p.name]] for p in shared])
    mean = weight @ scores
    covariance = np.cov(scores.T, aweights=weight)
    factor = TRANSFER * np.linalg.cholesky(covariance + 1e-9 * np.eye(len(shared)))
    chosen = tuple(p for p in CANDIDATES if own is None or p.name in own)
    return Space(shared, mean, factor, chosen)
