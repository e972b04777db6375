"""Starts the built program as a user would, and compares the files that it leaves."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import h5py
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
MINGA = os.environ.get("MINGA_BIN", str(ROOT / "build" / "release" / "minga"))
TIMEOUT = 300

# A scenario that runs fast; every line of it is correct.
SCENARIO = """\
kind = "association"

[scenario]
name = "small"
title = { es = "Chico", en = "Small" }
currency = "USD"

[time]
period_days = 14
periods = 20

[population]
firms = 6
entrants = 1
shares = { saint = 0.2, solid-citizen = 0.5, opportunist = 0.3 }

[[association]]
name = "group"
regulation = { preset = "otavalo-2008" }

[[association.action]]
preset = "fair"

[[association.action]]
preset = "joint-purchase"

[facilitator]
strategy = "trust-first"
exit_month = 9.0
taper_months = 3.0

[participation]
mode = "endogenous"

[run]
seed = 11
replicates = 12
"""

# Two factors, one of names and one of numbers: six points.
DESIGN = """\
name = "small-design"
title = { es = "Chico", en = "Small design" }
scenario = "small.toml"
method = "factorial"
replicates = 10
seed = 3

[[factor]]
name = "regulation"
path = "association[0].regulation"
levels = ["none", "otavalo-2008", "strict-expulsion"]

[[factor]]
name = "firms_at_start"
path = "population.firms"
levels = [4, 7]
"""


def run(*arguments: object, **options) -> subprocess.CompletedProcess[str]:
    """Runs the program to its end; standard output and error are captured as text."""
    options.setdefault("capture_output", True)
    return subprocess.run(
        [MINGA, *map(str, arguments)], text=True, timeout=TIMEOUT, check=False, **options
    )


def start(*arguments: object, **options) -> subprocess.Popen:
    return subprocess.Popen(
        [MINGA, *map(str, arguments)],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def succeed(*arguments: object, **options) -> str:
    """Standard output of a command that must end with 0."""
    result = run(*arguments, **options)
    assert result.returncode == 0, result.stderr
    return result.stdout


def wait_for(condition, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def data_of(path: Path) -> dict[str, bytes | list]:
    """Every dataset of a file by its path: type, shape and the bits of its values."""
    found: dict[str, bytes | list] = {}

    def visit(name: str, item) -> None:
        if isinstance(item, h5py.Dataset):
            values = item[()]
            bits = (
                values.tolist()
                if values.dtype == object
                else np.ascontiguousarray(values).tobytes()
            )
            found[name] = [str(item.dtype), item.shape, bits]

    with h5py.File(path, "r") as file:
        file.visititems(visit)
    return found


def attributes_of(path: Path) -> dict[str, object]:
    with h5py.File(path, "r") as file:
        return dict(file.attrs)


def assert_same_data(a: Path, b: Path) -> None:
    left, right = data_of(a), data_of(b)
    assert left.keys() == right.keys()
    different = [name for name in left if left[name] != right[name]]
    assert not different, f"{a} and {b} differ in {different}"
