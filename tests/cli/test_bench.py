"""minga bench: which figures there are, and what it may overwrite. No speed is tested: machines drift."""

from __future__ import annotations

import json
from pathlib import Path

from cli_support import run, succeed

QUICK = ("--seconds", "0.001", "--rounds", "1")


def test_every_part_is_measured_and_written_as_it_is_printed(tmp_path: Path) -> None:
    out = tmp_path / "speeds.json"
    told = json.loads(succeed("bench", *QUICK, "--json", "-o", out))
    assert told == json.loads(out.read_text())
    figures = told["figures"]
    assert {f["part"] for f in figures} == {"machine", "association", "theory", "program"}
    assert all(f["value"] > 0.0 and f["unit"] for f in figures)
    beside = {f["what"]: f for f in figures if "beside" in f}
    assert beside["association model, summary"]["beside"] == "plain kernels"
    assert all(f["ratio"] > 0.0 for f in beside.values())


def test_what_is_there_is_overwritten_by_force_only_and_foreign_files_never(tmp_path: Path) -> None:
    out = tmp_path / "speeds.json"
    out.write_text('{ "mine": 1 }')
    for options in ((), ("--force",)):
        refused = run("bench", *QUICK, "-o", out, *options)
        assert refused.returncode == 2
        assert out.name in refused.stderr
        assert "measuring" not in refused.stderr  # before anything is measured
        assert out.read_text() == '{ "mine": 1 }'
    out.write_text('{\n  "filetype": "minga-speeds"\n}\n')
    assert run("bench", *QUICK, "-o", out).returncode == 2
    succeed("bench", *QUICK, "--quiet", "--force", "-o", out)
    assert len(json.loads(out.read_text())["figures"]) > 10
