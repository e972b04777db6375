"""The free parameters of the field stage as one vector of independent standard normal scores.

Conduct that the laboratory has told something of keeps the laboratory's posterior as prior: normal
in the scores of ``minga.calibrate.parameters``, with its correlations, and with its standard
deviations times ``TRANSFER``, because students with tokens are not firms with money.

What is the laboratory's own is free there and unknown in the field: who its people are, and how
fast they learn within ten rounds (memory in the field is slower, so it is estimated apart). These
are carried along under names that begin with ``lab_``, so that a draw can play the laboratory too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from minga.calibrate import parameters as people
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
OWN = tuple(prior.name for prior in PRIORS if prior.name not in SHARED)
LAB = "lab_"  # before the name of what is the laboratory's own
# Ends for firms where the laboratory's posterior presses on its own: noise down to a tenth of the
# floor that choice has (below the floor all is alike), and losses as heavy as the largest published
# estimate (4.8: Fishburn and Kochenberger 1979, from memory).
ENDS = {"eta": (0.001, 0.5), "lambda": (1.0, 5.0)}
EDGE = 1e-6  # of a prior's range: where a stored draw, rounded, touches its end


@dataclass(frozen=True)
class Space:
    """Priors of people with the laboratory's mean and factor of its covariance, and candidates.

    Scores are those of shared conduct, of candidates, and last of what is the laboratory's own. The
    factor is triangular, so that conduct does not depend on the last.
    """

    shared: tuple[Prior, ...]
    mean: np.ndarray
    factor: np.ndarray
    own: tuple[Prior, ...]
    lab: tuple[Prior, ...] = ()

    @property
    def priors(self) -> tuple[Prior, ...]:
        return self.shared + self.own + self.lab

    @property
    def names(self) -> list[str]:
        return [prior.name for prior in self.priors]

    def values(self, z: np.ndarray) -> np.ndarray:
        """Parameters of draws; ``z`` has the axes (draw, parameter)."""
        count, last = len(self.shared), len(self.shared) + len(self.own)
        of_people = np.column_stack([z[:, :count], z[:, last:]])
        size = of_people.shape[1]
        scores = self.mean[:size] + of_people @ self.factor[:size, :size].T
        columns = [p.value(scores[:, k]) for k, p in enumerate(self.shared)]
        columns += [p.value(z[:, count + k]) for k, p in enumerate(self.own)]
        columns += [p.value(scores[:, count + k]) for k, p in enumerate(self.lab)]
        return np.column_stack(columns)

    def named(self, row: np.ndarray) -> dict[str, float]:
        """One row of ``values`` by name."""
        return dict(zip(self.names, (float(v) for v in row), strict=True))

    def settings(self, row: np.ndarray) -> Settings:
        """One row of ``values`` as ``set`` of a design takes it."""
        return settings(self.named(row))

    def text(self, name: str) -> str:
        """The prior in words for the page."""
        if name in SHARED or name.startswith(LAB):
            return f"laboratory, sd × {TRANSFER:g}"
        return next(p for p in self.own if p.name == name).text()


def settings(draw: dict[str, float]) -> Settings:
    """A draw by name as ``set`` of a design takes it, for firms."""
    found = conduct(draw)
    for name, value in draw.items():
        if name not in SHARED and not name.startswith(LAB):
            found[path(name)] = value
    return found


def laboratory_settings(draw: dict[str, float]) -> Settings:
    """A draw by name as the laboratory's scenario takes it: the same conduct, its own memory."""
    return people.settings({name.removeprefix(LAB): value for name, value in draw.items()})


def place(prior: Prior, values: np.ndarray) -> np.ndarray:
    """Where values lie between the ends of a prior, 0 to 1, on its own scale."""
    return np.asarray(ndtr([_score(prior, value) for value in values]))


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


def _of_firms(prior: Prior) -> Prior:
    low, high = ENDS.get(prior.name, (prior.low, prior.high))
    return replace(prior, low=low, high=high)


def build(own: list[str] | None = None, lab: bool = False) -> Space:
    """The space with these candidates, all of them for the screening; with ``lab`` to play it."""
    by_name = {prior.name: prior for prior in PRIORS}
    shared = tuple(_of_firms(by_name[name]) for name in SHARED)
    apart = tuple(by_name[name] for name in OWN)
    table = laboratory.load()
    weight = table["weight"].to_numpy(dtype=float)
    weight = weight / weight.sum()
    scores = np.column_stack([[_score(p, v) for v in table[p.name]] for p in shared + apart])
    mean = weight @ scores
    covariance = np.cov(scores.T, aweights=weight)
    factor = TRANSFER * np.linalg.cholesky(covariance + 1e-9 * np.eye(len(mean)))
    chosen = tuple(p for p in CANDIDATES if own is None or p.name in own)
    carried = tuple(
        replace(p, name=LAB + p.name, target=f"{p.target}, in the laboratory") for p in apart
    )
    return Space(shared, mean, factor, chosen, carried if lab else ())
