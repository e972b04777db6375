"""minga sweep: every point of a design in one file, and the best and worst of them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import h5py
import numpy as np
from cli_support import assert_same_data, attributes_of, data_of, run, succeed


def test_every_point_and_replicate_is_in_the_file(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out)
    with h5py.File(out, "r") as file:
        summary = file["summary"]
        point, replicate = summary["point"][()], summary["replicate"][()]
        regulation = summary["regulation"].asstr()[()]
        firms = summary["firms_at_start"][()]
    assert point.tolist() == sorted(list(range(6)) * 10)
    assert replicate.tolist() == list(range(10)) * 6
    assert firms[::10].tolist() == [4, 7] * 3
    assert regulation[::20].tolist() == ["none", "otavalo-2008", "strict-expulsion"]


def test_the_best_and_worst_points_are_those_of_the_file(design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    summary = json.loads(succeed("sweep", design, "-o", out, "--json"))
    with h5py.File(out, "r") as file:
        means = file["summary/welfare"][()].reshape(6, 10).mean(axis=1)
    order = np.argsort(-means, kind="stable")
    assert [entry["point"] for entry in summary["best"]] == order[:5].tolist()
    assert [entry["point"] for entry in summary["worst"]] == [order[5]]
    for entry in summary["best"]:
        assert math.isclose(entry["welfare"]["value"], means[entry["point"]], rel_tol=1e-12)
        assert entry["welfare"]["low"] < entry["welfare"]["value"] < entry["welfare"]["high"]
    assert set(summary["best"][0]["factors"]) == {"regulation", "firms_at_start"}
    assert summary["points"] == 6
    assert summary["status"] == "complete"


def test_the_table_shows_factors_and_intervals(design: Path, tmp_path: Path) -> None:
    text = succeed("sweep", design, "-o", tmp_path / "out.h5")
    assert "6 points, 60 runs" in text
    assert "best by mean net welfare (USD)" in text
    assert "regulation" in text
    assert "strict-expulsion" in text
    assert "95 % interval" in text


def test_points_share_their_random_numbers_unless_told_otherwise(
    design: Path, tmp_path: Path
) -> None:
    same = '{ label = "%s", set = { "association[0].regulation" = "none" } }'
    levels = f"[{same % 'one'}, {same % 'two'}]"
    text = design.read_text().replace('["none", "otavalo-2008", "strict-expulsion"]', levels)
    design.write_text(text.replace('path = "association[0].regulation"\n', ""))
    common, own = tmp_path / "common.h5", tmp_path / "own.h5"
    succeed("sweep", design, "-o", common)
    succeed("sweep", design, "-o", own, "--set", "common_random_numbers=false")
    for path, equal in ((common, True), (own, False)):
        with h5py.File(path, "r") as file:
            welfare = file["summary/welfare"][()]
        assert np.array_equal(welfare[:20], welfare[20:]) is equal


def test_a_point_of_a_sweep_is_the_run_of_its_scenario(
    design: Path, small: Path, tmp_path: Path
) -> None:
    sweep, single = tmp_path / "sweep.h5", tmp_path / "run.h5"
    succeed("sweep", design, "-o", sweep)
    succeed(
        "run",
        small,
        "-o",
        single,
        "--seed",
        3,
        "--replicates",
        10,
        "--set",
        "association[0].regulation=strict-expulsion",
        "--set",
        "population.firms=7",
    )
    with h5py.File(sweep, "r") as a, h5py.File(single, "r") as b:
        for name in ("welfare", "trust", "attendance"):
            assert np.array_equal(
                a[f"summary/{name}"][50:], b[f"summary/{name}"][()], equal_nan=True
            )
        assert np.array_equal(a["trajectory/trust"][50:], b["trajectory/trust"][()], equal_nan=True)


def test_points_of_different_length_share_a_file(design: Path, tmp_path: Path) -> None:
    text = (
        design.read_text()
        .replace("population.firms", "time.periods")
        .replace("firms_at_start", "horizon")
    )
    design.write_text(text)
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out, "--record", "trajectory,firm")
    assert data_of(out)["trajectory/trust"][1] == (60, 7, 1)
    with h5py.File(out, "r") as file:
        members, trust = file["trajectory/members"][()], file["trajectory/trust"][()]
    assert (members[:10, :4] >= 0).all()
    assert (members[:10, 4:] == -1).all()
    assert np.isnan(trust[:10, 4:]).all()


def test_a_design_over_shipped_names_runs(tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    succeed(
        "sweep", "otavalo-interventions", "-o", out, "--replicates", 1, "--set", "time.periods=10"
    )
    assert data_of(out)["summary/welfare"][1] == (360,)


def test_runs_and_sweeps_are_not_mistaken_for_each_other(
    design: Path, small: Path, tmp_path: Path
) -> None:
    result = run("run", design, "-o", tmp_path / "out.h5")
    assert result.returncode == 2
    assert "is a design" in result.stderr
    result = run("sweep", small, "-o", tmp_path / "out.h5")
    assert result.returncode == 2
    assert "is a scenario" in result.stderr
    assert not (tmp_path / "out.h5").exists()


def test_many_small_runs_make_few_segments_and_the_same_data(design: Path, tmp_path: Path) -> None:
    def size(replicates: int) -> list[object]:
        return ["--replicates", replicates, "--set", "time.periods=7", "--record", "summary"]

    one, joined, few = (tmp_path / name for name in ("one.h5", "joined.h5", "few.h5"))
    succeed("sweep", design, "-o", one, *size(10_000))
    assert attributes_of(one)["runs_per_segment"] == 60_000 // 64
    parts = [tmp_path / f"part-{i}.h5" for i in (1, 2, 3)]
    for i, part in enumerate(parts, 1):
        succeed("sweep", design, "-o", part, *size(10_000), "--shard", f"{i}/3")
    succeed("merge", *parts, "-o", joined)
    assert_same_data(one, joined)
    succeed("sweep", design, "-o", few, *size(100))
    assert attributes_of(few)["runs_per_segment"] == 256
    with h5py.File(one) as large, h5py.File(few) as small:
        for point in range(6):
            ours = large["summary/welfare"][point * 10_000 : point * 10_000 + 100]
            theirs = small["summary/welfare"][point * 100 : point * 100 + 100]
            assert ours.tobytes() == theirs.tobytes()
