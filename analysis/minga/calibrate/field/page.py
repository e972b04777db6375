"""The field's part of docs/calibration.md: everything the command found, as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from minga.calibrate.abc import Population
from minga.calibrate.field import (
    choice,
    heldout,
    page_choice,
    page_wider,
    screening,
    statistics,
)
from minga.calibrate.field.carry import Carried
from minga.calibrate.field.heldout import Alive, Outcome
from minga.calibrate.field.labels import LABELS
from minga.calibrate.page import END, FIELD, number, replace, table
from minga.calibrate.posterior import NARROWED
from minga.calibrate.tempering import Schedule

BOUND = 0.4  # correlation from which two parameters are said to be known only together
SHOWN = 12  # of such pairs, the strongest
CARRIED = "### Results carried through the posterior"
CASES = "### Documented cases that lived"


@dataclass(frozen=True)
class Findings:
    """What the field stage found."""

    plan: Schedule
    seed: int
    replicates: int
    runs: int
    population: Population
    targets: pd.DataFrame
    predictive: pd.DataFrame
    splits: pd.DataFrame
    parameters: pd.DataFrame
    bound: list[tuple[str, str, float]]
    screened: pd.DataFrame
    heldout: list[Outcome]
    cases: list[Alive]
    carried: Carried
    wider: list[page_wider.Case]
    chosen: choice.Choice
    pressed: dict[str, float]
    floored: float  # share of draws with `eta` below its floor in choice

    def kinds(self) -> int:
        """Draws that are not copies of one another."""
        return len(np.unique(self.population.z, axis=0))


def _fit(found: Findings) -> str:
    rows = []
    for row in found.predictive.itertuples():
        of_firms = row.Index in found.targets.index
        kind = found.targets.loc[row.Index, "kind"] if of_firms else "laboratory"
        rows.append(
            f"| {LABELS[row.Index]} | {number(row.data)} | {number(row.error)} | {kind} "
            f"| {number(row.median)} | {number(row.low)} to {number(row.high)} | {row.verdict} |"
        )
    head = "| target | figure | error | kind | model: median | 90 % | verdict |"
    return table(head, rows)


def _verdicts(part: pd.DataFrame) -> str:
    counts = part["verdict"].value_counts()
    met, near, missed = (int(counts.get(k, 0)) for k in ("met", "near", "missed"))
    return f"{met} are met, {near} near, {missed} missed"


def _splits(found: Findings) -> str:
    rows = [
        f"| {row.Index} | {row.active:.3f} | {row.passive:.3f} | {row.hardly:.3f} |"
        for row in found.splits.itertuples()
    ]
    return table("| active from, hardly below | active | passive | hardly |", rows)


def _parameters(found: Findings) -> str:
    rows = [
        f"| `{row.Index}` | {row.sets} | {row.prior} | {number(row.prior_low)} to "
        f"{number(row.prior_high)} | {number(row.median)} | {number(row.low)} to "
        f"{number(row.high)} | {row.narrowed:.2f} | {'yes' if row.identified else 'no'} |"
        for row in found.parameters.itertuples()
    ]
    head = (
        "| parameter | what it sets | prior | its 90 % | median | 90 % | narrowed by | identified |"
    )
    return table(head, rows)


def _screened(found: Findings) -> str:
    names = [n for n in found.screened.columns if n in statistics.NAMES]
    rows = []
    for name, row in found.screened.sort_values("largest", ascending=False).iterrows():
        strongest = max(names, key=lambda column: abs(row[column]))
        entered = "yes" if row["fitted"] == 1 else "no"
        rows.append(f"| `{name}` | {row[strongest]:+.2f} | {strongest} | {entered} |")
    return table("| parameter | largest rank correlation | with | in the fit |", rows)


def _bound(found: Findings) -> str:
    if not found.bound:
        return f"No two parameters are correlated by more than {BOUND}."
    pairs = ", ".join(f"`{a}` and `{b}` ({r:+.2f})" for a, b, r in found.bound[:SHOWN])
    count = len(found.bound)
    first = f", the strongest {SHOWN} of {count} pairs" if count > SHOWN else ""
    return f"Correlated by more than {BOUND}, so only known together{first}: {pairs}."


def _ends(found: Findings) -> str:
    held = ", ".join(f"`{name}` ({100 * share:.0f} %)" for name, share in found.pressed.items())
    first = "No prior holds more than a quarter of the draws in the outer tenth at one end."
    if held:
        first = (
            f"In the outer tenth of the prior at one end lie many draws of {held}. Where that end "
            'is none or all no wider prior makes sense; at others "identified" says no more than '
            "on which side."
        )
    floored = f"`eta` is below 0.01 in {100 * found.floored:.0f} % of the draws"
    return f"{first} {floored}, where choice has a floor and all values do the same."


def _heldout(found: Findings) -> str:
    rows = [
        f"| {o.sign.name} | {o.median:+.2f} | {o.low:+.2f} to {o.high:+.2f} "
        f"| {100 * o.share:.0f} % | {o.verdict} | {o.sign.source} |"
        for o in found.heldout
    ]
    head = (
        "| more survive at month 60 where | difference | 90 % | with the sign | verdict | source |"
    )
    return table(head, rows)


def _cases(cases: list[Alive]) -> str:
    rows = [
        f"| `{c.scenario}` | {c.fact} | {c.median:.2f} | {c.low:.2f} to {c.high:.2f} "
        f"| {c.verdict} |"
        for c in cases
    ]
    head = "| case | what is known | alive at month 60: median draw | 90 % | verdict |"
    return table(head, rows)


def _carried(carried: Carried) -> str:
    rows = []
    for row in carried.table().itertuples():
        if row.outcome not in ("survived", "cooperation_final", "welfare"):
            continue
        digits = 0 if row.outcome == "welfare" else 2
        share = f"{100 * row.above_zero:.0f} %" if "−" in row.intervention else ""
        rows.append(
            f"| {row.intervention} | {row.outcome} | {row.median:,.{digits}f} "
            f"| {row.low:,.{digits}f} to {row.high:,.{digits}f} | {share} |"
        )
    head = "| intervention, or difference of two | outcome | median | 90 % of draws | above 0 |"
    return table(head, rows)


def text(found: Findings, picture: str) -> str:
    """The generated part of the page."""
    firms = found.predictive.index.isin(found.targets.index)
    open_ends = found.parameters.index[~found.parameters["identified"]]
    stay = ", ".join(f"`{name}`" for name in screening.STAY)
    unknown = ", ".join(f"`{name}`" for name in open_ends)
    distance, lab = found.population.distance, len(found.predictive) - len(found.targets)
    powers = ", ".join(f"{power:.2f}" for power, _ in found.population.history)
    rates = ", ".join(f"{100 * rate:.0f} %" for _, rate in found.population.history)
    return f"""{FIELD}

Made by `python -m minga.calibrate field`, seed {found.seed}, {found.runs} simulated groups. The
screening is `python -m minga.calibrate screen`.

**Data.** {len(found.targets)} figures about programmes of business networks, in
`analysis/minga/calibrate/targets-field.csv` with source, error and kind: *measured* in some groups,
a *rule* of thumb of practitioners, or *assumed*, where a source gives a date and no share. Few of
them are measured and none in Otavalo. So errors are wide, and what follows is a range of numbers
that the field does not contradict, not an estimate for a place. With them are fitted {lab}
aggregates of the laboratory, so that conduct which fits firms still fits people who play for
tokens: each draw plays both. The laboratory's posterior is the prior with twice its standard
deviation (a quarter of its weight), and these aggregates enter with twice their standard error, so
that together its data count less than once.

**Groups.** The Otavalo network, facilitator `trust-first`, regulation by vote, endogenous
participation, to month 60. Half of the groups vote on the printed regulation, half on graduated
sanctions, because the sources do not say what their groups had agreed. {found.replicates} groups of
each kind make one draw.

**Participation.** Active is who came to at least {statistics.REGULAR:.0%} of the meetings of the
third year, hardly who came to fewer than {statistics.HARDLY:.0%}, of members through the year, of
groups alive at its end. It is attendance, not contribution. Lower thresholds cannot be meant: with
three quarters and one quarter, members in the middle of their classes would be present at 0.238 ×
0.875 + 0.4 × 0.5 + 0.362 × 0.125 = 45 % of the meetings, and groups would fall short of the quorum
of 51 %.

**Method.** Approximate Bayesian computation with a normal kernel of the stated errors, which is
exact if the errors are right (Wilkinson 2013, *Stat. Appl. Genet. Mol. Biol.* 12:129), by
sequential Monte Carlo through powers of the kernel (Del Moral, Doucet and Jasra 2006, *JRSS B*
68:411): {found.plan.first} draws of the prior, {found.plan.kept} go on; powers {powers}, Metropolis
steps accepted {rates}. {found.kinds()} of the final draws differ; the median one lies
{np.median(distance):.2f} errors from the figures (root mean square). The draws are in
`analysis/minga/calibrate/posterior-field.csv`.

![Figures and model]({picture})

### Fit of the field

New groups at every draw of the posterior, {choice.GROUPS} under each regulation. Met: within one
error of the median; near: within two. Of firms' figures
{_verdicts(found.predictive[firms])}; of the laboratory's aggregates, with their doubled error,
{_verdicts(found.predictive[~firms])}.

{_fit(found)}
The split of participation at other thresholds, mean over draws (figures: 0.238, 0.400, 0.362):

{_splits(found)}
### Parameters of the field

Conduct keeps the laboratory's posterior as prior, with twice its standard deviation (assumed:
students with tokens are not firms). So does, under names that begin with `lab_`, what is the
laboratory's own: its people's shares, and how fast beliefs move within ten rounds. Memory in the
field is slower, so these set nothing of firms and are not shipped. "Narrowed" is 1 − posterior sd /
prior sd, of the logarithm where the prior is log-uniform. Below {NARROWED} the figures do not
identify the parameter, and a negative one is the chance of few draws. Medians of single parameters
put together are no draw.

{_parameters(found)}
Not identified, so results are to be carried through the whole range: {unknown}.

{_ends(found)}

{_bound(found)}

{page_choice.text(found.chosen, len(found.population.z))}
### Screening

{len(found.screened)} parameters, {screening.DRAWS} draws of a Latin hypercube of the prior,
{screening.REPLICATES} groups under each regulation. A candidate enters the fit if it has a rank
correlation of at least {screening.LEAST} with one figure; conduct shared with the laboratory always
enters, and so do {stay}, which an earlier screening
had freed. The others, {int((found.screened["fitted"] == 0).sum())} of them, stay as assumed, and so
do parameters that are no candidates (such as `group_size_exponent`): the figures say next to
nothing of them. What acts both ways is not seen. What comes of moving them is told
[below](#results-carried-through-what-is-assumed-as-well). The whole table is
`analysis/minga/calibrate/screening-field.csv`.

{_screened(found)}
### Held out of the field

Signs that the fit has not seen, over draws of the posterior. Shown: 95 % of draws have the sign.

{_heldout(found)}
{cases_text(found.cases)}
{carried_text(found.carried)}
{page_wider.text(found.wider)}"""


def cases_text(cases: list[Alive]) -> str:
    """The section on cases that are known to have lasted."""
    return f"""{CASES}

Made by `python -m minga.calibrate lived`. Cases that the fit has not seen, as their files stand,
{heldout.CASES_GROUPS} groups at each of {heldout.CASES_DRAWS} draws. They are the documented ones
of which a source says that the group lived longer than five years. Sources tell of groups that
lasted and hardly of others, so this can count against the model and hardly for it: not contradicted
if in the median draw at least half of the groups live.

{_cases(cases)}"""


def renew_cases(cases: list[Alive], out: Path) -> None:
    """Put the cases' table into the page again; the rest stays."""
    old = out.read_text(encoding="utf-8")
    out.write_text(replace(old, cases_text(cases), CASES, CARRIED), encoding="utf-8")


def carried_text(carried: Carried) -> str:
    """The last section of the field's part."""
    return f"""{CARRIED}

Made by `python -m minga.calibrate carry otavalo --page docs/calibration.md`: every draw plays the
scenario, {carried.replicates} groups under each intervention. Intervals are of the draws' means.
All draws share the groups' luck, so that chance moves every median alike, by about
{carried.chance} in welfare (standard error); the rest is parameters, and of these the fitted ones
only. Money in USD a group.

{_carried(carried)}"""


def renew_carried(carried: Carried, out: Path) -> None:
    """Put newly carried results into the page; the rest stays."""
    old = out.read_text(encoding="utf-8")
    end = page_wider.WIDER if f"\n{page_wider.WIDER}" in old else END
    out.write_text(replace(old, carried_text(carried), CARRIED, end), encoding="utf-8")


def write(found: Findings, out: Path, picture: str) -> None:
    """Make the field's part again; the laboratory's and the notes stay."""
    old = out.read_text(encoding="utf-8") if out.exists() else "# Calibration\n"
    out.write_text(replace(old, text(found, picture), FIELD, END), encoding="utf-8")
