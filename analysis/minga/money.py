"""What the collective actions of a scenario yield: the table of scenarios/README.md.

    python -m minga.money                     print the table for otavalo
    python -m minga.money --write             put it into scenarios/README.md

Per firm and fortnight, at full competence and market access, for firms of mean size, without a
regulation: yields less the cost of contributing and the group's operating cost, before meetings.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

README = Path("scenarios/README.md")
PHASES = (3, 12, 24)  # months in which phases change, for the days of strategies
MONEY_ENDS = 36  # month
MONTHS_OF_YIELD = 56  # from the first pilot, in month 4, to month 60
FORTNIGHTS_A_MONTH = 365.2425 / 12 / 14
BEGIN, END = "<!-- made by `python -m minga.money --write` -->\n", "<!-- end of what is made -->\n"
CHANCE = 0.6  # with which each contributes in the table's second column of yields
HEAD = (
    "action",
    "stake of one contribution",
    "every",
    "all contribute",
    f"each with chance {CHANCE}",
    "own return less cost of the last contributor, in units of its cost",
)


@dataclass(frozen=True)
class Action:
    """A collective action among n firms of mean size (docs/model/odd.md, 7.1)."""

    name: str
    n: int
    number: dict[str, float]  # parameters of the action
    form: str
    tempted: float  # chance that a member which does not contribute has a private offer

    def payoff(self, gives: bool, total: int, chance: float) -> float:
        """A member's, of one occurrence, when ``total`` contribute, itself included.

        ``chance``: with which who does not contribute has a private offer, and takes it.
        """
        p = self.number
        share = 1.0 if gives else 1.0 - p["excludable"]
        missed = self.form == "threshold" and total < p["threshold"]
        plain = p["refund"] * p["cost"] if missed and gives else 0.0
        if p["side_gain"] > 0.0:
            plain -= p["side_loss"] * chance * (self.n - total) / self.n
        own = -p["cost"] if gives else chance * p["side_gain"]
        return share * self._pot(total) + plain + own

    def _pot(self, total: int) -> float:
        p = self.number
        if self.form == "linear":
            return p["multiplier"] * p["cost"] * total / self.n
        if self.form == "threshold":
            return p["benefit"] if total >= p["threshold"] else 0.0
        if self.form == "weakest-link":
            return float(p["benefit"] * (1.0 - p["spoil"]) ** (self.n - total))
        if self.form == "purchase":
            return p["volume"] * p["discount"] * total / (total + p["half_volume"])
        raise ValueError(f"{self.name}: no yield is known here for the form {self.form}")

    def gain(self, others: int, offer: float) -> float:
        """Own gain from contributing when so many of the others do, with an offer (1) or none."""
        return self.payoff(True, others + 1, offer) - self.payoff(False, others, offer)

    def gains(self, others: int) -> str:
        """The same in units of the cost, with an offer too where there can be one."""
        text = f"{self.gain(others, 0.0) / self.number['cost']:+.2f}"
        if self.number["side_gain"] > 0.0:
            text += f" ({self.gain(others, 1.0) / self.number['cost']:+.2f} with an offer)"
        return text

    def mean(self, chance: float) -> float:
        """Expected payoff of a member, a fortnight, when each contributes with a chance."""
        total = 0.0
        for k in range(self.n):  # of the others
            weight = comb(self.n - 1, k) * chance**k * (1.0 - chance) ** (self.n - 1 - k)
            gives = self.payoff(True, k + 1, self.tempted)
            total += weight * (
                chance * gives + (1.0 - chance) * self.payoff(False, k, self.tempted)
            )
        return (total - self.number["operating_cost"] / self.n) / self.number["every"]


def parameters(minga: str, scenario: str) -> dict[str, object]:
    """Resolved parameters of a scenario by path."""
    command = [minga, "show", scenario, "--json"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {p["path"]: p["value"] for p in json.loads(text)[0]["parameters"]}


def nominal_days(minga: str, strategy: str) -> float:
    """Days that a strategy would work with phases that change in the months of PHASES."""
    values = parameters(minga, f"facilitators/{strategy}")
    days, exit_month, taper = (values[k] for k in ("days", "exit_month", "taper_months"))
    assert isinstance(days, list) and isinstance(exit_month, float) and isinstance(taper, float)
    total, period = 0.0, 0
    while (month := period / FORTNIGHTS_A_MONTH) < min(exit_month, MONEY_ENDS):
        fade = min(1.0, (exit_month - month) / taper) if taper > 0.0 else 1.0
        total += days[sum(month >= start for start in PHASES)] * fade
        period += 1
    return total


def actions(values: dict[str, object]) -> list[Action]:
    """The scenario's actions, in its order."""
    found: list[Action] = []
    offers = float(str(values["market.counter_offers"]))
    while (start := f"association[0].action[{len(found)}].") + "form" in values:
        own = {k.removeprefix(start): v for k, v in values.items() if k.startswith(start)}
        number = {k: float(v) for k, v in own.items() if isinstance(v, (int, float))}
        tempted = 1.0 - (1.0 - number["offer_rate"]) * (1.0 - offers)
        firms = int(str(values["population.firms"]))
        found.append(Action(str(own["name"]), firms, number, str(own["form"]), tempted))
    return found


def table(values: dict[str, object], minga: str) -> str:
    """The table as text."""
    currency = values["scenario.currency"]
    fortnight = float(str(values["population.margin"])) / FORTNIGHTS_A_MONTH
    rows, sums = [], [0.0, 0.0]
    for action in actions(values):
        cost, every = action.number["cost"], action.number["every"]
        yields = [action.mean(1.0), action.mean(CHANCE)]
        sums = [total + one for total, one in zip(sums, yields, strict=True)]
        last = action.gains(action.n - 1)
        if action.form == "threshold":
            decisive = action.gains(round(action.number["threshold"]) - 1)
            last += f"; where it is decisive {decisive}"
        cells = [f"{one:.1f} ({one / fortnight:.1%})" for one in yields]
        rows.append([action.name, f"{currency} {cost:g}", f"{every:g}", *cells, last])
    rows.append(["all", "", "", *(f"{one:.1f} ({one / fortnight:.1%})" for one in sums), ""])
    lines = [HEAD, ["---"] * len(HEAD), *rows]
    text = "".join("| " + " | ".join(line) + " |\n" for line in lines)
    return text + "\n" + _balance(values, sums[1], minga)


def _balance(values: dict[str, object], each: float, minga: str) -> str:
    """What a programme of trust-first costs, and what members would have for it."""
    days = nominal_days(minga, "trust-first")
    day, overhead = (float(str(values[f"institution.{k}"])) for k in ("day_cost", "overhead"))
    firms = int(str(values["population.firms"]))
    fortnights = MONTHS_OF_YIELD * FORTNIGHTS_A_MONTH
    currency = values["scenario.currency"]
    return (
        f"The programme costs about {days:.0f} days x {currency} {day:g} and {overhead:.0%}, near "
        f"{currency} {days * day * (1 + overhead):,.0f}.\n"
        f"With the last sum {firms} firms would have {currency} {each * firms * fortnights:,.0f} "
        f"over the {fortnights:.0f} fortnights from month 4 to month 60.\n"
    )


def replaced(page: str, made: str) -> str:
    """The page with the table between its marks."""
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    return page[:start] + made + page[end:]


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m minga.money",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("scenario", nargs="?", default="otavalo")
    parser.add_argument("--minga", default=os.environ.get("MINGA_BIN", "build/release/minga"))
    parser.add_argument("--write", action="store_true", help=f"put the table into {README}")
    options = parser.parse_args(arguments)
    made = table(parameters(options.minga, options.scenario), options.minga)
    if options.write:
        README.write_text(replaced(README.read_text(encoding="utf-8"), made), encoding="utf-8")
    print(made, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
