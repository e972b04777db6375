"""Python values as TOML text: what overrides and scenarios given as mappings become."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any


def toml_value(value: Any) -> str:
    """A value on one line. NumPy scalars and arrays become numbers and lists.

    Raises TypeError for what TOML cannot hold, such as None.
    """
    if hasattr(value, "tolist"):  # NumPy, without importing it
        value = value.tolist()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _real(value)
    if isinstance(value, (str, PurePath)):
        return _text(str(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_text(str(key))} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, Sequence):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    raise TypeError(f"{value!r} has no form in TOML; accepted: numbers, texts, lists, mappings")


def toml_document(tables: Mapping[str, Any]) -> str:
    """A mapping as a TOML file, one line for each of its keys."""
    return "".join(f"{_text(str(key))} = {toml_value(item)}\n" for key, item in tables.items())


def _real(value: float) -> str:
    if math.isfinite(value):
        text = repr(value)
        return text if any(mark in text for mark in ".e") else f"{text}.0"
    return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
