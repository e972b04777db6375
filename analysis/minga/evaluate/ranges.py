"""Plausible ranges of what was not identified, and draws from them.

What a document gives stays as it is. What is assumed is drawn between ``1/factor`` and ``factor``
times its value (its odds, where the table's range is [0, 1]), cut to the range of the parameter
table. What was fitted to figures of the field is drawn from the posterior of that calibration, rows
whole, so that what is only known together stays together. The programme itself,
the rules, the clock and the budget are chosen and not uncertain, so they stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from minga.calibrate.field import posterior
from minga.calibrate.field.space import settings
from minga.evidence.kinds import ASSUMED, BY_FIT, OF_THE_FIELD, UNSTATED
from minga.evidence.origins import Origin, base, origins, row
from minga.evidence.paths import at

FACTOR = 2.0
MOST_SPREAD = 0.9  # of the largest standard deviation that a share with its mean can have
# The world and its people; not the intervention, the clock, the institution's money or the rules.
UNCERTAIN = re.compile(
    r"^(population\.(?!firms$|entrants$|firm\[)|association\[\d+\]\.(vision|capability)$"
    r"|association\[\d+\]\.action\[\d+\]\.(?!phase$|every$|pilot$|form$)"
    r"|association\[\d+\]\.client\.(?!development_co_finance$)"
    r"|institution\.(credibility|shock_rate)$|participation\.initial$|market\.|model\.|profiles\."
    r"|programme\.(response|self_formation|demonstration|poison|diagnosis_error|failure_rate"
    r"|\w+_cv)(\.|$)|programme\.coordination\.(swing_rate|swing_cut|swing_months|end_rate|turnover"
    r"|handover_months|credence|setup_months)$)"
)
# One trait of people in general, not of a profile: drawn once for all profiles.
COMMON = ("eta", "lambda", "epsilon")


@dataclass(frozen=True)
class Range:
    """One uncertain number. ``form`` is odds, ratio or count; ``common`` ties numbers together."""

    path: str
    value: float
    low: float
    high: float
    form: str
    common: str


def bounds(text: str) -> tuple[float, float]:
    """The ends of a range of the parameter table, such as ``(0, 1e+12]``; infinite without."""
    found = re.match(r"^[\[(]([^,]+), ([^\])]+)[\])]$", text)
    return (float(found[1]), float(found[2])) if found else (-np.inf, np.inf)


def uncertain(config: dict[str, Any], keep: Sequence[str] = ()) -> list[Range]:
    """What is assumed in a scenario, with the limits of the parameter table.

    keep: regular expressions of paths that are left as they are.
    """
    found: list[Range] = []
    limit = float(at(base(config), "population.firms") or np.inf)
    for origin in origins(config):
        kept = any(re.search(pattern, origin.path) for pattern in keep)
        if origin.kind not in (ASSUMED, UNSTATED) or not UNCERTAIN.match(origin.path) or kept:
            continue
        ends = bounds(row(origin.key).get("range", ""))
        for path, value in _numbers(origin.path, origin.value):
            form = _form(value, ends, path)
            if form:
                top = min(ends[1], limit) if path.endswith(".threshold") else ends[1]
                common = _common(base(config), path, origin)
                found.append(Range(path, float(value), ends[0], top, form, common))
    return found


def _common(scenario: dict[str, Any], path: str, origin: Origin) -> str:
    """What is one assumption has one name: a trait of people, or a number that associations share.

    The same value from the same source, of the same action where it is an action's, is one
    assumption about all associations; drawn apart for each it would average out.
    """
    if path.startswith("profiles."):
        last = path.split(".")[2]
        return last if last in COMMON else path
    inside = re.match(r"association\[\d+\]\.(action\[\d+\])?(.*)", path)
    if not inside or len(scenario.get("association") or []) < 2:
        return path
    action = path[: inside.end(1)] if inside[1] else ""
    which = at(scenario, f"{action}.name") if action else ""
    return f"association {which}{inside[2]} {origin.value} {origin.source}"


def _numbers(path: str, value: Any) -> list[tuple[str, float]]:
    """The numbers inside a parameter, with their own paths."""
    if isinstance(value, dict):
        inner = [(f"{path}.{key}", v) for key, v in value.items()]
    else:
        inner = [(path, value)]
    plain = [(p, v) for p, v in inner if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return [(p, v) for p, v in plain if v != 0]  # zero is off, and stays off


def _form(value: float, ends: tuple[float, float], path: str) -> str:
    if isinstance(value, int):
        return "count"
    if path.startswith("population.shares.") or (ends == (0.0, 1.0) and not path.endswith(".sd")):
        return "odds" if 0.0 < value < 1.0 else ""
    return "ratio"


def draw(
    ranges: Sequence[Range], count: int, rng: np.random.Generator, factor: float = FACTOR
) -> list[dict[str, Any]]:
    """``count`` independent draws, each as ``set`` of a design takes it."""
    names = list(dict.fromkeys(r.common for r in ranges))
    moves = np.exp(rng.uniform(-np.log(factor), np.log(factor), (count, len(names))))
    found = []
    for move in moves:
        by = dict(zip(names, move, strict=True))
        one: dict[str, Any] = {r.path: _moved(r, float(by[r.common])) for r in ranges}
        for r in ranges:
            if r.path.endswith(".sd") and (r.low, r.high) == (0.0, 1.0):
                _fit_spread(one, r.path)
        found.append(_with_shares(one))
    return found


def _moved(one: Range, move: float) -> float | int:
    if one.form == "odds":
        odds = one.value / (1.0 - one.value) * move
        return odds / (1.0 + odds)
    value = float(np.clip(one.value * move, one.low, one.high))
    if one.form == "count":
        return max(1, round(value))
    return value


def _fit_spread(one: dict[str, Any], path: str) -> None:
    """Keeps the spread of a share below the largest that its mean m allows, sqrt(m (1 - m))."""
    mean = one.get(path.removesuffix("sd") + "mean")
    if mean is not None:
        one[path] = min(one[path], MOST_SPREAD * float(np.sqrt(mean * (1.0 - mean))))


def _with_shares(one: dict[str, Any]) -> dict[str, Any]:
    """Shares of profiles as one table that sums to 1."""
    place = "population.shares."
    shares = {p[len(place) :]: v for p, v in one.items() if p.startswith(place)}
    rest = {p: v for p, v in one.items() if not p.startswith(place)}
    if shares:
        total = sum(shares.values())
        rest["population.shares"] = {name: v / total for name, v in shares.items()}
    return rest


def carried(
    config: dict[str, Any], count: int, rng: np.random.Generator
) -> tuple[list[dict[str, Any]], int]:
    """Draws of the numbers that the field's figures were fitted to, and how many each sets.

    Only where the scenario still has the shipped number, under its own name of a profile too, and
    for profiles that it has; draws are empty where there is none.
    """
    shares = at(base(config), "population.shares") or {}
    targets = _targets(config, [name for name, share in shares.items() if share])
    table = posterior.load()
    names = posterior.stored_space(table).names
    found = []
    for k in rng.choice(len(table), count):
        full = settings({name: float(table.loc[k, name]) for name in names})
        found.append(
            {
                f"{target}{path[len(plain) :]}": value
                for path, value in full.items()
                for plain in [re.sub(r"\.(mean|sd)$", "", path)]
                for target in targets.get(plain, [])
            }
        )
    return found, len(found[0]) if found else 0


def _targets(config: dict[str, Any], profiles: list[str]) -> dict[str, list[str]]:
    """A fitted number's path in the fit -> its paths in the scenario, where it is as shipped."""
    found: dict[str, list[str]] = {}
    for origin in origins(config):
        if origin.kind not in BY_FIT or OF_THE_FIELD not in origin.source:
            continue
        fitted = origin.path
        if fitted.startswith("profiles."):
            _, name, coefficient = fitted.split(".", 2)
            if name not in profiles:
                continue
            fitted = f"profiles.{origin.preset.partition('/')[2] or name}.{coefficient}"
        found.setdefault(fitted, []).append(origin.path)
    return found
