"""The main statements over the posterior of the field: in what share of its draws they hold.

The verdicts of the page are those of one draw, the shipped one. Here every draw of a sample plays
the treatments of the main statements, without ablations, on the same random numbers. A draw's mean
over few groups has luck in it, so that the table tells both how often the mean has the claimed
sign, and how often a draw's own interval says so.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from minga.calibrate.field import posterior
from minga.calibrate.field.carry import stored_points
from minga.calibrate.parameters import Settings as Draw
from minga.calibrate.simulator import toml
from minga.patterns.pattern import Pattern, Scene
from minga.patterns.runner import Runner
from minga.patterns.statistics import OPPOSITE, SHOWN, Estimate, verdict

FILE = Path(__file__).with_name("draws.csv")
DRAWS, REPLICATES = 40, 100
SEED = 2011
MAIN = (
    "programme-trust-first-otavalo-2008-welfare",
    "programme-trust-first-otavalo-2008-survived",
    "programme-trust-first-graduated-sanctions-welfare",
    "programme-trust-first-graduated-sanctions-cooperation_final",
    "activism-early-none",
    "skipping-results-graduated-sanctions",
    "skipping-wary-graduated-sanctions",
    "late-trust-survived-graduated-sanctions",
    "dependent-falls-more-graduated-sanctions",
    "sanctions-end",
    "turnover-trust-graduated-sanctions",
    "failures-survival-otavalo-2008",
    "scattered-graduated-sanctions",
    "leaves-survived-otavalo-2008",
    "monopsony-price",
    "poisoned-survival-commitment-letter",
    "coverage-survival-commitment-letter",
)
COLUMNS = (
    "pattern", "draws", "replicates", "claimed", "shown", "opposite", "median", "low", "high"
)  # fmt: skip
CENTRAL = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Row:
    """One statement. ``claimed``, ``shown``, ``opposite`` are shares of the draws that can tell.

    ``claimed``: the mean difference has the claimed sign; the others by a draw's own 95 % interval.
    ``median``, ``low`` and ``high`` (5 and 95 %) are of the draws' mean differences.
    """

    pattern: str
    draws: int
    replicates: int
    claimed: float
    shown: float
    opposite: float
    median: float
    low: float
    high: float


@dataclass
class DrawRunner(Runner):
    """Runs every treatment under all draws at once: draw by draw, replicate by replicate."""

    points: list[Draw] = field(default_factory=list)

    def command(self, scene: Scene, out: Path) -> list[str]:
        """A sweep over the draws."""
        design = out.with_suffix(".toml")
        design.write_text(text_of(self.points, scene.name), encoding="utf-8")
        return [self.minga, "sweep", str(design)]


def text_of(points: list[Draw], scenario: str) -> str:
    """A design whose only factor are the draws."""
    lines = ['name = "draws"', f'scenario = "{scenario}"', "[[factor]]", 'name = "draw"']
    lines += ['title = { es = "Sorteo", en = "Draw" }', "levels = ["]
    for number, point in enumerate(points):
        inner = ", ".join(f'"{key}" = {toml(value)}' for key, value in point.items())
        lines.append(f'  {{ label = "{number}", set = {{ {inner} }} }},')
    return "\n".join([*lines, "]"]) + "\n"


def summarise(pattern: Pattern, values: np.ndarray, replicates: int) -> Row:
    """``values`` are paired differences, (draw, replicate)."""
    each = [Estimate.of(row, 1) for row in values]
    told = [verdict(pattern.sign, one) for one in each if not np.isnan(one.mean)]
    means = np.array([one.mean for one in each if not np.isnan(one.mean)])
    if not means.size:
        return Row(pattern.key, 0, replicates, *[float("nan")] * 6)
    low, median, high = (float(q) for q in np.quantile(means, CENTRAL))
    return Row(
        pattern=pattern.key,
        draws=len(means),
        replicates=replicates,
        claimed=float((pattern.sign * means > 0).mean()),
        shown=told.count(SHOWN) / len(told),
        opposite=told.count(OPPOSITE) / len(told),
        median=median,
        low=low,
        high=high,
    )


def play(runner: DrawRunner, patterns: Iterable[Pattern]) -> list[Row]:
    """Run the statements' treatments at every draw."""
    chosen = list(patterns)
    runner.measure((p, settings) for p in chosen for settings in p.compared())
    rows = []
    for pattern in chosen:
        values = runner.difference(pattern, {}).reshape(len(runner.points), -1)
        rows.append(summarise(pattern, values, values.shape[1]))
    return rows


def sample(draws: int) -> list[Draw]:
    """A sample of the stored draws, without replacement."""
    return stored_points(draws, SEED)


def basis() -> str:
    """Checksum of the posterior that a table rests on."""
    return hashlib.sha256(posterior.FILE.read_bytes()).hexdigest()


def write(rows: list[Row], file: Path = FILE) -> None:
    """Store the table, with the posterior that it rests on."""
    with file.open("w", encoding="utf-8", newline="") as text:
        text.write(f"# by `python -m minga.patterns draws`; posterior {basis()}\n")
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS)
        for row in rows:
            cells = (getattr(row, name) for name in COLUMNS)
            table.writerow([f"{c:.4g}" if isinstance(c, float) else c for c in cells])


def read(file: Path = FILE) -> tuple[list[Row], str]:
    """The stored table and the checksum of its posterior; empty where there is none yet."""
    if not file.exists():
        return [], ""
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    rows = [
        Row(row["pattern"], int(row["draws"]), int(row["replicates"]),
            *(float(row[name]) for name in COLUMNS[3:]))
        for row in csv.DictReader(lines)
    ]  # fmt: skip
    return rows, head.rpartition(" ")[2]
