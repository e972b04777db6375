"""What a design point sets: a parameter of the base scenario, or of the point's factor levels."""

from __future__ import annotations

from typing import Any

from minga.design import points
from minga.evidence.origins import base
from minga.evidence.paths import at
from minga.results import Results


def setting(results: Results, point: int, path: str) -> Any:
    """The value of a parameter at a design point; None where the file does not tell."""
    config = results.settings
    value = at(base(config), path)
    row = points(results).loc[point] if results.factors else {}
    for factor in config.get("factor") or []:
        level = row.get(factor.get("name"))
        if factor.get("path") == path and level is not None:
            value = level
        for given in factor.get("levels") or []:
            if isinstance(given, dict) and str(given.get("label")) == str(level):
                value = given.get("set", {}).get(path, value)
    return value


# Structures whose firms are counted over all associations, each firm in its place.
PLACED = ("territory", "lattice", "small-world", "scale-free", "edge-list", "hyperedges")


def founders(results: Results, point: int) -> float:
    """Firms that a group started with, on average over the associations; NaN if unknown.

    The divisor of every amount per firm. A firm in several associations counts in each.
    """
    found = setting(results, point, "population.firms")
    if not found:
        return float("nan")
    if setting(results, point, "structure.kind") in PLACED:
        return float("nan")
    groups = base(results.settings).get("association") or [{}]
    sizes = [float(one.get("firms") or found) for one in groups]
    copies = [float(one.get("copies") or 1) for one in groups]
    return sum(n * k for n, k in zip(sizes, copies, strict=True)) / sum(copies)
