"""Published results against the program.

python -m minga.validate                  run all, write docs/validation.md and the registry
python -m minga.validate --check          run all, compare with the registry, write nothing
python -m minga.validate --check --short  with few replicates, only what few can decide
python -m minga.validate --only B7        some cases, printed
python -m minga.validate --pictures       only the figures of exact and spatial cases, drawn again
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from minga import notes
from minga.validate import catalogue, figure, figure_theory, lines, page, registry
from minga.validate.bench import Bench
from minga.validate.case import Case, Outcome

CHECK_FAILED = 5  # as `minga verify`
DRAWS = 100  # of the posterior
SHORT = 0.1  # share of the replicates in the short run
MARGIN = 4.5  # standard errors that a verdict has to be away from its change there


def run(bench: Bench, cases: Sequence[Case]) -> list[Outcome]:
    """What every case gives."""
    found = []
    for case in cases:
        bench.forget()
        measured = None if case.measure is None else case.measure(bench)
        found.append(Outcome(case, measured, bench.forget()))
    return found


def short(cases: Sequence[Case], known: dict[str, registry.Entry]) -> list[Case]:
    """Cases that few replicates decide.

    The chance that luck alone changes a verdict 4.5 standard errors away is under 4e-6, for all of
    them together under 1 in 1,000.
    """
    entries = ((c, known[c.key]) for c in cases if c.key in known and not c.long)
    return [case for case, entry in entries if registry.steady(case, entry, SHORT, MARGIN)]


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m minga.validate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minga", default=os.environ.get("MINGA_BIN", "build/release/minga"))
    parser.add_argument("-o", "--out", type=Path, default=Path("docs/validation.md"))
    parser.add_argument("--registry", type=Path, default=registry.FILE)
    parser.add_argument(
        "--threads", type=int, default=os.cpu_count() or 1, help="of every run (default: all cores)"
    )
    parser.add_argument("--draws", type=int, default=DRAWS, help="of the posterior; 0: none")
    parser.add_argument("--data", type=Path, help="individual data, for B3.data")
    parser.add_argument("--results", type=Path, action="append", default=[], help="further lines")
    parser.add_argument("--only", help="a case or a family of cases, such as B7")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("--short", action="store_true", help="few replicates, no draws")
    parser.add_argument("--pictures", action="store_true", help="figures without people, only")
    options = parser.parse_args(arguments)
    if options.short and not (options.check or options.only):
        parser.error("--short goes with --check or --only: the page needs the full run")
    return options


def measured(options: argparse.Namespace, folder: Path) -> tuple[list[Outcome], Bench]:
    """Outcomes of the cases that the command line asks for, and the bench that has run them."""
    known = registry.read(options.registry)
    cases = catalogue.chosen(options.only)
    few = short(cases, known) if options.short and options.check else list(cases)
    share = SHORT if options.short else 1.0
    draws = 0 if options.short or options.check else options.draws
    bench = Bench(options.minga, folder, share, draws, options.threads, options.data)
    found = run(bench, few)
    if not options.only:
        found += lines.read(lines.shipped() + options.results)
    return found, bench


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    options = parse(arguments)
    images = options.out.parent / "images"
    if options.pictures:
        bench = Bench(options.minga, images, threads=options.threads)
        print(*(images / name for name in figure_theory.draw(bench, images)), sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            found, bench = measured(options, Path(folder))
        except KeyError as missing:
            known = ", ".join(dict.fromkeys(case.family for case in catalogue.CASES))
            print(f"no case {missing}; families: {known}", file=sys.stderr)
            return 2
        whole = not (options.only or options.short)
        told = registry.changes(found, registry.read(options.registry), whole)
        if options.only and not options.check:
            print("\n".join((page.table(found), page.chance(found))))
            return 0
        for line in told:
            print(line, file=sys.stderr)
        if options.check:
            print(f"{len(found)} cases, {len(told)} changed")
            return CHECK_FAILED if told else 0
        pictures = figure.draw(bench, images)
    notes.write(options.out, page.text(found, options.draws, pictures))
    registry.write(found, options.registry)
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
