"""What the program says about itself."""

from __future__ import annotations

import json
import re

import pytest
from cli_support import ROOT, run, succeed

VERBS = ["run", "sweep", "plan", "theory", "check", "list", "show", "info", "verify", "replay"]
VERBS += ["merge", "report", "train", "bench"]
KINDS = [
    "profiles",
    "regulations",
    "facilitators",
    "actions",
    "coordinations",
    "kinds",
    "structures",
    "scenarios",
    "designs",
]


@pytest.mark.parametrize("verb", [*VERBS, "schema", "parameters"])
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    text = succeed(verb, "--help")
    assert "Example" in text
    assert f"minga {verb}" in text


def test_the_help_names_every_verb_and_no_other() -> None:
    text = succeed("--help")
    listed = re.findall(r"^  ([a-z]+) ", text.split("Verbs:")[1], re.MULTILINE)
    assert listed == [*VERBS, "minga"]  # the last is the example's


@pytest.mark.parametrize("arguments", [[], ["rnu"], [""], ["--bogus"], ["run"]])
def test_a_wrong_command_line_is_refused_with_a_hint(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "--help" in result.stderr


def test_the_help_tells_the_exit_codes() -> None:
    text = succeed("--help").split("Exit codes:")[1]
    assert re.findall(r"\b\d\b", text) == ["0", "1", "2", "3", "4", "5"]


def test_the_version_names_the_release_and_the_commit() -> None:
    assert re.fullmatch(r"minga \d+\.\d+\.\d+ \([0-9a-z]+.*\)\n", succeed("--version"))


@pytest.mark.parametrize("kind", KINDS)
def test_list_prints_the_same_names_as_text_and_as_json(kind: str) -> None:
    lines = succeed("list", kind).splitlines()
    entries = json.loads(succeed("list", kind, "--json"))
    assert [line.split()[0] for line in lines] == [entry["name"] for entry in entries]
    assert all(entry["title"] for entry in entries)


@pytest.mark.parametrize("kind", ["scenarios", "designs"])
def test_listed_files_exist_and_are_valid(kind: str) -> None:
    entries = json.loads(succeed("list", kind, "--json"))
    assert entries
    for entry in entries:
        assert entry["path"].startswith("/")
        succeed("check", entry["path"], "--quiet")
        succeed("check", entry["name"], "--quiet")


def test_a_kind_that_cannot_be_listed_is_refused_with_those_that_can() -> None:
    result = run("list", "gadgets")
    assert result.returncode == 2
    assert "gadgets" in result.stderr
    assert all(kind in result.stderr for kind in KINDS)


@pytest.mark.parametrize("name", ["otavalo-2008", "saint", "trust-first", "fair", "otavalo"])
def test_show_prints_text_and_json(name: str) -> None:
    assert name in succeed("show", name)
    shown = json.loads(succeed("show", name, "--json"))
    assert any(entry["name"] == name and entry["parameters"] for entry in shown)


def test_showing_something_unknown_is_refused_with_what_there_is() -> None:
    result = run("show", "otavalo-2009")
    assert result.returncode == 2
    assert "otavalo-2009" in result.stderr
    assert "otavalo-2008" in result.stderr


@pytest.mark.parametrize("kind", ["scenario", "design"])
def test_schemas_are_json(kind: str) -> None:
    assert json.loads(succeed("schema", kind))["$schema"]


def test_the_parameter_table_is_markdown() -> None:
    assert "| " in succeed("parameters")


def test_nothing_is_printed_on_standard_error_by_verbs_that_only_tell() -> None:
    for arguments in (["list", "profiles"], ["show", "saint"], ["check", "otavalo"], ["--help"]):
        assert run(*arguments, cwd=ROOT).stderr == ""
