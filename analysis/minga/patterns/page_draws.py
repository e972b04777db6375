"""The part of docs/findings.md on the draws of the fit: the last one of what is generated."""

from __future__ import annotations

from pathlib import Path

from minga import notes
from minga.patterns.catalogue import PATTERNS
from minga.patterns.draws import Row

HEADING = "## Over the draws of the fit"
COLUMNS = (
    "statement", "measure", "claimed sign", "shown", "opposite", "median difference",
    "90 % of draws", "draws", "groups a draw",
)  # fmt: skip


def section(rows: list[Row]) -> str:
    """The table in words; a line where nothing is stored."""
    if not rows:
        return f"{HEADING}\n\nNot played yet: `python -m minga.patterns draws`.\n"
    lines = "".join(_line(_cells(row)) for row in rows)
    most, groups = max(row.draws for row in rows), max(row.replicates for row in rows)
    return f"""{HEADING}

Made by `python -m minga.patterns draws --draws {most} --replicates {groups}`. The verdicts above
hold at one draw of the fit, the shipped one. Here a sample of the draws that the figures of the
field do not contradict ([calibration.md](calibration.md)) plays the main statements. "Claimed
sign": share of the draws whose mean difference lies on the claimed side of zero. "Shown" and
"opposite": share of those whose own 95 % interval (Student, each draw by itself) lies on that side,
or on the other. Where the first is far above the second, a draw has too few groups to tell. A
replicate of a programme counts as one group here and holds many; a draw in which nothing could be
measured is left out.

{_line(COLUMNS)}{"|---" * len(COLUMNS)}|
{lines}"""


def _cells(row: Row) -> tuple[str, ...]:
    pattern = next(p for p in PATTERNS if p.key == row.pattern)
    digits = 3 if max(abs(row.low), abs(row.high)) < 10 else 1
    claim = pattern.claim.removeprefix("... ")
    return (
        f"{claim} (`{row.pattern}`)",
        f"{pattern.measure.name} ({pattern.measure.unit})".replace("_", " "),
        *(f"{100 * share:.0f} %" for share in (row.claimed, row.shown, row.opposite)),
        f"{row.median:.{digits}f}",
        f"{row.low:.{digits}f} to {row.high:.{digits}f}",
        str(row.draws),
        str(row.replicates),
    )


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def renew(rows: list[Row], out: Path) -> None:
    """Put the table into the page; all else stays."""
    generated = out.read_text(encoding="utf-8").partition(notes.MARKER)[0]
    notes.write(out, generated.partition(HEADING)[0] + section(rows))
