"""The whole field stage: sample, check, write page, figure and draws."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.abc import Population, distances
from minga.calibrate.field import figure, heldout, page, posterior, screening, targets
from minga.calibrate.field.carry import carry
from minga.calibrate.field.simulator import Groups
from minga.calibrate.field.space import Space, build
from minga.calibrate.field.statistics import attendance_shares, split
from minga.calibrate.tempering import Schedule, sample

SEED = 3636
REPLICATES = 16  # groups of each kind in one draw of the fit
NEW = 40  # ... in the predictive check
HELD_OUT_DRAWS = 60
CARRIED_DRAWS = 250
CARRIED_REPLICATES = 200
SPLIT_DRAWS = 60
THRESHOLDS = ((0.9, 0.5), (0.8, 0.5), (0.8, 0.4), (0.75, 0.25))


def splits(groups: Groups, space: Space, z: np.ndarray) -> pd.DataFrame:
    """Participation at several thresholds, mean over draws."""
    points = [space.settings(row) for row in space.values(z)]
    shares = [
        np.concatenate([attendance_shares(free), attendance_shares(sanctioned)])
        for free, sanctioned in groups.play(points)
    ]
    rows = {
        f"{regular:.0%}, {hardly:.0%}": np.nanmean(
            [split(s, regular, hardly) for s in shares], axis=0
        )
        for regular, hardly in THRESHOLDS
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["active", "passive", "hardly"])


def findings(groups: Groups, plan: Schedule, population: Population) -> page.Findings:
    """Posterior, predictive check, held-out signs and carried results of a final population."""
    space, aims, z = groups.space, targets.fitted(), population.z
    rng = np.random.default_rng(SEED + 1)
    groups.replicates = NEW
    again = groups(z)
    divided = splits(groups, space, z[rng.permutation(len(z))[:SPLIT_DRAWS]])
    groups.replicates = REPLICATES
    values, rows = space.values(z), rng.permutation(len(z))
    points = [space.settings(values[k]) for k in rows]
    signs = heldout.check(groups, points[:HELD_OUT_DRAWS])
    cases = heldout.alive(groups, points[:HELD_OUT_DRAWS])
    groups.replicates = CARRIED_REPLICATES
    carried = carry(groups, points[:CARRIED_DRAWS], "otavalo")
    gaps = distances(again, aims.value, aims.scale)[rows[:CARRIED_DRAWS]]
    chosen = posterior.typical(gaps, carried.means.reshape(len(gaps), -1))
    row = int(rows[chosen])
    return page.Findings(
        plan=plan,
        seed=SEED,
        replicates=REPLICATES,
        runs=groups.runs,
        population=population,
        targets=targets.load(),
        predictive=posterior.predictive(again, aims),
        splits=divided,
        parameters=posterior.parameters(space, z),
        bound=posterior.correlations(z, space.names, page.BOUND),
        screened=screening.load(),
        heldout=signs,
        cases=cases,
        carried=carried,
        shipped=row,
        shipped_gap=float(gaps[chosen]),
        shipped_values=pd.Series(values[row], index=space.names),
    )


def publish(found: page.Findings, space: Space, out: Path) -> None:
    """Page, figure beside it, and draws in the package."""
    picture = Path("images") / "calibration-field.png"
    figure.draw(found.predictive, out.parent / picture)
    page.write(found, out, picture.as_posix())
    posterior.save(space.values(found.population.z), space.names)
    print(out)


def run(minga: str, out: Path, threads: int, plan: Schedule) -> None:
    """The command."""
    space, aims = build(screening.chosen()), targets.fitted()
    groups = Groups(minga, space, SEED, REPLICATES, threads)
    population = sample(
        groups,
        aims.value,
        aims.scale,
        len(space.names),
        plan,
        SEED,
        lambda s: print(s, file=sys.stderr),
    )
    publish(findings(groups, plan, population), space, out)
