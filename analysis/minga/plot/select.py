"""Which interventions a figure shows when the caller does not say: best, second, none, worst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from minga.design import baselines, failed, point_ids, points
from minga.lang import text
from minga.plot.style import point_name
from minga.progress import comparable
from minga.ranking import rank
from minga.results import Results

Shown = Mapping[str, int] | Sequence[int] | None


def roles(results: Results, outcome: str = "welfare") -> dict[str, int]:
    """Role -> point: best, baseline (no programme under the best's conditions) and worst.

    Conditions are the factors that a programme does not set; where the design has a baseline the
    worst is taken under the best's conditions too (``worst_same``). The runner-up (``second``)
    stands in for a baseline that is missing or itself the best. A file with a single point has
    the role ``only``; points without a usable run have none. ValueError where runs of the design
    are missing: nothing is best or worst yet.
    """
    if not comparable(results):
        raise ValueError(
            f"{results.path.name} is not finished, so no combination is its best or worst; "
            "name the points to show, or run the rest with --resume"
        )
    ranked = rank(results, outcome)
    order = [int(point) for point in ranked["point"][ranked["n"] > 0]]
    if not order:
        return {}
    if len(order) == 1:
        return {"only": order[0]}
    base = baselines(results)
    peers = [
        point for point in order if not pd.isna(base[order[0]]) and same(base, point, order[0])
    ]
    found = {"best": order[0]}
    alone = int(base[order[0]]) if peers else order[0]
    if alone == order[0] or alone not in order:
        found["second"] = order[1]
    else:
        found["baseline"] = alone
    role, last = ("worst_same", peers[-1]) if peers else ("worst", order[-1])
    if last not in found.values():
        found[role] = last
    return found


def same(base: pd.Series, one: int, other: int) -> bool:
    """Whether two points share their conditions, that is, their baseline."""
    return bool(not pd.isna(base[one]) and base[one] == base[other])


def labelled(results: Results, shown: Shown, lang: str) -> list[tuple[str, int]]:
    """(label, point) in drawing order. A mapping gives its own labels, a list the levels."""
    if shown is None:
        return [(role_label(role, lang), point) for role, point in roles(results).items()]
    if isinstance(shown, Mapping):
        return [(str(label), int(point)) for label, point in shown.items()]
    table = points(results)
    return [
        (
            point_name(results, table.loc[point], lang) or role_label("only", lang),
            int(point),
        )
        for point in shown
    ]


def role_label(role: str, lang: str) -> str:
    """The role in words."""
    return text(lang, f"role_{role}")


def runs_of(results: Results, point: int) -> npt.NDArray[np.intp]:
    """Positions of the usable runs of a point, ascending."""
    return np.flatnonzero((point_ids(results) == point) & ~failed(results))
