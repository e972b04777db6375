"""minga run: the file it leaves, and what it prints about it."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import h5py
import numpy as np
import pytest
from cli_support import assert_same_data, attributes_of, data_of, run, start, succeed
from scipy import stats


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.h5"


def column(path: Path, name: str) -> np.ndarray:
    with h5py.File(path, "r") as file:
        return file[f"summary/{name}"][()]


def test_a_run_leaves_one_complete_file(small: Path, out: Path) -> None:
    text = succeed("run", small, "-o", out)
    assert str(out) in text
    assert sorted(p.name for p in out.parent.iterdir()) == ["out.h5", "small.toml"]
    attributes = attributes_of(out)
    assert attributes["status"] == "complete"
    assert attributes["runs_committed"] == 12
    assert attributes["seed"] == 11
    assert f"minga run {small} -o {out}" in attributes["history"]


def test_the_summary_is_made_of_the_file(small: Path, out: Path) -> None:
    summary = json.loads(succeed("run", small, "-o", out, "--json", "--replicates", 40))
    welfare = column(out, "welfare")
    assert summary["runs"] == 40
    assert summary["failed"] == 0
    assert math.isclose(summary["welfare"]["value"], welfare.mean(), rel_tol=1e-12)
    low, high = stats.t.interval(0.95, 39, welfare.mean(), stats.sem(welfare))
    assert math.isclose(summary["welfare"]["low"], low, rel_tol=1e-9)
    assert math.isclose(summary["welfare"]["high"], high, rel_tol=1e-9)
    for name in ("cooperation_rate", "trust", "attendance"):
        assert math.isclose(summary[name]["value"], np.nanmean(column(out, name)), rel_tol=1e-12)


def test_survival_has_wilsons_interval(small: Path, out: Path) -> None:
    summary = json.loads(succeed("run", small, "-o", out, "--json", "--replicates", 40))
    hits = int(column(out, "survived").sum())
    expected = stats.binomtest(hits, 40).proportion_ci(method="wilson")
    assert summary["survived"]["value"] == hits / 40
    assert math.isclose(summary["survived"]["low"], expected.low, abs_tol=1e-12)
    assert math.isclose(summary["survived"]["high"], expected.high, abs_tol=1e-12)


def test_one_run_has_an_estimate_and_no_interval(small: Path, out: Path) -> None:
    summary = json.loads(succeed("run", small, "-o", out, "--json", "--replicates", 1))
    assert summary["welfare"]["value"] is not None
    assert summary["welfare"]["low"] is None
    assert summary["welfare"]["n"] == 1


def test_the_table_names_the_outcomes(small: Path, out: Path) -> None:
    text = succeed("run", small, "-o", out)
    for piece in [
        "small: 12 runs",
        "seed 11",
        "survived",
        "welfare",
        "USD",
        "cooperation",
        "trust",
    ]:
        assert piece in text


def test_quiet_prints_nothing_and_json_still_does(small: Path, out: Path) -> None:
    result = run("run", small, "-o", out, "--quiet")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (
        json.loads(succeed("run", small, "-o", out, "--quiet", "--json", "--force"))["runs"] == 12
    )


def test_a_seed_that_nobody_gave_is_said_and_recorded(small: Path, out: Path) -> None:
    small.write_text(small.read_text().replace("seed = 11\n", ""))
    result = run("run", small, "-o", out)
    assert result.returncode == 0
    seed = int(re.search(r"chose (\d+)", result.stderr)[1])
    assert attributes_of(out)["seed"] == seed
    assert f"seed = {seed}" in attributes_of(out)["config"]
    again = out.with_name("again.h5")
    assert run("run", small, "-o", again, "--seed", seed).stderr == ""
    assert_same_data(out, again)


def test_seeds_that_nobody_gave_differ(small: Path, out: Path) -> None:
    small.write_text(small.read_text().replace("seed = 11\n", ""))
    seeds = set()
    for _ in range(3):
        succeed("run", small, "-o", out, "--force", "--replicates", 1)
        seeds.add(int(attributes_of(out)["seed"]))
    assert len(seeds) == 3


def test_the_seed_on_the_command_line_is_used(small: Path, out: Path) -> None:
    succeed("run", small, "-o", out, "--seed", 12)
    assert attributes_of(out)["seed"] == 12
    other = out.with_name("other.h5")
    succeed("run", small, "-o", other)
    assert data_of(out)["summary/welfare"] != data_of(other)["summary/welfare"]


def test_a_parameter_on_the_command_line_is_used_and_recorded(small: Path, out: Path) -> None:
    succeed("run", small, "-o", out, "--set", "time.periods=7", "--set", "population.firms=5")
    assert data_of(out)["trajectory/time"][1] == (7,)
    assert "firms = 5" in attributes_of(out)["config"]


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ("summary", {"summary"}),
        ("trajectory", {"summary", "trajectory"}),
        ("summary,firm", {"summary", "firm"}),
        ("summary,trajectory,firm,events", {"summary", "trajectory", "firm", "events"}),
    ],
)
def test_what_is_recorded_can_be_chosen(small: Path, out: Path, asked: str, groups: set) -> None:
    succeed("run", small, "-o", out, "--record", asked)
    assert {name.split("/")[0] for name in data_of(out)} == groups


def test_info_tells_what_the_file_holds(small: Path, out: Path) -> None:
    succeed("run", small, "-o", out)
    info = json.loads(succeed("info", out, "--json"))
    assert info["status"] == "complete"
    assert info["runs"] == info["runs_committed"] == 12
    attributes = info["attributes"]
    assert attributes["seed"] == 11
    assert attributes["schema_version"] == [1, 0]
    assert attributes["runs_committed"] == attributes["replicates"] == 12
    assert attributes["period_days"] == 14
    assert attributes["status"] == "complete"
    for name in ["title", "software_version", "git_sha1", "config_sha256", "rng"]:
        assert isinstance(attributes[name], str)
    assert info["problems"] == []
    shapes = {d["path"]: d["shape"] for d in info["datasets"]}
    assert shapes["/trajectory/trust"] == [12, 20, 1]
    text = succeed("info", out)
    assert "12 of 12 runs" in text
    assert "config_sha256" in text


def test_verify_finds_a_damaged_file(small: Path, out: Path) -> None:
    succeed("run", small, "-o", out)
    assert "complete" in succeed("verify", out)
    assert json.loads(succeed("verify", out, "--json"))["good"] is True
    with h5py.File(out, "r") as file:
        chunk = file["trajectory/trust"].id.get_chunk_info(0)
    data = bytearray(out.read_bytes())
    for i in range(chunk.byte_offset, chunk.byte_offset + chunk.size):
        data[i] ^= 0xFF
    out.write_bytes(data)
    result = run("verify", out)
    assert result.returncode == 5
    assert "damaged" in result.stdout
    assert json.loads(run("verify", out, "--json").stdout)["good"] is False


def test_two_programs_cannot_write_the_same_file(small: Path, out: Path) -> None:
    first = start("run", small, "-o", out, "--replicates", 200000)
    try:
        parts = Path(f"{out}.parts")
        while not parts.exists() and first.poll() is None:
            pass
        second = run("run", small, "-o", out, "--resume", "--replicates", 200000)
        assert second.returncode == 3
        assert "out.h5" in second.stderr
    finally:
        first.kill()
        first.communicate()


@pytest.mark.parametrize("seed", [0, 2**53 + 1, 2**63 - 1])
def test_seeds_are_told_exactly(small: Path, tmp_path: Path, seed: int) -> None:
    out = tmp_path / "out.h5"
    succeed("run", small, "-o", out, "--seed", seed)
    assert json.loads(succeed("info", out, "--json"))["attributes"]["seed"] == seed
    assert f" {seed}\n" in succeed("info", out)
