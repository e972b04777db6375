"""The evaluation of a results file as JSON beside it: ``FILE.evaluation.json``."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from minga.results import Results

SCHEMA = 1


def place(results: Path) -> Path:
    """Where the evaluation of a results file is kept."""
    return results.with_suffix(".evaluation.json")


def stamp(results: Results) -> dict[str, Any]:
    """What ties an evaluation to its file: the input's hash and the seed."""
    return {key: str(results.attrs.get(key, "")) for key in ("config_sha256", "seed")}


def plain(value: Any) -> Any:
    """The same without NaN, which JSON does not have: null instead."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def save(results: Results, found: dict[str, Any]) -> Path:
    """Write the evaluation beside the file, whole or not at all."""
    target = place(results.path)
    whole = {"filetype": "minga evaluation", "schema_version": SCHEMA, "of": stamp(results)}
    text = json.dumps(plain({**whole, **found}), ensure_ascii=False, indent=1, allow_nan=False)
    partial = target.with_name(target.name + ".part")
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(target)
    return target


def load(results: Results) -> dict[str, Any]:
    """The evaluation beside the file; empty where there is none, or it is of another file."""
    try:
        found = json.loads(place(results.path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    mine = isinstance(found, dict) and found.get("of") == stamp(results)
    return found if mine and found.get("schema_version") == SCHEMA else {}


def uncertainty_of(results: Results) -> dict[str, Any] | None:
    """The split of uncertainty kept beside the file, see ``minga.evaluate.uncertainty``."""
    found = load(results).get("uncertainty")
    return found if isinstance(found, dict) else None
