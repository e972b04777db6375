"""minga theory: published values through the program, refusals, files."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from cli_support import assert_same_data, attributes_of, run, succeed


def answer(name: object, *arguments: str) -> dict:
    return json.loads(succeed("theory", name, "--json", *arguments))


def rows(data: dict, table: str) -> list[dict]:
    """Rows of a table as dictionaries by column."""
    found = next(t for t in data["tables"] if t["name"] == table)
    names = [column["name"] for column in found["columns"]]
    return [dict(zip(names, row, strict=True)) for row in found["rows"]]


def row(data: dict, table: str, **where: object) -> dict:
    return next(r for r in rows(data, table) if all(r[k] == v for k, v in where.items()))


def moran(r: float, n: int) -> dict:
    return answer(
        "moran-fixation",
        f"--set=game.payoff=[[{r}, {r}], [1.0, 1.0]]",
        f"--set=population.size={n}",
        f"--set=population.counts={{ mutant = 1, resident = {n - 1} }}",
        '--set=analysis={ what = ["fixation"] }',
    )


@pytest.mark.parametrize(
    ("r", "n", "published"),
    [(1.1, 100, 0.090916), (2.0, 10, 0.500489), (0.9, 10, 0.059482)],
)
def test_a1_moran_fixation(r: float, n: int, published: float) -> None:
    found = row(moran(r, n), "fixation", mutant="mutant")["probability"]
    assert found == pytest.approx((1 - 1 / r) / (1 - r**-n), rel=1e-9)
    assert found == pytest.approx(published, abs=1e-6)


def test_a1_simulated_fixation_agrees_with_the_exact_one() -> None:
    """2000 replicates, within 4 standard errors: one seed in 16000 fails."""
    data = answer("moran-fixation", "--seed", "3", "--replicates", "2000")
    exact = row(data, "fixation", mutant="mutant")["probability"]
    simulated = row(data, "simulation", strategy="mutant")
    assert simulated["fixed_se"] > 0
    assert abs(simulated["fixed"] - exact) < 4 * simulated["fixed_se"]


def test_a2_fermi_fixation() -> None:
    donation = answer("fermi-donation")
    cooperator = row(donation, "fixation", mutant="cooperate")["probability"]
    defector = row(donation, "fixation", mutant="defect")["probability"]
    assert cooperator == pytest.approx(0.0134414, abs=1e-6)
    assert defector == pytest.approx(0.121309, abs=1e-6)
    ten = row(donation, "fixation-from", players=10)["probability"]
    assert ten == pytest.approx(0.239050, abs=1e-6)
    hunt = answer("fermi-stag-hunt")
    stag = row(hunt, "fixation", mutant="stag")["probability"]
    hare = row(hunt, "fixation", mutant="hare")["probability"]
    assert stag == pytest.approx(0.0161668, abs=1e-6)
    assert hare == pytest.approx(0.0536756, abs=1e-6)


@pytest.mark.parametrize(("n", "published"), [(10, 1.52218), (20, 2.14676), (50, 3.21906)])
def test_a3_reciprocity_in_finite_populations(n: int, published: float) -> None:
    data = answer("nowak-2004", f"--set=population.size={n}")
    found = row(data, "fixation", mutant="tit-for-tat")["times_population"]
    assert found == pytest.approx(published, abs=1e-5)


@pytest.mark.parametrize(("n", "favoured"), [(10, False), (100, True), (1000, True)])
def test_a4_one_third_law(n: int, favoured: bool) -> None:
    data = answer("one-third-law", f"--set=population.size={n}")
    name = "first is favoured at weak selection in this population"
    assert row(data, "properties", property=name)["value"] == favoured
    rho = row(data, "fixation", mutant="first")["times_population"]
    assert (rho > 1) == favoured


def test_a6_rare_mutation() -> None:
    shares = [r["share"] for r in rows(answer("fudenberg-imhof"), "rare-mutation")]
    assert shares == pytest.approx([0.12297, 0.42690, 0.45013], abs=1e-4)


def test_a7_memory_one_payoffs() -> None:
    data = answer("memory-one")

    def pays(a: str, b: str) -> float:
        return row(data, "payoffs", strategy=a)[b]

    tft, wsls, gtft = "tit-for-tat", "win-stay-lose-shift", "generous-tit-for-tat"
    allc, alld = "always-cooperate", "always-defect"
    published = {
        (tft, tft): 2.25,
        (wsls, wsls): 2.95109,
        (gtft, gtft): 2.97032,
        (allc, allc): 2.98990,
        (alld, alld): 1.02990,
        (wsls, alld): 0.535,
        (alld, wsls): 2.985,
    }
    for (a, b), value in published.items():
        assert pays(a, b) == pytest.approx(value, abs=1e-5), (a, b)


def test_a8_extortion() -> None:
    data = answer("zero-determinant", "--set=strategies.opponent.memory_one=[0.3, 0.7, 0.2, 0.9]")
    extort = row(data, "payoffs", strategy="extort-3")
    assert extort["always-cooperate"] == pytest.approx(41 / 11, abs=1e-6)
    other = row(data, "payoffs", strategy="opponent")["extort-3"]
    assert extort["opponent"] - 1 == pytest.approx(3 * (other - 1), abs=1e-6)


@pytest.mark.parametrize(
    ("name", "strategy", "threshold", "key", "column"),
    [
        ("reciprocity", "tit-for-tat", 2 / 3, "repeated.continuation", "nash"),
        ("grim-trigger-group", "grim", 1 / 2, "repeated.continuation", "nash"),
        ("sanctioned-public-good", "cooperate", 1.2, "game.sanction.fine", "dominant"),
    ],
)
def test_a9_a10_thresholds(
    name: str, strategy: str, threshold: float, key: str, column: str
) -> None:
    """At a detection of one half a fine of 1.2 is an expected sanction of 0.6."""
    for shift, holds in ((-0.0005, 0), (0.0005, 1)):
        data = answer(name, f"--set={key}={threshold + shift}")
        assert row(data, "strategies", strategy=strategy)[column] == holds


def test_a11_optional_public_good() -> None:
    data = answer("optional-public-good")
    inner = row(data, "rest-points", stability="centre")
    assert inner["share loner"] == pytest.approx(0.461340, abs=1e-5)
    assert inner["share cooperate"] == pytest.approx(0.269330, abs=1e-5)
    assert inner["share defect"] == pytest.approx(0.269330, abs=1e-5)
    orbit = rows(data, "orbit")[0]
    assert orbit["period"] == pytest.approx(18.49, abs=0.005)
    assert abs(orbit["drift"]) < 1e-6


def test_a12_volunteers() -> None:
    found = rows(answer("volunteers-dilemma"), "equilibria")[0]
    assert 1 - found["chance"] == pytest.approx(0.840896, abs=1e-6)
    assert found["somebody"] == pytest.approx(0.579552, abs=1e-6)


def test_s1_spatial_share() -> None:
    """100 x 100, four replicates; the published share with its tolerance of .005."""
    share = row(answer("nowak-may"), "simulation", strategy="cooperate")["mean_share"]
    assert share == pytest.approx(12 * np.log(2) - 8, abs=0.005)


def test_s2_picture_is_symmetric_and_reaches_the_edge(tmp_path: Path) -> None:
    out = tmp_path / "k.h5"
    succeed("run", "nowak-may-kaleidoscope", "-o", out, "--quiet")
    with xr.open_dataset(out, engine="h5netcdf", group="snapshots") as snapshots:
        for time in snapshots["time"].values:
            picture = snapshots["strategy"].sel(run=0, time=time).values.reshape(99, 99)
            assert (picture == picture[::-1]).all()
            assert (picture == picture.T).all()
            assert (picture[0] == 1).any() == (time >= 49), time


def test_punishment_needs_freedom(tmp_path: Path) -> None:
    share = {
        r["strategy"]: r["share"] for r in rows(answer("freedom-and-punishment"), "rare-mutation")
    }
    assert share["peer punisher"] > 0.7
    source = Path(answer("freedom-and-punishment")["file"]).read_text()
    forced = tmp_path / "forced.toml"
    forced.write_text("\n".join(x for x in source.splitlines() if not x.startswith("loner")))
    share = {r["strategy"]: r["share"] for r in rows(answer(forced), "rare-mutation")}
    assert share["defect"] > 0.99


def test_tournament_is_won_by_a_strategy_that_never_beats_anybody() -> None:
    ranking = rows(answer("axelrod-tournament"), "tournament")
    assert [r["score"] for r in ranking] == sorted((r["score"] for r in ranking), reverse=True)
    assert ranking[0]["strategy"] == "tit-for-tat"
    assert ranking[0]["wins"] == 0
    final = rows(answer("axelrod-tournament"), "ecology")[-1]
    assert final["always-defect"] < 1e-6


def test_a13_investment_comes_to_rest_and_branches() -> None:
    data = answer("continuous-snowdrift")
    (singular,) = rows(data, "singular-traits")
    assert singular["trait"] == pytest.approx(0.6, abs=1e-8)
    assert (singular["kind"], singular["attracts"], singular["uninvadable"]) == ("branching", 1, 0)
    path = [r["trait"] for r in rows(data, "trait")]
    # d x / d t = 1.44 - 2.4 x from 0.2
    times = np.arange(len(path)) * 0.25
    assert path == pytest.approx(list(0.6 - 0.4 * np.exp(-2.4 * times)), abs=1e-6)
    stable = answer("continuous-snowdrift", "--set=game.benefit=7", "--set=game.cost=4.6",
                    "--set=game.benefit_quadratic=-1.5", "--set=game.cost_quadratic=-1")  # fmt: skip
    assert rows(stable, "singular-traits")[0]["kind"] == "stable"
    selfless = answer("continuous-snowdrift", "--set=game.others_only=true", "--set=game.most=2")
    (singular,) = rows(selfless, "singular-traits")
    assert singular["trait"] == pytest.approx(4.56 / 3.2, abs=1e-8)  # where the cost turns round
    assert singular["kind"] == "repeller"


def test_investments_are_strategies_to_other_questions() -> None:
    analysis = '--set=analysis={ what = ["payoffs", "rest-points"] }'
    data = answer("continuous-snowdrift", "--set=game.investments=3", analysis)
    assert data["strategies"] == ["invest-1", "invest-0.5", "invest-0"]
    # B(1.5) - C(0.5) = 9 - 3.15 - (2.28 - 0.4)
    assert row(data, "payoffs", strategy="invest-0.5")["invest-1"] == pytest.approx(3.97)


@pytest.fixture
def torn(tmp_path: Path) -> Path:
    """A stag hunt under selection so strong that no mutant is ever fixed."""
    file = tmp_path / "torn.toml"
    file.write_text(
        'kind = "theory"\n[scenario]\nname = "torn"\n[game]\nform = "stag-hunt"\n'
        "stag = 4\nalone = 0\nhare_alone = 3\nhare_together = 2\n[population]\nsize = 50\n"
        '[update]\nrule = "fermi"\nintensity = 1000\n'
        '[analysis]\nwhat = ["rare-mutation", "fixation"]\n'
    )
    return file


def test_a_question_without_an_answer_is_named_and_the_others_are_answered(
    torn: Path, tmp_path: Path
) -> None:
    out = tmp_path / "torn.h5"
    done = run("theory", torn, "--json", "-o", out)
    assert done.returncode == 0, done.stderr
    assert "warning: rare-mutation has no answer" in done.stderr
    data = json.loads(done.stdout)
    (none,) = rows(data, "unanswered")
    assert none["question"] == "rare-mutation"
    assert "{stag}; {hare}" in none["reason"]
    assert row(data, "fixation", mutant="stag")["probability"] == 0.0
    held = dataset(out, "tables/unanswered")
    assert held["question"].values.tolist() == ["rare-mutation"]
    assert held["reason"].values.tolist() == [none["reason"]]
    assert "unanswered: " in succeed("theory", torn)
    assert "rare-mutation" not in run("theory", torn, "--quiet").stderr


def test_a_design_answers_the_points_that_have_an_answer(torn: Path, tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text(
        f'name = "d"\nscenario = "{torn}"\n[[factor]]\nname = "intensity"\n'
        'path = "update.intensity"\nlevels = [0.1, 1000.0]\n'
    )
    data = json.loads(succeed("sweep", file, "-o", tmp_path / "d.h5", "--json"))
    assert [r["point"] for r in rows(data, "rare-mutation")] == [0, 0]
    assert [(r["point"], r["question"]) for r in rows(data, "unanswered")] == [(1, "rare-mutation")]


def test_a_large_group_needs_no_population_that_is_not_asked_of() -> None:
    data = answer("volunteers-dilemma", "--set=game.group=150")
    assert 1 - rows(data, "equilibria")[0]["chance"] == pytest.approx(0.5 ** (1 / 149), abs=1e-9)


@pytest.fixture
def results(tmp_path: Path) -> Path:
    out = tmp_path / "moran.h5"
    succeed("run", "moran-fixation", "-o", out, "--replicates", 6, "--seed", 4, "--quiet")
    return out


def test_file_opens_in_xarray_without_warnings(results: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with xr.open_dataset(results, engine="h5netcdf", group="summary") as summary:
            assert dict(summary.sizes) == {"run": 6, "strategy": 2}
            assert set(summary) >= {
                "point",
                "replicate",
                "fixed",
                "absorbed",
                "time",
                "mean_share",
            }
            assert list(summary["strategy"].values) == ["mutant", "resident"]
            assert np.allclose(summary["mean_share"].sum("strategy"), 1)
        with xr.open_dataset(results, engine="h5netcdf", group="trajectory") as trajectory:
            share = trajectory["share"]
            assert share.dims == ("run", "time", "strategy")
            assert share.attrs["units"] == "1"
            assert share.attrs["long_name"]
            first = share.isel(time=0)
            assert np.allclose(first.sel(strategy="mutant"), 0.01)
            assert np.allclose(share.sum("strategy"), 1)
        with xr.open_dataset(results, engine="h5netcdf", group="tables/fixation") as table:
            assert table.sizes["row"] == 2
            assert float(table["probability"][0]) == pytest.approx(0.0909157, abs=1e-6)


def test_file_says_where_it_came_from(results: Path) -> None:
    attributes = attributes_of(results)
    assert attributes["filetype"] == "minga"
    assert attributes["status"] == "complete"
    assert attributes["runs_committed"] == 6
    assert attributes["seed"] == 4
    assert 'kind = "theory"' in attributes["config"]
    succeed("verify", results)
    info = json.loads(succeed("info", results, "--json"))
    assert info["runs_committed"] == 6


def test_same_seed_same_data_whatever_the_threads(results: Path, tmp_path: Path) -> None:
    options = ("--replicates", 6, "--quiet")
    one = tmp_path / "one.h5"
    succeed("run", "moran-fixation", "-o", one, "--seed", 4, "--threads", 1, *options)
    assert_same_data(results, one)
    other = tmp_path / "other.h5"
    succeed("run", "moran-fixation", "-o", other, "--seed", 5, "--threads", 1, *options)
    with pytest.raises(AssertionError):
        assert_same_data(results, other)


def test_reports_are_not_on_theory_scenarios(results: Path) -> None:
    result = run("report", results)
    assert result.returncode == 2
    assert "theory scenario" in result.stderr


def test_output_is_not_overwritten_without_force(results: Path) -> None:
    again = run("run", "moran-fixation", "-o", results, "--replicates", 2, "--seed", 1)
    assert again.returncode == 2
    assert "exists already" in again.stderr
    succeed(
        "run",
        "moran-fixation",
        "-o",
        results,
        "--replicates",
        2,
        "--seed",
        1,
        "--force",
    )
    assert attributes_of(results)["runs_committed"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("theory",), "--list"),
        (("theory", "otavalo"), "not a theory scenario"),
        (("theory", "nowak-may", "--replicates", "10000000"), "analysis.every"),
        (("theory", "fermi-donation", "--set", "game.benefit=0.5"), "benefit = 0.5"),
        (("theory", "fermi-donation", "--set", "update.rulle=fermi"), "perhaps rule"),
        (
            ("theory", "fermi-donation", "--set", 'analysis.what=["stationary"]'),
            "mutation",
        ),
        (
            ("theory", "optional-public-good", "--set", "population.size=4"),
            "smaller than the group",
        ),
        (("check", "fermi-donation", "--set", "update.aspiration=1"), "not used"),
        (("run", "fermi-donation", "-o", "x.h5", "--resume"), "nothing to resume"),
    ],
)
def test_refusals_name_what_is_wrong(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2, result.stderr
    assert said in result.stderr
    assert result.stdout == ""


def test_a_run_that_cannot_go_on_says_why(tmp_path: Path) -> None:
    """Birth-death by fitness has no parent where nobody has any."""
    scenario = tmp_path / "nobody.toml"
    scenario.write_text(
        'kind = "theory"\n[scenario]\nname = "nobody"\n'
        '[game]\nform = "matrix"\npayoff = [[0, 0], [0, 1]]\n'
        "[population]\nsize = 9\nshares = { strategy-1 = 1.0 }\n"
        '[structure]\nkind = "ring"\ndegree = 2\n'
        '[update]\nrule = "moran-birth-death"\nmutation = 0.01\n'
        '[analysis]\nwhat = ["simulation"]\ngenerations = 2\n[run]\nseed = 1\nreplicates = 2\n'
    )
    result = run("theory", scenario)
    assert result.returncode == 2
    assert "nobody with fitness above 0" in result.stderr


DESIGN = """\
name = "small"
title = { es = "Chico", en = "Small" }
scenario = "fermi-donation"
replicates = 5
seed = 3

[set]
"analysis.what" = ["fixation", "simulation"]
"analysis.generations" = 40
"population.counts" = { cooperate = 10, defect = 10 }

[[factor]]
name = "benefit"
title = { es = "Beneficio", en = "Benefit" }
path = "game.benefit"
levels = [2, 6]

[[factor]]
name = "rule"
path = "update"
levels = [
  { label = "weak", value = { rule = "fermi", intensity = 0.1 } },
  { label = "moran", value = { rule = "moran-birth-death", fitness = "exponential", intensity = 1 } },
  { label = "strong", value = { rule = "fermi", intensity = 2.0 } },
]
"""


@pytest.fixture
def design(tmp_path: Path) -> Path:
    file = tmp_path / "small.toml"
    file.write_text(DESIGN)
    return file


def dataset(path: Path, group: str) -> xr.Dataset:
    with xr.open_dataset(path, engine="h5netcdf", group=group) as opened:
        return opened.load()


def test_a_design_over_a_theory_scenario_answers_every_point(design: Path, tmp_path: Path) -> None:
    """Each run is that of the scenario alone with the point's numbers, and so is each table."""
    out = tmp_path / "small.h5"
    said = json.loads(succeed("sweep", design, "-o", out, "--json"))
    assert (said["points"], said["replicates"]) == (6, 5)
    summary = dataset(out, "summary")
    assert summary.sizes["run"] == 30
    assert summary["benefit"].attrs["role"] == "factor"
    assert summary["benefit"].values.tolist() == [2.0] * 15 + [6.0] * 15
    assert summary["rule"].values.tolist() == (["weak"] * 5 + ["moran"] * 5 + ["strong"] * 5) * 2
    assert summary["replicate"].values.tolist() == list(range(5)) * 6
    alone = tmp_path / "alone.h5"
    sets = [
        '--set=analysis={ what = ["fixation", "simulation"], generations = 40 }',
        "--set=population.counts={ cooperate = 10, defect = 10 }",
        "--set=game.benefit=6",
        "--set=update.intensity=2.0",
    ]
    succeed("theory", "fermi-donation", *sets, "-o", alone, "--seed", 3, "--replicates", 5)
    mine = dataset(out, "trajectory").isel(run=slice(25, 30))["share"]
    theirs = dataset(alone, "trajectory")["share"]
    # a longer run of another point does not change a shorter one; its last shares go on
    assert np.array_equal(mine.values[:, : theirs.sizes["time"]], theirs.values)
    table = dataset(out, "tables/fixation")
    rows_of_point = table.where(table["point"] == 5, drop=True)
    assert rows_of_point["rule"].values.tolist() == ["strong", "strong"]
    exact = dataset(alone, "tables/fixation")["probability"].values
    assert np.array_equal(rows_of_point["probability"].values, exact)
    shares = dataset(out, "tables/simulation").where(lambda t: t["point"] == 5, drop=True)
    single = dataset(alone, "tables/simulation")
    assert np.array_equal(shares["mean_share"].values, single["mean_share"].values)
    succeed("verify", out)
    assert json.loads(succeed("info", out, "--json"))["runs_committed"] == 30


def test_a_sweep_over_theory_is_the_same_for_any_threads(design: Path, tmp_path: Path) -> None:
    one, many, other = (tmp_path / name for name in ("one.h5", "many.h5", "other.h5"))
    succeed("sweep", design, "-o", one, "--threads", 1, "--quiet")
    succeed("sweep", design, "-o", many, "--threads", 4, "--quiet")
    assert_same_data(one, many)
    succeed("sweep", design, "-o", other, "--seed", 4, "--quiet")
    with pytest.raises(AssertionError):
        assert_same_data(one, other)


def test_points_share_their_random_numbers_unless_told_not_to(tmp_path: Path) -> None:
    """Two levels that do not differ: with common random numbers their runs do not either."""
    text = (
        'name = "twin"\nscenario = "moran-fixation"\nreplicates = 8\nseed = 1\n[set]\n'
        '"analysis.what" = ["simulation"]\n"analysis.every" = 1\n"population.size" = 20\n'
        '"population.counts" = { mutant = 10, resident = 10 }\n'
        '[[factor]]\nname = "twin"\nlevels = [\n'
        '{ label = "a", set = { "update.weight" = 1.0 } },\n'
        '{ label = "b", set = { "update.weight" = 1.0 } }]\n'
    )
    out = tmp_path / "twin.h5"
    for common in (True, False):
        file = tmp_path / "twin.toml"
        file.write_text(f"common_random_numbers = {str(common).lower()}\n{text}")
        succeed("sweep", file, "-o", out, "--force", "--quiet")
        share = dataset(out, "trajectory")["share"].values
        assert np.array_equal(share[:8], share[8:]) == common


def test_a_saved_design_over_theory_can_be_run_again(design: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "one.h5", tmp_path / "again.h5"
    succeed("sweep", design, "-o", out, "--quiet")
    saved = tmp_path / "saved.toml"
    saved.write_text(attributes_of(out)["config"])
    succeed("sweep", saved, "-o", again, "--quiet")
    assert_same_data(out, again)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--resume",), "at once"),
        (("--shard", "1/2"), "at once"),
        (("--set", "game.benefit=5"), "is set by the factor benefit"),
        (("--set", "analysis.every=4", "--replicates", "1000000"), "shares would be recorded"),
    ],
)
def test_what_a_sweep_over_theory_cannot_do_is_refused(
    arguments: tuple[str, ...], said: str, design: Path, tmp_path: Path
) -> None:
    result = run("sweep", design, "-o", tmp_path / "no.h5", *arguments)
    assert result.returncode == 2, result.stdout
    assert said in result.stderr
    assert not (tmp_path / "no.h5").exists()


def test_points_with_other_strategies_do_not_fit_one_file(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text(
        'name = "d"\nscenario = "optional-public-good"\n[set]\n"population.shares" = {}\n'
        '[[factor]]\nname = "form"\nlevels = [\n'
        '{ label = "a", set = { "game.multiplier" = 3.0 } },\n'
        '{ label = "b", set = { "game" = { form = "public-good", group = 5, multiplier = 3.0 } } }]\n'
    )
    result = run("sweep", file, "-o", tmp_path / "d.h5")
    assert result.returncode == 2
    assert "form = b" in result.stderr
    assert "other strategies" in result.stderr


def test_the_shipped_phases_of_the_spatial_public_good(tmp_path: Path) -> None:
    """At K = 0.5 nobody contributes at r = 3.6, about half at 4.0, nearly all at 5.6."""
    out = tmp_path / "phases.h5"
    succeed("sweep", "spatial-public-good-phases", "-o", out, "--replicates", 1, "--quiet",
            "--set", "structure.rows=40", "--set", "structure.columns=40",
            "--set", "analysis.generations=1000", "--set", "analysis.skip=500")  # fmt: skip
    summary = dataset(out, "summary")
    share = summary["mean_share"].sel(strategy="cooperate").values
    at = {
        (noise, r): s
        for noise, r, s in zip(
            summary["noise"].values, summary["multiplier"].values, share, strict=True
        )
    }
    assert len(at) == 84
    assert at[0.5, 3.6] == 0.0
    assert at[0.5, 4.0] == pytest.approx(0.51, abs=0.06)
    assert at[0.5, 5.6] > 0.95
    assert at[5.0, 4.4] < at[0.5, 4.4]


def test_checks_and_shows_know_designs_over_theory(design: Path) -> None:
    checked = json.loads(succeed("check", design, "--json"))
    assert (checked["type"], checked["points"]) == ("theory design", 6)
    assert "6 points x 5 replicates" in succeed("check", design)
    assert "benefit" in succeed("show", design)
    assert run("plan", design).returncode == 2


def test_shares_over_time_are_in_the_json_too(results: Path) -> None:
    data = answer("moran-fixation", "--replicates", "6", "--seed", "4")
    with xr.open_dataset(results, engine="h5netcdf", group="trajectory") as trajectory:
        share = trajectory["share"].values
        times = trajectory["time"].values
    assert len(data["runs"]) == 6
    for k, one in enumerate(data["runs"]):
        assert one["times"][0] == 0
        assert len(one["shares"]) == len(one["times"])
        for time, shares in zip(one["times"], one["shares"], strict=True):
            if time in times:
                assert shares == share[k, list(times).index(time)].tolist()


def test_too_many_shares_are_left_to_the_file() -> None:
    done = run("theory", "nowak-may", "--json", "--set", "structure.rows=3", "--replicates", "900",
               "--set", "structure.columns=3", "--set", "analysis.every=1",
               "--set", "update.mutation=0.1")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "shares over time are left out" in done.stderr
    assert "shares" not in json.loads(done.stdout)["runs"][0]


def test_tables_have_titles_and_meanings_in_both_languages(results: Path) -> None:
    for study in ("moran-fixation", "optional-public-good", "axelrod-tournament", "fermi-donation"):
        for table in answer(study)["tables"]:
            assert table["title_es"], table["name"]
            assert table["title_es"] != table["title"]
            assert all(column["meaning_es"] for column in table["columns"]), table["name"]
    table = dataset(results, "tables/fixation")
    assert table.attrs["title_es"].startswith("Un solo mutante")
    assert table["probability"].attrs["long_name_es"].startswith("Probabilidad")


def test_warnings_name_what_is_probably_not_meant() -> None:
    done = run("theory", "optional-public-good", "--json", "--set", "game.multiplier=7")
    assert done.returncode == 0
    assert "warning: --set: game.multiplier = 7" in done.stderr
    assert [w["path"] for w in json.loads(done.stdout)["warnings"]] == ["game.multiplier"]
    for entry in json.loads(succeed("list", "scenarios", "--json")):
        if "theory" in entry["path"]:
            assert "warning" not in run("check", entry["name"]).stderr, entry["name"]


def test_counted_players_are_placed_on_a_lattice() -> None:
    data = answer("nowak-may", "--set", "population.counts={ cooperate = 9999, defect = 1 }",
                  "--set", "analysis={ what = [\"simulation\"], generations = 1 }",
                  "--set", "population.shares={}")  # fmt: skip
    assert all(one["shares"][0] == [0.9999, 0.0001] for one in data["runs"])
    # wherever it is, a lone defector is imitated by its eight neighbours
    assert all(one["shares"][1] == [0.9991, 0.0009] for one in data["runs"])


def test_scores_of_each_match_are_a_table() -> None:
    data = answer("axelrod-tournament")
    against = {r["strategy"]: r for r in rows(data, "tournament-scores")}
    assert against["tit-for-tat"]["grim"] == 600.0  # mutual cooperation over 200 moves
    assert against["tit-for-tat"]["always-defect"] == 199.0
    assert against["always-defect"]["tit-for-tat"] == 204.0
    for standing in rows(data, "tournament"):
        scores = [v for k, v in against[standing["strategy"]].items() if k != "strategy"]
        assert np.mean(scores) == pytest.approx(standing["score"])


def test_check_show_and_list_know_theory_scenarios() -> None:
    checked = json.loads(succeed("check", "fermi-donation", "--json"))
    assert checked["type"] == "theory"
    kind = next(
        r for t in checked["classification"] if t["name"] == "properties" for r in t["rows"]
    )
    assert kind[1] == "prisoner's dilemma"
    assert "of two players" in succeed("check", "fermi-donation")
    shown = json.loads(succeed("show", "fermi-donation", "--json"))[0]
    benefit = next(p for p in shown["parameters"] if p["path"] == "game.benefit")
    assert (benefit["value"], benefit["unit"]) == (3.0, "payoff")
    listed = {e["name"] for e in json.loads(succeed("list", "scenarios", "--json"))}
    assert {"moran-fixation", "nowak-may", "axelrod-tournament"} <= listed
    names = json.loads(succeed("theory", "--list", "--json"))
    assert all(s["source"] for s in names["strategies"] + names["forms"])
    assert "extort-3" in succeed("theory", "--list")
