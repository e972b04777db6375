"""Firms and the laboratory's people with the same conduct: the statistics of one draw in both.

A draw plays the reference groups, and the experiment of Fischbacher and Gächter with its conduct
and the shares and rates of learning that are the laboratory's own.
"""

from __future__ import annotations

import numpy as np

from minga.calibrate.field.simulator import Groups
from minga.calibrate.field.space import Space, laboratory_settings
from minga.calibrate.field.targets import AGGREGATES
from minga.calibrate.simulator import BATCH, Laboratory
from minga.calibrate.targets import fitted

PLACES = [fitted().names.index(name) for name in AGGREGATES]


class Both:
    """The two simulators. ``experiments`` are averaged for each draw."""

    def __init__(self, groups: Groups, lab: Laboratory, experiments: int = 1) -> None:
        self.groups, self.lab, self.experiments = groups, lab, experiments

    @property
    def space(self) -> Space:
        return self.groups.space

    def of(self, values: np.ndarray) -> np.ndarray:
        """Statistics of draws given by their parameters (draw, parameter)."""
        space, times = self.space, self.experiments
        field = self.groups.statistics([space.settings(row) for row in values])
        points = [laboratory_settings(space.named(row)) for row in values for _ in range(times)]
        parts = [points[k : k + BATCH] for k in range(0, len(points), BATCH)]
        played = np.vstack([self.lab.statistics(part)[:, PLACES] for part in parts])
        return np.hstack([field, played.reshape(len(values), times, -1).mean(axis=1)])

    def __call__(self, z: np.ndarray) -> np.ndarray:
        """Statistics of draws given by their standard normal scores (draw, parameter)."""
        return self.of(self.space.values(z))
