"""Each kind's scenario to start from shows what tells its kind from the others.

Where chance decides, a difference of 40 paired replicates (same random numbers) has to be more than
3.3 of its standard errors: where there were none, that would happen for 1 set of seeds in 2,000.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import minga

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
STARTERS = ROOT / "scenarios" / "kinds"
KINDS = sorted(file.stem for file in STARTERS.glob("*.toml"))
ERRORS = 3.3
REPLICATES = 40

Play = Callable[..., Path]


@pytest.fixture(scope="module")
def play(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Runs a starter, with changes; a second call with the same ones reads the first's file."""
    folder = tmp_path_factory.mktemp("kinds")
    done: dict[tuple[str, ...], Path] = {}

    def run(kind: str, *settings: str, replicates: int = REPLICATES) -> Path:
        key = (kind, str(replicates), *settings)
        if key not in done:
            out = folder / f"{len(done)}.h5"
            command = [str(binary), "run", kind, "--replicates", str(replicates), "-o", str(out)]
            command += [part for text in settings for part in ("--set", text)]
            command += ["--record", "summary,trajectory", "--quiet"]
            subprocess.run(command, check=True, capture_output=True, text=True)
            done[key] = out
        return done[key]

    return run


def summary(file: Path, variable: str) -> np.ndarray:
    with minga.open(file) as results:
        return np.asarray(results.summary[variable].values, dtype=float)


def trajectory(file: Path, variable: str) -> np.ndarray:
    """Run x time, for scenarios with one association; NaN after a group's end."""
    with minga.open(file) as results:
        return np.asarray(results.trajectory[variable].squeeze("association").values, dtype=float)


def errors_above_zero(values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    assert known.size >= REPLICATES / 2, "too few runs say anything"
    return float(known.mean() / (known.std(ddof=1) / np.sqrt(known.size)))


def months_of_margin(file: Path, kind: str) -> np.ndarray:
    with (STARTERS / f"{kind}.toml").open("rb") as text:
        population = tomllib.load(text)["population"]
    net = summary(file, "member_gain") - summary(file, "member_cost")
    return np.asarray(net / (population["firms"] * population["margin"]))


def setting(action: int, change: str) -> str:
    return f"association[0].action[{action}].{change}"


def test_there_is_a_starter_of_each_kind_and_facts_on_each() -> None:
    facts = {file.stem for file in (ROOT / "scenarios" / "presets" / "kinds").glob("*.toml")}
    assert facts == set(KINDS)
    for kind in KINDS:
        with (STARTERS / f"{kind}.toml").open("rb") as file:
            assert tomllib.load(file)["association"][0]["kind"] == kind


def range_words(numbers: list[float]) -> str:
    if not numbers:
        return "no figure"
    return f"{numbers[0]} or more" if len(numbers) == 1 else f"{numbers[0]} to {numbers[1]}"


def test_the_table_of_starting_points_repeats_the_facts() -> None:
    readme = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("## Starting points\n") :]
    lines = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert lines
    told = {}
    for line in lines[0].splitlines()[2:]:
        name, *cells = [cell.strip(" `") for cell in line.split("|")[1:-1]]
        told[name] = cells[:3]
    assert set(told) == set(KINDS)
    for kind, cells in told.items():
        with (ROOT / "scenarios" / "presets" / "kinds" / f"{kind}.toml").open("rb") as file:
            facts = tomllib.load(file)
        ranges = [range_words(facts[key]) for key in ("members", "support_months")]
        assert cells == [facts["promoter"]["en"], *ranges], kind


@pytest.mark.parametrize("kind", KINDS)
def test_no_starter_is_foregone_or_idle(play: Play, kind: str) -> None:
    """Some groups last, members contribute, and no action could be left out without a trace."""
    base = play(kind)
    assert summary(base, "survived").mean() > 0.2
    assert np.nanmean(summary(base, "cooperation_rate")) > 0.3  # no group of a cluster may form
    gain = summary(base, "member_gain")
    with (STARTERS / f"{kind}.toml").open("rb") as file:
        actions = tomllib.load(file)["association"][0]["action"]
    for number in range(len(actions)):
        without = summary(play(kind, setting(number, "every=100000")), "member_gain")
        assert (gain != without).mean() > 0.5, actions[number]


def test_the_simple_network_lives_from_lower_costs(play: Play) -> None:
    without = play("simple-network", setting(0, "discount=0.001"))
    assert (
        errors_above_zero(
            summary(play("simple-network"), "member_gain") - summary(without, "member_gain")
        )
        > ERRORS
    )


def test_the_complex_network_changes_more_for_each_member_than_the_simple_one(play: Play) -> None:
    """Gains less costs, in months of a founder's margin: deep against shallow, in independent runs.

    The gap, about 2 months, is some 2 errors of 40 runs, so it takes 160.
    """
    deep, shallow = (
        months_of_margin(play(kind, replicates=160), kind)
        for kind in ("complex-network", "simple-network")
    )
    error = np.sqrt(deep.var(ddof=1) / deep.size + shallow.var(ddof=1) / shallow.size)
    assert (deep.mean() - shallow.mean()) / error > ERRORS


def test_the_complex_network_lives_from_its_joint_business(play: Play) -> None:
    without = play("complex-network", setting(0, "every=100000"))
    assert (
        errors_above_zero(
            summary(play("complex-network"), "member_gain") - summary(without, "member_gain")
        )
        > ERRORS
    )


def test_the_client_of_the_vertical_network_pays_less_to_captive_suppliers(play: Play) -> None:
    captive, free = (
        summary(
            play("vertical-network", f"association[0].client.outside_sales={share}"), "price_paid"
        )
        for share in (0.0, 0.8)
    )
    assert errors_above_zero(free - captive) > ERRORS
    assert np.nanmean(captive) < 0.85  # it can keep back a fifth, and nearly does


def test_firms_that_never_joined_gain_from_the_cluster_and_not_from_others(play: Play) -> None:
    """A vertical network's line is its client's. A network's fair gives outsiders a little."""
    outside = {kind: summary(play(kind), "outsider_effect") for kind in KINDS}
    assert errors_above_zero(outside["cluster"]) > ERRORS
    for kind in ("consortium", "cooperative", "complex-network"):
        assert (outside[kind] == 0.0).all(), kind
    share = {
        kind: outside[kind].mean() / summary(play(kind), "member_gain").mean() for kind in KINDS
    }
    assert share["cluster"] > 10 * share["simple-network"]


def test_the_cluster_has_a_coordinating_body_that_costs_money_and_calls(play: Play) -> None:
    with minga.open(play("cluster")) as results:
        assert float(results.programme["coordination_cost"].mean()) > 0
        assert float(results.programme["calls"].mean()) > 1
        formed = results.programme["groups_formed"].values
    assert 1 < formed.mean() < 6  # groups show each other what works, and not all form


def test_the_cooperative_has_a_fund_and_pays_by_what_is_delivered(play: Play) -> None:
    fund = trajectory(play("cooperative"), "fund")
    none = trajectory(
        play(
            "cooperative",
            "association[0].regulation.fund_fee=0",
            "association[0].regulation.late_fee=0",
        ),
        "fund",
    )
    assert (np.nanmax(fund, axis=1) > 0).all()
    assert errors_above_zero(np.nanmean(fund - none, axis=1)) > ERRORS
    with (STARTERS / "cooperative.toml").open("rb") as file:
        rules = tomllib.load(file)["association"][0]["regulation"]
    assert rules["distribution"] == "contribution"


def test_the_consortium_hires_a_manager_and_has_no_two_makers_of_one_product(play: Play) -> None:
    survived = summary(play("consortium"), "survived") > 0
    hired = summary(play("consortium"), "time_to_manager")[survived]
    assert (hired >= 0).mean() > 0.9
    with (STARTERS / "consortium.toml").open("rb") as file:
        population = tomllib.load(file)["population"]
    products = [firm["product"] for firm in population["firm"]]
    assert len(set(products)) == len(products) == population["firms"]
    # rivals of one product earn less: what the rule is for
    alike = [f"population.firm[{k}].product=0.5" for k in range(len(products))]
    assert (
        errors_above_zero(
            summary(play("consortium"), "member_gain")
            - summary(play("consortium", *alike), "member_gain")
        )
        > ERRORS
    )
