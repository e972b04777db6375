"""What the same money does: the programme against nothing, individual support, and cash.

Each alternative is a change in net welfare per group against no programme, on the same groups:
paired by replicate where both are simulated, and with evidence carried from elsewhere (``prior``)
where the alternative is not. All intervals are central 95 % of draws of the true means given the
replicates (Student's t: chance) and of the carried numbers (ignorance), taken together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from minga.design import matrix
from minga.evaluate.prior import CASH, INDIVIDUAL, Carried, annuity
from minga.evaluate.settings import founders, setting
from minga.results import Results
from minga.stats import Array

SEED = 2022
DRAWS = 4000
YEAR_DAYS = 365.2425
BETTER, WORSE, OPEN = "better", "worse", "open"


@dataclass(frozen=True)
class SameMoney:
    """The table and what it rests on.

    ``rows``: alternative (none, programme, individual, transfer, cash); effect, low, high: net
    welfare per group less no programme; gap, gap_low, gap_high: programme less alternative;
    better: share of draws in which the programme is better; verdict: the programme is better,
    worse, or it is open (the 95 % interval of the gap includes zero).
    ``cost``: discounted programme cost per group; ``per_firm``: the same per founding firm.
    """

    rows: pd.DataFrame
    cost: float
    per_firm: float
    replicates: int
    evidence: tuple[Carried, ...] = (*INDIVIDUAL, *CASH)

    def as_data(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "rows": self.rows.to_dict("records"),
            "cost": self.cost,
            "cost_per_firm": self.per_firm,
            "replicates": self.replicates,
            "carried": [vars(one) for one in self.evidence],
        }


def same_money(
    results: Results, point: int, baseline: int, draws: int = DRAWS, seed: int = SEED
) -> SameMoney:
    """Compare the programme at ``point`` with what its cost does otherwise.

    ``baseline`` is the point without a programme under the same conditions. ValueError when the
    programme costs nothing, or fewer than two replicates worked at both points.
    """
    effect, cost = _paired(results, point, baseline)
    if not cost.mean() > 0.0:
        raise ValueError("the programme costs nothing, so there is no money to spend otherwise")
    rng = np.random.default_rng(seed)
    programme, money = _true_means(effect, cost, rng, draws)
    place = Place.of(results, point)
    gained = individual_gain(place, rng, draws)
    transfer, returns = cash_effect(place, money, rng)
    alternatives: dict[str, tuple[float, Array]] = {
        "none": (0.0, np.zeros(draws)),
        "programme": (float(effect.mean()), programme),
        "individual": (float(gained.mean() - cost.mean()), gained - money),
        "transfer": (float(-cost.mean() * place.lost), transfer),
        "cash": (float((transfer + returns).mean()), transfer + returns),
    }
    rows = [_row(name, *found, *alternatives["programme"]) for name, found in alternatives.items()]
    paid = float(cost.mean())
    return SameMoney(pd.DataFrame(rows), paid, paid / place.firms, len(effect))


@dataclass(frozen=True)
class Place:
    """What the alternatives take from the scenario: firms, monthly margin, years, rates."""

    firms: float
    margin: float
    years: float
    rate: float
    overhead: float

    @classmethod
    def of(cls, results: Results, point: int) -> Place:
        """From the configuration of a results file, at a design point."""

        def number(path: str, otherwise: float) -> float:
            found = setting(results, point, path)
            return otherwise if found is None else float(found)

        periods = number("time.periods", float("nan"))
        return cls(
            firms=founders(results, point),
            margin=number("population.margin", float("nan")),
            years=periods * results.period_days / YEAR_DAYS,
            rate=number("scenario.discount_rate", 0.0),
            overhead=number("institution.overhead", 0.0),
        )

    @property
    def lost(self) -> float:
        """Share of what the institution spends that is its overhead."""
        return self.overhead / (1.0 + self.overhead)


def _paired(results: Results, point: int, baseline: int) -> tuple[Array, Array]:
    """Effect on welfare and extra cost, per replicate that worked at both points."""
    tables = [matrix(results, name) for name in ("welfare", "cost")]
    gaps = [(t[point] - t[baseline]).to_numpy(dtype=np.float64) for t in tables]
    both = np.isfinite(gaps[0]) & np.isfinite(gaps[1])
    if both.sum() < 2:
        raise ValueError("fewer than two replicates worked at both points")
    return gaps[0][both], gaps[1][both]


def _true_means(
    effect: Array, cost: Array, rng: np.random.Generator, draws: int
) -> tuple[Array, Array]:
    """Draws of the two expectations given paired replicates: a bivariate t, so that each one's
    central 95 % is Student's interval also where replicates are few."""
    n = len(effect)
    both = np.vstack([effect, cost])
    root = np.linalg.svd(np.cov(both) / n)  # a cost that never varies has no Cholesky root
    scale = root[0] * np.sqrt(root[1])
    wide = np.sqrt((n - 1) / rng.chisquare(n - 1, draws))
    found = both.mean(axis=1)[:, None] + scale @ rng.normal(size=(2, draws)) * wide
    return found[0], found[1]


def individual_gain(place: Place, rng: np.random.Generator, draws: int) -> Array:
    """What the firms gain when the programme's money supports them one by one, per group.

    gain = firms x yearly margin x group_gain x per_dollar x reach x dose x annuity(delay, fade).
    """
    drawn = {one.name: one.draw(rng, draws) for one in INDIVIDUAL}
    share = drawn["group_gain"] * drawn["per_dollar"] * drawn["reach"] * drawn["dose"]
    years = annuity(place.years, place.rate, drawn["fade"], drawn["delay"])
    return np.asarray(12.0 * place.firms * place.margin * share * years)


def cash_effect(place: Place, money: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Welfare of handing the money out: the transfer alone, and the return on what is invested.

    The transfer is worth to the firms what it costs, so the overhead alone is lost. What is
    invested gains what it returns beyond the discount rate: the capital stays the firm's.
    """
    drawn = {one.name: one.draw(rng, len(money)) for one in CASH}
    grant = money * (1.0 - place.lost)
    excess = 12.0 * drawn["monthly_return"] - np.log1p(place.rate)
    years = annuity(place.years, place.rate, drawn["cash_fade"])
    return -money * place.lost, np.asarray(grant * drawn["invested"] * excess * years)


def _row(
    name: str, mean: float, drawn: Array, programme_mean: float, programme: Array
) -> dict[str, Any]:
    gap = programme - drawn
    low, high = np.quantile(gap, (0.025, 0.975))
    ends = np.quantile(drawn, (0.025, 0.975))
    verdict = BETTER if low > 0.0 else WORSE if high < 0.0 else OPEN
    own = name == "programme"
    return {
        "alternative": name,
        "effect": mean,
        "low": float(ends[0]),
        "high": float(ends[1]),
        "gap": float("nan") if own else programme_mean - mean,
        "gap_low": float("nan") if own else float(low),
        "gap_high": float("nan") if own else float(high),
        "better": float("nan") if own else float((gap > 0.0).mean()),
        "verdict": "" if own else verdict,
    }
