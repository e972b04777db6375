"""Command line of the calibration.

python -m minga.calibrate lab --minga build/release/minga
python -m minga.calibrate heldout --minga build/release/minga
python -m minga.calibrate best --minga build/release/minga
python -m minga.calibrate targets individual-data.csv
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from minga.calibrate import figure, heldout, page, posterior, targets
from minga.calibrate.abc import Plan, Population, sample
from minga.calibrate.parameters import NAMES, named, settings
from minga.calibrate.simulator import Laboratory

SEED = 2010


def findings(lab: Laboratory, plan: Plan, population: Population) -> page.Findings:
    """Posterior and predictive check of a final population; stores its draws."""
    aims = targets.fitted()
    chosen, simulated = posterior.choose(population, aims, lab, plan.ridge, SEED + 1)
    chosen.save()
    return page.Findings(
        plan=plan,
        seed=SEED,
        runs=lab.runs,
        population=population,
        posterior=chosen,
        predictive=posterior.predictive(simulated, aims),
        heldout=heldout.held_out(lab.minga, lab.threads, posterior.load()),
        targets=targets.load(),
    )


def laboratory(minga: str, out: Path, threads: int, plan: Plan) -> None:
    """The whole stage: sample, check, write draws, page and figure."""
    lab = Laboratory(minga, SEED, threads)
    aims = targets.fitted()
    population = sample(
        lab, aims.value, aims.scale, len(NAMES), plan, SEED, lambda s: print(s, file=sys.stderr)
    )
    found = findings(lab, plan, population)
    publish(found, out)


def publish(found: page.Findings, out: Path) -> None:
    """Page, and figure beside it."""
    picture = Path("images") / "calibration-lab.png"
    figure.draw(found.predictive, out.parent / picture)
    page.write(found, out, picture.as_posix())
    print(out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m minga.calibrate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    stages = parser.add_subparsers(dest="stage", required=True)
    lab = stages.add_parser("lab", help="fit the laboratory stage and write docs/calibration.md")
    checks = stages.add_parser("heldout", help="repeat the held-out checks with the stored draws")
    nearest = stages.add_parser("best", help="the stored draw that fits best, as settings")
    for stage in (lab, checks, nearest):
        stage.add_argument("--minga", default=os.environ.get("MINGA_BIN", "build/release/minga"))
    for stage in (lab, checks):
        stage.add_argument("-o", "--out", type=Path, default=Path("docs/calibration.md"))
        stage.add_argument("--threads", type=int, default=1)
    remade = stages.add_parser("targets", help="make the targets again from individual data")
    remade.add_argument("data", type=Path)
    options = parser.parse_args(arguments)
    if options.stage == "targets":
        targets.write(options.data)
        print(targets.FILE)
    elif options.stage == "heldout":
        found = heldout.held_out(options.minga, options.threads, posterior.load())
        page.replace(found, options.out)
        print(options.out)
    elif options.stage == "best":
        table = posterior.load()
        row = posterior.best(Laboratory(options.minga, SEED + 3), table, targets.fitted())
        print(f"row {row}")
        for path, value in settings(named(table.loc[row, NAMES].to_numpy(dtype=float))).items():
            print(f"{path} = {value}")
    else:
        laboratory(options.minga, options.out, options.threads, Plan())
    return 0


if __name__ == "__main__":
    sys.exit(main())
