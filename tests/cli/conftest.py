from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import DESIGN, MINGA, SCENARIO


@pytest.fixture(scope="session", autouse=True)
def program() -> None:
    """Without the program every test would fail for a reason that is hard to see."""
    if not Path(MINGA).is_file():
        pytest.exit(f"{MINGA} does not exist: build it, or set MINGA_BIN", returncode=1)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SCENARIO)
    return path


@pytest.fixture
def design(tmp_path: Path, small: Path) -> Path:
    path = tmp_path / "design.toml"
    path.write_text(DESIGN)
    return path
