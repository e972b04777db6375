"""Which draw of the field's posterior is shipped: a rule, so that nobody chooses.

    python -m minga.calibrate choose

Every stored draw is evaluated with 100 groups under each of both regulations on what was fitted,
and with 200 groups under each intervention on what interventions do. The better fitting half stays.
Of these the most central is shipped: the draw nearest to the posterior's median in fitted
statistics, in contrasts of interventions and in parameters, each in standard deviations of the
posterior, each of the three kinds with the same weight. Medians of single parameters put together
are no draw, so it is one of the draws (a medoid, Kaufman and Rousseeuw 1990).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.abc import distances
from minga.calibrate.field import posterior, targets
from minga.calibrate.field.both import Both
from minga.calibrate.field.carry import Carried
from minga.calibrate.field.space import LAB, Space
from minga.calibrate.posterior import LEVELS

FILE = Path(__file__).parents[1] / "evaluated-field.csv"
GROUPS = 100  # under each of both regulations, for each draw
EXPERIMENTS = 5  # of the laboratory, for each draw
HEAD = """# Every draw of posterior-field.csv, in its order, by `python -m minga.calibrate choose`:
# what was fitted, and what interventions do (analysis/minga/calibrate/field/choice.py).
"""
NONE, TRUST = "none", "trust-first, otavalo-2008"
SANCTIONS = "trust-first, graduated-sanctions"
OUTCOMES = ("survived", "cooperation_rate", "welfare")
CONTRASTS = tuple((more, NONE, outcome) for more in (TRUST, SANCTIONS) for outcome in OUTCOMES)


def title(more: str, less: str, outcome: str) -> str:
    """A contrast as the table names it."""
    return f"{more} − {less}: {outcome}"


def evaluate(both: Both, carried: Carried, values: np.ndarray) -> pd.DataFrame:
    """One row a draw: fitted statistics of new groups, and contrasts of interventions."""
    table = pd.DataFrame(both.of(values), columns=targets.joint().names)
    for more, less, outcome in CONTRASTS:
        table[title(more, less, outcome)] = carried.of(more, outcome) - carried.of(less, outcome)
    return table


def save(table: pd.DataFrame, path: Path = FILE) -> None:
    """Store the evaluation."""
    path.write_text(HEAD + table.to_csv(index=False, float_format="%.6g"), encoding="utf-8")


def load(path: Path = FILE) -> pd.DataFrame:
    """The stored evaluation: one row a draw."""
    return pd.read_csv(path, comment="#")


def gaps(evaluated: pd.DataFrame) -> np.ndarray:
    """Distance of each draw from all that was fitted, in errors (root mean square)."""
    aims = targets.joint()
    return distances(evaluated[aims.names].to_numpy(dtype=float), aims.value, aims.scale)


def scaled(space: Space, values: np.ndarray) -> pd.DataFrame:
    """Parameters that are shipped, on the scale of their priors."""
    columns = {
        prior.name: np.log(values[:, k]) if prior.form == "log-uniform" else values[:, k]
        for k, prior in enumerate(space.priors)
        if not prior.name.startswith(LAB)
    }
    return pd.DataFrame(columns)


def _away(table: pd.DataFrame) -> np.ndarray:
    """Mean square of each draw's distances from the medians, in standard deviations."""
    spread = table.std(ddof=0)
    moving = table.columns[spread > 0.0]
    gap = (table[moving] - table[moving].median()) / spread[moving]
    return np.asarray((gap**2).mean(axis=1))


@dataclass(frozen=True)
class Choice:
    """The draw to ship, and how it lies among the others."""

    row: int
    gap: float  # its distance from what was fitted, in errors
    typical_gap: float  # the median draw's
    away: float  # its distance from the medians, in standard deviations
    typical_away: float  # the median draw's
    table: pd.DataFrame  # one row a coordinate

    def inside(self, level: float) -> int:
        """Coordinates in the central ``level`` of the draws."""
        return int((np.abs(self.table["below"] - 0.5) <= level / 2.0).sum())


def choose(space: Space, values: np.ndarray, evaluated: pd.DataFrame) -> Choice:
    """The rule."""
    names = targets.joint().names
    parts = {
        "fitted": evaluated[names],
        "contrast": evaluated[[title(*c) for c in CONTRASTS]],
        "parameter": scaled(space, values),
    }
    away = np.sqrt(np.mean([_away(part) for part in parts.values()], axis=0))
    gap = gaps(evaluated)
    row = int(np.argmin(np.where(gap <= np.median(gap), away, np.inf)))
    plain = {**parts, "parameter": pd.DataFrame(values, columns=space.names)}
    tables = [_placed(kind, plain[kind][part.columns], row) for kind, part in parts.items()]
    return Choice(
        row,
        float(gap[row]),
        float(np.median(gap)),
        float(away[row]),
        float(np.median(away)),
        pd.concat(tables),
    )


def _placed(kind: str, part: pd.DataFrame, row: int) -> pd.DataFrame:
    """Each coordinate of one draw beside the median and 90 % of all, and the share below it."""
    low, median, high = (part.quantile(level) for level in LEVELS)
    own = part.loc[row]
    below = (part < own).mean() + 0.5 * (part == own).mean()
    return pd.DataFrame(
        {"kind": kind, "own": own, "median": median, "low": low, "high": high, "below": below}
    )


def stored() -> Choice:
    """The rule over what is stored."""
    table = posterior.load()
    return choose(posterior.stored_space(table), posterior.values(table), load())
