"""Where the output cannot go, and what happens to what is there already."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import h5py
import pytest
from cli_support import MINGA, ROOT, attributes_of, run, succeed


def test_an_existing_output_is_refused_and_left_alone(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    out.write_text("precious")
    result = run("run", small, "-o", out)
    assert result.returncode == 2
    assert str(out) in result.stderr
    assert "--force" in result.stderr
    assert out.read_text() == "precious"
    assert not Path(f"{out}.parts").exists()


REPORT = '<!DOCTYPE html>\n<html>\n<head>\n<meta name="generator" content="minga"/>\n</head></html>'


@pytest.mark.parametrize("before", ["nothing", "empty", "results", "damaged", "unsealed", "report"])
def test_force_overwrites_what_is_mingas(small: Path, tmp_path: Path, before: str) -> None:
    out = tmp_path / "out.h5"
    if before == "empty":
        out.touch()
    elif before == "report":
        out.write_text(REPORT)
    elif before != "nothing":
        succeed("run", small, "-o", out)
        data = out.read_bytes()
        out.write_bytes(
            {
                "results": data,
                "damaged": bytes(len(data) - 24) + data[-24:],
                "unsealed": data[:-24],
            }[before]
        )
    succeed("run", small, "-o", out, "--force", "--seed", 5)
    assert attributes_of(out)["status"] == "complete"
    assert attributes_of(out)["seed"] == 5


@pytest.mark.parametrize("linked", [False, True])
def test_force_spares_what_is_not_mingas(small: Path, tmp_path: Path, linked: bool) -> None:
    thesis, out = tmp_path / "thesis.tex", tmp_path / "thesis.tex"
    thesis.write_text("\\chapter{One}")
    if linked:
        out = tmp_path / "out.h5"
        out.symlink_to(thesis)
    result = run("run", small, "-o", out, "--force")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert f"{out} is not a file that minga wrote" in result.stderr
    assert thesis.read_text() == "\\chapter{One}"
    assert not Path(f"{out}.parts").exists()


def test_force_spares_hdf5_files_of_others(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "other.h5"
    with h5py.File(out, "w") as file:
        file["x"] = [1, 2]
    assert run("run", small, "-o", out, "--force").returncode == 2
    with h5py.File(out) as file:
        assert list(file["x"]) == [1, 2]


@pytest.mark.parametrize("more", [[], ["--force"], ["--resume"]])
@pytest.mark.parametrize("name", ["itself", "symbolic", "hard", "dotted"])
def test_an_output_is_never_the_file_that_is_read(
    design: Path, small: Path, tmp_path: Path, name: str, more: list[str]
) -> None:
    before = design.read_text(), small.read_text()
    for verb, given, read in [
        ("run", small, small),
        ("sweep", design, design),
        ("sweep", design, small),  # the design names it
    ]:
        out = tmp_path / "out.h5"
        out.unlink(missing_ok=True)
        if name == "symbolic":
            out.symlink_to(read)
        elif name == "hard":
            out.hardlink_to(read)
        else:
            out = read if name == "itself" else tmp_path / "." / ".." / tmp_path.name / read.name
        result = run(verb, given, "-o", out, *more)
        assert result.returncode == 2
        assert result.stderr.count("\n") == 1
        assert "is the same file as" in result.stderr
        assert str(read) in result.stderr
        assert (design.read_text(), small.read_text()) == before
        assert not list(tmp_path.glob("*.parts"))


def test_an_output_is_never_a_preset_that_is_read(small: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "scenarios", data)
    for kind, name in [("regulations", "otavalo-2008"), ("profiles", "saint"), ("actions", "fair")]:
        preset = data / "presets" / kind / f"{name}.toml"
        before = preset.read_text()
        result = run(
            *("run", small, "-o", preset, "--force"), env={**os.environ, "MINGA_DATA": str(data)}
        )
        assert result.returncode == 2
        assert "is the same file as" in result.stderr
        assert preset.read_text() == before


@pytest.mark.parametrize("more", [[], ["--force"], ["--resume"]])
def test_what_is_no_regular_file_is_never_replaced(
    small: Path, tmp_path: Path, more: list[str]
) -> None:
    """A pipe stands for /dev/null, which root would otherwise replace with a file."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for out in (pipe, link):
        result = run("run", small, "-o", out, *more)
        assert result.returncode == 2
        assert "is a device, pipe or socket" in result.stderr
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "pipe", "small.toml"]


def test_a_dangling_link_is_something_that_exists(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    out.symlink_to(tmp_path / "nowhere")
    assert run("run", small, "-o", out).returncode == 2


@pytest.mark.parametrize("where", ["missing/out.h5", "small.toml/out.h5"])
def test_an_output_that_cannot_be_made_is_refused_before_anything_runs(
    small: Path, tmp_path: Path, where: str
) -> None:
    result = run("run", small, "-o", tmp_path / where, "--replicates", 10**7)
    assert result.returncode == 3
    assert str(tmp_path / where) in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["small.toml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_refused(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    result = run("run", small, "-o", folder / "out.h5")
    assert result.returncode == 3
    assert "Permission denied" in result.stderr


@pytest.mark.parametrize("out", [".", "", "somewhere/"])
def test_an_output_that_is_no_file_name_is_refused(small: Path, tmp_path: Path, out: str) -> None:
    assert run("run", small, "-o", out, cwd=tmp_path).returncode in (2, 3)


def test_force_and_resume_contradict_each_other(small: Path, tmp_path: Path) -> None:
    result = run("run", small, "-o", tmp_path / "out.h5", "--force", "--resume")
    assert result.returncode == 2
    assert "--resume" in result.stderr


def test_a_full_disk_under_standard_output_is_an_error(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    with open("/dev/full", "w") as full:
        for arguments in (["list", "profiles"], ["run", small, "-o", out], ["--help"]):
            result = run(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
            assert result.returncode == 3, arguments
            assert "standard output" in result.stderr
    assert attributes_of(out)["status"] == "complete"


def test_a_closed_standard_output_is_an_error_and_never_the_result_file(
    small: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.h5"
    command = f"'{MINGA}' run '{small}' -o '{out}' >&-"
    result = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 3
    assert "standard output" in result.stderr
    assert attributes_of(out)["status"] == "complete"
    assert succeed("verify", out)


def test_all_standard_streams_may_be_closed(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    command = f"'{MINGA}' run '{small}' -o '{out}' --quiet <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0
    assert succeed("verify", out)


@pytest.mark.parametrize("arguments", ["parameters", "theory axelrod-tournament --json"])
def test_a_reader_that_leaves_is_no_error(arguments: str) -> None:
    """Of much output, which is lost within a write, and of little, which is lost at the end."""
    command = f"'{MINGA}' {arguments} | head -n 1; echo \"${{PIPESTATUS[0]}}\""
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert result.stdout.splitlines()[-1] == "0"
    assert result.stderr == ""


def test_a_disk_that_fills_up_keeps_what_was_finished(small: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: both refuse a write."""
    out = tmp_path / "out.h5"
    command = f"ulimit -f 40; '{MINGA}' run '{small}' -o '{out}' --replicates 3000"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "--resume" in result.stderr
    assert not out.exists()
    succeed("run", small, "-o", out, "--replicates", 3000, "--resume")
    assert succeed("verify", out)
