"""The calibration targets for programmes, with the numbers shipped for firms.

Those are one draw of the fit to these figures, so that agreement is no evidence: what is checked is
that the shipped numbers still give what they were chosen for. docs/calibration.md has the fit.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from minga.calibrate.field import targets
from minga.calibrate.field.posterior import load, stored_space
from minga.calibrate.field.simulator import FREE, SANCTIONED, SCENARIO, Groups, design, read
from minga.calibrate.field.statistics import END, NAMES, statistics
from minga.calibrate.parameters import Settings
from minga.config import first
from minga.results import open_results
from minga.validate.bench import Bench
from minga.validate.case import Case, Drawn, Measured, Near

SEED = 3637
BATCHES, GROUPS = 10, 40  # groups of each kind in a batch: medians need some
MODEL = "Otavalo network under trust-first, half with the printed regulation, half with sanctions"
WORDS = {
    "active": "members who attend regularly",
    "hardly": "members who hardly take part",
    "regulation_month": "regulation in force: month (median of those by month 36)",
    "regulation_share": "... share of groups by month 36",
    "routine_month": "working routine: month",
    "routine_share": "... share of groups by month 36",
    "manager_month": "manager hired: month",
    "manager_share": "... share of groups by month 36",
    "institutionalised": "institutionalised at month 36: share of groups",
    "alive_36": "alive at month 36",
    "alive_60": "alive at month 60",
    "meeting_learning": "gain from meetings in the first year over margin",
    "sanctions_rise": "contributions with sanctions less without, months 24 to 36",
    "decay": "change of contributions without sanctions, months 4–12 to 24–36",
}
REASON = (
    "The shipped numbers are one draw of a fit to all these figures; what the fit leaves open is "
    "in calibration.md."
)


def table(bench: Bench) -> np.ndarray:
    """(batch, figure) of the shipped scenario; kept by the bench for all cases."""
    return bench.once("programmes", lambda: _table(bench))


def _table(bench: Bench) -> np.ndarray:
    each = bench.replicates(GROUPS)
    groups = Groups(bench.minga, stored_space(load()), SEED, each, bench.threads)
    out = bench.folder / "programmes.h5"
    as_shipped: Settings = {"time.periods": END}  # its own horizon: a level has to set something
    rules = (FREE, SANCTIONED)
    groups.sweep(
        design([as_shipped] * BATCHES, SCENARIO, rules, {}), "summary,trajectory,firm", out
    )
    bench.drawn.append(Drawn(SCENARIO, BATCHES * each, SEED))
    with open_results(out) as results:
        gain = float(first(results.settings, "meeting_gain"))
    found = np.array([statistics(*pair, gain) for pair in read(out, BATCHES)])
    out.unlink()
    return found


def _measure(name: str) -> Callable[[Bench], Measured]:
    return lambda bench: Measured.over(table(bench)[:, NAMES.index(name)])


def _case(name: str, row: pd.Series) -> Case:
    value, error = float(row["value"]), float(row["error"])
    unit = "months" if name.endswith("_month") else "share"
    kind = {"measured": "measured", "rule": "rule of thumb", "assumed": "assumed"}[row["kind"]]
    return Case(
        f"C.{name}",
        MODEL,
        WORDS[name],
        unit,
        (value,),
        Near(error),
        f"targets-field.csv ({kind}); fitted; tolerance one error of the figure",
        "T",
        f"python -m minga.validate --only C.{name}",
        _measure(name),
        REASON,
    )


def _absent(key: str, measured: str, unit: str, value: float, source: str, reason: str) -> Case:
    return Case(key, MODEL, measured, unit, (value,), Near(0.0), source, "T", "–", None, reason)


CASES: tuple[Case, ...] = (
    *(_case(str(name), row) for name, row in targets.load().loc[NAMES].iterrows()),
    _absent(
        "C.individual",
        "cost of group over cost of individual support for the same gain in practices",
        "ratio",
        round(10_000 / 29_000, 2),
        "Iacovone, Maloney, McKenzie 2022",
        "What individual support does is an assumption of the comparison in evaluation.md, not a "
        "result.",
    ),
    _absent(
        "C.turnover",
        "rise of turnover by a network contract, year 3 less year 1",
        "share",
        0.121,
        "Istat-CSC 2017, second-hand",
        "Firms have a margin that does not grow.",
    ),
    _absent(
        "C.purchase",
        "input cost saved by joint purchasing, of what was bought jointly",
        "share",
        0.33,
        "[RedEAmérica] furniture network of Santiago de los Caballeros",
        "The discount is an input of the preset joint-purchase.",
    ),
)
