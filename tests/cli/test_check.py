"""minga check: what a file contains, and which game each action is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import run, succeed


def test_a_scenario_is_summed_up(small: Path) -> None:
    text = succeed("check", small)
    for piece in [
        "small",
        "20 periods",
        "6 members",
        "solid-citizen 50 %",
        "otavalo-2008",
        "seed 11",
    ]:
        assert piece in text


def test_a_scenario_without_a_seed_says_so(small: Path) -> None:
    small.write_text(small.read_text().replace("seed = 11\n", ""))
    assert "no seed" in succeed("check", small)
    assert json.loads(succeed("check", small, "--json"))["seed"] is None


def test_a_design_is_summed_up(design: Path) -> None:
    text = succeed("check", design)
    assert "6 points x 10 replicates = 60 runs" in text
    contents = json.loads(succeed("check", design, "--json"))
    assert contents["type"] == "design"
    assert contents["runs"] == 60
    assert contents["factors"][1] == {
        "name": "firms_at_start",
        "paths": ["population.firms"],
        "levels": [4.0, 7.0],
    }


def test_a_dilemma_becomes_harmony_where_sanctions_cost_more_than_it_tempts(
    small: Path,
) -> None:
    contents = json.loads(
        succeed(
            "check",
            small,
            "--json",
            "--set",
            'association[0].regulation={preset="strict-expulsion", monitoring=1, enforcement=1, '
            "sanctions=[1000]}",
        )
    )
    fair = next(action for action in contents["actions"] if action["action"] == "fair")
    assert fair["without_regulation"]["kind"] == "prisoner's dilemma"
    assert fair["with_regulation"]["kind"] == "harmony"
    assert fair["expected_sanction"] > 100


def fair_under(small: Path, regulation: str) -> dict:
    contents = json.loads(
        succeed("check", small, "--json", "--set", f"association[0].regulation={regulation}")
    )
    return next(action for action in contents["actions"] if action["action"] == "fair")


@pytest.mark.parametrize("regulation", ["graduated-sanctions", "paid-manager"])
def test_a_ladder_that_begins_with_a_warning_shows_at_a_repeated_offence(
    small: Path, regulation: str
) -> None:
    fair = fair_under(small, regulation)
    assert fair["expected_sanction"] == 0
    assert fair["with_regulation"]["kind"] == "prisoner's dilemma"
    assert fair["expected_sanction_repeated"] > 20
    assert fair["with_regulation_repeated"]["kind"] == "harmony"
    assert not fair["sanction_is_upper_bound"]
    text = succeed("check", small, "--set", f"association[0].regulation={regulation}")
    assert "first offence" in text
    assert "a repeated one the last" in text
    assert "By peers" not in text


def test_fines_by_peers_count_once_for_each_other_member_who_contributes(
    small: Path,
) -> None:
    fair, bare = fair_under(small, "peer-punishment"), fair_under(small, "handshake")
    gains, plain = (
        game["with_regulation"]["gain_from_contributing"] for game in (fair, bare)
    )  # both share equally
    fine = gains[1] - plain[1]
    assert fine > 1
    assert [g - p for g, p in zip(gains, plain, strict=True)] == pytest.approx(
        [fine * others for others in range(6)]
    )
    assert fair["expected_sanction"] == pytest.approx(5 * fine)
    assert fair["expected_sanction_repeated"] == fair["expected_sanction"]
    assert fair["sanction_is_upper_bound"]
    text = succeed("check", small, "--set", "association[0].regulation=peer-punishment")
    assert "an upper bound" in text
    assert "n - 1" in text
    assert "ladder" not in text


def test_a_regulation_without_fines_says_so(small: Path) -> None:
    assert "No fine is set on not contributing" in succeed("check", small)


# Fines of the second ladder exceed what a fair tempts to, unless defection there is hidden.
LADDERS = """\
[[factor]]
name = "ladder"
path = "association[0].regulation"
levels = [
  { label = "none", value = { preset = "strict-expulsion", sanctions = [] } },
  { label = "harsh", value = { preset = "strict-expulsion", sanctions = [1000], enforcement = 1 } },
]

[[factor]]
name = "hidden"
path = "association[0].action[0].hidden"
levels = [0.0, 1.0, 0.5]

[[factor]]
name = "facilitator"
path = "facilitator.strategy"
levels = ["none", "trust-first"]
"""


def kinds(entry: dict, action: str) -> tuple[str, str, str]:
    found = next(each for each in entry["actions"] if each["action"] == action)
    return (
        found["without_regulation"],
        found["with_regulation"],
        found["with_regulation_repeated"],
    )


def test_the_games_at_the_levels_of_a_design_are_told_apart(design: Path) -> None:
    """Levels with the same games are one entry, and factors that change none are not named."""
    head = design.read_text().split("[[factor]]")[0]
    design.write_text(head + LADDERS)
    dilemma = "prisoner's dilemma"
    entries = json.loads(succeed("check", design, "--json"))["games_by_level"]
    told = [(entry["levels"], kinds(entry, "fair")[1]) for entry in entries]
    assert told == [
        ({"ladder": ["none"], "hidden": [0.0, 1.0, 0.5]}, dilemma),
        ({"ladder": ["harsh"], "hidden": [0.0, 0.5]}, "harmony"),
        ({"ladder": ["harsh"], "hidden": [1.0]}, dilemma),
    ]
    assert {kinds(entry, "fair")[0] for entry in entries} == {dilemma}
    fair = entries[1]["actions"][0]
    assert fair["lowest_expected_sanction"] == fair["highest_expected_sanction"] / 2 > 100
    assert fair["lowest_expected_sanction_repeated"] == fair["lowest_expected_sanction"]
    text = succeed("check", design).split("Kinds of game at the levels")[1]
    assert "ladder: none; hidden: any\n" in text
    assert "ladder: harsh; hidden: 0.0, 0.5\n  fair" in text
    assert "facilitator" not in text


def test_the_games_of_a_level_are_those_of_its_scenario(design: Path, small: Path) -> None:
    entries = json.loads(succeed("check", design, "--json"))["games_by_level"]
    assert len(entries) > 1
    for entry in entries:
        for regulation in entry["levels"]["regulation"]:
            for firms in entry["levels"].get("firms_at_start", [4, 7]):
                single = json.loads(
                    succeed(
                        "check",
                        *(small, "--json", "--set", f"population.firms={firms:.0f}"),
                        *("--set", f"association[0].regulation={regulation}"),
                    )
                )
                for action in single["actions"]:
                    assert kinds(entry, action["action"]) == (
                        action["without_regulation"]["kind"],
                        action["with_regulation"]["kind"],
                        action["with_regulation_repeated"]["kind"],
                    )


def test_a_design_that_changes_no_game_says_so(design: Path) -> None:
    head = design.read_text().split("[[factor]]")[0]
    design.write_text(head + "[[factor]]" + LADDERS.split("[[factor]]")[3])
    assert "the same at all levels" in succeed("check", design)
    entries = json.loads(succeed("check", design, "--json"))["games_by_level"]
    assert [entry["levels"] for entry in entries] == [{}]


def test_of_many_cases_the_first_are_shown_and_the_others_counted(design: Path) -> None:
    head = design.read_text().split("[[factor]]")[0]
    actions = [
        f'{{ label = "a{i}", value = [{{ name = "a{i}", form = "linear", cost = 10, '
        "multiplier = 3 }] }"
        for i in range(30)
    ]
    factor = '[[factor]]\nname = "kind"\npath = "association[0].action"\nlevels = [\n'
    design.write_text(head + factor + ",\n".join(actions) + "\n]\n")
    text = succeed("check", design)
    assert "kind: a23\n" in text
    assert "kind: a24\n" not in text
    assert "... and 6 further cases (--json prints all)\n" in text
    assert len(json.loads(succeed("check", design, "--json"))["games_by_level"]) == 30


def test_payoffs_of_a_linear_public_good_are_those_of_its_definition(
    small: Path,
) -> None:
    """With cost c and multiplier r among n, all contributing yields c (r - 1), none 0."""
    action = 'association[0].action=[{name="good", form="linear", cost=10, multiplier=3}]'
    contents = json.loads(
        succeed(
            "check",
            small,
            "--json",
            "--set",
            action,
            "--set",
            "association[0].regulation=none",
        )
    )
    game = contents["actions"][0]["without_regulation"]
    assert game["payoff_all_contribute"] == 20
    assert game["payoff_none_contributes"] == 0
    assert game["gain_from_contributing"] == [10 * 3 / 6 - 10] * 6


def test_participation_is_told_as_it_will_be(small: Path) -> None:
    def told(*more: str) -> tuple[str, dict]:
        sets = [piece for item in more for piece in ("--set", item)]
        text = succeed("check", small, *sets)
        line = next(line for line in text.splitlines() if line.startswith("  participation"))
        contents = json.loads(succeed("check", small, "--json", *sets))
        found = {key: value for key, value in contents.items() if key.startswith("particip")}
        return " ".join(line.split()), found

    mode = "participation.mode=fixed"
    assert told() == ("participation endogenous", {"participation": "endogenous"})
    assert told(mode, "participation.rate=0.7") == (
        "participation fixed, rate 0.7",
        {"participation": "fixed", "participation_rate": 0.7},
    )
    assert told(mode, "participation.split=[0.3, 0.4, 0.3]") == (
        "participation fixed, 30 % active at 0.9, 40 % passive at 0.45, 30 % nominal at 0.1",
        {
            "participation": "fixed",
            "participation_split": [0.3, 0.4, 0.3],
            "participation_levels": [0.9, 0.45, 0.1],
        },
    )


def test_overrides_are_checked_too(small: Path) -> None:
    assert "9 members" in succeed("check", small, "--set", "population.firms=9")
    assert run("check", small, "--set", "population.firms=0").returncode == 2


def test_one_thing_is_called_one_thing(small: Path, tmp_path: Path) -> None:
    one = [
        *(
            "--set",
            "population.firms=1",
            "--set",
            "time.periods=1",
            "--set",
            "time.period_days=1",
        ),
        *("--set", "association[0].min_members=1", "--set", "population.entrants=1"),
    ]
    text = succeed("check", small, *one, "--set", "run.replicates=1")
    for piece in [
        "1 replicate,",
        "1 period of 1 day (",
        "1 member,",
        "among 1 mean-sized member;",
    ]:
        assert piece in text
    out = tmp_path / "out.h5"
    assert "1 run of 1 period," in succeed("run", small, "-o", out, "--replicates", 1, *one)
    assert "1 of 1 run committed" in succeed("info", out)
    assert "1 of 1 run\n" in succeed("verify", out)
    fault = run("check", small, "--set", "association[1].regulation=none").stderr
    assert "the list has 1 entry; accepted: the index 0" in fault
    fault = run("check", small, *one, "--set", "association[0].min_members=2").stderr
    assert "starts with 1 firm;" in fault


def test_quiet_leaves_only_the_exit_code(small: Path) -> None:
    result = run("check", small, "--quiet")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_games_of_a_laboratory_are_those_of_the_ones_who_play_together() -> None:
    """140 people in groups of four: the marginal return is 1.6 / 4, whoever else is in the room."""
    shown = succeed("check", "fischbacher-gaechter-2010")
    assert "one-shot games among 4 mean-sized members" in shown
    found = json.loads(succeed("check", "--json", "fischbacher-gaechter-2010"))
    game = found["actions"][0]["without_regulation"]
    assert game["kind"] == "prisoner's dilemma"
    assert game["payoff_all_contribute"] == 20.0 * 1.6 - 20.0


def of_kind(small: Path, kind: str, *settings: str) -> dict:
    """What ``check`` tells of the only association when it is of a kind."""
    arguments = [part for text in settings for part in ("--set", text)]
    found = json.loads(
        succeed("check", small, "--json", "--set", f"association[0].kind={kind}", *arguments)
    )
    return found["associations"][0]


def test_a_scenario_inside_what_is_typical_of_its_kind_gets_no_note(small: Path) -> None:
    found = of_kind(small, "complex-network")  # 6 members, 36 months
    assert found["typical"]["members"] == [5, 10]
    assert found["typical"]["support_months"] == [24, 36]
    assert "BID-FOMIN" in found["typical"]["source"]
    assert found["notes"] == []
    text = succeed("check", small, "--set", "association[0].kind=complex-network")
    assert "5 to 10 members, 24 to 36 months of support; promoted by one or a few leading" in text
    assert "note:" not in text


@pytest.mark.parametrize("firms", [4, 11])
def test_members_outside_what_is_typical_are_noted_and_no_fault(small: Path, firms: int) -> None:
    settings = ("association[0].min_members=3", f"population.firms={firms}")
    notes = of_kind(small, "complex-network", *settings)["notes"]
    assert len(notes) == 1
    assert f"{firms} members" in notes[0] and "5 to 10" in notes[0] and "BID-FOMIN" in notes[0]
    text = succeed(
        "check", small, "--set", settings[1], "--set", "association[0].kind=complex-network"
    )
    assert f"note: {notes[0]}\n" in text


@pytest.mark.parametrize(
    ("setting", "months"),
    [
        ("institution.funding_months=12", "12 months"),
        ("institution.funding_months=48", "48 months"),
        # without a facilitator the institution pays nothing
        ("facilitator.strategy=none", "0 months"),
    ],
)
def test_months_of_support_outside_what_is_typical_are_noted(
    small: Path, setting: str, months: str
) -> None:
    notes = of_kind(small, "complex-network", setting)["notes"]
    assert len(notes) == 1
    assert months in notes[0] and "24 to 36" in notes[0]


def test_no_number_is_outside_where_the_documents_give_none(small: Path) -> None:
    found = of_kind(small, "cluster", "institution.funding_months=48")
    assert found["typical"]["members"] == []
    assert found["notes"] == []
    text = succeed("check", small, "--set", "association[0].kind=cluster")
    assert "no documented number of members" in text
    assert "note:" not in text  # the 36 months of the scenario are the least of its range


@pytest.mark.parametrize("name", ["fischbacher-gaechter-2010", "leading-by-example"])
def test_a_laboratory_is_of_no_kind_of_association(name: str) -> None:
    found = json.loads(succeed("check", name, "--json"))
    assert "notes" not in found["associations"][0]
    assert "typical" not in succeed("check", name)
