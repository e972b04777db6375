"""minga sweep --shard and minga merge: parts of a sweep, joined, are the sweep, bit for bit."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import h5py
import pytest
from cli_support import assert_same_data, attributes_of, run, start, succeed, wait_for

ALL = "summary,trajectory,firm,events"
REPLICATES = 150  # 900 runs: three full segments and a short one
SHARDS = 3


def sweep(design: Path, out: Path, *more: object) -> list[object]:
    return ["sweep", design, "-o", out, "--replicates", REPLICATES, "--record", ALL, *more]


@pytest.fixture
def whole(design: Path, tmp_path: Path) -> Path:
    out = tmp_path / "whole.h5"
    succeed(*sweep(design, out))
    return out


@pytest.fixture
def shards(design: Path, tmp_path: Path) -> list[Path]:
    outs = [tmp_path / f"shard-{i}.h5" for i in range(1, SHARDS + 1)]
    for i, out in enumerate(outs, 1):
        succeed(*sweep(design, out, "--shard", f"{i}/{SHARDS}", "--threads", i))
    return outs


def test_merged_shards_are_the_sweep_bit_for_bit(
    whole: Path, shards: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "merged.h5"
    text = succeed("merge", shards[2], shards[0], shards[1], "-o", out)  # in any order
    assert "3 of 3 shards, 900 of 900 runs" in text
    assert_same_data(out, whole)
    with h5py.File(out) as file:
        assert len(file["events/run"]) > 900  # or there would be little to compare
    merged, direct = attributes_of(out), attributes_of(whole)
    for name in set(direct) - {"history", "created"}:
        assert str(merged[name]) == str(direct[name]), name
    assert set(merged) == set(direct)
    assert "minga merge" in merged["history"] and "--shard 1/3" in merged["history"]
    succeed("verify", out)
    succeed("replay", out, "--run", "0,256,899")


@pytest.mark.parametrize("count", [1, 2, 4])
def test_any_number_of_shards_makes_the_same_file(
    design: Path, whole: Path, tmp_path: Path, count: int
) -> None:
    outs = [tmp_path / f"part-{i}.h5" for i in range(1, count + 1)]
    for i, out in enumerate(outs, 1):
        succeed(*sweep(design, out, "--shard", f"{i}/{count}"))
    if count == 1:
        assert_same_data(outs[0], whole)  # not a shard
        return
    # the last of four holds nothing but the short segment, in chunks of its own size
    succeed("merge", *outs, "-o", tmp_path / "merged.h5")
    assert_same_data(tmp_path / "merged.h5", whole)
    with h5py.File(tmp_path / "merged.h5") as a, h5py.File(whole) as b:
        assert a["trajectory/trust"].chunks == b["trajectory/trust"].chunks


def test_a_shard_is_a_file_of_its_own_runs(whole: Path, shards: list[Path]) -> None:
    attributes = attributes_of(shards[0])
    assert (attributes["shard"], attributes["shards"]) == (1, 3)
    for name in ("config_sha256", "seed", "points", "replicates"):
        assert attributes[name] == attributes_of(whole)[name]
    expected = [*range(256), *range(768, 900)]  # segments 0 and 3
    with h5py.File(shards[0]) as part, h5py.File(whole) as full:
        assert part["summary/run"][()].tolist() == expected
        assert part["trajectory/run"][()].tolist() == expected
        assert part["summary/point"][()].tolist() == [run // REPLICATES for run in expected]
        assert part["summary/replicate"][()].tolist() == [run % REPLICATES for run in expected]
        for name in ("regulation", "firms_at_start", "failed"):
            assert (
                part[f"summary/{name}"][()].tolist() == full[f"summary/{name}"][expected].tolist()
            )
        assert part["firm/trust"][()].tobytes() == full["firm/trust"][expected].tobytes()
        assert set(part["events/run"][()].tolist()) <= set(expected)
    import xarray

    for group in ("summary", "trajectory", "firm", "events"):
        with xarray.open_dataset(shards[0], engine="h5netcdf", group=group) as data:
            assert data.sizes


def test_a_shard_says_what_it_is(shards: list[Path]) -> None:
    assert "result file, shard 2 of 3, complete, 256 of 256 runs" in succeed("info", shards[1])
    assert "complete, shard 2 of 3, 256 of 256 runs" in succeed("verify", shards[1])
    told = json.loads(succeed("info", shards[1], "--json"))
    assert (told["shard"], told["shards"], told["runs"]) == (2, 3, 256)
    assert "run 300 (point 2, replicate 0)" in succeed("replay", shards[1], "--run", 300)
    refused = run("replay", shards[1], "--run", 0)
    assert refused.returncode == 2
    assert "run 0 is in shard 1" in refused.stderr
    refused = run("report", shards[1])
    assert refused.returncode == 2
    assert "shard 2 of 3" in refused.stderr


def test_what_a_shard_prints_ranks_nothing(design: Path, tmp_path: Path) -> None:
    text = succeed(*sweep(design, tmp_path / "a.h5", "--shard", "2/3"))
    assert "shard 2 of 3, 256 of 900 runs" in text
    assert "best" not in text
    told = json.loads(succeed(*sweep(design, tmp_path / "b.h5", "--shard", "2/3", "--json")))
    assert (told["shard"], told["shards"], told["runs"], told["best"]) == (2, 3, 256, None)


def test_a_killed_shard_is_resumed_to_the_same_data(design: Path, tmp_path: Path) -> None:
    more = ("--replicates", 4000, "--shard", "2/3")
    straight, out = tmp_path / "straight.h5", tmp_path / "out.h5"
    succeed("sweep", design, "-o", straight, *more)
    process = start("sweep", design, "-o", out, *more, "--threads", 1)
    parts = Path(f"{out}.parts")
    wait_for(lambda: len(list(parts.glob("*.seg"))) > 3)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    told = json.loads(succeed("info", out, "--json"))
    assert (told["kind"], told["shard"], told["shards"]) == ("parts", 2, 3)
    assert 0 < told["runs_committed"] < told["runs"] == attributes_of(straight)["runs"]
    refused = run("merge", straight, out, "-o", tmp_path / "merged.h5")
    assert refused.returncode == 5
    assert "is unfinished" in refused.stderr
    other = run("sweep", design, "-o", out, "--replicates", 4000, "--shard", "1/3", "--resume")
    assert other.returncode == 2
    assert "2/3" in other.stderr and "1/3" in other.stderr
    succeed("sweep", design, "-o", out, *more, "--resume")
    assert_same_data(out, straight)
    assert not parts.exists()


@pytest.mark.parametrize(
    "value", ["0/3", "4/3", "1/0", "3", "/3", "1/", "a/b", "1/3/5", "-1/3", "1.5/3"]
)
def test_a_shard_that_cannot_be_is_refused(design: Path, tmp_path: Path, value: str) -> None:
    result = run(*sweep(design, tmp_path / "out.h5", f"--shard={value}"))
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert value in result.stderr and "i/n" in result.stderr
    assert not (tmp_path / "out.h5.parts").exists()


def test_more_shards_than_segments_are_refused(design: Path, tmp_path: Path) -> None:
    result = run(*sweep(design, tmp_path / "out.h5", "--shard", "1/5"))
    assert result.returncode == 2
    assert "more than 4 parts" in result.stderr


def test_shards_need_one_seed(design: Path, tmp_path: Path) -> None:
    design.write_text(design.read_text().replace("seed = 3\n", ""))
    small = tmp_path / "small.toml"
    small.write_text(small.read_text().replace("seed = 11\n", ""))
    result = run(*sweep(design, tmp_path / "out.h5", "--shard", "1/3"))
    assert result.returncode == 2
    assert "--seed" in result.stderr
    succeed(*sweep(design, tmp_path / "out.h5", "--shard", "1/3", "--seed", 4))


def refusal(tmp_path: Path, *files: Path) -> str:
    out = tmp_path / "merged.h5"
    result = run("merge", *files, "-o", out)
    assert result.returncode == 5, result.stderr
    assert not out.exists()
    assert not Path(f"{out}.tmp").exists()
    return result.stderr


def test_gaps_and_duplicates_are_refused_by_name(shards: list[Path], tmp_path: Path) -> None:
    again = tmp_path / "again.h5"
    shutil.copy(shards[0], again)
    told = refusal(tmp_path, shards[0], again)
    assert f"{again}: is shard 1 of 3, and so is {shards[0]}" in told
    assert "of 3 shards, 2 are missing: 2, 3" in told


def test_damaged_and_cut_shards_are_refused_by_name(shards: list[Path], tmp_path: Path) -> None:
    with open(shards[0], "r+b") as file:
        file.seek(os.path.getsize(shards[0]) // 2)
        file.write(b"minga")
    os.truncate(shards[1], os.path.getsize(shards[1]) - 1000)
    with h5py.File(shards[2], "r+") as file:
        file["summary/trust"][0] = 0.5
    lines = refusal(tmp_path, *shards).splitlines()
    assert "damaged" in next(line for line in lines if str(shards[0]) in line)
    assert "cut short" in next(line for line in lines if str(shards[1]) in line)
    assert "another program" in next(line for line in lines if str(shards[2]) in line)


def test_shards_of_other_experiments_are_refused_by_name(
    design: Path, whole: Path, shards: list[Path], tmp_path: Path
) -> None:
    seed, shape, input_ = (tmp_path / f"{name}.h5" for name in ("seed", "shape", "input"))
    succeed(*sweep(design, seed, "--shard", "2/3", "--seed", 4))
    succeed(*sweep(design, shape, "--shard", "2/4"))
    succeed(*sweep(design, input_, "--shard", "2/3", "--set", "time.periods=19"))
    told = refusal(tmp_path, shards[0], shards[2], seed, shape, input_, whole)
    lines = {line.split(":")[0].strip(): line for line in told.splitlines()}
    assert "seed (3 there, 4 here)" in lines[str(seed)]
    assert '"1/3" there, "1/4" here' in lines[str(shape)]
    assert "periods = 20 there, periods = 19 here" in lines[str(input_)]
    assert "is no shard" in lines[str(whole)]


def test_missing_shards_may_be_left_out_when_told(
    whole: Path, shards: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "merged.h5"
    told = json.loads(
        succeed("merge", shards[0], shards[2], "-o", out, "--allow-missing", "--json")
    )
    assert told["status"] == "interrupted"
    assert (told["shards_read"], told["runs_committed"], told["runs"]) == (2, 644, 900)
    assert run("verify", out).returncode == 5
    there = [*range(256), *range(512, 900)]
    with h5py.File(out) as part, h5py.File(whole) as full:
        for name in ("summary/welfare", "trajectory/trust", "firm/status"):
            assert part[name][there].tobytes() == full[name][there].tobytes()
        assert set(part["summary/failed"].asstr()[256:512]) == {"not run"}
        assert (part["summary/survived"][256:512] == -1).all()
        assert part["summary/run"][()].tolist() == list(range(900))


def test_an_output_is_replaced_only_by_force_and_never_an_input(
    whole: Path, shards: list[Path], tmp_path: Path
) -> None:
    before = whole.read_bytes()
    result = run("merge", *shards, "-o", whole)
    assert result.returncode == 2
    assert "--force" in result.stderr
    assert whole.read_bytes() == before
    assert run("merge", *shards, "-o", shards[0], "--force").returncode == 2
    succeed("merge", *shards, "-o", whole, "--force")
    note = tmp_path / "note.txt"
    note.write_text("mine")
    assert run("merge", *shards, "-o", note, "--force").returncode == 2
    assert run("merge", tmp_path / "nothing.h5", "-o", tmp_path / "m.h5").returncode == 2
    assert run("merge", note, "-o", tmp_path / "m.h5").returncode == 2
