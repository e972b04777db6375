"""Evolutionary game theory from Python: `minga theory` answers, xarray holds the answers.

Nothing is computed here. A study is a shipped name, a file, or a dictionary with the tables of such
a file; the program solves or simulates it, and every table comes back as a Dataset.

>>> from minga import theory                                            # doctest: +SKIP
>>> theory.solve("moran-fixation", "fixation")["fixation"]["probability"]
>>> theory.run("nowak-may", replicates=2, structure__rows=50)["trajectory"]["share"]
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import h5py
import xarray as xr

from minga.toml import toml_value as as_toml

Study = str | os.PathLike[str] | Mapping[str, Any]
Answers = dict[str, xr.Dataset]
BUILT = Path(__file__).resolve().parents[2] / "build" / "release" / "minga"
OF_RUNS = ("summary", "trajectory", "snapshots")
EXACT = (
    "classification",
    "equilibria",
    "payoffs",
    "fixation",
    "stationary",
    "rare-mutation",
    "transitions",
    "replicator",
    "rest-points",
    "tournament",
    "adaptive",
)  # questions that need no replicates


class TheoryError(ValueError):
    """The program refused the study, or could not answer it; the text says where and why."""


def run(
    study: Study,
    *,
    replicates: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    minga: str | os.PathLike[str] | None = None,
    **changes: Any,
) -> Answers:
    """Everything that a study asks, by name of the table.

    ``summary``, ``trajectory`` and ``snapshots`` are of replicates, where the study simulates
    (docs/formats.md); all others are tables, with a row for each line. Titles, units and meanings
    are attributes.

    :param study: shipped name, path of a file, or a mapping of the file's tables
    :param replicates: of the simulation; the study's own where it is left out
    :param seed: of all random numbers, likewise
    :param threads: of the simulation; all cores where it is left out. It changes no result
    :param minga: the program; see :func:`program`
    :param changes: parameters that differ, ``population__size=50`` for ``population.size``. Names
        that Python does not allow go by ``**{"strategies.my-own.opening": 0.5}``
    :raises TheoryError: where the program refuses the study
    """
    options = {"replicates": replicates, "seed": seed, "threads": threads}
    return _asked("theory", study, options, minga, changes)


def sweep(
    design: Study,
    *,
    replicates: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    minga: str | os.PathLike[str] | None = None,
    **changes: Any,
) -> Answers:
    """The same of every point of a design over a theory scenario, by `minga sweep`.

    Rows of tables say their ``point`` and the level of each factor, and so do runs. Parameters as
    in :func:`run`; a dictionary holds the tables of a design's file.
    """
    options = {"replicates": replicates, "seed": seed, "threads": threads}
    return _asked("sweep", design, options, minga, changes)


def _asked(
    verb: str,
    study: Study,
    options: Mapping[str, int | None],
    minga: str | os.PathLike[str] | None,
    changes: Mapping[str, Any],
) -> Answers:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "answers.h5"
        command = [str(minga or program()), verb, _input(verb, study, Path(folder))]
        for path, value in changes.items():
            command += ["--set", f"{path.replace('__', '.')}={as_toml(value)}"]
        for name, number in options.items():
            command += [] if number is None else [f"--{name}", str(number)]
        done = subprocess.run(
            [*command, "-o", str(out), "--quiet"], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise TheoryError(f"{' '.join(command)}\n{done.stderr.strip()}")
        return load(out)


def solve(
    study: Study,
    *questions: str,
    minga: str | os.PathLike[str] | None = None,
    **changes: Any,
) -> Answers:
    """Exact answers to some questions about a study, whatever its file asks; nothing is simulated.

    Numbers of the analysis that the study gives are left out, for they belong to its own questions:
    give those that differ from the defaults, such as ``analysis__duration=60``. Parameters as in
    :func:`run`.

    :param questions: of :data:`EXACT`
    """
    unknown = [question for question in questions if question not in EXACT]
    if unknown or not questions:
        told = ", ".join(unknown) or "no question"
        raise TheoryError(f"{told}: accepted are {', '.join(EXACT)}; run() simulates")
    mark = "analysis."
    given = {path.replace("__", "."): value for path, value in changes.items()}
    analysis = {p.removeprefix(mark): v for p, v in given.items() if p.startswith(mark)}
    rest = {path: value for path, value in given.items() if not path.startswith(mark)}
    return run(study, minga=minga, analysis={"what": list(questions)} | analysis, **rest)


def load(path: str | os.PathLike[str]) -> Answers:
    """Every group of a file that `minga theory -o` wrote, in memory, by its name.

    :raises TheoryError: where it is not the result of a theory scenario
    """
    if Path(path).is_file() and not h5py.is_hdf5(path):
        raise TheoryError(f"{os.fspath(path)} is not an HDF5 file")
    with h5py.File(path) as file:
        kind = file.attrs.get("kind", b"")
        if (kind.decode() if isinstance(kind, bytes) else str(kind)) != "theory":
            raise TheoryError(f"{path} is not the result of a theory scenario")
        groups = {name: name for name in OF_RUNS if name in file}
        groups |= {name: f"tables/{name}" for name in file.get("tables", ())}
    found = {}
    for name, group in groups.items():
        with xr.open_dataset(path, engine="h5netcdf", group=group, decode_times=False) as dataset:
            found[name] = dataset.load()
    return found


def program() -> str:
    """The simulator: what MINGA_BIN names, else `minga` of the path, else the one built here."""
    named = os.environ.get("MINGA_BIN") or shutil.which("minga")
    if named:
        return named
    if BUILT.exists():
        return str(BUILT)
    raise FileNotFoundError("minga is not on the path; name it in the environment as MINGA_BIN")


def as_file(study: Mapping[str, Any]) -> str:
    """The text of a theory file; ``kind`` and a name are added where they are left out."""
    whole = {"kind": "theory"} | dict(study)
    whole["scenario"] = {"name": "study"} | dict(whole.get("scenario", {}))
    return "".join(f"{json.dumps(key)} = {as_toml(value)}\n" for key, value in whole.items())


def _input(verb: str, study: Study, folder: Path) -> str:
    if not isinstance(study, Mapping):
        return os.fspath(study)
    file = folder / "study.toml"
    lines = "".join(f"{json.dumps(key)} = {as_toml(value)}\n" for key, value in study.items())
    file.write_text(lines if verb == "sweep" else as_file(study), encoding="utf-8")
    return str(file)
