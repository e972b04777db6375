"""docs/calibration.md: everything the command found, as text; the notes below it stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.abc import Plan, Population
from minga.calibrate.heldout import HeldOut
from minga.calibrate.posterior import DRAWS, NARROWED, Posterior
from minga.calibrate.statistics import NAMES, PERIODS, RULE, SERIES

TITLES = {
    "contribution": "mean contribution, tokens",
    "belief": "mean belief, tokens",
    "zero": "share giving nothing",
    "spread": "sd of contributions among people, tokens",
}
LINES = {
    "rule_constant": "constant, tokens",
    "rule_others": "on the others' mean of the round before",
    "rule_own": "on the own contribution of the round before",
}
FITTED_OR_HELD_OUT = """\
**What of decay and of punishment is fitted, and what is held out.** *Decay* of contributions
without punishment is fitted: in the laboratory stage the whole course of ten rounds; in the field
stage one figure (`decay`, the sign of that fall among firms, with an error as large as itself) and
a few of the laboratory's aggregates again. *The rise under punishment* is fitted in both stages, to
the published means of two experiments (Fehr and Gächter 2000), groups that stay and groups drawn
anew. They are known to this project from memory only and their errors are assumed; of that pool
nothing else is known, so the people are taken to be those of Fischbacher and Gächter (2010). In the
field stage one more target stands for sanctions among firms (`sanctions_rise`, assumed from the
sign and order of size of the same experiments, with an error of half of it). So among firms that
sanctions raise contributions is put in, and how much they do is known from no data of firms.
"""
HELD_OUT = "### Held out\n"
UNFITTED = "### Known and not fitted\n"
FIRST = "sd of beliefs among people, round 1, tokens"
RULES = {
    "belief_rule_constant": "belief: constant, tokens",
    "belief_rule_others": "... on the others' mean contribution of the round before",
    "belief_rule_belief": "... on the own belief of the round before",
    "following_constant": "contribution: constant, tokens",
    "following_belief": "... on the belief of the same round",
}
PUNISHED = {
    "punished_partners": "groups that stay",
    "punished_strangers": "groups drawn anew each round",
}
NOT_FITTED = (
    ("giving_rule_constant", "contribution on predicted contribution and belief: constant"),
    ("giving_rule_predicted", "... predicted from the schedule"),
    ("giving_rule_belief", "... belief"),
    ("schedule_intercept", "mean schedule at 0, tokens"),
    ("schedule_slope", "mean slope of schedules"),
    ("conditional_intercept", "conditional cooperators' schedule at 0, tokens"),
    ("conditional_slope", "conditional cooperators' slope"),
    ("conditional_slope_sd", "its sd among people"),
    ("share_conditional", "share of conditional cooperators"),
    ("share_free_rider", "share of free riders"),
    ("share_triangle", "share of triangle contributors"),
    ("share_other", "share of others"),
)


@dataclass(frozen=True)
class Findings:
    """What the laboratory stage found."""

    plan: Plan
    seed: int
    runs: int
    population: Population
    posterior: Posterior
    predictive: pd.DataFrame
    heldout: HeldOut
    targets: pd.DataFrame

    def kinds(self) -> int:
        """Draws that are not copies of one another."""
        return len(np.unique(self.population.z, axis=0))


def table(head: str, rows: list[str]) -> str:
    """A Markdown table."""
    columns = head.count("|") - 1
    return "\n".join([head, "|" + "---|" * columns, *rows]) + "\n"


def number(value: float) -> str:
    """A value with a sensible number of digits."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _fit(found: Findings) -> str:
    data, rows = found.predictive, []
    for name in SERIES:
        part = data.loc[[f"{name}_{t + 1}" for t in range(PERIODS)]]
        rows.append(f"| **{TITLES[name]}** | | | | | |")
        for t, row in enumerate(part.itertuples(), start=1):
            rows.append(_line(f"round {t}", row))
    rows.append("| **contribution on the round before** | | | | | |")
    rows += [_line(LINES[row.Index], row) for row in data.loc[list(RULE)].itertuples()]
    rows += [_line(FIRST, row) for row in data.loc[["first_belief_sd"]].itertuples()]
    rows.append("| **mean contribution where peers can punish, tokens** | | | | | |")
    rows += [_line(PUNISHED[row.Index], row) for row in data.loc[list(PUNISHED)].itertuples()]
    return table("| target | data | error | model: median | 90 % | verdict |", rows)


def _line(label: str, row: object) -> str:
    data, error, median, low, high, difference, met = (
        getattr(row, k) for k in ("data", "error", "median", "low", "high", "difference", "met")
    )
    verdict = "met" if met else f"missed by {difference:+.2f}"
    span = f"{number(low)} to {number(high)}"
    return f"| {label} | {number(data)} | {number(error)} | {number(median)} | {span} | {verdict} |"


def _parameters(found: Findings) -> str:
    rows = [
        f"| `{row.Index}` | {row.sets} | {row.prior} | {number(row.median)} | "
        f"{number(row.low)} to {number(row.high)} | {row.narrowed:.2f} | "
        f"{'yes' if row.identified else 'no'} |"
        for row in found.posterior.table().itertuples()
    ]
    head = "| parameter | what it sets | prior | median | 90 % | prior narrowed by | identified |"
    return table(head, rows)


def _bound(found: Findings) -> str:
    pairs = found.posterior.correlations()
    if not pairs:
        return "No two parameters are correlated by more than 0.5 in the posterior.\n"
    text = ", ".join(f"`{a}` and `{b}` ({r:+.2f})" for a, b, r in pairs)
    return f"Correlated by more than 0.5 in the posterior, so only known together: {text}.\n"


def _experiments(found: HeldOut) -> str:
    rows = []
    for o in found.outcomes:
        shares = (o.case.published, o.median, o.low, o.high, o.case.tolerance)
        published, median, low, high, tolerance = (f"{100 * share:.0f} %" for share in shares)
        rows.append(
            f"| {o.case.name} | {published} | {median} | {low} to {high} | {tolerance} "
            f"| {o.verdict} | {o.case.source} |"
        )
    head = "| experiment | published | model: median | 90 % | tolerance | verdict | source |"
    return table(head, rows)


def _rules(found: HeldOut) -> str:
    rows = [_line(RULES[row.Index], row) for row in found.rules.itertuples()]
    return table("| coefficient | data | error | model: median | 90 % | verdict |", rows)


def heldout_text(found: HeldOut) -> str:
    """The section on what is held out."""
    return f"""{HELD_OUT}
`python -m minga.calibrate heldout` makes this section alone. Nothing is refitted: the same draws
play other games, or the same once more. Published figures of other games are mean contributions as
shares of the endowment, and are from memory: leads, not targets.

{_experiments(found)}
**Rules of single people** (case B3). The experiment is the fitted one, but the fit has seen nothing
of single beliefs, except the spread of the first. Least squares, pooled over people and rounds.
Met: the data lie within 90 % of new experiments.

{_rules(found)}"""


def _unfitted(found: Findings) -> str:
    rows = [
        f"| {label} | {number(found.targets.loc[name, 'value'])} "
        f"| {number(found.targets.loc[name, 'se_people'])} |"
        for name, label in NOT_FITTED
    ]
    return table("| statistic | data | error |", rows)


def text(found: Findings, picture: str) -> str:
    """The generated part of the page."""
    met = int(found.predictive["met"].sum())
    means = found.predictive.loc[NAMES[: 2 * PERIODS]]  # contributions and beliefs
    near = int((means["difference"].abs() <= 1.0).sum())
    tolerance = found.population.distance.max()
    how = "after" if found.posterior.was_adjusted else "without"
    return f"""# Calibration

Made by `python -m minga.calibrate lab`: nothing above the notes is edited by hand. Seed
{found.seed}, {found.runs} simulated experiments without those that are held out.

{FITTED_OR_HELD_OUT}
## The laboratory stage

**Data.** {len(found.targets)} aggregates of the individual data of Fischbacher and Gächter (2010):
140 people, groups of four drawn anew in each of ten rounds, 20 tokens, marginal return 0.4. They
are in `analysis/minga/calibrate/targets-lab.csv` with their provenance; {len(NAMES)} of them are
fitted. The error is the larger of two standard errors, by resampling people and by resampling the
six sessions. And two means of contributions where peers can punish
(`analysis/minga/calibrate/targets-punishment.csv`), from memory, with assumed errors.

**Method.** Approximate Bayesian computation by sequential Monte Carlo with Metropolis moves
(Drovandi and Pettitt 2011, *Biometrics* 67:225), {found.plan.first} draws of the prior,
{found.plan.kept} kept, and local regression (Beaumont, Zhang and Balding 2002, *Genetics* 162:2025)
where it brings simulations nearer to the data: here the draws are used {how} it. A draw is one
simulated experiment of 140 people, like the data, and one of each kind with punishment. Distance is
the root mean square of differences in standard errors over all fitted aggregates. There are
{found.kinds()} different draws; half of the draws lie within
{np.median(found.population.distance):.2f}, all within {tolerance:.2f}. A
perfect model would lie near 1.4, because data and simulation both have sampling error. The draws
are in `analysis/minga/calibrate/posterior-lab.csv`.

![Data and model]({picture})

### Parameters

"Narrowed" is 1 − posterior sd / prior sd (of the logarithm where the prior is log-uniform). Below
{NARROWED} the data do not identify the parameter, and results must be carried through its range.
Shares are those of this subject pool and are not shipped as anybody else's.

{_parameters(found)}
{_bound(found)}
### Fit

{DRAWS} new experiments with parameters drawn from the posterior. Met: the data lie within 90 % of
them. Met are {met} of {len(found.predictive)}; of the 20 mean contributions and beliefs, {near}
medians are within 1 token of the data (the tolerance of case B1).

{_fit(found)}
{heldout_text(found.heldout)}
{UNFITTED}
What needs schedules cannot be computed from a simulation. They made the priors of the norm. The
spread of first beliefs, which is fitted, is taken from the mean and the parameters. Types are not
profiles: the model has no triangle contributors.

{_unfitted(found)}"""


FIELD = "## The field stage"
END = "## Notes"


def replace(old: str, new: str, begin: str, end: str) -> str:
    """The page with the part from ``begin`` up to ``end`` made again; what is around it stays.

    Where the part is not there yet it goes in before ``end``, or at the end.
    """
    stop = old.index(f"\n{end}") if f"\n{end}" in old else len(old)
    start = old.index(f"\n{begin}") if f"\n{begin}" in old else stop
    return old[:start].rstrip("\n") + "\n\n" + new.rstrip("\n") + "\n" + old[stop:]


def renew_heldout(found: HeldOut, out: Path) -> None:
    """Put new held-out checks into the page; the rest stays."""
    old = out.read_text(encoding="utf-8")
    start, end = old.index(HELD_OUT), old.index(UNFITTED)
    out.write_text(old[:start] + heldout_text(found) + "\n" + old[end:], encoding="utf-8")


def write(found: Findings, out: Path, picture: str) -> None:
    """Make the laboratory's part again; the field's part and the notes stay."""
    old = out.read_text(encoding="utf-8") if out.exists() else ""
    later = [old.index(f"\n{m}") for m in (FIELD, END) if f"\n{m}" in old]
    out.write_text(text(found, picture) + (old[min(later) :] if later else ""), encoding="utf-8")
