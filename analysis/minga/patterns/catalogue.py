"""All patterns, under the headings of the page."""

from __future__ import annotations

from minga.patterns import (
    of_contracts,
    of_coordination,
    of_coverage,
    of_facilitators,
    of_members,
    of_places,
    of_programmes,
    of_rules,
)
from minga.patterns.pattern import Pattern

SECTIONS: dict[str, tuple[Pattern, ...]] = {
    "Programmes": of_programmes.PATTERNS,
    "Facilitators": of_facilitators.PATTERNS,
    "Members": of_members.PATTERNS,
    "Rules, money and places": of_rules.PATTERNS,
    "Legal form and buyers": of_contracts.PATTERNS,
    "Coordination of programmes, and support that ends": of_coordination.PATTERNS,
    "Groups that see each other, and facilitators who change": of_places.PATTERNS,
    "One budget for many groups": of_coverage.PATTERNS,
}
PATTERNS: tuple[Pattern, ...] = tuple(p for section in SECTIONS.values() for p in section)

# What the field knows and this model cannot say, so that no test stands for it.
NOT_EXPRESSED = (
    "subsidies draw opportunists: firms do not choose whether to answer a call by what is paid",
    "members who stay unconvinced spread distrust: reputations are public, not passed on by talk",
    "one in five of those that go on drives the group (a conjecture): firms are not told apart by "
    "who takes the initiative",
    "who is invited to the room, literacy, decisions in families: firms have one voice each",
)
