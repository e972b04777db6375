"""A programme is worth what its candidate groups gain, served or not, less what it costs."""

from __future__ import annotations

import math
import subprocess
from pathlib import Path

import numpy as np
import pytest

import minga
from minga.design import matrix
from minga.evaluate.__main__ import main
from minga.evaluate.designs import without
from minga.evaluate.ledger import payer_table
from minga.evaluate.ranges import UNCERTAIN
from minga.evaluate.settings import founders
from minga.lang import en, es

CANDIDATES = 9


@pytest.fixture(scope="module")
def worth(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small evaluation of the shipped programme, with nine candidates."""
    out = tmp_path_factory.mktemp("worth") / "programme.h5"
    small = ["--replicates", "6", "--draws", "3", "--inner", "3", "--threads", "1", "--quiet"]
    smaller = ["--set", f"association[0].copies={CANDIDATES}", "--set", "programme.facilitators=2"]
    smaller += ["--set", "programme.coordination.setup_months=0"]
    smaller += ["--set", "programme.response.mean=0.9"]
    command = ["noa-nea-programa", "-o", str(out), "--minga", str(binary), *small, *smaller]
    assert main(command) == 0
    return out


def test_without_a_programme_nobody_pays_and_the_same_groups_are_there(worth: Path) -> None:
    with minga.open(worth) as results:
        cost = matrix(results, "cost")
        assert cost[0].mean() > 0.0 and (cost[1] == 0.0).all()
        served = results.programme["groups_served"].values.reshape(2, -1)
        assert served[0].max() > 0 and served[1].max() == 0
        candidates = results.programme["candidates"].values
        assert (candidates == CANDIDATES).all()


def test_amounts_are_per_candidate_group_and_per_firm_of_it(worth: Path) -> None:
    with minga.open(worth) as results:
        total = results.summary["welfare"].values.reshape(2, -1)
        assert matrix(results, "welfare")[0].to_numpy() == pytest.approx(total[0] / CANDIDATES)
        assert founders(results, 0) == 12.0
        found = payer_table(results, 0, 1).set_index(["payer", "line"]).loc[("all", "net")]
        assert found["firm_mean"] == pytest.approx(found["mean"] / 12.0)
        gap = (total[0] - total[1]) / CANDIDATES
        assert found["difference"] == pytest.approx(np.mean(gap))


def test_the_report_speaks_of_candidate_groups_in_both_languages(worth: Path) -> None:
    page = worth.with_suffix(".html").read_text(encoding="utf-8")
    groups = 6 * CANDIDATES
    assert f"over all {groups} candidate groups" in page
    assert f"sobre los {groups} grupos candidatos" in page
    with minga.open(worth) as results:
        for lang, words in (("en", en.TEXT), ("es", es.TEXT)):
            figure = minga.plot.trajectory(results, ["alive"], lang=lang)
            assert figure.axes[0].get_title(loc="left") == words["alive@programme"]


def test_every_wording_for_programmes_stands_for_one_of_both_languages() -> None:
    own = [key for key in en.TEXT if key.endswith("@programme")]
    assert len(own) >= 7
    assert own and {key.removesuffix("@programme") for key in own} <= set(en.TEXT)
    assert set(own) == {key for key in es.TEXT if key.endswith("@programme")}


def test_each_of_several_groups_loses_its_rules_and_its_own_facilitator() -> None:
    several = {"association": [{"facilitator": {"strategy": "adaptive"}}, {}]}
    assert without(several) == {
        "facilitator": "none",
        "association[0].regulation": "none",
        "association[0].facilitator": "none",
        "association[1].regulation": "none",
    }


def test_the_world_of_a_programme_is_drawn_and_its_plan_is_not() -> None:
    for path in ("response", "margin_cv", "poison", "coordination.swing_rate"):
        assert UNCERTAIN.match(f"programme.{path}"), path
    for path in ("facilitators", "days", "groups_each", "weights", "coordination.reallocates"):
        assert not UNCERTAIN.match(f"programme.{path}"), path


def test_firms_in_places_of_their_own_have_no_founders_of_one_group(
    binary: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ring.h5"
    set_ = ["structure.kind=small-world", "structure.neighbours=4", "population.entrants=0"]
    changes = [part for one in set_ for part in ("--set", one)]
    command = [binary, "run", "otavalo", "--replicates", "2", "-o", out, "--quiet", *changes]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with minga.open(out) as results:
        assert math.isnan(founders(results, 0))
