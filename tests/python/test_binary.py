"""The simulator's own files, read by this package; skipped only where it is not built."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import minga

pytestmark = pytest.mark.filterwarnings("error")


def call(binary: Path, *arguments: object) -> None:
    done = subprocess.run(
        [str(binary), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def real(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small design, written by the simulator."""
    folder = tmp_path_factory.mktemp("real")
    design = folder / "small.toml"
    design.write_text(DESIGN, encoding="utf-8")
    call(binary, "sweep", design, "-o", folder / "small.h5", "--quiet")
    return folder / "small.h5"


DESIGN = """
scenario = "otavalo"
method = "factorial"
replicates = 4
seed = 7
common_random_numbers = true

[[factor]]
name = "regulation"
path = "association[0].regulation"
levels = ["none", "graduated-sanctions"]

[[factor]]
name = "facilitator"
path = "facilitator.strategy"
levels = ["none", "empowering"]
"""


def test_every_group_opens_without_warnings(real: Path) -> None:
    with minga.open(real) as results:
        for group in results.groups:
            with xr.open_dataset(real, engine="h5netcdf", group=group) as dataset:
                dataset.load()


def test_factors_welfare_and_the_ledger(real: Path) -> None:
    with minga.open(real) as results:
        assert results.factors == ["regulation", "facilitator"]
        summary = results.summary.load()
        total = (
            summary["member_gain"]
            - summary["member_cost"]
            - summary["cost"]
            + summary["outsider_effect"]
        )
        np.testing.assert_allclose(summary["welfare"], total, rtol=1e-6, atol=1e-6)
        assert summary.sizes["run"] == 16
        assert len(minga.rank(results)) == 4
        assert len(minga.compare(results, "facilitator")) == 1


def test_the_report_of_a_real_file(real: Path, tmp_path: Path) -> None:
    page = minga.report(real, tmp_path / "real.html", lang="es")
    assert page.stat().st_size > 100_000
