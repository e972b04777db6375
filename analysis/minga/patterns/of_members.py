"""Who is in the group, and how members change: trust, turnover, past failures, fear, decay."""

from __future__ import annotations

from minga.patterns.measures import (
    COOPERATION_FINAL,
    SURVIVED,
    WELFARE,
    alive,
    change,
    cooperation_late,
    founders_who_give,
    given_by,
    newcomers,
)
from minga.patterns.pattern import Pattern, Settings
from minga.patterns.treatments import (
    FOUNDERS,
    FROM_START,
    GRADUATED,
    NO_LEAVING,
    NO_NEWS,
    NO_SANCTION,
    NO_TRUST,
    NONE,
    OTAVALO,
    treatment,
)

PROFILES = ("saint", "solid-citizen", "win-at-all-costs", "opportunist")
# one patience for all, near the mean: then no profile is readier than another to invest
ONE_PATIENCE = {
    f"profiles.{name}": f'{{ preset = "{name}", patience = {{ mean = 0.95, sd = 0.0 }} }}'
    for name in PROFILES
}
NO_NORM = {
    "profiles.solid-citizen": '{ preset = "solid-citizen", gamma = { mean = 0.0, sd = 0.0 } }'
}
MANY = "{ saint = 0.1, solid-citizen = 0.35, win-at-all-costs = 0.15, opportunist = 0.4 }"
FEW = "{ saint = 0.1, solid-citizen = 0.65, win-at-all-costs = 0.15, opportunist = 0.1 }"
# more firms outside than can come in, so that a long life does not exhaust them
WAITING = {"population.entrants": "30"}
# from month 18 to 24: beyond the first year, and before the facilitator begins to withdraw
MEDIUM_TERM = (18, 24)


def _decay() -> list[Pattern]:
    bare = treatment(NONE, NONE)
    ruled = treatment(GRADUATED, NONE, **FROM_START)
    laboratory = "Fischbacher and Gächter 2010"
    return [
        Pattern("decay-news", "contributions decay without sanctions", laboratory,
                cooperation_late(), -1, bare, None, NO_NEWS, "learning about the others"),
        Pattern("decay-leaving", "... the same, again", laboratory,
                cooperation_late(), -1, bare, None, NO_LEAVING,
                "members who leave or are replaced"),
        Pattern("sanctions-hold", "contributions hold with graduated sanctions from the start",
                "Fehr and Gächter 2000", cooperation_late(), 1, ruled, None, NO_SANCTION,
                "sanctions"),
        Pattern("sanctions-end", "sanctions make the difference at the end",
                "[INTI] 3.3", COOPERATION_FINAL, 1, ruled, bare, NO_SANCTION, "sanctions"),
    ]  # fmt: skip


def _turnover(rules: str) -> list[Pattern]:
    stays = treatment(rules, "trust-first", **{"model.turnover_rate": "0"})
    goes = stays | {"model.turnover_rate": "1"}
    off, what = {"model.turnover_loss": "0"}, "reputation lost with the person"
    return [
        Pattern(f"turnover-trust-{rules}",
                f"new representatives every year cost trust, against none, `{rules}`",
                "[INTI] 3.3", alive("trust", 12, 36), -1, goes, stays, off, what),
        Pattern(f"turnover-cooperation-{rules}", f"... and cooperation, `{rules}`",
                "[INTI] 3.3", COOPERATION_FINAL, -1, goes, stays, off, what),
    ]  # fmt: skip


def _failures(rules: str) -> list[Pattern]:
    fresh = treatment(rules, "trust-first", **{"population.earlier_failures": "0"})
    poisoned = fresh | {"population.earlier_failures": "2"}
    off, what = {"model.failure_effect": "0"}, "priors lowered by failures"
    claim = "two earlier failures make the next association harder"
    return [
        Pattern(f"failures-survival-{rules}", f"{claim}, `{rules}`", "[Otavalo] diagnosis form",
                SURVIVED, -1, poisoned, fresh, off, what),
        Pattern(f"failures-cooperation-{rules}", f"... and lower its cooperation, `{rules}`",
                "[Otavalo] diagnosis form", COOPERATION_FINAL, -1, poisoned, fresh, off, what),
    ]  # fmt: skip


def _fear(rules: str) -> Pattern:
    few = treatment(rules, "trust-first", **{"population.shares": FEW})
    return Pattern(
        f"fear-{rules}",
        f"solid citizens give less among many opportunists (40 % against 10 %), `{rules}`",
        "[INTI] 3.3 and 5.2.2", given_by("solid-citizen", 4, 36), -1,
        few | {"population.shares": MANY}, few, NO_NORM, "conditional cooperation",
    )  # fmt: skip


def _fading(rules: str) -> Pattern:
    return Pattern(
        f"fading-{rules}", f"attendance is higher in the first half year than later, `{rules}`",
        "[INTI] 3.3", change("attendance", (0, 6), MEDIUM_TERM), -1,
        treatment(rules, "trust-first"), None,
        {"model.engagement_fatigue": "0"}, "fatigue",
    )  # fmt: skip


def _unmet(rules: str) -> Pattern:
    sober = treatment(rules, "trust-first", **{"population.expected_gain": "0.06"})
    return Pattern(
        f"unmet-{rules}",
        f"promises of 20 % of the margin against 6 % end in fewer groups that live, `{rules}`",
        "[INTI] 4.1, tasks of the facilitator", SURVIVED, -1,
        sober | {"population.expected_gain": "0.2"}, sober,
        {"model.benefit_memory": "1"}, "memory of what was expected",
    )  # fmt: skip


def _closure(rules: str) -> Pattern:
    return Pattern(
        f"closure-{rules}",
        f"groups that built trust (`trust-first`, not `activism`) take in fewer firms, `{rules}`",
        "[INTI] 5.4.1", newcomers(FOUNDERS), -1,
        treatment(rules, "trust-first", **WAITING), treatment(rules, "activism", **WAITING),
        {"model.closure": "0"}, "votes that weigh the trust to be lost",
    )  # fmt: skip


def _screen(asked: int) -> Pattern:
    free = treatment(OTAVALO, "trust-first", **{"facilitator.co_investment": "0"})
    return Pattern(
        f"screen-{asked}", f"asking USD {asked} on joining selects firms that give",
        "[Otavalo] phase I, step 2", founders_who_give(("saint", "solid-citizen"), FOUNDERS), 1,
        free | {"facilitator.co_investment": f"{asked}"}, free,
        ONE_PATIENCE, "more patient profiles are readier to invest",
    )  # fmt: skip


def _screened(strategy: str) -> Pattern:
    asking = treatment(GRADUATED, strategy)
    free: Settings = asking | {"facilitator.co_investment": "0"}
    return Pattern(
        f"screen-welfare-{strategy}",
        f"what `{strategy}` asks on joining raises welfare, `{GRADUATED}`",
        "[Otavalo] phase I, step 2", WELFARE, 1, asking, free,
        ONE_PATIENCE, "more patient profiles are readier to invest",
    )  # fmt: skip


def _no_trust(rules: str) -> Pattern:
    build = treatment(rules, "trust-first")
    return Pattern(
        f"no-trust-{rules}",
        f"groups whose facilitator builds no trust (`activism`) tire and end, `{rules}`",
        "[INTI] 5.2.2", SURVIVED, -1, treatment(rules, "activism"), build,
        NO_TRUST, "trust activities",
    )  # fmt: skip


PATTERNS = (
    *_decay(),
    *(pattern for rules in (OTAVALO, GRADUATED) for pattern in _turnover(rules)),
    *(pattern for rules in (OTAVALO, GRADUATED) for pattern in _failures(rules)),
    *(make(rules) for make in (_no_trust, _fear, _fading, _unmet, _closure)
      for rules in (OTAVALO, GRADUATED)),
    _screen(10),
    _screen(40),
    _screened("trust-first"),
    _screened("empowering"),
)  # fmt: skip
