"""docs/findings.md: the tables, as text; the notes below them stay."""

from __future__ import annotations

from collections import Counter

from minga.patterns import draws, page_draws
from minga.patterns.catalogue import NOT_EXPRESSED, SECTIONS
from minga.patterns.runner import SEED, Finding
from minga.patterns.statistics import FAMILY, POWER, SHOWN

COLUMNS = (
    "claim",
    "source",
    "measure",
    "difference",
    "verdict",
    "found if beyond",
    "mechanism",
    "without it",
    "verdict without it",
    "what goes with it",
    "it carries",
    "runs",
    "scenario",
)


def text(found: list[Finding], replicates: int) -> str:
    """The generated part of the page."""
    by_key = {finding.pattern.key: finding for finding in found}
    parts = [_head(found, replicates)]
    for title, patterns in SECTIONS.items():
        rows = [_row(by_key[pattern.key]) for pattern in patterns if pattern.key in by_key]
        parts.append(
            f"## {title}\n\n" + _line(COLUMNS) + "|---" * len(COLUMNS) + "|\n" + "".join(rows)
        )
    parts.append(_missed(found))
    parts.append(page_draws.section(draws.read()[0]))
    return "\n".join(parts)


def _head(found: list[Finding], replicates: int) -> str:
    counts = Counter(finding.verdict for finding in found)
    tally = ", ".join(f"{number} {name}" for name, number in counts.most_common())
    level = 1 - FAMILY / max(1, len(found))
    return f"""# Which patterns of the field the model shows

Made by `python -m minga.patterns`: nothing above the notes is edited by hand. Of {len(found)}
statements: {tally}. Parameters are the shipped ones: some fitted to few figures
([calibration.md](calibration.md)), most assumed. So this says what the mechanisms do, not what will
happen anywhere.

Scenarios: {_scenes(found, replicates)}; seed {SEED}, endogenous
participation. What is claimed, how it is measured and what should carry it is fixed in
`analysis/minga/patterns/of_*.py`. Differences are paired by replicate (common random numbers).
Brackets hold simultaneous intervals (Bonferroni, {level:.4%} each). "Shown": the interval lies on
the claimed side of zero; "opposite": on the other. The chance that luck alone makes any of the
{len(found)} is at most {FAMILY:.0%}; the same holds for the verdicts without the mechanism, and for
what goes with it. "Found if beyond": a true difference of that size would be found with chance
{POWER:.0%}, so "not shown" says nothing about smaller ones.

Each line is run again with its mechanism switched off in both treatments; "what goes with it" is
how much of the difference is then gone. The mechanism *carries it* if the pattern is gone and the
difference smaller; *a part* if the pattern is still there, but smaller; *something else* carries
the pattern if it does not get smaller; *unsettled* is what is in between. A difference of
differences ("less where ...") is tested as one. Shares count ended groups
as zero unless a measure says "while alive", which compares survivors. The verdicts are registered
in `analysis/minga/patterns/verdicts.csv`, and tests fail when one is no longer true.
"""


def _scenes(found: list[Finding], replicates: int) -> str:
    scenes = dict.fromkeys(finding.pattern.scene for finding in found)
    return ", ".join(f"`{s.name}` with {s.replicates(replicates)} replicates" for s in scenes)


def _row(found: Finding) -> str:
    pattern = found.pattern
    return _line(
        (
            pattern.claim,
            pattern.source,
            f"{pattern.measure.name} ({pattern.measure.unit})".replace("_", " "),
            found.claim.text(),
            found.verdict,
            _short(found.claim.detectable()),
            pattern.mechanism,
            found.ablated.text(),
            found.verdict_ablated,
            found.part.text(),
            found.carrier,
            str(found.claim.runs),
            f"`{pattern.scene.name}`",
        )
    )


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _short(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def _missed(found: list[Finding]) -> str:
    lines = []
    for finding in found:
        if finding.verdict != SHOWN:
            pattern = finding.pattern
            claim = pattern.claim.removeprefix("... ")
            measure = pattern.measure.name.replace("_", " ")
            lines.append(f"- {claim} ({measure}; `{pattern.key}`): {finding.verdict}\n")
    silent = "".join(f"- {line}\n" for line in NOT_EXPRESSED)
    return (
        "## Missed\n\nThe field says so, and the model does not, at these parameters and with this "
        f"power:\n\n{''.join(lines)}\nThe field says so, and the model cannot:\n\n{silent}"
    )
