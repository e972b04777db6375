"""The split of a nested design as plain values: parts, rules, and what moves the effect most."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from minga.evaluate.simulate import Nested
from minga.evaluate.split import split
from minga.stats import Array

SHOWN = 6


def summary(made: Nested, level: float = 0.95) -> dict[str, Any]:
    """All that the report, the terminal and JSON tell about the uncertainty."""
    parts = {name: split(y).as_data() for name, y in made.contrast.items()}
    drivers, tried = moving(made, level)
    return {
        "contrast": "programme less no programme",
        "method": "law of total variance; unbiased products over different replicates and draws; "
        "jackknife standard errors",
        "rules": list(made.rules),
        "seed": made.seed,
        "factor": made.factor,
        "drawn_from_ranges": made.ranges,
        "drawn_from_calibration": made.carried,
        "replicates_dropped": made.dropped,
        "outcomes": parts,
        "drivers": drivers,
        "drivers_tried": tried,
    }


def moving(made: Nested, level: float) -> tuple[list[dict[str, Any]], int]:
    """Numbers whose draws go with the effect on welfare, strongest first, and how many were tried.

    Rank correlation (Spearman) over the draws with the effect averaged over rules and replicates;
    only those significant after Bonferroni's correction. Numbers that move together count once.
    """
    effect = made.contrast["welfare"].mean(axis=(1, 2))
    columns: dict[bytes, tuple[str, Array]] = {}
    for path in _paths(made.drawn[0]):
        values = np.array([float(_value(one, path)) for one in made.drawn])
        if np.ptp(values) > 0.0:
            ranks = stats.rankdata(values)
            columns.setdefault(ranks.tobytes(), (path, ranks))
    order = stats.rankdata(effect)
    found: list[dict[str, Any]] = []
    for path, ranks in columns.values():
        rho, p = stats.pearsonr(ranks, order)
        if p * len(columns) < 1.0 - level:
            found.append({"path": path, "rank_correlation": float(rho)})
    found.sort(key=lambda one: -abs(one["rank_correlation"]))
    return found[:SHOWN], len(columns)


def _paths(one: Any) -> list[str]:
    paths: list[str] = []
    for path, value in one.items():
        inner = [f"{path}|{key}" for key in value] if isinstance(value, dict) else [path]
        paths += inner
    return paths


def _value(one: Any, path: str) -> float:
    name, _, key = path.partition("|")
    found = one[name]
    return float(found[key] if key else found)
