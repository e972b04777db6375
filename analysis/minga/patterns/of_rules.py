"""What the regulation says, and where the group is: accounts, sanctions, shares, distance."""

from __future__ import annotations

from minga.patterns.measures import (
    COOPERATION_FINAL,
    SURVIVED,
    alive,
    end_game,
    enforced,
    gap_of_sizes,
    lived,
    payoff,
)
from minga.patterns.pattern import Pattern
from minga.patterns.treatments import (
    FOUNDERS,
    FROM_START,
    GRADUATED,
    NO_SANCTION,
    NO_TRAVEL,
    NONE,
    OTAVALO,
    RULES,
    treatment,
)

WHOLE = lived("cooperation_rate", 4, 60)
NO_RIVALRY = {f"association[0].action[{k}].rivalry": "0" for k in (1, 2, 3)}
NO_HARM = {"association[0].action[2].side_loss": "0"}


def _accounts(rules: str) -> list[Pattern]:
    closed = treatment(rules, "trust-first", **FROM_START, **{f"{RULES}.transparency": "0"})
    opened = closed | {f"{RULES}.transparency": "1"}
    off, what = {"model.transparency_effect": "0"}, "what accounts let members see"
    source = "[RedEAmérica] transparency (accounts, not tales)"
    return [
        Pattern(f"transparency-{rules}",
                f"open accounts raise cooperation, `{rules}` from the start",
                source, WHOLE, 1, opened, closed, off, what),
        Pattern(f"transparency-survival-{rules}",
                f"... and more groups live, `{rules}` from the start",
                source, SURVIVED, 1, opened, closed, off, what),
    ]  # fmt: skip


def _monitoring() -> Pattern:
    loose = treatment(GRADUATED, "trust-first", **FROM_START, **{f"{RULES}.monitoring": "0.1"})
    return Pattern(
        "monitoring",
        f"more monitoring (0.9 against 0.1) raises cooperation, `{GRADUATED}` from the start",
        "Ostrom 1990; [INTI] 3.3", WHOLE, 1, loose | {f"{RULES}.monitoring": "0.9"}, loose,
        NO_SANCTION, "sanctions on what is seen",
    )  # fmt: skip


def _capture(rules: str) -> list[Pattern]:
    equal = treatment(rules, "trust-first", **FROM_START, **{f"{RULES}.distribution": '"equal"'})
    strong = equal | {f"{RULES}.distribution": '"capture"'}
    off, what = {"model.capture_power": "0"}, "shares that go by strength"
    source = "[RedEAmérica] distribution of benefits, inequality of power"
    return [
        Pattern(f"capture-gap-{rules}",
                f"without a rule of distribution the large gain more of what is common, `{rules}`",
                source, gap_of_sizes(4, 60, FOUNDERS), 1, strong, equal, off, what),
        Pattern(f"capture-survival-{rules}", f"... and fewer groups live, `{rules}`",
                source, SURVIVED, -1, strong, equal, off, what),
    ]  # fmt: skip


def _drained() -> Pattern:
    formal = {"association[0].formal": "true", "association[0].formal_cost": "0"}
    paid = treatment(GRADUATED, "trust-first", **FROM_START, **formal)
    return Pattern(
        "drained",
        "a fund drained by accounts and legal form (USD 40 a fortnight) ends groups, "
        f"`{GRADUATED}` from the start",
        "[INTI] 5.4.1; [Otavalo] phase II, step 3 j", SURVIVED, -1,
        paid | {"association[0].formal_cost": "40"}, paid,
        {"model.drained_periods": "100000"}, "an end for lack of cash",
    )  # fmt: skip


def _known_end() -> Pattern:
    open_end = treatment("strict-expulsion", "trust-first", **FROM_START)
    return Pattern(
        "known-end", "a known end undoes what the threat of expulsion held, `strict-expulsion`",
        "Cinyabuguma, Page and Putterman 2005", end_game(), -1,
        open_end | {"time.known_end": "true"}, open_end,
        {f"{RULES}.expel_after": "0"}, "expulsion",
    )  # fmt: skip


def _enforced() -> Pattern:
    ruled = treatment(GRADUATED, "trust-first", **FROM_START)
    return Pattern(
        "enforced", "enforced cooperation says little about intentions",
        "[INTI] 5.2.3", enforced(), 1, ruled, treatment(NONE, "trust-first"),
        NO_SANCTION, "sanctions",
    )  # fmt: skip


def _offers(rules: str) -> Pattern:
    left_alone = treatment(rules, "trust-first", **{"market.counter_offers": "0"})
    return Pattern(
        f"offers-{rules}", f"offers to single members (0.5 a fortnight) cost the group, `{rules}`",
        "[INTI] 3.3; [RedEAmérica] intermediaries", payoff(24, 60), -1,
        left_alone | {"market.counter_offers": "0.5"}, left_alone,
        NO_HARM, "harm done by deals behind the group's back",
    )  # fmt: skip


def _scattered(rules: str) -> Pattern:
    near = treatment(rules, "trust-first")
    return Pattern(
        f"scattered-{rules}", f"scattered groups (25 km against 3 km) survive less, `{rules}`",
        "[INTI] 5.1.1 a", SURVIVED, -1, near | {"population.distance_km": "25"}, near,
        NO_TRAVEL, "travel money and time",
    )  # fmt: skip


def _large(rules: str) -> Pattern:
    small = treatment(rules, "trust-first", **{"population.firms": "12"})
    return Pattern(
        f"large-{rules}", f"large groups (20 against 12 firms) attend less, `{rules}`",
        "[INTI] 3.3", alive("attendance", 4, 36), -1, small | {"population.firms": "20"}, small,
        {"model.size_load": "0"}, "longer meetings",
    )  # fmt: skip


def _diverse(rules: str) -> list[Pattern]:
    alike = treatment(rules, "trust-first", **{"population.culture_spread": "0.05"})
    mixed = alike | {"population.culture_spread": "0.35"}
    off, what = {"model.diversity_load": "0"}, "cost of working with who is unlike"
    source = "[Otavalo] phase I, step 2 (homogeneity)"
    return [
        Pattern(f"diverse-attendance-{rules}",
                f"members unlike each other (spread 0.35 against 0.05) attend less, `{rules}`",
                source, alive("attendance", 4, 36), -1, mixed, alike, off, what),
        Pattern(f"diverse-cooperation-{rules}", f"... and cooperate less at the end, `{rules}`",
                source, COOPERATION_FINAL, -1, mixed, alike, off, what),
    ]  # fmt: skip


def _rivals(rules: str) -> Pattern:
    apart = treatment(rules, "trust-first", **{"population.product_spread": "0.3"})
    return Pattern(
        f"rivals-{rules}",
        f"makers of one product gain less together (0.02 against 0.3), `{rules}`",
        "[INTI] 2.1, table 1", payoff(4, 60), -1,
        apart | {"population.product_spread": "0.02"}, apart,
        NO_RIVALRY, "rivalry for the same buyers",
    )  # fmt: skip


PATTERNS = (
    *_accounts(OTAVALO),
    *_accounts(GRADUATED),
    _monitoring(),
    *_capture(OTAVALO),
    *_capture(GRADUATED),
    _drained(),
    _known_end(),
    _enforced(),
    _offers(OTAVALO),
    _offers(GRADUATED),
    _scattered(NONE),
    _scattered(GRADUATED),
    *(make(rules) for make in (_large, _rivals) for rules in (OTAVALO, GRADUATED)),
    *(pattern for rules in (OTAVALO, GRADUATED) for pattern in _diverse(rules)),
)  # fmt: skip
