"""Ledger, profiles, milestones and trajectories."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import minga
from minga import trajectories
from minga.accounts import by_profile_table, ledger_table, milestones
from minga.design import baselines, column, matrix, run_values
from minga.plot.select import roles, runs_of
from synthetic import Recipe, write


def test_the_lines_of_the_ledger_add_up_to_welfare(results: minga.Results) -> None:
    table = ledger_table(results, [0, 5]).set_index(["point", "line"])["mean"]
    for point in (0, 5):
        lines = ["member_gain", "member_cost", "cost", "outsider_effect"]
        total = sum(table[point, line] for line in lines)
        assert total == pytest.approx(table[point, "welfare"])
        assert table[point, "cost"] == -300.0


def test_the_ledger_against_the_baseline_is_paired(results: minga.Results) -> None:
    base = baselines(results)
    table = ledger_table(results, [5], base).set_index("line")
    gap = matrix(results, "welfare")[5] - matrix(results, "welfare")[int(base[5])]
    assert table.at["welfare", "mean"] == pytest.approx(gap.mean())
    assert table.at["cost", "mean"] == 0.0


def test_profiles_are_per_firm(results: minga.Results) -> None:
    table = by_profile_table(results, [0]).set_index("profile")["mean"]
    gain = (matrix(results, "welfare")[0] + 500.0).mean()
    assert table["saint"] == pytest.approx((0.1 * gain - 100.0) / 2)
    assert table["opportunist"] == pytest.approx((0.15 * gain - 25.0) / 1)


def test_milestones_count_those_that_never_arrive(results: minga.Results) -> None:
    row = milestones(results, [3]).iloc[0]
    values = matrix(results, "time_to_regulation")[3]
    assert row["share"] == pytest.approx(values.notna().mean())
    assert row["median_month"] == pytest.approx(values.median() * 14 / (365.25 / 12))


def test_a_group_that_is_gone_counts_as_zero_at_the_end(results: minga.Results) -> None:
    values = run_values(results, "final:cooperation_rate")
    last = results.trajectory["cooperation_rate"].values[:, -26:, 0]
    gone = column(results, "state") != 0
    np.testing.assert_allclose(values, np.where(np.isnan(last), 0.0, last).mean(axis=1), atol=1e-6)
    assert values[gone].mean() < values[~gone].mean()


def test_bands_describe_the_groups_alive(results: minga.Results) -> None:
    runs = runs_of(results, 2)
    table = trajectories.band(results, "trust", runs)
    values = results.trajectory["trust"].values[runs, :, 0]
    np.testing.assert_allclose(table["mean"], np.nanmean(values, axis=0), rtol=1e-6)
    np.testing.assert_allclose(table["high"], np.nanquantile(values, 0.9, axis=0), rtol=1e-6)
    alive = trajectories.band(results, "alive", runs)["mean"]
    assert alive.iloc[0] == 1.0
    assert alive.iloc[-1] == pytest.approx((results.summary["state"].values[runs] == 0).mean())


def test_small_blocks_give_the_same_numbers(
    results: minga.Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = np.array([0, 7, 8, 100, 239])
    whole = trajectories.read(results, "trust", runs)
    monkeypatch.setattr(trajectories, "BLOCK_VALUES", 300)
    np.testing.assert_array_equal(whole, trajectories.read(results, "trust", runs))


def test_several_associations_are_averaged(tmp_path: Path) -> None:
    recipe = Recipe(replicates=3, associations=2)
    with minga.open(write(tmp_path / "two.h5", recipe)) as results:
        assert trajectories.read(results, "trust", np.arange(4)).shape == (4, 40)


def test_roles_compare_under_the_same_conditions(results: minga.Results) -> None:
    found = roles(results)
    base = baselines(results)
    assert list(found) == ["best", "baseline", "worst_same"]
    assert base[found["best"]] == base[found["worst_same"]] == found["baseline"]
