"""A saved result is enough to get the same result again: it holds its configuration and seed."""

from __future__ import annotations

from pathlib import Path

import h5py
from cli_support import assert_same_data, data_of, succeed


def saved_input(results: Path, to: Path) -> Path:
    with h5py.File(results, "r") as file:
        config = file.attrs["config"]
    to.write_text(config if isinstance(config, str) else config.decode("utf-8"), encoding="utf-8")
    return to


def test_a_saved_run_is_reproduced_from_its_own_file(tmp_path: Path) -> None:
    first, again = tmp_path / "first.h5", tmp_path / "again.h5"
    settings = ["--replicates", 6, "--seed", 77, "--record", "summary,trajectory,firm"]
    succeed("run", "otavalo", "-o", first, *settings, "--set", "participation.initial=0.7")
    succeed("run", saved_input(first, tmp_path / "saved.toml"), "-o", again)
    assert_same_data(again, first)


def test_a_saved_sweep_is_reproduced_from_its_own_file(design: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first.h5", tmp_path / "again.h5"
    succeed("sweep", design, "-o", first, "--seed", 78)
    # somewhere else, where neither the design nor its scenario are
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    succeed("sweep", saved_input(first, folder / "saved.toml"), "-o", again)
    assert_same_data(again, first)


def test_another_seed_gives_another_result(tmp_path: Path) -> None:
    first, other = tmp_path / "first.h5", tmp_path / "other.h5"
    succeed("run", "otavalo", "-o", first, "--replicates", 4, "--seed", 1)
    succeed("run", "otavalo", "-o", other, "--replicates", 4, "--seed", 2)
    assert data_of(first)["summary/welfare"] != data_of(other)["summary/welfare"]
