"""Do the field's patterns emerge, and what carries them?

python -m minga.patterns                  run all, write docs/findings.md and the registry
python -m minga.patterns --check          run all, compare with the registry, write nothing
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from minga import notes
from minga.patterns import page, registry
from minga.patterns.catalogue import PATTERNS
from minga.patterns.runner import Finding, Runner, find

REPLICATES = 400
CHECK_FAILED = 5  # as `minga verify`


def run(minga: str, replicates: int, jobs: int) -> list[Finding]:
    """All patterns, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        return find(Runner(minga, Path(folder), replicates, jobs), PATTERNS, len(PATTERNS))


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
    parser.add_argument("--replicates", type=int, default=REPLICATES)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="runs at a time")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    options = parser.parse_args(arguments)
    found = run(options.minga, options.replicates, options.jobs)
    told = registry.changes(found, registry.read(options.registry))
    for line in told:
        print(line, file=sys.stderr)
    if options.check:
        print(f"{len(found)} patterns, {len(told)} changed")
        return CHECK_FAILED if told else 0
    notes.write(options.out, page.text(found, options.replicates))
    registry.write(found, options.registry)
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
