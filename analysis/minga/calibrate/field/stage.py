"""The whole field stage: sample, check, write page, figure and draws."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.abc import Population
from minga.calibrate.field import (
    choice,
    figure,
    heldout,
    page,
    page_choice,
    posterior,
    screening,
    targets,
    wider,
)
from minga.calibrate.field.both import Both
from minga.calibrate.field.carry import Carried, over_posterior
from minga.calibrate.field.simulator import Groups
from minga.calibrate.field.space import Space, build
from minga.calibrate.field.statistics import attendance_shares, split
from minga.calibrate.simulator import Laboratory
from minga.calibrate.tempering import Schedule, sample

SEED = 3636
REPLICATES = 16  # groups of each kind in one draw of the fit
HELD_OUT_DRAWS = 60
SPLIT_DRAWS = 60
FLOOR = 0.01  # of people's `eta` in their choice (coefficients of a firm, sim/core)
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


def evaluated(minga: str, threads: int) -> tuple[pd.DataFrame, Carried]:
    """The stored draws with new groups, and what interventions do at each."""
    table = posterior.load()
    groups = Groups(minga, posterior.stored_space(table), SEED + 1, choice.GROUPS, threads)
    lab = Laboratory(minga, SEED + 1, threads)
    carried = over_posterior(minga, threads)
    both = Both(groups, lab, choice.EXPERIMENTS)
    return choice.evaluate(both, carried, posterior.values(table)), carried


def choose(minga: str, out: Path, threads: int) -> choice.Choice:
    """The command: evaluate the stored draws, store that, and say in the page which is shipped."""
    found, carried = evaluated(minga, threads)
    choice.save(found)
    chosen = choice.stored()
    page_choice.renew(chosen, len(found), out)
    page.renew_carried(carried, out)
    return chosen


def findings(groups: Groups, plan: Schedule, population: Population) -> page.Findings:
    """Posterior, predictive check, held-out signs and carried results; stores the draws."""
    space, aims, z = groups.space, targets.joint(), population.z
    posterior.save(space.values(z), space.names)
    again, carried = evaluated(groups.minga, groups.threads)
    choice.save(again)
    rng = np.random.default_rng(SEED + 1)
    divided = splits(groups, space, z[rng.permutation(len(z))[:SPLIT_DRAWS]])
    values = posterior.values(posterior.load())
    points = [space.settings(values[k]) for k in rng.permutation(len(z))[:HELD_OUT_DRAWS]]
    return page.Findings(
        plan=plan,
        seed=SEED,
        replicates=REPLICATES,
        runs=groups.runs,
        population=population,
        targets=targets.load(),
        predictive=posterior.predictive(again[aims.names].to_numpy(dtype=float), aims),
        splits=divided,
        parameters=posterior.parameters(space, z),
        pressed=posterior.pressed(space, values),
        bound=posterior.correlations(z, space.names, page.BOUND),
        screened=screening.load(),
        heldout=heldout.check(groups, points),
        cases=heldout.lasting(groups.minga, groups.threads),
        carried=carried,
        wider=wider.cases(groups.minga, groups.threads),
        chosen=choice.stored(),
        floored=float((values[:, space.names.index("eta")] < FLOOR).mean()),
    )


def publish(found: page.Findings, out: Path) -> None:
    """Page, and figure beside it."""
    picture = Path("images") / "calibration-field.png"
    figure.draw(found.predictive, out.parent / picture)
    page.write(found, out, picture.as_posix())
    print(out)


def run(minga: str, out: Path, threads: int, plan: Schedule) -> None:
    """The command."""
    space, aims = build(screening.chosen(), lab=True), targets.joint()
    groups = Groups(minga, space, SEED, REPLICATES, threads)
    population = sample(
        Both(groups, Laboratory(minga, SEED, threads)),
        aims.value,
        aims.scale,
        len(space.names),
        plan,
        SEED,
        lambda s: print(s, file=sys.stderr, flush=True),
    )
    publish(findings(groups, plan, population), out)
