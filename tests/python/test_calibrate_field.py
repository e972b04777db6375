"""The field stage of the calibration: statistics, targets, priors, recovery of planted values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from minga.calibrate import parameters as laboratory
from minga.calibrate import targets as lab_targets
from minga.calibrate import tempering
from minga.calibrate.field import candidates, posterior, screening, space, statistics, targets
from minga.calibrate.field.both import Both
from minga.calibrate.field.simulator import Groups
from minga.calibrate.field.statistics import CLOCK, END, MONTH, NAMES, Runs
from minga.calibrate.simulator import Laboratory

FIRMS = 10
COMES = [
    26,
    25,
    24,
    13,
    13,
    13,
    13,
    6,
    3,
    0,
]  # of 26 meetings: three active, four passive, three hardly
EARLY, LATE = 0.5, 0.3


def groups(count: int = 4, level: float = LATE, dead: int = 0) -> Runs:
    """Groups whose members come as often as ``COMES``; the first ``dead`` end in month 12."""
    attended = np.zeros((count, END, FIRMS))
    for firm, times in enumerate(COMES):
        attended[:, statistics.THIRD][:, :times, firm] = 1.0
    attended[:dead, 26:] = np.nan
    cooperation = np.full((count, END), level)
    cooperation[:, statistics.FIRST] = EARLY
    cooperation[:, ::2] = np.nan  # nothing due every other fortnight
    lived = np.full(count, float(END))
    lived[:dead] = 26.0
    reached = {
        "regulation": np.full(count, 6 * MONTH),
        "plan": np.full(count, 30.0),
        "routine": np.full(count, 18 * MONTH),
        "manager": np.where(np.arange(count) == count - 1, np.nan, 40.0),
    }
    return Runs(attended, cooperation, np.full((count, END), 0.5), lived, reached)


def test_members_are_split_by_the_meetings_they_came_to() -> None:
    shares = statistics.attendance_shares(groups(1))
    assert sorted(shares * 26) == pytest.approx(sorted(COMES))
    assert statistics.split(shares) == pytest.approx([0.3, 0.4, 0.3])
    assert statistics.split(shares, 0.99, 0.2) == pytest.approx([0.1, 0.7, 0.2])
    assert np.isnan(statistics.split(np.array([]))).all()


def test_who_was_no_member_all_year_and_who_died_are_not_split() -> None:
    some = groups(3, dead=2)
    some.attended[2, 60, :4] = np.nan  # four firms miss a fortnight of membership
    assert statistics.attendance_shares(some).size == FIRMS - 4


def test_the_clock_counts_months_of_those_who_get_there() -> None:
    times = np.array([np.nan, 10.0, 20.0, 30.0, CLOCK + 1.0])
    month, share = statistics.clock(times)
    assert month == pytest.approx(20.0 * 12 * 14 / 365.2425)
    assert share == pytest.approx(3 / 5)
    assert np.isnan(statistics.clock(np.array([np.nan, 5.0, 6.0]))[0])


def test_a_level_is_the_mean_over_groups_of_what_was_due() -> None:
    table = np.array([[0.2, np.nan, 0.4], [np.nan, np.nan, np.nan], [1.0, 1.0, 0.7]])
    every = np.array([True, True, True])
    assert statistics.mean_level(table, slice(0, 3), every) == pytest.approx((0.3 + 0.9) / 2)
    assert np.isnan(statistics.mean_level(table, slice(0, 3), np.array([False, True, False])))


def test_all_statistics_of_groups_that_are_known() -> None:
    free, sanctioned = groups(4, dead=2), groups(4, level=0.8)
    found = statistics.statistics(free, sanctioned, 0.04)
    assert dict(zip(NAMES, found, strict=True)) == pytest.approx(
        {
            "active": 0.3,
            "hardly": 0.3,
            "regulation_month": 6.0,
            "regulation_share": 1.0,
            "routine_month": 18.0,
            "routine_share": 1.0,
            "manager_month": 40.0 / MONTH,
            "manager_share": 6 / 8,
            "institutionalised": 4 / 8,  # alive and with a manager: one of two, three of four
            "alive_36": 6 / 8,
            "alive_60": 6 / 8,
            "meeting_learning": MONTH * 0.04 * 0.5,
            "sanctions_rise": 0.8 - LATE,
            "decay": LATE - EARLY,
        }
    )


def test_figures_have_a_source_and_an_error() -> None:
    table = targets.load()
    assert list(table.index) == NAMES
    assert (table["error"] > 0).all()
    assert set(table["kind"]) == {"measured", "rule", "assumed"}
    assert table["source"].str.len().min() > 30
    assert table.loc[["active", "hardly"], "value"].tolist() == [0.238, 0.362]
    assert table.loc["alive_60", "value"] == pytest.approx(0.68 ** (60 / 36), abs=0.005)


def test_shared_conduct_has_the_laboratorys_centre_and_twice_its_spread() -> None:
    everything = space.build([])
    z = np.random.default_rng(3).normal(size=(4000, len(space.SHARED)))
    found = everything.values(z)[:, everything.names.index("norm_slope")]
    table = space.laboratory.load()
    spread = np.sqrt(np.cov(table["norm_slope"], aweights=table["weight"]))
    assert np.median(found) == pytest.approx(
        np.average(table["norm_slope"], weights=table["weight"]), abs=0.01
    )
    assert found.std() == pytest.approx(space.TRANSFER * spread, rel=0.05)


def test_what_is_the_laboratorys_own_moves_with_conduct_and_not_conduct_with_it() -> None:
    both, firms = space.build([], lab=True), space.build([])
    z = np.random.default_rng(8).normal(size=(4000, len(both.names)))
    found, count = both.values(z), len(space.SHARED)
    assert np.array_equal(found[:, :count], firms.values(z[:, :count]))
    assert both.names[count:] == [space.LAB + name for name in space.OWN]
    # the laboratory's posterior binds both, and the prior keeps that
    table = space.laboratory.load()
    pair = ("lambda", "lab_private_learning")
    stored = np.cov(*(table[n.removeprefix(space.LAB)] for n in pair), aweights=table["weight"])
    expected = stored[0, 1] / np.sqrt(stored[0, 0] * stored[1, 1])
    assert np.corrcoef(*(found[:, both.names.index(n)] for n in pair))[0, 1] == pytest.approx(
        expected, abs=0.15
    )


def test_a_draw_plays_the_laboratory_with_its_conduct_and_the_laboratorys_memory() -> None:
    every = space.build(["exit_rate"], lab=True)
    draw = every.named(every.values(np.random.default_rng(9).normal(size=(1, len(every.names))))[0])
    firms, people = space.settings(draw), space.laboratory_settings(draw)
    assert set(firms) - set(people) == {"model.exit_rate"}
    assert {k: people[k] for k in laboratory.conduct(draw)} == laboratory.conduct(draw)
    assert people["model.private_learning"] == draw["lab_private_learning"]
    assert "model.private_learning" not in firms  # memory in the field is not that of ten rounds


def test_the_laboratorys_aggregates_enter_with_twice_their_error() -> None:
    joint, lab = targets.joint(), lab_targets.fitted()
    assert joint.names[: len(NAMES)] == NAMES
    for name, value, scale in zip(joint.names, joint.value, joint.scale, strict=True):
        if name.startswith(space.LAB):
            at = lab.names.index(name.removeprefix(space.LAB))
            assert (value, scale) == (lab.value[at], 2.0 * lab.scale[at])


def test_a_draw_is_met_in_both_worlds(binary: Path) -> None:
    every = space.build(["meeting_gain"], lab=True)
    groups = Groups(str(binary), every, 41, replicates=2)
    both = Both(groups, Laboratory(str(binary), 41), experiments=2)
    rows = every.values(np.zeros((2, len(every.names))))
    rows[1, every.names.index("lab_normless")] = 0.8  # people without a norm: nobody gives
    found = both.of(rows)
    names = targets.joint().names
    assert found.shape == (2, len(names))
    shift = dict(zip(names, found[1] - found[0], strict=True))
    assert shift["lab_contribution_1"] < -2.0
    assert shift["lab_zero_1"] > 0.2


def test_any_draw_sets_parameters_inside_of_their_ranges() -> None:
    every = space.build()
    rows = every.values(3.0 * np.random.default_rng(4).normal(size=(300, len(every.names))))
    for k, prior in enumerate(every.priors):
        if prior.form != "normal":
            assert (prior.low <= rows[:, k]).all() and (rows[:, k] <= prior.high).all(), prior.name
    found = every.settings(rows[0])
    assert "population.shares" not in found  # a scenario's people are its own
    assert found["model.exit_rate"] == rows[0][every.names.index("exit_rate")]
    assert found["profiles.solid-citizen.kappa.mean"] == rows[0][every.names.index("solid_kappa")]


def test_every_candidate_is_centred_on_what_it_was_or_wide() -> None:
    names = [prior.name for prior in candidates.CANDIDATES]
    assert len(names) == len(set(names))
    assert not set(names) & set(space.SHARED)


def test_rank_correlations_find_what_moves_a_statistic() -> None:
    rng = np.random.default_rng(5)
    z = rng.normal(size=(400, 3))
    moved = np.exp(z[:, 0]) + 0.1 * rng.normal(size=400)
    moved[:50] = np.nan
    table = screening.correlations(z, np.column_stack([moved, np.zeros(400)]))
    assert table[0, 0] > 0.9
    assert abs(table[1:, 0]).max() < 0.2
    assert (table[:, 1] == 0.0).all()


def test_the_fit_frees_what_the_stored_screening_says() -> None:
    table = screening.load()
    assert set(table.index) == {*space.SHARED, *(p.name for p in candidates.CANDIDATES)}
    moving = table.index[table["largest"] >= screening.LEAST]
    assert set(screening.chosen(table)) == {*moving, *screening.STAY} - set(space.SHARED)


# A linear model with normal error, whose posterior is known exactly.
DESIGN = np.array([[1.0, 0.0], [0.5, 1.0], [0.0, 1.0]])
ERROR = np.array([0.3, 0.5, 1.0])
DATA = np.array([0.8, -0.4, 0.5])
COVARIANCE = np.linalg.inv(np.eye(2) + DESIGN.T @ np.diag(1.0 / ERROR**2) @ DESIGN)
QUICK = tempering.Schedule(first=2000, kept=1000, moves=5, refresh=10)


def gaps(data: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Errors of mean in exact sd, and ratios of sd, of the sampled posterior."""
    found = tempering.sample(lambda z: z @ DESIGN.T, data, ERROR, 2, QUICK, 6).z
    exact = COVARIANCE @ DESIGN.T @ (DATA / ERROR**2)
    sd = np.sqrt(np.diag(COVARIANCE))
    return (found.mean(axis=0) - exact) / sd, found.std(axis=0) / sd


def test_tempering_ends_in_the_exact_posterior() -> None:
    mean, ratio = gaps(DATA)
    # the error of a mean of 1000 draws, of which perhaps a third count, is 0.055
    assert np.abs(mean).max() < 0.2
    assert ratio == pytest.approx(np.ones(2), abs=0.12)


def test_the_check_of_tempering_notices_other_data() -> None:
    assert np.abs(gaps(DATA + 0.5 * ERROR)[0]).max() > 0.2


def test_the_power_rises_as_far_as_enough_draws_count() -> None:
    likelihood = -np.linspace(0.0, 400.0, 500)
    power = tempering.rise(likelihood, 0.1, 100.0)
    assert 0.1 < power < 1.0
    assert tempering.effective(tempering.weights(likelihood, power - 0.1)) == pytest.approx(100.0)
    assert tempering.rise(likelihood, 0.99999, 100.0) == 1.0
    impossible = np.array([-1.0, -np.inf, -1.0])
    assert tempering.weights(impossible, 0.5).tolist() == [0.5, 0.0, 0.5]


def test_a_prior_is_pressed_where_many_draws_lie_at_one_end() -> None:
    some = space.build(["exit_rate", "trust_floor"])
    values = some.values(np.random.default_rng(10).normal(size=(400, len(some.names))))
    assert not {"exit_rate", "trust_floor"} & set(posterior.pressed(some, values))
    column = some.names.index("exit_rate")
    values[:150, column] = some.priors[column].low
    pressed = posterior.pressed(some, values)
    assert pressed["exit_rate"] == pytest.approx(
        (space.place(some.priors[column], values[:, column]) < 0.1).mean()
    )


def test_each_draw_gets_the_runs_of_its_own_groups(binary: Path) -> None:
    some = space.build(["drafting_rate"])
    points = [some.settings(some.values(np.array([[0.0] * 10 + [z]]))[0]) for z in (-2.0, 2.0)]
    slow, fast = Groups(str(binary), some, 31, replicates=6).play(points)
    for kind in (0, 1):
        times = [np.nanmedian(draw[kind].reached["regulation"]) for draw in (slow, fast)]
        assert times[0] > times[1] + 4.0, (kind, times)
    # members come to the meetings that their group counts
    one = fast[1]
    run = int(np.argmax(np.isfinite(one.attendance).sum(axis=1)))  # the group that lives longest
    lived = np.flatnonzero(np.isfinite(one.attendance[run]))[:20]
    assert lived.size == 20
    assert np.nanmean(one.attended[run][lived], axis=1) == pytest.approx(
        one.attendance[run][lived], abs=0.01
    )
    # contributions are held up by sanctions, so the second kind has them
    levels = [np.nanmean(fast[kind].cooperation[:, statistics.THIRD]) for kind in (0, 1)]
    assert levels[1] > levels[0] + 0.2


PLANTED = {"meeting_gain": 0.05, "drafting_rate": 0.2, "benefit_memory": 0.12}


def test_planted_parameters_are_recovered_through_the_program(binary: Path) -> None:
    some = space.build(list(PLANTED))
    shared = len(some.shared)
    truth = np.array([p.score(PLANTED[p.name]) for p in some.own])

    def whole(z: np.ndarray) -> np.ndarray:
        return np.hstack([np.zeros((len(z), shared)), z])

    many = Groups(str(binary), some, 11, replicates=150)
    data = many(whole(truth[None, :]))[0]
    # the second of both kinds of groups is the one with sanctions
    assert data[NAMES.index("sanctions_rise")] > 0.2
    error = targets.fitted().scale / 3.0
    few = Groups(str(binary), some, 12, replicates=6)
    plan = tempering.Schedule(first=60, kept=30, moves=2, refresh=2)
    found = tempering.sample(lambda z: few(whole(z)), data, error, len(truth), plan, 13).z
    low, high = np.quantile(found, (0.01, 0.99), axis=0)
    assert ((low <= truth) & (truth <= high)).all(), (low, truth, high)
    assert (found.std(axis=0) < 0.6).all(), found.std(axis=0)  # the prior's is 1


def test_a_laboratory_draw_is_conduct_and_the_pools_own_numbers() -> None:
    draw = laboratory.named(laboratory.values(np.zeros((1, len(laboratory.NAMES))))[0])
    whole, conduct = laboratory.settings(draw), laboratory.conduct(draw)
    assert {k: whole[k] for k in conduct} == conduct
    own = {k.removeprefix("model.") for k in set(whole) - set(conduct)}
    assert own == {
        "population.shares",
        "private_learning",
        "private_memory",
        "expectation_rate",
        "belief_concentration",
    }
