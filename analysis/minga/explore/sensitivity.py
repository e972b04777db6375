"""Which parameters matter: Morris's elementary effects and Sobol's indices, by SALib."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from minga.explore.ranges import Range, settings_at
from minga.explore.trials import trials, values
from minga.simulation import Scenario

LEVELS = 4  # of Morris's grid, as he and SALib recommend


def morris(
    scenario: Scenario,
    ranges: Mapping[str, Range],
    outcome: str = "welfare",
    *,
    trajectories: int = 20,
    replicates: int = 20,
    seed: int = 1,
    overrides: Mapping[str, Any] | None = None,
    threads: int | None = None,
) -> pd.DataFrame:
    """Screening (Morris 1991; Campolongo and others 2007): the strongest parameters first.

    ranges: by parameter path, (low, high) or a list of choices; the shape of SALib's problem.
    trajectories: walks through the grid; the cost is trajectories x (parameters + 1) settings of
        ``replicates`` runs each, on the same random numbers.

    Columns, in the outcome's unit over the whole range of a parameter: parameter, mu_star (mean
    size of the effect), low and high (its 95 % interval, by bootstrap over trajectories), mu (mean
    effect with its sign), sigma (spread: interactions and non-linearity).
    ``attrs["evaluations"]`` holds every setting with its mean outcome.
    """
    problem = _problem(ranges)
    cube = _salib("sample.morris").sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    table, outcomes = _evaluate(
        scenario, ranges, cube, outcome, replicates, seed, overrides, threads
    )
    found = _salib("analyze.morris").analyze(
        problem, cube, outcomes, num_levels=LEVELS, seed=seed, print_to_console=False
    )
    effects = pd.DataFrame(
        {
            "parameter": list(ranges),
            "mu_star": np.asarray(found["mu_star"]),
            "low": np.asarray(found["mu_star"]) - found["mu_star_conf"],
            "high": np.asarray(found["mu_star"]) + found["mu_star_conf"],
            "mu": np.asarray(found["mu"]),
            "sigma": np.asarray(found["sigma"]),
        }
    )
    return _ranked(effects, "mu_star", table, outcome)


def sobol(
    scenario: Scenario,
    ranges: Mapping[str, Range],
    outcome: str = "welfare",
    *,
    base: int = 64,
    replicates: int = 20,
    seed: int = 1,
    overrides: Mapping[str, Any] | None = None,
    threads: int | None = None,
) -> pd.DataFrame:
    """Shares of the outcome's variance (Sobol' 2001; Saltelli and others 2010), largest first.

    base: a power of 2; the cost is base x (parameters + 2) settings. The outcome is the mean of
    ``replicates`` runs on the same random numbers, so that the variance is that of the settings.

    Columns: parameter, first (alone), first_low, first_high, total (with all its interactions),
    total_low, total_high: shares of the variance, with 95 % intervals by bootstrap. Estimates of
    few settings may lie outside [0, 1]. ``attrs["evaluations"]`` holds every setting.
    """
    if base < 2 or base & (base - 1):
        raise ValueError(f"base is {base}; accepted: a power of 2, such as 64")
    problem = _problem(ranges)
    cube = _salib("sample.sobol").sample(problem, base, calc_second_order=False, seed=seed)
    table, outcomes = _evaluate(
        scenario, ranges, cube, outcome, replicates, seed, overrides, threads
    )
    found = _salib("analyze.sobol").analyze(
        problem, outcomes, calc_second_order=False, seed=seed, print_to_console=False
    )
    shares = pd.DataFrame({"parameter": list(ranges)})
    for name, key in (("first", "S1"), ("total", "ST")):
        shares[name] = np.asarray(found[key])
        shares[f"{name}_low"] = np.asarray(found[key]) - found[f"{key}_conf"]
        shares[f"{name}_high"] = np.asarray(found[key]) + found[f"{key}_conf"]
    return _ranked(shares, "total", table, outcome)


def _problem(ranges: Mapping[str, Range]) -> dict[str, Any]:
    """The unit cube: ranges are applied by us, because they may be choices or whole numbers."""
    return {
        "num_vars": len(ranges),
        "names": list(ranges),
        "bounds": [[0.0, 1.0]] * len(ranges),
    }


def _evaluate(
    scenario: Scenario,
    ranges: Mapping[str, Range],
    cube: npt.NDArray[np.float64],
    outcome: str,
    replicates: int,
    seed: int,
    overrides: Mapping[str, Any] | None,
    threads: int | None,
) -> tuple[pd.DataFrame, npt.NDArray[np.float64]]:
    settings = settings_at(ranges, cube)
    results = trials(
        scenario, settings, overrides, replicates=replicates, seed=seed, threads=threads
    )
    means = values(results, outcome).mean(axis=1).to_numpy()
    if not np.isfinite(means).all():
        raise ValueError(
            f"{outcome} has no value at {int((~np.isfinite(means)).sum())} of {len(means)} "
            "settings; accepted: an outcome that every run has"
        )
    table = pd.DataFrame(settings).assign(**{outcome: means})
    table.attrs["units"] = results.units(outcome)
    return table, means


def _ranked(
    table: pd.DataFrame, by: str, evaluations: pd.DataFrame, outcome: str
) -> pd.DataFrame:
    ranked = table.sort_values(by, ascending=False, ignore_index=True)
    units = evaluations.attrs.get("units", "")
    ranked.attrs = {"outcome": outcome, "units": units, "evaluations": evaluations}
    return ranked


def _salib(part: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its own imports
            return importlib.import_module(f"SALib.{part}")
    except ImportError as error:
        raise ImportError("this needs SALib: pip install SALib") from error
