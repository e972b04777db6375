"""The origin of every number of a resolved scenario, from what the repository states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from minga.config import parsed_config
from minga.evidence.kinds import DEFINED, kind_of
from minga.evidence.paths import at, table_key, values

# Words, not numbers: what a file is called, and how it is recorded.
NAMES = ("name", "place", "title", "description", "source", "currency", "preset")
SKIPPED = re.compile(r"^(run|record|learning|kind$|structure\.kind)")
PRESET = re.compile(
    r"^((?:association\[\d+\]\.)?(?:regulation|facilitator|action\[\d+\])"
    r"|programme\.coordination|profiles\.[^.]+)\."
)
# A preset that goes by an own name is known by its numbers: this share of them, at least.
RECOGNISED = 0.5


@dataclass(frozen=True)
class Origin:
    """Where one parameter of a scenario comes from.

    ``path`` as ``--set`` takes it; ``key`` its place in the parameter table; ``source`` as stated
    by the scenario, else by the preset, else by the table for its default; '' where nothing says.
    ``preset`` is the shipped one that it was made of, as ``profile/saint``; '' where it is none.
    """

    path: str
    key: str
    value: Any
    source: str
    kind: str
    preset: str = ""


@lru_cache(maxsize=1)
def _stated() -> dict[str, Any]:
    text = files("minga.evidence").joinpath("origins.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def row(key: str) -> dict[str, str]:
    """Default, range and source of a key of the parameter table; empty where it has none."""
    found: dict[str, str] = _stated()["table"].get(key, {})
    return found


def base(config: dict[str, Any]) -> dict[str, Any]:
    """The scenario of a configuration: itself, or what a design starts from."""
    found = config.get("base")
    return found if isinstance(found, dict) else config


def origins(config: dict[str, Any]) -> list[Origin]:
    """Every parameter of a resolved scenario (or of a design's base) that it makes use of."""
    scenario = base(config)
    own = _stated()["files"].get(f"scenario/{at(scenario, 'scenario.name')}", {})
    presets = _Presets(scenario, own)
    return [
        Origin(path, key, value, source, DEFINED if idle else kind_of(source), presets.of(path)[0])
        for path, key, value in _parameters(scenario)
        for source in [_source(presets, own, path, key, value)]
        for idle in [_idle(scenario, path, key, value)]
    ]


def _parameters(scenario: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for path, value in values(scenario):
        last = path.rpartition(".")[2]
        drawn = path.startswith("population.firm[") and value in ("", -1.0)
        if last in NAMES or SKIPPED.match(path) or value in (None, [], {}) or drawn:
            continue
        yield path, table_key(path), value


def _source(
    presets: _Presets, own: dict[str, list[Any]], path: str, key: str, value: Any
) -> str:
    """The scenario's own words where it gives this very value, else the preset's, the table's."""
    name, inner = presets.of(path)
    preset = _stated()["files"].get(name, {}), inner
    for stated, inside in ((own, path), preset):
        found = stated.get(inside)
        if found and _same(found[0], value) and found[1]:
            return str(found[1])
    known = row(key)
    if known and known["source"] and _same(_default(known), value):
        return known["source"]
    # the file gives the value without a word of its own: what it says of all its numbers
    for stated, inside, place in ((own, path, "scenario.source"), (*preset, "source")):
        found = stated.get(inside)
        if found and _same(found[0], value) and place in stated:
            return str(stated[place][0])
    return ""


class _Presets:
    """Which shipped preset each part of a scenario was made of."""

    def __init__(self, scenario: dict[str, Any], own: dict[str, list[Any]]) -> None:
        self._scenario, self._own = scenario, own
        self._found: dict[str, str] = {}

    def of(self, path: str) -> tuple[str, str]:
        """The preset behind a path, and the path inside of it; two times '' where there is none."""
        where = PRESET.match(path)
        if not where:
            return "", ""
        place = where[1]
        if place not in self._found:
            self._found[place] = self._preset(place)
        return self._found[place], path[len(place) + 1 :]

    def _preset(self, place: str) -> str:
        kind = "profile" if place.startswith("profiles.") else place.rpartition(".")[2]
        kind = kind.split("[")[0]
        named = self._own.get(f"{place}.preset", [None])[0] or at(self._scenario, f"{place}.name")
        name = f"{kind}/{named}"
        return name if name in _stated()["files"] else self._alike(place, kind)

    def _alike(self, place: str, kind: str) -> str:
        """The preset that agrees in most of what it says, if it does in enough of it."""
        here = dict(values(at(self._scenario, place) or {}))
        best, most = "", RECOGNISED
        for name, inside in _stated()["files"].items():
            if not name.startswith(f"{kind}/"):
                continue
            said = {k: v[0] for k, v in inside.items() if k.rpartition(".")[2] not in NAMES}
            same = sum(k in here and _same(here[k], v) for k, v in said.items())
            if said and same / len(said) > most:
                best, most = name, same / len(said)
        return best


def _default(known: dict[str, str]) -> Any:
    return parsed_config(f"x = {known['default']}").get("x") if known["default"] else None


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, (int, float)):
        one = one.get("mean")  # a coefficient without a spread
    if isinstance(one, dict) and isinstance(other, dict):
        return set(one) == set(other) and all(_same(one[k], other[k]) for k in one)
    return bool(one == other)


def _idle(scenario: dict[str, Any], path: str, key: str, value: Any) -> bool:
    """Whether the scenario makes no use of a parameter, so that it needs no evidence."""
    place, _, last = path.rpartition(".")

    def beside(name: str) -> Any:
        return at(scenario, f"{place}.{name}")

    if key.startswith("action."):
        forms = {
            "half_volume": ("purchase",),
            "threshold": ("threshold", "cost-sharing"),
            "capacity": ("club",),
        }
        if last in forms:
            return beside("form") not in forms[last]
        return last == "offer_rate" and not beside("side_gain")
    if key in ("regulation.fund_every", "regulation.fund_reserve"):
        return not beside("fund_fee")
    if key == "regulation.forget_offence":
        return not (beside("sanctions") or beside("expel_after"))
    if key in ("participation.rate", "participation.levels"):
        return beside("mode") != "fixed"
    if key == "participation.initial":
        return beside("mode") == "fixed"
    if key == "structure.group_size":
        return beside("kind") == "group"
    if key.startswith("profile."):
        shares = at(scenario, "population.shares") or {}
        return not shares.get(path.split(".")[1])
    return False
