"""Designs of many levels, nested factors, enough replicates and indexes, read by this package."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

import minga
from minga.design import baselines, grid_factors, levels, points
from minga.lang import name
from minga.progress import progress
from minga.results import MissingShardError

pytestmark = pytest.mark.filterwarnings("error")

HEAD = """
name = "trial"
scenario = "otavalo"
replicates = 8
seed = 7

[set]
"time.periods" = 26

[[factor]]
name = "facilitator"
path = "facilitator.strategy"
levels = ["none", "trust-first"]

"""
IMPOSED = """
[[factor]]
name = "imposed"
path = "facilitator.imposed"
{levels}
when = {{ facilitator = "trust-first" }}
"""
DISTANCE = """
[[factor]]
name = "distance"
path = "population.distance_km"
range = [1.0, 30.0]
"""


def sweep(binary: Path, out: Path, design: str, *more: object) -> Path:
    path = out.with_suffix(".toml")
    path.write_text(design, encoding="utf-8")
    done = subprocess.run(
        [str(binary), "sweep", str(path), "-o", str(out), "--quiet", *map(str, more)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


def test_a_sample_with_a_nested_factor_is_read_ranked_and_reported(
    binary: Path, tmp_path: Path
) -> None:
    design = 'method = "latin-hypercube"\npoints = 20\n' + HEAD + DISTANCE
    out = sweep(binary, tmp_path / "lhs.h5", design + IMPOSED.format(levels="range = [0.0, 1.0]"))
    with minga.open(out) as results:
        table = points(results)
        assert len(levels(results, "distance")) == 20
        imposed = levels(results, "imposed")
        assert len(imposed) == 10 and imposed == sorted(imposed) and np.isfinite(imposed).all()
        assert (table["imposed"].isna() == (table["facilitator"] == "none")).all()
        assert grid_factors(results) == ["facilitator"]
    for lang, unused in (("en", "not used"), ("es", "sin uso")):
        page = tmp_path / f"{lang}.html"
        minga.report(out, page, lang=lang)
        text = page.read_text(encoding="utf-8")
        assert f"<td>{unused}</td>" in text
        assert ">nan<" not in text and " nan" not in text
        assert name(lang, "imposed", float("nan")) == name(lang, "x", "not used") == unused


def test_a_baseline_need_not_use_a_nested_factor(binary: Path, tmp_path: Path) -> None:
    out = sweep(binary, tmp_path / "n.h5", HEAD + IMPOSED.format(levels="levels = [0.2, 0.8]"))
    with minga.open(out) as results:
        table = points(results)
        assert table["facilitator"].tolist() == ["none", "trust-first", "trust-first"]
        assert baselines(results).tolist() == [0, 0, 0]


def test_replicates_that_were_not_needed_are_no_failures(binary: Path, tmp_path: Path) -> None:
    until = 'until = { outcome = "attendance", half_width = 0.03, least = 8, batch = 8 }\n'
    design = until + HEAD.replace("replicates = 8", "replicates = 400")
    out = sweep(binary, tmp_path / "until.h5", design)
    with minga.open(out) as results:
        state = progress(results)
        assert state.finished and state.failed == 0 and state.whole == 2
        assert state.runs == state.worked == results.attrs["runs_committed"] < 800
    minga.report(out, tmp_path / "until.html")


def test_an_index_reads_as_what_it_shows_and_names_a_shard_that_is_gone(
    binary: Path, tmp_path: Path
) -> None:
    design = HEAD.replace("replicates = 8", "replicates = 400")
    whole = sweep(binary, tmp_path / "whole.h5", design)
    parts = [
        sweep(binary, tmp_path / f"part-{i}.h5", design, "--shard", f"{i}/2") for i in (1, 2)
    ]
    index = tmp_path / "index.h5"
    merge = [str(binary), "merge", *map(str, parts), "-o", str(index), "--virtual", "--quiet"]
    subprocess.run(merge, check=True)
    with minga.open(whole) as one, minga.open(index) as other:
        assert one.summary.identical(other.summary)
        assert one.trajectory.identical(other.trajectory)
    parts[1].rename(tmp_path / "away.h5")
    with pytest.raises(MissingShardError, match=r"shard 2 of 2, part-2\.h5, is missing"):
        minga.open(index)
