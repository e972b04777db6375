"""``python -m minga.evaluate WHAT``: what a programme is worth, against what, and how surely.

WHAT is a scenario (a shipped name or a file), which is run with and without its programme, or a
results file (.h5), which is read. Exit codes: 0 done; 2 bad usage or input; 3 reading, writing or
starting the simulator failed; else the simulator's own.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from minga.evaluate import rivals, store
from minga.evaluate.ledger import has_profiles, payer_table, profile_table
from minga.evaluate.ranges import FACTOR
from minga.evaluate.simulate import Simulator, SimulatorError, nested, pair
from minga.evaluate.terminal import summary
from minga.evaluate.uncertainty import summary as split_summary
from minga.lang import LANGUAGES
from minga.reporting import report
from minga.reporting.study import Study
from minga.results import NotAResultFileError, Results, open_results

REPLICATES = 200
DRAWS = 100
INNER = 16


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m minga.evaluate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: python -m minga.evaluate otavalo -o out/otavalo-worth.h5",
    )
    parser.add_argument("what", metavar="WHAT", help="scenario (name or .toml) or results (.h5)")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT.h5", help="results to write")
    parser.add_argument("--report", type=Path, metavar="OUT.html", help="page (default: beside)")
    parser.add_argument("--replicates", type=_count, default=REPLICATES, metavar="N")
    parser.add_argument(
        "--draws", type=_count, default=DRAWS, metavar="N", help="draws of the parameters; 0: none"
    )
    parser.add_argument(
        "--inner", type=_count, default=INNER, metavar="N", help="replicates of each draw"
    )
    parser.add_argument(
        "--factor",
        type=float,
        default=FACTOR,
        help="assumed numbers are drawn from 1/FACTOR to FACTOR times their value (default: 2)",
    )
    parser.add_argument(
        "--keep", action="append", default=[], metavar="REGEX", help="paths that are not drawn"
    )
    parser.add_argument(
        "--rules", type=Path, default=rivals.FILE, metavar="FILE.toml",
        help="rival rules of the split (default: the shipped list)",
    )  # fmt: skip
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE")
    parser.add_argument("--seed", type=int, metavar="S")
    parser.add_argument("--threads", type=_count, default=0, metavar="N", help="default: all cores")
    parser.add_argument("--minga", default=_program(), help="the simulator (default: %(default)s)")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    return parser.parse_args(arguments)


def _program() -> str:
    """MINGA_BIN, else the build in this folder, else the one on the path."""
    built = Path("build/release/minga")
    return os.environ.get("MINGA_BIN") or (str(built) if built.exists() else "minga")


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{value}; it must be 0 or more")
    return value


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    given = _arguments(arguments)
    try:
        _check(given)
        if given.what.endswith(".h5"):
            return _read(given, Path(given.what), None)
        return _simulate(given)
    except SimulatorError as error:
        return _fail(str(error), error.code)
    except (ValueError, NotAResultFileError, FileNotFoundError) as error:
        return _fail(str(error), 2)
    except OSError as error:
        return _fail(str(error), 3)


def _fail(message: str, code: int) -> int:
    print(f"minga evaluate: {message}", file=sys.stderr)
    return code


def _check(given: argparse.Namespace) -> None:
    if given.factor <= 1.0:
        raise ValueError(f"--factor is {given.factor}; it must be above 1")
    if given.draws and (given.draws < 3 or given.inner < 3):
        raise ValueError("--draws and --inner must be 3 or more (or --draws 0)")
    for path in (_out(given), _page(given)):
        reading = path.suffix == ".h5" and given.what.endswith(".h5")
        if path.exists() and not given.force and not reading:
            raise ValueError(f"{path} exists already; give another -o, or --force to overwrite it")


def _out(given: argparse.Namespace) -> Path:
    if given.what.endswith(".h5"):
        return Path(given.what)
    return given.output or Path(f"{Path(given.what).stem}-evaluation.h5")


def _page(given: argparse.Namespace) -> Path:
    return given.report or _out(given).with_suffix(".html")


def _simulate(given: argparse.Namespace) -> int:
    models = rivals.load(given.rules)
    simulator = Simulator(given.minga, given.threads, tuple(given.set), given.seed)
    out = _out(given)
    out.parent.mkdir(parents=True, exist_ok=True)
    text = pair(simulator, given.what, out, given.replicates)
    found = None
    if given.draws:
        made = nested(simulator, text, given.draws, given.inner, given.factor, given.keep, models)
        found = split_summary(made)
    return _read(given, out, found)


def _read(given: argparse.Namespace, path: Path, uncertainty: dict[str, Any] | None) -> int:
    page = _page(given)
    with open_results(path) as results:
        kept = uncertainty or store.uncertainty_of(results)
        store.save(results, evaluation(results, kept))
        report(results, page, given.lang)
        if not given.quiet:
            print(summary(Study(results), page, given.lang))
    return 0


def evaluation(results: Results, uncertainty: dict[str, Any] | None) -> dict[str, Any]:
    """Everything as plain values: ledger by payer, same money, split, card."""
    study = Study(results)
    found: dict[str, Any] = {"average_over": "all groups started", "card": study.card.as_data()}
    if study.worth is not None:
        found["point"] = study.worth
        payers = payer_table(results, study.worth, study.worth_base)
        found["payers"] = payers.to_dict("records")
        if has_profiles(results):
            found["profiles"] = profile_table(results, study.worth).to_dict("records")
    if study.same_money is not None:
        found["same_money"] = study.same_money.as_data()
    if uncertainty is not None:
        found["uncertainty"] = uncertainty
    return found


if __name__ == "__main__":
    sys.exit(main())
