"""Runs scenarios and designs with the program and keeps what people did.

A design's own levels are the treatments. For the uncertainty of the parameters the same treatments
are run again at draws of the laboratory's posterior.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import h5py
import numpy as np

from minga.calibrate import posterior
from minga.calibrate.parameters import NAMES, SOLID, Settings, named, settings
from minga.calibrate.simulator import toml
from minga.results import open_results
from minga.validate.case import Drawn

ROOT = Path(__file__).resolve().parents[3]
FIELDS = ("contributed", "belief", "payoff", "status")
SEED = 20210401  # of what the drawn parameters are, and of their runs
EXPELLED = "expelled"
SPEAKER = '"speaker"'  # how a design names that profile


@dataclass(frozen=True)
class Experiment:
    """A shipped design, or a scenario that is run as it is.

    ``replicates`` of each treatment with the shipped numbers, ``each`` of each treatment at each
    draw of the posterior.
    """

    name: str
    replicates: int
    each: int = 1


@dataclass(frozen=True)
class Played:
    """One treatment: arrays (run, round, person); shares of the endowment, NaN for no member.

    Where treatments differ in size there are places for the largest.
    """

    contributed: np.ndarray
    belief: np.ndarray
    payoff: np.ndarray
    expelled: np.ndarray  # whether out at the end of the round

    def mean(self) -> np.ndarray:
        """Mean contribution of each run over rounds and people."""
        return np.asarray(np.nanmean(self.contributed, axis=(1, 2)))

    def rounds(self) -> np.ndarray:
        """(run, round) mean contribution over people."""
        return np.asarray(np.nanmean(self.contributed, axis=2))


Kept = TypeVar("Kept")
Treatments = Mapping[str, Played]
Tables = Mapping[str, Mapping[str, list[Any]]]  # of ``minga theory``: table, column, rows


def joined(parts: list[Played]) -> Played:
    """The runs of all parts, one after the other."""
    names = [item.name for item in fields(Played)]
    return Played(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def folder() -> Path:
    """Where shipped scenarios are."""
    return Path(os.environ.get("MINGA_DATA") or ROOT / "scenarios")


def drawn_settings(count: int) -> list[Settings]:
    """Settings of draws of the stored posterior."""
    table = posterior.load()
    rng = np.random.default_rng(SEED)
    rows = rng.choice(len(table), count, p=table["weight"] / table["weight"].sum())
    return [settings(named(row)) for row in table[NAMES].to_numpy(dtype=float)[rows]]


def _speaking(point: Settings) -> Settings:
    """The draw with the profile ``speaker``, a solid citizen who persuades, moved alike."""
    own = f"profiles.{SOLID}."
    pool = point["population.shares"]
    assert isinstance(pool, dict)
    nobody = {"population.shares": pool | {"leader": 0.0, "speaker": 0.0}}
    return (
        point
        | nobody
        | {
            key.replace(own, "profiles.speaker."): value
            for key, value in point.items()
            if key.startswith(own)
        }
    )


def with_draw(design: str, point: Settings) -> str:
    """A design's text with a draw set in every point, before the levels of its own factors."""
    lines = [f'"{key}" = {toml(value)}' for key, value in point.items()]
    head, mark, rest = design.partition("[[factor]]")
    return head + "\n".join(["[set]", *lines]) + "\n\n" + mark + rest


def alone(scenario: str, factor: str = "") -> str:
    """A design around a scenario; without a factor it has one point, a laboratory as it is."""
    one = """[[factor]]
name = "draw"
title = { es = "Sorteo", en = "Draw" }
levels = [{ label = "", set = { "time.known_end" = true } }]
"""
    head = [f'name = "{scenario}"', f'title = {{ es = "{scenario}", en = "{scenario}" }}']
    return "\n".join([*head, f'scenario = "{scenario}"', "", factor or one])


@dataclass
class Bench:
    """The program, how much of the full replicates is run, and what has been run already."""

    minga: str
    folder: Path
    share: float = 1.0
    draws: int = 0
    threads: int = 1
    data: Path | None = None  # individual data of B3, where they are at hand
    drawn: list[Drawn] = field(default_factory=list)  # by what was asked, until `forget`
    _kept: dict[str, tuple[Any, tuple[Drawn, ...]]] = field(default_factory=dict)

    def replicates(self, full: int) -> int:
        """Replicates of this bench where the full run has ``full``."""
        return max(4, round(self.share * full))

    def once(self, key: str, make: Callable[[], Kept]) -> Kept:
        """What several cases need, made once. Who gets it kept has drawn the same, too."""
        if key not in self._kept:
            before = len(self.drawn)
            found = make()
            self._kept[key] = (found, tuple(self.drawn[before:]))
        else:
            self.drawn += self._kept[key][1]
        kept: Kept = self._kept[key][0]
        return kept

    def forget(self) -> tuple[Drawn, ...]:
        """What was drawn since it was asked last."""
        found = tuple(dict.fromkeys(self.drawn))
        self.drawn.clear()
        return found

    def play(self, experiment: Experiment) -> Treatments:
        """Every treatment with the shipped numbers."""

        def make() -> Treatments:
            file = folder() / "experiments" / f"{experiment.name}.toml"
            verb = ("sweep", str(file)) if file.exists() else ("run", experiment.name)
            return self.run(verb, self.replicates(experiment.replicates))

        return self.once(experiment.name, make)

    def play_drawn(self, experiment: Experiment) -> Treatments:
        """Every treatment at draws of the posterior; the runs of a draw follow each other.

        Each draw has a seed of its own, so that draws do not share their luck and treatments do. No
        verdict hangs on them, so they do not count as drawn.
        """

        def make() -> Treatments:
            file = folder() / "experiments" / f"{experiment.name}.toml"
            text = file.read_text(encoding="utf-8") if file.exists() else alone(experiment.name)
            points = drawn_settings(self.draws)
            if SPEAKER in text:
                points = [_speaking(point) for point in points]
            own = self.folder / f"{experiment.name}-drawn.toml"
            parts = []
            for number, point in enumerate(points):
                own.write_text(with_draw(text, point), encoding="utf-8")
                verb = ("sweep", str(own))
                parts.append(self.run(verb, experiment.each, SEED + number, counts=False))
            return {label: joined([part[label] for part in parts]) for label in parts[0]}

        return self.once(f"{experiment.name}, drawn", make)

    def theory(self, scenario: str, **changes: object) -> Tables:
        """Answers of ``minga theory`` by table and column. Changes are named with two underscores
        for a point: ``population__size=10``."""
        sets = [f"{path.replace('__', '.')}={value}" for path, value in changes.items()]
        command = [self.minga, "theory", scenario, "--json", "--threads", str(self.threads)]
        command += [part for one in sets for part in ("--set", one)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
        answered = json.loads(done.stdout)
        if answered["runs"]:
            self.drawn.append(Drawn(scenario, len(answered["runs"]), int(answered["seed"])))
        return {
            table["name"]: {
                column["name"]: [row[k] for row in table["rows"]]
                for k, column in enumerate(table["columns"])
            }
            for table in answered["tables"]
        }

    def run(
        self, verb: tuple[str, str], replicates: int, seed: int | None = None, counts: bool = True
    ) -> Treatments:
        """One call of the program; treatments by their levels, joined by commas.

        ``counts`` says that a verdict hangs on it.
        """
        out = self.folder / "out.h5"
        command = [self.minga, *verb, "-o", str(out), "--quiet", "--threads", str(self.threads)]
        command += ["--replicates", str(replicates), "--record", "summary,firm"]
        command += ["--seed", str(seed)] if seed is not None else []
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
        found = read(out)
        if counts:
            with h5py.File(out) as held:
                self.drawn.append(Drawn(Path(verb[1]).stem, replicates, int(held.attrs["seed"])))
        out.unlink()
        return found


def read(file: Path) -> dict[str, Played]:
    """Treatments of a result file. The factor ``draw`` tells no treatments apart."""
    with open_results(file) as results:
        factors = [name for name in results.factors if name != "draw"]
    with h5py.File(file) as held:
        summary = held["summary"]
        if any(reason for reason in summary["failed"][()]):
            raise RuntimeError(f"{file}: a run failed")
        if not np.asarray(summary["survived"]).all():
            raise RuntimeError(f"{file}: a group ended, which none can in a laboratory")
        levels = [summary[name].asstr()[()] for name in factors]
        labels = np.array([", ".join(row) for row in zip(*levels, strict=True)] or [""])
        if labels.size == 1:
            labels = np.repeat(labels, len(summary["failed"]))
        parts = [np.asarray(held[f"firm/{name}"], dtype=float) for name in FIELDS]
        meanings = held["firm/status"].attrs["flag_meanings"]
        words = (meanings.decode() if isinstance(meanings, bytes) else str(meanings)).split()
    given, belief, payoff, status = parts
    out = status == words.index(EXPELLED)
    return {
        str(label): Played(
            given[labels == label],
            belief[labels == label],
            payoff[labels == label],
            out[labels == label],
        )
        for label in dict.fromkeys(labels.tolist())
    }
