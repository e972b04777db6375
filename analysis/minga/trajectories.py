"""Reading /trajectory in blocks of runs, so that memory follows what is shown, not the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from minga.results import Results

Array = npt.NDArray[np.float64]
BLOCK_VALUES = 4_000_000  # values read at a time: 16 MB of single precision
DAYS_PER_MONTH = 365.25 / 12.0
DAYS_PER_YEAR = 365.25
ALIVE = 0


def months(results: Results, periods: npt.ArrayLike) -> Array:
    """Periods as months of 30.44 days."""
    return np.asarray(periods, dtype=np.float64) * results.period_days / DAYS_PER_MONTH


def horizon(results: Results) -> int:
    """Number of periods simulated, from /trajectory, else the longest survival."""
    if results.has("trajectory"):
        return int(results.trajectory.sizes["time"])
    if "periods_survived" in results.summary.variables:
        return int(np.nanmax(results.summary["periods_survived"].values))
    return 0


def _blocks(results: Results, wanted: npt.NDArray[np.intp]) -> Iterator[tuple[slice, Array]]:
    """Slices of runs that hold wanted ones, with the positions inside the slice."""
    sizes = results.trajectory.sizes
    per_run = max(
        1, int(np.prod([n for dim, n in sizes.items() if dim in ("time", "association")]))
    )
    length = max(1, BLOCK_VALUES // per_run)
    for start in range(0, int(sizes["run"]), length):
        stop = min(start + length, int(sizes["run"]))
        inside = wanted[(wanted >= start) & (wanted < stop)]
        if inside.size:
            low, high = int(inside.min()), int(inside.max()) + 1
            yield slice(low, high), (inside - low).astype(np.float64)


def read(
    results: Results,
    variable: str,
    runs: npt.NDArray[np.intp],
    times: slice = slice(None),
    reduce: Callable[[Array, Array], Array] | None = None,
) -> Array:
    """A variable for the given (ascending) runs, averaged over associations.

    Shape (len(runs), time), or whatever ``reduce(values, alive)`` makes of each block; ``alive``
    is 1, or 0 where the association was not alive. Without ``reduce`` the value is NaN there.
    """
    data = results.trajectory[variable]
    state = results.trajectory.get("state")
    parts = []
    for where, positions in _blocks(results, runs):
        chosen = positions.astype(np.intp)
        values = _load(data, where, times, chosen)
        alive = (
            np.isfinite(values) if state is None else _load(state, where, times, chosen) == ALIVE
        )
        if reduce is None:
            parts.append(_mean_last(np.where(alive, values, np.nan)))
        else:
            parts.append(reduce(values, alive.astype(np.float64)))
    return np.concatenate(parts) if parts else np.empty((0, int(results.trajectory.sizes["time"])))


def _load(data: object, where: slice, times: slice, chosen: npt.NDArray[np.intp]) -> Array:
    block = data.isel(run=where, time=times).values[chosen]  # type: ignore[attr-defined]
    block = np.asarray(block, dtype=np.float64)
    return block if block.ndim == 3 else block[..., np.newaxis]


def _mean_last(values: Array) -> Array:
    present = np.isfinite(values)
    count = present.sum(axis=-1)
    total = np.where(present, values, 0.0).sum(axis=-1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _alive_share(values: Array, alive: Array) -> Array:
    return np.asarray(alive.mean(axis=-1))


def _level_counting_dead_as_zero(values: Array, alive: Array) -> Array:
    """Mean over time and associations; a group that is gone does nothing, so it counts as 0."""
    counted = np.where(alive > 0, values, 0.0)
    return _mean_last(counted.reshape(len(counted), -1))


def final_level(results: Results, variable: str) -> Array:
    """Mean over the last year, groups no longer alive counted as zero. Shape (run,)."""
    if not results.has("trajectory") or variable not in results.trajectory.variables:
        raise KeyError(f"/trajectory has no variable '{variable}'")
    last = max(1, round(DAYS_PER_YEAR / results.period_days))
    steps = int(results.trajectory.sizes["time"])
    every = np.arange(int(results.trajectory.sizes["run"]), dtype=np.intp)
    times = slice(max(0, steps - last), steps)
    return read(results, variable, every, times, _level_counting_dead_as_zero)


def band(
    results: Results, variable: str, runs: npt.NDArray[np.intp], inner: float = 0.8
) -> pd.DataFrame:
    """Mean and central band of a variable over the given runs at each period.

    Columns: time (period), month, mean, low, high (quantiles (1 - inner)/2 and its mirror), n.
    ``variable`` is one of /trajectory, taken over the groups alive at that period (n of them), or
    ``alive``, the share of groups alive, which has no band.
    """
    time = np.asarray(results.trajectory["time"].values, dtype=np.float64)
    if variable == "alive":
        values = read(results, _any_variable(results), runs, reduce=_alive_share)
        mean = _mean_last(values.T)
        low = high = np.full_like(mean, np.nan)
    else:
        values = read(results, variable, runs)
        mean, low, high = _describe(values, inner)
    return pd.DataFrame(
        {
            "time": time,
            "month": months(results, time),
            "mean": mean,
            "low": low,
            "high": high,
            "n": np.isfinite(values).sum(axis=0),
        }
    )


def _any_variable(results: Results) -> str:
    names = [str(name) for name in results.trajectory.data_vars]
    return "state" if "state" in names else names[0]


def _describe(values: Array, inner: float) -> tuple[Array, Array, Array]:
    mean = _mean_last(values.T)
    low, high = np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    some = np.isfinite(values).any(axis=0)
    if some.any():
        tail = (1.0 - inner) / 2.0
        low[some], high[some] = np.nanquantile(values[:, some], [tail, 1.0 - tail], axis=0)
    return mean, low, high
