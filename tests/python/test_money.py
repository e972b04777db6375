"""scenarios/README.md: its figures are those of commands, its table of cases that of the files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from minga import money

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Cells of the first table below a heading, without its head."""
    section = README[README.index(f"## {heading}\n") :]
    lines = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert lines
    return [[c.strip(" `") for c in line.split("|")[1:-1]] for line in lines[0].splitlines()[2:]]


def test_the_table_of_money_is_what_the_command_prints(binary: Path) -> None:
    made = money.table(money.parameters(str(binary), "otavalo"), str(binary))
    assert money.replaced(README, made) == README, "run python -m minga.money --write"


def test_yields_are_those_of_the_program(binary: Path) -> None:
    command = [str(binary), "check", "otavalo", "--json"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    checked = {a["action"]: a["without_regulation"] for a in json.loads(text)["actions"]}
    actions = money.actions(money.parameters(str(binary), "otavalo"))
    assert [a.name for a in actions] == list(checked)
    for action in actions:
        theirs = checked[action.name]
        ours = [action.gain(others, 1.0) for others in range(action.n)]
        assert ours == pytest.approx(theirs["gain_from_contributing"], abs=1e-9)
        assert action.payoff(True, action.n, 1.0) == pytest.approx(theirs["payoff_all_contribute"])
        assert action.payoff(False, 0, 1.0) == pytest.approx(theirs["payoff_none_contributes"])


def test_a_mean_over_contributors_lies_between_nobody_and_all(binary: Path) -> None:
    for action in money.actions(money.parameters(str(binary), "otavalo")):
        costs, every = action.number["operating_cost"] / action.n, action.number["every"]
        alone = (action.payoff(False, 0, action.tempted) - costs) / every
        assert action.mean(0.0) == pytest.approx(alone)
        together = (action.payoff(True, action.n, action.tempted) - costs) / every
        assert action.mean(1.0) == pytest.approx(together)
        assert min(alone, together) < action.mean(money.CHANCE) < max(alone, together)


def test_nominal_days_are_those_of_the_strategies(binary: Path) -> None:
    told = {name: int(days) for name, days, _ in rows("Days of the facilitator strategies")}
    shipped = {f.stem for f in (ROOT / "scenarios" / "presets" / "facilitators").glob("*.toml")}
    assert set(told) == shipped
    for name, days in told.items():
        assert money.nominal_days(str(binary), name) == pytest.approx(days, abs=0.5), name


def test_the_table_of_cases_holds_every_case_with_its_kind() -> None:
    kinds = {}
    for file in (ROOT / "scenarios" / "cases").glob("*.toml"):
        with file.open("rb") as text:
            kinds[file.stem] = tomllib.load(text)["association"][0]["kind"]
    assert {row[0]: row[1].split(",")[0] for row in rows("Cases")} == kinds
