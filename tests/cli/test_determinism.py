"""Same input and seed, same bits: whatever the threads, the recorded groups and the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import assert_same_data, data_of, succeed

ALL = "summary,trajectory,firm,events"


@pytest.fixture
def reference(design: Path, tmp_path: Path) -> Path:
    out = tmp_path / "reference.h5"
    succeed("sweep", design, "-o", out, "--threads", 1, "--record", ALL, "--replicates", 100)
    return out


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_the_number_of_threads_leaves_no_trace(
    design: Path, tmp_path: Path, reference: Path, threads: int
) -> None:
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out, "--threads", threads, "--record", ALL, "--replicates", 100)
    assert_same_data(out, reference)


def test_summary_and_trajectory_do_not_depend_on_what_else_is_recorded(
    design: Path, tmp_path: Path, reference: Path
) -> None:
    whole = data_of(reference)
    for groups in ("summary", "trajectory", "firm", "events"):
        out = tmp_path / f"{groups}.h5"
        succeed("sweep", design, "-o", out, "--record", groups, "--replicates", 100)
        part = data_of(out)
        assert part
        for name, values in part.items():
            assert values == whole[name], f"{name} differs when {groups} is recorded"


def test_fewer_replicates_are_the_first_of_more(
    design: Path, tmp_path: Path, reference: Path
) -> None:
    out = tmp_path / "out.h5"
    succeed("run", tmp_path / "small.toml", "-o", out, "--seed", 3, "--replicates", 17,
            "--set", "association[0].regulation=none", "--set", "population.firms=4")  # fmt: skip
    import h5py
    import numpy as np

    with h5py.File(out, "r") as few, h5py.File(reference, "r") as many:
        for name in ("welfare", "cooperation_rate", "payoff_gini"):
            a, b = few[f"summary/{name}"][()], many[f"summary/{name}"][:17]
            assert np.array_equal(a, b, equal_nan=True)


def test_a_shipped_scenario_is_the_same_at_any_number_of_threads(tmp_path: Path) -> None:
    outs = []
    for threads in (1, 2, 8):
        outs.append(tmp_path / f"{threads}.h5")
        succeed("run", "otavalo", "-o", outs[-1], "--threads", threads, "--replicates", 40)
    assert_same_data(outs[0], outs[1])
    assert_same_data(outs[0], outs[2])
