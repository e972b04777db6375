"""Writes one joint draw of the field's posterior into the shipped defaults.

    python -m minga.calibrate apply

The draw is the one that the rule of ``choice`` finds; another ROW can be given.

Profiles' coefficients go into ``scenarios/presets/profiles``, constants of ``[model]`` into the
struct that holds their defaults, and both get the fit as their source, with a word where the field
does not identify the number. Values have three significant digits. Afterwards format the two C++
files, build, and regenerate what is generated (docs/developer.md).
"""

from __future__ import annotations

import re
from pathlib import Path

from minga.calibrate.field.posterior import load, narrowing, stored_space
from minga.calibrate.field.space import settings as space_settings
from minga.calibrate.parameters import Settings
from minga.calibrate.posterior import NARROWED

SOURCE = "fitted: docs/calibration.md"
OPEN = "fitted, but not identified: docs/calibration.md"
HALF = "fitted, its {} not identified: docs/calibration.md"
PROFILES = Path("scenarios/presets/profiles")
DEFAULTS = Path("sim/core/include/minga/core/scenario.hpp")
TABLE = Path("sim/io/src/table_model.cpp")


def shown(value: float) -> str:
    """Three significant digits, always with a point, as TOML and C++ both read it."""
    text = format(float(f"{value:.3g}"), ".12f").rstrip("0")
    return text + "0" if text.endswith(".") else text


def coefficient(text: str, key: str, part: str, value: float, source: str) -> str:
    """A profile's file with one coefficient's ``mean`` or ``sd`` and its source replaced."""
    pattern = re.compile(rf"^({re.escape(key)} = \{{.*?\b{part} = )[-0-9.e]+(.*?\}})[^\n]*$", re.M)
    text, count = pattern.subn(rf"\g<1>{shown(value)}\g<2>  # {source}", text)
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
    return space_settings(_draw(row))


def sources(row: int) -> dict[str, str]:
    """What each path of a draw is to give as its source.

    A number is identified if the field narrowed the prior of a parameter that moves it.
    """
    table = load()
    space = stored_space(table)
    found = narrowing(space, table[space.names].to_numpy(dtype=float))
    draw = _draw(row)
    before = space_settings(draw)
    given = dict.fromkeys(before, OPEN)
    for name, by in zip(space.names, found, strict=True):
        if by >= NARROWED:
            after = space_settings({**draw, name: draw[name] + 0.001})
            given.update({path: SOURCE for path in before if after[path] != before[path]})
    return {path: _of_parts(path, given) for path in given}


def _of_parts(path: str, given: dict[str, str]) -> str:
    """A coefficient's mean and spread share a line, so one source that tells of both."""
    stem, part = path.rsplit(".", 1)
    known = {p: given[f"{stem}.{p}"] == SOURCE for p in ("mean", "sd") if f"{stem}.{p}" in given}
    if part not in known or len(set(known.values())) < 2:
        return given[path]
    return HALF.format("spread" if known["mean"] else "mean")


def _draw(row: int) -> dict[str, float]:
    table = load()
    return {name: float(table.loc[row, name]) for name in stored_space(table).names}


def apply(root: Path, row: int) -> list[Path]:
    """Rewrite the shipped files; returns those that changed."""
    files: dict[Path, str] = {}

    def edit(path: Path) -> str:
        return files.setdefault(path, (root / path).read_text(encoding="utf-8"))

    source = sources(row)
    for path, value in settings(row).items():
        assert isinstance(value, float)
        kind, name, *rest = path.split(".")
        if kind == "profiles":
            file = PROFILES / f"{name}.toml"
            files[file] = coefficient(edit(file), rest[0], rest[1], value, source[path])
        else:
            files[DEFAULTS] = constant(edit(DEFAULTS), name, value)
            files[TABLE] = sourced(edit(TABLE), name, source[path])
    for file, text in files.items():
        (root / file).write_text(text, encoding="utf-8")
    return sorted(files)
