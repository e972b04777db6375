"""Command line of the calibration.

python -m minga.calibrate lab --minga build/release/minga
python -m minga.calibrate heldout --minga build/release/minga
python -m minga.calibrate best --minga build/release/minga
python -m minga.calibrate targets individual-data.csv
python -m minga.calibrate screen --minga build/release/minga
python -m minga.calibrate field --minga build/release/minga
python -m minga.calibrate carry otavalo --minga build/release/minga
python -m minga.calibrate carry asofrutas --assumed --minga build/release/minga
python -m minga.calibrate wider --minga build/release/minga
python -m minga.calibrate lived --minga build/release/minga
python -m minga.calibrate choose --minga build/release/minga
python -m minga.calibrate apply
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from minga.calibrate import figure, heldout, page, people, posterior, targets
from minga.calibrate.abc import Plan, Population, sample
from minga.calibrate.field import apply, carry, choice, page_wider, screening, stage, wider
from minga.calibrate.field import heldout as field_heldout
from minga.calibrate.field import page as field_page
from minga.calibrate.field import posterior as field_posterior
from minga.calibrate.field.simulator import Groups
from minga.calibrate.parameters import NAMES, named, settings
from minga.calibrate.simulator import Laboratory
from minga.calibrate.tempering import Schedule
from minga.evaluate.ranges import FACTOR

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


def carried(options: argparse.Namespace) -> None:
    """Print a scenario's outcomes over the stored posterior of the field."""
    space = field_posterior.stored_space(field_posterior.load())
    groups = Groups(options.minga, space, carry.SEED, options.replicates, options.threads)
    points = carry.stored_points(options.draws, SEED + 5, options.row)
    if options.assumed:
        config = carry.resolved(options.minga, options.scenario)
        points, count = wider.widened(points, config, SEED + 6, options.factor)
        print(f"{count} assumed numbers drawn, too")
    found = carry.carry(groups, points, options.scenario)
    print(carry.text(found))
    if options.page:
        field_page.renew_carried(found, options.page)


def again(options: argparse.Namespace) -> None:
    """Play the cases that lived, or results over what is assumed, and put them into the page."""
    if options.stage == "lived":
        cases = field_heldout.lasting(options.minga, options.threads)
        field_page.renew_cases(cases, options.out)
    else:
        page_wider.renew(wider.cases(options.minga, options.threads), options.out)
    print(options.out)


def nearest(options: argparse.Namespace) -> None:
    """Print the laboratory's best stored draw as settings, and write it into its scenarios."""
    table, row = posterior.load(), options.row
    if row is None:
        lab = Laboratory(options.minga, SEED + 3, options.threads)
        row = posterior.best(lab, table, targets.fitted())
    print(f"row {row}")
    for path, value in settings(named(table.loc[row, NAMES].to_numpy(dtype=float))).items():
        print(f"{path} = {value}")
    for file in people.write(row, options.root) if options.write else []:
        print(file)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m minga.calibrate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    stages = parser.add_subparsers(dest="stage", required=True)
    added = {
        "lab": "fit the laboratory stage and write its part of docs/calibration.md",
        "heldout": "repeat the laboratory's held-out checks with the stored draws",
        "best": "the stored draw of the laboratory that fits best, as settings",
        "screen": "which parameters move a figure of the field",
        "field": "fit the field stage and write its part of docs/calibration.md",
        "choose": "which draw of the field is shipped, by rule",
        "carry": "a scenario's outcomes over the stored posterior of the field",
        "wider": "the page's scenarios over the stored posterior and over what is assumed",
        "lived": "the documented cases that lived, over the stored posterior of the field",
    }
    verbs = {name: stages.add_parser(name, help=text) for name, text in added.items()}
    for verb in verbs.values():
        verb.add_argument("--minga", default=os.environ.get("MINGA_BIN", "build/release/minga"))
        verb.add_argument("--threads", type=int, default=1)
    for name in ("lab", "heldout", "field", "choose", "wider", "lived"):
        verbs[name].add_argument("-o", "--out", type=Path, default=Path("docs/calibration.md"))
    verbs["carry"].add_argument("scenario", help="a file, or a name of `minga list scenarios`")
    verbs["carry"].add_argument("--draws", type=int, default=250)
    verbs["carry"].add_argument("--row", type=int, help="one stored draw only")
    verbs["carry"].add_argument("--replicates", type=int, default=carry.REPLICATES)
    verbs["carry"].add_argument("--assumed", action="store_true", help="draw what is assumed, too")
    verbs["carry"].add_argument("--factor", type=float, default=FACTOR, help="of its range")
    verbs["carry"].add_argument("--page", type=Path, help="put Otavalo's table into this page")
    remade = stages.add_parser("targets", help="make the targets again from individual data")
    remade.add_argument("data", type=Path)
    verbs["best"].add_argument("--write", action="store_true", help="into scenarios/theory, too")
    verbs["best"].add_argument("--row", type=int, help="this draw, without looking for the best")
    verbs["best"].add_argument("--root", type=Path, default=Path("."), help="the project's folder")
    applied = stages.add_parser("apply", help="write a stored draw of the field into the defaults")
    applied.add_argument("row", type=int, nargs="?", help="another than the rule ships")
    applied.add_argument("--root", type=Path, default=Path("."), help="the project's folder")
    options = parser.parse_args(arguments)
    carried_to_page = options.stage == "carry" and options.page
    if carried_to_page and (options.assumed or options.scenario != carry.SHOWN):
        parser.error(f"--page is for {carry.SHOWN} over the fit; `wider` makes the other table")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    options = parse(arguments)
    if options.stage == "targets":
        targets.write(options.data)
        print(targets.FILE)
    elif options.stage == "heldout":
        found = heldout.held_out(options.minga, options.threads, posterior.load())
        page.renew_heldout(found, options.out)
        print(options.out)
    elif options.stage == "best":
        nearest(options)
    elif options.stage == "screen":
        screening.save(screening.screen(options.minga, options.threads))
        print(screening.FILE)
    elif options.stage == "field":
        stage.run(options.minga, options.out, options.threads, Schedule())
    elif options.stage == "choose":
        chosen = stage.choose(options.minga, options.out, options.threads)
        print(f"row {chosen.row}")
    elif options.stage in ("wider", "lived"):
        again(options)
    elif options.stage == "carry":
        carried(options)
    elif options.stage == "apply":
        row = choice.stored().row if options.row is None else options.row
        for file in apply.apply(options.root, row):
            print(file)
    else:
        laboratory(options.minga, options.out, options.threads, Plan())
    return 0


if __name__ == "__main__":
    sys.exit(main())
