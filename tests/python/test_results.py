"""Opening files: groups, provenance, refusals."""

from __future__ import annotations

import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

import minga
from minga.accounts import milestones
from minga.design import column
from minga.survival import survival_table
from synthetic import CONFIG, Recipe, write


@pytest.mark.parametrize("group", ["summary", "trajectory"])
@pytest.mark.filterwarnings("error")
def test_a_group_opens_in_xarray_without_warnings(factorial: Path, group: str) -> None:
    with xr.open_dataset(factorial, engine="h5netcdf", group=group) as dataset:
        dataset.load()


@pytest.mark.filterwarnings("error")
def test_results_give_groups_factors_and_provenance(factorial: Path) -> None:
    with minga.open(factorial) as results:
        assert results.factors == ["regulation", "facilitator", "participation"]
        assert results.groups == ("summary", "trajectory")
        assert results.config == CONFIG
        assert results.attrs["schema_version"] == [1, 0]
        assert results.attrs["seed"] == 20260101
        assert results.period_days == 14.0
        assert results.trajectory["trust"].dims == ("run", "time", "association")
        assert "240 runs" in repr(results)


def test_a_group_stays_on_disk_until_it_is_used(factorial: Path) -> None:
    with minga.open(factorial) as results:
        assert not results.trajectory["trust"].variable._in_memory
        assert results.trajectory["trust"].isel(run=slice(0, 2)).shape == (2, 40, 1)


def test_an_absent_group_says_how_to_record_it(factorial: Path) -> None:
    with minga.open(factorial) as results:
        assert not hasattr(results, "firm")
        with pytest.raises(minga.MissingGroupError, match="--record summary,firm"):
            _ = results.firm


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.h5"
    with h5py.File(path, "w") as file:
        file["x"] = [1, 2]
    with pytest.raises(minga.NotAResultFileError, match="not a minga result file"):
        minga.open(path)


def test_text_named_h5_is_refused_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "text.h5"
    path.write_text("not HDF5")
    with pytest.raises(minga.NotAResultFileError, match=r"text\.h5"):
        minga.open(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.h5"):
        minga.open(tmp_path / "nowhere.h5")


def test_unfinished_parts_point_to_resume(tmp_path: Path) -> None:
    with pytest.raises(minga.NotAResultFileError, match="--resume"):
        minga.open(tmp_path)


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "new.h5", Recipe(replicates=2), schema_version=np.array([2, 0]))
    with pytest.raises(minga.NotAResultFileError, match="schema version"):
        minga.open(path)


def test_the_path_still_opens_after_importing_the_report_module(factorial: Path) -> None:
    import minga.report

    assert callable(minga.report)
    with minga.open(factorial) as results:
        assert results.has("summary")


def test_several_associations_count_one_by_one(binary: Path, tmp_path: Path) -> None:
    """Money per candidate group, survival and milestones over groups, not over runs."""
    out = tmp_path / "programme.h5"
    run = [binary, "run", "noa-nea-programa", "--replicates", "3", "--seed", "1", "-o", out]
    few = ["--set", "association[0].copies=12", "--set", "programme.facilitators=2"]
    subprocess.run([str(part) for part in [*run, *few, "--quiet"]], check=True)
    with minga.open(out) as results:
        assert results.programme["candidates"].values.tolist() == [12, 12, 12]
        total = results.association["welfare"].values.sum(axis=1)
        office = results.programme["coordination_cost"].values
        assert results.summary["welfare"].values == pytest.approx(total - office)
        assert column(results, "welfare") == pytest.approx((total - office) / 12.0)
        founded = np.isfinite(results.association["founded"].values)
        curve = survival_table(results)
        assert curve["at_risk"].iloc[0] == founded.sum()
        alive = results.association["survived"].values[founded].mean()
        state = results.association["state"].values
        assert (state[~founded] == 3).all()
        assert 0.0 <= alive <= 1.0
        reached = np.isfinite(results.association["time_to_pilot"].values).mean()
        table = milestones(results, [0]).set_index("milestone")
        assert table.loc["time_to_pilot", "share"] == pytest.approx(reached)
