"""The script behind docs/findings.md: its statistics, its verdicts, one pattern run for real."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from minga import patterns

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("MINGA_BIN", ROOT / "build" / "release" / "minga"))


def claim(sign: int) -> patterns.Pattern:
    return patterns.Pattern("", patterns._summary("survived"), "1", sign, {}, None, {}, "")


def test_an_estimate_is_students_interval_of_the_known_values() -> None:
    values = np.array([1.0, 2.0, 4.0, np.nan, 7.0])
    known = values[~np.isnan(values)]
    estimate = patterns.Estimate.of(values)
    low, high = stats.t.interval(
        patterns.LEVEL, known.size - 1, loc=known.mean(), scale=stats.sem(known)
    )
    assert estimate.runs == 4
    assert estimate.low == pytest.approx(low, rel=1e-12)
    assert estimate.high == pytest.approx(high, rel=1e-12)


def test_an_estimate_of_nothing_is_missing_and_not_zero() -> None:
    estimate = patterns.Estimate.of(np.array([np.nan, np.nan]))
    assert np.isnan(estimate.mean)
    assert patterns.verdict(claim(1), estimate) == "no group to measure"


@pytest.mark.parametrize(
    ("low", "high", "sign", "expected"),
    [
        (0.1, 0.3, 1, "shown"),
        (0.1, 0.3, -1, "opposite"),
        (-0.3, -0.1, -1, "shown"),
        (-0.3, -0.1, 1, "opposite"),
        (-0.1, 0.3, 1, "not shown"),
        (-0.1, 0.3, -1, "not shown"),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_the_claimed_side(
    low: float, high: float, sign: int, expected: str
) -> None:
    estimate = patterns.Estimate((low + high) / 2, 0.1, low, high, 10)
    assert patterns.verdict(claim(sign), estimate) == expected


def test_the_mean_over_periods_leaves_missing_ones_out() -> None:
    rows = np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, np.nan]])
    mean = patterns._mean_of_known(rows)
    assert mean[0] == 2.0
    assert np.isnan(mean[1])


def test_notes_below_the_table_stay_when_it_is_made_again(tmp_path: Path) -> None:
    page = tmp_path / "findings.md"
    page.write_text("# T\n\n| a |\n\n## What was changed\n\nWords.\n", encoding="utf-8")
    assert patterns._kept_notes(page) == "\n## What was changed\n\nWords.\n"


@pytest.mark.skipif(not BINARY.exists(), reason="the program is not built")
def test_scattered_groups_survive_less_and_travel_carries_it(tmp_path: Path) -> None:
    # 60 pairs; the published difference is about -0.5 with a standard error near 0.06, so that
    # an interval at 99 % that misses the sign has a chance under 1e-6
    runner = patterns.Runner(str(BINARY), tmp_path, 60)
    pattern = patterns._scattered("none")[0]
    assert patterns.verdict(pattern, patterns.contrast(runner, pattern, {})) == "shown"
    off = patterns.contrast(runner, pattern, pattern.off)
    assert off.mean == 0.0, "without travel costs, distance must change nothing at all"


def test_the_main_measure_is_asked_of_every_strategy_and_regulation() -> None:
    found = {(p.a["facilitator.strategy"], p.a["association[0].regulation"], p.unit, p.claim)
             for p in patterns._at_sixty() if "`welfare`" in p.claim}  # fmt: skip
    asked = {(strategy, rules) for strategy, rules, _, _ in found}
    wanted = {(p.a["facilitator.strategy"], p.a["association[0].regulation"])
              for p in patterns._at_sixty() if "`survived`" in p.claim}  # fmt: skip
    assert asked == wanted and len(asked) == 4
    assert {unit for _, _, unit, _ in found} == {"USD a group"}
