"""The registry of verdicts: what the last full run found, beside the code that found it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from minga.validate.case import Case, Measured, Outcome

FILE = Path(__file__).with_name("verdicts.csv")
COLUMNS = ("case", "verdict", "ours", "error")


@dataclass(frozen=True)
class Entry:
    """A case's verdict, our values and their standard errors."""

    verdict: str
    ours: tuple[float, ...]
    error: tuple[float, ...]

    @classmethod
    def of(cls, outcome: Outcome) -> Entry:
        """As it will be read back."""
        if outcome.measured is None:
            return cls(outcome.verdict, (), ())
        ours, error = outcome.measured.values, outcome.measured.errors
        return cls(
            outcome.verdict,
            # what is computed without chance is judged to many digits
            tuple(float(f"{v:.{5 if e else 10}g}") for v, e in zip(ours, error, strict=True)),
            tuple(float(f"{v:.3g}") for v in error),
        )


def _joined(values: Iterable[float]) -> str:
    return ";".join(f"{v:.10g}" for v in values)


def _apart(text: str) -> tuple[float, ...]:
    return tuple(float(v) for v in text.split(";")) if text else ()


def read(file: Path = FILE) -> dict[str, Entry]:
    """The registry; empty where there is none yet."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as text:
        return {
            row["case"]: Entry(row["verdict"], _apart(row["ours"]), _apart(row["error"]))
            for row in csv.DictReader(text)
        }


def write(outcomes: list[Outcome], file: Path = FILE) -> None:
    """Make the registry again."""
    with file.open("w", encoding="utf-8", newline="") as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS)
        for outcome in outcomes:
            entry = Entry.of(outcome)
            ours, error = _joined(entry.ours), _joined(entry.error)
            table.writerow([outcome.case.key, entry.verdict, ours, error])


def changes(outcomes: list[Outcome], known: dict[str, Entry], whole: bool = True) -> list[str]:
    """What the registry says and is no longer true, in either direction.

    ``whole`` says that all cases were run, so that one that is only in the registry is gone.
    """
    told = []
    for outcome in outcomes:
        key = outcome.case.key
        if key not in known:
            told.append(f"{key}: not in the registry, now {outcome.verdict}")
        elif known[key].verdict != outcome.verdict:
            now = "" if outcome.measured is None else f" ({_joined(outcome.measured.values)})"
            told.append(f"{key}: {known[key].verdict} in the registry, now {outcome.verdict}{now}")
    gone = known.keys() - {outcome.case.key for outcome in outcomes} if whole else set()
    return told + [f"{key}: in the registry, no such case" for key in sorted(gone)]


def steady(case: Case, entry: Entry, share: float, margin: float) -> bool:
    """Whether the verdict stands with a share of the replicates, by ``margin`` standard errors."""
    if not entry.ours:
        return True
    errors = np.asarray(entry.error) / np.sqrt(share)
    fewer = Outcome(case, Measured(np.asarray(entry.ours), errors))
    return fewer.verdict == entry.verdict and fewer.decisive > margin
