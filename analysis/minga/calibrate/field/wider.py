"""Draws of the posterior together with draws of what the fit leaves as assumed.

The screening frees what moves a figure; the rest of the model's numbers, and a scenario's own that
no document gives, stay as assumed. Here they move too, each between half and twice its value, as
the evaluation of a programme draws them (``evaluate.ranges``). What a draw of the posterior sets
stays as the draw has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from minga.calibrate.field import carry
from minga.calibrate.field.page_wider import Case
from minga.calibrate.field.posterior import load, stored_space
from minga.calibrate.field.simulator import Groups
from minga.calibrate.parameters import Settings
from minga.evaluate.ranges import FACTOR, draw, uncertain

SEED = 2031
# What the page shows, and under which interventions.
CASES = {
    "otavalo": ("none", "trust-first, otavalo-2008", "trust-first, graduated-sanctions"),
    "asofrutas": (carry.AS_PLANNED, "none"),
}
DRAWS = 200
REPLICATES = 24  # groups under each intervention, for each draw


def widened(
    points: list[Settings], config: dict[str, Any], seed: int, factor: float = FACTOR
) -> tuple[list[Settings], int]:
    """The points, each with its own draw of what is assumed; and how many numbers are drawn.

    config: the scenario as the program reads it. Of a coefficient of which the fit sets one part,
    mean or spread, the other stays, too.
    """
    settled = {_stem(path) for point in points for path in point}
    ranges = [r for r in uncertain(config) if _stem(r.path) not in settled]
    drawn = draw(ranges, len(points), np.random.default_rng(seed), factor)
    return [{**more, **point} for more, point in zip(drawn, points, strict=True)], len(ranges)


def _stem(path: str) -> str:
    return re.sub(r"\.(mean|sd)$", "", path)


def play(
    groups: Groups,
    scenario: str,
    what: Sequence[str],
    draws: int,
    seed: int,
    factor: float = FACTOR,
) -> Case:
    """The scenario at the same draws of the fit, without and with draws of what is assumed.

    what: names of interventions, of ``carry.INTERVENTIONS``.
    """
    levels = {name: carry.INTERVENTIONS[name] for name in what}
    points = carry.stored_points(draws, seed)
    moved, count = widened(points, carry.resolved(groups.minga, scenario), seed + 1, factor)
    fitted, both = (carry.carry(groups, some, scenario, levels) for some in (points, moved))
    return Case(scenario, fitted, both, count, draws, factor)


def cases(minga: str, threads: int) -> list[Case]:
    """What the page shows, with seeds of its own."""
    groups = Groups(minga, stored_space(load()), SEED, REPLICATES, threads)
    return [play(groups, name, what, DRAWS, SEED + 1) for name, what in CASES.items()]
