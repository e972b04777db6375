"""A1 to A12: exact results of evolutionary game theory, from ``minga theory``."""

from __future__ import annotations

from collections.abc import Callable

from minga.validate.bench import Bench, Tables
from minga.validate.case import Case, Measured, Near

STEPS = 40  # halvings of an interval in search of a flip
WSLS, GTFT, TFT = "win-stay-lose-shift", "generous-tit-for-tat", "tit-for-tat"
ALLC, ALLD = "always-cooperate", "always-defect"


def entry(tables: Tables, table: str, row: str, column: str) -> float:
    """The number in a column, in the row whose first cell is ``row``."""
    columns = tables[table]
    first = next(iter(columns.values()))
    return float(columns[column][first.index(row)])


def flip(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Where a condition that fails at ``low`` and holds at ``high`` begins to hold."""
    if holds(low) or not holds(high):
        return float("nan")
    for _ in range(STEPS):
        middle = (low + high) / 2.0
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def exact_case(
    key: str,
    model: str,
    measured: str,
    published: tuple[float, ...],
    tolerance: float | tuple[float, ...],
    source: str,
    scenario: str,
    measure: Callable[[Bench], list[float]],
) -> Case:
    """A case without chance of a shipped scenario, which ``minga theory`` answers.

    X: the published value is computed from the formula.
    """
    return Case(
        key,
        f"{model} (`{scenario}`)",
        measured,
        "",
        published,
        Near(tolerance),
        source,
        "X",
        f"python -m minga.validate --only {key.split('.')[0]}",
        lambda bench: Measured.exact(measure(bench)),
    )


def _moran(bench: Bench) -> list[float]:
    found = []
    for fitness, size in ((1.1, 100), (2.0, 10), (0.9, 10)):
        tables = bench.theory(
            "moran-fixation",
            game__payoff=f"[[{fitness}, {fitness}], [1.0, 1.0]]",
            population__size=size,
            population__counts=f"{{ mutant = 1, resident = {size - 1} }}",
            analysis='{ what = ["fixation"] }',
        )
        found.append(entry(tables, "fixation", "mutant", "probability"))
    return found


def _fermi(bench: Bench) -> list[float]:
    tables = bench.theory("fermi-donation")
    hunt = bench.theory("fermi-stag-hunt")
    return [
        entry(tables, "fixation", "cooperate", "probability"),
        entry(tables, "fixation", "defect", "probability"),
        float(tables["fixation-from"]["probability"][10]),
        entry(hunt, "fixation", "stag", "probability"),
        entry(hunt, "fixation", "hare", "probability"),
    ]


def _tit_for_tat(bench: Bench) -> list[float]:
    sizes = [bench.theory("nowak-2004", population__size=n) for n in (10, 20, 50)]
    return [entry(tables, "fixation", TFT, "times_population") for tables in sizes]


def _one_third(bench: Bench) -> list[float]:
    sizes = [bench.theory("one-third-law", population__size=n) for n in (10, 100, 1000)]
    times = [entry(tables, "fixation", "first", "times_population") for tables in sizes]
    return [1.0 if one > 1.0 else -1.0 for one in times]


def _rare_mutation(bench: Bench) -> list[float]:
    tables = bench.theory("fudenberg-imhof")
    return [entry(tables, "rare-mutation", name, "share") for name in (ALLC, ALLD, TFT)]


def _memory_one(bench: Bench) -> list[float]:
    tables = bench.theory("memory-one")
    pairs = ((TFT, TFT), (WSLS, WSLS), (GTFT, GTFT), (ALLC, ALLC), (ALLD, ALLD))
    both = (*pairs, (WSLS, ALLD), (ALLD, WSLS))
    return [entry(tables, "payoffs", own, other) for own, other in both]


def _extortion(bench: Bench) -> list[float]:
    """Both payoffs against unconditional cooperation, and what the relation leaves with others."""
    tables = bench.theory("zero-determinant")
    rest = []
    for chances in ("[0.9, 0.4, 0.6, 0.2]", "[0.1, 0.8, 0.3, 0.7]", "[0.5, 0.5, 0.5, 0.5]"):
        met = bench.theory("zero-determinant", strategies__opponent__memory_one=chances)
        own = entry(met, "payoffs", "extort-3", "opponent")
        rest.append(own - 1.0 - 3.0 * (entry(met, "payoffs", "opponent", "extort-3") - 1.0))
    return [
        entry(tables, "payoffs", "extort-3", ALLC),
        entry(tables, "payoffs", ALLC, "extort-3"),
        max(rest, key=abs),
    ]


def _reciprocity(bench: Bench) -> list[float]:
    def stable(scenario: str, name: str, column: str, **game: object) -> float:
        def holds(w: float) -> bool:
            tables = bench.theory(scenario, repeated__continuation=w, **game)
            return entry(tables, "strategies", name, column) > 0.0

        return flip(holds, 0.01, 0.99)

    group = "grim-trigger-group"
    return [
        stable("reciprocity", TFT, "nash"),
        stable(group, "grim", "nash"),
        stable(group, "grim", "nash", game__group=5, game__multiplier=3.0),
    ]


def _sanction(bench: Bench) -> list[float]:
    """Detection times fine at which contributing begins to dominate."""

    def holds(fine: float) -> bool:
        tables = bench.theory("sanctioned-public-good", game__sanction__fine=fine)
        return entry(tables, "strategies", "cooperate", "dominant") > 0.0

    return [0.5 * flip(holds, 0.0, 2.0)]


def _multiplier(bench: Bench) -> list[float]:
    """Multiplier at which contributing begins to dominate without sanctions."""

    def holds(multiplier: float) -> bool:
        changes = {"game__sanction__fine": 0.0, "game__multiplier": multiplier}
        tables = bench.theory("sanctioned-public-good", **changes)
        return entry(tables, "strategies", "cooperate", "dominant") > 0.0

    return [flip(holds, 1.5, 8.0)]


def _optional(bench: Bench) -> list[float]:
    tables = bench.theory("optional-public-good")
    points, orbit = tables["rest-points"], tables["orbit"]
    shares = [points[f"share {name}"] for name in ("cooperate", "defect", "loner")]
    inner = next(k for k in range(len(shares[0])) if all(s[k] > 1e-9 for s in shares))
    found = [float(s[inner]) for s in shares]
    return [*found, float(orbit["period"][0]), float(orbit["drift"][0])]


def _volunteers(bench: Bench) -> list[float]:
    found = bench.theory("volunteers-dilemma")["equilibria"]
    return [1.0 - float(found["chance"][0]), float(found["somebody"][0])]


CASES = (
    exact_case(
        "A1",
        "Moran process with constant fitness",
        "fixation of a mutant of fitness 1.1 among 100, 2 among 10, 0.9 among 10",
        (0.090916, 0.500489, 0.059482),
        1e-6,
        "Moran 1958",
        "moran-fixation",
        _moran,
    ),
    exact_case(
        "A2",
        "pairwise comparison by the Fermi rule, 20 players, intensity 0.1",
        "donation game: fixation of a cooperator, of a defector, of ten cooperators; "
        "stag hunt: of stag, of hare",
        (0.0134414, 0.121309, 0.239050, 0.0161668, 0.0536756),
        1e-6,
        "Traulsen, Nowak, Pacheco 2006, PRE 74:011909",
        "fermi-donation",
        _fermi,
    ),
    exact_case(
        "A3",
        "frequency-dependent Moran process, tit for tat among defectors, ten rounds, w = 0.1",
        "fixation times population, at 10, 20, 50",
        (1.52218, 2.14676, 3.21906),
        1e-5,
        "Nowak et al. 2004, Nature 428:646",
        "nowak-2004",
        _tit_for_tat,
    ),
    exact_case(
        "A4",
        "the same process at weak selection, (5, 0; 3, 0.9)",
        "one-third law: 1 favoured, -1 not, at 10, 100, 1000",
        (-1.0, 1.0, 1.0),
        0.0,
        "Nowak et al. 2004, Nature 428:646",
        "one-third-law",
        _one_third,
    ),
    exact_case(
        "A6",
        "limit of rare mutation, Fermi rule, 20 players",
        "shares of time: always cooperate, always defect, tit for tat",
        (0.12297, 0.42690, 0.45013),
        1e-4,
        "Fudenberg, Imhof 2006, JET 131:251",
        "fudenberg-imhof",
        _rare_mutation,
    ),
    exact_case(
        "A7",
        "memory-one play, errors of 0.01",
        "payoffs: tit for tat, win stay lose shift, generous, cooperators, defectors with "
        "themselves; win stay lose shift against a defector, and the defector",
        (2.25, 2.95109, 2.97032, 2.98990, 1.02990, 0.535, 2.985),
        1e-5,
        "Nowak, Sigmund 1993, Nature 364:56",
        "memory-one",
        _memory_one,
    ),
    exact_case(
        "A8",
        "extortion by a zero-determinant strategy, factor 3",
        "payoffs against unconditional cooperation, 41/11 and 21/11; rest of the relation "
        "s_X - 1 = 3 (s_Y - 1) against others",
        (41.0 / 11.0, 21.0 / 11.0, 0.0),
        1e-6,
        "Press, Dyson 2012, PNAS 109:10409",
        "zero-determinant",
        _extortion,
    ),
    exact_case(
        "A9",
        "repeated game",
        "chance of another round from which it is an equilibrium: tit for tat; grim trigger in a "
        "group of 4 at r = 1.6, of 5 at r = 3",
        (2.0 / 3.0, 0.5, 1.0 / 6.0),
        1e-3,
        "Axelrod 1981, APSR 75:306; Friedman 1971",
        "reciprocity",
        _reciprocity,
    ),
    exact_case(
        "A10.sanction",
        "linear public good, four players, MPCR 0.4",
        "expected fine for each unit withheld from which contributing dominates",
        (0.6,),
        1e-6,
        "derived: 1 - MPCR",
        "sanctioned-public-good",
        _sanction,
    ),
    exact_case(
        "A10.multiplier",
        "linear public good, four players, no sanction",
        "multiplier from which contributing dominates",
        (4.0,),
        1e-6,
        "derived: r = n",
        "sanctioned-public-good",
        _multiplier,
    ),
    exact_case(
        "A11",
        "optional public good, N = 5, r = 3, sigma = 1, replicator equation",
        "rest point: cooperators, defectors, loners; period and drift of the orbit from "
        "(0.3, 0.3, 0.4)",
        (0.269330, 0.269330, 0.461340, 18.49, 0.0),
        (1e-5, 1e-5, 1e-5, 0.005, 1e-6),
        "Hauert et al. 2002, Science 296:1129",
        "optional-public-good",
        _optional,
    ),
    exact_case(
        "A12",
        "volunteer's dilemma, five players, cost half the benefit",
        "chance to defect in equilibrium, chance that somebody volunteers",
        (0.840896, 0.579552),
        1e-6,
        "Diekmann 1985, JCR 29:605",
        "volunteers-dilemma",
        _volunteers,
    ),
)
