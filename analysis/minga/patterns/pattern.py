"""What a pattern is: a claim of the field, two treatments, a measure, a mechanism."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from minga.results import Results

Settings = dict[str, str]  # path of a parameter -> value, as `--set` takes them


@dataclass(frozen=True)
class Measure:
    """One number a run. ``groups`` are those that the result file has to record beside summary.

    Measures are told apart by name. NaN means that the run says nothing about it.
    """

    name: str
    unit: str
    of: Callable[[Results], np.ndarray]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pattern:
    """A claim: `measure` is larger (sign 1) or smaller (-1) under `a` than under `b`.

    With `b` None the measure itself, a change within a run, is tested against zero. `off` switches
    off the `mechanism` that should carry the claim, in both treatments alike.
    """

    key: str
    claim: str
    source: str
    measure: Measure
    sign: int
    a: Settings
    b: Settings | None
    off: Settings
    mechanism: str

    def treatments(self) -> list[Settings]:
        """All settings that have to be run."""
        pair = [self.a] if self.b is None else [self.a, self.b]
        return pair + [settings | self.off for settings in pair]
