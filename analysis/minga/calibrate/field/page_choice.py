"""The page's section on the draw that is shipped."""

from __future__ import annotations

from pathlib import Path

from minga.calibrate.field import choice
from minga.calibrate.field.carry import REPLICATES
from minga.calibrate.field.labels import LABELS
from minga.calibrate.page import number, replace, table

SHIPPED = "### The shipped draw"
SCREENING = "### Screening"  # the section after it


def _placed(chosen: choice.Choice) -> str:
    rows = [
        f"| {row.kind} | {_name(row.Index, row.kind)} | {_amount(row.own)} | {_amount(row.median)} "
        f"| {_amount(row.low)} to {_amount(row.high)} | {100 * row.below:.0f} % |"
        for row in chosen.table.itertuples()
    ]
    return table("| kind | of | shipped | median draw | 90 % | draws below |", rows)


def _name(name: str, kind: str) -> str:
    return f"`{name}`" if kind == "parameter" else LABELS.get(name, name)


def _amount(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100.0 else number(value)


def text(chosen: choice.Choice, draws: int) -> str:
    """The section on the draw that is shipped."""
    count = len(chosen.table)
    return f"""{SHIPPED}

Made by `python -m minga.calibrate choose`: shipped is **row {chosen.row} of the file** (counted
from 0), and `python -m minga.calibrate apply` writes it. It is found by a rule. Each of the {draws}
draws is evaluated anew with {choice.GROUPS} groups under each regulation, {choice.EXPERIMENTS}
experiments of the laboratory, and {REPLICATES} groups under each intervention. The better fitting
half stays (up to {chosen.typical_gap:.2f} errors from all that was fitted). Of these the draw is
shipped that is nearest to the medians of what was fitted, of what interventions do and of
parameters, each in standard deviations of the draws and each kind with the same weight. The
evaluation is in `analysis/minga/calibrate/evaluated-field.csv`, and a test repeats the rule.

This draw lies {chosen.gap:.2f} errors from what was fitted, and {chosen.away:.2f} standard
deviations from the medians (the median draw: {chosen.typical_away:.2f}). Of its {count} coordinates
{chosen.inside(0.5)} lie in the central half of the draws and {chosen.inside(0.9)} in the central
90 %.

{_placed(chosen)}"""


def renew(chosen: choice.Choice, draws: int, out: Path) -> None:
    """Put the choice into the page; the rest stays."""
    old = out.read_text(encoding="utf-8")
    out.write_text(replace(old, text(chosen, draws), SHIPPED, SCREENING), encoding="utf-8")
