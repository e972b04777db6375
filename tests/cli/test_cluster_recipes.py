"""The recipes of docs/clusters without a cluster: commands exist; what a signal does."""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from cli_support import MINGA, ROOT, assert_same_data, run, succeed, wait_for

RECIPES = ROOT / "docs" / "clusters"
SCRIPTS = sorted([*RECIPES.glob("*.sbatch"), *(ROOT / "tests" / "cluster").glob("*.sh")])
PAGE = ROOT / "docs" / "clusters.md"
REPLICATES = 2000  # of six points: dozens of segments

# Stands for Slurm's: writes down how it was called.
SCONTROL = '#!/bin/sh\necho "$@" >> scontrol.calls\n'


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_sound_for_bash(script: Path) -> None:
    done = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_design_of_the_page_has_the_size_that_the_page_tells() -> None:
    told = json.loads(succeed("plan", RECIPES / "thousand.toml", "--sample", 0.05, "--json"))
    assert (told["points"], told["replicates"], told["most_shards"]) == (1000, 100, 119)
    assert "119 segments" in PAGE.read_text()


def test_the_python_recipe_is_sound() -> None:
    ast.parse((RECIPES / "hq.py").read_text())


def commands(text: str) -> dict[str, set[str]]:
    """Verbs that a recipe calls, with the long options that stand before the command's end."""
    joined = re.sub(r'\\\n|"\n\s+"', " ", text)
    found: dict[str, set[str]] = {}
    program = r"minga\}?\"? "  # minga, {params.minga} and "${MINGA:-minga}"
    for verb, rest in re.findall(program + r"(sweep|merge|verify|plan)\b([^\n&;|`]*)", joined):
        found.setdefault(verb, set()).update(re.findall(r"(?<![\w-])--[a-z-]+", rest))
    return found


@pytest.mark.parametrize(
    ("recipe", "verbs"),
    [
        ("sweep-array.sbatch", {"sweep"}),
        ("merge.sbatch", {"merge", "verify"}),
        ("Snakefile", {"sweep", "merge", "verify"}),
        ("../clusters.md", {"sweep", "merge", "plan"}),
    ],
)
def test_options_that_recipes_give_to_minga_exist(recipe: str, verbs: set[str]) -> None:
    found = commands((RECIPES / recipe).read_text())
    assert verbs <= found.keys()
    for verb, options in found.items():
        help_ = set(re.findall(r"--[a-z-]+", succeed(verb, "--help")))
        assert options <= help_, f"{recipe}: minga {verb} has no {options - help_}"
    if recipe != "merge.sbatch" and "sweep" in verbs:
        assert "--shard" in found["sweep"]


def test_options_of_the_python_recipe_exist() -> None:
    text = (RECIPES / "hq.py").read_text()
    body = text[text.index("def job_of") : text.index("def main")]
    options = set(re.findall(r'"(--[a-z-]+)"', body))
    assert {"--shard", "--resume", "--force"} <= options
    help_ = succeed("sweep", "--help") + succeed("merge", "--help")
    assert options <= set(re.findall(r"--[a-z-]+", help_))


def in_slurm(folder: Path, task: int) -> dict[str, str]:
    """What Slurm tells a task of an array, and a stand-in for its command."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "scontrol").write_text(SCONTROL)
    (programs / "scontrol").chmod(0o755)
    (programs / "sleep").write_text("#!/bin/sh\n")  # for Slurm, which ends the script
    (programs / "sleep").chmod(0o755)
    return os.environ | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "MINGA": MINGA,
        "SLURM_ARRAY_JOB_ID": "17",
        "SLURM_ARRAY_TASK_ID": str(task),
        "SLURM_CPUS_PER_TASK": "1",
    }


def task(folder: Path, design: Path, number: int, **surroundings: str) -> subprocess.Popen:
    command = ["bash", RECIPES / "sweep-array.sbatch", "2", design, "shards"]
    return subprocess.Popen(
        [*map(str, command), "--replicates", str(REPLICATES), "--record", "summary"],
        cwd=folder,
        env=in_slurm(folder, number) | surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def signalled(folder: Path, process: subprocess.Popen, number: signal.Signals) -> tuple[int, str]:
    """Sends a signal to the script alone, as Slurm does, once something is committed."""
    parts = folder / "shards" / "shard-1-of-2.h5.parts"
    seen = len(list(parts.glob("*.seg")))
    wait_for(lambda: len(list(parts.glob("*.seg"))) > seen + 2 or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors


def test_a_task_requeues_itself_goes_on_and_its_shards_make_the_sweep(
    design: Path, tmp_path: Path
) -> None:
    code, errors = signalled(tmp_path, task(tmp_path, design, 1), signal.SIGUSR1)
    assert code == 4, errors
    assert (tmp_path / "scontrol.calls").read_text() == "requeue 17_1\n"
    assert run("verify", tmp_path / "shards/shard-1-of-2.h5").returncode == 5
    for number in (1, 2):
        process = task(tmp_path, design, number)
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
    merged = subprocess.run(
        ["bash", RECIPES / "merge.sbatch", "2", "shards", "whole.h5"],
        cwd=tmp_path,
        env=in_slurm(tmp_path, 0) | {"DELETE_SHARDS": "yes"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert merged.returncode == 0, merged.stderr
    assert not list((tmp_path / "shards").iterdir())
    direct = tmp_path / "summary.h5"
    succeed("sweep", design, "-o", direct, "--replicates", REPLICATES, "--record", "summary")
    assert_same_data(tmp_path / "whole.h5", direct)


def test_a_task_that_is_cancelled_or_restarted_too_often_stays_out_of_the_queue(
    design: Path, tmp_path: Path
) -> None:
    code, errors = signalled(tmp_path, task(tmp_path, design, 1), signal.SIGTERM)
    assert code == 4, errors
    again = task(tmp_path, design, 1, SLURM_RESTART_COUNT="3", MOST_RESTARTS="3")
    code, errors = signalled(tmp_path, again, signal.SIGUSR1)
    assert code == 4
    assert "restarted 3 times" in errors
    assert not (tmp_path / "scontrol.calls").exists()


def test_a_task_that_was_stopped_before_its_first_segment_goes_on(
    design: Path, tmp_path: Path
) -> None:
    text = design.read_text()
    design.write_text(text.replace("[[factor]]", '[set]\n"time.periods" = 4000\n\n[[factor]]', 1))
    process = task(tmp_path, design, 1)  # its first segment takes a second
    out = tmp_path / "shards/shard-1-of-2.h5"
    wait_for(lambda: Path(f"{out}.parts/header.json").exists() or process.poll() is not None)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (4, 143), errors  # 143: before minga listened
    assert not list(Path(f"{out}.parts").glob("*.seg"))
    if process.returncode == 4:
        assert json.loads(succeed("info", out, "--json"))["runs_committed"] == 0
    again = task(tmp_path, design, 1)
    wait_for(lambda: list(Path(f"{out}.parts").glob("*.seg")) or again.poll() is not None)
    again.send_signal(signal.SIGTERM)
    _, errors = again.communicate(timeout=60)
    assert again.returncode == 4, errors
    assert json.loads(succeed("info", out, "--json"))["runs_committed"] > 0


def test_a_task_beyond_the_shards_and_a_merge_with_a_gap_are_refused(
    design: Path, tmp_path: Path
) -> None:
    process = task(tmp_path, design, 3)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "none of 2 shards" in errors
    done = subprocess.run(
        ["bash", RECIPES / "merge.sbatch", "2", "shards", "whole.h5"],
        cwd=tmp_path,
        env=in_slurm(tmp_path, 0),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert not (tmp_path / "whole.h5").exists()
