"""Each kind of collective action that practitioners tell of has a preset with its form of game."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import ROOT, succeed

#: What is done together, the forms that it may have, and its presets.
KINDS = [
    ("joint purchase of inputs", {"purchase"}, ["joint-purchase"]),
    ("joint sale, large order", {"threshold"}, ["joint-order"]),
    ("fair, catalogue, promotion", {"linear"}, ["fair", "catalogue"]),
    ("quality standard, certification, common brand", {"weakest-link"}, ["common-brand"]),
    ("shared equipment, CAD centre, store", {"club"}, ["shared-equipment"]),
    ("shared technician, manager", {"cost-sharing"}, ["shared-technician"]),
    ("contribution and revolving fund", {"common-pool"}, ["revolving-fund"]),
    ("market information", {"information"}, ["market-information"]),
    ("deal behind the group's back", {"side-deal"}, ["side-deal"]),
    (
        "territorial brand, training centre, laboratory",
        {"linear", "threshold"},
        ["territorial-brand", "training-centre", "quality-laboratory"],
    ),
]
DILEMMAS = {
    "purchase": {"prisoner's dilemma"},
    "linear": {"prisoner's dilemma"},
    "weakest-link": {"prisoner's dilemma"},
    "information": {"prisoner's dilemma"},
    "side-deal": {"prisoner's dilemma"},
    "common-pool": {"snowdrift"},  # arrears pay one, until all are in arrears
    "threshold": {"step-level"},
    "cost-sharing": {"stag hunt"},
    "club": {"harmony", "mixed", "stag hunt", "snowdrift"},
}


def shown(preset: str) -> dict:
    (entry,) = json.loads(succeed("show", f"actions/{preset}", "--json"))
    return {p["path"]: p["value"] for p in entry["parameters"]}


def checked(small: Path, preset: str) -> dict:
    # in phase 2: alone it would never be reached in a later one
    settings = ["--set", f'association[0].action=[{{preset="{preset}", phase=2}}]']
    settings += ["--set", "population.firms=12", "--set", "association[0].regulation=none"]
    (action,) = json.loads(succeed("check", small, "--json", *settings))["actions"]
    return action


def test_no_preset_of_an_action_is_left_out() -> None:
    shipped = {f.stem for f in (ROOT / "scenarios" / "presets" / "actions").glob("*.toml")}
    assert shipped == {name for _, _, presets in KINDS for name in presets}


@pytest.mark.parametrize(("what", "forms", "presets"), KINDS)
def test_check_tells_the_game_of_each_kind_of_action(
    small: Path, what: str, forms: set[str], presets: list[str]
) -> None:
    for preset in presets:
        action = checked(small, preset)
        assert action["form"] in forms, what
        game = action["without_regulation"]
        assert game["kind"] in DILEMMAS[action["form"]], preset
        assert game["payoff_all_contribute"] > game["payoff_none_contributes"], preset


def test_public_goods_of_a_place_spill_over_and_orders_tempt() -> None:
    for preset in ("territorial-brand", "training-centre", "quality-laboratory"):
        assert shown(preset)["spillover"] >= 0.5, preset
    for preset in ("joint-purchase", "shared-equipment", "shared-technician", "revolving-fund"):
        assert shown(preset)["spillover"] == 0.0, preset
    for preset in ("joint-order", "side-deal"):
        assert shown(preset)["side_gain"] > 0.0, preset


def test_the_laboratory_serves_firms_that_never_paid(tmp_path: Path) -> None:
    """In the design that shows it: outsiders gain from it as its spill-over says, and else not."""
    out = tmp_path / "out.h5"
    settings = ("--set", "facilitator.strategy=empowering")
    lab = 'association[0].action[3]={preset="quality-laboratory", phase=2, cost=6.0, benefit=13.0'
    effects = []
    for spill in (0.0, 0.6):
        succeed("run", "salvador-apicultura", "-o", out, "--force", "--replicates", 4, *settings,
                "--set", f"{lab}, threshold=8.0, spillover={spill}}}")  # fmt: skip
        effects.append(mean_of(out, "outsider_effect"))
    assert effects[1] > effects[0] + 100.0


def mean_of(path: Path, variable: str) -> float:
    import h5py

    with h5py.File(path) as file:
        return float(file[f"summary/{variable}"][()].mean())
