"""Style and types of the package, where the tools are installed."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ANALYSIS = ROOT / "analysis"


def check(tool: str, *arguments: str) -> None:
    if find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed")
    command = [sys.executable, "-m", tool, *arguments]
    done = subprocess.run(command, cwd=ANALYSIS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_has_no_complaint() -> None:
    check("ruff", "check", "--no-cache", "--config", "pyproject.toml", "minga", "../tests/python")


def test_types_hold(tmp_path: Path) -> None:
    check("mypy", "--cache-dir", str(tmp_path), "minga")


def test_nothing_names_a_place_on_the_network() -> None:
    for path in [*ANALYSIS.glob("minga/**/*.py"), ANALYSIS / "minga" / "reporting" / "page.css"]:
        assert "://" not in path.read_text(encoding="utf-8"), path
