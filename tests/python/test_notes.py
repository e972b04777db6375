"""Notes below a generated page stay when the page is made again."""

from __future__ import annotations

from pathlib import Path

from minga import notes


def test_words_from_the_heading_on_stay(tmp_path: Path) -> None:
    page = tmp_path / "findings.md"
    page.write_text("# Old\n\n## Table\n\n## Notes\n\nWords.\n", encoding="utf-8")
    notes.write(page, "# New\n\n## Other\n")
    assert page.read_text(encoding="utf-8") == "# New\n\n## Other\n\n## Notes\n\nWords.\n"
    notes.write(page, "# New\n\n## Other\n")
    assert page.read_text(encoding="utf-8").count("Words.") == 1


def test_a_page_without_notes_is_only_what_is_made(tmp_path: Path) -> None:
    page = tmp_path / "new.md"
    notes.write(page, "# New\n")
    assert page.read_text(encoding="utf-8") == "# New\n"
