"""What the laboratory stage is fitted to, and how it was made from the individual data.

``targets-lab.csv`` holds derived aggregates only: value, and standard error by resampling people
and by resampling sessions. It was made by ``python -m minga.calibrate targets DATA.csv`` from the
individual data of Fischbacher and Gächter (2010), as kept in the public repository
sbordt/PublicGoodsHeterogeneity; the data themselves are not needed to build, run or test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate import punishment
from minga.calibrate.statistics import (
    BELIEF_RULES,
    NAMES,
    PERIODS,
    belief_rules,
    least_squares,
    statistics,
)

FILE = Path(__file__).with_name("targets-lab.csv")
RESAMPLES = 2000
SEED = 2010
LEVELS = np.arange(21)  # tokens, the conditions of the elicited schedule
CONDITIONAL = 1  # their code of the type "conditional cooperator"
HEAD = """# Aggregates of the individual data of Fischbacher and Gächter (2010, AER 100:541): 140
# people, 6 sessions, groups of four drawn anew in each of ten rounds, 20 tokens, marginal return
# 0.4. Data: public repository sbordt/PublicGoodsHeterogeneity. Made by
# `python -m minga.calibrate targets DATA.csv`. Standard errors by resampling people (se_people) and
# sessions (se_sessions), 2000 times. `fitted` says whether the statistic enters the fit; the rules
# of beliefs are held out.
"""


@dataclass(frozen=True)
class Targets:
    """Values and scales of the fitted statistics, in the order of ``names``.

    ``scale`` is the larger of both standard errors: people of one session share their luck.
    """

    names: list[str]
    value: np.ndarray
    scale: np.ndarray


def load(path: Path = FILE) -> pd.DataFrame:
    """The table of targets, indexed by name."""
    return pd.read_csv(path, comment="#", index_col="name")


def chosen(names: Sequence[str], table: pd.DataFrame | None = None) -> Targets:
    """Some of the statistics, with their scales."""
    rows = (load() if table is None else table).loc[list(names)]
    scale = rows[["se_people", "se_sessions"]].max(axis=1).to_numpy(dtype=float)
    return Targets(list(names), rows["value"].to_numpy(dtype=float), scale)


def fitted(table: pd.DataFrame | None = None) -> Targets:
    """The statistics that enter the fit: of the individual data, and under punishment."""
    data, punished = chosen(NAMES, table), punishment.load()
    return Targets(
        [*data.names, *punished.index],
        np.concatenate([data.value, punished["value"].to_numpy(dtype=float)]),
        np.concatenate([data.scale, punished["error"].to_numpy(dtype=float)]),
    )


def _wide(data: pd.DataFrame, column: str) -> np.ndarray:
    """(round, person) of one column."""
    return np.asarray(data.pivot(index="period", columns="idsubj", values=column), dtype=float)


def _more(people: pd.DataFrame, wide: dict[str, np.ndarray], who: np.ndarray) -> dict[str, float]:
    """Statistics beyond the fitted ones: published rules, and schedules."""
    given, others, belief = (wide[k][:, who] for k in ("cont", "othercont", "belief"))
    predicted = wide["predictedcontribution"][:, who]
    rules = dict(zip(BELIEF_RULES, belief_rules(given, others, belief), strict=True))
    giving = least_squares(given, predicted, belief)
    mine = people.iloc[who]
    kind = mine["preftype"].to_numpy()
    plan = mine[[f"b{k}" for k in LEVELS]].to_numpy(dtype=float)
    slope, intercept = np.polyfit(LEVELS, plan.T, 1)
    cooperative = kind == CONDITIONAL
    return rules | {
        "giving_rule_constant": giving[0],
        "giving_rule_predicted": giving[1],
        "giving_rule_belief": giving[2],
        "schedule_intercept": intercept.mean(),
        "schedule_slope": slope.mean(),
        "conditional_intercept": intercept[cooperative].mean(),
        "conditional_slope": slope[cooperative].mean(),
        "conditional_slope_sd": slope[cooperative].std(ddof=1),
        "share_conditional": cooperative.mean(),
        "share_free_rider": (kind == 2).mean(),
        "share_triangle": (kind == 3).mean(),
        "share_other": (kind == 4).mean(),
        "all_given_1": (given[0] > 19.5).mean(),
        "all_given_10": (given[PERIODS - 1] > 19.5).mean(),
    }


def _all(people: pd.DataFrame, wide: dict[str, np.ndarray], who: np.ndarray) -> dict[str, float]:
    given, others, belief = (wide[k][:, who] for k in ("cont", "othercont", "belief"))
    first = float(belief[0].std(ddof=1))
    found = dict(zip(NAMES, statistics(given, others, belief.mean(axis=1), first), strict=True))
    return {k: float(v) for k, v in (found | _more(people, wide, who)).items()}


def _resampled(
    people: pd.DataFrame,
    wide: dict[str, np.ndarray],
    draw: Callable[[np.random.Generator], np.ndarray],
) -> pd.Series:
    rng = np.random.default_rng(SEED)
    rows = [_all(people, wide, draw(rng)) for _ in range(RESAMPLES)]
    return pd.DataFrame(rows).std(ddof=1)


def _people(data: Path) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """One row a person, and (round, person) of each column that the statistics need."""
    raw = pd.read_csv(data)
    people = raw[raw["period"] == 1].sort_values("idsubj").reset_index(drop=True)
    columns = ("cont", "othercont", "belief", "predictedcontribution")
    return people, {column: _wide(raw, column) for column in columns}


def of(data: Path) -> pd.Series:
    """The statistics of the individual data, without errors."""
    people, wide = _people(data)
    return pd.Series(_all(people, wide, np.arange(len(people))))


def make(data: Path) -> pd.DataFrame:
    """The table of targets from the individual data."""
    people, wide = _people(data)
    sessions = [np.flatnonzero(people["session"] == s) for s in sorted(people["session"].unique())]
    count = len(people)
    table = pd.DataFrame({"value": of(data)})
    table["se_people"] = _resampled(people, wide, lambda rng: rng.integers(0, count, count))
    table["se_sessions"] = _resampled(
        people,
        wide,
        lambda rng: np.concatenate([sessions[k] for k in rng.integers(0, len(sessions), 6)]),
    )
    table["fitted"] = [int(name in NAMES) for name in table.index]
    table.index.name = "name"
    return table


def write(data: Path, out: Path = FILE) -> None:
    """Make the table and store it with its provenance."""
    out.write_text(HEAD + make(data).round(6).to_csv(), encoding="utf-8")
