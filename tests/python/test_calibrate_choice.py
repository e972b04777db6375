"""Which draw is shipped: the rule, and that what is stored is its result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from minga.calibrate.field import choice, page_choice, posterior, space, targets

ROOT = Path(__file__).resolve().parents[2]
DRAWS = 81


def planted() -> tuple[space.Space, np.ndarray, pd.DataFrame]:
    """Draws whose every coordinate is the draw's number: the middle one is the most central."""
    some = space.build(["exit_rate", "trust_floor"])
    steps = np.linspace(-1.0, 1.0, DRAWS)
    values = some.values(np.outer(steps, np.ones(len(some.names))))
    for k, prior in enumerate(some.priors):
        if prior.form != "log-uniform":
            values[:, k] = np.linspace(values[0, k], values[-1, k], DRAWS)
    aims = targets.joint()
    table = pd.DataFrame({n: v + 0.0 * steps for n, v in zip(aims.names, aims.value, strict=True)})
    for contrast in choice.CONTRASTS:
        table[choice.title(*contrast)] = 100.0 * steps
    return some, values, table


def test_the_draw_in_the_middle_is_shipped() -> None:
    some, values, table = planted()
    chosen = choice.choose(some, values, table)
    assert chosen.row == DRAWS // 2
    assert chosen.away < chosen.typical_away
    assert chosen.inside(0.5) == len(chosen.table)


@pytest.mark.parametrize("what", ["parameter", "contrast"])
def test_an_extreme_of_one_kind_is_not_shipped(what: str) -> None:
    some, values, table = planted()
    middle = DRAWS // 2
    if what == "parameter":
        values[middle, some.names.index("trust_floor")] = 0.2
    else:
        table.loc[middle, choice.title(*choice.CONTRASTS[-1])] = 400.0
    row = choice.choose(some, values, table).row
    assert row != middle and abs(row - middle) <= 2


def test_a_draw_that_fits_worse_than_half_of_them_is_not_shipped() -> None:
    some, values, table = planted()
    names = targets.joint().names
    scale = targets.joint().scale[0]
    table.loc[21:59, names[0]] += 3.0 * scale  # nearly the middle half
    chosen = choice.choose(some, values, table)
    assert chosen.row in (20, 60)
    assert chosen.gap == pytest.approx(0.0, abs=1e-12)
    assert choice.gaps(table)[40] == pytest.approx(3.0 / np.sqrt(len(names)))


def test_the_laboratorys_own_numbers_do_not_count_as_parameters() -> None:
    some = space.build(["exit_rate"], lab=True)
    columns = choice.scaled(some, some.values(np.zeros((2, len(some.names))))).columns
    assert list(columns) == [*space.SHARED, "exit_rate"]


def test_every_stored_draw_is_evaluated() -> None:
    table, evaluated = posterior.load(), choice.load()
    assert len(evaluated) == len(table)
    contrasts = [choice.title(*c) for c in choice.CONTRASTS]
    assert list(evaluated.columns) == [*targets.joint().names, *contrasts]
    # what is gained at a meeting is in the figure of the same draw
    assert np.corrcoef(table["meeting_gain"], evaluated["meeting_learning"])[0, 1] > 0.7


def test_the_page_tells_the_stored_choice() -> None:
    """That the shipped numbers are this row is tested in test_calibrate_carry.py."""
    page = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    chosen = choice.stored()
    assert page_choice.text(chosen, len(choice.load())).rstrip() in page


def test_the_shipped_draw_is_no_edge_draw() -> None:
    chosen = choice.stored()
    assert chosen.gap <= chosen.typical_gap
    assert chosen.away < chosen.typical_away
    assert chosen.inside(0.9) >= 0.95 * len(chosen.table)
    contrasts = chosen.table[chosen.table["kind"] == "contrast"]
    # every one in the central 90 % of the draws, most of them nearer to the middle
    assert contrasts["below"].between(0.05, 0.95).all(), contrasts["below"]
    assert contrasts["below"].between(0.2, 0.8).sum() > len(contrasts) / 2, contrasts["below"]
