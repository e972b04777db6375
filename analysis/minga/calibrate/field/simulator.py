"""Runs many draws of the reference groups in one call of the program, as a design.

The reference groups are those of the Otavalo network under trust-first facilitation, half of them
with the printed regulation and half with graduated sanctions: the sources of the targets do not say
what their groups had agreed. Regulations are adopted by vote, participation is endogenous. They run
to month 60, two years beyond the end of the money.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import h5py
import numpy as np

from minga.calibrate.field.space import Space
from minga.calibrate.field.statistics import END, MILESTONES, Runs, statistics
from minga.calibrate.parameters import Settings
from minga.calibrate.simulator import toml

SCENARIO = "otavalo"
FREE, SANCTIONED = "otavalo-2008", "graduated-sanctions"
REGULATION = "association[0].regulation"
BATCH = 250  # draws in one design


def design(
    points: Sequence[Settings],
    scenario: str,
    regulations: Sequence[str],
    common: Mapping[str, float | str],
) -> str:
    """A design whose levels are the draws, each under every regulation."""
    head = [
        'name = "draws"',
        'title = { es = "Sorteos", en = "Draws" }',
        f'scenario = "{scenario}"',
        "common_random_numbers = false",
        "[set]",
        *(f'"{key}" = {toml(value)}' for key, value in common.items()),
        "[[factor]]",
        'name = "draw"',
        'title = { es = "Sorteo", en = "Draw" }',
        "levels = [",
    ]
    for number, point in enumerate(points):
        inner = ", ".join(f'"{key}" = {toml(value)}' for key, value in point.items())
        head.append(f'  {{ label = "{number}", set = {{ {inner} }} }},')
    head += ["]", "[[factor]]", 'name = "rules"', 'title = { es = "Reglas", en = "Rules" }']
    head.append("levels = [")
    for name in regulations:
        head.append(f'  {{ label = "{name}", set = {{ "{REGULATION}" = "{name}" }} }},')
    return "\n".join([*head, "]"]) + "\n"


class Groups:
    """The program, and how often it was asked: the seed of a batch is its first number."""

    def __init__(
        self, minga: str, space: Space, seed: int, replicates: int = 20, threads: int = 1
    ) -> None:
        self.minga, self.space, self.seed, self.threads = minga, space, seed, threads
        self.replicates = replicates  # of each draw under each regulation
        self.batches = 0
        self.runs = 0

    def sweep(self, text: str, record: str, out: Path) -> None:
        """Run a design with seeds of its own."""
        self.batches += 1
        file = out.with_suffix(".toml")
        file.write_text(text, encoding="utf-8")
        command = [self.minga, "sweep", str(file), "-o", str(out), "--quiet"]
        command += ["--replicates", str(self.replicates), "--threads", str(self.threads)]
        command += ["--seed", str(self.seed * 100_000 + self.batches), "--record", record]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def play(
        self, points: Sequence[Settings], common: Mapping[str, float | str] | None = None
    ) -> list[tuple[Runs, Runs]]:
        """Groups without and with sanctions for each draw."""
        self.runs += 2 * self.replicates * len(points)
        fixed: dict[str, float | str] = {"time.periods": END, **(common or {})}
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "draws.h5"
            self.sweep(
                design(points, SCENARIO, (FREE, SANCTIONED), fixed),
                "summary,trajectory,firm",
                out,
            )
            return read(out, len(points))

    def statistics(
        self, points: Sequence[Settings], common: Mapping[str, float | str] | None = None
    ) -> np.ndarray:
        """The shared statistics of each draw."""
        rows = []
        for start in range(0, len(points), BATCH):
            part = points[start : start + BATCH]
            for point, (free, sanctioned) in zip(part, self.play(part, common), strict=True):
                gain = point["model.meeting_gain"]  # what is gained at a meeting is not recorded
                assert isinstance(gain, float)
                rows.append(statistics(free, sanctioned, gain))
        return np.array(rows)

    def __call__(self, z: np.ndarray) -> np.ndarray:
        """Statistics of draws given by their standard normal scores (draw, parameter)."""
        return self.statistics([self.space.settings(row) for row in self.space.values(z)])


def read(path: Path, draws: int) -> list[tuple[Runs, Runs]]:
    """Recorded tables by draw and regulation."""
    with h5py.File(path) as held:

        def table(name: str) -> np.ndarray:
            found = np.asarray(held[name], dtype=float)
            return found.reshape(draws, 2, -1, *found.shape[1:])

        attended = table("firm/attended")
        cooperation = table("trajectory/cooperation_rate")[..., 0]
        attendance = table("trajectory/attendance")[..., 0]
        lived = table("summary/periods_survived")
        reached = {m: table(f"summary/time_to_{m}") for m in (*MILESTONES, "plan")}
    return [
        (
            _runs(attended, cooperation, attendance, lived, reached, (k, 0)),
            _runs(attended, cooperation, attendance, lived, reached, (k, 1)),
        )
        for k in range(draws)
    ]


def _runs(
    attended: np.ndarray,
    cooperation: np.ndarray,
    attendance: np.ndarray,
    lived: np.ndarray,
    reached: dict[str, np.ndarray],
    at: tuple[int, int],
) -> Runs:
    times = {name: found[at] for name, found in reached.items()}
    return Runs(attended[at], cooperation[at], attendance[at], lived[at], times)
