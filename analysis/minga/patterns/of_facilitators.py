"""What facilitators do: skipping phases, serving, leaving, owning, imposing, and who backs them."""

from __future__ import annotations

from minga.patterns.measures import (
    COOPERATION_FINAL,
    MEMBERS_FINAL,
    SURVIVED,
    TRUST_LAST,
    alive,
    lived,
    payoff,
    payoff_after_funding,
)
from minga.patterns.pattern import Pattern
from minga.patterns.treatments import (
    GRADUATED,
    NO_CREDIT,
    NO_HELP,
    NO_LEARNING_TO_RUN,
    NO_TRUST,
    NONE,
    OTAVALO,
    TRUST_EARLY,
    TRUST_EARLY_ALONE,
    TRUST_LATE,
    TRUST_LATE_ALONE,
    treatment,
)

HELP = "work in the members' place"
OUTSIDER = {"facilitator.capture": "0", "facilitator.neutrality": "0.9"}
EARLIER_EXIT = {"facilitator.exit_month": "30", "facilitator.taper_months": "0"}  # the same days
AFTER = lived("cooperation_rate", 36, 60)
CONFLICT = alive("conflict", 0, 36, unit="level")


def _activism(rules: str) -> list[Pattern]:
    active, idle = treatment(rules, "activism"), treatment(rules, NONE)
    source = "[INTI] summary, phase III; [Otavalo] phase II, step 3"
    return [
        Pattern(f"activism-early-{rules}",
                f"`activism` gains early against no facilitator, `{rules}`",
                source, payoff(0, 12), 1, active, idle, NO_HELP, HELP),
        Pattern(f"activism-late-{rules}",
                f"... and it does not last: below no facilitator, `{rules}`",
                source, payoff(48, 60), -1, active, idle, NO_HELP, HELP),
    ]  # fmt: skip


def _skipping(rules: str) -> list[Pattern]:
    skip, build = treatment(rules, "activism"), treatment(rules, "trust-first")
    source = "[INTI] 5.2 and 5.2.2"
    return [
        Pattern(f"skipping-results-{rules}", f"`activism` ends below `trust-first`, `{rules}`",
                source, payoff(48, 60), -1, skip, build, NO_TRUST, "trust activities"),
        Pattern(f"skipping-wary-{rules}", f"`activism` leaves members wary, `{rules}`",
                source, TRUST_LAST, -1, skip, build, NO_TRUST, "trust activities"),
    ]  # fmt: skip


def _order(rules: str) -> list[Pattern]:
    source, what = "[INTI] 5.2", "trust activities"
    orders = (
        ("late-trust", "trust work after month 18 and business before it is worse than the reverse",
         TRUST_LATE, TRUST_EARLY),
        ("late-trust-alone",
         "trust work after month 18 and contacts before it is worse than the reverse",
         TRUST_LATE_ALONE, TRUST_EARLY_ALONE),
    )  # fmt: skip
    return [
        Pattern(f"{key}-{measure.name}-{rules}", f"{claim}, `{rules}`", source, measure, -1,
                treatment(rules, "trust-first", **late), treatment(rules, "trust-first", **early),
                NO_TRUST, what)
        for key, claim, late, early in orders
        for measure in (COOPERATION_FINAL, SURVIVED)
    ]  # fmt: skip


def _dependence(rules: str, strategy: str) -> list[Pattern]:
    served, gradual = treatment(rules, strategy), treatment(rules, "trust-first")
    source = "[INTI] 4.1 d and 5.2.2"
    return [
        Pattern(f"{strategy}-falls-{rules}",
                f"groups of the `{strategy}` facilitator fall after the money ends, `{rules}`",
                source, payoff_after_funding(), -1, served, None, NO_HELP, HELP),
        Pattern(f"{strategy}-falls-more-{rules}",
                f"... more than those of `trust-first`, `{rules}`",
                source, payoff_after_funding(), -1, served, gradual, NO_HELP, HELP),
    ]  # fmt: skip


def _withdrawal(rules: str) -> list[Pattern]:
    gradual = treatment(rules, "trust-first")
    off, what = NO_LEARNING_TO_RUN, "learning to run the group"
    source = "[INTI] 4.1 d"
    return [
        Pattern(f"gradual-shipped-{rules}",
                f"`trust-first` leaves more behind than `abrupt-exit`, `{rules}`",
                source, AFTER, 1, gradual, treatment(rules, "abrupt-exit"), off, what),
        Pattern(f"gradual-same-days-{rules}",
                f"a year's withdrawal against the same days in full to month 30, `{rules}`",
                source, AFTER, 1, gradual, gradual | EARLIER_EXIT, off, what),
    ]  # fmt: skip


def _owner(rules: str) -> list[Pattern]:
    owner = treatment(rules, "member-owner")
    outsider = owner | OUTSIDER
    off = {"model.conflict_inequality": "0"}
    source, what = "[INTI] 4.1 e", "conflict over diverted shares"
    against = "than an outsider with the same days"
    return [
        Pattern(f"owner-conflict-{rules}",
                f"an owner-facilitator has more conflict {against}, `{rules}`",
                source, CONFLICT, 1, owner, outsider, off, what),
        Pattern(f"owner-trust-{rules}", f"... and less trust, `{rules}`",
                source, alive("trust", 0, 36), -1, owner, outsider, off, what),
        Pattern(f"owner-survival-{rules}", f"... and fewer groups that live, `{rules}`",
                source, SURVIVED, -1, owner, outsider, off, what),
    ]  # fmt: skip


def _imposed(rules: str) -> Pattern:
    own = treatment(rules, "trust-first")
    return Pattern(
        f"imposed-{rules}", f"an imposed plan (0.8 against 0.05) loses members, `{rules}`",
        "[INTI] 5.1.3", MEMBERS_FINAL, -1, own | {"facilitator.imposed": "0.8"}, own,
        {"model.conflict_imposition": "0"}, "conflict over imposed workshops",
    )  # fmt: skip


def _backing(rules: str) -> Pattern:
    strong = treatment(rules, "trust-first", **{"institution.credibility": "0.9"})
    return Pattern(
        f"backing-{rules}",
        f"without an institution's credit (0.1 against 0.9) a facilitator achieves less, `{rules}`",
        "[INTI] 4.1 c", lived("cooperation_rate", 4, 36), -1,
        strong | {"institution.credibility": "0.1"}, strong,
        NO_CREDIT, "all that credibility multiplies: trust, calls, vision",
    )  # fmt: skip


PATTERNS = (
    *_activism(NONE),
    *_activism(OTAVALO),
    *_skipping(OTAVALO),
    *_skipping(GRADUATED),
    *_order(OTAVALO),
    *_order(GRADUATED),
    *_dependence(NONE, "dependent"),
    *_dependence(OTAVALO, "dependent"),
    *_dependence(GRADUATED, "dependent"),
    *_dependence(OTAVALO, "directive"),
    *_dependence(GRADUATED, "directive"),
    *_withdrawal(OTAVALO),
    *_withdrawal(GRADUATED),
    *_owner(OTAVALO),
    *_owner(GRADUATED),
    _imposed(OTAVALO),
    _imposed(GRADUATED),
    _backing(OTAVALO),
    _backing(GRADUATED),
)
