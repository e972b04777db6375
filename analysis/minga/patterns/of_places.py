"""What groups learn from each other's fate in a place, and what a change of facilitator costs."""

from __future__ import annotations

from minga.patterns.measures_of_groups import (
    formed_alone,
    formed_alone_beside,
    lived_after_failures,
    served_alive,
    while_alive,
)
from minga.patterns.pattern import Pattern
from minga.patterns.treatments import (
    GRADUATED,
    LETTER,
    NO_CREDIT,
    PROGRAMME,
    programme,
)

# often enough for counts to say something; the hazard itself is assumed
OFTEN = {"programme.self_formation": "0.3"}
NO_EARLIER = {"programme.failure_rate": "0"}  # so that all places start alike
NO_HANDOVER = {"programme.coordination.handover_months": "0"}
TRUST = while_alive("trust", 12, 36)


def _demonstration(rules: str) -> list[Pattern]:
    helped = programme(rules, **OFTEN)
    off, what = {"programme.demonstration": "0"}, "seeing groups of the place that stand"
    source = "[INTI] 5.1.1 g (demonstration effect)"
    return [
        Pattern(f"demonstration-{rules}",
                f"where a programme serves some groups, others form by themselves, `{rules}`",
                source, formed_alone(), 1, helped, helped | {"programme.facilitators": "0"},
                off, what, PROGRAMME),
        Pattern(f"demonstration-places-{rules}",
                f"... most in the places where a group stands, `{rules}`",
                source, formed_alone_beside(), 1, helped, None, off, what, PROGRAMME),
    ]  # fmt: skip


def _poisoned(rules: str) -> list[Pattern]:
    alike = programme(rules, **OFTEN, **NO_EARLIER)
    fresh = programme(rules, **NO_EARLIER)
    failed = fresh | {"programme.failure_rate": "1.5"}
    off, what = {"model.failure_effect": "0"}, "priors lowered by failures"
    source = "[Otavalo] diagnosis form; [INTI] annex"
    claim = "earlier failures in places (1.5 on average against none)"
    return [
        Pattern(f"poisoned-later-{rules}",
                f"a group that forms where others have failed lives less often, `{rules}`",
                source, lived_after_failures(), -1, alike, None, off, what, PROGRAMME),
        Pattern(f"poisoned-trust-{rules}",
                f"{claim} leave served groups with less trust, `{rules}`",
                source, while_alive("trust", 0, 12), -1, failed, fresh, off, what, PROGRAMME),
        Pattern(f"poisoned-survival-{rules}", f"{claim} end more served groups, `{rules}`",
                source, served_alive(), -1, failed, fresh, off, what, PROGRAMME),
    ]  # fmt: skip


def _rotation(rules: str) -> list[Pattern]:
    stays = programme(rules, **{"programme.coordination.turnover": "0"})
    rotates = stays | {"programme.coordination.turnover": "1"}
    strong, weak = ({"institution.credibility": value} for value in ("0.9", "0.1"))
    off, what = NO_CREDIT | NO_HANDOVER, "all that credibility multiplies, and weeks without days"
    source = "[INTI] 3.3 and 4.1 c"
    return [
        Pattern(f"rotation-trust-{rules}",
                f"facilitators who change every year cost trust, against none, `{rules}`",
                source, TRUST, -1, rotates, stays, off, what, PROGRAMME),
        Pattern(f"rotation-survival-{rules}", f"... and served groups, `{rules}`",
                source, served_alive(), -1, rotates, stays, off, what, PROGRAMME),
        Pattern(f"rotation-backing-{rules}",
                "... less trust where a strong institution stands behind them (credibility 0.9 "
                f"against 0.1), `{rules}`",
                source, TRUST, 1, rotates | strong, stays | strong, off, what, PROGRAMME,
                (rotates | weak, stays | weak)),
    ]  # fmt: skip


PATTERNS = tuple(
    pattern
    for make in (_demonstration, _poisoned, _rotation)
    for rules in (LETTER, GRADUATED)
    for pattern in make(rules)
)
