"""S1 to S8: spatial games at the published sizes, from ``minga theory``.

All but S2 take minutes, so they are not part of the short run; ``tests/validation`` has short
versions of its own.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minga.validate import of_pictures
from minga.validate.bench import Bench, Tables
from minga.validate.case import Above, Case, Criterion, Measured, Near
from minga.validate.of_theory import entry

LONE, SIDE, STEPS = "nowak-may-kaleidoscope", 99, 100  # of S2
ALONE = 20  # replicates of one player at a time
LATTICE = {"structure__rows": 200, "structure__columns": 200}


def _share(tables: Tables) -> tuple[float, float]:
    """Mean share of cooperators, and its standard error over replicates."""
    mean = entry(tables, "simulation", "cooperate", "mean_share")
    return mean, entry(tables, "simulation", "cooperate", "mean_share_se")


def _measured(found: list[tuple[float, float]]) -> Measured:
    return Measured(np.array([mean for mean, _ in found]), np.array([se for _, se in found]))


def _nowak_may(bench: Bench) -> Measured:
    changes = {"structure__rows": 400, "structure__columns": 400, "run__replicates": 8}
    longer = {"analysis__generations": 2000, "analysis__skip": 1000}
    return _measured([_share(bench.theory("nowak-may", **changes, **longer))])


def _symmetric(picture: np.ndarray) -> bool:
    """Whether it is the same after a quarter turn and in the mirror, so in all eight ways."""
    return np.array_equal(picture, np.rot90(picture)) and np.array_equal(picture, picture.T)


def symmetry(pictures: np.ndarray) -> list[float]:
    """Of pictures (step, row, column), 1 a defector: how many are not symmetric, and the first that
    has one at the edge; NaN if none."""
    edge = np.ones(pictures.shape[1:], dtype=bool)
    edge[1:-1, 1:-1] = False
    touching = np.flatnonzero((pictures[:, edge] == 1).any(axis=1))
    first = float(touching[0]) if touching.size else float("nan")
    return [float(sum(not _symmetric(picture) for picture in pictures)), first]


def _lone_defector(bench: Bench) -> Measured:
    steps = {"analysis__generations": STEPS, "analysis__snapshots": list(range(STEPS + 1))}
    states = of_pictures.ask(bench, LONE, **steps)["snapshots"]["strategy"].isel(run=0)
    return Measured.exact(symmetry(states.values.astype(int).reshape(STEPS + 1, SIDE, SIDE)))


def _one_at_a_time(bench: Bench) -> Measured:
    changes = {
        "update__schedule": "random-sequential",
        "analysis": '{ what = ["simulation"], generations = 2000 }',
        "run__replicates": bench.replicates(ALONE),
    }
    tables = bench.theory(LONE, **changes)
    left = [entry(tables, "simulation", "defect", name) for name in ("fixed", "fixed_se")]
    return Measured(np.array(left[:1]), np.array(left[1:]))


def _lives(bench: Bench, scenario: str, strategy: str, generations: int, **at: object) -> float:
    """1 where a strategy is left in every run at the end, 0 where it is gone from every run."""
    changes = {"analysis__generations": generations, "analysis__skip": generations // 2}
    tables = bench.theory(scenario, **LATTICE, **changes, **at)
    left = entry(tables, "simulation", strategy, "final_share")
    other = "defect" if strategy == "cooperate" else "cooperate"
    gone = entry(tables, "simulation", other, "fixed")
    return float("nan") if 0.0 < gone < 1.0 else float(left > 0.0)


def _szabo_toke(bench: Bench) -> Measured:
    def lives(b: float) -> float:
        return _lives(bench, "szabo-toke", "cooperate", 20_000, game__payoff=f"[[1, 0], [{b}, 0]]")

    return Measured.exact([lives(1.8422), lives(1.8522)])


def _thresholds(bench: Bench) -> Measured:
    def lives(strategy: str, r: float, generations: int) -> float:
        return _lives(bench, "spatial-public-good", strategy, generations, game__multiplier=r)

    low = [lives("cooperate", 3.71, 10_000), lives("cooperate", 3.77, 10_000)]
    # defectors vanish slowly
    return Measured.exact([*low, lives("defect", 5.43, 40_000), lives("defect", 5.55, 40_000)])


def _shares(bench: Bench) -> Measured:
    changes = {"analysis__generations": 4000, "analysis__skip": 2000, "run__replicates": 4}
    found = []
    for r in (3.80, 4.0):
        tables = bench.theory("spatial-public-good", **LATTICE, **changes, game__multiplier=r)
        found.append(_share(tables))
    return _measured(found)


def _scale_free(bench: Bench) -> Measured:
    changes = {"population__size": 10_000, "run__replicates": 24}
    longer = {"analysis__generations": 11_000, "analysis__skip": 10_000}
    return _measured([_share(bench.theory("scale-free-dilemma", **changes, **longer))])


def _case(
    key: str,
    model: str,
    measured: str,
    unit: str,
    published: tuple[float, ...],
    criterion: Criterion,
    source: str,
    evidence: str,
    scenario: str,
    measure: Callable[[Bench], Measured],
    reason: str = "",
    long: bool = True,
) -> Case:
    command = f"python -m minga.validate --only {key}"
    model = f"{model} (`{scenario}`)"
    words = (key, model, measured, unit, published, criterion, source, evidence, command)
    return Case(*words, measure, reason, long)


SZOLNOKI = "Szolnoki, Perc, Szabó 2009, PRE 80:056109"
PUBLIC = "spatial public good, G = 5, Fermi rule, K = 0.5, 200 x 200"
CASES = (
    _case(
        "S1",
        "Nowak and May: Moore neighbours and self, imitate the best, at once, b = 1.9, 400 x 400",
        "share of cooperators",
        "share",
        (0.31777,),
        Near(0.005),
        "Nowak, May 1992, Nature 359:826",
        "X",
        "nowak-may",
        _nowak_may,
    ),
    _case(
        "S2.symmetry",
        "the same, a lone defector amid cooperators, 99 x 99",
        f"steps 0 to {STEPS} without the symmetries of a square; step that reaches the edge",
        "",
        (0.0, 49.0),
        Near(0.0),
        "Nowak, May 1992, Nature 359:826",
        "T, in a reproduction",
        LONE,
        _lone_defector,
        long=False,
    ),
    _case(
        "S2.asynchronous",
        "the same lone defector, one player at a time",
        "share of runs in which all defect in the end",
        "share",
        (1.0,),
        Near(0.0),
        "Huberman, Glance 1993, PNAS 90:7716",
        "T, in a reproduction",
        LONE,
        _one_at_a_time,
        long=False,
    ),
    _case(
        "S4",
        "spatial prisoner's dilemma, von Neumann neighbours and self, Fermi rule, K = 0.1, "
        "200 x 200",
        "whether cooperators live: at b = 1.8422, at 1.8522 (they vanish at 1.8472)",
        "",
        (1.0, 0.0),
        Near(0.0),
        "Szabó, Töke 1998, PRE 58:69",
        "M",
        "szabo-toke",
        _szabo_toke,
    ),
    _case(
        "S7.thresholds",
        PUBLIC,
        "whether cooperators live at r = 3.71, 3.77 (they appear at 3.74), whether defectors live "
        "at 5.43, 5.55 (they vanish at 5.49)",
        "",
        (0.0, 1.0, 1.0, 0.0),
        Near(0.0),
        SZOLNOKI,
        "T",
        "spatial-public-good",
        _thresholds,
    ),
    _case(
        "S7.shares",
        PUBLIC,
        "share of cooperators at r = 3.80, 4.0",
        "share",
        (0.300, 0.512),
        Near(0.03),
        SZOLNOKI,
        "S",
        "spatial-public-good",
        _shares,
    ),
    _case(
        "S8",
        "Barabási-Albert networks of 10,000, accumulated payoffs, proportional imitation, b = 1.5",
        "share of cooperators, mean of 24 networks",
        "share",
        (0.9,),
        Above(),
        "Santos, Pacheco 2005, PRL 95:098104",
        "T",
        "scale-free-dilemma",
        _scale_free,
        "Networks differ: most end with nearly all cooperating, some between a half and nine in "
        "ten, so that the mean lies on the line and the median above it. The mean is what counts "
        "here; the median was looked at afterwards.",
    ),
)
