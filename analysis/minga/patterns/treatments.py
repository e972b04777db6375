"""Settings that patterns share: who facilitates under which rules, and what is switched off."""

from __future__ import annotations

from minga.patterns.pattern import Scene, Settings

PROGRAMME = Scene("noa-nea-programa", share=0.2)  # 78 candidate groups a replicate
SUPPLIERS = Scene("nafin-proveedores")
FOUNDERS = 12  # of both scenarios in which founders are counted
NONE, OTAVALO, GRADUATED = "none", "otavalo-2008", "graduated-sanctions"
LETTER = "commitment-letter"  # of the programme's own groups
RULES = "association[0].regulation"

FROM_START = {f"{RULES}.adoption": "start"}

# --- what can be switched off ---------------------------------------------------------------------

NO_SANCTION = {
    f"{RULES}.enforcer": "nobody",
    f"{RULES}.enforcement": "0",
    f"{RULES}.sanctions": "[]",
    f"{RULES}.expel_after": "0",
    f"{RULES}.late_fee": "0",
}
NO_TRUST = {"model.trust_effect": "0", "model.diagnosis_accuracy": "0"}
NO_HELP = {"model.day_contributions": "0", "model.substitution_effect": "0"}
NO_TRAVEL = {"model.travel_cost_km": "0", "model.travel_hours_km": "0"}
NO_LEARNING_TO_RUN = {"model.capability_learning": "0", "model.training_effect": "0"}
NO_CREDIT = {"model.trust_effect": "0", "model.convening_effect": "0", "model.vision_effect": "0"}
NO_NEWS = {
    "model.reputation_drift": "0",
    "model.private_learning": "0",
    "model.evidence_weight": "0",
    "model.yield_evidence": "0",
    "model.expectation_rate": "0",
}
NO_LEAVING = {"model.exit_rate": "0", "model.turnover_rate": "0"}


def treatment(regulation: str, facilitator: str, **more: str) -> Settings:
    """Settings of the two factors, and any others, as ``--set`` takes them."""
    return {RULES: regulation, "facilitator.strategy": facilitator} | more


def programme(regulation: str, coordination: str = "public", **more: str) -> Settings:
    """A programme whose groups may adopt a regulation."""
    return {RULES: regulation, "programme.coordination": coordination} | more


# --- a facilitator with the same work in another order --------------------------------------------

HALF = 18  # months, half of the time with outside money
TRUST_WORK = {"visit": 0.5, "social": 0.5, "sensitise": 0.5, "diagnose": 0.5}  # days a fortnight
BUSINESS = {"pilot_support": 1.0, "link": 0.5, "train_leaders": 0.5}
CONTACTS = {"link": 2.0}  # as many days on what hardly bears on trust or on work
ALWAYS = {"draft_regulation": 0.25, "planning": 0.25}  # beside either of them
SUPPORT = ALWAYS | {"pilot_support": 1.0, "train_leaders": 0.5}


def ordered(
    first: dict[str, float], second: dict[str, float], always: dict[str, float]
) -> Settings:
    """One list of work to month 18, another one from then to month 36, a third one all the time.

    All days are taken by rules, so that the weights have nothing to share out.
    """
    days = sum(first.values()) + sum(always.values())
    rules = [_rule("below", activity, days) for activity, days in first.items()]
    rules += [_rule("above", activity, days) for activity, days in second.items()]
    rules += [_rule("below", activity, days, 1000) for activity, days in always.items()]
    weights = {f"facilitator.weights.phase{phase}": "{ link = 1.0 }" for phase in range(1, 5)}
    return weights | {
        "facilitator.days": f"[{days}, {days}, {days}, {days}]",
        "facilitator.taper_months": "0",
        "facilitator.rule": "[" + ", ".join(rules) + "]",
    }


def _rule(side: str, activity: str, days: float, month: int = HALF) -> str:
    return (
        f'{{ when = "month", comparison = "{side}", value = {month}.0, periods = 1, '
        f'activity = "{activity}", days = {days} }}'
    )


TRUST_EARLY = ordered(TRUST_WORK, BUSINESS, ALWAYS)
TRUST_LATE = ordered(BUSINESS, TRUST_WORK, ALWAYS)
TRUST_EARLY_ALONE = ordered(TRUST_WORK, CONTACTS, SUPPORT)
TRUST_LATE_ALONE = ordered(CONTACTS, TRUST_WORK, SUPPORT)
