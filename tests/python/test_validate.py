"""Published results: what a case is, its verdict, the registry, the page, and a short run."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from minga.calibrate import posterior
from minga.calibrate.parameters import NAMES, PROFILES, named, settings
from minga.calibrate.statistics import ENDOWMENT
from minga.validate import __main__ as command
from minga.validate import bench as benches
from minga.validate import (
    catalogue,
    lines,
    of_commons,
    of_sanctions,
    of_space,
    page,
    registry,
    rules,
    strategy,
)
from minga.validate.bench import Bench, Played, alone, with_draw
from minga.validate.case import ABSENT, MET, MISSED, Above, Case, Drawn, Measured, Near, Outcome

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
# experiments in the association model; those of kind theory have no people
THEORY = sorted(
    file
    for file in (ROOT / "scenarios" / "theory").glob("*.toml")
    if 'kind = "theory"' not in file.read_text(encoding="utf-8")
)
FITTED = "fischbacher-gaechter-2010"
BY_KEY = {case.key: case for case in catalogue.CASES}


def a_case(published: tuple[float, ...] = (1.0,), criterion: Near | Above | None = None) -> Case:
    rule = criterion or Near(0.5)
    return Case(
        "X1.a", "m", "w", "u", published, rule, "s", "M", "c", lambda _: Measured.exact([0])
    )


def outcome(
    values: list[float], errors: list[float], case: Case, draws: np.ndarray | None = None
) -> Outcome:
    return Outcome(case, Measured(np.array(values), np.array(errors), draws))


def people(given: np.ndarray, expelled: np.ndarray | None = None) -> Played:
    out = np.zeros(given.shape, dtype=bool) if expelled is None else expelled
    return Played(given, given, given, out)


# --- verdicts ---


@pytest.mark.parametrize(
    ("values", "verdict"),
    [([1.4, 1.0], MET), ([1.6, 1.0], MISSED), ([0.6, 0.4], MISSED), ([0.51, 1.49], MET)],
)
def test_near_is_met_when_every_value_is_within_the_tolerance(
    values: list[float], verdict: str
) -> None:
    case = a_case((1.0, 1.0))
    assert outcome(values, [9.0, 9.0], case).verdict == verdict, "errors do not widen a tolerance"


def test_a_tolerance_may_differ_by_value() -> None:
    case = a_case((1.0, 1.0), Near((0.1, 1.0)))
    assert outcome([1.0, 1.9], [0.0, 0.0], case).verdict == MET
    assert outcome([1.9, 1.0], [0.0, 0.0], case).verdict == MISSED


@pytest.mark.parametrize(("value", "verdict"), [(0.31, MET), (0.29, MISSED), (-1.0, MISSED)])
def test_a_sign_has_to_clear_its_bound_by_three_standard_errors(value: float, verdict: str) -> None:
    assert outcome([value], [0.1], a_case((0.0,), Above())).verdict == verdict


def test_what_cannot_be_measured_is_neither_met_nor_missed() -> None:
    found = Outcome(a_case(), None)
    assert (found.verdict, found.decisive) == (ABSENT, float("inf"))
    assert np.isnan(found.agreeing)


def test_what_never_happened_is_missed_and_by_no_chance() -> None:
    found = outcome([float("nan")], [float("nan")], a_case())
    assert (found.verdict, found.decisive) == (MISSED, float("inf"))
    assert np.isnan(found.luck)
    assert "nothing to measure" in page.table([found])


def test_how_decisive_a_verdict_is_counts_standard_errors_to_the_next_one() -> None:
    case = a_case((1.0, 1.0))
    assert outcome([1.0, 1.3], [0.1, 0.1], case).decisive == pytest.approx(2.0)
    # missed twice: both would have to change
    assert outcome([1.6, 2.0], [0.1, 0.1], case).decisive == pytest.approx(5.0)
    assert outcome([0.5], [0.1], a_case((0.0,), Above())).decisive == pytest.approx(2.0)


def test_an_estimate_is_mean_and_standard_error_and_leaves_out_runs_that_say_nothing() -> None:
    runs = np.array([[1.0, 5.0], [2.0, np.nan], [3.0, 7.0]])
    found = Measured.over(runs)
    assert found.values == pytest.approx([2.0, 6.0])
    assert found.errors == pytest.approx([1.0 / np.sqrt(3), np.sqrt(2.0) / np.sqrt(2)])


def test_draws_agree_one_by_one_and_count_signs_without_a_margin() -> None:
    draws = np.array([[0.4], [1.2], [1.6], [1.0]])
    assert outcome([1.0], [0.1], a_case(), draws).agreeing == pytest.approx(0.5)
    signs = outcome([1.0], [0.1], a_case((0.5,), Above()), draws)
    assert signs.agreeing == pytest.approx(0.75)
    assert signs.interval[1] == pytest.approx([1.1])


def test_steady_needs_the_verdict_and_its_margin_with_fewer_replicates() -> None:
    near, sign = a_case(), a_case((0.0,), Above())
    entry = registry.Entry(MET, (1.0,), (0.01,))  # fifty errors of room; 15.8 with a tenth
    assert registry.steady(near, entry, 0.1, 15.0)
    assert not registry.steady(near, entry, 0.1, 16.0)
    # ten errors above the bound; with a tenth 3.16, which is a sign by 0.16 only
    assert registry.steady(sign, registry.Entry(MET, (1.0,), (0.1,)), 1.0, 6.9)
    assert not registry.steady(sign, registry.Entry(MET, (1.0,), (0.1,)), 0.1, 0.2)
    assert not registry.steady(sign, registry.Entry(MET, (1.0,), (0.2,)), 0.1, 0.0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_false_failure_rate_is_how_often_other_luck_changes_the_verdict(seed: int) -> None:
    """Against 20,000 runs of the same truth; within 4.5 binomial errors, under 1 in 10,000 fails.

    A sum of chances is a little more than the chance of any.
    """
    rng = np.random.default_rng(seed)
    met = outcome([1.35, 0.8], [0.1, 0.2], a_case((1.0, 1.0)))
    sign = outcome([0.5, 9.0], [0.1, 0.1], a_case((0.0, 0.0), Above()))
    missed = outcome([1.6], [0.1], a_case())
    for found in (met, sign, missed):
        assert found.measured is not None
        again = rng.normal(found.measured.values, found.measured.errors, (20_000, len(found.room)))
        changed = [outcome(list(v), list(found.measured.errors), found.case).verdict for v in again]
        often = float(np.mean([verdict != found.verdict for verdict in changed]))
        spread = np.sqrt(found.luck * (1.0 - found.luck) / 20_000)
        assert 0.005 < found.luck < 0.2
        assert often < found.luck + 4.5 * spread
        assert often > 0.95 * found.luck - 4.5 * spread


def test_a_miss_fails_only_where_every_missed_value_changes_and_none_without_chance() -> None:
    one, two = a_case((1.0,)), a_case((1.0, 1.0))
    assert outcome([1.6, 9.0], [0.1, 0.1], two).luck < 1e-9
    assert outcome([1.6], [0.1], one).luck == pytest.approx(0.1587, abs=1e-3)
    # a value that nothing was drawn for stays missed for sure
    assert outcome([1.6, 9.0], [0.1, 0.0], two).luck == 0.0
    assert np.isnan(outcome([1.0], [0.0], one).luck)
    assert np.isnan(Outcome(one, None).luck)


# --- statistics of the cases ---


def test_the_published_rules_iterate_to_the_decay_that_they_imply() -> None:
    assert rules.recursion(rules.PUBLISHED, 9.8, 2) == pytest.approx(
        [
            -0.473 + 0.242 * (0.956 + 0.425 * 9.8) + 0.666 * 9.8,
            -0.473
            + 0.242 * (0.956 + 0.425 * (0.118 + 0.415 * 7.29314 + 0.569 * 9.8))
            + 0.666 * (0.118 + 0.415 * 7.29314 + 0.569 * 9.8),
        ],
        abs=1e-4,
    )


def test_rules_planted_in_contributions_and_schedules_are_found_again() -> None:
    rng = np.random.default_rng(3)
    levels = np.arange(21)
    schedule = np.outer(levels, rng.uniform(0.2, 0.9, 60)) + rng.uniform(0, 2, 60)
    belief, others = rng.uniform(0, 20, (10, 60)), rng.uniform(0, 20, (10, 60))
    for t in range(1, 10):
        belief[t] = 0.1 + 0.4 * others[t - 1] + 0.5 * belief[t - 1]
    predicted = np.array([np.interp(belief[:, k], levels, schedule[:, k]) for k in range(60)]).T
    given = -0.5 + 0.3 * predicted + 0.6 * belief
    half = np.arange(60) < 30
    found = rules._one(schedule, given, belief, others, half)
    assert found[:6] == pytest.approx([0.1, 0.4, 0.5, -0.5, 0.3, 0.6], abs=1e-9)
    assert found[6:] == pytest.approx(
        [
            schedule[0].mean(),
            np.diff(schedule, axis=0).mean(),
            np.diff(schedule[:, half], axis=0).mean(),
        ]
    )


@pytest.mark.parametrize(
    ("schedule", "kind"),
    [
        (np.zeros(21), strategy.FREE),
        (np.full(21, 20.0), strategy.OTHER),
        (np.arange(21) * 0.5, strategy.CONDITIONAL),
        (np.where(np.arange(21) < 18, 0.0, 3.0), strategy.CONDITIONAL),
        (10.0 - np.abs(np.arange(21) - 10.0), strategy.TRIANGLE),
        (20.0 - np.arange(21), strategy.OTHER),
        (np.where(np.arange(21) == 3, 1.0, 0.0), strategy.OTHER),
    ],
)
def test_schedules_are_told_apart_as_in_the_experiment(schedule: np.ndarray, kind: int) -> None:
    assert strategy.kind(schedule) == kind


@pytest.mark.parametrize(
    ("kept", "expected"), [(1.0 - 36 / 200, 1.0), (1.0 - 64 / 200, 128 / 324), (1.0, 0.0)]
)
def test_the_net_yield_is_that_of_the_pool_in_cents(kept: float, expected: float) -> None:
    """The joint optimum puts in 36 tokens of 200, the selfish equilibrium 64."""
    found = of_commons.net_yield(people(np.full((1, 2, 8), kept)))
    assert found == pytest.approx(np.full((1, 2), expected))
    tokens = 200.0 * (1.0 - kept)
    assert found[0, 0] == pytest.approx((18.0 * tokens - 0.25 * tokens**2) / 324.0)


def test_pictures_are_counted_that_are_not_symmetric_and_the_edge_is_found() -> None:
    pictures = np.zeros((4, 5, 5), dtype=int)
    pictures[1:, 2, 2] = 1
    pictures[2, 1:4, 1:4] = 1
    pictures[3] = 1
    assert of_space.symmetry(pictures) == [0.0, 3.0]
    pictures[1, 1, 2] = 1  # neither turned nor in the mirror
    assert of_space.symmetry(pictures) == [1.0, 3.0]
    pictures[1] = 0
    pictures[1, [0, 1, 4, 3], [1, 4, 3, 0]] = 1  # the same when turned, not in the mirror
    assert of_space.symmetry(pictures) == [1.0, 1.0]
    assert np.isnan(of_space.symmetry(pictures[:1])[1])


def test_the_expelled_are_compared_with_those_kept_in_the_same_round() -> None:
    given = np.array([[[0.1, 0.4, 0.9], [np.nan, 0.2, 0.5], [np.nan, 0.0, np.nan]]])
    out = np.array([[[True, False, False], [True, False, True], [True, True, True]]])
    found = of_sanctions._lowest({"with": people(given, out)})
    # 0.1 was the least of the first round; 0.5 was not that of the second; the last does not count
    assert found.tolist() == [0.5]
    nobody = of_sanctions._lowest({"with": people(given, np.zeros(out.shape, dtype=bool))})
    assert np.isnan(nobody).all()


# --- the catalogue, the registry and the page ---


def test_every_case_says_where_its_value_comes_from_and_what_is_missing() -> None:
    assert len(BY_KEY) == len(catalogue.CASES)
    for case in catalogue.CASES:
        assert case.source and case.evidence[0] in "TDXSM", case.key
        assert case.command.startswith("python -m minga.validate") or case.measure is None
        assert case.reason or case.measure is not None, case.key
        outcome_of = Outcome(case, Measured.exact(list(case.published)))
        assert outcome_of.room.shape == (len(case.published),), case.key
    families = {case.family for case in catalogue.CASES}
    assert families >= {"B1", "B2", "B3", "B4", "B7", "B11", "B12", "B15", "B16", "B19", "C"}


def test_the_registry_holds_every_case_and_the_page_says_the_same() -> None:
    known = registry.read()
    assert set(BY_KEY) <= set(known)
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8").split("\n## Notes")[0]
    cells = [[c.strip() for c in line.split("|")[1:-1]] for line in text.splitlines()]
    rows = {c[0]: c for c in cells if len(c) == len(page.COLUMNS) and c[0] in known}
    assert set(rows) == set(known)
    verdict, ours = page.COLUMNS.index("verdict"), page.COLUMNS.index("ours ± SE")
    for key, entry in known.items():
        assert rows[key][verdict].replace("*", "").split(",")[0] == entry.verdict, key
        nothing = rows[key][ours] == "nothing to measure"
        cells = [] if nothing else rows[key][ours].split(", ")
        told = [float(cell.split(" ± ")[0]) for cell in cells if cell != "–"]
        assert nothing == (bool(entry.ours) and bool(np.isnan(entry.ours).all())), key
        assert nothing or told == pytest.approx(entry.ours, abs=0.006), key
        told_why = f"- **{key}**" in text
        assert told_why == (entry.verdict != MET), key
        assert entry.verdict == MET or BY_KEY.get(key) is None or BY_KEY[key].reason, key


def test_the_registry_follows_from_its_own_values() -> None:
    """No verdict in it is anything but the criterion applied to the values beside it."""
    for key, entry in registry.read().items():
        if key in BY_KEY and entry.ours:
            found = outcome(list(entry.ours), list(entry.error), BY_KEY[key])
            assert found.verdict == entry.verdict, key


def test_a_changed_verdict_is_told_in_either_direction() -> None:
    met, missed = outcome([1.0], [0.1], a_case()), outcome([2.0], [0.1], a_case())
    for was, now in ((met, missed), (missed, met)):
        known = {"X1.a": registry.Entry.of(was)}
        assert registry.changes([was], known) == []
        (told,) = registry.changes([now], known)
        assert told.startswith(f"X1.a: {was.verdict} in the registry, now {now.verdict}")
    assert registry.changes([met], {}) == ["X1.a: not in the registry, now met"]
    known = {"X1.a": registry.Entry.of(met)}
    assert "no such case" in registry.changes([], known)[0]
    assert registry.changes([], known, whole=False) == []


def test_the_registry_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    found = [outcome([1.23456789, 2.0], [0.1, 0.0], a_case((1.0, 2.0)))]
    found.append(Outcome(dataclasses.replace(a_case(), key="X2"), None))
    registry.write(found, tmp_path / "r.csv")
    assert registry.read(tmp_path / "r.csv") == {o.case.key: registry.Entry.of(o) for o in found}


def test_the_page_marks_what_luck_could_have_changed_and_lists_misses_with_reasons() -> None:
    close = outcome([1.45], [0.1], dataclasses.replace(a_case(), key="X1.close"))
    missed = outcome([9.0], [0.1], dataclasses.replace(a_case(), key="X1.bad", reason="because"))
    text = page.text([close, missed], 10, [])
    assert "| met, close |" in text and "| **missed** |" in text
    assert "- **X1.bad** (missed): because" in text and "- **X1.close**" not in text
    assert "Of 2 published results: 1 met, 1 missed" in " ".join(text.split())


def test_the_page_tells_replicates_seed_and_rate_of_what_is_drawn_alone() -> None:
    drawn = (Drawn("a", 8, 3), Drawn("b", 24, 3))
    close = dataclasses.replace(outcome([1.45], [0.1], a_case()), drawn=drawn)
    alike = dataclasses.replace(outcome([1.0], [0.0], a_case()), drawn=drawn[:1])
    sure = dataclasses.replace(outcome([1.0], [0.01], a_case()), drawn=drawn[:1])
    rows = page.chance([close, alike, sure, outcome([1.0], [0.0], a_case())]).splitlines()[2:]
    assert rows == [
        "| X1.a | `a`, `b` | 8, 24 | 3 | 0.3 |",
        "| X1.a | `a` | 8 | 3 | all runs alike |",
        "| X1.a | `a` | 8 | 3 | < 1e-06 |",
    ]
    assert page.chance([outcome([1.0], [0.0], a_case())]) == ""


def test_the_page_states_the_rate_of_every_case_with_an_error() -> None:
    """And replicates and seed; the rate is the one that the registered values give."""
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8").split("\n## Notes")[0]
    cells = [[c.strip() for c in line.split("|")[1:-1]] for line in text.splitlines()]
    rows = {c[0]: c for c in cells if len(c) == len(page.CHANCE)}
    for key, entry in registry.read().items():
        if any(error > 0.0 for error in entry.error):
            assert all(int(n) > 1 for n in rows[key][2].split(", ")), key
            assert all(int(n) >= 0 for n in rows[key][3].split(", ")), key
            luck = outcome(list(entry.ours), list(entry.error), BY_KEY[key]).luck
            told = rows[key][4]
            if told.startswith("<"):
                assert luck < 2e-6, key
                continue
            # one digit: half a unit of it, and a tenth more for the rounded registry
            unit = 10.0 ** np.floor(np.log10(float(told)))
            assert abs(luck - float(told)) <= 0.55 * unit, key
    assert {"S2.asynchronous", "S4", "S7.thresholds"} <= set(rows)
    assert not {"A1", "A2", "S2.symmetry", "B3.data", "B4"} & set(rows)


def test_what_is_kept_counts_as_drawn_for_everybody_who_uses_it(tmp_path: Path) -> None:
    bench = Bench("none", tmp_path)

    def make() -> int:
        bench.drawn.append(Drawn("a", 8, 3))
        return 5

    for _ in range(2):
        assert bench.once("a", make) == 5
        assert bench.forget() == (Drawn("a", 8, 3),)
    assert bench.forget() == ()


# --- lines of other programs ---

LINE = {
    "id": "A1",
    "model": "Moran process",
    "measured": "fixation probability",
    "unit": "",
    "published": [0.090916, 0.500489],
    "tolerance": 1e-6,
    "source": "Moran 1958",
    "evidence": "X",
    "ours": [0.0909158, 0.5004892],
    "error": [0.0, 0.0],
    "verdict": "met",
    "command": "minga theory moran",
}


def test_lines_of_json_and_csv_become_the_same_outcomes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.csv"
    first.write_text(json.dumps(LINE) + "\n\n", encoding="utf-8")
    flat = {k: ";".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in LINE.items()}
    second.write_text(",".join(flat) + "\n" + ",".join(flat.values()) + "\n", encoding="utf-8")
    one, two = lines.read([first, second])
    assert one.verdict == two.verdict == MET
    assert registry.Entry.of(one) == registry.Entry.of(two)
    assert "A1" in page.text([one], 0, [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ours": [0.2, 0.5]}, "states met, its numbers say missed"),
        ({"ours": [0.0909158]}, "differ in length"),
        ({"source": ""}, "missing: source"),
        ({"tolerance": "about"}, "about"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused(
    change: dict[str, object], message: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(LINE | change), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        lines.read([file])


# --- the scenarios ---


def test_all_laboratory_scenarios_have_the_conduct_that_was_fitted() -> None:
    """And nothing else of their own but the game: so no case can be tuned by itself."""
    held = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in THEORY}
    fitted = held.pop(FITTED)
    constants = [key.split(".")[1] for key in _drawn() if key.startswith("model.")]
    assert len(held) >= 6 and len(constants) == 4
    for name, scenario in held.items():
        shares = {k: v for k, v in scenario["population"]["shares"].items() if v > 0.0}
        assert shares == fitted["population"]["shares"], name
        for profile in PROFILES:
            assert scenario["profiles"][profile] == fitted["profiles"][profile], (name, profile)
        for constant in constants:
            assert scenario["model"][constant] == fitted["model"][constant], (name, constant)
        speaker = scenario["profiles"].get("speaker", {}) | {"persuasion": None}
        solid = fitted["profiles"]["solid-citizen"] | {"persuasion": None}
        assert speaker in (solid, {"persuasion": None}), name


def _drawn() -> dict[str, object]:
    return dict(settings(named(posterior.load().loc[0, NAMES].to_numpy(dtype=float))))


def test_a_draw_is_set_in_every_point_and_treatments_stay() -> None:
    file = ROOT / "scenarios" / "experiments" / "fehr-gaechter-2000-punishment.toml"
    text = file.read_text(encoding="utf-8")
    found = tomllib.loads(with_draw(text, settings(named(np.full(len(NAMES), 0.5)))))
    assert found["set"]["model.private_memory"] == 0.5
    assert found["factor"] == tomllib.loads(text)["factor"]
    assert tomllib.loads(with_draw(alone("x"), {"a.b": 1.0}))["set"] == {"a.b": 1.0}


# --- short runs ---


def test_verdicts_that_few_replicates_decide_hold(
    binary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tenth of the replicates. Each verdict is 4.5 standard errors from its change, so that luck
    makes any of them fail less than once in 1,000 seeds."""
    known = registry.read()
    assert len(command.short(catalogue.CASES, known)) >= 25
    assert command.main(["--minga", str(binary), "--check", "--short"]) == 0, capsys.readouterr()
    assert "0 changed" in capsys.readouterr().out


def test_a_verdict_that_is_no_longer_true_fails_the_check(
    binary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "verdicts.csv"
    text = registry.FILE.read_text(encoding="utf-8")
    assert "B4,met," in text
    file.write_text(text.replace("B4,met,", "B4,missed,"), encoding="utf-8")
    options = ["--minga", str(binary), "--check", "--only", "B4", "--registry", str(file)]
    assert command.main(options) == command.CHECK_FAILED
    assert "B4: missed in the registry, now met" in capsys.readouterr().err


def test_unknown_cases_are_refused_with_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--only", "B99"]) == 2
    assert "B12" in capsys.readouterr().err


@pytest.fixture(scope="module")
def method(binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Four replicates of the strategy method."""
    return Bench(str(binary), tmp_path_factory.mktemp("method"), share=0.01)


def test_in_the_strategy_method_all_expect_what_they_are_told_to(method: Bench) -> None:
    found = strategy.expecting(method)
    for k in strategy.LEVELS:
        belief = found[str(k)].belief
        assert belief.shape == (4, 1, 140)
        assert belief == pytest.approx(np.full(belief.shape, k / 20.0), abs=2e-6)


def test_the_people_of_the_strategy_method_are_those_of_the_game(method: Bench) -> None:
    """What a schedule says at the first belief is what is given in the first round, but for doubt.

    Another person's schedule says next to nothing of it.
    """
    for schedule, given, belief, _, _ in strategy.people(method):
        said = [np.interp(belief[0, k], strategy.LEVELS, schedule[:, k]) for k in range(140)]
        assert np.corrcoef(said, given[0])[0, 1] > 0.8
        assert abs(np.corrcoef(np.roll(said, 1), given[0])[0, 1]) < 0.4


def test_a_bench_plays_a_design_and_its_draws_in_order(binary: Path, tmp_path: Path) -> None:
    """Treatments by their levels; the runs of each draw follow each other; people may differ."""
    bench = Bench(str(binary), tmp_path, share=0.01, draws=3)
    experiment = dataclasses.replace(of_sanctions.PUNISHED, each=2)
    found = bench.play(experiment)
    assert list(found) == [
        "partners, without",
        "partners, with",
        "strangers, without",
        "strangers, with",
    ]
    assert found["partners, with"].contributed.shape == (4, 10, 40)
    drawn = bench.play_drawn(experiment)
    given = drawn["strangers, without"].contributed
    assert given.shape[:2] == (6, 10)
    assert (np.isfinite(given).sum(axis=2) == 24).all()
    alone_again = bench.run(
        ("sweep", str(_written(tmp_path, experiment.name, 2))), 2, benches.SEED + 2
    )
    for label, part in alone_again.items():
        assert np.array_equal(part.contributed, drawn[label].contributed[4:], equal_nan=True), label


def _written(folder: Path, name: str, number: int) -> Path:
    text = (ROOT / "scenarios" / "experiments" / f"{name}.toml").read_text(encoding="utf-8")
    file = folder / "again.toml"
    file.write_text(with_draw(text, benches.drawn_settings(3)[number]), encoding="utf-8")
    return file


def test_a_laboratory_group_that_ends_is_not_measured(binary: Path, tmp_path: Path) -> None:
    bench = Bench(str(binary), tmp_path)
    file = tmp_path / "ends.toml"
    changed = '"model.trust_floor" = 1.0, "model.trust_floor_periods" = 1'
    level = f'{{ label = "x", set = {{ {changed} }} }}'
    levels = f'[[factor]]\nname = "a"\nlevels = [{level}]\n'
    file.write_text(alone(FITTED, levels), encoding="utf-8")
    with pytest.raises(RuntimeError, match="a group ended"):
        bench.run(("sweep", str(file)), 2)


def test_threads_reach_every_run_of_the_program(binary: Path, tmp_path: Path) -> None:
    """A program that writes down how it was called."""
    told, spy = tmp_path / "told", tmp_path / "spy"
    spy.write_text(f'#!/bin/sh\necho "$@" >> {told}\nexec {binary} "$@"\n', encoding="utf-8")
    spy.chmod(0o755)
    options = ["--minga", str(spy), "--threads", "3", "--short", "--only"]
    for key in ("A1", "S2.symmetry", "S2.asynchronous", "B1.nothing"):
        assert command.main([*options, key]) == 0
    calls = told.read_text(encoding="utf-8").splitlines()
    assert len(calls) >= 6
    assert all("--threads 3" in call for call in calls), calls


def test_runs_are_told_with_their_replicates_and_seed(binary: Path, tmp_path: Path) -> None:
    bench = Bench(str(binary), tmp_path, share=0.01, threads=1)
    keys = ("A1", "S2.asynchronous", "B1.nothing", "B2", "B3.belief")
    found = {o.case.key: o.drawn for o in command.run(bench, [BY_KEY[key] for key in keys])}
    assert found["A1"] == ()
    assert found["S2.asynchronous"] == (Drawn("nowak-may-kaleidoscope", 4, 1),)
    (played,) = found["B1.nothing"]
    assert (played.name, played.replicates) == (FITTED, 4)
    assert found["B2"] == (played,)  # the same people
    assert found["B3.belief"] == (played,)


def test_contributions_and_payoffs_give_back_what_the_others_gave(
    binary: Path, tmp_path: Path
) -> None:
    (game,) = Bench(str(binary), tmp_path).run(("run", FITTED), 2).values()
    others = strategy.others_of(game.contributed, game.payoff)
    assert others.mean(axis=2) == pytest.approx(ENDOWMENT * game.contributed.mean(axis=2), abs=1e-3)
