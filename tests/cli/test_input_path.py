"""What a path given as input may be: every verb takes the same view of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_support import run, succeed

VERBS = ["check", "run", "sweep", "show", "info", "verify", "report"]
OF_RESULTS = ["info", "verify", "report"]


def outcome(verb: str, path: object, folder: Path) -> tuple[int, str]:
    """Exit code and message, in a folder in which the verb must leave nothing."""
    before = sorted(folder.iterdir())
    output = {"run": ["-o", "new.h5"], "sweep": ["-o", "new.h5"], "report": ["-o", "new.html"]}
    result = run(verb, path, *output.get(verb, []), cwd=folder)
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert sorted(folder.iterdir()) == before
    return result.returncode, result.stderr


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["nothing", "nothing/here", "file/nothing", "folder", "pipe"])
def test_what_is_no_file_is_bad_input(tmp_path: Path, verb: str, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    os.mkfifo(tmp_path / "pipe")
    code, message = outcome(verb, name, tmp_path)
    assert code == 2
    assert name in message
    assert "; accepted: " in message


@pytest.mark.parametrize("verb", VERBS)
def test_a_device_is_not_read(tmp_path: Path, verb: str) -> None:
    code, message = outcome(verb, "/dev/zero", tmp_path)
    assert code == 2
    assert "is not a regular file" in message


@pytest.mark.parametrize("verb", VERBS)
def test_a_link_that_leads_nowhere_is_nothing_and_a_loop_cannot_be_read(
    tmp_path: Path, verb: str
) -> None:
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    assert outcome(verb, "dangling", tmp_path)[0] == 2
    code, message = outcome(verb, "loop", tmp_path)
    assert code == 3
    assert "loop: cannot be read" in message


@pytest.mark.parametrize("verb", VERBS)
def test_a_file_that_cannot_be_read_is_a_failure_of_files(tmp_path: Path, verb: str) -> None:
    """The memory of a process is a regular file whose first page gives an input error."""
    code, message = outcome(verb, "/proc/self/mem", tmp_path)
    assert code == 3
    assert "/proc/self/mem" in message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
@pytest.mark.parametrize("verb", VERBS)
def test_a_file_without_permission_is_a_failure_of_files(
    small: Path, tmp_path: Path, verb: str
) -> None:
    small.chmod(0)
    code, message = outcome(verb, small, tmp_path)
    assert code == 3
    assert "Permission denied" in message


@pytest.mark.parametrize("verb", OF_RESULTS)
@pytest.mark.parametrize("content", [b"", b"x", b"kind = 'association'\n" * 100])
def test_a_file_of_another_kind_is_bad_input(tmp_path: Path, verb: str, content: bytes) -> None:
    (tmp_path / "text.h5").write_bytes(content)
    code, message = outcome(verb, "text.h5", tmp_path)
    assert code == 2
    assert "text.h5: is not a results file of minga" in message


@pytest.mark.parametrize("verb", OF_RESULTS)
def test_a_result_file_that_was_cut_off_is_a_failure_of_files(
    small: Path, tmp_path: Path, verb: str
) -> None:
    out = tmp_path / "out.h5"
    succeed("run", small, "-o", out, "--replicates", 2)
    out.write_bytes(out.read_bytes()[:5000])
    code, message = outcome(verb, out, tmp_path)
    assert code == 3
    assert "out.h5" in message


def test_a_large_file_that_is_no_scenario_is_called_too_large_by_every_verb(
    tmp_path: Path,
) -> None:
    with open(tmp_path / "large.toml", "wb") as file:
        file.truncate(100_000_000)
    for verb in ("check", "run", "sweep", "show"):
        code, message = outcome(verb, "large.toml", tmp_path)
        assert code == 2
        assert "bytes; accepted: a TOML file of at most" in message


def test_a_folder_of_parts_in_which_nothing_is_yet_can_be_resumed(
    small: Path, tmp_path: Path
) -> None:
    """What a kill right at the start leaves; without a seed the parts are asked for theirs."""
    small.write_text(small.read_text().replace("seed = 11\n", ""))
    (tmp_path / "out.h5.parts").mkdir()
    succeed("run", small, "-o", tmp_path / "out.h5", "--resume")


def test_a_design_whose_scenario_is_a_folder_is_bad_input(design: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    design.write_text(design.read_text().replace('"small.toml"', '"there/"'))
    code, message = outcome("check", design, tmp_path)
    assert code == 2
    assert message.startswith(f"{design}:3: scenario")


@pytest.mark.parametrize(
    "name", ["kinds/cooperative", "scenarios/otavalo", "cases/otavalo", "designs/otavalo-sanctions"]
)
def test_a_shipped_name_may_follow_its_folder_or_list(tmp_path: Path, name: str) -> None:
    assert Path(name).name in succeed("check", name, cwd=tmp_path)


def test_a_shipped_name_after_another_folder_is_none(tmp_path: Path) -> None:
    code, message = outcome("run", "kinds/otavalo", tmp_path)
    assert code == 2
    assert "no shipped scenario of this name" in message
