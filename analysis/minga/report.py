"""``python -m minga.report FILE.h5 [-o OUT.html] [--lang es]``: write the report, print a summary.

Exit codes: 0 done; 2 the file cannot be used; 3 the page cannot be written.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from minga.lang import LANGUAGES, text
from minga.reporting import report
from minga.reporting.study import Study
from minga.reporting.terminal import summary
from minga.results import NotAResultFileError, open_results


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m minga.report",
        description="Write a self-contained report of a minga result file (English and Spanish).",
        epilog="example: python -m minga.report out/otavalo-interventions.h5 --lang es",
    )
    parser.add_argument("file", type=Path, help="result file written by minga run or minga sweep")
    parser.add_argument(
        "-o",
        "--output",
        "--out",
        dest="out",
        type=Path,
        metavar="OUT.html",
        help="page to write (default: FILE with .html)",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language shown first")
    parser.add_argument("--force", action="store_true", help="overwrite an existing page")
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    given = _arguments(argv)
    out = given.out or given.file.with_suffix(".html")
    if out.exists() and not given.force:
        print(f"minga report: {text(given.lang, 'cli_exists', path=out)}", file=sys.stderr)
        return 2
    try:
        with open_results(given.file) as results:
            report(results, out, given.lang)
            if not given.quiet:
                print(summary(Study(results), out, given.lang))
    except (FileNotFoundError, NotAResultFileError) as error:
        missing_place = isinstance(error, FileNotFoundError) and given.file.exists()
        print(f"minga report: {error}", file=sys.stderr)
        return 3 if missing_place else 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"minga report: cannot write {out}: {error}", file=sys.stderr)
        return 3
    return 0


class _CallableModule(ModuleType):
    """Keeps ``minga.report(path, out)`` a call also after ``import minga.report``."""

    def __call__(self, *args: Any, **kwargs: Any) -> Path:
        return report(*args, **kwargs)


sys.modules[__name__].__class__ = _CallableModule

if __name__ == "__main__":
    sys.exit(main())
