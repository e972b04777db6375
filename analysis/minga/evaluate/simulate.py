"""Runs the simulator for an evaluation: the paired design, and the nested one for the split."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from minga.config import parsed_config
from minga.design import matrix, points
from minga.evaluate import designs, rivals
from minga.evaluate.ranges import FACTOR, Range, carried, draw, uncertain
from minga.results import Results, open_results
from minga.stats import Array


class SimulatorError(RuntimeError):
    """The simulator refused or failed; the message is what it said. ``code`` is its exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Simulator:
    """How to start the simulator: program, threads, and changes of the scenario (``--set``)."""

    program: str
    threads: int = 0  # 0: all cores
    changes: tuple[str, ...] = ()
    seed: int | None = None

    def _call(self, *arguments: str) -> None:
        command = [self.program, *arguments, "--quiet"]
        if self.threads:
            command += ["--threads", str(self.threads)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            raise SimulatorError(f"{self.program} cannot be started: {error.strerror}", 3) from None
        if done.returncode:
            raise SimulatorError(done.stderr.strip() or f"exit {done.returncode}", done.returncode)

    def resolve(self, scenario: str, folder: Path) -> str:
        """The whole scenario with the changes, as text that runs again (one run is made for it)."""
        out = folder / "resolved.h5"
        seed = [] if self.seed is None else ["--seed", str(self.seed)]
        changes = [part for change in self.changes for part in ("--set", change)]
        one = ["--replicates", "1", "--record", "summary", "--force"]
        self._call("run", scenario, "-o", str(out), *one, *seed, *changes)
        with open_results(out) as results:
            return results.config

    def sweep(self, design: str, out: Path, record: str) -> None:
        """Run a design's text into ``out``."""
        path = out.with_suffix(".toml")
        path.write_text(design, encoding="utf-8")
        try:
            self._call("sweep", str(path), "-o", str(out), "--record", record, "--force")
        finally:
            path.unlink()


@dataclass(frozen=True)
class Nested:
    """Outcomes of the nested design: programme less none, y[draw, rules, replicate]."""

    contrast: dict[str, Array]
    rules: tuple[str, ...]
    drawn: Sequence[Mapping[str, Any]]
    ranges: int  # numbers drawn from ranges
    carried: int  # numbers drawn from the calibration
    factor: float
    dropped: int  # replicates left out because a run failed
    seed: int


OUTCOMES = ("welfare", "survived")


def pair(simulator: Simulator, scenario: str, out: Path, replicates: int) -> str:
    """Run the scenario with and without its programme into ``out``; returns the scenario's text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = simulator.resolve(scenario, folder)
        config = parsed_config(text)
        base = folder / "scenario.toml"
        base.write_text(text, encoding="utf-8")
        design = designs.paired(str(base), config, replicates, config["run"]["seed"])
        made = folder / "evaluation.h5"
        simulator.sweep(design, made, "summary,trajectory")
        out.write_bytes(made.read_bytes())
    return text


def nested(
    simulator: Simulator,
    text: str,
    draws: int,
    replicates: int,
    factor: float = FACTOR,
    keep: Sequence[str] = (),
    models: Sequence[rivals.Rival] | None = None,
) -> Nested:
    """Run the split's design for a resolved scenario, without leaving files.

    models: rival rules; the shipped list if None.
    """
    models = rivals.load() if models is None else models
    config = parsed_config(text)
    seed = int(config["run"]["seed"])
    rng = np.random.default_rng(seed)
    ranges = uncertain(config, keep)
    people, many = carried(config, draws, rng)
    settled = people[0] if people else {}
    open_ranges = [r for r in ranges if r.path not in settled]
    drawn = draw(open_ranges, draws, rng, factor)
    both = [{**one, **whole} for one, whole in zip(drawn, people, strict=True)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base, out = folder / "scenario.toml", folder / "uncertainty.h5"
        base.write_text(text, encoding="utf-8")
        simulator.sweep(
            designs.nested(str(base), config, replicates, seed, both, models), out, "summary"
        )
        rules = tuple(model.label for model in models)
        with open_results(out) as results:
            contrast, dropped = contrasts(results, draws, rules)
    return Nested(contrast, rules, both, len(open_ranges), many, factor, dropped, seed)


def contrasts(
    results: Results, draws: int, rules: Sequence[str]
) -> tuple[dict[str, Array], int]:
    """Programme less none of each outcome, axes (draw, rules, replicate); replicates dropped.

    A replicate in which any run failed is left out everywhere, so that the array stays full.
    """
    table = points(results)
    found, usable = {}, None
    for outcome in OUTCOMES:
        values = matrix(results, outcome)
        cells = np.stack(
            [
                np.stack([_gap(values, table, str(d), rule) for rule in rules])
                for d in range(draws)
            ]
        )
        found[outcome] = cells
        whole = np.isfinite(cells).all(axis=(0, 1))
        usable = whole if usable is None else usable & whole
    keep = np.asarray(usable)
    return {name: cells[:, :, keep] for name, cells in found.items()}, int((~keep).sum())


def _gap(values: pd.DataFrame, table: pd.DataFrame, one: str, rule: str) -> Array:
    cell = table[(table["draw"].astype(str) == one) & (table["rules"] == rule)]
    ends = [
        int(cell.index[cell["programme"] == level][0])
        for level in (designs.AS_PLANNED, designs.NONE)
    ]
    return np.asarray(values[ends[0]] - values[ends[1]], dtype=np.float64)


def ranges_of(text: str, keep: Sequence[str] = ()) -> list[Range]:
    """The uncertain numbers of a resolved scenario, for those who want to see them."""
    return uncertain(parsed_config(text), keep)
