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


def founders(results: Results, point: int) -> float:
    """Firms that the group started with: the divisor of every amount per firm; NaN if unknown."""
    found = setting(results, point, "population.firms")
    return float(found) if found else float("nan")
