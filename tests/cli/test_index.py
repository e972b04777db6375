"""minga merge --virtual: an index that shows shards without copying them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import h5py
import pytest
import xarray as xr
from cli_support import assert_same_data, run, succeed

GROUPS = "summary,trajectory,firm,events"
SHARDS = 3


@pytest.fixture
def shards(design: Path, tmp_path: Path) -> list[Path]:
    """Of 1,200 runs in segments of 256, so that the last one is short."""
    folder = tmp_path / "results" / "parts"
    folder.mkdir(parents=True)
    paths = [folder / f"part-{i}.h5" for i in range(1, SHARDS + 1)]
    for i, path in enumerate(paths, 1):
        command = ["sweep", design, "-o", path, "--replicates", 200, "--record", GROUPS]
        succeed(*command, "--shard", f"{i}/{SHARDS}")
    return paths


@pytest.fixture
def index(shards: list[Path]) -> Path:
    out = shards[0].parents[1] / "index.h5"
    told = json.loads(succeed("merge", *shards, "-o", out, "--virtual", "--json"))
    assert told["virtual"] and told["status"] == "complete" and told["runs_committed"] == 1200
    return out


def test_an_index_shows_what_a_merge_copies(shards: list[Path], index: Path, tmp_path: Path) -> None:
    joined = tmp_path / "joined.h5"
    succeed("merge", *shards, "-o", joined)
    assert_same_data(joined, index)
    with h5py.File(index) as file:
        assert file["summary/welfare"].is_virtual and file["events/value"].is_virtual
        assert len(file["trajectory/trust"].virtual_sources()) <= SHARDS + 1
    for name in ("summary", "trajectory", "firm", "events"):
        left = xr.open_dataset(joined, engine="h5netcdf", group=name)
        right = xr.open_dataset(index, engine="h5netcdf", group=name)
        xr.testing.assert_identical(left, right)
        left.close(), right.close()
    assert index.stat().st_size < joined.stat().st_size / 5
    assert json.loads(succeed("verify", index, "--json"))["good"]
    assert succeed("replay", index, "--run", "0,700,1199").count("the same, bit for bit") == 3


def test_index_and_shards_can_be_moved_together(index: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(index.parent, elsewhere)
    assert json.loads(succeed("verify", elsewhere / "index.h5", "--json"))["good"]
    with h5py.File(elsewhere / "index.h5") as file:
        assert set(file["summary/failed"].asstr()[:]) == {""}
        assert (file["summary/point"][:] == sorted(list(range(6)) * 200)).all()


def test_a_shard_that_is_missing_is_named_and_not_read_as_fill(
    shards: list[Path], index: Path
) -> None:
    shards[1].rename(shards[1].with_suffix(".away"))
    told = "shard 2 of 3, parts/part-2.h5, is missing"
    info = json.loads(succeed("info", index, "--json"))
    assert any(told in problem for problem in info["problems"])
    verified = run("verify", index)
    assert verified.returncode == 5 and told in verified.stdout
    replayed = run("replay", index, "--run", 300)
    assert replayed.returncode == 3 and told in replayed.stderr


def test_a_shard_that_was_replaced_or_damaged_is_named(shards: list[Path], index: Path) -> None:
    whole = shards[2].read_bytes()
    shutil.copy(shards[0], shards[2])
    told = "shard 3 of 3, parts/part-3.h5, is not the file that was indexed"
    assert told in run("verify", index).stdout
    assert told in succeed("info", index)
    damaged = bytearray(whole)
    damaged[len(damaged) // 2] ^= 1
    shards[2].write_bytes(damaged)
    verified = run("verify", index)
    assert verified.returncode == 5
    assert "shard 3 of 3, parts/part-3.h5, was damaged" in verified.stdout
    shards[2].write_bytes(whole)
    succeed("verify", index)


def test_an_index_needs_every_shard(shards: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "index.h5"
    for more in ([], ["--allow-missing"]):
        refused = run("merge", *shards[:2], "-o", out, "--virtual", *more)
        assert refused.returncode == 5
        assert not out.exists()
    assert "an index shows all shards, and 2 of 3 are here" in refused.stderr


