"""Result files that the tests read, and the real program where it was built."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest

import minga
from synthetic import Recipe, write

matplotlib.use("Agg")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def factorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """3 regulations x 2 facilitators x 2 participation levels, 20 replicates, known effects."""
    return write(tmp_path_factory.mktemp("files") / "factorial.h5")


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One scenario, no factors, as ``minga run`` writes."""
    return write(tmp_path_factory.mktemp("files") / "single.h5", Recipe(factors={}, effects={}))


@pytest.fixture(scope="session")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A space-filling design over one numeric factor: no two points pair."""
    levels = tuple(round(0.01 * k + 0.1, 3) for k in range(40))
    recipe = Recipe(factors={"rate": levels}, effects={}, replicates=6)
    return write(tmp_path_factory.mktemp("files") / "scattered.h5", recipe)


@pytest.fixture
def results(factorial: Path) -> Iterator[minga.Results]:
    """The factorial file, opened."""
    with minga.open(factorial) as opened:
        yield opened


@pytest.fixture(scope="session")
def binary() -> Path:
    """The simulator: MINGA_BIN, else build/release/minga; skips only where neither exists."""
    named = os.environ.get("MINGA_BIN")
    path = Path(named) if named else ROOT / "build" / "release" / "minga"
    if not path.exists():
        if named:
            pytest.fail(f"MINGA_BIN names {path}, which does not exist")
        pytest.skip("the simulator is not built")
    return path
