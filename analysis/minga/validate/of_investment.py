"""A13: adaptive dynamics of an investment, from ``minga theory``."""

from __future__ import annotations

from minga.validate.bench import Bench
from minga.validate.of_theory import exact_case

# b1, b2, c1, c2 of the continuous snowdrift game: branching, stable, repeller, none, all
REGIMES = (
    (6.0, -1.4, 4.56, -1.6),
    (7.0, -1.5, 4.6, -1.0),
    (3.4, -0.5, 4.0, -1.5),
    (7.0, -1.5, 8.0, -1.0),
    (7.0, -1.5, 2.0, -1.0),
)


def _investment(bench: Bench) -> list[float]:
    """Where selection stops, whether it leads there, and whether it holds; where it leads else."""
    found = []
    for regime in REGIMES:
        keys = ("benefit", "benefit_quadratic", "cost", "cost_quadratic")
        game = {f"game__{key}": value for key, value in zip(keys, regime, strict=True)}
        tables = bench.theory("continuous-snowdrift", **game, analysis__duration=50)
        singular = tables["singular-traits"]
        if singular["trait"]:
            found += [float(singular[name][0]) for name in ("trait", "attracts", "uninvadable")]
        else:
            found.append(float(tables["trait"]["trait"][-1]))
    return found


CASES = (
    exact_case(
        "A13",
        "continuous snowdrift, quadratic benefits and costs, largest investment 1",
        "singular investment (c1 - b1)/(4 b2 - 2 c2), whether it attracts, whether it is "
        "uninvadable: where it branches, is stable, repels; where all invest less, and more: end",
        (0.6, 1.0, 0.0, 0.6, 1.0, 1.0, 0.6, 0.0, 0.0, 0.0, 1.0),
        1e-6,
        "Doebeli, Hauert, Killingback 2004, Science 306:859",
        "continuous-snowdrift",
        _investment,
    ),
)
