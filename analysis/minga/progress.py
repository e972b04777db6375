"""How much of an experiment has run: an unfinished one gives no winner.

What an interrupted experiment holds lies evenly over the design, but its points differ in how many
replicates they have, and some have none; so nothing is ranked before every point has all that it
needs.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from minga.design import column, failed, point_ids
from minga.results import Results

NOT_RUN = "not run"  # what ``failed`` says of a run that an interrupted file lacks
NOT_NEEDED = "not needed"  # and of one that the design's rule for enough replicates left out


class IncompleteWarning(UserWarning):
    """Some runs of the design are missing, so what was asked for describes a part of it."""


@dataclass(frozen=True)
class Progress:
    """Counts of runs and design points.

    ``worked`` + ``failed`` + ``not_run`` = ``runs``, without those that a rule for enough
    replicates left out; ``whole`` of ``points`` have every replicate done, be it that it failed: a
    failed run is done, and fails again when it is repeated.
    """

    runs: int
    worked: int
    failed: int
    not_run: int
    points: int
    whole: int

    @property
    def done(self) -> int:
        """Runs that were done, whether they worked or failed."""
        return self.worked + self.failed

    @property
    def finished(self) -> bool:
        """Whether every run of the design was done."""
        return self.not_run == 0


def not_run(results: Results) -> npt.NDArray[np.bool_]:
    """Runs that were never done and are missed. Shape (run,)."""
    return _flagged(results, NOT_RUN)


def not_needed(results: Results) -> npt.NDArray[np.bool_]:
    """Runs that a rule for enough replicates (``until`` of a design) left out. Shape (run,)."""
    return _flagged(results, NOT_NEEDED)


def _flagged(results: Results, reason: str) -> npt.NDArray[np.bool_]:
    if "failed" not in results.summary.variables:
        return np.zeros(results.summary.sizes["run"], dtype=bool)
    flag = column(results, "failed")
    return np.asarray(flag == reason) if flag.dtype.kind in "US" else np.zeros(len(flag), bool)


def progress(results: Results) -> Progress:
    """How much of the design has run."""
    return results.memo("progress", lambda: _progress(results))


def _progress(results: Results) -> Progress:
    missing, bad, spared = not_run(results), failed(results), not_needed(results)
    rows, points = len(missing), len(np.unique(point_ids(results)))
    runs = max(rows, _attribute(results, "runs"))
    points = max(points, _attribute(results, "points"))
    return Progress(
        runs=runs - int(spared.sum()),
        worked=int((~bad).sum()),
        failed=int((bad & ~missing & ~spared).sum()),
        not_run=int(missing.sum()) + runs - rows,
        points=points,
        whole=len(whole_points(results)),
    )


def _attribute(results: Results, name: str) -> int:
    value = results.attrs.get(name, 0)
    return int(value) if isinstance(value, (int, float)) else 0


def whole_points(results: Results) -> set[int]:
    """Points with every replicate done."""
    here, missing = point_ids(results), not_run(results)
    found, count = np.unique(here, return_counts=True)
    enough = count >= _attribute(results, "replicates")
    return {int(point) for point in found[enough]} - {int(point) for point in here[missing]}


def comparable(results: Results) -> bool:
    """Whether points may be put in order: all runs are done, or there is but one point."""
    state = progress(results)
    return state.finished or state.points == 1


def warn_unfinished(results: Results, consequence: str) -> None:
    """Warn the caller of the function that called this one, where runs are missing."""
    state = progress(results)
    if state.finished:
        return
    warnings.warn(
        f"{results.path.name} is not finished: {state.whole} of {state.points} combinations are "
        f"complete, {state.done} of {state.runs} runs are done; {consequence}. Run the rest with "
        "--resume",
        IncompleteWarning,
        stacklevel=3,
    )


def resume_command(results: Results) -> str:
    """The recorded command with ``--resume``; '' where the file does not say."""
    line = str(results.attrs.get("history", "")).splitlines()
    command = line[0].partition(": ")[2] or line[0] if line else ""
    if not command.startswith("minga "):
        return ""
    return command if "--resume" in command.split() else f"{command} --resume"
