"""Whole programmes against doing nothing: the main estimand, and how it comes about."""

from __future__ import annotations

from minga.patterns.measures import COOPERATION_FINAL, SURVIVED, WELFARE
from minga.patterns.pattern import Pattern
from minga.patterns.treatments import (
    GRADUATED,
    NO_SANCTION,
    NO_TRUST,
    NONE,
    OTAVALO,
    treatment,
)

PATTERNS = tuple(
    Pattern(
        key=f"programme-{strategy}-{rules}-{measure.name}",
        claim=f"`{strategy}` with `{rules}` beats no intervention",
        source="[INTI] 5, the method as a whole",
        measure=measure,
        sign=1,
        a=treatment(rules, strategy),
        b=treatment(NONE, NONE),
        off=NO_TRUST | NO_SANCTION,
        mechanism="trust activities and sanctions",
    )
    for strategy in ("trust-first", "adaptive")
    for rules in (OTAVALO, GRADUATED)
    for measure in (WELFARE, COOPERATION_FINAL, SURVIVED)
)
