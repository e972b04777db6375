"""The report: one offline page, whole in both languages, well formed, honest."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import h5py
import numpy as np
import pytest

import minga
from minga.lang import en, es
from minga.report import main
from synthetic import Recipe, stop, write


def parsed(page: Path) -> ElementTree.Element:
    """The page as XML: every tag closed, every attribute quoted, no unknown entity."""
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>\n")
    return ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


@pytest.fixture(scope="module")
def page(factorial: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return minga.report(factorial, tmp_path_factory.mktemp("page") / "report.html")


def test_the_page_is_well_formed(page: Path) -> None:
    root = parsed(page)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    targets = {(node.get("href") or "").removeprefix("#") for node in root.iter("a")}
    assert targets <= set(ids)


def test_the_page_fetches_nothing(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"https?:|//[a-z]|@import|<script|<link|<iframe|url\(", text)
    sources = re.findall(r'\bsrc="([^"]{0,30})', text)
    assert sources
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)


def test_both_languages_have_every_section(page: Path) -> None:
    articles = {node.get("lang"): node for node in parsed(page).iter("article")}
    assert set(articles) == {"en", "es"}
    for lang, words in (("en", en.TEXT), ("es", es.TEXT)):
        titles = ["".join(node.itertext()) for node in articles[lang].iter("h2")]
        assert len(titles) == 15
        for key in ("h_headline", "h_limits", "h_reproduce", "h_profile", "h_payers", "h_money"):
            assert words[key] in titles
    counts = {lang: len(list(node.iter("img"))) for lang, node in articles.items()}
    assert counts["en"] == counts["es"] > 8


def test_pictures_have_words_and_tables_have_headers(page: Path) -> None:
    root = parsed(page)
    assert all(len(node.get("alt") or "") > 30 for node in root.iter("img"))
    for table in root.iter("table"):
        assert table.find("caption") is not None
        assert all(node.get("scope") in ("col", "row") for node in table.iter("th"))


def test_the_language_of_the_page_follows_the_request(factorial: Path, tmp_path: Path) -> None:
    root = parsed(minga.report(factorial, tmp_path / "es.html", lang="es"))
    assert root.get("lang") == "es"
    boxes = {n.get("id"): n.get("checked") for n in root.iter("input")}
    assert boxes == {"lang-en": None, "lang-es": "checked"}
    with pytest.raises(ValueError, match="'en' or 'es'"):
        minga.report(factorial, tmp_path / "fr.html", lang="fr")
    assert not (tmp_path / "fr.html").exists()


def test_the_headline_names_the_best_and_its_lead(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "“strict expulsion”" in text
    assert "«expulsión estricta»" in text
    assert "A made-up network" in text and "Una red inventada" in text
    assert "made up for a test" in text
    assert "f" * 64 in text and "20260101" in text


def test_the_same_file_gives_the_same_page(factorial: Path, page: Path, tmp_path: Path) -> None:
    again = minga.report(factorial, tmp_path / "report.html")
    assert again.read_bytes() == page.read_bytes()


def test_a_single_scenario_has_a_report(single: Path, tmp_path: Path) -> None:
    text = minga.report(single, tmp_path / "single.html").read_text(encoding="utf-8")
    parsed(tmp_path / "single.html")
    assert en.TEXT["h_survival"] in text
    assert en.TEXT["h_rank"] not in text


def test_a_design_that_does_not_pair_has_a_report(scattered: Path, tmp_path: Path) -> None:
    page = minga.report(scattered, tmp_path / "scattered.html")
    parsed(page)
    assert "has too many levels" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "factors",
    [
        {"absence_fine": (0.0, 2.0, 5.0), "firms": (6.0, 12.0)},
        {"facilitator": ("none", "adaptive")},
        {"a": ("x", "y"), "b": ("x", "y"), "c": ("x", "y"), "d": (1.0, 2.0)},
    ],
)
def test_other_designs_have_reports(factors: dict, tmp_path: Path) -> None:
    path = write(tmp_path / "other.h5", Recipe(factors=factors, effects={}, replicates=4, steps=30))
    parsed(minga.report(path, tmp_path / "other.html"))


def test_summary_alone_is_enough(tmp_path: Path) -> None:
    path = write(tmp_path / "bare.h5", Recipe(replicates=3, trajectory=False))
    with h5py.File(path, "a") as file:
        for name in ("firms_by_profile", "state", "member_cost", "time_to_regulation", "survived"):
            del file["summary"][name]
    text = minga.report(path, tmp_path / "bare.html").read_text(encoding="utf-8")
    assert en.TEXT["h_rank"] in text
    assert en.TEXT["h_trajectory"] not in text


def test_one_replicate_has_no_intervals_but_a_report(tmp_path: Path) -> None:
    path = write(tmp_path / "one.h5", Recipe(replicates=1))
    text = minga.report(path, tmp_path / "one.html").read_text(encoding="utf-8")
    assert not re.search(r"\bnan\b", re.sub(r'src="[^"]*"', "", text), re.IGNORECASE)


def test_failed_runs_are_announced(tmp_path: Path) -> None:
    path = stop(write(tmp_path / "part.h5", Recipe(replicates=3)), done=36, failures=2)
    text = minga.report(path, tmp_path / "part.html").read_text(encoding="utf-8")
    assert "2 of 36 runs failed and are left out" in text
    assert "2 de 36 corridas fallaron" in text
    assert en.TEXT["h_rank"] in text


@pytest.mark.parametrize("gone", [[0], [10], [0, 1, 2, 3], list(range(11)), list(range(12))])
def test_points_without_a_single_good_run(gone: list[int], tmp_path: Path) -> None:
    """Done, but all runs of whole points failed, the baseline or the best among them."""
    path = write(tmp_path / "gaps.h5", Recipe(replicates=2, steps=20))
    with h5py.File(path, "a") as file:
        for name in ("welfare", "member_gain"):
            file["summary"][name][np.isin(file["summary/point"][:], gone)] = np.nan
        file["summary/failed"][np.isin(file["summary/point"][:], gone)] = "a fund beyond its range"
    parsed(minga.report(path, tmp_path / "gaps.html"))
    text = (tmp_path / "gaps.html").read_text(encoding="utf-8")
    assert (f"{len(gone)} of the 12 combinations have no run that worked" in text) == (
        len(gone) < 12
    )


def test_a_configuration_with_markup_is_escaped(tmp_path: Path) -> None:
    nasty = 'x = "<script>alert(1)</script> & \\u0001"\n\x01'
    path = write(tmp_path / "nasty.h5", Recipe(replicates=2), config=nasty)
    parsed(minga.report(path, tmp_path / "nasty.html"))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "minga.report", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_prints_five_best_and_worst_and_the_paths(
    factorial: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    done = run(factorial, "-o", out, "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("The 5 best by net welfare per group (USD)")
    assert lines[6].startswith("The 5 worst")
    assert all(re.search(r"\[.+ to .+\]", line) for line in lines[1:6] + lines[7:12])
    assert lines[13].startswith("Best at each participation")
    strata = lines[14:16]
    assert sorted(re.findall(r"participation (\S+)", " ".join(strata))) == ["0.3", "endogenous"]
    assert lines[16].startswith("Does it repay, against doing nothing, at each participation?")
    assert lines[17].startswith("  Participation 0.3: yes, for ")
    assert lines[18].startswith("  Participation endogenous: yes, for ")
    assert str(factorial) in done.stdout and str(out) in done.stdout
    assert out.exists()


def test_the_command_refuses_what_it_cannot_use(
    tmp_path: Path, factorial: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.h5"
    text.write_text("no")
    taken = tmp_path / "taken.html"
    taken.write_text("mine")
    assert main([str(tmp_path / "nowhere.h5")]) == 2
    assert main([str(text)]) == 2
    assert "text.h5" in capsys.readouterr().err
    assert main([str(factorial), "-o", str(tmp_path / "no" / "page.html")]) == 3
    assert main([str(factorial), "-o", str(taken)]) == 2
    assert "--force" in capsys.readouterr().err
    assert taken.read_text() == "mine"
    with pytest.raises(SystemExit, match="2"):
        main([str(factorial), "--lang", "fr"])


def test_what_is_no_regular_file_is_never_replaced(tmp_path: Path, factorial: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert main([str(factorial), "-o", str(pipe), "--force"]) == 3
    assert pipe.is_fifo()


def test_force_overwrites_and_quiet_prints_nothing(
    single: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("old")
    assert main([str(single), "-o", str(page), "--force", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    parsed(page)


def test_titles_come_from_the_design(tmp_path: Path) -> None:
    config = """
title = { en = "My design", es = "Mi diseño" }
[[factor]]
name = "fine"
title = { en = "Absence fine", es = "Multa por ausencia" }
[base.scenario]
title = { en = "My place", es = "Mi lugar" }
"""
    recipe = Recipe(factors={"fine": (0.0, 2.0)}, effects={}, replicates=3, steps=20)
    path = write(tmp_path / "titled.h5", recipe, config=config)
    text = minga.report(path, tmp_path / "titled.html").read_text(encoding="utf-8")
    for said in ("My design", "Mi lugar", "Absence fine", "Multa por ausencia"):
        assert said in text


@pytest.mark.parametrize(
    ("effects", "english", "spanish"),
    [
        # of the five that do something, only the lone facilitator loses
        (
            {"handshake": 100.0, "strict-expulsion": 300.0, "trust-first": -50.0},
            "yes, for 4 of the 5 tried. The best of those, strict expulsion, no facilitator, gave",
            "sí, para 4 de las 5 probadas. La mejor de esas, expulsión estricta, sin",
        ),
        (
            {"handshake": 100.0, "strict-expulsion": 300.0, "trust-first": 150.0},
            "yes, for all 5 tried",
            "sí, para las 5 probadas",
        ),
        (
            {"handshake": -100.0, "strict-expulsion": -300.0, "trust-first": -50.0},
            "no. None of the 5 combinations tried gave more than doing nothing",
            "no. Ninguna de las 5 combinaciones probadas dio más que no hacer nada",
        ),
    ],
)
def test_each_level_says_whether_anything_repays(
    effects: dict, english: str, spanish: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "levels.h5", Recipe(effects=effects, trajectory=False))
    page = tmp_path / "levels.html"
    assert main([str(path), "-o", str(page)]) == 0
    assert capsys.readouterr().out.count(english) == 2
    text = page.read_text(encoding="utf-8")
    for level, said in (
        ("Participation 0.3", english),
        ("Participation endogenous", english),
        ("Participación 0,3", spanish),
        ("Participación endógena", spanish),
    ):
        assert f"<b>{level}</b>: {said}" in text


def test_a_gain_by_luck_is_not_said_to_repay(tmp_path: Path) -> None:
    """All alternatives equal: the luckiest of five gains, and its interval includes zero."""
    path = write(tmp_path / "luck.h5", Recipe(effects={}, own=100.0, trajectory=False, seed=3))
    text = minga.report(path, tmp_path / "luck.html").read_text(encoding="utf-8")
    assert "not shown for any of the 5 tried" in text
    assert "no está demostrado para ninguna de las 5 probadas" in text
