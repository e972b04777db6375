"""The documentation: examples of both guides are run, and relative links lead somewhere.

Blocks are marked in their info string, which pages do not show:

    ```toml file=NAME     written to NAME in the page's folder
    ```sh run             run with bash; `exit=N` is the expected exit code of its last command
    ```python run         run with Python

Each page runs from top to bottom in an empty folder of its own. Other blocks are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from minga.lang import en, es

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDES = (DOCS / "guide", DOCS / "guia")
PAGES = sorted(page for guide in GUIDES for page in guide.glob("*.md"))
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
TIMEOUT = 300


@dataclass(frozen=True)
class Example:
    """One marked block: what to do with it, and where it stands."""

    kind: str  # "file", "sh", "python"
    text: str
    line: int
    name: str = ""
    code: int = 0


def examples(page: Path) -> list[Example]:
    """The marked blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in BLOCK.finditer(text):
        language, marks, body = block[1], block[2].split(), block[3]
        options = dict(mark.partition("=")[::2] for mark in marks)
        line = text.count("\n", 0, block.start()) + 1
        if "file" in options:
            found.append(Example("file", body, line, name=options["file"]))
        elif "run" in options:
            assert language in ("sh", "python"), f"{page}:{line}: {language} cannot be run"
            found.append(Example(language, body, line, code=int(options.get("exit", "0"))))
        else:
            assert not options, f"{page}:{line}: unknown mark: {' '.join(marks)}"
    return found


def environment(folder: Path, binary: Path) -> dict[str, str]:
    """`minga` and this Python on the path, figures without a display."""
    programs = folder / ".programs"
    programs.mkdir()
    (programs / "minga").symlink_to(binary.resolve())
    python = programs / "python"  # a link would lose the environment's packages
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
    return os.environ | {"PATH": path, "MINGA_PYTHON": sys.executable, "MPLBACKEND": "Agg"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_examples_of_the_guides_run(page: Path, binary: Path, tmp_path: Path) -> None:
    found = examples(page)
    if not found:
        assert page.stem == "README", f"{page} has no example that is run"
        return
    surroundings = environment(tmp_path, binary)
    for example in found:
        if example.kind == "file":
            assert f"# {example.name}\n" in example.text, f"{page}:{example.line}: no name shown"
            (tmp_path / example.name).write_text(example.text, encoding="utf-8")
            continue
        command = ["bash", "-c"] if example.kind == "sh" else [sys.executable, "-c"]
        # a failure in the middle must not hide behind the last command, unless one is wanted
        text = f"set -e\n{example.text}" if example.kind == "sh" else example.text
        done = subprocess.run(
            [*command, text],
            cwd=tmp_path,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        place = f"{page.relative_to(ROOT)}:{example.line}"
        assert done.returncode == example.code, f"{place}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize(
    ("english", "spanish"),
    list(zip(*(sorted(guide.glob("*.md")) for guide in GUIDES), strict=True)),
    ids=lambda page: page.stem,
)
def test_both_guides_have_the_same_examples(english: Path, spanish: Path) -> None:
    """Commands are equal but for names of files; files are equal but for comments and texts."""

    def shape(page: Path) -> list[tuple[str, int, str]]:
        return [(e.kind, e.code, bare(e)) for e in examples(page)]

    names = dict(zip(names_in(spanish), names_in(english), strict=True))
    translated = [(kind, code, replaced(text, names)) for kind, code, text in shape(spanish)]
    assert translated == shape(english)


def names_in(page: Path) -> list[str]:
    """Words that a page chose itself: its files, in order of appearance."""
    text = "\n".join(e.text for e in examples(page))
    found = re.findall(r"[\w-]+\.(?:toml|h5|html|png|pdf)\b", text)
    return list(dict.fromkeys(found))


def replaced(text: str, names: dict[str, str]) -> str:
    return re.sub(
        r"[\w-]+\.(?:toml|h5|html|png|pdf)\b", lambda word: names.get(word[0], word[0]), text
    )


def bare(example: Example) -> str:
    """Without comments, spacing and quoted texts, which are in the page's language."""
    if example.kind == "sh":
        text = re.sub(r'echo "[^"]*"', "echo", example.text)
    elif example.kind == "file":
        text = re.sub(
            r"^(title|description|name|source|\[profiles\.|profile) .*$",
            r"\1",
            example.text,
            flags=re.MULTILINE,
        )
    else:
        text = example.text
    lines = (re.sub(r"\s*#.*$", "", line).rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


TROUBLE = (DOCS / "guide" / "05-troubleshooting.md", DOCS / "guia" / "05-problemas.md")
# Long enough for a first few runs and far too short for all, on any machine.
KILLED = "timeout --signal=KILL 2 minga sweep otavalo-interventions -o k.h5 --threads 1 --quiet; "
STOPPED = KILLED.replace("KILL", "INT")
# Quoted message -> commands of which the last prints it.
MESSAGES = {
    "is not a known key; accepted: perhaps": "minga check otavalo --set population.frims=20",
    "exists already": "touch a.h5; minga run otavalo -o a.h5",
    "or --resume to go on where it stopped": STOPPED + "minga sweep otavalo-interventions -o k.h5",
    "holds the runs of an unfinished experiment": KILLED
    + "minga sweep otavalo-interventions -o k.h5",
    "cannot resume, it is another experiment": KILLED
    + "minga sweep otavalo-interventions -o k.h5 --seed 2 --resume",
    "is the same file as": f"cp {ROOT}/scenarios/cases/otavalo.toml o.toml; "
    "minga run o.toml -o o.toml --force",
    ", which is read": f"cp {ROOT}/scenarios/cases/otavalo.toml o.toml; "
    "minga run o.toml -o o.toml --force",
    "nothing to resume, it is the complete result of another experiment": "minga run otavalo "
    "--replicates 1 --seed 1 -o a.h5; minga run otavalo --replicates 1 --seed 2 -o a.h5 --resume",
    "is not a file that minga wrote": "echo mine > a.h5; minga run otavalo -o a.h5 --force",
    "is a design, not a scenario": "minga run otavalo-interventions -o a.h5",
    "is a scenario, not a design": "minga sweep otavalo -o a.h5",
    "note:": "minga run otavalo --set time.periods=20 -o a.h5 --replicates 1",
    "trust has nothing to start from": "minga run otavalo -o a.h5 --replicates 1 "
    "--set population.shares='{solid-citizen=1.0}'",
    "no seed was given; chose": f"sed /^seed/d {ROOT}/scenarios/cases/otavalo.toml > my.toml; "
    "minga run my.toml -o a.h5 --replicates 1",
}
FROM_THE_REPORT = {en.TEXT["h_partial"], es.TEXT["h_partial"]}


def quoted(page: Path) -> list[str]:
    """Pieces of messages that the page quotes: what stands between quotation marks and dots."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    text = re.sub(r"`[^`]*`", "", text)  # quotation marks of values
    text = text[: text.rindex("\n## ")]  # the last section quotes what people say
    found = re.findall(r'"([^"]+)"', text)
    pieces = [piece for message in found for piece in re.split(r"[;,]? ?\.\.\. ?", message)]
    return [" ".join(piece.split()) for piece in pieces if piece]


@pytest.mark.parametrize("page", TROUBLE, ids=lambda page: page.stem)
def test_every_quoted_message_is_known_to_this_test(page: Path) -> None:
    assert set(quoted(page)) - FROM_THE_REPORT == set(MESSAGES)
    assert len(FROM_THE_REPORT & set(quoted(page))) == 1


@pytest.mark.parametrize("message", MESSAGES)
def test_the_program_prints_what_the_guides_quote(
    message: str, binary: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        ["bash", "-c", MESSAGES[message]],
        cwd=tmp_path,
        env=environment(tmp_path, binary),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    last = done.stderr.replace("\n", " ")
    assert message in last, done.stdout + done.stderr


MARKDOWN = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not {"build", "out", "node_modules"} & set(path.relative_to(ROOT).parts)
    and not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
LINK = re.compile(r"\[[^\]\[]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in links, as GitHub makes it."""
    found: set[str] = set()
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for heading in re.findall(r"^#{1,6}\s+(.+?)\s*$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        while anchor in found:
            anchor += "-1"
        found.add(anchor)
    return found


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    text = re.sub(r"`[^`\n]*`", "", text)
    broken = []
    for link in LINK.findall(text):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (
            anchor and target.suffix == ".md" and anchor not in anchors(target)
        ):
            broken.append(link)
    assert not broken, f"{page.relative_to(ROOT)} has links that lead nowhere: {', '.join(broken)}"
