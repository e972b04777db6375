"""Runs scenarios inside Python: the same groups as a result file, without the file."""

from __future__ import annotations

import importlib
import io
import secrets
import warnings
from collections.abc import Callable, Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from types import ModuleType
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt
import xarray as xr

from minga.meter import meter
from minga.results import GROUPS, Results, plain
from minga.toml import toml_document, toml_value

Scenario = str | PathLike[str] | Mapping[str, Any]
RECORDABLE = ("summary", "trajectory", "firm", "events")
INSTALLED = Path("share", "minga", "scenarios")  # below the environment that has the package
HOW_TO_BUILD = (
    "minga.simulate needs the simulator as a Python module, which is not built here. "
    "Build it with `./bootstrap.sh run`, or install everything with `pip install .` in the "
    "project's folder. Result files of `minga run` can be read without it (minga.open)."
)


class InputError(ValueError):
    """A scenario, a design or an override is wrong. The text is what the command prints: one line
    per fault, with file, line, key, value and what would be accepted."""


class ScenarioNote(UserWarning):
    """What a scenario may say and can hardly mean; the command prints it as a note."""


class SimulatedResults(Results):
    """Results of :func:`simulate`: as :class:`minga.Results`, with the arrays in memory.

    ``path`` is a name for messages; there is no such file.
    """

    def __init__(self, name: str, frame: bytes, columns: dict[tuple[str, str], Any]) -> None:
        self.path = Path(name)
        self._frame = frame
        self._columns = columns
        with h5py.File(io.BytesIO(frame), "r") as file:
            self.attrs = {key: plain(value) for key, value in file.attrs.items()}
            self.groups = tuple(group for group in GROUPS if group in file)
        self._datasets: dict[str, xr.Dataset] = {}
        self._factors: list[str] | None = None
        self._memo: dict[Any, Any] = {}

    def _open(self, name: str) -> xr.Dataset:
        arrays = {column: values for (group, column), values in self._columns.items()
                  if group == name}
        with xr.open_dataset(
            io.BytesIO(self._frame), engine="h5netcdf", group=name, decode_times=False
        ) as frame:
            if name == "events":
                return _events(frame, arrays)
            rest = frame.drop_vars(arrays).load()
            filled = {column: _filled(frame[column].variable, arrays[column]) for column in arrays}
            order = [column for column in frame.variables if column not in frame.coords]
            data = filled | {str(column): rest[column] for column in rest.data_vars}
            return rest.assign(data)[order].assign_attrs(frame.attrs)


def simulate(
    scenario: Scenario,
    overrides: Mapping[str, Any] | None = None,
    /,
    *,
    replicates: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    record: str | Iterable[str] | None = None,
    progress: bool | Callable[[int, int], None] | None = None,
    **parameters: Any,
) -> Results:
    """Run a scenario or a design and return its results, as ``minga run`` (or ``sweep``) and
    :func:`minga.open` would, bit for bit.

    scenario: a name of ``minga list``, a file, TOML text (of more than one line), or a mapping.
    overrides: parameters by path, like ``--set``: ``{"time.periods": 60}``. As a keyword, two
        underscores stand for the dot: ``time__periods=60``.
    replicates, seed: runs of each point, and the seed of all random numbers; where neither the
        scenario nor you say a seed, one is chosen and is in ``.attrs["seed"]``.
    threads: how many to use, by default all cores. Results do not depend on it.
    record: groups to keep, by default what the scenario says: summary, trajectory, firm, events.
    progress: True or False to show or hide a line (by default it is shown on terminals and in
        notebooks, for work of more than a second), or a function of (runs done, runs in all).

    Other Python threads go on meanwhile. Ctrl-C stops it and keeps nothing. Raises InputError with
    the command's text, ImportError where the module is not built.
    """
    native = _native()
    changes = _changes(overrides, parameters, replicates, seed, record)
    source, text = _source(scenario)
    try:
        experiment = native.load(source, text, changes)
        if not experiment.seed_given:
            changes.append(("run.seed", str(secrets.randbits(32))))
            experiment = native.load(source, text, changes)
        for note in experiment.notes:
            warnings.warn(note, ScenarioNote, stacklevel=2)
        name = "scenario" if text else Path(source).stem
        with meter(progress, experiment.runs) as tell:
            frame, columns = native.simulate(
                experiment, _command(name, changes), _threads(threads), tell
            )
    except native.InputError as error:
        raise InputError(str(error)) from None
    return SimulatedResults(name, frame, columns)


def available() -> bool:
    """Whether the simulator is built into this Python."""
    try:
        _native()
    except ImportError:
        return False
    return True


def _native() -> ModuleType:
    try:
        native = importlib.import_module("minga._native")
    except ImportError as error:
        raise ImportError(f"{HOW_TO_BUILD} ({error})") from error
    installed = Path(__file__).resolve().parents[4:5]
    if installed and (installed[0] / INSTALLED).is_dir():
        native.set_data_directory(str(installed[0] / INSTALLED))
    return native


def _source(scenario: Scenario) -> tuple[str, bool]:
    """What to load, and whether it is TOML text."""
    if isinstance(scenario, Mapping):
        return toml_document(scenario), True
    name = fspath(scenario)
    return name, isinstance(scenario, str) and "\n" in name


def _changes(
    overrides: Mapping[str, Any] | None,
    parameters: Mapping[str, Any],
    replicates: int | None,
    seed: int | None,
    record: str | Iterable[str] | None,
) -> list[tuple[str, str]]:
    """Overrides in the order of the command: --set, --replicates, --seed, --record."""
    given = dict(overrides or {}) | {
        key.replace("__", "."): value for key, value in parameters.items()
    }
    changes = [(path, toml_value(value)) for path, value in given.items()]
    if replicates is not None:
        changes.append(("run.replicates", toml_value(replicates)))
    if seed is not None:
        changes.append(("run.seed", toml_value(seed)))
    if record is not None:
        changes.append(("record.groups", toml_value(_groups(record))))
    return changes


def _groups(record: str | Iterable[str]) -> list[str]:
    asked = record.split(",") if isinstance(record, str) else list(record)
    for group in asked:
        if group not in RECORDABLE:
            raise InputError(
                f"--record: {group}: is not something that can be recorded; "
                f"accepted: {', '.join(RECORDABLE)}"
            )
    return [group for group in RECORDABLE if group == "summary" or group in asked]


def _threads(threads: int | None) -> int:
    if threads is not None and not 1 <= threads <= 1024:
        raise InputError(f"threads = {threads}: is out of range; accepted: 1 to 1024, or None")
    return threads or 0


def _command(name: str, changes: list[tuple[str, str]]) -> str:
    """What stands in the history of the results."""
    return f"minga.simulate({name!r}, {dict(changes)!r})"


def _filled(variable: xr.Variable, values: npt.NDArray[Any]) -> xr.Variable:
    """A variable of the frame with its values. Real numbers are not copied: missing is NaN."""
    if values.dtype != variable.dtype:
        missing = values == variable.encoding["_FillValue"]
        values = values.astype(variable.dtype)
        values[missing] = np.nan
    return xr.Variable(variable.dims, values, variable.attrs, variable.encoding)


def _events(frame: xr.Dataset, arrays: Mapping[str, npt.NDArray[Any]]) -> xr.Dataset:
    """The event log, whose length the frame does not know."""
    variables = {str(name): _filled(frame[name].variable, arrays[str(name)]) for name in frame}
    length = len(arrays["time"])
    axis = frame["event"].variable
    index = xr.Variable(axis.dims, np.arange(length, dtype=axis.dtype), axis.attrs, axis.encoding)
    return xr.Dataset(variables, {"event": index}, frame.attrs)
