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
class Scene:
    """The scenario in which patterns are looked for, and what share of the full number it is run.

    A replicate of a programme holds many groups, so that fewer replicates say as much.
    """

    name: str
    share: float = 1.0

    def replicates(self, full: int) -> int:
        """How often it is run where one group is run ``full`` times; 3 at least."""
        return max(3, round(self.share * full))


OTAVALO_GROUP = Scene("otavalo")


@dataclass(frozen=True)
class Pattern:
    """A claim: `measure` is larger (sign 1) or smaller (-1) under `a` than under `b`.

    With `b` None the measure itself, a change within a run, is tested against zero. With `against`
    the claim is about a difference of differences: that of `a` and `b` less that of these two.
    `off` switches off the `mechanism` that should carry the claim, in all treatments alike.
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
    scene: Scene = OTAVALO_GROUP
    against: tuple[Settings, Settings] | None = None

    def compared(self) -> list[Settings]:
        """The settings that are compared, with the mechanism at work."""
        return [self.a, *([] if self.b is None else [self.b]), *(self.against or ())]

    def treatments(self) -> list[Settings]:
        """All settings that have to be run."""
        return self.compared() + [settings | self.off for settings in self.compared()]
