"""Do the field's patterns emerge, and what carries them? Makes docs/findings.md.

Each pattern compares two treatments on the same random numbers, with the model as it is and with
the mechanism that should carry the pattern switched off. Nothing is forced: a pattern whose
interval includes zero is published as not shown.

    python -m minga.patterns --minga build/release/minga -o docs/findings.md
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import stats

from minga.results import Results, open_results

SCENARIO = "otavalo"
REPLICATES = 400
SEED = 20080401
LEVEL = 0.99  # of each interval; with some fifty comparisons a looser one would mislead
FUNDING_ENDS = 79  # first period that begins after month 36
YEAR = 26  # periods

Settings = dict[str, str]
Measure = Callable[[Results], np.ndarray]


def treatment(regulation: str, facilitator: str, **more: str) -> Settings:
    """Settings of the two factors, and any others, as ``--set`` takes them."""
    base = {"association[0].regulation": regulation, "facilitator.strategy": facilitator}
    return base | more


def _summary(name: str) -> Measure:
    def measure(results: Results) -> np.ndarray:
        return np.asarray(results.summary[name].values, dtype=float)

    return measure


def _payoff(first: int, last: int) -> Measure:
    """Mean net payoff of all members in a period, from period ``first`` to before ``last``."""

    def measure(results: Results) -> np.ndarray:
        part = results.trajectory["payoff"].isel(time=slice(first, last), association=0)
        return np.asarray(part.mean("time").values, dtype=float)

    return measure


def _payoff_change(results: Results) -> np.ndarray:
    """Payoff in the second year without outside money less that in its last year."""
    after = _payoff(FUNDING_ENDS + YEAR, FUNDING_ENDS + 2 * YEAR)(results)
    return after - _payoff(FUNDING_ENDS - YEAR, FUNDING_ENDS)(results)


def _cooperation_change(results: Results) -> np.ndarray:
    """Cooperation in the last year alive (up to month 60) less that in months 4 to 12."""
    rate = results.trajectory["cooperation_rate"].isel(association=0).values
    early = _mean_of_known(rate[:, 9:YEAR])
    late = np.full(len(rate), np.nan)
    for run, row in enumerate(rate):
        known = np.flatnonzero(~np.isnan(row))
        if known.size and known[-1] >= 2 * YEAR:
            late[run] = np.nanmean(row[known[-1] - YEAR + 1 : known[-1] + 1])
    return late - early


def _mean_of_known(values: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    return np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)


@dataclass(frozen=True)
class Pattern:
    """A claim: `measure` is larger (sign 1) or smaller (-1) under `a` than under `b`.

    With `b` None the measure itself is tested against zero.
    """

    claim: str
    measure: Measure
    unit: str
    sign: int
    a: Settings
    b: Settings | None
    off: Settings
    mechanism: str


GRADUATED, OTAVALO = "graduated-sanctions", "otavalo-2008"
NO_SANCTION = {
    "association[0].regulation.enforcer": "nobody",
    "association[0].regulation.enforcement": "0",
    "association[0].regulation.sanctions": "[]",
    "association[0].regulation.expel_after": "0",
    "association[0].regulation.late_fee": "0",
}
NO_TRUST = {"model.trust_effect": "0", "model.diagnosis_accuracy": "0"}
NO_HELP = {"model.day_contributions": "0", "model.substitution_effect": "0"}
NO_TRAVEL = {"model.travel_cost_km": "0", "model.travel_hours_km": "0"}
FROM_START = {"association[0].regulation.adoption": "start"}


# The main estimand, and two that say how it comes about.
MEASURES_AT_SIXTY = (
    ("welfare", "USD a group"),
    ("cooperation_final", "share"),
    ("survived", "share"),
)


def _at_sixty() -> list[Pattern]:
    found = []
    for strategy in ("trust-first", "adaptive"):
        for rules in (OTAVALO, GRADUATED):
            for name, unit in MEASURES_AT_SIXTY:
                found.append(
                    Pattern(
                        f"`{strategy}` with `{rules}` beats no intervention: `{name}`",
                        _summary(name),
                        unit,
                        1,
                        treatment(rules, strategy),
                        treatment("none", "none"),
                        NO_TRUST | NO_SANCTION,
                        "trust activities and sanctions",
                    )
                )
    return found


def _screened() -> list[Pattern]:
    """Asking for money on joining replaces firms that refuse, which chooses better ones."""
    return [
        Pattern(
            f"`{strategy}` with `{GRADUATED}` beats no intervention: `welfare`",
            _summary("welfare"),
            "USD a group",
            1,
            treatment(GRADUATED, strategy),
            treatment("none", "none"),
            {"facilitator.co_investment": "0"},
            "firms that refuse to invest are replaced",
        )
        for strategy in ("trust-first", "empowering")
    ]


def _activism(rules: str) -> list[Pattern]:
    active, idle = treatment(rules, "activism"), treatment(rules, "none")
    return [
        Pattern(
            f"`activism` gains early, `{rules}`: payoff in year 1 above no facilitator",
            _payoff(0, YEAR),
            "USD a period",
            1,
            active,
            idle,
            NO_HELP,
            "work in the members' place",
        ),
        Pattern(
            f"... and does not last: payoff in year 5 not above no facilitator, `{rules}`",
            _payoff(4 * YEAR, 131),
            "USD a period",
            -1,
            active,
            idle,
            NO_HELP,
            "work in the members' place",
        ),
    ]


def _dependence(rules: str) -> list[Pattern]:
    dependent, gradual = treatment(rules, "dependent"), treatment(rules, "trust-first")
    return [
        Pattern(
            f"groups of the `dependent` facilitator fall after the money ends, `{rules}`",
            _payoff_change,
            "USD a period",
            -1,
            dependent,
            None,
            NO_HELP,
            "work in the members' place",
        ),
        Pattern(
            f"... more than those of `trust-first`, `{rules}`",
            _payoff_change,
            "USD a period",
            -1,
            dependent,
            gradual,
            NO_HELP,
            "work in the members' place",
        ),
    ]


def _decay() -> list[Pattern]:
    bare = treatment("none", "none")
    ruled = treatment(GRADUATED, "none", **FROM_START)
    return [
        Pattern(
            "contributions decay without sanctions (groups of two years and more)",
            _cooperation_change,
            "share",
            -1,
            bare,
            None,
            {
                "model.reputation_drift": "0",
                "model.private_learning": "0",
                "model.evidence_weight": "0",
                "model.yield_evidence": "0",
                "model.expectation_rate": "0",
            },
            "learning about the others",
        ),
        Pattern(
            "... the same, again",
            _cooperation_change,
            "share",
            -1,
            bare,
            None,
            {"model.exit_rate": "0", "model.turnover_rate": "0"},
            "members who leave or are replaced",
        ),
        Pattern(
            "contributions hold with graduated sanctions from the start",
            _cooperation_change,
            "share",
            1,
            ruled,
            None,
            NO_SANCTION,
            "sanctions",
        ),
        Pattern(
            "sanctions make the difference at the end",
            _summary("cooperation_final"),
            "share",
            1,
            ruled,
            treatment("none", "none"),
            NO_SANCTION,
            "sanctions",
        ),
    ]


def _scattered(rules: str) -> list[Pattern]:
    far = {"population.distance_km": "25"}
    return [
        Pattern(
            f"scattered groups (25 km against 3 km) survive less, `{rules}`",
            _summary("survived"),
            "share",
            -1,
            treatment(rules, "trust-first") | far,
            treatment(rules, "trust-first"),
            NO_TRAVEL,
            "travel money and time",
        ),
    ]


PATTERNS = [
    *_at_sixty(),
    *_screened(),
    *_activism("none"),
    *_activism(OTAVALO),
    *_dependence("none"),
    *_dependence(OTAVALO),
    *_dependence(GRADUATED),
    *_decay(),
    *_scattered("none"),
    *_scattered(GRADUATED),
]


class Runner:
    """Runs treatments once each and keeps the measures' raw material."""

    def __init__(self, minga: str, folder: Path, replicates: int) -> None:
        self.minga, self.folder, self.replicates = minga, folder, replicates
        self._files: dict[tuple[tuple[str, str], ...], Path] = {}

    def results(self, settings: Settings) -> Results:
        key = tuple(sorted(settings.items()))
        if key not in self._files:
            out = self.folder / f"{len(self._files)}.h5"
            command = [
                self.minga,
                "run",
                SCENARIO,
                "-o",
                str(out),
                "--quiet",
                "--replicates",
                str(self.replicates),
                "--seed",
                str(SEED),
            ]
            for path, value in settings.items():
                command += ["--set", f"{path}={value}"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            self._files[key] = out
        return open_results(self._files[key])

    def measure(self, measure: Measure, settings: Settings) -> np.ndarray:
        with self.results(settings) as results:
            return measure(results)


@dataclass(frozen=True)
class Estimate:
    """Mean, its standard error, and the interval at LEVEL."""

    mean: float
    error: float
    low: float
    high: float
    runs: int

    @classmethod
    def of(cls, values: np.ndarray) -> Estimate:
        known = values[~np.isnan(values)]
        if known.size < 2:
            return cls(np.nan, np.nan, np.nan, np.nan, int(known.size))
        mean = float(known.mean())
        error = float(known.std(ddof=1) / np.sqrt(known.size))
        half = float(stats.t.ppf(0.5 + LEVEL / 2, known.size - 1)) * error
        return cls(mean, error, mean - half, mean + half, int(known.size))

    def text(self) -> str:
        digits = 3 if max(abs(self.low), abs(self.high)) < 10 else 1
        return f"{self.mean:.{digits}f} [{self.low:.{digits}f}, {self.high:.{digits}f}]"


def contrast(runner: Runner, pattern: Pattern, extra: Settings) -> Estimate:
    """Paired by replicate: the same number draws the same firms and the same luck."""
    difference = runner.measure(pattern.measure, pattern.a | extra)
    if pattern.b is not None:
        # the reference keeps its own rules: only what it shares with `a` can be switched off
        shared = {k: v for k, v in extra.items() if not k.startswith("association[0].regulation")}
        difference = difference - runner.measure(pattern.measure, pattern.b | shared)
    return Estimate.of(difference)


def verdict(pattern: Pattern, estimate: Estimate) -> str:
    if np.isnan(estimate.mean):
        return "no group to measure"
    if pattern.sign * estimate.low > 0 and pattern.sign * estimate.high > 0:
        return "shown"
    if pattern.sign * estimate.low < 0 and pattern.sign * estimate.high < 0:
        return "opposite"
    return "not shown"


def row(runner: Runner, pattern: Pattern) -> str:
    with_it = contrast(runner, pattern, {})
    without = contrast(runner, pattern, pattern.off)
    cells = [
        pattern.claim,
        pattern.unit,
        with_it.text(),
        verdict(pattern, with_it),
        pattern.mechanism,
        without.text(),
        verdict(pattern, without),
        str(with_it.runs),
    ]
    return "| " + " | ".join(cells) + " |"


HEAD = f"""# What the first version shows

Made by `python -m minga.patterns -o docs/findings.md`: the table is not edited by hand, the notes
below it are. Scenario `{SCENARIO}`, {{replicates}} replicates, seed {SEED}, endogenous
participation. Differences are paired by replicate (common random numbers). Brackets hold
{LEVEL:.0%} intervals of the mean, which cover chance only: parameters are assumed, not yet
calibrated. "Shown" means that the interval lies on the claimed side of zero, "opposite" that it
lies on the other. Each line is run again with its mechanism switched off.

| claim | unit | difference | verdict | mechanism | without it | verdict without it | runs |
|---|---|---|---|---|---|---|---|
"""


def write(minga: str, out: Path, replicates: int, notes: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(minga, Path(folder), replicates)
        rows = [row(runner, pattern) for pattern in PATTERNS]
    out.write_text(
        HEAD.format(replicates=replicates) + "\n".join(rows) + "\n" + notes, encoding="utf-8"
    )


def _kept_notes(out: Path) -> str:
    """What people wrote below the table stays."""
    marker = "\n## "
    text = out.read_text(encoding="utf-8") if out.exists() else ""
    return text[text.index(marker) :] if marker in text else ""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m minga.patterns",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minga", default=os.environ.get("MINGA_BIN", "build/release/minga"))
    parser.add_argument("-o", "--out", type=Path, default=Path("docs/findings.md"))
    parser.add_argument("--replicates", type=int, default=REPLICATES)
    options = parser.parse_args(arguments)
    write(options.minga, options.out, options.replicates, _kept_notes(options.out))
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
