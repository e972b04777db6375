"""Writes one joint draw of the field's posterior into the shipped defaults.

    python -m minga.calibrate apply ROW

Profiles' coefficients go into ``scenarios/presets/profiles``, constants of ``[model]`` into the
struct that holds their defaults, and both get the fit as their source, with a word where the field
does not identify the number. Values have three significant digits. Afterwards format the two C++
files, build, and regenerate what is generated (docs/developer.md).
"""

from __future__ import annotations

import re
from pathlib import Path

from minga.calibrate.field.posterior import load, narrowing, stored_space
from minga.calibrate.parameters import Settings
from minga.calibrate.posterior import NARROWED

SOURCE = "fitted: docs/calibration.md"
OPEN = "fitted, but not identified: docs/calibration.md"
PROFILES = Path("scenarios/presets/profiles")
DEFAULTS = Path("sim/core/include/minga/core/scenario.hpp")
TABLE = Path("sim/io/src/table_model.cpp")


def shown(value: float) -> str:
    """Three significant digits, always with a point, as TOML and C++ both read it."""
    text = format(float(f"{value:.3g}"), ".12f").rstrip("0")
    return text + "0" if text.endswith(".") else text


def coefficient(text: str, key: str, part: str, value: float) -> str:
    """A profile's file with one coefficient's ``mean`` or ``sd`` and its source replaced."""
    pattern = re.compile(rf"^({re.escape(key)} = \{{.*?\b{part} = )[-0-9.e]+(.*?\}})[^\n]*$", re.M)
    text, count = pattern.subn(rf"\g<1>{shown(value)}\g<2>  # {SOURCE}", text)
    if count != 1:
        raise ValueError(f"{key}.{part} is there {count} times")
    return text


def constant(text: str, name: str, value: float) -> str:
    """The struct of defaults with one number replaced."""
    text, count = re.subn(rf"(\bdouble {name} = )[-0-9.e]+;", rf"\g<1>{shown(value)};", text)
    if count != 1:
        raise ValueError(f"{name} is there {count} times")
    return text


def sourced(text: str, name: str, source: str) -> str:
    """The parameter table with another source of one constant."""
    start = text.index(f'field(&M::{name}, "{name}"')
    end, depth, quoted = start, 0, False
    while True:
        sign = text[end]
        quoted = quoted != (sign == '"')
        depth += 0 if quoted else {"(": 1, ")": -1}.get(sign, 0)
        if sign == ")" and depth == 0 and not quoted:
            break
        end += 1
    entry = text[start:end]
    older = re.search(r'(")(,\s*)(?:"(?:assumed|fitted)[^"]*"|k[A-Z]\w+)$', entry)
    entry = entry[: older.end(1)] if older else entry
    return f'{text[:start]}{entry},\n            "{source}"{text[end:]}'


def settings(row: int) -> Settings:
    """A stored draw as paths and values."""
    table = load()
    space = stored_space(table)
    return space.settings(table.loc[row, space.names].to_numpy(dtype=float))


def identified() -> set[str]:
    """Parameters whose prior the field narrowed enough."""
    table = load()
    space = stored_space(table)
    found = narrowing(space, table[space.names].to_numpy(dtype=float))
    return {name for name, by in zip(space.names, found, strict=True) if by >= NARROWED}


def apply(root: Path, row: int) -> list[Path]:
    """Rewrite the shipped files; returns those that changed."""
    files: dict[Path, str] = {}

    def edit(path: Path) -> str:
        return files.setdefault(path, (root / path).read_text(encoding="utf-8"))

    known = identified()
    for path, value in settings(row).items():
        assert isinstance(value, float)
        kind, name, *rest = path.split(".")
        if kind == "profiles":
            file = PROFILES / f"{name}.toml"
            files[file] = coefficient(edit(file), rest[0], rest[1], value)
        else:
            files[DEFAULTS] = constant(edit(DEFAULTS), name, value)
            files[TABLE] = sourced(edit(TABLE), name, SOURCE if name in known else OPEN)
    for file, text in files.items():
        (root / file).write_text(text, encoding="utf-8")
    return sorted(files)
