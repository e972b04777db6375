"""The field's patterns: statistics with their rates of error, measures, registry, a short run."""

from __future__ import annotations

import dataclasses
import re
from fnmatch import fnmatchcase
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr
from scipy import stats

from minga.patterns import measures, page, registry, statistics
from minga.patterns.__main__ import REPLICATES
from minga.patterns.catalogue import PATTERNS, SECTIONS
from minga.patterns.pattern import Measure, Pattern
from minga.patterns.runner import Finding, Runner, find
from minga.patterns.statistics import Estimate

ROOT = Path(__file__).resolve().parents[2]
BY_KEY = {pattern.key: pattern for pattern in PATTERNS}
NOTED = "### What was tried where a pattern is missed"
SHARE = Measure("share", "share", lambda _: np.zeros(1))


def claim(sign: int = 1) -> Pattern:
    return Pattern("p", "a claim", "a source", SHARE, sign, {}, {}, {"x": "0"}, "a mechanism")


def finding(mean: float, ablated: float, error: float = 0.1, sign: int = 1) -> Finding:
    """Intervals of three errors to either side."""

    def estimate(value: float) -> Estimate:
        return Estimate(value, error, value - 3 * error, value + 3 * error, 100)

    return Finding(claim(sign), estimate(mean), estimate(ablated), estimate(mean - ablated))


# --- statistics ---


def test_an_estimate_is_students_interval_of_the_known_values_for_a_family() -> None:
    values = np.array([1.0, 2.0, 4.0, np.nan, 7.0])
    known = values[~np.isnan(values)]
    estimate = Estimate.of(values, 20)
    level = 1 - statistics.FAMILY / 20
    low, high = stats.t.interval(level, known.size - 1, loc=known.mean(), scale=stats.sem(known))
    assert estimate.runs == 4
    assert estimate.low == pytest.approx(low, rel=1e-9)
    assert estimate.high == pytest.approx(high, rel=1e-9)


def test_an_estimate_of_nothing_is_missing_and_not_zero() -> None:
    estimate = Estimate.of(np.array([np.nan, np.nan]), 1)
    assert np.isnan(estimate.mean) and np.isnan(estimate.detectable())
    assert statistics.verdict(1, estimate) == statistics.NOTHING


FAMILIES, CLAIMS, RUNS = 4000, 30, 60


def test_a_family_of_true_nothings_is_wrong_as_often_as_stated() -> None:
    """4,000 families of 30; the bounds are 3.3 standard errors, wrong for 1 seed in 1,000."""
    rng = np.random.default_rng(5)
    wrong = 0
    for _ in range(FAMILIES):
        values = rng.normal(size=(CLAIMS, RUNS))
        errors = values.std(axis=1, ddof=1) / np.sqrt(RUNS)
        # the same interval as Estimate.of, whose formula the first test pins
        half = stats.t.isf(statistics.FAMILY / CLAIMS / 2, RUNS - 1) * errors
        wrong += bool((np.abs(values.mean(axis=1)) > half).any())
    expected = 1 - (1 - statistics.FAMILY / CLAIMS) ** CLAIMS  # independent, so a little under 5 %
    spread = 3.3 * np.sqrt(expected * (1 - expected) / FAMILIES)
    assert abs(wrong / FAMILIES - expected) < spread


def test_a_difference_of_the_size_said_to_be_detectable_is_found_as_often_as_said() -> None:
    rng = np.random.default_rng(6)
    size = np.mean([Estimate.of(rng.normal(size=RUNS), CLAIMS).detectable() for _ in range(500)])
    found = sum(
        statistics.verdict(1, Estimate.of(rng.normal(size=RUNS) + size, CLAIMS)) == "shown"
        for _ in range(2000)
    )
    # 3.3 standard errors of a share of 0.8 in 2,000 are 0.03; 0.02 more for the t's own skewness
    assert found / 2000 == pytest.approx(statistics.POWER, abs=0.05)


@pytest.mark.parametrize(
    ("low", "high", "sign", "expected"),
    [
        (0.1, 0.3, 1, "shown"),
        (0.1, 0.3, -1, "opposite"),
        (-0.3, -0.1, -1, "shown"),
        (-0.3, -0.1, 1, "opposite"),
        (-0.1, 0.3, 1, "not shown"),
        (-0.1, 0.3, -1, "not shown"),
        (0.0, 0.0, 1, "not shown"),
    ],
)
def test_a_verdict_needs_the_whole_interval_on_the_claimed_side(
    low: float, high: float, sign: int, expected: str
) -> None:
    estimate = Estimate((low + high) / 2, 0.1, low, high, 10)
    assert statistics.verdict(sign, estimate) == expected


@pytest.mark.parametrize(
    ("mean", "ablated", "expected"),
    [
        (1.0, 0.0, "carries it"),
        (1.0, -1.0, "carries it"),
        (1.0, 0.5, "a part"),
        (1.0, 1.0, "something else"),
        (1.0, 2.0, "something else"),
        (0.4, 0.2, "unsettled"),
        (0.1, 0.0, "–"),
        (-1.0, 0.0, "–"),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_mechanism_carries_what_goes_away_with_it(
    mean: float, ablated: float, expected: str, sign: int
) -> None:
    assert finding(sign * mean, sign * ablated, sign=sign).carrier == expected


# --- measures ---


def group(values: list[list[float]], ended: list[int]) -> SimpleNamespace:
    """Trajectories of runs that end before a period."""
    rows = np.array(values)
    state = np.where(np.arange(rows.shape[1]) < np.array(ended)[:, None], 0, 2)
    dims = ("run", "time", "association")
    data = {"payoff": (dims, rows[:, :, None]), "attendance": (dims, rows[:, :, None])}
    return SimpleNamespace(trajectory=xr.Dataset(data | {"state": (dims, state[:, :, None])}))


def test_lived_counts_what_has_ended_as_zero_and_alive_leaves_it_out() -> None:
    results = group([[1.0, np.nan, 1.0, np.nan], [1.0, 1.0, np.nan, np.nan]], ended=[4, 2])
    span = (0, 4 / measures.FORTNIGHTS_A_MONTH)
    lived = measures.lived("attendance", *span).of(results)
    alive = measures.alive("attendance", *span).of(results)
    assert lived.tolist() == [1.0, 0.5], "a period without anything due is not a zero"
    assert alive.tolist() == [1.0, 1.0]


def test_a_group_that_never_lived_in_the_span_says_nothing_of_what_is_alive() -> None:
    results = group([[1.0, 1.0, 0.0, 0.0]], ended=[2])
    late = measures.alive("attendance", 2 / measures.FORTNIGHTS_A_MONTH, 4)
    assert np.isnan(late.of(results)).all()


def test_months_are_turned_into_the_period_that_begins_in_them() -> None:
    assert [measures.months(m) for m in (0, 12, 36, 60)] == [0, 27, 79, 131]


def test_the_gap_of_sizes_is_that_of_largest_and_smallest_founders() -> None:
    flows = np.tile([1.0, 5.0, 2.0, 9.0, 3.0, 4.0, 100.0], (1, 131, 1))
    size = np.array([[0.1, 3.0, 1.0, 4.0, 0.2, 1.1, 50.0]])  # the seventh came later
    firm = xr.Dataset({"payoff": (("run", "time", "firm"), flows), "size": (("run", "firm"), size)})
    gap = measures.gap_of_sizes(0, 60, 6).of(SimpleNamespace(firm=firm))
    assert gap.tolist() == [(5 + 9) / 2 - (1 + 3) / 2]


def test_what_a_profile_gave_is_asked_of_its_firms_only() -> None:
    given = np.zeros((1, 131, 3))
    given[:, :, 1] = 1.0
    given[:, 50:, 1] = np.nan
    results = SimpleNamespace(
        summary=xr.Dataset(coords={"profile": ["saint", "solid-citizen"]}),
        firm=xr.Dataset(
            {
                "contributed": (("run", "time", "firm"), given),
                "profile": (("run", "firm"), np.array([[0, 1, 0]])),
            }
        ),
    )
    assert measures.given_by("solid-citizen", 4, 36).of(results).tolist() == [1.0]
    assert measures.given_by("saint", 4, 36).of(results).tolist() == [0.0]


# --- the catalogue and the registry ---


def test_every_pattern_has_a_name_a_source_and_something_that_is_switched_off() -> None:
    assert len(BY_KEY) == len(PATTERNS)
    named: dict[str, Measure] = {}
    for pattern in PATTERNS:
        assert pattern.source and pattern.mechanism and pattern.sign in (1, -1), pattern.key
        assert pattern.a != pattern.b, pattern.key
        assert pattern.off and pattern.a | pattern.off != pattern.a, pattern.key
        same = named.setdefault(pattern.measure.name, pattern.measure)
        assert (same.unit, same.groups) == (pattern.measure.unit, pattern.measure.groups)


def test_the_registry_holds_every_pattern_and_the_page_says_the_same() -> None:
    known = registry.read()
    assert list(known) == list(BY_KEY)
    lines = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    rows = [c for c in cells if len(c) == len(page.COLUMNS) and c[0] != "claim" and "---" not in c]
    assert len(rows) == len(PATTERNS)
    verdict, without, what, size = (
        page.COLUMNS.index(name)
        for name in ("verdict", "verdict without it", "it carries", "difference")
    )
    for row, (key, entry) in zip(rows, known.items(), strict=True):
        assert (row[verdict], row[without], row[what]) == entry.says(), key
        told = row[size].split(" [")[0].replace("–", "nan")
        near = 0.6 * 10.0 ** -len(told.partition(".")[2])  # of the page's last digit
        assert float(told) == pytest.approx(entry.difference, abs=near, rel=1e-3, nan_ok=True), key


def families() -> list[str]:
    """Names in brackets behind each note's title, such as ``gradual-*``, for `fnmatch`."""
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    section = text[text.index(NOTED) :].split("\n### ")[0]
    heads = re.findall(r"^- \*\*[^*]+\*\*\s\(([^)]+)\)", section, re.MULTILINE)
    assert len(heads) == len(re.findall(r"^- ", section, re.MULTILINE)), "a note without names"
    return re.findall(r"`([^`]+)`", " ".join(heads))


def test_what_is_missed_has_a_note_and_each_note_is_about_something() -> None:
    noted = families()
    for key, entry in registry.read().items():
        if entry.verdict != statistics.SHOWN:
            assert any(fnmatchcase(key, name) for name in noted), f"{key}: missed, without a note"
    for name in noted:
        assert any(fnmatchcase(key, name) for key in BY_KEY), f"{name}: a note on no statement"
        # a name that fits much would stand for a note that was never written
        assert sum(fnmatchcase(key, name) for key in BY_KEY) <= 8, name


def test_a_changed_verdict_is_told_in_either_direction() -> None:
    shown, not_shown = finding(1.0, 0.0), finding(0.1, 0.0)
    for was, now in ((shown, not_shown), (not_shown, shown)):
        known = {"p": registry.Entry.of(was)}
        assert registry.changes([was], known) == []
        (told,) = registry.changes([now], known)
        assert told.startswith("p: ")
    assert registry.changes([shown], {}) == ["p: not in the registry, now " + str(
        ("shown", "not shown", "carries it"))]  # fmt: skip
    (gone,) = registry.changes([], {"p": registry.Entry.of(shown)})
    assert "no such pattern" in gone


def test_the_registry_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    found = [finding(1.23456, 0.2)]
    registry.write(found, tmp_path / "r.csv")
    assert registry.read(tmp_path / "r.csv") == {"p": registry.Entry.of(found[0])}


def test_the_page_lists_what_was_missed() -> None:
    missed = dataclasses.replace(finding(0.1, 0.0), pattern=next(iter(SECTIONS["Members"])))
    text = page.text([missed], 10)
    assert f"- {missed.pattern.claim}" in text[text.index("## Missed") :]


# --- a short run ---

# Strong enough for few replicates (a test below sees to it), of every section and every verdict.
QUICK = 110
STRONG = (
    "programme-trust-first-graduated-sanctions-cooperation_final",
    "activism-early-none",
    "directive-falls-more-graduated-sanctions",
    "owner-conflict-graduated-sanctions",
    "owner-trust-otavalo-2008",
    "sanctions-end",
    "late-trust-alone-survived-otavalo-2008",
    "turnover-trust-graduated-sanctions",
    "enforced",
    "scattered-graduated-sanctions",
    "skipping-wary-graduated-sanctions",
    "capture-gap-otavalo-2008",
    "programme-adaptive-otavalo-2008-welfare",
    "monopsony-price",
    "poisoned-trust-commitment-letter",
    "third-least-commitment-letter",
)
# Not shown in the full run; here they must not stand out either, on any side.
QUIET = ("gradual-same-days-graduated-sanctions", "capture-survival-graduated-sanctions")


def test_the_short_run_has_the_power_that_it_needs() -> None:
    """Expected differences are 2.5 errors beyond what is needed: missed under 1 time in 100."""
    known = registry.read()
    for key in STRONG:
        entry = known[key]
        assert entry.verdict in (statistics.SHOWN, statistics.OPPOSITE)
        runs, full = (BY_KEY[key].scene.replicates(n) for n in (QUICK, REPLICATES))
        needed = stats.t.isf(statistics.FAMILY / len(STRONG + QUIET) / 2, runs - 1)
        expected = abs(entry.difference) / entry.error * np.sqrt(runs / full)
        assert expected > needed + 2.5, (key, expected)
    assert {known[key].verdict for key in QUIET} == {statistics.NOT_SHOWN}


def test_the_strongest_verdicts_hold(binary: Path, tmp_path: Path) -> None:
    """60 of the full run's replicates; all must agree with the registry, in either direction."""
    patterns = tuple(BY_KEY[key] for key in STRONG + QUIET)
    runner = Runner(str(binary), tmp_path, QUICK, jobs=2)
    known = registry.read()
    now = {f.pattern.key: f.verdict for f in find(runner, patterns, len(patterns))}
    assert now == {pattern.key: known[pattern.key].verdict for pattern in patterns}


def test_switching_a_mechanism_off_leaves_nothing_where_it_is_all(
    binary: Path, tmp_path: Path
) -> None:
    """Without travel costs distance changes nothing at all, bit for bit; so for the others."""
    keys = ("scattered-none", "failures-survival-otavalo-2008", "imposed-otavalo-2008")
    found = find(Runner(str(binary), tmp_path, 5, jobs=2), tuple(BY_KEY[k] for k in keys), 3)
    for one in found:
        assert (one.ablated.mean, one.ablated.error) == (0.0, 0.0), one.pattern.key


def test_a_treatment_that_the_program_refuses_is_told(binary: Path, tmp_path: Path) -> None:
    wrong = dataclasses.replace(BY_KEY["enforced"], off={"model.no_such_thing": "1"})
    with pytest.raises(RuntimeError, match="no_such_thing"):
        Runner(str(binary), tmp_path, 2).prepare([wrong])
