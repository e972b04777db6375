"""Over which groups an outcome is averaged: all that were started, or survivors only.

The main estimand is by intention to treat: every group that was started counts, also those that
dissolved early. Some measures exist only while a group lives, or only for those that got somewhere;
their means describe survivors and are marked as such wherever they are shown.
"""

from __future__ import annotations

ALL = "all groups started"
ALIVE = "while the group lived"
REACHED = "groups that reached it"
# /summary variables that a group without periods, meetings or dues left cannot add to.
WHILE_ALIVE = ("cooperation_rate", "attendance", "trust", "expected_conduct", "engagement")


def basis(outcome: str) -> str:
    """``ALL``, ``ALIVE`` or ``REACHED`` for a name in /summary or ``final:NAME``.

    ``final:NAME`` counts groups that no longer live as zero, so it is over all.
    """
    if outcome.startswith("time_to_"):
        return REACHED
    return ALIVE if outcome in WHILE_ALIVE else ALL
