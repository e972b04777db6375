"""Do the field's patterns emerge, and what carries them?

python -m minga.patterns                  run all, write docs/findings.md and the registry
python -m minga.patterns --check          run all, compare with the registry, write nothing
python -m minga.patterns draws            play the main ones over the posterior of the field, store
                                          their table and put it on the page
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from minga import notes
from minga.patterns import draws, page, page_draws, registry
from minga.patterns.catalogue import PATTERNS
from minga.patterns.runner import Finding, Runner, find

REPLICATES = 400
CHECK_FAILED = 5  # as `minga verify`


def run(minga: str, replicates: int, jobs: int) -> list[Finding]:
    """All patterns, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        return find(Runner(minga, Path(folder), replicates, jobs), PATTERNS, len(PATTERNS))


def over_draws(options: argparse.Namespace) -> int:
    """Play the main statements over the posterior; store their table and put it on the page."""
    main_ones = [next(p for p in PATTERNS if p.key == key) for key in draws.MAIN]
    replicates = options.replicates or draws.REPLICATES
    with tempfile.TemporaryDirectory() as folder:
        runner = draws.DrawRunner(options.minga, Path(folder), replicates, options.jobs)
        runner.points = draws.sample(options.draws)
        draws.write(draws.play(runner, main_ones))
    page_draws.renew(draws.read()[0], options.out)
    print(draws.FILE)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m minga.patterns",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minga", default=os.environ.get("MINGA_BIN", "build/release/minga"))
    parser.add_argument("-o", "--out", type=Path, default=Path("docs/findings.md"))
    parser.add_argument("--registry", type=Path, default=registry.FILE)
    parser.add_argument(
        "--replicates", type=int, help=f"default {REPLICATES}; draws {draws.REPLICATES} each"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="runs at a time")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    parser.add_argument("what", nargs="?", choices=("all", "draws"), default="all")
    parser.add_argument("--draws", type=int, default=draws.DRAWS, help="of the posterior")
    options = parser.parse_args(arguments)
    if options.what == "draws":
        return over_draws(options)
    replicates = options.replicates or REPLICATES
    found = run(options.minga, replicates, options.jobs)
    told = registry.changes(found, registry.read(options.registry))
    for line in told:
        print(line, file=sys.stderr)
    if options.check:
        print(f"{len(found)} patterns, {len(told)} changed")
        return CHECK_FAILED if told else 0
    notes.write(options.out, page.text(found, replicates))
    registry.write(found, options.registry)
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
