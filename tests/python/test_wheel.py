"""The wheel: both lists of packages are one, and what it installs works. Building takes minutes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from minga.config import parsed_config

ROOT = Path(__file__).resolve().parents[2]


def test_both_lists_of_packages_are_the_same() -> None:
    whole = parsed_config((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    analysis = parsed_config((ROOT / "analysis" / "pyproject.toml").read_text(encoding="utf-8"))
    for key in ("name", "version", "requires-python", "dependencies", "scripts"):
        assert whole[key] == analysis["project"][key], key
    cmake = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    assert f"VERSION {whole['version']}" in cmake


@pytest.mark.skipif("MINGA_TEST_WHEEL" not in os.environ, reason="MINGA_TEST_WHEEL is not set")
def test_a_wheel_has_program_module_and_analysis(tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    python, program = venv / "bin" / "python", venv / "bin" / "minga"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(ROOT)], check=True)
    script = (
        "import minga; r = minga.simulate('otavalo', time__periods=5, seed=1, replicates=2);"
        "print(minga.__file__); print(r.summary['attendance'].values.tolist())"
    )
    out = tmp_path / "a.h5"
    plain = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def output(*command: str) -> str:
        return subprocess.run(
            command, cwd=tmp_path, env=plain, check=True, capture_output=True, text=True
        ).stdout

    place, values = output(str(python), "-c", script).splitlines()
    assert place.startswith(str(venv))
    options = ["--seed", "1", "--replicates", "2", "--set", "time.periods=5", "--quiet"]
    output(str(program), "run", "otavalo", "-o", str(out), *options)
    read = "import minga; print(minga.open('a.h5').summary['attendance'].values.tolist())"
    assert output(str(python), "-c", read).strip() == values
    assert str(venv) in output(str(program), "list", "scenarios", "--json")
    assert "report" in output(str(program), "report", str(out), "--help")
