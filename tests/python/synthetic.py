"""Writes small result files in the layout of the simulator, with effects known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import h5py
import numpy as np

PROFILES = ("saint", "solid-citizen", "win-at-all-costs", "opportunist")
STATE = {
    "flag_values": np.array([0, 1, 2], dtype=np.int8),
    "flag_meanings": "alive dormant dissolved",
}
CONFIG = """kind = "association"

[scenario]
name = "synthetic"
source = "made up for a test"
currency = "USD"
title = { en = "A made-up network", es = "Una red inventada" }
"""
FACTORS: dict[str, Sequence[Any]] = {
    "regulation": ("none", "handshake", "strict-expulsion"),
    "facilitator": ("none", "trust-first"),
    "participation": ("0.3", "endogenous"),
}
# Added to welfare by each level; the rest of the welfare is noise.
EFFECTS = {"handshake": 100.0, "strict-expulsion": 300.0, "trust-first": -50.0, "endogenous": 20.0}


@dataclass
class Recipe:
    """What to write; ``effects`` are added per level, ``shared`` and ``own`` are noise (sd)."""

    factors: dict[str, Sequence[Any]] = field(default_factory=lambda: dict(FACTORS))
    effects: dict[Any, float] = field(default_factory=lambda: dict(EFFECTS))
    replicates: int = 20
    steps: int = 40
    shared: float = 200.0
    own: float = 30.0
    base: float = 1000.0
    seed: int = 1
    trajectory: bool = True
    associations: int = 1


class Group:
    """One netCDF-4 group: dimension scales attached on every axis, creation order tracked."""

    def __init__(self, file: h5py.File, name: str) -> None:
        self.group = file.create_group(name, track_order=True)
        self.scales: dict[str, h5py.Dataset] = {}

    def scale(self, name: str, values: Any, long_name: str = "") -> None:
        data = self._dataset(name, values, long_name or name, "1")
        data.make_scale(name)
        self.scales[name] = data

    def add(
        self, name: str, dims: Sequence[str], values: Any, units: str = "1", **attrs: Any
    ) -> None:
        data = self._dataset(name, values, name.replace("_", " "), units)
        for axis, dim in enumerate(dims):
            data.dims[axis].attach_scale(self.scales[dim])
        for key, value in attrs.items():
            data.attrs[key] = value

    def category(self, name: str, dims: Sequence[str], values: Any) -> None:
        coded = np.asarray(values, dtype=np.int8)
        self.add(name, dims, coded, **{**STATE, "_FillValue": np.int8(-1)})

    def _dataset(self, name: str, values: Any, long_name: str, units: str) -> h5py.Dataset:
        array = np.asarray(values)
        if array.dtype.kind in "UO":
            data = self.group.create_dataset(
                name, array.shape, h5py.string_dtype(), array.astype(object), track_order=True
            )
        else:
            data = self.group.create_dataset(name, data=array, track_order=True)
        data.attrs["units"] = units
        data.attrs["long_name"] = long_name
        return data


def write(path: Path, recipe: Recipe | None = None, **root: Any) -> Path:
    """Write a factorial design; returns the path."""
    recipe = recipe or Recipe()
    rng = np.random.default_rng(recipe.seed)
    cells = list(product(*recipe.factors.values()))
    point = np.repeat(np.arange(len(cells)), recipe.replicates)
    replicate = np.tile(np.arange(recipe.replicates), len(cells))
    with h5py.File(path, "w", track_order=True) as file:
        _root(file, len(point), root)
        summary = Group(file, "summary")
        summary.scale("run", np.arange(len(point)))
        summary.add("point", ["run"], point)
        summary.add("replicate", ["run"], replicate)
        for k, name in enumerate(recipe.factors):
            values = np.array([cell[k] for cell in cells])[point]
            summary.add(name, ["run"], values, role="factor")
        welfare = _welfare(recipe, cells, point, replicate, rng)
        state, periods = _fates(recipe, welfare, rng)
        _outcomes(summary, recipe, welfare, state, periods, rng)
        if recipe.trajectory:
            _trajectory(Group(file, "trajectory"), recipe, state, periods, rng)
    return path


def _root(file: h5py.File, runs: int, extra: dict[str, Any]) -> None:
    attrs: dict[str, Any] = {
        "Conventions": "CF-1.10",
        "filetype": "minga",
        "schema_version": np.array([1, 0], dtype=np.int32),
        "title": "Synthetic experiment",
        "history": "minga sweep design.toml -o file.h5",
        "software": "minga",
        "software_version": "0.1.0",
        "git_sha1": "0" * 40,
        "compiler": "none",
        "created": "2026-01-01T00:00:00Z",
        "config": CONFIG,
        "config_sha256": "f" * 64,
        "seed": np.uint64(20260101),
        "rng": "none",
        "status": "complete",
        "runs_committed": np.int64(runs),
        "period_days": 14.0,
    }
    for name, value in {**attrs, **extra}.items():
        file.attrs[name] = value


def stop(path: Path, done: int, failures: int = 0) -> Path:
    """As the simulator leaves a file that was interrupted after ``done`` runs, the first failed."""
    with h5py.File(path, "a") as file:
        summary = file["summary"]
        runs = len(summary["run"])
        failed = np.where(np.arange(runs) < done, "", "not run").astype(object)
        failed[:failures] = "a fund beyond its range"
        summary["failed"][...] = failed
        missing = failed != ""
        for name, values in summary.items():
            if name not in ("point", "replicate", "run") and values.dtype.kind == "f":
                values[...] = np.where(
                    missing if values.ndim == 1 else missing[:, None], np.nan, values[...]
                )
        points = len(np.unique(summary["point"]))
        file.attrs["status"] = "complete" if done == runs else "interrupted"
        for name, count in (("runs", runs), ("points", points), ("replicates", runs // points)):
            file.attrs[name] = np.uint64(count)
        file.attrs["history"] = "2026-01-01T00:00:00Z: minga sweep my.toml -o file.h5 --seed 4"
    return path


def _welfare(recipe: Recipe, cells: list[Any], point: Any, replicate: Any, rng: Any) -> Any:
    effect = np.array([sum(recipe.effects.get(level, 0.0) for level in cell) for cell in cells])
    luck = rng.normal(0.0, recipe.shared, recipe.replicates)[replicate]
    return recipe.base + effect[point] + luck + rng.normal(0.0, recipe.own, len(point))


def _fates(recipe: Recipe, welfare: Any, rng: Any) -> tuple[Any, Any]:
    """The better the welfare, the likelier a group is alive at the end."""
    odds = (welfare - np.median(welfare)) / (np.std(welfare) + 1e-9)
    dies = rng.random(len(welfare)) > 1.0 / (1.0 + np.exp(-odds))
    state = np.where(dies, rng.integers(1, 3, len(welfare)), 0).astype(np.int8)
    periods = np.where(dies, rng.integers(1, recipe.steps, len(welfare)), recipe.steps)
    return state, periods


def _outcomes(
    summary: Group, recipe: Recipe, welfare: Any, state: Any, periods: Any, rng: Any
) -> None:
    runs = len(welfare)
    gain = welfare + 500.0
    summary.add("welfare", ["run"], welfare, "USD")
    summary.add("member_gain", ["run"], gain, "USD")
    summary.add("member_cost", ["run"], np.full(runs, 250.0), "USD")
    summary.add("cost", ["run"], np.full(runs, 300.0), "USD")
    summary.add("outsider_effect", ["run"], np.full(runs, 50.0), "USD")
    summary.category("state", ["run"], state)
    summary.add("survived", ["run"], (state == 0).astype(np.int8))
    summary.add("periods_survived", ["run"], periods.astype(np.int32))
    summary.add("failed", ["run"], np.full(runs, ""))
    reached = np.where(rng.random(runs) < 0.7, rng.integers(5, 30, runs), np.nan)
    summary.add("time_to_regulation", ["run"], reached)
    summary.scale("profile", np.array(PROFILES))
    firms = np.tile([2, 6, 3, 1], (runs, 1))
    share = np.array([0.1, 0.5, 0.25, 0.15])
    dims = ["run", "profile"]
    summary.add("firms_by_profile", dims, firms.astype(np.int32))
    summary.add("member_gain_by_profile", dims, gain[:, None] * share, "USD")
    summary.add(
        "member_cost_by_profile", dims, np.tile([100.0, 100.0, 25.0, 25.0], (runs, 1)), "USD"
    )


def _trajectory(group: Group, recipe: Recipe, state: Any, periods: Any, rng: Any) -> None:
    runs, steps, many = len(state), recipe.steps, recipe.associations
    group.scale("run", np.arange(runs))
    group.scale("time", np.arange(steps), "period")
    group.scale("association", np.arange(many))
    dims = ["run", "time", "association"]
    gone = np.arange(steps)[None, :] >= periods[:, None]
    codes = np.where(gone, state[:, None], 0)[..., None]
    group.category("state", dims, np.repeat(codes, many, axis=2))
    level = 0.5 + 0.2 * (state == 0)[:, None] - 0.3 * np.arange(steps)[None, :] / steps
    for name in ("cooperation_rate", "attendance", "trust"):
        noisy = np.clip(level + rng.normal(0.0, 0.08, (runs, steps)), 0.0, 1.0)
        values = np.where(gone, np.nan, noisy).astype(np.float32)[..., None]
        group.add(name, dims, np.repeat(values, many, axis=2))
