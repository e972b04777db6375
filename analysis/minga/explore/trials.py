"""Many settings of one scenario on the same random numbers, as one design with one factor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import pandas as pd

from minga.config import parsed_config
from minga.design import matrix
from minga.results import Results
from minga.simulation import Scenario, simulate

FACTOR = "trial"
# a level must set something, and this changes nothing that happens
AS_IT_STANDS = {"scenario.source": "as it stands"}


def trials(
    scenario: Scenario,
    settings: Sequence[Mapping[str, Any]],
    overrides: Mapping[str, Any] | None = None,
    *,
    replicates: int = 20,
    seed: int = 1,
    record: Sequence[str] = ("summary",),
    threads: int | None = None,
) -> Results:
    """Run a scenario under each of the settings (parameters by path, as in ``--set``).

    Trial i is design point i: ``values(results, outcome)`` has a row for it. All trials share
    their random numbers, so that they are compared replicate by replicate. ``overrides`` hold for
    all of them. Raises InputError if any trial is impossible, ValueError if there is none.
    """
    if not settings:
        raise ValueError("no settings to try")
    levels = [
        {"label": str(i), "set": dict(one) or AS_IT_STANDS} for i, one in enumerate(settings)
    ]
    design: dict[str, Any] = {
        "name": "trials",
        **_base(scenario),
        "replicates": replicates,
        "seed": seed,
        "set": {"record.groups": list(record)} | dict(overrides or {}),
        "factor": [{"name": FACTOR, "title": {"en": "Trial", "es": "Ensayo"}, "levels": levels}],
    }
    return simulate(design, threads=threads)


def values(results: Results, outcome: str) -> pd.DataFrame:
    """An outcome of trials, in its unit: one row per trial, one column per replicate.

    NaN where the outcome is not defined, such as the month of a milestone that was not reached.
    """
    return matrix(results, outcome).T.rename_axis(index=FACTOR, columns="replicate")


def _base(scenario: Scenario) -> dict[str, Any]:
    if isinstance(scenario, Mapping):
        return {"base": dict(scenario)}
    name = fspath(scenario)
    if isinstance(scenario, str) and "\n" in name:
        return {"base": parsed_config(name)}
    there = isinstance(scenario, PathLike) or Path(name).is_file()
    return {"scenario": str(Path(name).resolve()) if there else name}
