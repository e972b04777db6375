"""Where every number of a scenario comes from, and the card that says so."""

from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from minga.calibrate.field import apply, posterior
from minga.config import parsed_config
from minga.evaluate.ranges import carried, draw, uncertain
from minga.evidence import (
    ASSUMED,
    BY_FIT,
    DEFINED,
    DOCUMENTED,
    FITTED,
    UNIDENTIFIED,
    UNSTATED,
    context_card,
    kind_of,
)
from minga.evidence import collect as collector
from minga.evidence.kinds import OF_THE_FIELD, cited
from minga.evidence.origins import Origin, origins
from minga.lang import en, es

ROOT = Path(__file__).resolve().parents[2]


def test_the_stated_sources_are_those_of_the_repository() -> None:
    """Make it again with ``python -m minga.evidence.collect .``"""
    assert collector.FILE.read_text(encoding="utf-8") == collector.text_of(collector.collect(ROOT))


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("assumed", ASSUMED),
        ("assumed: simple networks have 10 to 20 firms ([BID-FOMIN])", ASSUMED),
        ("[Otavalo] phase I, step 2: the best screen; amount assumed", ASSUMED),
        ("field: nobody knows the last meeting", ASSUMED),
        ("[Otavalo] art. 2: a meeting every 15 days", DOCUMENTED),
        ("art. 5: 51 % of members", DOCUMENTED),
        ("Tversky & Kahneman 1992 (median 2.25); spread assumed", DOCUMENTED),
        ("fitted: docs/calibration.md", FITTED),
        ("fitted, its spread not identified: docs/calibration.md", FITTED),
        ("fitted, its mean not identified: docs/calibration.md", UNIDENTIFIED),
        ("fitted, but not identified: docs/calibration.md", UNIDENTIFIED),
        ("fitted; not identified", UNIDENTIFIED),
        ("assumed, in units of own cost; to be fitted", ASSUMED),
        ("by definition: absent unless given", DEFINED),
        ("used in fixed mode only", DEFINED),
        ("", UNSTATED),
    ],
)
def test_a_source_is_what_it_says(source: str, kind: str) -> None:
    assert kind_of(source) == kind


def test_a_label_with_a_year_is_named_once() -> None:
    assert cited("[Dini 2003], [BID-FOMIN]: 10 to 20 firms") == ["[Dini 2003]", "[BID-FOMIN]"]
    assert cited("Fischbacher & Gächter 2010: slope 0.740") == ["Fischbacher & Gächter 2010"]
    assert cited("art. 15: three absences") == ["[Otavalo]"]


def shown(binary: Path, name: str) -> dict[str, Any]:
    done = subprocess.run([binary, "show", name], capture_output=True, text=True, check=True)
    return parsed_config(done.stdout)


def scenarios(binary: Path) -> list[str]:
    done = subprocess.run(
        [binary, "list", "scenarios", "--json"], capture_output=True, text=True, check=True
    )
    return [one["name"] for one in json.loads(done.stdout) if of_firms(Path(one["path"]))]


def of_firms(file: Path) -> bool:
    """Theory scenarios have no context card."""
    return 'kind = "theory"' not in file.read_text(encoding="utf-8")


def test_no_number_of_a_shipped_scenario_lacks_a_source(binary: Path) -> None:
    for name in scenarios(binary):
        without = [o.path for o in context_card(shown(binary, name)).parts[UNSTATED]]
        assert without == [], name


def test_the_scenario_speaks_before_the_preset_and_the_preset_before_the_table(
    binary: Path,
) -> None:
    found = {o.path: o for o in origins(shown(binary, "otavalo"))}
    assert found["population.firms"].kind == ASSUMED  # the table would say [Dini 2003]
    assert found["association[0].regulation.quorum"].source.startswith("art. 5")
    assert found["model.pilot_months"].source == "[INTI]: three months at most"
    assert found["profiles.solid-citizen.anger"].kind == ASSUMED
    assert found["association[0].action[0].threshold"].kind == DEFINED  # no threshold there


def test_a_changed_number_has_no_source(binary: Path) -> None:
    config = shown(binary, "otavalo")
    before = context_card(config).counts
    config["population"]["margin"] = 321.0
    config["association"][0]["regulation"]["quorum"] = 0.6
    after = context_card(config)
    assert [o.path for o in after.parts[UNSTATED]] == [
        "population.margin",
        "association[0].regulation.quorum",
    ]
    assert after.counts[DOCUMENTED] == before[DOCUMENTED] - 1
    assert after.counts[ASSUMED] == before[ASSUMED] - 1


def by_fit(config: dict[str, Any]) -> list[Origin]:
    parts = context_card(config).parts
    return [origin for kind in BY_FIT for origin in parts[kind]]


def test_a_fitted_number_counts_apart_where_the_field_leaves_it_open(binary: Path) -> None:
    """By the stored draws: what the field narrows, and what it does not."""
    row = posterior.load().index[0]
    said = {
        path: kind_of(source)
        for path, source in apply.sources(int(row)).items()
        if not path.endswith(".sd")
    }
    assert {*said.values()} == {FITTED, UNIDENTIFIED}
    parts = context_card(shown(binary, "otavalo")).parts
    for kind in BY_FIT:
        told = {o.path for o in parts[kind]}
        wanted = {path.removesuffix(".mean") for path, one in said.items() if one == kind}
        assert told and told <= wanted, kind


@pytest.mark.parametrize("words", [en.TEXT, es.TEXT])
def test_the_card_tells_of_open_numbers_in_both_languages(words: dict[str, str]) -> None:
    for key in ("card_lead", "cli_card"):
        assert "{unidentified}" in words[key] and "{fitted}" in words[key]
    assert words["kind_unidentified"] != words["kind_fitted"]
    assert "{n}" in words["card_not_identified"]


TWO = """
kind = "association"
[scenario]
name = "two"
[population]
firms = 10
shares = { artesana = 0.5, opportunist = 0.5 }
[profiles.artesana]
preset = "solid-citizen"
omega = { mean = 0.2, sd = 0.1 }
[[association]]
name = "a"
regulation = { preset = "graduated-sanctions", quorum = 0.6 }
[[association.action]]
preset = "joint-order"
name = "pedido"
cost = 11.0
[[association]]
name = "b"
regulation = "otavalo-2008"
facilitator = "activism"
[[association.action]]
preset = "joint-order"
name = "pedido"
"""


@pytest.fixture(scope="module")
def two(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("two") / "two.toml"
    file.write_text(TWO, encoding="utf-8")
    return shown(binary, str(file))


def test_every_association_and_own_names_have_their_sources(two: dict[str, Any]) -> None:
    found = {o.path: o for o in origins(two)}
    assert [o.path for o in found.values() if o.kind == UNSTATED] == [
        "population.firms",
        "population.shares",
        "association[0].regulation.quorum",
        "association[0].action[0].cost",
        "profiles.artesana.omega",
    ]
    second = found["association[1].regulation.quorum"]
    assert (second.key, second.kind) == ("regulation.quorum", DOCUMENTED)
    assert second.preset == "regulation/otavalo-2008"
    assert found["association[1].facilitator.days"].preset == "facilitator/activism"
    assert found["association[1].vision"].kind == ASSUMED
    assert found["association[1].action[0].benefit"].preset == "action/joint-order"
    mine, plain = found["profiles.artesana.gamma"], "profile/solid-citizen"
    assert (mine.preset, mine.kind) == (plain, FITTED)


def test_numbers_that_nobody_shipped_are_not_traced_to_a_preset(two: dict[str, Any]) -> None:
    config = copy.deepcopy(two)
    action = config["association"][1]["action"][0]
    for key, value in action.items():
        if isinstance(value, float):
            action[key] = value + 0.0123
    found = {o.path: o for o in origins(config)}
    assert found["association[1].action[0].benefit"].preset == ""
    assert found["association[1].action[0].benefit"].kind == UNSTATED


def test_the_uncertain_numbers_are_those_of_every_association(two: dict[str, Any]) -> None:
    ranges = {r.path: r for r in uncertain(two)}
    assert {"association[0].vision", "association[1].vision"} <= ranges.keys()
    assert "association[1].action[0].side_gain" in ranges
    assert not any(".regulation." in path or ".facilitator." in path for path in ranges)
    draws = draw(list(ranges.values()), 5, np.random.default_rng(1))
    ratio: dict[str, set[float]] = {name: set() for name in ("vision", "action[0].cost")}
    for one in draws:
        for name, seen in ratio.items():
            seen.add(one[f"association[0].{name}"] / one[f"association[1].{name}"])
    assert ratio["vision"] == {1.0}, "one assumption about both"
    assert len(ratio["action[0].cost"]) == 5, "two numbers, of which one was changed"


def test_what_was_fitted_is_drawn_for_profiles_under_own_names_too(two: dict[str, Any]) -> None:
    draws, count = carried(two, 3, np.random.default_rng(2))
    assert count == len(draws[0])
    assert "profiles.artesana.gamma.mean" in draws[0]
    assert "profiles.artesana.omega.mean" not in draws[0], "a number of one's own"
    assert not any(path.startswith(("profiles.solid", "profiles.saint")) for path in draws[0])
    assert "model.trust_effect" in draws[0]


def test_a_programmes_world_is_uncertain_and_its_office_is_not(binary: Path) -> None:
    paths = {r.path for r in uncertain(shown(binary, "noa-nea-programa"))}
    assert {"programme.poison", "programme.coordination.credence"} <= paths
    assert "programme.response.mean" in paths, "a conjecture on another quantity is no evidence"
    assert not paths & {"programme.facilitators", "programme.days", "programme.groups_each"}
    clients = {r.path for r in uncertain(shown(binary, "nafin-proveedores"))}
    assert "association[0].client.outside_sales" in clients
    assert "association[0].client.development_co_finance" not in clients


def test_only_laboratory_scenarios_have_a_fit_of_their_own(binary: Path) -> None:
    """Shares, 16 coefficients and 4 constants. All others rest on the field's fit, as far as they
    leave the defaults alone."""
    cards = {n: by_fit(shown(binary, n)) for n in scenarios(binary)}
    field = {n: sum(OF_THE_FIELD in o.source for o in part) for n, part in cards.items()}
    own = {n: len(part) - field[n] for n, part in cards.items()}
    folder = ROOT / "scenarios" / "theory"
    laboratory = [file.stem for file in folder.glob("*.toml") if of_firms(file)]
    assert {own.pop(name) for name in laboratory} == {21}
    assert set(own.values()) == {0}
    assert field["otavalo"] == 32
    assert min(count for name, count in field.items() if name not in laboratory) > 20


def test_what_a_design_varies_is_no_evidence(binary: Path) -> None:
    base = shown(binary, "otavalo")
    factor = {"name": "regulation", "path": "association[0].regulation", "levels": ["none"]}
    levels = [{"label": "a", "set": {"model.cover": 0.1, "profiles.saint.omega.mean": 1.0}}]
    whole = context_card({"base": base, "factor": [factor, {"name": "x", "levels": levels}]})
    paths = {o.path for part in whole.parts.values() for o in part}
    assert whole.varied == ["association[0].regulation", "model.cover", "profiles.saint.omega"]
    assert not any(path.startswith("association[0].regulation") for path in paths)
    assert not paths & {"model.cover", "profiles.saint.omega"}
    alone = context_card({"base": base, "factor": [{**factor, "name": "programme"}]})
    assert alone.counts == context_card(base).counts  # the programme itself still needs evidence
