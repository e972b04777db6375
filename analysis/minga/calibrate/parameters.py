"""The free parameters of the laboratory stage, their priors, and how they become settings.

A draw is a vector z of independent standard normals under the prior; ``Prior.value`` turns each
into the parameter. So every prior has the same form for the sampler, and no proposal can leave a
prior's range.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

SOLID, SAINT, WIN, OPPORTUNIST = "solid-citizen", "saint", "win-at-all-costs", "opportunist"
PROFILES = (SAINT, SOLID, WIN, OPPORTUNIST)
Settings = dict[str, float | dict[str, float]]

# Means of `pessimism` shipped when the prior was stated; the fit moves all by one shift.
PESSIMISM = {SAINT: -0.3, SOLID: 0.2, WIN: 0.5, OPPORTUNIST: 0.6}
ETA_SPREAD = 0.2  # sd of `eta` over its mean, as in the shipped profiles (0.05 / 0.25)
INTERCEPT_SPREAD = 0.8  # sd of `norm_intercept` over its mean, as shipped (0.04 / 0.05)
MOST_SLOPE = 0.98  # `norm_slope` is a share and needs room for its spread


@dataclass(frozen=True)
class Prior:
    """One free parameter: uniform on [low, high], of its logarithm, or normal."""

    name: str
    low: float  # or the mean of a normal
    high: float  # or its standard deviation
    form: str  # "uniform", "log-uniform" or "normal"
    target: str  # what it sets
    reason: str

    def value(self, z: np.ndarray | float) -> np.ndarray:
        """The parameter at the standard normal score ``z``."""
        score = np.asarray(z, dtype=float)
        if self.form == "normal":
            return np.asarray(self.low + self.high * score)
        u = ndtr(score)
        if self.form == "log-uniform":
            return np.asarray(self.low * (self.high / self.low) ** u)
        return np.asarray(self.low + (self.high - self.low) * u)

    def score(self, value: float) -> float:
        """The standard normal score of a value inside the range."""
        if self.form == "normal":
            return (value - self.low) / self.high
        if self.form == "log-uniform":
            return float(ndtri(np.log(value / self.low) / np.log(self.high / self.low)))
        return float(ndtri((value - self.low) / (self.high - self.low)))

    def text(self) -> str:
        """The prior in words for the page."""
        if self.form == "normal":
            return f"normal {self.low:g} ± {self.high:g}"
        return f"{self.form} {self.low:g} to {self.high:g}"


def _uniform(name: str, low: float, high: float, target: str, reason: str) -> Prior:
    return Prior(name, low, high, "uniform", target, reason)


PRIORS = (
    _uniform("saints", 0.0, 0.3, "share of saints", "this pool; 10 % are of no named type"),
    _uniform("normless", 0.0, 0.8, "share without a norm among the rest", "this pool"),
    _uniform("winners", 0.0, 1.0, "win-at-all-costs among those", "this pool; no information"),
    Prior("eta", 0.005, 0.5, "log-uniform", "`eta` of all", "wide: certain to nearly random"),
    _uniform("gamma", 0.3, 6.0, "solid citizen's `gamma`", "above 0.6 a norm can be kept"),
    _uniform("gamma_sd", 0.05, 2.5, "its spread", "wide"),
    _uniform("norm_intercept", 0.0, 0.12, "solid citizen's `norm_intercept`", "schedules"),
    Prior("norm_slope", 0.74, 0.1, "normal", "solid citizen's `norm_slope`", "schedules"),
    _uniform("slope_spread", 0.05, 0.9, "its spread, of the largest", "schedules: 0.85"),
    _uniform("optimism", -1.0, 3.0, "`pessimism` of all, less this", "assumed, wide"),
    _uniform("pessimism_sd", 0.05, 2.5, "spread of `pessimism`", "assumed, wide"),
    _uniform("private_learning", 0.0, 8.0, "`model.private_learning`", "1.7 is their gain"),
    _uniform("private_memory", 0.0, 0.5, "`model.private_memory`", "assumed, wide"),
    _uniform("expectation_rate", 0.0, 1.0, "`model.expectation_rate`", "its whole range"),
    Prior("belief_concentration", 0.5, 64.0, "log-uniform", "`model.belief_concentration`", "wide"),
    _uniform("lambda", 1.0, 4.0, "`lambda` of all", "none to nearly twice Tversky & Kahneman"),
    Prior("omega", 0.2, 0.2, "normal", "solid citizen's `omega`", "assumed"),
)
NAMES = [prior.name for prior in PRIORS]


def values(z: np.ndarray) -> np.ndarray:
    """Parameters of draws; ``z`` has the axes (draw, parameter)."""
    return np.column_stack([prior.value(z[:, k]) for k, prior in enumerate(PRIORS)])


def shares(draw: dict[str, float]) -> dict[str, float]:
    """Shares of the four profiles in the pool."""
    rest = 1.0 - draw["saints"]
    without = rest * draw["normless"]
    found = {
        SAINT: draw["saints"],
        WIN: without * draw["winners"],
        OPPORTUNIST: without * (1.0 - draw["winners"]),
    }
    return found | {SOLID: 1.0 - sum(found.values())}


def conduct(draw: dict[str, float]) -> Settings:
    """The part of a draw that sets how profiles weigh things, as ``set`` of a design takes it."""
    found: Settings = {}
    for profile in PROFILES:
        found[f"profiles.{profile}.eta.mean"] = draw["eta"]
        found[f"profiles.{profile}.eta.sd"] = ETA_SPREAD * draw["eta"]
        found[f"profiles.{profile}.lambda.mean"] = draw["lambda"]
        found[f"profiles.{profile}.pessimism.mean"] = PESSIMISM[profile] - draw["optimism"]
        found[f"profiles.{profile}.pessimism.sd"] = draw["pessimism_sd"]
    own = f"profiles.{SOLID}"
    found[f"{own}.gamma.mean"] = draw["gamma"]
    found[f"{own}.gamma.sd"] = draw["gamma_sd"]
    found[f"{own}.norm_intercept.mean"] = draw["norm_intercept"]
    found[f"{own}.norm_intercept.sd"] = INTERCEPT_SPREAD * draw["norm_intercept"]
    slope = min(draw["norm_slope"], MOST_SLOPE)
    found[f"{own}.norm_slope.mean"] = slope
    # the largest standard deviation of a share with mean m is sqrt(m (1 - m))
    found[f"{own}.norm_slope.sd"] = draw["slope_spread"] * float(np.sqrt(slope * (1.0 - slope)))
    found[f"{own}.omega.mean"] = draw["omega"]
    return found


def settings(draw: dict[str, float]) -> Settings:
    """A draw as ``set`` of a design takes it."""
    found: Settings = {"population.shares": shares(draw)}
    for name in ("private_learning", "private_memory", "expectation_rate", "belief_concentration"):
        found[f"model.{name}"] = draw[name]
    return found | conduct(draw)


def named(row: np.ndarray) -> dict[str, float]:
    """One row of ``values`` by name."""
    return dict(zip(NAMES, (float(v) for v in row), strict=True))
