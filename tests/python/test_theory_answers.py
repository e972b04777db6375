"""minga.theory: what the program answers, as datasets; and the figures made of it."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from minga import plot, theory
from minga.plot.style import to_svg
from minga.validate import figure, figure_theory
from minga.validate import of_pictures as pictures
from minga.validate.bench import Bench, Played
from minga.validate.catalogue import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
DONATION: dict[str, Any] = {
    "game": {"form": "donation", "benefit": 3.0, "cost": 1.0},
    "population": {"size": 20},
    "update": {"rule": "fermi", "intensity": 0.1},
    "analysis": {"what": ["fixation"]},
}


@pytest.fixture(autouse=True)
def chosen(binary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that these tests are about."""
    monkeypatch.setenv("MINGA_BIN", str(binary))


@pytest.fixture
def bench(binary: Path, tmp_path: Path) -> Bench:
    return Bench(str(binary), tmp_path, share=0.05)


def test_a_study_may_be_a_name_a_file_or_a_dictionary(tmp_path: Path) -> None:
    file = tmp_path / "donation.toml"
    file.write_text(theory.as_file(DONATION), encoding="utf-8")
    shipped = theory.solve("fermi-donation", "fixation")["fixation"]
    assert float(shipped["probability"][0]) == pytest.approx(0.0134414, abs=1e-6)
    for study in (file, str(file), DONATION):
        found = theory.run(study)["fixation"]
        assert found["mutant"].values.tolist() == ["cooperate", "defect"]
        assert np.array_equal(found["probability"], shipped["probability"])


def test_changes_reach_the_program_and_come_back_in_the_answer() -> None:
    """Ten players for twenty; the exact chance of neutral drift is 1/N."""
    found = theory.run(DONATION, population__size=10, update__intensity=0.0)
    assert found["fixation"]["probability"].values == pytest.approx([0.1, 0.1])
    assert found["fixation-from"].sizes["row"] == 11


def test_runs_come_back_with_their_trajectories() -> None:
    found = theory.run("nowak-may", replicates=2, seed=7, threads=1, structure__rows=20)
    assert found["summary"].sizes == {"run": 2, "strategy": 2}
    share = found["trajectory"]["share"]
    assert share.dims == ("run", "time", "strategy")
    assert float(share.sum("strategy").min()) == pytest.approx(1.0)
    assert found["simulation"]["strategy"].values.tolist() == ["cooperate", "defect"]
    again = theory.run("nowak-may", replicates=2, seed=7, threads=2, structure__rows=20)
    assert all(found[name].identical(again[name]) for name in found)
    other = theory.run("nowak-may", replicates=2, seed=8, threads=1, structure__rows=20)
    assert not share.equals(other["trajectory"]["share"])


def test_solving_leaves_out_what_the_study_asks_itself() -> None:
    """The file simulates with `generations`, which belongs to no exact question."""
    found = theory.solve("moran-fixation", "fixation", "rest-points")
    assert set(found) == {"fixation", "fixation-from", "rest-points"}
    orbit = theory.solve("optional-public-good", "replicator", analysis__duration=7.0)
    assert float(orbit["replicator"]["time"][-1]) == 7.0


def test_names_that_python_does_not_allow_are_reached_too() -> None:
    own = {"strategies.opponent.memory_one": [1.0, 1.0, 1.0, 1.0]}
    table = theory.run("zero-determinant", **own)["payoffs"].set_index(row="strategy")
    always = table["always-cooperate"].sel(row="extort-3")
    assert float(table["opponent"].sel(row="extort-3")) == pytest.approx(float(always))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: theory.run("fermi-donation", game__benefit=0.5), "benefit"),
        (lambda: theory.run("no-such-study"), "no-such-study"),
        (lambda: theory.solve("fermi-donation", "simulation"), "accepted are"),
        (lambda: theory.solve("fermi-donation"), "no question"),
    ],
)
def test_refusals_say_what_is_wrong(call: Any, said: str) -> None:
    with pytest.raises(theory.TheoryError, match=said):
        call()


def test_results_of_associations_are_not_answers(single: Path) -> None:
    with pytest.raises(theory.TheoryError, match="not the result of a theory scenario"):
        theory.load(single)


def test_what_is_no_file_of_results_is_said(tmp_path: Path) -> None:
    text = tmp_path / "text.h5"
    text.write_text("not HDF5", encoding="utf-8")
    with pytest.raises(theory.TheoryError, match=r"text\.h5 is not an HDF5 file"):
        theory.load(text)
    with pytest.raises(FileNotFoundError):
        theory.load(tmp_path / "absent.h5")


def test_values_are_written_as_toml() -> None:
    text = theory.as_toml({"a b": [1, 2.5, True], "c": 'say "no"', "d": np.float64(0.5)})
    assert text == '{ "a b" = [1, 2.5, true], "c" = "say \\"no\\"", "d" = 0.5 }'


def test_a_design_over_a_study_comes_back_with_its_factors() -> None:
    design = {
        "name": "sizes",
        "scenario": "fermi-donation",
        "factor": [{"name": "size", "path": "population.size", "levels": [10, 20, 40]}],
    }
    found = theory.sweep(design)["fixation"]
    assert found["size"].values.tolist() == [10.0, 10.0, 20.0, 20.0, 40.0, 40.0]
    for size in (10, 20, 40):
        alone = theory.solve("fermi-donation", "fixation", population__size=size)["fixation"]
        mine = found.where(found["size"] == size, drop=True)
        assert np.array_equal(mine["probability"], alone["probability"])


# --- figures of tournaments and evolution ---


@pytest.fixture(scope="module")
def tournament(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the shipped tournament."""
    out = tmp_path_factory.mktemp("tournament") / "t.h5"
    command = [str(binary), "theory", "axelrod-tournament", "-o", str(out), "--quiet"]
    subprocess.run(command, check=True)
    return out


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", ["tournament", "encounters", "evolution"])
def test_tournaments_are_drawn_in_both_languages(tournament: Path, kind: str, lang: str) -> None:
    assert to_svg(getattr(plot, kind)(tournament, lang=lang)).startswith("<svg")


def test_the_ranking_shows_means_and_every_score(tournament: Path) -> None:
    answers = theory.load(tournament)
    axes = plot.tournament(answers).axes[0]
    means = next(line for line in axes.lines if line.get_marker() == "o")
    assert np.array_equal(means.get_xdata(), answers["tournament"]["score"].values)
    assert axes.get_yticklabels()[0].get_text() == "1  tit-for-tat"
    ticks = np.concatenate([line.get_xdata() for line in axes.lines if line.get_marker() == "|"])
    scores = answers["tournament-scores"].drop_vars("strategy").to_array().values
    assert sorted(ticks) == pytest.approx(sorted(scores.ravel()))


def test_the_matrix_is_in_the_order_of_the_ranking(tournament: Path) -> None:
    """600 among those who never defect first; the rows are who scores, not against whom."""
    axes = plot.encounters(tournament).axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == theory.load(tournament)["tournament"]["strategy"].values.tolist()
    shown = np.asarray(axes.images[0].get_array())
    at = {name: k for k, name in enumerate(names)}
    assert shown[at["tit-for-tat"], at["grim"]] == 600.0
    assert shown[at["tit-for-tat"], at["always-defect"]] == 199.0
    assert shown[at["always-defect"], at["tit-for-tat"]] == 204.0


def test_evolution_draws_what_grows_and_what_is_simulated(tournament: Path) -> None:
    ecology = theory.load(tournament)["ecology"]
    lines = plot.evolution(tournament).axes[0].lines
    drawn = {tuple(np.asarray(line.get_ydata()).round(9)) for line in lines}
    assert len(lines) == 13
    for name in ecology.data_vars:
        if name != "generation":
            assert tuple(ecology[name].values.round(9)) in drawn
    runs = theory.run("nowak-may", replicates=3, seed=1, structure__rows=20)
    simulated = plot.evolution(runs).axes[0].lines
    share = runs["trajectory"]["share"].mean("run").sel(strategy="cooperate").values
    assert any(np.allclose(line.get_ydata(), share) for line in simulated)


def test_what_does_not_evolve_is_not_drawn() -> None:
    with pytest.raises(theory.TheoryError, match="no table trajectory"):
        plot.evolution(theory.solve("fermi-donation", "fixation"))
    with pytest.raises(theory.TheoryError, match="no table tournament"):
        plot.tournament(theory.solve("fermi-donation", "fixation"))


# --- figures of validation.md ---


def test_the_fixation_figure_shows_what_the_program_says(bench: Bench) -> None:
    drawn = figure_theory.fixation(pictures.moran(bench), pictures.fermi(bench))
    exact = theory.solve("fermi-donation", "fixation")["fixation-from"]["probability"].values
    left, right = drawn.axes
    assert np.array_equal(right.lines[0].get_ydata(), exact)
    fitness, chance = left.lines[0].get_xdata()[-1], left.lines[0].get_ydata()[-1]
    assert chance == pytest.approx((1 - 1 / fitness) / (1 - fitness**-20), rel=1e-9)
    simulated = right.lines[1]
    expected = np.interp(simulated.get_xdata(), np.arange(21), exact)
    assert np.abs(simulated.get_ydata() - expected).max() < 0.15  # 200 replicates
    assert not np.array_equal(simulated.get_ydata(), expected)


def test_the_figures_follow_the_program_when_it_says_otherwise(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that always plays a stronger game draws another curve: nothing is written in."""
    before = pictures.fermi(bench).exact
    ask = pictures.ask
    stronger = {"update__intensity": 0.5}
    monkeypatch.setattr(pictures, "ask", lambda b, study, **new: ask(b, study, **new | stronger))
    after = pictures.fermi(bench)
    assert after.exact[10] < before[10] - 0.1
    assert after.simulated.mean[3] < before[10] - 0.1


def test_orbits_close_around_the_rest_point_that_the_program_finds(bench: Bench) -> None:
    found = pictures.flow(bench, {"multiplier": 3.0, "loner": 1.0}, 60.0, pictures.AROUND[:1])
    inner = found.rest[found.stability.index("centre")]
    assert found.strategies == ("cooperate", "defect", "loner")
    assert inner == pytest.approx([0.26933, 0.26933, 0.46134], abs=1e-5)
    path = found.paths[0]
    assert np.abs(path[100:] - path[0]).sum(axis=1).min() < 0.02
    drawn = figure_theory.simplex({"one": found}).axes[0]
    line = drawn.lines[0].get_xydata()
    assert np.allclose(line, path @ figure_theory.CORNERS)


def test_without_enough_return_cycles_leave_and_reach_all_loners(bench: Bench) -> None:
    found = pictures.flow(bench, {"multiplier": 1.8, "loner": 0.5}, 300.0, pictures.AWAY[1:2])
    assert "centre" not in found.stability
    loners = found.paths[0][:, 2]
    assert loners[0] > 0.95
    assert loners.min() < 0.7
    assert loners[-1] > 0.95


def test_carpets_are_the_patterns_of_the_program(bench: Bench) -> None:
    """A lone defector: symmetric, and the colours tell two generations apart."""
    found = pictures.kaleidoscope(bench)
    for picture in found.values():
        assert np.array_equal(picture, picture[::-1])
        assert np.array_equal(picture, picture.T)
    assert (found[20] == 1).mean() < (found[60] == 1).mean()
    answers = pictures.ask(
        bench, "nowak-may-kaleidoscope", analysis__generations=20, analysis__snapshots=[19, 20]
    )
    old, new = answers["snapshots"]["strategy"].values[0].reshape(2, 99, 99)
    assert np.array_equal(np.isin(found[20], (0, 3)), new == 0)
    assert np.array_equal(np.isin(found[20], (0, 2)), old == 0)
    few = {20: found[20], 40: found[40]}
    drawn = figure_theory.carpets(few, {1.9: found[60], 1.15: found[100]})
    assert np.array_equal(drawn.axes[0].images[0].get_array(), found[20])


def test_the_phase_diagram_shows_the_shares_of_the_runs(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MULTIPLIERS", (3.2, 4.6, 5.8))
    lattice, mixed = pictures.on_lattice(bench), pictures.well_mixed(bench)
    assert lattice.mean[[0, 2]] == pytest.approx([0.0, 1.0], abs=0.01)
    assert 0.7 < lattice.mean[1] < 0.9  # cooperators live on the lattice where they
    assert mixed.mean == pytest.approx([0.0, 0.0, 1.0], abs=0.01)  # do not where all meet
    whole = pictures.Surface(np.array([0.5]), np.array([4.0, 5.0]), np.array([[0.5, 0.9]]))
    drawn = figure_theory.phases(lattice, mixed, whole)
    assert np.array_equal(drawn.axes[0].lines[0].get_ydata(), lattice.mean)
    assert np.array_equal(drawn.axes[1].images[0].get_array(), whole.share)


def test_the_surface_has_each_run_at_its_place(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small lattices: more contribute at a larger r, and fewer with more noise."""
    sweep = theory.sweep
    small = {"structure__rows": 20, "structure__columns": 20}
    short = {"analysis__generations": 200, "analysis__skip": 100}
    monkeypatch.setattr(theory, "sweep", lambda name, **more: sweep(name, **more, **small, **short))
    found = pictures.phases(bench)
    assert found.share.shape == (6, 14)
    assert np.isfinite(found.share).all()
    assert (found.share[:, 0] < 0.05).all()
    assert (found.share[:, -1] > 0.9).all()
    at = {"K": list(found.noises).index(0.5), "r": list(found.multipliers).index(4.4)}
    assert found.share[at["K"], at["r"]] > found.share[-1, at["r"]] + 0.3


def test_punishment_is_drawn_with_bands_of_two_standard_errors() -> None:
    """Of runs 0.2 and 0.6 in each round the mean is 0.4 and the standard error 0.2."""
    given = np.full((2, 10, 4), 0.2)
    given[1] = 0.6
    played = Played(given, given, given, np.zeros(given.shape, dtype=bool))
    who, rules = ("partners", "strangers"), ("without", "with")
    kinds = (f"{kind}, {rule}" for kind in who for rule in rules)
    drawn = Figure()
    axes = [drawn.add_subplot(1, 2, k + 1) for k in range(2)]
    figure._punishment(dict.fromkeys(kinds, played), axes)
    for one in axes:
        assert len(one.collections) == 2
        for band in one.collections:
            heights = band.get_paths()[0].vertices[:, 1]
            assert (heights.min(), heights.max()) == pytest.approx((0.0, 0.8))
        assert np.allclose(one.lines[0].get_ydata(), 0.4)


def test_a_question_without_an_answer_warns_by_name() -> None:
    hunt = {"form": "stag-hunt", "stag": 4, "alone": 0, "hare_alone": 3, "hare_together": 2}
    study = DONATION | {"game": hunt, "update": {"rule": "fermi", "intensity": 1000.0}}
    with pytest.warns(theory.NoAnswer, match="rare-mutation has no answer"):
        found = theory.solve(study, "rare-mutation", "fixation", population__size=50)
    assert set(found) == {
        "rare-mutation-fixation",
        "rare-mutation-chain",
        "fixation",
        "fixation-from",
        "unanswered",
    }


def test_the_same_numbers_give_the_same_bytes(tmp_path: Path) -> None:
    shares = pictures.Shares(np.array([1.0, 2.0]), np.array([0.3, 0.6]), np.array([0.1, 0.1]))
    chances = pictures.Chances(np.array([1.0, 2.0]), np.array([0.2, 0.7]), shares)
    for name in ("a.png", "b.png"):
        figure_theory.save(figure_theory.fixation(chances, chances), tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    moved = dataclasses.replace(chances, exact=chances.exact + 0.05)
    figure_theory.save(figure_theory.fixation(moved, chances), tmp_path / "c.png")
    assert (tmp_path / "a.png").read_bytes() != (tmp_path / "c.png").read_bytes()


def test_the_page_shows_every_figure_under_its_heading_and_says_what_is_in_it() -> None:
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    for name, words in figure.HEADINGS.items():
        heading = next(title for title in SECTIONS if words in title)
        section = re.split(r"^## ", page, flags=re.MULTILINE)
        mine = next(part for part in section if part.startswith(heading))
        assert f"![{figure.ALT[name]}](images/{name})" in mine, name
        assert (ROOT / "docs" / "images" / name).exists(), name
    assert set(figure.ALT) == set(figure.HEADINGS)
