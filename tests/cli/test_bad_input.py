"""Every fault of an input is one line with file, line, key, value and what would be accepted, and
nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import DESIGN, SCENARIO, run, succeed

# (text of a correct line, what to write instead, key, value, words of what is accepted)
SCENARIO_FAULTS = [
    ('kind = "association"', 'kind = "club"', "kind", '"club"', "association"),
    ('kind = "association"', "flavour = 3", "flavour", "3", "scenario"),
    ('name = "small"', "name = 7", "scenario.name", "7", "text"),
    ('currency = "USD"', "currency = 1.5", "scenario.currency", "1.5", "text"),
    ('currency = "USD"', "discount_rate = 2", "scenario.discount_rate", "2", "[0, 1]"),
    ('currency = "USD"', "discount_rate = nan", "scenario.discount_rate", "nan", "[0, 1]"),
    ("period_days = 14", 'period_days = "14"', "time.period_days", '"14"', "real number"),
    ("period_days = 14", "period_days = 0", "time.period_days", "0", "(0, 366]"),
    ("periods = 20", "periods = 0", "time.periods", "0", "[1, 100000]"),
    ("periods = 20", "periods = 2.5", "time.periods", "2.5", "integer"),
    ("periods = 20", "periods = true", "time.periods", "true", "integer"),
    ("periods = 20", "period = 20", "time.period", "20", "periods"),
    ("firms = 6", "firms = -6", "population.firms", "-6", "[1, 100000]"),
    ("firms = 6", "firms = [6]", "population.firms", "[6]", "integer"),
    ("firms = 6", "size_vc = 0.2", "population.size_vc", "0.2", "size_cv"),
    ("entrants = 1", "margin = -1", "population.margin", "-1", "currency"),
    ("saint = 0.2", "saint = 0.3", "population.shares", "", "sum to 1"),
    ("saint = 0.2", "sait = 0.2", "population.shares.sait", "0.2", "saint"),
    ('"otavalo-2008"', '"otavalo-2009"', "association[0].regulation.preset", '"otavalo-2009"',
     "otavalo-2008"),
    ('"otavalo-2008"', '"none", quorum = 1.5', "association[0].regulation.quorum", "1.5", "[0, 1]"),
    ('"otavalo-2008"', '"none", enforcer = "king"', "association[0].regulation.enforcer", '"king"',
     "officer"),
    ('name = "group"', 'kind = "guild"', "association[0].kind", '"guild"', "cooperative"),
    ('preset = "fair"', 'preset = "fairy"', "association[0].action[0].preset", '"fairy"', "fair"),
    ('"joint-purchase"', '"joint-purchase"\nphase = 9', "association[0].action[1].phase", "9",
     "[1, 4]"),
    ('strategy = "trust-first"', 'strategy = "magic"', "facilitator.strategy", '"magic"',
     "trust-first"),
    ('mode = "endogenous"', 'mode = "often"', "participation.mode", '"often"', "fixed"),
    ('mode = "endogenous"', "rate = 1.01", "participation.rate", "1.01", "[0, 1]"),
    ("seed = 11", "seed = -1", "run.seed", "-1", "integer"),
    ("seed = 11", 'seed = "a"', "run.seed", '"a"', "integer"),
    ("replicates = 12", "replicates = 0", "run.replicates", "0", "[1,"),
]  # fmt: skip

DESIGN_FAULTS = [
    ('method = "factorial"', 'method = "magic"', "method", '"magic"', "factorial"),
    ("replicates = 10", "replicates = 0", "replicates", "0", "[1,"),
    ('scenario = "small.toml"', 'scenario = "nowhere.toml"', "scenario", "nowhere.toml", "otavalo"),
    ('path = "population.firms"', 'path = "population.frims"', "population.frims", "", "firms"),
    ("levels = [4, 7]", "levels = []", "factor[1].levels", "[]", "level"),
    ("levels = [4, 7]", "levels = [4, 0]", "population.firms", "0", "[1, 100000]"),
    ("levels = [4, 7]", "levles = [4, 7]", "factor[1].levles", "[4, 7]", "levels"),
    ('name = "firms_at_start"', 'name = "welfare"', "factor", "welfare", "another name"),
]  # fmt: skip


def line_of(text: str, wrong: str) -> int:
    """Number of the line in which the last line of the wrong text begins."""
    return text[: text.rindex(wrong.splitlines()[-1])].count("\n") + 1


def check_fault(result, path: Path, line: int | None, key: str, value: str, accepted: str) -> None:
    assert result.returncode == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    place = f"{path}:{line}: " if line else str(path)
    named = [text for text in lines if text.startswith(place) and key in text]
    assert named, f"no line begins with {place} and names {key}:\n{result.stderr}"
    assert value in named[0]
    assert "; accepted: " in named[0]
    assert accepted in named[0].split("; accepted: ")[1]


@pytest.mark.parametrize(("right", "wrong", "key", "value", "accepted"), SCENARIO_FAULTS)
@pytest.mark.parametrize("verb", ["check", "run"])
def test_a_fault_of_a_scenario_is_named(
    tmp_path: Path, verb: str, right: str, wrong: str, key: str, value: str, accepted: str
) -> None:
    assert right in SCENARIO
    path = tmp_path / "faulty.toml"
    path.write_text(SCENARIO.replace(right, wrong, 1))
    options = ["-o", tmp_path / "out.h5"] if verb == "run" else []
    result = run(verb, path, *options)
    check_fault(result, path, line_of(path.read_text(), wrong), key, value, accepted)
    assert [p.name for p in tmp_path.iterdir()] == ["faulty.toml"]


@pytest.mark.parametrize(("right", "wrong", "key", "value", "accepted"), DESIGN_FAULTS)
def test_a_fault_of_a_design_is_named(
    small: Path, tmp_path: Path, right: str, wrong: str, key: str, value: str, accepted: str
) -> None:
    assert right in DESIGN
    path = tmp_path / "faulty.toml"
    path.write_text(DESIGN.replace(right, wrong, 1))
    result = run("sweep", path, "-o", tmp_path / "out.h5")
    assert result.returncode == 2
    assert result.stdout == ""
    assert key in result.stderr
    assert value in result.stderr
    assert accepted in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["faulty.toml", "small.toml"]


def test_all_faults_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    text = SCENARIO
    independent = [
        fault
        for fault in SCENARIO_FAULTS
        if fault[0] in ("period_days = 14", "firms = 6", 'strategy = "trust-first"', "seed = 11")
    ]
    chosen = {fault[0]: fault for fault in independent}
    for right, wrong, *_ in chosen.values():
        text = text.replace(right, wrong, 1)
    path = tmp_path / "faulty.toml"
    path.write_text(text)
    result = run("check", path)
    for _, wrong, key, value, accepted in chosen.values():
        check_fault(result, path, line_of(text, wrong), key, value, accepted)
    assert len(result.stderr.splitlines()) == len(chosen)


def test_of_syntax_errors_the_first_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(SCENARIO.replace("[time]", "[time"))
    result = run("check", path)
    assert result.returncode == 2
    assert result.stderr.startswith(f"{path}:8: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("item", "pieces"),
    [
        ("foo", ["foo", "path.to.key=value"]),
        ("=3", ["=3", "path.to.key=value"]),
        ("time.periods=", ["time.periods=", "path.to.key=value"]),
        ("time.periods=0", ["time.periods", "0", "[1, 100000]"]),
        ("time.periods=many", ["time.periods", '"many"', "integer"]),
        ("time.preiods=3", ["time.preiods", "3", "periods"]),
        ("association[7].regulation=none", ["association[7]"]),
        ("population.firms=[", ["population.firms"]),
        ("..=1", [".. = 1", "association[0]"]),
    ],
)
def test_a_fault_of_an_override_is_named(
    small: Path, tmp_path: Path, item: str, pieces: list
) -> None:
    result = run("run", small, "-o", tmp_path / "out.h5", "--set", item)
    assert result.returncode == 2
    assert "--set" in result.stderr
    for piece in pieces:
        assert piece in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["small.toml"]


def test_all_faulty_overrides_are_named_at_once(small: Path) -> None:
    result = run("check", small, "--set", "foo", "--set", "bar=")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["foo", "bar="]


def faults_named(stderr: str, pieces: list[tuple[str, str]]) -> None:
    """Each line of a message holds its two pieces, and there are no other lines."""
    lines = stderr.splitlines()
    assert len(lines) == len(pieces), stderr
    for where, what in pieces:
        assert any(line.startswith(f"{where}: ") and what in line for line in lines), stderr


def test_faults_of_options_and_of_the_file_are_named_together(tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(SCENARIO.replace("firms = 6", "firms = -6"))
    options = ["--set", "foo=1", "--set", "time.periods=nan", "--set", "abc"]
    result = run("run", path, "-o", tmp_path / "out.h5", *options, "--record", "summary,all")
    assert result.returncode == 2
    faults_named(
        result.stderr,
        [
            ("--set", "abc: is not path=value"),
            ("--record", "all: "),
            ("--set", "foo = 1: is not a known key"),
            ("--set", "time.periods = nan"),
            (f"{path}:13", "population.firms = -6"),
        ],
    )
    assert [p.name for p in tmp_path.iterdir()] == ["faulty.toml"]


def test_faults_of_options_design_and_scenario_are_named_together(
    small: Path, design: Path, tmp_path: Path
) -> None:
    small.write_text(SCENARIO.replace("periods = 20", "periods = 0"))
    design.write_text(DESIGN.replace("replicates = 10", "replicates = 0"))
    result = run("sweep", design, "-o", tmp_path / "out.h5", "--set", "abc", "--set", "foo=[")
    assert result.returncode == 2
    faults_named(
        result.stderr,
        [
            ("--set", "abc: is not path=value"),
            ("--set", "foo = [: is not a TOML value"),
            (f"{design}:5", "replicates = 0"),
            (f"{small}:10", "time.periods = 0"),
        ],
    )


def test_points_that_cannot_share_a_file_are_refused_along_with_faulty_options(
    design: Path, tmp_path: Path
) -> None:
    currency = DESIGN.replace("population.firms", "scenario.currency")
    design.write_text(currency.replace("[4, 7]", '["USD", "EUR"]'))
    result = run("check", design, "--set", "abc")
    assert result.returncode == 2
    faults_named(result.stderr, [("--set", "abc"), (str(design), "differ in their currency")])


@pytest.mark.parametrize(
    ("arguments", "pieces"),
    [
        (["--threads", "0"], ["--threads", "0", "1 to 1024"]),
        (["--threads", "two"], ["--threads", "two"]),
        (["--replicates", "0"], ["--replicates", "0"]),
        (["--replicates", "-1"], ["--replicates", "-1"]),
        (["--seed", "-1"], ["--seed", "-1"]),
        (["--seed", "18446744073709551616"], ["--seed"]),
        (["--seed"], ["--seed"]),
        (["--record", "summary,everything"], ["--record", "everything", "trajectory"]),
        (["--bogus"], ["--bogus"]),
        (["another.toml"], ["another.toml"]),
    ],
)
def test_a_wrong_option_is_named(
    small: Path, tmp_path: Path, arguments: list, pieces: list
) -> None:
    result = run("run", small, "-o", tmp_path / "out.h5", *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    for piece in pieces:
        assert piece in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["small.toml"]


@pytest.mark.parametrize("verb", ["run", "sweep", "check"])
def test_a_name_that_nothing_has_is_refused_with_the_names_there_are(
    tmp_path: Path, verb: str
) -> None:
    options = [] if verb == "check" else ["-o", tmp_path / "out.h5"]
    result = run(verb, "otavallo", *options)
    assert result.returncode == 2
    assert "otavallo" in result.stderr
    assert "otavalo-interventions" in result.stderr


def test_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    for content in (b"", b"\x00\x01\x02", b"\xff\xfe", b"[" * 100000, b"a = " + b"[" * 5000):
        path.write_bytes(content)
        result = run("check", path)
        assert result.returncode == 2, content[:10]
        assert str(path) in result.stderr


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("1e400", "is not a finite number"),
        ("-1.5e+400", "is not a finite number"),
        ("+1_0e4_00", "is not a finite number"),
        ("99999999999999999999", "is out of the range of integers"),
        ("-9223372036854775809", "is out of the range of integers"),
    ],
)
def test_a_number_that_cannot_be_held_is_not_called_a_text(
    small: Path, value: str, fault: str
) -> None:
    result = run("check", small, "--set", f"population.firms={value}")
    assert result.returncode == 2
    assert f"--set: population.firms = {value}: {fault}; accepted: " in result.stderr
    assert "text" not in result.stderr


def test_names_that_begin_like_numbers_are_names(small: Path) -> None:
    for name in ["007", "1e5x", "2008-04-01b", "9223372036854775807a"]:
        succeed("check", small, "--set", f"scenario.name={name}")
