"""Punishment in the laboratory stage, and the people that it ships."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from minga.calibrate import parameters, people, posterior, punishment, targets
from minga.calibrate.simulator import Laboratory
from minga.calibrate.statistics import ENDOWMENT, NAMES

ROOT = Path(__file__).resolve().parents[2]


def _draw(row: int = 0) -> parameters.Settings:
    values = posterior.load().loc[row, parameters.NAMES].to_numpy(dtype=float)
    return parameters.settings(parameters.named(values))


def test_punished_means_are_the_last_of_what_is_fitted() -> None:
    fitted = targets.fitted()
    assert fitted.names == [*NAMES, "punished_partners", "punished_strangers"]
    assert fitted.value[-2:] == pytest.approx([17.0, 11.6])  # case B7
    assert (fitted.scale > 0.0).all()


def test_a_draw_plays_its_people_where_peers_can_punish(binary: Path) -> None:
    lab, again = (Laboratory(str(binary), 8) for _ in range(2))
    points = [_draw(0), _draw(40)]
    found = lab.statistics(points)
    assert found.shape == (2, len(NAMES) + 2)
    again.play(points)
    for column, common in zip((-2, -1), punishment.experiments().values(), strict=True):
        given = again.play(points, common).given
        assert found[:, column] == pytest.approx(ENDOWMENT * given.mean(axis=(1, 2)))


def test_who_can_be_punished_gives_more_at_the_draws_that_are_kept(binary: Path) -> None:
    lab = Laboratory(str(binary), 9)
    rows = np.random.default_rng(3).permutation(len(posterior.load()))[:12]
    points = [_draw(int(row)) for row in rows]
    free = ENDOWMENT * lab.play(points).given.mean(axis=(1, 2))
    punished = ENDOWMENT * lab.play(points, punishment.experiments()["punished_strangers"]).given
    assert (punished.mean(axis=(1, 2)) > free + 2.0).all()


def test_one_draw_is_written_into_every_scenario_of_the_laboratory(tmp_path: Path) -> None:
    shutil.copytree(ROOT / people.FOLDER, tmp_path / people.FOLDER)
    before = {f.name: f.read_text(encoding="utf-8") for f in (tmp_path / people.FOLDER).iterdir()}
    row = 7
    changed = people.write(row, tmp_path)
    assert len(changed) == sum(people.plays(text) for text in before.values()) >= 7
    assert people.write(row, tmp_path) == []  # nothing left to do
    point = _draw(row)
    for file in changed:
        old = before[file.name].split("\n")
        new = (tmp_path / file).read_text(encoding="utf-8").split("\n")
        assert len(old) == len(new)
        differ = [b for a, b in zip(old, new, strict=True) if a != b]
        assert all("# fitted" in line for line in differ)
        assert any(f"private_learning = {point['model.private_learning']:.3g}" in x for x in differ)
    speaker = (tmp_path / people.FOLDER / "talk-before-play.toml").read_text(encoding="utf-8")
    assert speaker.count(f"norm_slope = {{ mean = {point[_slope()]:.3g}") >= 1


def _slope() -> str:
    return "profiles.solid-citizen.norm_slope.mean"


def test_remarks_say_what_the_laboratory_does_not_tell() -> None:
    narrowed = {"omega": 0.1, "gamma": 0.5, "gamma_sd": 0.1, "eta": 0.2}
    assert people.remark(("omega",), narrowed, True) == "fitted; spread as shipped; not identified"
    assert people.remark(("gamma", "gamma_sd"), narrowed, False) == "fitted; spread not identified"
    assert people.remark(("eta",), narrowed, False) == "fitted"
