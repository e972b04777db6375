"""Ranges of parameters, and points of the unit cube as settings within them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Range = Sequence[Any]


def is_choice(values: Range) -> bool:
    """A list of names or of more than two values is a choice; two numbers are an interval."""
    return len(values) != 2 or any(isinstance(v, (str, bool)) for v in values)


def at(values: Range, share: float) -> Any:
    """What lies at a share (0 to 1) of a range: a choice, a whole number, or a real one.

    Two whole numbers make an interval of whole numbers, each as likely as the others.
    """
    if is_choice(values):
        return values[min(int(share * len(values)), len(values) - 1)]
    low, high = values
    if isinstance(low, (int, np.integer)) and isinstance(high, (int, np.integer)):
        return int(low + min(int(share * (high - low + 1)), high - low))
    return float(low + share * (high - low))


def settings_at(
    ranges: Mapping[str, Range], cube: npt.NDArray[np.float64]
) -> list[dict[str, Any]]:
    """Settings for points of the unit cube, shape (points, ranges)."""
    _check(ranges)
    return [
        {path: at(values, share) for (path, values), share in zip(ranges.items(), row, strict=True)}
        for row in cube.tolist()
    ]


def _check(ranges: Mapping[str, Range]) -> None:
    if not ranges:
        raise ValueError("no ranges to explore; accepted: parameter paths with (low, high)")
    for path, values in ranges.items():
        if len(values) < 2:
            raise ValueError(f"{path}: a range needs a low and a high end, or several choices")
        if not is_choice(values) and not values[0] < values[1]:
            raise ValueError(f"{path}: {values[0]} is not below {values[1]}")
