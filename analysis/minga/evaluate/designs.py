"""The two designs of an evaluation, as text for ``minga sweep``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from minga.evaluate.rivals import Rival
from minga.toml import toml_value as toml

AS_PLANNED, NONE = "as-planned", "none"


def without(about: Mapping[str, Any]) -> dict[str, Any]:
    """What takes the programme away from a resolved scenario.

    Groups form by themselves too. One group, or several: the same firms, without a facilitator and
    without written rules. A programme: the same candidate groups, nobody to serve them and no
    office to pay; what they may agree on by themselves they may agree on in both.
    """
    if about.get("kind") == "programme":
        return {"programme.facilitators": 0, "programme.coordination_cost": 0.0}
    found: dict[str, Any] = {"facilitator": "none"}
    for k, one in enumerate(about.get("association") or [{}]):
        found[f"association[{k}].regulation"] = "none"
        if one.get("facilitator"):
            found[f"association[{k}].facilitator"] = "none"
    return found


def _head(
    name: str, about: Mapping[str, Any], scenario: str, replicates: int, seed: int
) -> list[str]:
    """``about`` is the resolved scenario, whose titles the design takes over."""
    title = about.get("scenario", {}).get("title") or {"es": name, "en": name}
    return [
        f"name = {toml(name)}",
        f"title = {toml(title)}",
        f"scenario = {toml(scenario)}",
        'method = "factorial"',
        f"replicates = {replicates}",
        f"seed = {seed}",
        "common_random_numbers = true",
    ]


def _programme(about: Mapping[str, Any]) -> list[str]:
    """The factor that takes the programme away. A level must set something: what is so anyway."""
    planned = {"time.known_end": bool(about.get("time", {}).get("known_end", False))}
    return [
        "[[factor]]",
        'name = "programme"',
        'title = { es = "Programa", en = "Programme" }',
        "levels = [",
        f"  {{ label = {toml(AS_PLANNED)}, set = {toml(planned)} }},",
        f"  {{ label = {toml(NONE)}, set = {toml(without(about))} }},",
        "]",
    ]


def paired(scenario: str, about: Mapping[str, Any], replicates: int, seed: int) -> str:
    """The scenario as planned and without a programme, on the same random numbers."""
    lines = _head("evaluation", about, scenario, replicates, seed)
    return "\n".join([*lines, *_programme(about)]) + "\n"


def nested(
    scenario: str,
    about: Mapping[str, Any],
    replicates: int,
    seed: int,
    draws: Sequence[Mapping[str, Any]],
    rivals: Sequence[Rival],
) -> str:
    """Every draw of the parameters under every rival model, with and without the programme."""
    lines = _head("uncertainty", about, scenario, replicates, seed)
    lines += ["[[factor]]", 'name = "draw"', 'title = { es = "Sorteo", en = "Draw" }', "levels = ["]
    lines += [f"  {{ label = {toml(str(k))}, set = {toml(one)} }}," for k, one in enumerate(draws)]
    lines += ["]", "[[factor]]", 'name = "rules"', 'title = { es = "Reglas", en = "Rules" }']
    lines.append("levels = [")
    lines += [
        f"  {{ label = {toml(rival.label)}, set = {toml(rival.settings)} }}," for rival in rivals
    ]
    return "\n".join([*lines, "]", *_programme(about)]) + "\n"
