"""Runs that fail: recorded, counted, and a limit that stops the rest."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import h5py
import pytest
from cli_support import assert_same_data, attributes_of, run, succeed

REPLICATES = 2000  # of six points, in segments of 256 runs
SIZE = ["--replicates", REPLICATES, "--set", "time.periods=4", "--record", "summary"]
FAILING = [3, 70, 71, 1999]  # of every point


def environment(replicates: list[int]) -> dict[str, str]:
    return os.environ | {"MINGA_FAIL_REPLICATES": ",".join(map(str, replicates))}


def reasons(out: Path) -> dict[int, str]:
    with h5py.File(out) as file:
        texts = file["summary/failed"].asstr()[:]
    return {run: str(text) for run, text in enumerate(texts) if text}


def test_failed_runs_are_recorded_with_their_reason_and_the_rest_is_as_without_them(
    design: Path, tmp_path: Path
) -> None:
    succeed("sweep", design, "-o", tmp_path / "good.h5", *SIZE)
    out = tmp_path / "out.h5"
    ended = run("sweep", design, "-o", out, *SIZE, env=environment(FAILING))
    assert ended.returncode == 5
    assert "24 runs failed, more than --max-failures 0" in ended.stderr
    assert attributes_of(out)["status"] == "complete"
    failed = reasons(out)
    assert list(failed) == sorted(p * REPLICATES + r for p in range(6) for r in FAILING)
    assert set(failed.values()) == {"MINGA_FAIL_REPLICATES asks for it"}
    with h5py.File(out) as there, h5py.File(tmp_path / "good.h5") as good:
        welfare, expected = there["summary/welfare"][:], good["summary/welfare"][:]
        assert all(welfare[run] != welfare[run] for run in failed)
        same = [i for i in range(len(welfare)) if i not in failed]
        assert (welfare[same] == expected[same]).all()


@pytest.mark.parametrize("limit", ["24", "0.2%", "100%"])
def test_failures_within_the_limit_are_put_up_with(
    design: Path, tmp_path: Path, limit: str
) -> None:
    out = tmp_path / "out.h5"
    command = ["sweep", design, "-o", out, *SIZE, "--max-failures", limit, "--json"]
    ended = run(*command, env=environment(FAILING))
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["failed"] == 24


def test_above_the_limit_a_sweep_stops_and_goes_on_with_a_higher_one(
    design: Path, tmp_path: Path
) -> None:
    whole, out = tmp_path / "whole.h5", tmp_path / "out.h5"
    assert run("sweep", design, "-o", whole, *SIZE, env=environment(FAILING)).returncode == 5
    command = ["sweep", design, "-o", out, *SIZE, "--threads", 1]
    stopped = run(*command, "--max-failures", 5, env=environment(FAILING))
    assert stopped.returncode == 5
    found = re.search(r"of ([\d,]+) runs, (\d+) failed, more than --max-failures 5", stopped.stderr)
    assert found is not None, stopped.stderr
    attributes = attributes_of(out)
    assert attributes["status"] == "interrupted"
    committed = int(found[1].replace(",", ""))
    assert attributes["runs_committed"] == committed < 6 * REPLICATES
    assert 5 < int(found[2]) < 24
    # the same limit stops at once: what was committed counts
    again = shlex.split(re.search(r"with a higher limit: minga (.*)", stopped.stderr)[1])
    assert run(*again, env=environment(FAILING)).returncode == 5
    assert attributes_of(out)["runs_committed"] == committed
    ended = run(*command, "--resume", "--max-failures", "1%", env=environment(FAILING))
    assert ended.returncode == 0, ended.stderr
    assert_same_data(out, whole)


def test_a_limit_that_is_none_is_refused(design: Path, tmp_path: Path) -> None:
    for limit in ("-1", "2.5", "101%", "few", "%"):
        refused = run("sweep", design, "-o", tmp_path / "out.h5", f"--max-failures={limit}")
        assert refused.returncode == 2
        assert "neither a number of runs nor a share such as 1%" in refused.stderr


def test_one_scenario_stops_as_well(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    size = ["--replicates", 5000, "--set", "time.periods=4", "--threads", 1]
    many = environment(list(range(0, 5000, 10)))
    ended = run("run", small, "-o", out, *size, "--max-failures", 20, env=many)
    assert ended.returncode == 5
    assert attributes_of(out)["status"] == "interrupted"
