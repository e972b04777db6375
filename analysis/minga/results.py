"""Opening a result file: its groups as lazy xarray datasets, its provenance as plain values."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Hashable
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import h5py
import numpy as np
import xarray as xr

from minga.config import parsed_config

T = TypeVar("T")
GROUPS = ("summary", "trajectory", "firm", "events", "association", "programme")
SCHEMA_MAJOR = 1  # the newest layout this package reads; minor versions only add


class NotAResultFileError(ValueError):
    """The file exists but was not written by minga, or by a layout this package cannot read."""


class MissingShardError(FileNotFoundError):
    """The file is an index over shards (``minga merge --virtual``), and some are not there."""


class MissingGroupError(AttributeError):
    """The file holds no such group: it was not recorded (see ``minga run --record``)."""


def plain(value: Any) -> Any:
    """An HDF5 attribute as a Python value: text instead of bytes, lists instead of arrays."""
    if isinstance(value, h5py.Empty):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, np.ndarray):
        items = [plain(item) for item in value.tolist()]
        return items[0] if len(items) == 1 else items
    if isinstance(value, np.generic):
        return value.item()
    return value


def _read_root(path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    if path.is_dir():
        raise NotAResultFileError(
            f"{path} is a directory of unfinished parts; finish it with `minga sweep --resume`"
        )
    if not path.exists():
        raise FileNotFoundError(f"no such result file: {path}")
    try:
        with h5py.File(path, "r") as file:
            attrs = {name: plain(value) for name, value in file.attrs.items()}
            groups = tuple(name for name in GROUPS if name in file)
    except OSError as error:
        raise NotAResultFileError(f"{path} cannot be read as HDF5: {error}") from error
    return attrs, groups


def _check(path: Path, attrs: dict[str, Any], groups: tuple[str, ...]) -> None:
    if attrs.get("filetype", attrs.get("software")) != "minga" or "summary" not in groups:
        raise NotAResultFileError(f"{path} is HDF5, but not a minga result file")
    version = attrs.get("schema_version", SCHEMA_MAJOR)
    major = version[0] if isinstance(version, list) else version
    if int(major) > SCHEMA_MAJOR:
        raise NotAResultFileError(
            f"{path} has schema version {version}; this package reads up to {SCHEMA_MAJOR}.x"
        )


def _need_shards(path: Path, attrs: dict[str, Any]) -> None:
    """Says which shard of an index is gone: HDF5 would read its runs as missing values."""
    faults = []
    for shard in json.loads(attrs.get("virtual_sources", "[]")):
        file = path.absolute().parent / shard["file"]
        name = f"shard {shard['shard']} of {shard['shards']}, {shard['file']}"
        if not file.is_file():
            faults.append(f"{name}, is missing")
        elif file.stat().st_size != shard["bytes"]:
            faults.append(f"{name}, is not the file that was indexed")
    if faults:
        raise MissingShardError(f"{path} shows the rows of shards: {'; '.join(faults)}")


class Results:
    """One result file. Groups open when first used and stay lazy; use as a context manager.

    Attributes: ``path``; ``attrs``, the root attributes as Python values; ``groups``, the names
    of the groups present; ``factors``, the names of the design factors in the design's order.

    Raises FileNotFoundError (MissingShardError of an index), NotAResultFileError, and
    MissingGroupError for an absent group.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.attrs, self.groups = _read_root(self.path)
        _check(self.path, self.attrs, self.groups)
        _need_shards(self.path, self.attrs)
        self._datasets: dict[str, xr.Dataset] = {}
        self._factors: list[str] | None = None
        self._memo: dict[Any, Any] = {}

    def has(self, group: str) -> bool:
        """Whether the file recorded this group."""
        return group in self.groups

    def group(self, name: str) -> xr.Dataset:
        """A group as a lazy dataset. Time counts periods, so no calendar decoding is done."""
        if name not in self.groups:
            raise MissingGroupError(
                f"{self.path} holds no group '{name}' (it has: {', '.join(self.groups)}); "
                f"record it with `--record summary,{name}`"
            )
        if name not in self._datasets:
            self._datasets[name] = self._open(name)
        return self._datasets[name]

    def _open(self, name: str) -> xr.Dataset:
        return xr.open_dataset(self.path, engine="h5netcdf", group=name, decode_times=False)

    @property
    def summary(self) -> xr.Dataset:
        """Outcomes per run; dims (run) and (run, profile)."""
        return self.group("summary")

    @property
    def trajectory(self) -> xr.Dataset:
        """What happened in each period; dims (run, time, association)."""
        return self.group("trajectory")

    @property
    def firm(self) -> xr.Dataset:
        """Every firm in every period; dims (run, time, firm)."""
        return self.group("firm")

    @property
    def events(self) -> xr.Dataset:
        """One row per event."""
        return self.group("events")

    @property
    def association(self) -> xr.Dataset:
        """Outcomes per association, where a run holds several; dims (run, association)."""
        return self.group("association")

    @property
    def programme(self) -> xr.Dataset:
        """Calls, answers, groups served and money of a programme; dims (run)."""
        return self.group("programme")

    @property
    def config(self) -> str:
        """The whole resolved input as text, as the simulator read it."""
        return str(self.attrs.get("config", ""))

    @property
    def settings(self) -> dict[str, Any]:
        """The configuration as nested tables; empty where the text is neither TOML nor JSON."""
        return self.memo("settings", lambda: parsed_config(self.config))

    @property
    def factors(self) -> list[str]:
        """Names of the design-factor variables of /summary (attribute ``role = "factor"``)."""
        if self._factors is None:
            variables = self.summary.variables
            self._factors = [
                str(name) for name in variables if variables[name].attrs.get("role") == "factor"
            ]
        return list(self._factors)

    @property
    def period_days(self) -> float:
        """Length of a period in days (14 where the file does not say)."""
        return float(self.attrs.get("period_days", 14.0))

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` returned the first time for this key. Callers must not change it."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def units(self, variable: str) -> str:
        """The ``units`` attribute of a /summary variable, '' where there is none."""
        if variable not in self.summary.variables:
            return ""
        return str(self.summary[variable].attrs.get("units", ""))

    def close(self) -> None:
        """Close every group that was opened."""
        for dataset in self._datasets.values():
            dataset.close()
        self._datasets.clear()
        self._memo.clear()

    def __enter__(self) -> Results:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        runs = self.summary.sizes.get("run", 0)
        factors = ", ".join(self.factors) or "no factors"
        return f"<minga.Results {self.path.name}: {runs} runs, {factors}, {', '.join(self.groups)}>"


def open_results(path: str | os.PathLike[str]) -> Results:
    """Open a result file written by ``minga run``, ``sweep`` or ``merge``; see :class:`Results`."""
    return Results(path)
