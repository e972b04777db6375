"""Many groups under one budget: who goes on, how many with how much each, who is let in."""

from __future__ import annotations

from minga.patterns.measures import SURVIVED
from minga.patterns.measures_of_groups import newcomers, served_alive, went_on, while_alive
from minga.patterns.pattern import Pattern
from minga.patterns.treatments import (
    FOUNDERS,
    GRADUATED,
    LETTER,
    NO_LEAVING,
    NO_TRUST,
    PROGRAMME,
    programme,
)

# 6 facilitators of 8 days a fortnight: all days are asked for when all places are taken
FEW = {"programme.groups_each": "2", "facilitator.days": "[4.0, 4.0, 4.0, 4.0]"}
MANY = {"programme.groups_each": "6", "facilitator.days": "[1.3333, 1.3333, 1.3333, 1.3333]"}
# any day does all that many days would, and replaces no work
ANY_DAY = {"model.activity_scale": "0.001", "model.day_contributions": "0"}
LEAST, MOST = 0.2, 0.5  # read as "about a third"; assumed
WAITING = {"population.entrants": "30"}  # so that a long life does not exhaust them


def _third(rules: str) -> list[Pattern]:
    asked = programme(rules)
    source = "[INTI] 5.1 (the author's conjecture)"
    return [
        Pattern(f"third-least-{rules}",
                f"of firms that answer, more than {LEAST:g} go on to work in a group, `{rules}`",
                source, went_on(LEAST, FOUNDERS), 1, asked, None, NO_TRUST, "trust activities",
                PROGRAMME),
        Pattern(f"third-most-{rules}", f"... and fewer than {MOST:g}, `{rules}`",
                source, went_on(MOST, FOUNDERS), -1, asked, None, NO_LEAVING,
                "members who leave or are replaced", PROGRAMME),
    ]  # fmt: skip


def _coverage(rules: str) -> list[Pattern]:
    few, many = programme(rules, **FEW), programme(rules, **MANY)
    off, what = ANY_DAY, "effects that grow with days"
    source = "[BID-FOMIN] (coverage is inverse to sophistication)"
    how = "with the same facilitators"
    return [
        Pattern(f"coverage-trust-{rules}",
                f"12 places with more days build more trust each than 36 {how}, `{rules}`",
                source, while_alive("trust", 12, 36), 1, few, many, off, what, PROGRAMME),
        Pattern(f"coverage-survival-{rules}", f"... and more of the served groups live, `{rules}`",
                source, served_alive(), 1, few, many, off, what, PROGRAMME),
        Pattern(f"coverage-all-{rules}", f"... but fewer of all candidate groups, `{rules}`",
                source, SURVIVED, -1, few, many, {"programme.facilitators": "0"},
                "places with facilitators", PROGRAMME),
    ]  # fmt: skip


def _closure(rules: str) -> Pattern:
    return Pattern(
        f"programme-closure-{rules}",
        "a programme's groups that built trust (`trust-first`, not `activism`) take in fewer "
        f"firms, `{rules}`",
        "[INTI] 5.4.1", newcomers(FOUNDERS), -1,
        programme(rules, **WAITING),
        programme(rules, **WAITING, **{"facilitator.strategy": "activism"}),
        {"model.closure": "0"}, "votes that weigh the trust to be lost", PROGRAMME,
    )  # fmt: skip


PATTERNS = (
    *(pattern for make in (_third, _coverage) for rules in (LETTER, GRADUATED)
      for pattern in make(rules)),
    _closure(LETTER),
    _closure(GRADUATED),
)  # fmt: skip
