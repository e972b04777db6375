"""Replicates until an outcome is known well enough."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import h5py
import numpy as np
import pytest
from cli_support import assert_same_data, attributes_of, run, start, succeed, wait_for

MOST = 960
BATCH = 32
UNTIL = (
    'until = { outcome = "attendance", half_width = 0.012, least = 64, batch = 32 }\n'
    f"replicates = {MOST}\n"
)
SIZE = ["--record", "summary", "--set", "time.periods=6"]


@pytest.fixture
def until(design: Path) -> Path:
    path = design.parent / "until.toml"
    path.write_text(design.read_text().replace("replicates = 10\n", UNTIL))
    return path


def replicates_of(out: Path) -> tuple[list[int], np.ndarray]:
    """Replicates that each point has, and the outcome by point."""
    with h5py.File(out) as file:
        failed = file["summary/failed"].asstr()[:].reshape(6, MOST)
        values = file["summary/attendance"][:].reshape(6, MOST)
    assert set(failed.ravel()) <= {"", "not needed"}
    assert np.isnan(values[failed == "not needed"]).all()
    counts = (failed == "").sum(axis=1)
    for point, count in enumerate(counts):
        assert (failed[point, :count] == "").all()
    return counts.tolist(), values


def half_width(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    # the quantile of Student's distribution from the normal one, to four digits from 63 degrees on
    z, f = 1.959963984540054, len(known) - 1
    t = z + (z**3 + z) / (4 * f) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * f**2)
    return t * known.std(ddof=1) / len(known) ** 0.5


def test_every_point_stops_at_the_first_batch_at_which_its_interval_is_narrow(
    until: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.h5"
    told = json.loads(succeed("sweep", until, "-o", out, *SIZE, "--json"))
    counts, values = replicates_of(out)
    assert len(set(counts)) > 1, counts  # points differ, or the test tells nothing
    for point, count in enumerate(counts):
        for n in range(64, count + 1, BATCH):
            narrow = half_width(values[point, :n]) <= 0.012
            assert narrow == (n == count) or count == MOST, (point, n)
    attributes = attributes_of(out)
    assert attributes["status"] == "complete"
    assert attributes["runs_committed"] == sum(counts)
    assert attributes["runs_not_needed"] == 6 * MOST - sum(counts)
    assert told["not_run"] == 0 and told["failed"] == 0
    assert sorted(point["runs"] for point in told["best"] + told["worst"]) == sorted(counts)
    assert json.loads(succeed("verify", out, "--json"))["good"]
    assert not Path(f"{out}.parts").exists()
    # what ran is what runs without the rule
    plain = tmp_path / "plain.h5"
    every = until.parent / "plain.toml"
    every.write_text(until.read_text().replace(UNTIL, f"replicates = {MOST}\n"))
    succeed("sweep", every, "-o", plain, *SIZE)
    with h5py.File(plain) as file:
        all_values = file["summary/attendance"][:].reshape(6, MOST)
    for point, count in enumerate(counts):
        assert values[point, :count].tobytes() == all_values[point, :count].tobytes()
    succeed("replay", out, "--run", MOST + 5)
    absent = run("replay", out, "--run", MOST - 1 + MOST * int(np.argmin(counts)))
    assert absent.returncode == 2


def test_how_many_replicates_there_are_hangs_on_results_alone(until: Path, tmp_path: Path) -> None:
    whole, one, cut, joined = (tmp_path / f"{n}.h5" for n in ("whole", "one", "cut", "joined"))
    succeed("sweep", until, "-o", whole, *SIZE, "--threads", 2)
    succeed("sweep", until, "-o", one, *SIZE, "--threads", 1)
    assert_same_data(whole, one)
    parts = [tmp_path / f"part-{i}.h5" for i in (1, 2, 3, 4)]
    for i, part in enumerate(parts, 1):
        succeed("sweep", until, "-o", part, *SIZE, "--shard", f"{i}/4")
    succeed("merge", *parts, "-o", joined)
    assert_same_data(whole, joined)
    assert attributes_of(joined)["status"] == "complete"
    shown = tmp_path / "index.h5"
    succeed("merge", *parts, "-o", shown, "--virtual")
    assert_same_data(whole, shown)
    refused = run("sweep", until, "-o", tmp_path / "no.h5", *SIZE, "--shard", "1/7")
    assert refused.returncode == 2 and "accepted: i/6 or fewer parts" in refused.stderr
    for _ in range(3):  # stopped at any place, it goes on to the same file
        process = start("sweep", until, "-o", cut, *SIZE, "--threads", 1, "--resume")
        seen = len(list(Path(f"{cut}.parts").glob("*.seg")))
        wait_for(
            lambda seen=seen: len(list(Path(f"{cut}.parts").glob("*.seg"))) > seen + 5
            or process.poll() is not None
        )
        process.send_signal(signal.SIGTERM)
        process.communicate()
    succeed("sweep", until, "-o", cut, *SIZE, "--resume")
    assert_same_data(whole, cut)


def test_a_share_of_the_mean_and_yes_or_no_outcomes_stop_too(until: Path, tmp_path: Path) -> None:
    text = until.read_text()
    until.write_text(text.replace("half_width = 0.012", "half_width = 0.05, relative = true"))
    succeed("sweep", until, "-o", tmp_path / "relative.h5", *SIZE)
    counts, values = replicates_of(tmp_path / "relative.h5")
    for point, count in enumerate(counts):
        mean = np.nanmean(values[point, :count])
        assert count == MOST or half_width(values[point, :count]) <= 0.05 * mean
    # all survive: the interval of a share is wider than nothing, so that 64 are not enough
    until.write_text(text.replace("attendance", "survived"))
    succeed("sweep", until, "-o", tmp_path / "survived.h5", *SIZE)
    counts, _ = replicates_of(tmp_path / "survived.h5")
    assert min(counts) > 64


def test_a_rule_that_cannot_be_kept_is_refused(until: Path) -> None:
    text = until.read_text()
    for wrong, told in (
        (text.replace("least = 64", "least = 1000"), "until.batch"),
        (text.replace(f"replicates = {MOST}", "replicates = 100"), "a multiple of 32"),
        (text.replace("attendance", "joy"), "until.outcome"),
        (text.replace("half_width = 0.012, ", ""), "until.half_width"),
        (text.replace("0.012", "0"), "until.half_width"),
    ):
        until.write_text(wrong)
        refused = run("check", until)
        assert refused.returncode == 2
        assert told in refused.stderr
    until.write_text(text)
    shown = succeed("check", until)
    assert "5,760 runs at most" in shown
    assert "until the interval of attendance is +/- 0.012" in shown
    assert "at most" in succeed("plan", until, "--sample", 0.05)
