"""What the field's posterior is used for: results over its range, and shipped defaults."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from minga.calibrate import __main__ as command
from minga.calibrate import page
from minga.calibrate.field import (
    apply,
    carry,
    choice,
    heldout,
    page_wider,
    posterior,
    screening,
    space,
    wider,
)
from minga.calibrate.field import page as field_page
from minga.calibrate.field.simulator import Groups
from minga.evaluate.ranges import uncertain
from minga.evidence.paths import at

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]


def test_the_stored_draws_lie_in_the_priors() -> None:
    table = posterior.load()
    own = [space.LAB + name for name in space.OWN]
    assert list(table.columns) == [*space.SHARED, *screening.chosen(), *own]
    assert len(table) >= 200
    for prior in posterior.stored_space(table).priors:
        if prior.form != "normal":
            assert table[prior.name].between(prior.low, prior.high).all(), prior.name


def test_a_scenario_is_carried_through_draws(binary: Path) -> None:
    table = posterior.load()
    groups = Groups(str(binary), posterior.stored_space(table), 21, replicates=3)
    found = carry.carry(groups, carry.stored_points(2, 1), "otavalo")
    assert found.means.shape == (2, len(carry.INTERVENTIONS), len(carry.OUTCOMES))
    # the shipped scenario is that combination, met with the same chance
    same = ("as it stands", "trust-first, otavalo-2008")
    for outcome in carry.OUTCOMES:
        assert np.array_equal(*(found.of(name, outcome) for name in same)), outcome
    assert (found.of("none", "cost") == 0.0).all()
    rows = found.table().set_index(["intervention", "outcome"])
    gap = found.of(carry.CONTRASTS[0][0], "welfare") - found.of("none", "welfare")
    title = " − ".join(carry.CONTRASTS[0])
    assert rows.loc[(title, "welfare"), "median"] == pytest.approx(np.median(gap))
    assert "welfare" in carry.text(found)


def test_the_program_accepts_every_held_out_sign_and_case(binary: Path) -> None:
    groups = Groups(str(binary), posterior.stored_space(posterior.load()), 22, replicates=2)
    points = carry.stored_points(1, 2)
    assert len(heldout.check(groups, points)) == len(heldout.SIGNS)
    assert all(0.0 <= c.median <= 1.0 for c in heldout.alive(groups, points))


def test_a_sign_is_shown_only_where_nearly_all_draws_have_it() -> None:
    sign = heldout.SIGNS[0]
    assert heldout.Outcome(sign, 0.1, 0.0, 0.2, 0.95).verdict == "shown"
    assert heldout.Outcome(sign, 0.1, 0.0, 0.2, 0.94).verdict == "open"
    assert heldout.Outcome(sign, -0.1, -0.2, 0.0, 0.05).verdict == "opposite"


def test_a_draw_is_written_into_the_shipped_files(tmp_path: Path) -> None:
    for path in (apply.PROFILES, apply.DEFAULTS.parent, apply.TABLE.parent):
        shutil.copytree(ROOT / path, tmp_path / path)
    row = len(posterior.load()) - 1
    assert command.main(["apply", str(row), "--root", str(tmp_path)]) == 0
    header = (tmp_path / apply.DEFAULTS).read_text(encoding="utf-8")
    table = (tmp_path / apply.TABLE).read_text(encoding="utf-8")
    for path, value in apply.settings(row).items():
        kind, name, *rest = path.split(".")
        assert isinstance(value, float)
        if kind == "model":
            assert f"double {name} = {apply.shown(value)};" in header
            entry = table[table.index(f'field(&M::{name}, "{name}"') :]
            assert f'"{apply.sources(row)[path]}"' in entry[: entry.index("field(", 1)], name
            continue
        file = tmp_path / apply.PROFILES / f"{name}.toml"
        with file.open("rb") as held:
            found = tomllib.load(held)[rest[0]][rest[1]]
        assert found == pytest.approx(value, rel=0.006, abs=1e-9), path
        text = file.read_text(encoding="utf-8")
        line = next(line for line in text.splitlines() if line.startswith(f"{rest[0]} = "))
        assert line.endswith(f"  # {apply.sources(row)[path]}")
    given = apply.sources(row)
    assert given["model.meeting_gain"] == apply.SOURCE
    assert given["model.engagement_fatigue"] == apply.OPEN
    assert given["profiles.solid-citizen.gamma.mean"] == given["profiles.solid-citizen.gamma.sd"]
    again = apply.apply(tmp_path, row)
    assert (tmp_path / apply.TABLE).read_text(encoding="utf-8") == table
    assert apply.TABLE in again


def test_the_shipped_defaults_are_one_draw_of_the_posterior(binary: Path) -> None:
    """Whoever fits anew ships anew: no number of the fit is chosen by hand afterwards."""
    done = subprocess.run([binary, "show", "otavalo"], capture_output=True, text=True, check=True)
    shipped = tomllib.loads(done.stdout)

    def value(path: str) -> float:
        found = shipped
        for key in path.split("."):
            found = found[key]
        return float(found)  # type: ignore[arg-type]

    def same(row: int) -> bool:
        draw = apply.settings(row).items()
        return all(apply.shown(float(v)) == apply.shown(value(p)) for p, v in draw)  # type: ignore[arg-type]

    rows = [row for row in range(len(posterior.load())) if same(row)]
    assert rows == [choice.stored().row]


def test_numbers_are_written_with_a_point_and_three_digits() -> None:
    shown = [apply.shown(v) for v in (0.0123456, 36.04, 123.6, -0.5, 2.0, 0.000012345)]
    assert shown == ["0.0123", "36.0", "124.0", "-0.5", "2.0", "0.0000123"]


def test_a_parameter_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"):
        apply.constant("double other = 1.0;", "exit_rate", 0.5)
    with pytest.raises(ValueError, match="0 times"):
        apply.coefficient("omega = { mean = 0.1, sd = 0.0 }", "eta", "mean", 0.5, "fitted")


def test_a_part_of_the_page_is_made_again_and_the_rest_stays() -> None:
    old = "# Calibration\n\n## The laboratory stage\n\nA.\n\n## Notes\n\nWords.\n"
    once = page.replace(old, "## The field stage\n\nB.\n", page.FIELD, page.END)
    assert once == old.replace("## Notes", "## The field stage\n\nB.\n\n## Notes")
    twice = page.replace(once, "## The field stage\n\nC.\n", page.FIELD, page.END)
    assert twice == once.replace("B.", "C.")


def test_the_laboratorys_part_leaves_the_fields(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "calibration.md"
    out.write_text("# Old\n\n## The field stage\n\nB.\n\n## Notes\n\nWords.\n", encoding="utf-8")
    monkeypatch.setattr(page, "text", lambda *_: "# New\n")
    page.write(None, out, "x.png")  # type: ignore[arg-type]
    expected = "# New\n\n## The field stage\n\nB.\n\n## Notes\n\nWords.\n"
    assert out.read_text(encoding="utf-8") == expected


def test_what_is_assumed_is_drawn_beside_the_fit_and_the_fit_stays(binary: Path) -> None:
    points = carry.stored_points(3, 4)
    config = carry.resolved(str(binary), "asofrutas")
    config["model"]["exit_rate"] = 0.5  # a number of one's own where the fit has one
    assert "model.exit_rate" in {one.path for one in uncertain(config)}
    both, count = wider.widened(points, config, 5)
    assert count > 100
    for point, more in zip(points, both, strict=True):
        assert {path: more[path] for path in point} == point
    # screened and not fitted, never screened, and the scenario's own
    for path in ("model.convening_effect", "model.group_size_exponent", "population.margin"):
        shipped = float(at(config, path))
        drawn = [float(one[path]) for one in both]  # type: ignore[arg-type]
        assert len(set(drawn)) == 3, path
        assert all(shipped / 2 <= value <= shipped * 2 for value in drawn), path
    # rules, clock and programme are chosen, not uncertain
    assert not [p for p in both[0] if re.search(r"regulation|facilitator|^time|funding", p)]
    assert wider.widened(points, config, 5)[0] == both
    assert wider.widened(points, config, 6)[0] != both


def test_the_program_plays_what_is_assumed_under_the_pages_interventions(binary: Path) -> None:
    space_ = posterior.stored_space(posterior.load())
    groups = Groups(str(binary), space_, 23, replicates=2)
    found = [wider.play(groups, name, what, 3, 6) for name, what in wider.CASES.items()]
    for case in found:
        survived = [part.of("none", "survived") for part in (case.fitted, case.both)]
        assert all(np.isfinite(s).all() for s in survived)
    moved = [not np.array_equal(c.fitted.means, c.both.means, equal_nan=True) for c in found]
    assert moved == [True, True]
    text = page_wider.text(found)
    assert text.startswith(page_wider.WIDER)
    assert all(f"{c.drawn} in `{c.scenario}`" in text for c in found)


def test_parts_of_the_page_are_made_again_apart(tmp_path: Path) -> None:
    """Otavalo's table over the fit, cases that lived, and the wider table do not eat each other."""
    out = tmp_path / "calibration.md"
    page_text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    out.write_text(page_text, encoding="utf-8")
    heads = [field_page.CASES, field_page.CARRIED, page_wider.WIDER, page.END]
    assert [page_text.count(f"\n{head}\n") for head in heads] == [1, 1, 1, 1]
    means = np.zeros((2, 2, len(carry.OUTCOMES)))
    made = carry.Carried(["as it stands", "none"], list(carry.OUTCOMES), means, 7, (1.0, 1.0))
    page_wider.renew([page_wider.Case("another", made, made, 5, 2, 2.0)], out)
    field_page.renew_carried(made, out)
    field_page.renew_cases([heldout.Alive("a-case", "a fact", 0.2, 0.1, 0.3)], out)
    new = out.read_text(encoding="utf-8")
    places = [new.index(f"\n{head}\n") for head in heads]
    assert places == sorted(places)
    parts = [new[places[k] : places[k + 1]] for k in range(3)]
    assert "| `a-case` | a fact | 0.20 | 0.10 to 0.30 | contradicted |" in parts[0]
    assert "7 groups under each intervention" in parts[1]
    assert "5 in `another`" in parts[2]
    old_ends = [page_text.index(f"\n{heads[0]}\n"), page_text.index(f"\n{page.END}\n")]
    assert new[: places[0]] == page_text[: old_ends[0]]
    assert new[places[3] :] == page_text[old_ends[1] :]


def test_every_documented_case_that_lived_long_is_held_out() -> None:
    assert {name for name, _ in heldout.CASES} == {"grupo-dipat", "asofrutas"}
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` | {fact} |" in text for name, fact in heldout.CASES)


def test_the_page_says_first_what_is_fitted_and_what_is_held_out() -> None:
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    assert page.FITTED_OR_HELD_OUT in text[: text.index("## The laboratory stage")]


def test_otavalos_table_is_not_replaced_by_another() -> None:
    for wrong in (["asofrutas"], ["otavalo", "--assumed"]):
        with pytest.raises(SystemExit):
            command.parse(["carry", *wrong, "--page", "docs/calibration.md"])
    assert command.parse(["carry", "otavalo", "--page", "x.md"]).page == Path("x.md")
