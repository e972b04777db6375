"""What a case is: a published result, how the program measures it, and when the two agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

if TYPE_CHECKING:
    from minga.validate.bench import Bench

MET, MISSED, ABSENT = "met", "missed", "not representable"
SURE = 3.0  # standard errors by which a sign has to clear its bound
# Where a published value comes from.
EVIDENCE = {
    "T": "read in the publication's text",
    "D": "recomputed from its original data",
    "X": "computed from the formula",
    "S": "simulated independently with a separate program",
    "M": "from memory: a lead, not a target",
}


@dataclass(frozen=True)
class Drawn:
    """What chance had a part in: a scenario or design, how often it was run, and from which seed.

    A replicate is one run of each treatment.
    """

    name: str
    replicates: int
    seed: int


@dataclass(frozen=True)
class Near:
    """Met if every value lies within ``tolerance`` of the published one."""

    tolerance: float | tuple[float, ...]

    def room(self, values: np.ndarray, errors: np.ndarray, published: np.ndarray) -> np.ndarray:
        """How far each value is inside the tolerance; negative outside. ``errors`` play no part."""
        del errors
        return np.asarray(np.asarray(self.tolerance) - np.abs(values - published))

    def out(self, values: np.ndarray, errors: np.ndarray, published: np.ndarray) -> np.ndarray:
        """Chance that each value is outside the tolerance in another run of the same truth."""
        room, apart = np.asarray(self.tolerance), values - published
        return np.asarray(ndtr((-room - apart) / errors) + ndtr((apart - room) / errors))

    def text(self, unit: str) -> str:
        """The tolerance in words."""
        each = np.atleast_1d(self.tolerance)
        return f"{', '.join(f'{v:g}' for v in dict.fromkeys(each.tolist()))} {unit}".strip()


@dataclass(frozen=True)
class Above:
    """Met if every value is above the published bound by more than ``SURE`` standard errors."""

    def room(self, values: np.ndarray, errors: np.ndarray, published: np.ndarray) -> np.ndarray:
        """By how much each value clears the bound; negative where it does not."""
        return np.asarray(values - SURE * errors - published)

    def out(self, values: np.ndarray, errors: np.ndarray, published: np.ndarray) -> np.ndarray:
        """Chance that each value does not clear the bound in another run of the same truth."""
        return np.asarray(ndtr(SURE - (values - published) / errors))

    def text(self, unit: str) -> str:
        """The tolerance in words."""
        del unit
        return f"sign, beyond {SURE:g} SE"


Criterion = Near | Above


@dataclass(frozen=True)
class Measured:
    """What the program gives: one or more values, and how sure chance lets us be of each.

    ``draws`` (draw, value) is the same at draws of a posterior of the parameters, where that makes
    sense. A value that is computed and not simulated has the standard error 0.
    """

    values: np.ndarray
    errors: np.ndarray
    draws: np.ndarray | None = None

    @classmethod
    def exact(cls, values: list[float] | np.ndarray) -> Measured:
        """Values without chance."""
        found = np.atleast_1d(np.asarray(values, dtype=float))
        return cls(found, np.zeros_like(found))

    @classmethod
    def over(cls, runs: np.ndarray, draws: np.ndarray | None = None) -> Measured:
        """Mean and standard error over independent runs (run, value)."""
        table = runs.reshape(len(runs), -1)
        known = np.isfinite(table).sum(axis=0)
        error = np.nanstd(table, axis=0, ddof=1) / np.sqrt(known)
        return cls(np.nanmean(table, axis=0), error, draws)


@dataclass(frozen=True)
class Case:
    """One published result.

    ``measure`` is None for what the model has no mechanism for: that is a verdict of its own, and
    ``reason`` says what is missing. ``command`` is what a reader types to see ours; ``reason`` is
    printed where the case is not met.
    """

    key: str
    model: str
    measured: str
    unit: str
    published: tuple[float, ...]
    criterion: Criterion
    source: str
    evidence: str
    command: str
    measure: Callable[[Bench], Measured] | None
    reason: str = ""
    long: bool = False  # takes minutes at any number of replicates: never in the short run

    @property
    def exacting(self) -> bool:
        """Whether it is compared to more digits than a table of shares shows."""
        near = self.criterion
        return isinstance(near, Near) and 0.0 < min(np.atleast_1d(near.tolerance)) < 0.002

    @property
    def family(self) -> str:
        """The case in the list of validation cases that this one is a part of: B7."""
        return self.key.split(".")[0]


@dataclass(frozen=True)
class Outcome:
    """A case and what was measured; None where nothing can be.

    ``drawn`` is what the verdict hangs on by chance: empty where it is computed.
    """

    case: Case
    measured: Measured | None
    drawn: tuple[Drawn, ...] = ()
    room: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        room = np.full(1, np.nan)
        if self.measured is not None:
            room = self._room(self.measured.values, self.measured.errors)
        object.__setattr__(self, "room", room)

    def _room(self, values: np.ndarray, errors: np.ndarray) -> np.ndarray:
        return self.case.criterion.room(values, errors, np.asarray(self.case.published))

    @property
    def verdict(self) -> str:
        """met, missed, or not representable."""
        if self.measured is None:
            return ABSENT
        return MET if bool((self.room >= 0.0).all()) else MISSED

    @property
    def agreeing(self) -> float:
        """Share of the posterior's draws that meet the case; NaN without draws.

        A draw's own chance is part of it, so that signs are counted without a margin. Draws that
        say nothing are left out.
        """
        if self.measured is None or self.measured.draws is None:
            return float("nan")
        draws = self.measured.draws[np.isfinite(self.measured.draws).all(axis=1)]
        return float((self._room(draws, np.zeros(draws.shape)) >= 0.0).all(axis=1).mean())

    @property
    def interval(self) -> np.ndarray:
        """5 %, median and 95 % of the draws, by value; NaN without draws."""
        if self.measured is None or self.measured.draws is None:
            return np.full((3, len(self.case.published)), np.nan)
        return np.nanquantile(self.measured.draws, (0.05, 0.5, 0.95), axis=0)

    @property
    def decisive(self) -> float:
        """Standard errors between the least decisive value and the change of the verdict."""
        if self.measured is None:
            return float("inf")
        errors = self.measured.errors
        apart = np.full(errors.shape, np.inf)
        np.divide(np.abs(self.room), errors, out=apart, where=errors > 0.0)
        # missed by one value is missed, so only the clearest miss has to stay one
        if self.verdict == MET:
            return float(np.nanmin(apart))
        missed = apart[self.room < 0.0]
        # nothing was measured where nothing happened, in no run: no chance is part of that
        return float(missed.max()) if missed.size else float("inf")

    @property
    def luck(self) -> float:
        """False-failure rate: chance that another seed gives another verdict, at most.

        Of normal errors around our values; NaN where no value has one.
        """
        if self.measured is None or not (self.measured.errors > 0.0).any():
            return float("nan")
        errors = self.measured.errors
        free = errors > 0.0
        out = (self.room < 0.0).astype(float)  # for sure, where nothing was drawn
        published = np.asarray(self.case.published)
        rates = self.case.criterion.out(
            self.measured.values, np.where(free, errors, 1.0), published
        )
        out[free] = rates[free]
        if self.verdict == MET:
            return float(min(1.0, out.sum()))
        return float((1.0 - out).min())  # all of them would have to change
