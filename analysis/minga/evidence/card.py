"""The context card: which evidence a result rests on, and where it should not be carried."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from minga.evidence.kinds import DEFINED, DOCUMENTED, FITTED, KINDS, cited
from minga.evidence.origins import Origin, base, origins

DAYS_A_MONTH = 365.2425 / 12.0


@dataclass(frozen=True)
class Card:
    """Counts and lists of a scenario's parameters by the kind of their origin, and its setting.

    ``varied`` are those that the design itself changes: they are what is tried, not evidence.
    ``sources`` counts, for each document or paper, the parameters whose number it gives
    (``documented``) and those for which it gives a direction only (``direction``).
    """

    scenario: str
    parts: dict[str, list[Origin]]
    varied: list[str]
    sources: list[tuple[str, int, int]]
    firms: int
    margin: float
    currency: str
    months: float
    kind: str

    @property
    def counts(self) -> dict[str, int]:
        """Kind -> number of parameters."""
        return {kind: len(self.parts[kind]) for kind in KINDS}

    def as_data(self) -> dict[str, Any]:
        """The card as plain values, for JSON."""
        lists = {
            kind: [{"path": o.path, "value": o.value, "source": o.source} for o in part]
            for kind, part in self.parts.items()
        }
        rest = {k: v for k, v in asdict(self).items() if k not in ("parts", "sources")}
        sources = [
            {"source": name, "documented": full, "direction": part}
            for name, full, part in self.sources
        ]
        return {**rest, "counts": self.counts, "parameters": lists, "sources": sources}


def context_card(config: dict[str, Any]) -> Card:
    """The card of a configuration, as it stands in a results file (scenario or design)."""
    scenario, changed = base(config), varied(config)
    used = [o for o in origins(config) if o.kind != DEFINED and not _under(o.path, changed)]
    population, clock = scenario.get("population", {}), scenario.get("time", {})
    groups = scenario.get("association") or [{}]
    days = float(clock.get("period_days", 14.0))
    return Card(
        scenario=str(scenario.get("scenario", {}).get("name", "")),
        parts={kind: [o for o in used if o.kind == kind] for kind in KINDS},
        varied=changed,
        sources=_sources(used),
        firms=int(population.get("firms", 0)),
        margin=float(population.get("margin", float("nan"))),
        currency=str(scenario.get("scenario", {}).get("currency", "")),
        months=float(clock.get("periods", 0)) * days / DAYS_A_MONTH,
        kind=str(groups[0].get("kind", "")),
    )


def varied(config: dict[str, Any]) -> list[str]:
    """Paths that a design changes from point to point; none for a scenario.

    A factor ``programme`` only takes the programme away, so the programme still needs evidence.
    """
    found: list[str] = []
    for factor in config.get("factor") or []:
        if factor.get("name") == "programme":
            continue
        if factor.get("path"):
            found.append(str(factor["path"]))
        levels = factor.get("levels")
        for level in levels if isinstance(levels, list) else []:
            if isinstance(level, dict):
                found += [str(path) for path in level.get("set", {})]
    # a strategy is a whole facilitator, a mean a part of its coefficient
    found = [re.sub(r"\.(strategy|mean|sd)$", "", path) for path in found]
    return list(dict.fromkeys(found))


def _under(path: str, changed: list[str]) -> bool:
    return any(path == c or path.startswith((f"{c}.", f"{c}[")) for c in changed)


def _sources(used: list[Origin]) -> list[tuple[str, int, int]]:
    full: Counter[str] = Counter()
    direction: Counter[str] = Counter()
    for origin in used:
        for name in cited(origin.source):
            (full if origin.kind in (DOCUMENTED, FITTED) else direction)[name] += 1
    names = sorted({*full, *direction}, key=lambda n: (-full[n], -direction[n], n))
    return [(name, full[name], direction[name]) for name in names]
