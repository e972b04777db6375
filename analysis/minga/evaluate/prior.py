"""Evidence carried from elsewhere for what the same money does otherwise, as ranges.

Nothing here was measured on the firms of a scenario. Each number is uniform on its range (dose: its
logarithm), drawn once for all groups, and carried through to the result as an interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from minga.stats import Array


@dataclass(frozen=True)
class Carried:
    """One number from elsewhere: its range, unit, and who found it where.

    ``read`` is what was read of the source: "abstract", "memory" (not read again), or "assumed".
    """

    name: str
    low: float
    high: float
    unit: str
    source: str
    read: str
    logarithmic: bool = False

    def draw(self, rng: np.random.Generator, size: int) -> Array:
        """``size`` values from the range."""
        if self.logarithmic:
            return np.exp(rng.uniform(np.log(self.low), np.log(self.high), size))
        return rng.uniform(self.low, self.high, size)


INDIVIDUAL = (
    Carried(
        "group_gain",
        0.02,
        0.14,
        "share of the margin",
        "Cai & Szeidl 2018, 2,820 young firms in China: monthly meetings raised revenue by 8.1 % "
        "(abstract read; two standard errors of about 3 points either side from memory). The "
        "margin is assumed to move with revenue",
        "abstract",
    ),
    Carried(
        "per_dollar",
        0.27,
        0.43,
        "of the group's effect per unit of money",
        "Iacovone, Maloney & McKenzie 2022, 159 auto parts firms in Colombia: both ways raised "
        "management practices by 8 to 10 points, the group at one third of the cost (abstract "
        "read; USD 10,000 and 29,000 a firm from memory). 0.34, times 8/10 to 10/8",
        "abstract",
    ),
    Carried(
        "reach",
        0.0,
        1.0,
        "share of the practices' effect that reaches the margin",
        "Iacovone, Maloney & McKenzie 2022: effects of individual consulting on firm outcomes were "
        "smaller and not significant (from memory), so none to all",
        "memory",
    ),
    Carried(
        "dose",
        0.5,
        2.0,
        "of the support per firm in those studies, for the size of the firm",
        "assumed: half to double",
        "assumed",
        logarithmic=True,
    ),
    Carried("delay", 0.5, 1.0, "years until it shows", "assumed", "assumed"),
    Carried(
        "fade",
        0.0,
        0.3,
        "per year",
        "Cai & Szeidl 2018: effects persisted one year after the meetings (abstract read); beyond "
        "that assumed",
        "abstract",
    ),
)
CASH = (
    Carried(
        "invested",
        0.4,
        1.0,
        "share of the grant",
        "assumed around de Mel, McKenzie & Woodruff 2008: somewhat over half of cash grants went "
        "into the firm (from memory)",
        "memory",
    ),
    Carried(
        "monthly_return",
        0.0,
        0.053,
        "per month, real",
        "de Mel, McKenzie & Woodruff 2008, microenterprises in Sri Lanka, grants of USD 100 or "
        "200: 4.6 to 5.3 % on average, none in women's firms (abstract read); so none to the "
        "upper end",
        "abstract",
    ),
    Carried(
        "cash_fade",
        0.0,
        0.3,
        "per year",
        "de Mel, McKenzie & Woodruff 2012: profits of men's firms still USD 8 to 12 a month higher "
        "five years later, none of women's (abstract read); range assumed",
        "abstract",
    ),
)


def annuity(years: float, rate: float, fade: Array, delay: Array | float = 0.0) -> Array:
    """Present value of 1 a year from ``delay`` to ``years``, fading from the delay on, in years.

    rate: discount rate per year, compounded yearly; fade: share lost per year, compounded.
    """
    force = np.log1p(rate) - np.log1p(-np.minimum(fade, 0.999))
    span = np.maximum(years - np.asarray(delay), 0.0)
    level = np.where(force > 1e-12, -np.expm1(-force * span) / np.maximum(force, 1e-12), span)
    return np.asarray(level * (1.0 + rate) ** -np.asarray(delay))
