"""Stopping on the way, in every manner, and going on afterwards."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
from pathlib import Path

import h5py
import pytest
from cli_support import (
    MINGA,
    assert_same_data,
    attributes_of,
    data_of,
    run,
    start,
    succeed,
    wait_for,
)

REPLICATES = 4000  # of six points: seconds of work, and dozens of segments


def arguments(design: Path, out: Path, threads: int = 2) -> list[object]:
    return ["sweep", design, "-o", out, "--replicates", REPLICATES, "--threads", threads]


def segments(out: Path) -> list[Path]:
    return list(Path(f"{out}.parts").glob("*.seg"))


def started(design: Path, out: Path, *more: object, **options) -> subprocess.Popen:
    """A sweep that has committed something and has work left."""
    process = start(*arguments(design, out), *more, **options)
    wait_for(lambda: len(segments(out)) > 4 or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    return process


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from cli_support import DESIGN, SCENARIO

    folder = tmp_path_factory.mktemp("whole")
    (folder / "small.toml").write_text(SCENARIO)
    (folder / "design.toml").write_text(DESIGN)
    succeed(*arguments(folder / "design.toml", folder / "out.h5"))
    return folder / "out.h5"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1])
def test_a_stopped_sweep_is_readable_and_goes_on_to_the_same_data(
    design: Path, tmp_path: Path, uninterrupted: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out.h5"
    process = started(design, out)
    process.send_signal(number)
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 4
    assert "--resume" in errors
    assert re.search(r"stopped after [\d,]+ runs, with [\d,]+ runs to go \(\d of 6 points complete\)", printed)
    assert "nothing is ranked" in printed
    assert "best by" not in printed and "failed:" not in printed
    attributes = attributes_of(out)
    assert attributes["status"] == "interrupted"
    assert 0 < attributes["runs_committed"] < 6 * REPLICATES
    data_of(out)
    verified = run("verify", out)
    assert verified.returncode == 5
    for path in (out, f"{out}.parts"):
        info = json.loads(succeed("info", path, "--json"))
        assert info["runs_committed"] == attributes["runs_committed"]

    succeed(*arguments(design, out), "--resume")
    assert not Path(f"{out}.parts").exists()
    assert attributes_of(out)["status"] == "complete"
    assert_same_data(out, uninterrupted)


def test_the_message_holds_the_command_that_goes_on(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    out.touch()
    process = started(design, out, "--force")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    command = shlex.split(re.search(r"to go on: minga (.*)", errors)[1])
    assert "--force" not in command
    succeed(*command)
    assert attributes_of(out)["status"] == "complete"


def test_what_was_stopped_before_its_first_segment_goes_on(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    slow = ["--set", "time.periods=4000"]  # the first segment takes a second
    process = start(*arguments(design, out), *slow)
    wait_for(lambda: Path(f"{out}.parts/header.json").exists() or process.poll() is not None)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 4, errors
    assert attributes_of(out)["runs_committed"] == 0
    again = start(*arguments(design, out), *slow, "--resume")
    wait_for(lambda: segments(out) or again.poll() is not None)
    again.send_signal(signal.SIGTERM)
    _, errors = again.communicate(timeout=60)
    assert again.returncode == 4, errors
    assert attributes_of(out)["runs_committed"] > 0


def test_a_sweep_that_is_cut_short_lies_evenly_over_the_design(
    design: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.h5"
    process = start(*arguments(design, out))
    wait_for(lambda: len(segments(out)) > 15 or process.poll() is not None)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 4
    with h5py.File(out) as file:
        there = file["summary/failed"].asstr()[:] == ""
    by_point = there.reshape(6, REPLICATES).sum(axis=1)
    # in the order of the points, the first would be whole and the last empty
    assert 0.3 * by_point.max() < by_point.min() <= by_point.max() < REPLICATES


def test_what_was_killed_goes_on_to_the_same_data(
    design: Path, tmp_path: Path, uninterrupted: Path
) -> None:
    out = tmp_path / "out.h5"
    for more in ([], ["--resume"]):
        process = start(*arguments(design, out), *more)
        seen = len(segments(out))
        wait_for(lambda seen=seen: len(segments(out)) > seen + 4)
        process.kill()
        process.communicate()
        assert not out.exists()
        info = json.loads(succeed("info", f"{out}.parts", "--json"))
        assert info["runs_committed"] > 0
    succeed(*arguments(design, out, threads=1), "--resume")
    assert_same_data(out, uninterrupted)


def test_a_second_signal_ends_the_program_at_once(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    process = started(design, out)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    # The first stop may have been over before the second signal came.
    assert process.returncode in (-signal.SIGINT, 4)


# What --resume must not go on with, and how the message says so.
MISMATCHES = [
    (("--seed", 99), "seed (3 there, 99 here)"),
    (("--set", "population.entrants=2"), "entrants = 1 there, entrants = 2 here"),
    (("--record", "summary"), '"trajectory":true,'),
]


def test_unfinished_work_is_neither_overwritten_nor_mixed(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    process = started(design, out)
    process.kill()
    process.communicate()
    plain = run(*arguments(design, out))
    assert plain.returncode == 2
    assert "--resume" in plain.stderr
    assert "--force" in plain.stderr
    before = {path.name: path.read_bytes() for path in segments(out)}
    for more, told in MISMATCHES:
        other = run(*arguments(design, out), "--resume", *more)
        assert other.returncode == 2
        assert told in other.stderr
        assert f"it was begun with: minga sweep {design}" in other.stderr
        assert "accepted: " in other.stderr
    assert before == {path.name: path.read_bytes() for path in segments(out)}


def test_a_seed_that_nobody_gave_is_kept_on_resuming(design: Path, tmp_path: Path) -> None:
    design.write_text(design.read_text().replace("seed = 3\n", ""))
    small = tmp_path / "small.toml"
    small.write_text(small.read_text().replace("seed = 11\n", ""))
    out = tmp_path / "out.h5"
    process = started(design, out)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    seed = int(re.search(r"chose (\d+)", errors)[1])
    resumed = run(*arguments(design, out), "--resume")
    assert resumed.returncode == 0
    assert "chose" not in resumed.stderr
    assert attributes_of(out)["seed"] == seed


def test_resuming_what_is_complete_changes_nothing(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out)
    before = out.read_bytes()
    result = run("sweep", design, "-o", out, "--resume")
    assert result.returncode == 0
    assert "complete" in result.stderr
    assert "best by mean" in result.stdout
    assert out.read_bytes() == before
    for more, told in MISMATCHES:
        other = run("sweep", design, "-o", out, "--resume", *more)
        assert other.returncode == 2
        assert told in other.stderr
        assert f"it was made with: minga sweep {design}" in other.stderr
        assert "accepted: " in other.stderr
    assert out.read_bytes() == before


def test_resuming_where_nothing_is_begins(design: Path, tmp_path: Path) -> None:
    succeed("sweep", design, "-o", tmp_path / "out.h5", "--resume")
    assert attributes_of(tmp_path / "out.h5")["status"] == "complete"


def test_a_stop_takes_effect_quickly(design: Path, tmp_path: Path) -> None:
    process = started(design, tmp_path / "out.h5")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)  # blocks under way, and the partial file


def test_a_hangup_that_is_ignored_stays_ignored(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    command = ["nohup", MINGA, "sweep", design, "-o", out, "--replicates", "2000"]
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path
    )
    wait_for(lambda: segments(out))
    process.send_signal(signal.SIGHUP)
    assert process.wait(timeout=120) == 0
