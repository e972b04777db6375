"""The picture on the front page, made from the main experiment.

    python -m minga.picture out/otavalo-interventions.h5 -o docs/images/otavalo-heatmap-en.png
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from minga import plot
from minga.results import open_results


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m minga.picture",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("results", type=Path, help="results of a design with a grid of factors")
    parser.add_argument("-o", "--out", type=Path, required=True, help="PNG file to write")
    parser.add_argument("--lang", choices=("en", "es"), default="en")
    options = parser.parse_args(arguments)
    with open_results(options.results) as results:
        figure = plot.heatmap(results, lang=options.lang)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(options.out, dpi=110, bbox_inches="tight")
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
