"""Ties that are hard to undo: a legal form taken early, and a single large buyer."""

from __future__ import annotations

from minga.patterns.measures import SURVIVED, alive, dormant, lived, payoff, price, summary
from minga.patterns.pattern import Pattern
from minga.patterns.treatments import GRADUATED, OTAVALO, SUPPLIERS, treatment

GROUP, CLIENT = "association[0]", "association[0].client"
FREE_EXIT = {f"{GROUP}.formal_exit_cost": "0"}
# a third of a month's margin each, and USD 10 a fortnight for accounts; assumed
COSTLY = {f"{GROUP}.formal_exit_cost": "100", f"{GROUP}.formal_cost": "10"}
AT_ONCE = {f"{GROUP}.formalise": "start"} | COSTLY
WHEN_NEEDED = {f"{GROUP}.formalise": "phase", f"{GROUP}.formalise_phase": "4"} | COSTLY


def _formal(rules: str) -> list[Pattern]:
    early = treatment(rules, "trust-first", **AT_ONCE)
    late = treatment(rules, "trust-first", **WHEN_NEEDED)
    unready_early = treatment(rules, "activism", **AT_ONCE)
    unready_late = treatment(rules, "activism", **WHEN_NEEDED)
    what, source = "what is forfeited on leaving", "[INTI] 5.4.1; [Otavalo] phase IV, step 3"
    claim = "a legal form from the start, not in phase IV,"
    return [
        Pattern(f"formal-shells-{rules}", f"{claim} leaves more dormant shells, `{rules}`",
                source, dormant(), 1, early, late, FREE_EXIT, what),
        Pattern(f"formal-attendance-{rules}", f"... holds members who do not come, `{rules}`",
                source, alive("attendance", 12, 60), -1, early, late, FREE_EXIT, what),
        Pattern(f"formal-survival-{rules}", f"... and ends groups, `{rules}`",
                source, SURVIVED, -1, early, late, FREE_EXIT | {f"{GROUP}.formal_cost": "0"},
                "what is forfeited on leaving, and accounts"),
        Pattern(f"formal-unready-{rules}",
                "... with more shells where nobody built trust (`activism`) than under "
                f"`trust-first`, `{rules}`",
                source, dormant(), 1, unready_early, unready_late, FREE_EXIT, what,
                against=(early, late)),
    ]  # fmt: skip


def _monopsony() -> list[Pattern]:
    free = {f"{CLIENT}.outside_sales": "0.9"}
    captive = {f"{CLIENT}.outside_sales": "0"}
    off, what = {f"{CLIENT}.squeeze": "0"}, "what the client can keep back"
    source = "[Dini 2003] vertical networks"
    claim = "captive suppliers (no other outlet, against 0.9 of an order)"
    return [
        Pattern("monopsony-price", f"{claim} are paid less of what was agreed",
                source, price(), -1, captive, free, off, what, SUPPLIERS),
        Pattern("monopsony-gain", "... and gain less",
                source, payoff(12, 60), -1, captive, free, off, what, SUPPLIERS),
        Pattern("monopsony-client", "... which their client gains",
                source, summary("client_gain", "USD a group"), 1, captive, free, off, what,
                SUPPLIERS),
        Pattern("monopsony-cooperation", "... and contribute less",
                source, lived("cooperation_rate", 12, 60), -1, captive, free, off, what,
                SUPPLIERS),
    ]  # fmt: skip


PATTERNS = (*_formal(OTAVALO), *_formal(GRADUATED), *_monopsony())
