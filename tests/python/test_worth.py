"""Ledger by payer, the same money otherwise, draws of parameters, and the command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import h5py
import numpy as np
import pytest

import minga
from minga.basis import ALIVE, ALL, REACHED, basis
from minga.design import matrix
from minga.evaluate import payer_table, profile_table, same_money, store
from minga.evaluate.__main__ import main
from minga.evaluate.ledger import lines
from minga.evaluate.prior import CASH, INDIVIDUAL, Carried, annuity
from minga.evaluate.ranges import bounds, carried, draw, uncertain
from minga.evaluate.same_money import Place, cash_effect, individual_gain
from minga.evaluate.simulate import Simulator, nested
from minga.evaluate.uncertainty import summary
from minga.evidence import ASSUMED, DOCUMENTED, origins
from minga.lang import en, es
from synthetic import Recipe, write


@pytest.fixture(scope="module")
def worth(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small evaluation of a shipped scenario, by the command."""
    out = tmp_path_factory.mktemp("worth") / "otavalo.h5"
    small = ["--replicates", "12", "--draws", "4", "--inner", "3", "--threads", "1", "--quiet"]
    assert main(["otavalo", "-o", str(out), "--minga", str(binary), *small]) == 0
    return out


def test_the_payers_add_up_to_welfare_to_the_last_bit(worth: Path) -> None:
    with minga.open(worth) as results:
        table, welfare = lines(results), matrix(results, "welfare")
        assert np.array_equal(table["all", "net"].to_numpy(), welfare.to_numpy())
        nets = sum(table[p, "net"].to_numpy() for p in ("members", "programme", "outsiders"))
        assert np.array_equal(nets, welfare.to_numpy())
        for payer in ("members", "programme", "outsiders"):
            both = table[payer, "gain"] + table[payer, "cost"]
            assert np.array_equal(both.to_numpy(), table[payer, "net"].to_numpy())
            assert (table[payer, "cost"].to_numpy() <= 0.0).all()


def test_the_table_by_payer_is_per_group_and_per_founding_firm(worth: Path) -> None:
    with minga.open(worth) as results:
        found = payer_table(results, 0, 1).set_index(["payer", "line"])
        welfare = matrix(results, "welfare")
        whole = found.loc[("all", "net")]
        assert whole["mean"] == pytest.approx(welfare[0].mean(), rel=1e-12)
        assert whole["firm_mean"] == pytest.approx(welfare[0].mean() / 12.0, rel=1e-12)
        assert whole["difference"] == pytest.approx((welfare[0] - welfare[1]).mean(), rel=1e-12)
        parts = [found.at[(p, "net"), "mean"] for p in ("members", "programme", "outsiders")]
        assert sum(parts) == pytest.approx(whole["mean"], rel=1e-12)
        assert whole["n"] == 12


def test_profiles_add_up_to_the_members_and_transfers_to_nothing(worth: Path) -> None:
    with minga.open(worth) as results:
        by_profile = profile_table(results, 0)
        members = payer_table(results, 0).set_index(["payer", "line"])["mean"]
        for line in ("gain", "cost", "net"):
            assert by_profile[line].sum() == pytest.approx(members["members", line], rel=1e-9)
        assert by_profile["transfers"].abs().max() > 0.5
        assert by_profile["transfers"].sum() == pytest.approx(0.0, abs=1e-9)


def test_every_group_that_started_counts(worth: Path) -> None:
    with minga.open(worth) as results:
        found = payer_table(results, 1)
        assert (matrix(results, "survived")[1] == 0.0).any()  # some dissolved
        assert set(found["n"]) == {12}
        table = minga.compare(results, "programme", "trust")
        assert table.attrs["average_over"] == ALIVE
        assert minga.rank(results).attrs["average_over"] == ALL


def test_measures_that_need_a_living_group_are_marked() -> None:
    assert basis("welfare") == basis("survived") == basis("cooperation_final") == ALL
    assert basis("final:trust") == ALL  # groups gone count as zero
    assert basis("trust") == basis("attendance") == basis("cooperation_rate") == ALIVE
    assert basis("time_to_plan") == REACHED


def money(tmp_path: Path, gain: float = 0.0, replicates: int = 40) -> minga.Results:
    """A programme of 300 that adds ``gain`` to the welfare of ten firms with a margin of 100."""
    recipe = Recipe(
        factors={"programme": ("as-planned", "none")},
        effects={"as-planned": gain},
        replicates=replicates,
        own=20.0,
    )
    config = (
        '[scenario]\ndiscount_rate = 0.0\ncurrency = "USD"\n'
        "[population]\nfirms = 10\nmargin = 100.0\n[time]\nperiods = 131\n"
        "[institution]\noverhead = 0.25\n"
    )
    path = write(tmp_path / f"money{gain}.h5", recipe, config=config)
    with h5py.File(path, "a") as file:
        names = file["summary/programme"].asstr()[:]
        file["summary/cost"][...] = np.where(names == "none", 0.0, 300.0)
    return minga.open(path)


def test_cash_loses_its_overhead_and_no_more(tmp_path: Path) -> None:
    with money(tmp_path) as results:
        found = same_money(results, 0, 1).rows.set_index("alternative")
        assert found.at["transfer", "effect"] == pytest.approx(-300.0 * 0.25 / 1.25)
        assert found.at["none", "effect"] == 0.0
        gap = (matrix(results, "welfare")[0] - matrix(results, "welfare")[1]).mean()
        assert found.at["programme", "effect"] == pytest.approx(gap)


def test_what_the_programme_beats_depends_on_what_it_does(tmp_path: Path) -> None:
    with money(tmp_path, gain=50000.0) as results:
        good = same_money(results, 0, 1).rows.set_index("alternative")["verdict"]
    assert set(good.drop("programme")) == {"better"}
    with money(tmp_path, gain=-50000.0) as results:
        bad = same_money(results, 0, 1).rows.set_index("alternative")["verdict"]
    assert set(bad.drop("programme")) == {"worse"}
    with money(tmp_path, gain=0.0) as results:
        even = same_money(results, 0, 1).rows.set_index("alternative")["verdict"]
    assert even["none"] == even["individual"] == "open"


def test_a_programme_without_cost_has_no_money_to_spend_otherwise(tmp_path: Path) -> None:
    with money(tmp_path) as results, pytest.raises(ValueError, match="costs nothing"):
        same_money(results, 1, 1)


def test_the_gain_of_individual_support_is_the_stated_product() -> None:
    place = Place(firms=10.0, margin=100.0, years=5.0, rate=0.0, overhead=0.0)
    drawn = individual_gain(place, np.random.default_rng(1), 200_000)
    mean = {one.name: (one.low + one.high) / 2.0 for one in INDIVIDUAL}
    dose = (2.0 - 0.5) / np.log(4.0)  # mean of a number whose logarithm is uniform
    rng = np.random.default_rng(2)
    years = annuity(5.0, 0.0, rng.uniform(0.0, 0.3, 200_000), rng.uniform(0.5, 1.0, 200_000))
    share = mean["group_gain"] * mean["per_dollar"] * mean["reach"] * dose
    assert drawn.mean() == pytest.approx(12.0 * 10.0 * 100.0 * share * years.mean(), rel=0.01)
    assert drawn.min() >= 0.0


def test_cash_that_returns_the_discount_rate_gains_nothing() -> None:
    place = Place(firms=1.0, margin=1.0, years=5.0, rate=0.1, overhead=0.0)
    _, returns = cash_effect(place, np.full(50_000, 100.0), np.random.default_rng(3))
    excess = 12.0 * CASH[1].high / 2.0 - np.log(1.1)
    sign = np.sign(excess)
    assert np.sign(returns.mean()) == sign
    assert returns.min() < 0.0 < returns.max()  # no return at all is worse than keeping it


def test_an_annuity_is_what_a_sum_of_small_steps_gives() -> None:
    step = 1e-4
    t = np.arange(0.5, 5.0, step) + step / 2.0
    worth = (1.05**-t * 0.8 ** (t - 0.5)).sum() * step
    assert annuity(5.0, 0.05, np.array([0.2]), 0.5)[0] == pytest.approx(worth, rel=1e-6)
    assert annuity(5.0, 0.0, np.array([0.0]))[0] == pytest.approx(5.0)


@pytest.mark.parametrize("one", [*INDIVIDUAL, *CASH], ids=lambda one: one.name)
def test_carried_numbers_have_a_range_and_a_source_in_both_languages(one: Carried) -> None:
    drawn = one.draw(np.random.default_rng(4), 1000)
    assert one.low <= drawn.min() < drawn.max() <= one.high
    assert one.read in ("abstract", "memory", "assumed") and one.source
    for names in (en.NAMES, es.NAMES):
        assert names[f"carried:{one.name}"] and names[f"carried_source:{one.name}"]


def test_only_what_is_assumed_is_drawn_and_within_the_table(worth: Path) -> None:
    with minga.open(worth) as results:
        config = results.settings
    kinds = {o.path: o.kind for o in origins(config)}
    ranges = uncertain(config)
    assert len(ranges) > 150
    drawn = draw(ranges, 50, np.random.default_rng(5))
    for one in ranges:
        whole = re.sub(r"\.(mean|sd)$", "", one.path)
        whole = re.sub(r"^(population\.shares)\..*", r"\1", whole)
        assert kinds[whole] == ASSUMED
        assert not re.match(r"facilitator|time|scenario|association\[0\]\.regulation", one.path)
        if not one.path.startswith("population.shares"):
            values = [d[one.path] for d in drawn]
            assert one.low <= min(values) < max(values) <= one.high, one.path
    assert all(sum(d["population.shares"].values()) == pytest.approx(1.0) for d in drawn)
    assert kinds["association[0].action[0].discount"] == DOCUMENTED
    assert not any("action[0].discount" in r.path for r in ranges)
    assert not any(r.path.startswith("market.") for r in uncertain(config, ["^market"]))


def test_the_ends_of_a_range_are_read() -> None:
    assert bounds("(0, 1e+12]") == (0.0, 1e12)
    assert bounds("[-10, 10]") == (-10.0, 10.0)
    assert bounds("") == (-np.inf, np.inf)


def test_fitted_numbers_come_from_whole_rows_of_the_calibration(worth: Path) -> None:
    with minga.open(worth) as results:
        config = results.settings
    drawn, many = carried(config, 20, np.random.default_rng(6))
    assert many > 30 and all(len(one) == many for one in drawn)
    losses = [{v for p, v in one.items() if p.endswith("lambda.mean")} for one in drawn]
    assert all(len(one) == 1 for one in losses)
    rows = np.genfromtxt(
        Path(minga.__file__).parent / "calibrate" / "posterior-field.csv",
        delimiter=",",
        names=True,
        skip_header=2,
    )
    triples = {(r["lambda"], r["gamma"], r["engagement_spread"]) for r in rows}
    keys = (
        "profiles.saint.lambda.mean",
        "profiles.solid-citizen.gamma.mean",
        "model.engagement_spread",
    )
    for one in drawn:
        assert tuple(one[key] for key in keys) in triples
    assert len({one["model.engagement_spread"] for one in drawn}) > 10
    config["base"]["model"]["engagement_spread"] = 0.123  # the user's own: not ours to draw
    config["base"]["population"]["shares"].pop("saint")
    left = carried(config, 1, np.random.default_rng(6))[0][0]
    assert "model.engagement_spread" not in left
    assert "profiles.saint.lambda.mean" not in left and keys[1] in left


def test_a_real_split_is_the_same_for_any_number_of_threads(worth: Path, binary: Path) -> None:
    with minga.open(worth) as results:
        kept = store.uncertainty_of(results)
    assert kept is not None
    simulator = Simulator(str(binary), threads=2)
    text = simulator.resolve("otavalo", worth.parent)
    again = store.plain(summary(nested(simulator, text, 4, 3)))
    assert again == kept
    welfare = kept["outcomes"]["welfare"]
    assert (welfare["draws"], welfare["models"], welfare["replicates"]) == (4, 4, 3)
    assert np.std(welfare["model_mean"]) > 0.0  # rival rules are really rival
    assert sum(v for v in welfare["share"].values()) == pytest.approx(1.0)


def test_the_evaluation_beside_a_file_is_its_own(worth: Path, tmp_path: Path) -> None:
    data = json.loads(store.place(worth).read_text(encoding="utf-8"))
    assert {"card", "payers", "profiles", "same_money", "uncertainty"} <= set(data)
    assert data["card"]["counts"]["documented"] == 36
    other = write(tmp_path / "other.h5", Recipe(factors={}, effects={}))
    store.place(other).write_text(json.dumps(data), encoding="utf-8")
    with minga.open(other) as results:
        assert store.load(results) == {}


def test_the_report_tells_worth_uncertainty_and_evidence_in_both_languages(worth: Path) -> None:
    text = worth.with_suffix(".html").read_text(encoding="utf-8")
    for words in (en.TEXT, es.TEXT):
        for key in ("h_payers", "h_money", "h_split", "h_card", "card_not_firms"):
            assert words[key].replace("’", "’") in text, key
    assert "<strong>36</strong>" in text
    assert "otros lugares" in text and "Cai &amp; Szeidl 2018" in text


def test_a_single_run_is_told_how_to_be_compared(single: Path, tmp_path: Path) -> None:
    text = minga.report(single, tmp_path / "s.html").read_text(encoding="utf-8")
    assert "python -m minga.evaluate synthetic" in text
    assert en.TEXT["h_payers"] in text and en.TEXT["h_split"] not in text


def test_the_last_lines_point_to_the_card(worth: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = worth.with_name("again.html")
    assert main([str(worth), "--report", str(page), "--lang", "es"]) == 0
    said = capsys.readouterr().out.strip().splitlines()
    assert "36 números documentados" in said[-2]
    assert es.TEXT["h_card"] in said[-1] and str(page) in said[-1]
    assert any(line.startswith("Lo que no se sabe") for line in said)  # kept from before


def test_bad_usage_is_refused(
    worth: Path, binary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = ["--minga", str(binary)]
    assert main(["no-such-scenario", "-o", str(tmp_path / "x.h5"), *start]) == 2
    assert main(["otavalo", "-o", str(worth), *start]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["otavalo", "-o", str(tmp_path / "y.h5"), "--draws", "2", *start]) == 2
    assert main(["otavalo", "-o", str(tmp_path / "y.h5"), "--factor", "1", *start]) == 2
    assert main(["otavalo", "-o", str(tmp_path / "z.h5"), "--minga", str(tmp_path / "no")]) == 3
    assert not list(tmp_path.glob("*.h5"))


@pytest.mark.parametrize("replicates", [3, 30])
def test_the_programmes_own_interval_is_students(tmp_path: Path, replicates: int) -> None:
    with money(tmp_path, gain=500.0, replicates=replicates) as results:
        row = same_money(results, 0, 1, draws=200_000).rows.set_index("alternative")
        table = minga.compare(results, "programme", "welfare").iloc[0]
    assert row.at["programme", "effect"] == pytest.approx(table["difference"])
    half = (table["high"] - table["low"]) / 2.0
    assert row.at["programme", "low"] == pytest.approx(table["low"], abs=0.04 * half)
    assert row.at["programme", "high"] == pytest.approx(table["high"], abs=0.04 * half)
