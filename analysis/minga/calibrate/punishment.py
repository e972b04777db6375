"""The laboratory with punishment by peers: what is set, and the published means that are fitted.

Nobody publishes individual data of these experiments in a place that this project reads, so the two
means are known from memory, and their errors are assumed. They are in ``targets-punishment.csv``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from minga.calibrate.parameters import PROFILES

FILE = Path(__file__).with_name("targets-punishment.csv")
NAMES = ["punished_partners", "punished_strangers"]
PARTNERS: dict[str, float | str] = {"structure.kind": "partners", "population.firms": 40}


def rules() -> dict[str, float | str]:
    """Everybody sees everything, and one token of a peer takes three from who gave less.

    A peer that gave all and is angry enough assigns to one who gave nothing the most that the rules
    let it: ten points, at one token each, that take three each (the rules of Fehr and Gächter 2002,
    from memory); fewer in proportion to the gap. What is shown to all needs no trust in announced
    monitoring.
    """
    found: dict[str, float | str] = {
        "association[0].regulation.written": True,
        "association[0].regulation.adoption": "start",
        "association[0].regulation.enforcer": "peers",
        "association[0].regulation.enforcement": 1.0,
        "association[0].regulation.peer_cost": 10.0,
        "association[0].regulation.peer_fine": 30.0,
        "model.informal_visibility": 1.0,
        "model.detection_prior": 1.0,
    }
    for profile in PROFILES:
        found[f"profiles.{profile}.stealth.mean"] = 0.0
        found[f"profiles.{profile}.stealth.sd"] = 0.0
    return found


def experiments() -> dict[str, dict[str, float | str]]:
    """What the scenario of the laboratory is changed by, for each of ``NAMES``."""
    return {"punished_partners": PARTNERS | rules(), "punished_strangers": rules()}


def load(path: Path = FILE) -> pd.DataFrame:
    """Published means and errors, in tokens, in the order of ``NAMES``."""
    return pd.read_csv(path, comment="#", index_col="name").loc[NAMES]
