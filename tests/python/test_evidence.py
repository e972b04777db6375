"""Where every number of a scenario comes from, and the card that says so."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from minga.config import parsed_config
from minga.evidence import ASSUMED, DEFINED, DOCUMENTED, FITTED, UNSTATED, context_card, kind_of
from minga.evidence import collect as collector
from minga.evidence.kinds import OF_THE_FIELD, cited
from minga.evidence.origins import origins

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
        ("fitted; not identified", FITTED),
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


def test_only_laboratory_scenarios_have_a_fit_of_their_own(binary: Path) -> None:
    """Shares, 16 coefficients and 4 constants. All others rest on the field's fit, as far as they
    leave the defaults alone."""
    cards = {n: context_card(shown(binary, n)).parts[FITTED] for n in scenarios(binary)}
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
