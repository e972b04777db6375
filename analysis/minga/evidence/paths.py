"""Parameters of a nested configuration by the paths that ``--set`` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


def values(tree: dict[str, Any], place: str = "") -> Iterator[tuple[str, Any]]:
    """(path, value) of every leaf; a coefficient ``{ mean, sd }`` and shares are leaves."""
    for key, value in tree.items():
        path = f"{place}.{key}" if place else key
        if isinstance(value, dict) and not is_leaf(key, value):
            yield from values(value, path)
        elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            for k, item in enumerate(value):
                yield from values(item, f"{path}[{k}]")
        else:
            yield path, value


def is_leaf(key: str, value: dict[str, Any]) -> bool:
    """Whether a table is one parameter: a coefficient, shares, weights, a text in two languages."""
    inside = set(value)
    shares = key == "shares" or key.startswith("phase")
    return not value or shares or inside <= {"mean", "sd"} or inside <= {"es", "en"}


def at(tree: Any, path: str) -> Any:
    """The value at a path such as ``association[0].action[2].cost``; None where there is none."""
    for part in re.findall(r"[^.\[\]]+", path):
        try:
            tree = tree[int(part)] if isinstance(tree, list) else tree[part]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return tree


def table_key(path: str) -> str:
    """A path as the parameter table names it: ``action.cost``, ``profile.omega``."""
    for pattern, place in (
        (r"^association\[\d+\]\.regulation\.", "regulation."),
        (r"^association\[\d+\]\.action\[\d+\]\.", "action."),
        (r"^association\[\d+\]\.facilitator\.", "facilitator."),
        (r"^association\[\d+\]\.", "association."),
        (r"^programme\.coordination\.", "coordination."),
        (r"^profiles\.[^.]+\.", "profile."),
        (r"^population\.firm\[\d+\]\.", "population.firm[0]."),
    ):
        found = re.match(pattern, path)
        if found:
            return place + path[found.end() :]
    return path
