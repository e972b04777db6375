"""What a result rests on: the origin of every number of a scenario, and the card that says so."""

from __future__ import annotations

from minga.evidence.card import Card, context_card
from minga.evidence.kinds import (
    ASSUMED,
    BY_FIT,
    DEFINED,
    DOCUMENTED,
    FITTED,
    KINDS,
    UNIDENTIFIED,
    UNSTATED,
    kind_of,
)
from minga.evidence.origins import Origin, origins

__all__ = [
    "ASSUMED",
    "BY_FIT",
    "DEFINED",
    "DOCUMENTED",
    "FITTED",
    "KINDS",
    "UNIDENTIFIED",
    "UNSTATED",
    "Card",
    "Origin",
    "context_card",
    "kind_of",
    "origins",
]
