"""Rival models of the split of uncertainty, from a file: all combinations of rules."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minga.config import parsed_config

FILE = Path(__file__).with_name("rivals.toml")


@dataclass(frozen=True)
class Rival:
    """One model: its label, and what it sets, as a level of a design does."""

    label: str
    settings: Mapping[str, Any]


def load(path: Path = FILE) -> tuple[Rival, ...]:
    """Every combination of one rule from each axis; ValueError where the file makes no sense."""
    axes = [_axis(path, axis) for axis in parsed_config(path.read_text("utf-8")).get("axis") or []]
    found = tuple(
        Rival(
            ", ".join(rule.label for rule in chosen),
            {key: value for rule in chosen for key, value in rule.settings.items()},
        )
        for chosen in itertools.product(*axes)
    )
    if not axes or len(found) < 2:
        raise ValueError(f"{path}: rival rules need two rules on an [[axis]] at least")
    if len({rival.label for rival in found}) < len(found):
        raise ValueError(f"{path}: two rules have the same label")
    if any(len(rival.settings) < sum(len(r.settings) for r in chosen)
           for rival, chosen in zip(found, itertools.product(*axes), strict=True)):  # fmt: skip
        raise ValueError(f"{path}: two axes set the same parameter")
    return found


def _axis(path: Path, axis: Mapping[str, Any]) -> list[Rival]:
    rules = axis.get("rules") or []
    for rule in rules:
        if not rule.get("label") or not rule.get("set"):
            raise ValueError(f"{path}: each rule needs a label and something that it sets")
    return [Rival(str(rule["label"]), rule["set"]) for rule in rules]
