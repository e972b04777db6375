"""Pages that a command makes and people annotate: from the heading "Notes" on, words stay."""

from __future__ import annotations

from pathlib import Path

MARKER = "\n## Notes"


def kept(out: Path) -> str:
    """What people wrote below the generated part of a page; empty where there is nothing yet."""
    text = out.read_text(encoding="utf-8") if out.exists() else ""
    return text[text.index(MARKER) :] if MARKER in text else ""


def write(out: Path, generated: str) -> None:
    """Make the generated part of a page again, and keep its notes."""
    out.write_text(generated.rstrip("\n") + "\n" + kept(out), encoding="utf-8")
