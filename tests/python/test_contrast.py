"""Paired contrasts and the ranking against sums done by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import minga
from minga.design import matrix
from minga.ranking import honest_best
from minga.stats import bonferroni, holm
from synthetic import EFFECTS, Recipe, write


def by_hand(results: minga.Results, one: str, other: str) -> np.ndarray:
    """Per-replicate mean difference between two regulations over the four other cells."""
    summary = results.summary.load()
    frame = summary[["regulation", "replicate", "welfare"]].to_dataframe()
    means = frame.groupby(["replicate", "regulation"])["welfare"].mean().unstack()
    return (means[one] - means[other]).to_numpy()


def test_a_contrast_is_the_mean_of_replicate_differences(results: minga.Results) -> None:
    gaps = by_hand(results, "handshake", "none")
    row = minga.compare(results, "regulation").set_index("level").loc["handshake"]
    se = gaps.std(ddof=1) / np.sqrt(20)
    half = stats.t.ppf(0.975, 19) * se
    assert row["reference"] == "none"
    assert (row["n"], row["pairs"]) == (20, 80)
    np.testing.assert_allclose(row["difference"], gaps.mean())
    np.testing.assert_allclose(row["se"], se)
    np.testing.assert_allclose([row["low"], row["high"]], [gaps.mean() - half, gaps.mean() + half])


def test_pairing_removes_the_shared_noise(results: minga.Results) -> None:
    """Unpaired, the shared noise of 200 alone makes se about 63; paired it is about 5."""
    table = minga.compare(results, "regulation").set_index("level")
    assert (table["se"] < 12.0).all()
    for level in ("handshake", "strict-expulsion"):
        assert abs(table.loc[level, "difference"] - EFFECTS[level]) < 5 * table.loc[level, "se"]


def test_all_pairs_within_strata(results: minga.Results) -> None:
    table = minga.compare(results, "regulation", pairs="all", within="participation")
    assert len(table) == 2 * 3
    assert list(table.columns[:3]) == ["participation", "level", "reference"]
    assert (table["pairs"] == 40).all()


def test_bonferroni_widens_by_the_number_of_rows(results: minga.Results) -> None:
    plain = minga.compare(results, "regulation")
    wide = minga.compare(results, "regulation", adjust="bonferroni")
    ratio = (wide["high"] - wide["low"]) / (plain["high"] - plain["low"])
    np.testing.assert_allclose(ratio, stats.t.ppf(1 - 0.025 / 2, 19) / stats.t.ppf(0.975, 19))
    np.testing.assert_allclose(wide["p"], bonferroni(plain["p"].to_numpy()))


def test_holm_matches_the_example_worked_by_hand() -> None:
    """Sorted .01 .02 .04 times 3 2 1 gives .03 .04 .04, in the input's order."""
    np.testing.assert_allclose(holm([0.04, 0.01, 0.02]), [0.04, 0.03, 0.04])
    np.testing.assert_allclose(holm([0.9, np.nan, 0.8]), [1.0, np.nan, 1.0])


@pytest.mark.parametrize(
    ("kwargs", "error", "said"),
    [
        ({"factor": "weather"}, KeyError, "regulation, facilitator, participation"),
        ({"factor": "regulation", "reference": "martial-law"}, KeyError, "strict-expulsion"),
        ({"factor": "regulation", "outcome": "joy"}, KeyError, "welfare"),
        ({"factor": "regulation", "outcome": "regulation"}, ValueError, "one number per run"),
        ({"factor": "regulation", "within": "regulation"}, KeyError, "another factor"),
        ({"factor": "regulation", "adjust": "fdr"}, ValueError, "bonferroni"),
        ({"factor": "regulation", "pairs": "some"}, ValueError, "all"),
        ({"factor": "regulation", "level": 95}, ValueError, "between 0 and 1"),
    ],
)
def test_wrong_requests_say_what_would_be_right(
    results: minga.Results, kwargs: dict, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        minga.compare(results, **kwargs)


def test_a_space_filling_design_has_no_pairs(scattered: Path) -> None:
    recipe = scattered
    with minga.open(recipe) as results, pytest.raises(KeyError):
        minga.compare(results, "regulation")
    with minga.open(recipe) as results:
        assert len(minga.compare(results, "rate")) == 39


def test_two_numeric_factors_that_move_together_do_not_pair(tmp_path: Path) -> None:
    path = write(tmp_path / "list.h5", Recipe(factors={"pair": ("a", "b")}, replicates=4))
    import h5py

    with h5py.File(path, "a") as file:
        group = file["summary"]
        twin = group.create_dataset("twin", data=np.repeat([0.1, 0.2], 4))
        twin.attrs["role"] = "factor"
        twin.dims[0].attach_scale(group["run"])
    with minga.open(path) as results, pytest.raises(ValueError, match="space-filling"):
        minga.compare(results, "twin")


def test_rank_orders_points_and_pairs_each_with_no_programme(results: minga.Results) -> None:
    ranked = minga.rank(results)
    values = matrix(results, "welfare")
    assert ranked["mean"].is_monotonic_decreasing
    best = ranked.iloc[0]
    assert (best["regulation"], best["facilitator"]) == ("strict-expulsion", "none")
    base = ranked[
        (ranked["regulation"] == "none")
        & (ranked["facilitator"] == "none")
        & (ranked["participation"] == best["participation"])
    ]["point"].item()
    gap = values[best["point"]] - values[base]
    np.testing.assert_allclose(best["difference"], gap.mean())
    np.testing.assert_allclose(best["difference_se"], gap.std() / np.sqrt(20))
    alone = ranked[(ranked["regulation"] == "none") & (ranked["facilitator"] == "none")]
    assert (alone["difference"] == 0.0).all()


def test_failed_runs_are_left_out(tmp_path: Path) -> None:
    import h5py

    path = write(tmp_path / "failed.h5", Recipe(replicates=5))
    with h5py.File(path, "a") as file:
        file["summary/failed"][0] = "a fund beyond its range"
        file["summary/welfare"][0] = 1e9
    with minga.open(path) as results:
        ranked = minga.rank(results).set_index("point")
        assert ranked.loc[0, "n"] == 4
        assert ranked["mean"].max() < 1e6


def test_a_repeated_replicate_is_refused(tmp_path: Path) -> None:
    import h5py

    path = write(tmp_path / "twice.h5", Recipe(replicates=3))
    with h5py.File(path, "a") as file:
        file["summary/replicate"][1] = 0
    with minga.open(path) as results, pytest.raises(ValueError, match="twice"):
        minga.rank(results)


def test_the_honest_best_is_below_the_flattered_one_when_all_are_equal(tmp_path: Path) -> None:
    """Thirty equal alternatives: the picked mean is high by luck, the cross-valued one is not."""
    factors = {"arm": tuple(f"a{k}" for k in range(30))}
    recipe = Recipe(factors=factors, effects={}, replicates=30, shared=0.0, own=100.0)
    with minga.open(write(tmp_path / "equal.h5", recipe)) as results:
        flattered = minga.rank(results)["mean"].iloc[0]
        honest = honest_best(results)
    assert flattered > 1000.0 + 20.0
    assert honest.low < 1000.0 < honest.high


def test_no_facilitators_is_no_programme(tmp_path: Path) -> None:
    factors = {"facilitators": [0, 3], "coordination": ["public", "private"]}
    path = write(tmp_path / "programme.h5", Recipe(factors=factors, effects={}, replicates=4))
    with minga.open(path) as results:
        ranked = minga.rank(results)
        values = matrix(results, "welfare")
        for _, row in ranked.iterrows():
            base = ranked[
                (ranked["facilitators"] == 0) & (ranked["coordination"] == row["coordination"])
            ]["point"].item()
            np.testing.assert_allclose(
                row["difference"], (values[row["point"]] - values[base]).mean(), atol=1e-9
            )
