"""What a file says and can hardly mean is noted: by check in its contents, by run and sweep on
standard error; and it is no fault."""

from __future__ import annotations

import json
from pathlib import Path

from cli_support import run, succeed

BEYOND = "institution.funding_months = 36.0: the run ends in month 9.199"
SHORT = ("--set", "facilitator.exit_month=40", "--set", "facilitator.taper_months=0")


def test_check_tells_notes_with_file_line_key_and_value(small: Path) -> None:
    small.write_text(small.read_text() + "\n[institution]\nfunding_months = 30\n")
    line = len(small.read_text().splitlines())
    result = run("check", small, *SHORT)
    note = f"{small}:{line}: institution.funding_months = 30.0: the run ends in month 9.199"
    assert result.returncode == 0
    assert result.stderr == ""
    assert f"note: {note}" in result.stdout
    told = json.loads(succeed("check", small, *SHORT, "--json"))["notes"]
    assert len(told) == 1 and told[0].startswith(note)
    assert json.loads(succeed("check", small, "--json"))["notes"] == []


def test_run_says_notes_on_standard_error_unless_quiet(small: Path, tmp_path: Path) -> None:
    out = ("-o", tmp_path / "out.h5", "--replicates", 2, "--threads", 1)
    loud = run("run", small, *out, *SHORT)
    assert loud.returncode == 0
    assert [line for line in loud.stderr.splitlines() if line.startswith("minga: note: ")] == [
        f"minga: note: {small}:1: {BEYOND}, so that nothing is seen of the time after support"
    ]
    assert "note:" not in loud.stdout
    quiet = run("run", small, *out, *SHORT, "--force", "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_a_note_of_a_design_says_at_how_many_points(design: Path) -> None:
    text = design.read_text()
    factor = text.replace('path = "population.firms"\nlevels = [4, 7]', 'path = "time.periods"\n'
                          "levels = [10, 20]")  # fmt: skip
    assert factor != text
    design.write_text(factor)
    told = json.loads(succeed("check", design, "--json"))["notes"]
    assert len(told) == 1
    assert "facilitator.exit_month = 9.0: the run ends in month 4.6" in told[0]
    assert told[0].endswith("(at 3 of 6 points)")
    assert f"note: {told[0]}\n" in succeed("check", design)
