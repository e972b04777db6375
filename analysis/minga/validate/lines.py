"""Results that other programs have measured: one line a case, as JSON or CSV.

Each result is one JSON object a line (``.jsonl``) or one row (``.csv``) with the fields of
``FIELDS``; several values of one case are lists, in CSV joined by semicolons. ``tolerance`` is a
number that every value has to be within, or ``sign`` for a bound that it has to clear by three
standard errors. The verdict is worked out here; where a line also states one, the two have to
agree.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from minga.validate.case import Above, Case, Drawn, Measured, Near, Outcome

FOLDER = Path(__file__).with_name("results")
FIELDS = (
    "id",
    "model",
    "measured",
    "unit",
    "published",
    "tolerance",
    "source",
    "evidence",
    "ours",
    "error",
    "command",
)
OPTIONAL = ("verdict", "reason", "replicates", "seed")  # the last two where something is drawn


def read(paths: list[Path]) -> list[Outcome]:
    """Outcomes of all lines; ValueError names file and line of the first that is wrong."""
    found = []
    for path in paths:
        for number, row in enumerate(_rows(path), start=1):
            try:
                found.append(outcome(row))
            except (KeyError, TypeError, ValueError) as fault:
                raise ValueError(f"{path}: result {number}: {fault}") from fault
    return found


def shipped() -> list[Path]:
    """The files of results kept beside this module; none is fine."""
    return sorted(p for p in FOLDER.glob("*") if p.suffix in (".jsonl", ".csv"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as text:
        if path.suffix == ".csv":
            yield from csv.DictReader(text)
        else:
            yield from (json.loads(line) for line in text if line.strip())


def outcome(row: dict[str, Any]) -> Outcome:
    """One line as an outcome."""
    missing = [name for name in FIELDS if row.get(name) in (None, "") and name != "unit"]
    if missing:
        raise ValueError(f"missing: {', '.join(missing)}")
    published = _numbers(row["published"])
    ours, errors = _numbers(row["ours"]), _numbers(row["error"])
    if not ours.size == errors.size == published.size:
        raise ValueError("published, ours and error differ in length")
    tolerance = row["tolerance"]
    case = Case(
        key=str(row["id"]),
        model=str(row["model"]),
        measured=str(row["measured"]),
        unit=str(row.get("unit") or ""),
        published=tuple(published.tolist()),
        criterion=Above() if tolerance == "sign" else Near(float(tolerance)),
        source=str(row["source"]),
        evidence=str(row["evidence"]),
        command=str(row["command"]),
        measure=lambda bench: Measured(ours, errors),
        reason=str(row.get("reason") or ""),
    )
    found = Outcome(case, Measured(ours, errors), _drawn(row))
    stated = row.get("verdict")
    if stated and stated != found.verdict:
        raise ValueError(f"{case.key} states {stated}, its numbers say {found.verdict}")
    return found


def _drawn(row: dict[str, Any]) -> tuple[Drawn, ...]:
    if not row.get("replicates"):
        return ()
    return (Drawn(str(row["command"]), int(row["replicates"]), int(row.get("seed") or 0)),)


def _numbers(value: Any) -> np.ndarray:
    if isinstance(value, str):
        value = value.split(";")
    return np.atleast_1d(np.asarray(value, dtype=float))
