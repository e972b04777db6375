"""Who coordinates a programme, with each way's documented weakness; and support that ends early."""

from __future__ import annotations

from minga.patterns.measures import COOPERATION_FINAL, SURVIVED, summary
from minga.patterns.measures_of_groups import (
    days_a_fortnight,
    days_without_response,
    ended_early,
    groups_served,
    served_alive,
    while_alive,
)
from minga.patterns.pattern import Measure, Pattern, Settings
from minga.patterns.treatments import (
    GRADUATED,
    LETTER,
    NO_TRUST,
    OTAVALO,
    PROGRAMME,
    programme,
    treatment,
)

PUBLIC, PRIVATE, MIXED = "public", "private", "mixed"
FORM = "programme.coordination"
NO_SWINGS = {f"{FORM}.swing_rate": "0"}
SAME_CREDENCE = {f"{FORM}.credence": "1"}
NO_WITHDRAWAL = {f"{FORM}.reallocates": "false"}
NO_END = {f"{FORM}.end_rate": "0"}
SAME_SETUP = {f"{FORM}.setup_months": "4"}
DAYS = summary("facilitator_days", "days")


def _form(
    key: str, claim: str, measure: Measure, sign: int, pair: tuple[str, str], off: Settings,
    mechanism: str,
) -> Pattern:  # fmt: skip
    one, other = (programme(LETTER, form) for form in pair)
    return Pattern(f"coordination-{key}", claim, "[Dini 2003] institutional structures", measure,
                   sign, one, other, off, mechanism, PROGRAMME)  # fmt: skip


def _forms() -> list[Pattern]:
    public, mixed = (PUBLIC, PRIVATE), (MIXED, PUBLIC)
    return [
        _form("swings", "public coordination: politics cost days, against private",
              days_a_fortnight(), -1, public, NO_SWINGS, "political swings"),
        _form("distrust", "public coordination: firms start with less trust, against private",
              while_alive("trust", 0, 12), -1, public, SAME_CREDENCE,
              "credibility that firms do not grant"),
        _form("distrust-attendance", "... and come less in the first year",
              while_alive("attendance", 0, 12), -1, public, SAME_CREDENCE,
              "credibility that firms do not grant"),
        _form("no-reward",
              "public coordination: more days go to groups that do not come together",
              days_without_response(), 1, public, NO_WITHDRAWAL, "support that can be withdrawn"),
        _form("public-survival", "fewer served groups live under public than under mixed",
              served_alive(), -1, (PUBLIC, MIXED), NO_SWINGS | SAME_CREDENCE,
              "political swings, and credibility that firms do not grant"),
        _form("continuity", "private coordination: support ends early, against public",
              ended_early(), 1, (PRIVATE, PUBLIC), NO_END, "a body that gives up"),
        _form("continuity-survival", "... and fewer served groups live",
              served_alive(), -1, (PRIVATE, PUBLIC), NO_END, "a body that gives up"),
        _form("setup", "mixed coordination: hard to set up, so fewer groups are served",
              groups_served(), -1, mixed, SAME_SETUP, "months until the first call"),
        _form("setup-days", "... and fewer days reach groups, against public",
              DAYS, -1, mixed, SAME_SETUP | NO_END,
              "months until the first call, and a body that gives up"),
        _form("sustain", "mixed coordination: hard to sustain, support ends early against public",
              ended_early(), 1, mixed, NO_END, "a body that gives up"),
    ]  # fmt: skip


def _leaves(rules: str) -> list[Pattern]:
    stays = treatment(rules, "trust-first")
    leaves = stays | {"institution.funding_months": "12"}
    source = "[INTI] section 5, table 4"
    return [
        Pattern(f"leaves-{measure.name}-{rules}",
                "an institution that leaves after 12 months, not 36, leaves less behind, "
                f"`{rules}`",
                source, measure, -1, leaves, stays, NO_TRUST, "trust activities")
        for measure in (SURVIVED, COOPERATION_FINAL)
    ]  # fmt: skip


def _gives_up(rules: str) -> Pattern:
    stays = programme(rules, **NO_END)
    return Pattern(
        f"gives-up-{rules}",
        f"a programme likely to be given up (0.5 a year against 0) leaves fewer groups, `{rules}`",
        "[Dini 2003] institutional structures; [INTI] section 5, table 4", served_alive(), -1,
        stays | {f"{FORM}.end_rate": "0.5"}, stays, NO_TRUST, "trust activities", PROGRAMME,
    )  # fmt: skip


PATTERNS = (
    *_forms(),
    *_leaves(OTAVALO),
    *_leaves(GRADUATED),
    _gives_up(LETTER),
    _gives_up(GRADUATED),
)
