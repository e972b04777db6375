"""minga: simulate; read, compare, plot and report what the simulator wrote.

>>> import minga                                          # doctest: +SKIP
>>> with minga.open("out/otavalo-interventions.h5") as results:
...     print(minga.rank(results).head())
...     print(minga.compare(results, factor="facilitator", reference="none"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from minga.basis import basis
from minga.contrast import compare
from minga.progress import IncompleteWarning
from minga.ranking import best_set, rank
from minga.results import MissingGroupError, NotAResultFileError, Results
from minga.results import open_results as open
from minga.simulation import InputError, ScenarioNote, simulate
from minga.survival import kaplan_meier

if TYPE_CHECKING:
    from minga import plot
    from minga.reporting import report

__version__ = "0.1.0"
__all__ = [
    "IncompleteWarning",
    "InputError",
    "MissingGroupError",
    "NotAResultFileError",
    "Results",
    "ScenarioNote",
    "basis",
    "best_set",
    "compare",
    "kaplan_meier",
    "open",
    "plot",
    "rank",
    "report",
    "simulate",
]


def __getattr__(name: str) -> Any:
    """Load the parts that need matplotlib only when they are asked for."""
    if name == "plot":
        return importlib.import_module("minga.plot")
    if name == "report":
        return importlib.import_module("minga.reporting").report
    raise AttributeError(f"module 'minga' has no attribute {name!r}")
