"""The page's table of results over the fit alone, and over what is assumed as well."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from minga.calibrate.field.carry import Carried
from minga.calibrate.page import END, replace, table

WIDER = "### Results carried through what is assumed as well"
OUTCOMES = ("survived", "cooperation_final", "welfare")


@dataclass(frozen=True)
class Case:
    """One scenario over draws of the fit, and over the same draws with assumed numbers moved.

    ``drawn`` assumed numbers lie between 1/``factor`` and ``factor`` times their value.
    """

    scenario: str
    fitted: Carried
    both: Carried
    drawn: int
    draws: int
    factor: float


def text(cases: list[Case]) -> str:
    """The section."""
    counts = ", ".join(f"{case.drawn} in `{case.scenario}`" for case in cases)
    one = cases[0]
    chance = 0.5 / np.sqrt(one.fitted.replicates)
    names = {"survived": "survived", "cooperation_final": "cooperation", "welfare": "welfare"}
    rows = []
    for case in cases:
        for narrow, wide in zip(_rows(case.fitted), _rows(case.both), strict=True):
            rows.append(
                f"| `{case.scenario}` | {narrow.intervention} | {names[narrow.outcome]} "
                f"| {_span(narrow)} | {_above(narrow)} | {_span(wide)} | {_above(wide)} |"
            )
    head = (
        "| scenario | intervention, or difference of two | outcome | over the fit: median, 90 % "
        "| above 0 | over both: median, 90 % | above 0 |"
    )
    return f"""{WIDER}

Made by `python -m minga.calibrate wider`. The section above moves the fitted numbers only. Most of
the parameters that were screened move no figure and stay as assumed, and so do the numbers of a
scenario that no document gives. Here {one.draws} draws of the fit play once alone and once with
those numbers drawn, too, each between 1/{one.factor:g} and {one.factor:g} times its value
(`analysis/minga/evaluate/ranges.py`): {counts}. {one.fitted.replicates} groups under each
intervention, so that the mean of a draw has chance of its own, up to {chance:.2f} in survival
(standard error). A draw in which both sides do the same is not above 0; where all of this moves
there are many in which no group lives, or every one, on either side. The ranges are assumed: wider
ones would widen the intervals. For any scenario:
`python -m minga.calibrate carry SCENARIO --assumed`.

{table(head, rows)}"""


def _rows(carried: Carried) -> list[Any]:
    found = carried.table()
    return [
        row
        for row in found.itertuples()
        if row.outcome in OUTCOMES and ("−" in row.intervention or row.outcome == "survived")
    ]


def _span(row: Any) -> str:
    digits = 0 if row.outcome == "welfare" else 2
    return f"{row.median:,.{digits}f}, {row.low:,.{digits}f} to {row.high:,.{digits}f}"


def _above(row: Any) -> str:
    return f"{100 * row.above_zero:.0f} %" if "−" in row.intervention else ""


def renew(cases: list[Case], out: Path) -> None:
    """Put the section into the page; the rest stays."""
    old = out.read_text(encoding="utf-8")
    out.write_text(replace(old, text(cases), WIDER, END), encoding="utf-8")
