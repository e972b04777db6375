"""The split of uncertainty on arrays whose components of variance are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from minga.config import parsed_config
from minga.evaluate import designs, rivals
from minga.evaluate.split import PARTS, components, split

RULES = np.array([-1.0, 0.0, 0.5, 2.5]) - 0.5
# Structure is the variance over these four models; the rest is drawn anew for each array.
TRUE = {
    "chance": 3.0**2 + 1.5**2 + 2.0**2,
    "parameters": 2.0**2,
    "structure": float((RULES**2).mean()),
    "interaction": 0.75,  # 1, less what the mean over four models takes away
}


def made(rng: np.random.Generator, draws: int = 12, replicates: int = 6) -> np.ndarray:
    """An array with replicates shared over draws and models, as common random numbers make it."""
    both = rng.normal(0.0, 1.0, (draws, 4))
    both -= both.mean(axis=1, keepdims=True)
    return (
        100.0
        + RULES[None, :, None]
        + rng.normal(0.0, 2.0, (draws, 1, 1))
        + both[:, :, None]
        + rng.normal(0.0, 3.0, (1, 1, replicates))
        + rng.normal(0.0, 1.5, (draws, 1, replicates))
        + rng.normal(0.0, 2.0, (draws, 4, replicates))
    )


def test_the_parts_are_unbiased() -> None:
    """2000 arrays, seed 5; four z tests at 4 standard errors: false failure below 1 in 3000."""
    rng = np.random.default_rng(5)
    found = np.array([list(components(made(rng)).values()) for _ in range(2000)])
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert list(components(made(rng))) == list(PARTS)
    assert np.all(np.abs(found.mean(axis=0) - list(TRUE.values())) < 4.0 * error)


def test_cell_means_alone_would_count_chance_as_parameters() -> None:
    """What the correction is for: without it pure noise looks like parameters and structure."""
    rng = np.random.default_rng(6)
    noise = [rng.normal(0.0, 1.0, (10, 4, 5)) for _ in range(400)]
    naive = np.mean([y.mean(axis=2).var() for y in noise])
    right = np.array([list(components(y).values()) for y in noise]).mean(axis=0)
    assert naive > 0.15
    assert np.all(np.abs(right[1:]) < 0.02)
    assert right[0] == pytest.approx(1.0, abs=0.05)


def test_the_parts_add_up_to_the_whole() -> None:
    rng = np.random.default_rng(7)
    y = made(rng, 200, 50)
    total = sum(components(y).values())
    assert total == pytest.approx(y.var(), rel=0.1)
    shifted = components(y + 1e6)
    for part, value in components(y).items():
        assert shifted[part] == pytest.approx(value, abs=1e-4)


def test_standard_errors_are_of_the_right_size() -> None:
    """Mean jackknife variance against the spread of the estimates: within a factor of two."""
    rng = np.random.default_rng(8)
    found = [split(made(rng)) for _ in range(150)]
    for part in PARTS:
        seen = np.std([one.variance[part] for one in found], ddof=1)
        told = np.sqrt(np.mean([one.se[part] ** 2 for one in found]))
        assert 0.5 < told / seen < 2.0, part


def test_shares_and_expected_outcomes() -> None:
    one = split(made(np.random.default_rng(9), 300, 40))
    assert sum(one.share.values()) == pytest.approx(1.0)
    assert "chance" not in one.share_expected
    assert one.expected.shape == (300, 4)
    wanted = sum(v for k, v in TRUE.items() if k != "chance")
    assert one.expected.var() == pytest.approx(wanted, rel=0.25)
    assert one.model_mean - one.model_mean.mean() == pytest.approx(RULES, abs=0.3)
    assert one.positive == 1.0


def test_a_part_below_zero_counts_as_none() -> None:
    y = np.random.default_rng(2).normal(0.0, 1.0, (8, 4, 4))
    one = split(y)
    assert min(one.variance.values()) < 0.0
    assert min(one.share.values()) >= 0.0
    assert sum(one.share.values()) == pytest.approx(1.0)


def test_too_little_or_missing_data_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        split(np.zeros((2, 4, 5)))
    y = np.zeros((5, 4, 5))
    y[0, 0, 0] = np.nan
    with pytest.raises(ValueError, match="missing"):
        split(y)


THREE = """
[[axis]]
name = "decision"
rules = [
  { label = "logit", set = { "model.decision_rule" = "logit" } },
  { label = "noisier", set = { "model.eta_scale" = 3.0 } },
  { label = "none at all", set = { "model.eta_scale" = 9.0, "model.x" = true } },
]
[[axis]]
name = "belief"
rules = [{ label = "bayes", set = { "model.belief_rule" = "bayes" } }]
"""


def test_rival_rules_are_those_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "three.toml"
    file.write_text(THREE, encoding="utf-8")
    found = rivals.load(file)
    assert [r.label for r in found] == ["logit, bayes", "noisier, bayes", "none at all, bayes"]
    assert found[2].settings == {
        "model.eta_scale": 9.0,
        "model.x": True,
        "model.belief_rule": "bayes",
    }
    design = parsed_config(designs.nested("otavalo", {}, 3, 1, [{"model.cover": 0.5}], found))
    factor = next(f for f in design["factor"] if f["name"] == "rules")
    assert [level["label"] for level in factor["levels"]] == [r.label for r in found]
    assert factor["levels"][2]["set"] == found[2].settings


def test_the_shipped_rival_rules_start_with_what_is_shipped() -> None:
    found = rivals.load()
    assert found[0].label == "logit, bayes"
    assert len(found) == len({str(sorted(r.settings.items())) for r in found}) == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "two rules"),
        ('[[axis]]\nrules = [{ label = "a", set = { "x" = 1 } }]', "two rules"),
        ('[[axis]]\nrules = [{ label = "a", set = { } }]', "needs a label"),
        (
            '[[axis]]\nrules = [{ label = "a", set = { "x" = 1 } }, '
            '{ label = "a", set = { "x" = 2 } }]',
            "same label",
        ),
        (
            '[[axis]]\nrules = [{ label = "a", set = { "x" = 1 } }, '
            '{ label = "b", set = { "x" = 2 } }]\n'
            '[[axis]]\nrules = [{ label = "c", set = { "x" = 3 } }]',
            "same parameter",
        ),
    ],
)
def test_rival_rules_that_make_no_sense_are_refused(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        rivals.load(file)
