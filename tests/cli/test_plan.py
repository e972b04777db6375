"""minga plan: the size of a design, and what it costs by a measured sample."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_support import run, succeed


def test_the_size_is_that_of_the_sweep(design: Path, tmp_path: Path) -> None:
    told = json.loads(succeed("plan", design, "--replicates", 7, "--sample", 0.05, "--json"))
    assert (told["points"], told["replicates"], told["runs"]) == (6, 7, 42)
    assert told["periods"] == 20
    assert told["seconds"] > 0 and told["memory_bytes"] > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["design.toml", "small.toml"]


def test_every_point_is_measured_where_there_is_time(design: Path) -> None:
    told = json.loads(succeed("plan", design, "--sample", 60, "--json"))
    assert told["sample"]["points"] == 6
    assert told["sample"]["runs"] == 60


@pytest.mark.parametrize("record", ["summary", "summary,trajectory", "summary,trajectory,firm"])
def test_the_file_is_about_as_large_as_foreseen(design: Path, tmp_path: Path, record: str) -> None:
    size = ["--replicates", 500, "--record", record]
    told = json.loads(succeed("plan", design, *size, "--json"))
    out = tmp_path / "out.h5"
    succeed("sweep", design, "-o", out, *size)
    # what is the same for every run, and other blocks to compress
    assert 0.7 < told["file_bytes"] / os.path.getsize(out) < 1.3


def test_time_is_divided_among_threads_and_grows_with_the_runs(design: Path) -> None:
    def plan(*more: object) -> dict:
        return json.loads(succeed("plan", design, "--sample", 0.2, "--json", *more))

    one, four = plan("--threads", 1), plan("--threads", 4)
    assert one["seconds"] == pytest.approx(one["sample"]["seconds_per_run"] * one["runs"])
    assert four["seconds"] == pytest.approx(four["sample"]["seconds_per_run"] * four["runs"] / 4)


def test_the_text_tells_what_a_person_asks(design: Path) -> None:
    text = succeed("plan", design, "--sample", 0.05)
    assert "60: 6 points of 10 replicates" in text
    for word in ("time", "memory", "file", "about", "shards", "measured"):
        assert word in text


def test_a_faulty_design_is_refused_before_anything_runs(design: Path, small: Path) -> None:
    result = run("plan", design, "--set", "population.firms=-3")
    assert result.returncode == 2
    assert run("plan", small).returncode == 2
    assert run("plan", design, "--sample", 0).returncode == 2


def test_ten_thousand_million_runs_are_planned(design: Path) -> None:
    levels = ", ".join(f"{0.5 + i / 1000}" for i in range(100))
    design.write_text(
        design.read_text()
        + f'[[factor]]\nname = "season"\npath = "market.seasonality"\nlevels = [{levels}]\n'
    )
    size = ["--replicates", 20_000_000, "--record", "summary", "--sample", 0.05]
    told = json.loads(succeed("plan", design, *size, "--json"))
    assert told["runs"] == 600 * 20_000_000
    assert told["most_shards"] > 10_000
    assert told["memory_bytes"] < 500e6
    assert "12,000,000,000: 600 points of 20,000,000 replicates" in succeed("plan", design, *size)
    refused = run("plan", design, *size, "--record", "events")
    assert refused.returncode == 2
    assert "2,147,483,647" in refused.stderr and "events" in refused.stderr
