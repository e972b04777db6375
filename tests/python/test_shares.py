"""Intervals of shares: within 0 and 1, of the stated coverage, and those the simulator prints."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import minga
from minga.plot.grid import grid_table
from minga.stats import mean_interval, share_interval
from synthetic import Recipe, write


def test_when_all_agree_the_interval_still_has_a_width() -> None:
    """Wilson for 12 of 12: 12 / (12 + z^2) to 1."""
    z2 = stats.norm.ppf(0.975) ** 2
    found = share_interval(np.ones(12))
    np.testing.assert_allclose([found.low, found.high], [12 / (12 + z2), 1.0], rtol=1e-12)
    found = share_interval(np.zeros(12))
    np.testing.assert_allclose([found.low, found.high], [0.0, z2 / (12 + z2)], rtol=1e-12)


def test_a_mean_of_shares_is_cut_at_the_ends_and_nowhere_else() -> None:
    near_one = np.array([1.0, 1.0, 1.0, 0.4])
    plain, found = mean_interval(near_one), share_interval(near_one)
    assert plain.high > 1.0
    assert (found.mean, found.low, found.high) == (plain.mean, plain.low, 1.0)
    inside = np.array([0.4, 0.5, 0.6, 0.5])
    assert share_interval(inside) == mean_interval(inside)


def test_one_value_or_none_has_no_interval_made_up() -> None:
    assert np.isnan(share_interval([0.5]).low) and np.isnan(share_interval([0.5]).high)
    assert share_interval([np.nan]).n == 0


def test_what_is_no_share_is_not_cut() -> None:
    values = np.array([-0.5, 1.5, 0.5])
    assert share_interval(values) == mean_interval(values)


def test_wilson_covers_near_95_in_100_over_shares() -> None:
    """Exact coverage, averaged over p from 0.02 to 0.98, at n = 20; Student's falls far below."""
    n = 20
    ends = np.array([[s.low, s.high] for s in (share_interval([1.0] * k + [0.0] * (n - k))
                                               for k in range(n + 1))])  # fmt: skip
    grid = np.linspace(0.02, 0.98, 97)
    inside = (ends[:, :1] <= grid) & (grid <= ends[:, 1:])
    covered = (stats.binom.pmf(np.arange(n + 1)[:, None], n, grid) * inside).sum(axis=0)
    assert 0.94 < covered.mean() < 0.97


@pytest.mark.parametrize("outcome", ["survived", "final:cooperation_rate", "final:trust"])
def test_ranks_and_maps_keep_shares_within_their_range(outcome: str, tmp_path: Path) -> None:
    with minga.open(write(tmp_path / "few.h5", Recipe(replicates=4))) as results:
        ranked = minga.rank(results, outcome=outcome)
        assert ranked["low"].min() >= 0.0 and ranked["high"].max() <= 1.0
        assert (ranked["low"] < ranked["high"]).all()
        cells = grid_table(results, outcome, ["regulation", "facilitator", "participation"])
        assert cells["low"].min() >= 0.0 and cells["high"].max() <= 1.0


def test_differences_of_shares_may_be_negative(results: minga.Results) -> None:
    ranked = minga.rank(results, outcome="survived")
    assert ranked["difference_low"].min() < 0.0


def test_the_simulator_prints_the_same_interval(binary: Path, tmp_path: Path) -> None:
    out = tmp_path / "run.h5"
    command = [
        binary,
        "run",
        "otavalo",
        "-o",
        out,
        "--replicates",
        "12",
        "--seed",
        "3",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    printed = json.loads(done.stdout)["survived"]
    with minga.open(out) as results:
        row = minga.rank(results, outcome="survived").iloc[0]
    np.testing.assert_allclose([row["low"], row["high"]], [printed["low"], printed["high"]])
