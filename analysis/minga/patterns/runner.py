"""Runs treatments on common random numbers, several at a time, and keeps their measures."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

from minga.patterns.pattern import Measure, Pattern, Scene, Settings
from minga.patterns.statistics import Estimate, carrier, verdict
from minga.results import open_results

SEED = 20080401
Key = tuple[Scene, tuple[tuple[str, str], ...]]


def _key(scene: Scene, settings: Settings) -> Key:
    return scene, tuple(sorted(settings.items()))


@dataclass
class Runner:
    """Each treatment is run once; only what its patterns measure is kept, and not the file.

    ``replicates`` are those of one group; scenes of many groups are run less often.
    """

    minga: str
    folder: Path
    replicates: int
    jobs: int = 1
    _values: dict[tuple[Key, str], np.ndarray] = field(default_factory=dict)
    _reading: Lock = field(default_factory=Lock)

    def prepare(self, patterns: Iterable[Pattern]) -> None:
        """Run all treatments that patterns need, `jobs` at a time."""
        self.measure((p, settings) for p in patterns for settings in p.treatments())

    def measure(self, pairs: Iterable[tuple[Pattern, Settings]]) -> None:
        """Run these settings, and keep what their patterns measure."""
        wanted: dict[Key, dict[str, Measure]] = {}
        for pattern, settings in pairs:
            key = _key(pattern.scene, settings)
            wanted.setdefault(key, {})[pattern.measure.name] = pattern.measure
        with ThreadPoolExecutor(self.jobs) as pool:
            for _ in pool.map(self._run, range(len(wanted)), wanted, wanted.values()):
                pass

    def _run(self, number: int, key: Key, measures: dict[str, Measure]) -> None:
        scene, settings = key
        out = self.folder / f"{number}.h5"
        groups = sorted({group for m in measures.values() for group in m.groups} | {"summary"})
        command = self.command(scene, out)
        command += ["-o", str(out), "--quiet", "--threads", "1"]
        command += ["--replicates", str(scene.replicates(self.replicates)), "--seed", str(SEED)]
        command += ["--record", ",".join(groups)]
        for path, value in settings:
            command += ["--set", f"{path}={value}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
        with self._reading, open_results(out) as results:
            for name, measure in measures.items():
                self._values[key, name] = measure.of(results)
        out.unlink()

    def command(self, scene: Scene, out: Path) -> list[str]:
        """The program and what it runs, before the options that all treatments share."""
        return [self.minga, "run", scene.name]

    def difference(self, pattern: Pattern, extra: Settings) -> np.ndarray:
        """Paired by replicate: the same number draws the same firms and the same luck."""

        def of(settings: Settings) -> np.ndarray:
            return self._values[_key(pattern.scene, settings | extra), pattern.measure.name]

        found = of(pattern.a)
        if pattern.b is not None:
            found = found - of(pattern.b)
        if pattern.against is not None:
            more, less = pattern.against
            found = found - (of(more) - of(less))
        return found


@dataclass(frozen=True)
class Finding:
    """What came out for one pattern."""

    pattern: Pattern
    claim: Estimate
    ablated: Estimate
    part: Estimate

    @property
    def verdict(self) -> str:
        """shown, not shown, opposite, or no group to measure."""
        return verdict(self.pattern.sign, self.claim)

    @property
    def verdict_ablated(self) -> str:
        """The same with the mechanism off."""
        return verdict(self.pattern.sign, self.ablated)

    @property
    def carrier(self) -> str:
        """What the mechanism does to a claim that is shown."""
        return carrier(self.pattern.sign, self.verdict, self.verdict_ablated, self.part)


def find(runner: Runner, patterns: tuple[Pattern, ...], statements: int) -> list[Finding]:
    """Test patterns; ``statements`` is the size of the family that they belong to."""
    runner.prepare(patterns)
    found = []
    for pattern in patterns:
        on, off = runner.difference(pattern, {}), runner.difference(pattern, pattern.off)
        estimates = (Estimate.of(values, statements) for values in (on, off, on - off))
        found.append(Finding(pattern, *estimates))
    return found
