"""All patterns, under the headings of the page."""

from __future__ import annotations

from minga.patterns import of_facilitators, of_members, of_programmes, of_rules
from minga.patterns.pattern import Pattern

SECTIONS: dict[str, tuple[Pattern, ...]] = {
    "Programmes": of_programmes.PATTERNS,
    "Facilitators": of_facilitators.PATTERNS,
    "Members": of_members.PATTERNS,
    "Rules, money and places": of_rules.PATTERNS,
}
PATTERNS: tuple[Pattern, ...] = tuple(p for section in SECTIONS.values() for p in section)

# What the field knows and this model cannot say, so that no test stands for it.
NOT_EXPRESSED = (
    "subsidies draw opportunists: firms do not choose whether to answer a call by what is paid",
    "members who stay unconvinced spread distrust: reputations are public, not passed on by talk",
    "who is invited to the room, literacy, decisions in families: firms have one voice each",
)
# In the model, and not tested here yet: all statements above are about one group.
NOT_TESTED = (
    "a new facilitator starts low, less so with a strong institution behind (exchange of "
    "facilitators in programmes)",
    "formalising binds groups that are not ready (legal form, cost of leaving, dormant shells)",
    "public, private and mixed coordination differ; one success shows others the way, one failure "
    "poisons the ground (programmes)",
    "a single large client presses prices (vertical networks)",
)
