"""A scenario over the whole posterior: what of its results depends on numbers nobody knows.

    python -m minga.calibrate carry otavalo
    python -m minga.calibrate carry asofrutas --assumed    what the fit leaves as assumed moves, too

Every draw of the sample plays the scenario under each intervention. What is printed is the median
and the 90 % interval of the draws' means. All draws share the luck of the groups, which many
replicates average out; what is left is parameters. A programme, or several associations, is played
as it stands and without it, and amounts are per candidate group or association.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd

from minga.calibrate.field import posterior
from minga.calibrate.field.posterior import load, stored_space
from minga.calibrate.field.simulator import REGULATION, Groups
from minga.calibrate.parameters import Settings
from minga.calibrate.posterior import LEVELS
from minga.calibrate.simulator import toml
from minga.config import parsed_config
from minga.evaluate.designs import without
from minga.evaluate.settings import PLACED

SEED = 2014
SHOWN = "otavalo"  # whose table the page holds
REPLICATES = 200  # groups under each intervention, for each draw
OUTCOMES = ("survived", "cooperation_rate", "cooperation_final", "welfare", "member_gain", "cost")
Levels = dict[str, dict[str, float | str]]
# a level must set something, and this changes nothing that happens
AS_IT_STANDS: dict[str, float | str] = {"scenario.source": "as it stands"}
INTERVENTIONS: Levels = {
    "as it stands": AS_IT_STANDS,
    "none": {REGULATION: "none", "facilitator": "none"},
    "trust-first, otavalo-2008": {
        REGULATION: "otavalo-2008",
        "facilitator.strategy": "trust-first",
    },
    "trust-first, graduated-sanctions": {
        REGULATION: "graduated-sanctions",
        "facilitator.strategy": "trust-first",
    },
}
AS_PLANNED = "as it stands"
TOTALS = ("welfare", "member_gain", "cost")  # over associations
CONTRASTS = (
    (AS_PLANNED, "none"),
    ("trust-first, otavalo-2008", "none"),
    ("trust-first, graduated-sanctions", "none"),
    ("trust-first, graduated-sanctions", "trust-first, otavalo-2008"),
)


@dataclass(frozen=True)
class Carried:
    """Means of each draw: ``means`` has the axes (draw, intervention, outcome)."""

    interventions: list[str]
    outcomes: list[str]
    means: np.ndarray
    replicates: int = 0
    noise: tuple[float, ...] = ()  # standard error in welfare that draws share, by intervention

    @property
    def chance(self) -> str:
        """Standard error that the draws share, mean over interventions, in words."""
        return f"{np.mean(self.noise):,.0f}"

    def under(self, name: str, same: str) -> Carried:
        """With one intervention more, first, which is known to be the same as another."""
        order = [self.interventions.index(same), *range(len(self.interventions))]
        names = [name, *self.interventions]
        noise = tuple(self.noise[k] for k in order)
        return Carried(names, self.outcomes, self.means[:, order], self.replicates, noise)

    def of(self, intervention: str, outcome: str) -> np.ndarray:
        """Means of the draws."""
        at = self.interventions.index(intervention), self.outcomes.index(outcome)
        return np.asarray(self.means[:, at[0], at[1]])

    def table(self) -> pd.DataFrame:
        """Median and 90 % of the draws, of levels and of paired contrasts."""
        rows = []
        for name in self.interventions:
            rows += [(name, o, self.of(name, o)) for o in self.outcomes]
        for more, less in CONTRASTS:
            if more in self.interventions and less in self.interventions:
                title = f"{more} − {less}"
                rows += [(title, o, self.of(more, o) - self.of(less, o)) for o in self.outcomes]
        found = []
        for name, outcome, values in rows:
            low, median, high = np.nanquantile(values, LEVELS)
            positive = float((values > 0).mean())
            found.append((name, outcome, median, low, high, positive))
        columns = ["intervention", "outcome", "median", "low", "high", "above_zero"]
        return pd.DataFrame(found, columns=columns)


def design(points: list[Settings], scenario: str, levels: Levels) -> str:
    """Draws by interventions, on the same random numbers."""
    head = [
        'name = "carried"',
        'title = { es = "Sorteos", en = "Draws" }',
        f'scenario = "{scenario}"',
    ]
    for factor, entries in (
        ("draw", {str(k): point for k, point in enumerate(points)}),
        ("what", levels),
    ):
        head += ["[[factor]]", f'name = "{factor}"']
        head += [f'title = {{ es = "{factor}", en = "{factor}" }}', "levels = ["]
        for label, setting in entries.items():
            inner = ", ".join(f'"{key}" = {toml(value)}' for key, value in setting.items())
            head.append(f'  {{ label = "{label}", set = {{ {inner} }} }},')
        head.append("]")
    return "\n".join(head) + "\n"


def carry(
    groups: Groups, points: list[Settings], scenario: str, levels: Levels | None = None
) -> Carried:
    """Run the scenario at every draw under every intervention."""
    config = resolved(groups.minga, scenario)
    what = interventions(config) if levels is None else levels
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "carried.h5"
        groups.sweep(design(points, scenario, what), "summary", out)
        groups.runs += len(points) * len(what) * groups.replicates
        with h5py.File(out) as held:
            columns = [np.asarray(held[f"summary/{o}"], dtype=float) for o in OUTCOMES]
            each = held["association/association"].size if "association" in held else 1
    shape = (len(points), len(what), groups.replicates)
    tables = [
        c.reshape(shape) / (each if o in TOTALS else 1.0)
        for o, c in zip(OUTCOMES, columns, strict=True)
    ]
    means = np.stack([np.nanmean(t, axis=2) for t in tables], axis=2)
    # one replicate's luck is the same in all draws, so its mean over draws is what chance moves
    luck = np.nanmean(tables[OUTCOMES.index("welfare")], axis=0)
    noise = np.nanstd(luck, axis=1, ddof=1) / np.sqrt(groups.replicates)
    return Carried(list(what), list(OUTCOMES), means, groups.replicates, tuple(noise))


def resolved(minga: str, scenario: str) -> dict[str, Any]:
    """The whole scenario as the program reads it."""
    done = subprocess.run([minga, "show", scenario], capture_output=True, text=True, check=True)
    return parsed_config(done.stdout)


def interventions(config: dict[str, Any]) -> Levels:
    """What is compared: one group under named interventions, more as they stand and without."""
    makes = config.get("association") or [{}]
    several = sum(int(one.get("copies") or 1) for one in makes) > 1
    if several or config.get("structure", {}).get("kind") in PLACED:
        return {AS_PLANNED: AS_IT_STANDS, "none": dict(without(config))}
    return INTERVENTIONS


def over_posterior(minga: str, threads: int) -> Carried:
    """Every stored draw plays Otavalo, in the file's order."""
    table = load()
    space = stored_space(table)
    groups = Groups(minga, space, SEED, REPLICATES, threads)
    points = [space.settings(row) for row in posterior.values(table)]
    levels = {name: level for name, level in INTERVENTIONS.items() if name != AS_PLANNED}
    # a test says that the scenario is this, so it need not run twice
    return carry(groups, points, SHOWN, levels).under(AS_PLANNED, "trust-first, otavalo-2008")


def stored_points(draws: int, seed: int, row: int | None = None) -> list[Settings]:
    """Settings of a sample of the stored draws, without replacement, or of one of them."""
    table = load()
    space = stored_space(table)
    every = posterior.values(table)
    rows = np.random.default_rng(seed).permutation(len(every))[:draws]
    return [space.settings(every[k]) for k in (rows if row is None else [row])]


def text(carried: Carried) -> str:
    """The table as plain text."""
    lines = [f"{'':64s}{'outcome':20s}{'median':>10s}{'90 % of draws':>24s}{'above 0':>9s}"]
    for row in carried.table().itertuples():
        digits = 0 if row.outcome in ("welfare", "member_gain", "cost") else 2
        span = f"{row.low:,.{digits}f} to {row.high:,.{digits}f}"
        share = f"{100 * row.above_zero:.0f} %" if "−" in row.intervention else ""
        value = f"{row.median:,.{digits}f}"
        lines.append(f"{row.intervention:64s}{row.outcome:20s}{value:>10s}{span:>24s}{share:>9s}")
    return "\n".join(lines)
