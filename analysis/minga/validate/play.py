"""Cases that are played on the association model, with what all of them share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minga.validate.bench import Bench, Experiment, Treatments
from minga.validate.case import Case, Criterion, Measured

MODEL = "association model, conduct fitted to B1"
Statistic = Callable[[Treatments], np.ndarray]  # (run,) or (run, value)


def played(experiment: Experiment, statistic: Statistic) -> Callable[[Bench], Measured]:
    """Measure a statistic over replicates, and over the posterior's draws where there are any.

    The runs of one draw are averaged, so that what is left between draws is parameters.
    """

    def measure(bench: Bench) -> Measured:
        draws = None
        if bench.draws:
            found = statistic(bench.play_drawn(experiment))
            draws = _means(found.reshape(bench.draws, experiment.each, -1))
        return Measured.over(statistic(bench.play(experiment)), draws)

    return measure


def _means(table: np.ndarray) -> np.ndarray:
    """(draw, value) over the runs that say something; NaN where none does."""
    known = np.isfinite(table)
    sums = np.where(known, table, 0.0).sum(axis=1)
    return np.where(known.any(axis=1), sums / np.maximum(known.sum(axis=1), 1), np.nan)


def case(
    key: str,
    measured: str,
    unit: str,
    published: tuple[float, ...],
    criterion: Criterion,
    source: str,
    evidence: str,
    experiment: Experiment,
    statistic: Statistic,
    reason: str = "",
    model: str = MODEL,
) -> Case:
    """A case that is played."""
    return Case(
        key,
        model,
        measured,
        unit,
        published,
        criterion,
        source,
        evidence,
        f"python -m minga.validate --only {key}",
        played(experiment, statistic),
        reason,
    )
