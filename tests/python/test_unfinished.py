"""An unfinished experiment gives no winner: what has run is a corner of the design, no sample."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

import minga
from minga.lang import en, es
from minga.plot.grid import grid_table
from minga.plot.select import roles
from minga.progress import comparable, progress, resume_command
from minga.ranking import honest_best
from minga.report import main
from synthetic import Recipe, stop, write

RUNS = 12 * 5  # points x replicates
# What only a finished experiment may say, in any of its wordings.
VERDICTS = re.compile(
    r"served best|may be the best|can be the best|repays? its cost here|confidence over|runner-up|"
    r"sirvió:|pueden? ser la mejor,|devuelve aquí|de confianza sobre|sobre la segunda|"
    r"\b(?:Best|Worst|La mejor|La peor)\b"
)


def stopped(folder: Path, done: int, failures: int = 0) -> Path:
    return stop(write(folder / "part.h5", Recipe(replicates=5, steps=20)), done, failures)


def words_of(page: Path) -> str:
    text = page.read_text(encoding="utf-8").removeprefix("<!DOCTYPE html>\n")
    root = ElementTree.fromstring(text)
    alts = [node.get("alt") or "" for node in root.iter("img")]
    return " ".join([*root.itertext(), *alts])


# 59 of 60: a single run that is missing may be the one that changes the winner
@pytest.mark.parametrize("done", [1, 23, 30, 59])
def test_the_report_draws_no_conclusion(done: int, tmp_path: Path) -> None:
    page = minga.report(stopped(tmp_path, done), tmp_path / "part.html")
    said = words_of(page)
    assert VERDICTS.findall(said) == []
    for text in (en.TEXT, es.TEXT):
        assert text["h_partial"] in said and text["report_title_partial"] in said
        for key in ("h_headline", "h_rank", "h_strata", "h_contrast", "h_ledger", "h_trajectory"):
            assert text[key] not in said
    assert f"{done // 5} of 12 combinations are complete: {done} of 60 runs are done" in said
    assert f"{done // 5} de 12 combinaciones están completas: se hicieron {done} de 60" in said
    assert "minga sweep my.toml -o file.h5 --seed 4 --resume" in said


def test_the_check_notices_the_verdicts_of_a_finished_report(tmp_path: Path) -> None:
    said = words_of(minga.report(stopped(tmp_path, RUNS), tmp_path / "whole.html"))
    assert len(set(VERDICTS.findall(said))) > 3
    assert en.TEXT["h_partial"] not in said


def test_what_worked_what_failed_and_what_is_missing_are_told_apart(tmp_path: Path) -> None:
    path = stopped(tmp_path, 23, failures=2)
    with minga.open(path) as results:
        state = progress(results)
        assert (state.worked, state.failed, state.not_run, state.runs) == (21, 2, 37, RUNS)
        assert (state.whole, state.points, state.finished) == (4, 12, False)
    said = words_of(minga.report(path, tmp_path / "part.html"))
    for key, n in (("p_worked", 21), ("p_failed", 2), ("p_not_run", 37)):
        assert re.search(rf"{en.TEXT[key]}\s*{n}\b", said)
        assert re.search(rf"{es.TEXT[key]}\s*{n}\b", said)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["4 of 12 combinations", "23 of 60 runs", "failed: 2", "not run: 37"]),
        ("es", ["4 de 12 combinaciones", "23 de 60 corridas", "fallaron: 2", "sin hacer: 37"]),
    ],
)
def test_the_terminal_draws_no_conclusion(
    lang: str, said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stopped(tmp_path, 23, failures=2)
    assert main([str(path), "--lang", lang]) == 0
    printed = capsys.readouterr().out
    assert all(words in printed for words in [*said, "--seed 4 --resume"])
    assert not VERDICTS.search(printed)
    assert "strict" not in printed and "estricta" not in printed


def test_rank_warns_and_ranks_nothing(tmp_path: Path) -> None:
    with minga.open(stopped(tmp_path, 23)) as results:
        with pytest.warns(minga.IncompleteWarning, match=r"4 of 12 combinations.*23 of 60 runs"):
            ranked = minga.rank(results)
        assert ranked["point"].tolist() == list(range(12))
        assert ranked["rank"].isna().all() and ranked["best_set"].isna().all()
        assert ranked["n"].tolist() == [5] * 4 + [3] + [0] * 7
        assert ranked["mean"].notna().sum() == 5
        with pytest.warns(minga.IncompleteWarning):
            assert minga.best_set(results).isna().all()
        with pytest.warns(minga.IncompleteWarning):
            assert pd.isna(honest_best(results).mean)


def test_compare_says_which_rows_have_no_data(tmp_path: Path) -> None:
    with minga.open(stopped(tmp_path, 23)) as results:
        with pytest.warns(minga.IncompleteWarning, match="1 of 2 rows have no data"):
            table = minga.compare(results, "regulation").set_index("level")
        assert table.loc["strict-expulsion", ["n", "pairs"]].tolist() == [0, 0]
        assert pd.isna(table.loc["strict-expulsion", "difference"])
        assert table.loc["handshake", "n"] == 3


@pytest.mark.filterwarnings("error")
def test_finished_files_give_no_warning(results: minga.Results) -> None:
    assert minga.rank(results)["best_set"].any()
    assert (minga.compare(results, "regulation")["n"] == 20).all()


def test_figures_name_no_best_and_show_whole_points_only(tmp_path: Path) -> None:
    with minga.open(stopped(tmp_path, 23)) as results:
        with pytest.raises(ValueError, match="not finished"):
            roles(results)
        with pytest.raises(ValueError, match="not finished"):
            minga.plot.trajectory(results)
        cells = grid_table(results, "welfare", ["regulation", "facilitator", "participation"])
        assert cells["value"].notna().tolist() == [True] * 4 + [False] * 8
        averaged = grid_table(results, "welfare", ["regulation", "facilitator"])
        assert averaged["value"].notna().tolist() == [True] * 2 + [False] * 4
        boxes = [p for p in minga.plot.heatmap(results).axes[0].patches if not p.get_fill()]
        assert boxes == []


def test_a_single_scenario_is_described_as_far_as_it_ran(tmp_path: Path) -> None:
    """Replicates are independent draws of one thing: the first of them are a sample."""
    path = stop(write(tmp_path / "one.h5", Recipe(factors={}, effects={}, replicates=9)), done=6)
    said = words_of(minga.report(path, tmp_path / "one.html"))
    assert "6 of 9 runs are done" in said and "se hicieron 6 de 9 corridas" in said
    assert "Net welfare came to" in said


def test_the_command_to_go_on_is_the_recorded_one(tmp_path: Path) -> None:
    with minga.open(stopped(tmp_path, 23)) as results:
        assert resume_command(results) == "minga sweep my.toml -o file.h5 --seed 4 --resume"
        results.attrs["history"] = "2026: minga sweep my.toml -o file.h5 --resume"
        assert resume_command(results).count("--resume") == 1
        results.attrs["history"] = ""
        assert resume_command(results) == ""


def test_what_the_program_leaves_when_it_is_stopped(binary: Path, tmp_path: Path) -> None:
    out = tmp_path / "real.h5"
    design = [binary, "sweep", "otavalo-interventions", "-o", out, "--replicates", "200"]
    with subprocess.Popen([*design, "--threads", "1", "--quiet"]) as running:
        parts, patience = Path(f"{out}.parts"), time.monotonic() + 60.0
        while not list(parts.glob("*.seg*")) and len(list(parts.glob("*"))) < 3:
            assert running.poll() is None and time.monotonic() < patience
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 4
    with minga.open(out) as results:
        state = progress(results)
        assert not comparable(results)
        assert (state.runs, state.points, state.failed) == (72000, 360, 0)
        assert 0 < state.worked == results.attrs["runs_committed"] < state.runs
        assert state.whole <= state.worked // 200
        assert resume_command(results).endswith("--threads 1 --quiet --resume")
    assert main([str(out), "--quiet"]) == 0
    assert VERDICTS.findall(words_of(out.with_suffix(".html"))) == []
