"""What figures and report take from the configuration text: titles, source, settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def parsed_config(text: str) -> dict[str, Any]:
    """The configuration as a mapping; empty where it is neither TOML nor JSON."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        pass
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def tables(config: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The mapping and all mappings inside it, outer ones first."""
    yield config
    for value in config.values():
        inside = value if isinstance(value, list) else [value]
        for item in inside:
            if isinstance(item, dict):
                yield from tables(item)


def localised(config: dict[str, Any], key: str, lang: str) -> str:
    """The first ``key`` in the configuration, in the language where it has several; else ''."""
    for table in tables(config):
        for candidate in (table.get(f"{key}_{lang}"), table.get(key)):
            if isinstance(candidate, str) and candidate.strip():
                return candidate.strip()
            if isinstance(candidate, dict) and isinstance(candidate.get(lang), str):
                return str(candidate[lang]).strip()
    return ""


def scenario_table(config: dict[str, Any]) -> dict[str, Any]:
    """The ``[scenario]`` table: of a scenario file, or of the base that a design starts from."""
    for table in (config.get("base"), config):
        found = table.get("scenario") if isinstance(table, dict) else None
        if isinstance(found, dict):
            return found
    return {}


def factor_title(config: dict[str, Any], factor: str, lang: str) -> str:
    """The title that a design gives to a factor; '' where it gives none."""
    factors = config.get("factor")
    for table in factors if isinstance(factors, list) else []:
        if isinstance(table, dict) and table.get("name") == factor:
            return localised({"title": table.get("title")}, "title", lang)
    return ""


def first(config: dict[str, Any], key: str) -> Any:
    """The first value of ``key`` anywhere in the configuration; None where there is none."""
    return next((table[key] for table in tables(config) if key in table), None)
