"""Figures of a result file. Every function returns a matplotlib Figure and draws nothing else.

All take ``lang`` ("en" or "es"), state what a band or line is, and tell things apart by shape,
dash, hatch or label as well as by colour. Save with ``figure.savefig``.
"""

from minga.plot.bands import trajectory
from minga.plot.bars import ledger
from minga.plot.curves import survival
from minga.plot.effects import contrasts, response
from minga.plot.grid import heatmap
from minga.plot.people import by_profile
from minga.plot.strategies import encounters, evolution, tournament
from minga.plot.worth import money, uncertainty

__all__ = [
    "by_profile",
    "contrasts",
    "encounters",
    "evolution",
    "heatmap",
    "ledger",
    "money",
    "response",
    "survival",
    "tournament",
    "trajectory",
    "uncertainty",
]
