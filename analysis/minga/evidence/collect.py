"""Makes ``origins.json``: every source that the repository states, for use without it.

python -m minga.evidence.collect ROOT

reads ``docs/parameters.md``, which the simulator generates from its parameter table, and the
comments of the files in ``scenarios``. A test compares the file with what this would write.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from minga.config import parsed_config
from minga.evidence.paths import values

FILE = Path(__file__).with_name("origins.json")
FOLDERS = {
    "scenario": ("cases", "kinds", "training", "theory"),
    "regulation": ("presets/regulations",),
    "facilitator": ("presets/facilitators",),
    "profile": ("presets/profiles",),
    "action": ("presets/actions",),
    "coordination": ("presets/coordinations",),
}
# How `docs/parameters.md` writes the place of a section, and what it is called here.
PLACES = {
    "association[0].regulation": "regulation",
    "association[0].action[0]": "action",
    "association[0]": "association",
    "association[0].client": "association.client",
    "programme.coordination": "coordination",
    "profiles.NAME": "profile",
}
HEAD = re.compile(r"^\[(\[?)\s*([^\]]+?)\s*\]")
LINE = re.compile(r"^([A-Za-z_][\w-]*)\s*=\s*(.*)$")


def comment_of(text: str) -> tuple[str, str]:
    """A line split at the first ``#`` outside of quotation marks: (code, comment)."""
    quoted = False
    for k, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == "#" and not quoted:
            return text[:k].rstrip(), text[k + 1 :].strip()
    return text.rstrip(), ""


def table(markdown: str) -> dict[str, dict[str, str]]:
    """``place.key`` -> default, range, source of every key in ``docs/parameters.md``."""
    found: dict[str, dict[str, str]] = {}
    place = ""
    for line in markdown.splitlines():
        if line.startswith("## "):
            place = ""
        where = re.search(r"In paths: `([^`]+)\.(?:KEY)`", line)
        if where:
            place = PLACES.get(where[1], where[1])
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if place and len(cells) == 7 and cells[0].startswith("`"):
            key = f"{place}.{cells[0].strip('`')}"
            found[key] = {
                "default": cells[4].strip("`"),
                "range": cells[3],
                "source": cells[6],
            }
    return found


def comments(text: str) -> dict[str, str]:
    """Path -> comment of a TOML file; a comment of its own line belongs to the key above it."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    place, last = "", ""
    for raw in text.splitlines():
        code, said = comment_of(raw.strip())
        head = HEAD.match(code)
        if head:
            place, last = _place(head[2], bool(head[1]), counts), ""
        elif not code:
            # shares run over the line: their comment follows
            if said and last and last not in found:
                found[last] = said
        else:
            key = LINE.match(code)
            last = ".".join(part for part in (place, key[1]) if part) if key else ""
            if last and said:
                found[last] = said
    return found


def _place(name: str, many: bool, counts: dict[str, int]) -> str:
    """``association.action`` as a path with its number: ``association[0].action[2]``.

    Actions are counted anew in each association.
    """
    here = f"association[{max(0, counts.get('association', 0))}]."
    path = name.replace("association.", here, 1)
    if not many:
        return path
    counts[path] = counts.get(path, -1) + 1
    return f"{path}[{counts[path]}]"


def stated(path: Path) -> dict[str, list[Any]]:
    """Path -> [value, source] of one file of ``scenarios``, with an empty source where it has none.

    What an inline table changes in a preset shares the comment of its line.
    """
    text = path.read_text(encoding="utf-8")
    said = comments(text)
    found: dict[str, list[Any]] = {}
    for where, value in values(parsed_config(text)):
        line = next((said[p] for p in _above(where) if p in said), "")
        found[where] = [value, line]
    return found


def _above(path: str) -> list[str]:
    """The path itself, and the inline tables that may hold it."""
    parts = path.split(".")
    return [".".join(parts[:k]) for k in range(len(parts), max(0, len(parts) - 2), -1)]


def collect(root: Path) -> dict[str, Any]:
    """All that the repository at ``root`` states about its numbers."""
    markdown = (root / "docs" / "parameters.md").read_text(encoding="utf-8")
    files = {}
    for kind, folders in FOLDERS.items():
        for folder in folders:
            for path in sorted((root / "scenarios" / folder).glob("*.toml")):
                # theory scenarios have a table of their own and no context card
                if 'kind = "theory"' not in path.read_text(encoding="utf-8"):
                    files[f"{kind}/{path.stem}"] = stated(path)
    return {"table": table(markdown), "files": files}


def text_of(found: dict[str, Any]) -> str:
    """The file's text: stable, one line a parameter, so that changes can be read."""
    lines = ["{", ' "table": {']
    lines += [_joined(found["table"], 2), " },", ' "files": {']
    parts = [
        f'  "{name}": {{\n{_joined(inside, 3)}\n  }}' for name, inside in found["files"].items()
    ]
    return "\n".join([*lines, ",\n".join(parts), " }", "}"]) + "\n"


def _joined(inside: dict[str, Any], depth: int) -> str:
    pad = " " * depth
    return ",\n".join(
        f"{pad}{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in inside.items()
    )


def main(arguments: list[str] | None = None) -> int:
    """Write the file; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    root = Path(given[0]) if given else Path(".")
    FILE.write_text(text_of(collect(root)), encoding="utf-8")
    print(FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
