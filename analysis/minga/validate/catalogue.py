"""All cases, under the headings of the page."""

from __future__ import annotations

from minga.validate import (
    of_commons,
    of_contributions,
    of_groups,
    of_investment,
    of_programmes,
    of_sanctions,
    of_space,
    of_theory,
)
from minga.validate.case import Case

SECTIONS: dict[str, tuple[Case, ...]] = {
    "Exact results (A1 to A13)": of_theory.CASES + of_investment.CASES,
    "Spatial games (S1 to S8)": of_space.CASES,
    "Voluntary contributions (B1 to B4)": of_contributions.CASES,
    "Punishment and expulsion (B7, B12)": of_sanctions.CASES,
    "Common pool (B11)": of_commons.CASES,
    "Size, talk and leaders (B15, B16, B19)": of_groups.CASES,
    "Programmes of business networks": of_programmes.CASES,
}
CASES: tuple[Case, ...] = tuple(case for section in SECTIONS.values() for case in section)


def chosen(only: str | None) -> tuple[Case, ...]:
    """Cases of a key or of a family (B7); all without one. KeyError if there is none."""
    found = tuple(c for c in CASES if only in (None, c.key, c.family))
    if not found:
        raise KeyError(only)
    return found
