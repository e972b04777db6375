"""The main statements over the posterior: shares of draws, the stored table, the page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from minga.config import parsed_config
from minga.patterns import draws, page_draws
from minga.patterns.catalogue import PATTERNS
from minga.patterns.runner import Runner

ROOT = Path(__file__).resolve().parents[2]
BY_KEY = {pattern.key: pattern for pattern in PATTERNS}


def test_shares_are_of_the_draws_that_can_tell() -> None:
    """Claimed below zero: two draws for certain, one by its mean, one against, one says nothing."""
    pattern = BY_KEY["scattered-graduated-sanctions"]
    assert pattern.sign == -1
    values = np.array(
        [
            [-1.0, -1.1, -0.9, -1.0],
            [-2.0, -2.1, -1.9, -2.0],
            [-9.0, 8.0, -9.0, 8.0],
            [1.0, 1.1, 0.9, 1.0],
            [np.nan] * 4,
        ]
    )
    row = draws.summarise(pattern, values, 4)
    assert (row.draws, row.replicates) == (4, 4)
    assert (row.claimed, row.shown, row.opposite) == (0.75, 0.5, 0.25)
    assert row.median == pytest.approx(-0.75)
    nothing = draws.summarise(pattern, np.full((3, 4), np.nan), 4)
    assert nothing.draws == 0 and np.isnan(nothing.claimed)


def test_the_table_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    rows = [draws.Row("scattered-none", 40, 100, 0.75, 0.5, 0.0, -0.125, -0.5, 0.25)]
    draws.write(rows, tmp_path / "d.csv")
    assert draws.read(tmp_path / "d.csv") == (rows, draws.basis())
    assert draws.read(tmp_path / "none.csv") == ([], "")


def test_the_stored_table_rests_on_the_stored_posterior() -> None:
    """Make it again with ``python -m minga.patterns draws``."""
    rows, basis = draws.read()
    assert basis == draws.basis()
    assert tuple(row.pattern for row in rows) == draws.MAIN
    assert all(row.draws <= draws.DRAWS for row in rows)


def test_the_page_says_what_is_stored() -> None:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert page_draws.section(draws.read()[0]) in text


def test_the_section_is_renewed_and_all_else_stays(tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    before = f"# A\n\n{page_draws.HEADING}\n\nof before\n\n## Notes\n\nmine\n"
    out.write_text(before, encoding="utf-8")
    rows = [draws.Row("scattered-none", 40, 100, 0.75, 0.5, 0.0, -0.125, -0.5, 0.25)]
    page_draws.renew(rows, out)
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# A\n") and text.endswith("## Notes\n\nmine\n")
    assert "of before" not in text
    assert "| 75 % | 50 % | 0 % |" in text


def test_a_draw_is_played_as_the_program_plays_it_alone(binary: Path, tmp_path: Path) -> None:
    """The same numbers as from one run with the draw's settings."""
    pattern = BY_KEY["scattered-graduated-sanctions"]
    points = draws.sample(2)
    assert points[0] != points[1]
    runner = draws.DrawRunner(str(binary), tmp_path, 3, points=points)
    (row,) = draws.play(runner, [pattern])
    values = runner.difference(pattern, {}).reshape(2, 3)
    text = parsed_config(draws.text_of(points, "otavalo"))
    settings = text["factor"][0]["levels"][1]["set"]
    alone = Runner(str(binary), tmp_path, 3)
    given = {path: repr(value) for path, value in settings.items()}
    for treatment in pattern.compared():
        alone.measure([(pattern, treatment | given)])
    assert alone.difference(pattern, given).tolist() == values[1].tolist()
    assert row.draws == 2
