"""minga replay: a recorded run is computed again from its file alone, and compared bit for bit."""

from __future__ import annotations

import json
import os
from pathlib import Path

import h5py
import pytest
from cli_support import run, start, succeed, wait_for

ALL = "summary,trajectory,firm,events"


@pytest.fixture
def swept(design: Path, small: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out, "--record", ALL, "--seed", 71)
    # the file alone must do
    design.unlink()
    small.unlink()
    return out


def test_every_run_of_a_sweep_is_the_same_again(swept: Path) -> None:
    told = json.loads(succeed("replay", swept, "--run", "0-59", "--json"))
    assert told["good"] is True
    assert [entry["run"] for entry in told["runs"]] == list(range(60))
    assert all(entry["same"] and entry["differences"] == [] for entry in told["runs"])
    assert (told["runs"][27]["point"], told["runs"][27]["replicate"]) == (2, 7)
    assert told["written_by"] == told["replayed_by"]


def test_runs_are_named_singly_and_as_ranges(swept: Path) -> None:
    text = succeed("replay", swept, "--run", 7, "--run", "3-4,59")
    assert [line.split()[1] for line in text.splitlines()] == ["7", "3", "4", "59"]
    assert "run 59 (point 5, replicate 9): the same, bit for bit" in text


def test_a_single_scenario_is_replayed(tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    succeed("run", "otavalo", "-o", out, "--replicates", 3, "--seed", 5, "--set", "time.periods=30")
    assert "run 2 (point 0, replicate 2)" in succeed("replay", out, "--run", 2)


def test_points_with_their_own_random_numbers_are_replayed(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out, "--set", "common_random_numbers=false")
    succeed("replay", out, "--run", "0,25,59")


def test_points_of_different_length_are_replayed(design: Path, tmp_path: Path) -> None:
    design.write_text(design.read_text().replace("population.firms", "time.periods"))
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out, "--record", ALL)
    succeed("replay", out, "--run", "0,15,59")


def test_a_changed_value_is_told_by_its_variable(swept: Path) -> None:
    with h5py.File(swept, "r+") as file:
        file["summary/trust"][31] += 1e-9
        file["trajectory/members"][31, 4, 0] += 1
    result = run("replay", swept, "--run", "30-31")
    assert result.returncode == 5
    same, differs, *lines = result.stdout.splitlines()
    assert "run 30" in same and "the same" in same
    assert "run 31" in differs and "differs" in differs
    assert [line.split(":")[0].strip() for line in lines] == ["summary/trust", "trajectory/members"]
    assert "at period 4" in lines[1]
    assert "another program has written to it" in result.stderr
    assert "1 of 2 runs" in result.stderr


def test_a_file_of_another_version_says_so(swept: Path) -> None:
    with h5py.File(swept, "r+") as file:
        file.attrs["software_version"] = "0.0.1"
    result = run("replay", swept, "--run", 0)
    assert result.returncode == 0
    assert "written by minga 0.0.1" in result.stderr
    told = json.loads(run("replay", swept, "--run", 0, "--json").stdout)
    assert told["written_by"].startswith("minga 0.0.1")
    assert told["written_by"] != told["replayed_by"]


def test_an_input_that_this_version_cannot_read_is_told(swept: Path) -> None:
    with h5py.File(swept, "r+") as file:
        config = file.attrs["config"]
        file.attrs["config"] = config + "\n[of_a_later_version]\nwidth = 3\n"
    result = run("replay", swept, "--run", 0)
    assert result.returncode == 5
    assert "of_a_later_version" in result.stderr


def test_another_seed_in_the_file_does_not_replay(swept: Path) -> None:
    with h5py.File(swept, "r+") as file:
        seed = file.attrs["seed"]
        file.attrs.modify("seed", seed + 1)
    result = run("replay", swept, "--run", 12)
    assert result.returncode == 5
    assert "summary/" in result.stdout


def test_a_damaged_file_is_not_replayed(swept: Path) -> None:
    with open(swept, "r+b") as file:
        file.seek(os.path.getsize(swept) // 2)
        file.write(b"minga")
    result = run("replay", swept, "--run", 0)
    assert result.returncode == 5
    assert "checksum" in result.stderr


@pytest.mark.parametrize("runs", ["60", "0-60", "-1", "x", "4-2", "", "18446744073709551616"])
def test_a_run_that_is_not_there_is_refused(swept: Path, runs: str) -> None:
    result = run("replay", swept, f"--run={runs}")
    assert result.returncode == 2
    assert result.stderr.startswith("minga: ")


def test_a_run_is_needed_and_so_is_a_file(swept: Path, tmp_path: Path) -> None:
    assert run("replay", swept).returncode == 2
    assert run("replay", tmp_path / "nothing.h5", "--run", 0).returncode == 2
    text = tmp_path / "text.h5"
    text.write_text("no results")
    assert run("replay", text, "--run", 0).returncode == 2


def test_runs_that_a_stopped_sweep_lacks_are_not_there(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    process = start("sweep", design, "-o", out, "--replicates", 4000)
    wait_for(lambda: len(list(Path(f"{out}.parts").glob("*.seg"))) > 4)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 4
    succeed("replay", out, "--run", 0)
    result = run("replay", out, "--run", 23999)
    assert result.returncode == 2
    assert "is missing" in result.stderr
    result = run("replay", f"{out}.parts", "--run", 0)
    assert result.returncode == 2
    assert "unfinished" in result.stderr
