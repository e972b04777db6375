"""Answers of minga.explore: against what is known exactly, and against the simulator's own runs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import minga
from minga import explore, simulation
from minga.explore import search, sensitivity
from minga.explore.ranges import at, settings_at

pytestmark = [
    pytest.mark.skipif(not simulation.available(), reason="minga._native is not built"),
    pytest.mark.filterwarnings("ignore::minga.ScenarioNote"),
]
SHORT = {"time.periods": 20}


def test_ranges_are_cut_as_they_say() -> None:
    assert at((0.0, 4.0), 0.25) == 1.0
    assert [at((3, 5), share) for share in (0.0, 0.34, 0.99, 1.0)] == [3, 4, 5, 5]
    assert [at(["a", "b"], share) for share in (0.0, 0.5, 1.0)] == ["a", "b", "b"]
    assert at([1, 2, 4], 0.5) == 2
    with pytest.raises(ValueError, match="is not below"):
        settings_at({"x": (2.0, 1.0)}, np.zeros((1, 1)))
    with pytest.raises(ValueError, match="no ranges"):
        settings_at({}, np.zeros((1, 0)))


def test_trials_are_the_runs_of_their_settings() -> None:
    settings = [{}, {"participation.rate": 0.3, "participation.mode": "fixed"}]
    results = explore.trials("otavalo", settings, SHORT, replicates=4, seed=9)
    table = explore.values(results, "welfare")
    for i, one in enumerate(settings):
        alone = minga.simulate("otavalo", SHORT | one, replicates=4, seed=9, record="summary")
        np.testing.assert_array_equal(table.loc[i], alone.summary["welfare"])



@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the simulator, 3 a + b over the unit square, and c that does nothing."""

    def evaluate(
        scenario: Any, ranges: Any, cube: np.ndarray, outcome: str, *_: Any
    ) -> tuple[pd.DataFrame, np.ndarray]:
        value = 3.0 * cube[:, 0] + cube[:, 1]
        return pd.DataFrame(settings_at(ranges, cube)).assign(**{outcome: value}), value

    monkeypatch.setattr(sensitivity, "_evaluate", evaluate)


THREE = {"a": (0.0, 1.0), "b": (0.0, 1.0), "c": (0.0, 1.0)}


@pytest.mark.usefixtures("known")
def test_morris_finds_the_slopes_of_a_plane() -> None:
    found = explore.morris("any", THREE, "y", trajectories=10).set_index("parameter")
    np.testing.assert_allclose(found.loc[["a", "b", "c"], "mu_star"], [3.0, 1.0, 0.0], atol=1e-9)
    np.testing.assert_allclose(found["sigma"], 0.0, atol=1e-9)
    assert list(found.index) == ["a", "b", "c"]  # the strongest first


@pytest.mark.usefixtures("known")
def test_sobol_shares_out_the_variance_of_a_plane() -> None:
    found = explore.sobol("any", THREE, "y", base=1024).set_index("parameter")
    # variance 9/12 + 1/12, without interactions
    np.testing.assert_allclose(found.loc[["a", "b", "c"], "first"], [0.9, 0.1, 0.0], atol=0.02)
    np.testing.assert_allclose(found.loc[["a", "b", "c"], "total"], [0.9, 0.1, 0.0], atol=0.02)
    with pytest.raises(ValueError, match="power of 2"):
        explore.sobol("any", THREE, "y", base=10)


def test_morris_sees_what_the_model_must_show() -> None:
    """Who may take part at most can contribute at most; the discount rate changes no conduct."""
    ranges = {"participation.rate": (0.2, 0.9), "scenario.discount_rate": (0.0, 0.2)}
    found = explore.morris(
        "otavalo",
        ranges,
        "attendance",
        trajectories=4,
        replicates=4,
        overrides=SHORT | {"participation.mode": "fixed"},
    ).set_index("parameter")
    assert found.loc["participation.rate", "mu"] > 0.3
    assert found.loc["scenario.discount_rate", "mu_star"] == 0.0
    evaluations = found.attrs["evaluations"]
    assert len(evaluations) == 4 * 3
    assert {"participation.rate", "attendance"} <= set(evaluations.columns)


def test_lifetimes_are_areas_under_curves() -> None:
    design = {
        "scenario": "otavalo",
        "replicates": 12,
        "seed": 3,
        "factor": [
            {
                "name": "facilitator",
                "path": "facilitator.strategy",
                "levels": ["none", "directive"],
            }
        ],
    }
    results = minga.simulate(design)
    found = explore.lifetimes(results, "facilitator").set_index("level")
    lived = explore.values(results, "periods_survived")
    dead = explore.values(results, "state") != 0
    assert dead.to_numpy().any()
    # all are censored at the end, so that the area is the mean of what each lived
    np.testing.assert_allclose(found["mean"], lived.mean(axis=1), rtol=1e-12)
    gap = (lived.loc[1] - lived.loc[0]).mean()
    assert found.loc["directive", "difference"] == pytest.approx(gap)
    np.testing.assert_allclose(found["survival"], 1.0 - dead.mean(axis=1))


def test_a_counterfactual_changes_nothing_but_what_it_says() -> None:
    same = explore.counterfactual(
        "otavalo", {"scenario.source": "another"}, replicates=5, overrides=SHORT
    )
    assert (same.table["difference"] == 0.0).all()
    found = explore.counterfactual("otavalo", replicates=5, overrides=SHORT)
    alone = minga.simulate(
        "otavalo", SHORT | {"facilitator.strategy": "none"}, replicates=5, seed=1
    )
    np.testing.assert_array_equal(
        found.pairs["welfare", "otherwise"], alone.summary["welfare"].values
    )
    gap = found.pairs["welfare", "factual"] - found.pairs["welfare", "otherwise"]
    row = found.table.set_index("outcome").loc["welfare"]
    assert row["difference"] == pytest.approx(gap.mean())
    assert row["low"] < row["difference"] < row["high"]
    paths = found.paths("attendance")
    assert dict(paths.sizes) == {"case": 2, "replicate": 5, "time": 20}
    np.testing.assert_array_equal(
        paths.sel(case="otherwise"), alone.trajectory["attendance"].values[:, :, 0]
    )


def test_undominated_is_what_nothing_beats() -> None:
    cost = pd.Series([1.0, 2.0, 2.0, 3.0, 3.0, np.nan])
    goal = pd.Series([0.1, 0.5, 0.4, 0.5, 0.9, 1.0])
    assert search.undominated(cost, goal).tolist() == [True, True, False, False, True, False]


def test_the_search_finds_a_known_front(monkeypatch: pytest.MonkeyPatch) -> None:
    """Goal = a, cost = a + b: the front is b = 0, and 0.7 costs 0.7."""

    class Played:
        def __init__(self, settings: list[dict[str, Any]]) -> None:
            self.settings = settings

        def units(self, outcome: str) -> str:
            return "USD"

    def play(scenario: Any, settings: list[dict[str, Any]], *_: Any, **__: Any) -> Any:
        return Played(settings)

    def value(played: Played, outcome: str) -> pd.DataFrame:
        table = pd.DataFrame(played.settings)
        column = table["a"] + (table["b"] if outcome == "cost" else 0.0)
        return pd.DataFrame({0: column, 1: column})

    monkeypatch.setattr(search, "trials", play)
    monkeypatch.setattr(search, "values", value)
    ranges = {"a": (0.0, 1.0), "b": (0.0, 1.0)}
    found = explore.frontier("any", ranges, 0.7, evaluations=600, population=30, budget=0.9)
    assert len(found.points) == 600  # every one is kept
    assert found.points["generation"].max() == 19
    assert (found.front["b"] < 0.05).mean() > 0.9
    assert (found.front["cost"] <= 0.9 + 1e-9).all()
    best = found.cheapest
    assert best is not None
    assert 0.7 <= best["cost"] < 0.76
    assert found.currency == "USD"
    none = explore.frontier("any", ranges, 0.7, evaluations=60, population=20, budget=0.3)
    assert none.cheapest is None


def test_the_front_is_played_again_with_other_luck() -> None:
    found = explore.frontier(
        "otavalo",
        {"facilitator.exit_month": (12, 24), "facilitator.strategy": ["directive", "trust-first"]},
        0.5,
        evaluations=12,
        population=6,
        replicates=4,
        confirm=8,
        overrides=SHORT,
    )
    assert len(found.points) == 12
    row = found.front.iloc[0]
    again = minga.simulate(
        "otavalo",
        SHORT
        | {
            "facilitator.exit_month": int(row["facilitator.exit_month"]),
            "facilitator.strategy": row["facilitator.strategy"],
        },
        replicates=8,
        seed=1 + search.SEARCH_SEED_STEP,
    )
    assert row["survived"] == pytest.approx(float(again.summary["survived"].mean()))
    assert row["cost"] == pytest.approx(float(again.summary["cost"].mean()))


def test_regret_is_what_the_best_would_have_given_more() -> None:
    options = {
        "none": {"facilitator.strategy": "none"},
        "directive": {"facilitator.strategy": "directive"},
    }
    draws = explore.field_draws(3)
    assert len({str(draw) for draw in draws}) == 3
    found = explore.regret("otavalo", options, draws, replicates=3, overrides=SHORT)
    assert (found.regrets.min(axis=1) == 0.0).all()
    best = found.outcomes.max(axis=1)
    for option in options:
        np.testing.assert_allclose(found.regrets[option], best - found.outcomes[option])
    one = minga.simulate("otavalo", SHORT | draws[1] | options["directive"], replicates=3, seed=1)
    assert found.outcomes.loc[1, "directive"] == pytest.approx(
        float(one.summary["welfare"].mean())
    )
    table = found.table.set_index("option")
    assert found.choice == table["max_regret"].idxmin()
    assert table["best"].sum() == pytest.approx(1.0)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_figures_are_drawn_in_both_languages(lang: str) -> None:
    found = explore.counterfactual("otavalo", replicates=6, overrides=SHORT)
    figure = explore.plot_counterfactual(found, "attendance", lang=lang)
    axes = figure.axes[0]
    shown = axes.lines[-1].get_ydata()
    np.testing.assert_allclose(
        shown, found.paths("attendance").sel(case="otherwise").mean("replicate")
    )
