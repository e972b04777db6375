"""Measures over the groups of a programme, on runs whose answers are known; ablations; scenes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import xarray as xr

from minga.patterns import measures_of_groups as groups
from minga.patterns.catalogue import PATTERNS
from minga.patterns.measures import HORIZON, YEAR
from minga.patterns.pattern import Measure, Pattern, Scene
from minga.patterns.runner import Runner, _key, find

BY_KEY = {pattern.key: pattern for pattern in PATTERNS}
NEVER = np.nan


class Programme:
    """One run: a group for each (founded, ended, served); what is not said is zero."""

    def __init__(self, *made: tuple[float, float, int]) -> None:
        self.founded = np.array([[m[0] for m in made]])
        ended = np.array([m[1] for m in made])
        self.served = np.array([[m[2] for m in made]])
        time = np.arange(HORIZON)[:, None]
        start = np.nan_to_num(self.founded[0], nan=HORIZON)
        state = np.where(time < start, 3, np.where(time < ended, 0, 2))
        self.series: dict[str, np.ndarray] = {"state": state[None]}
        for name in ("attendance", "trust", "cooperation_rate", "members", "facilitator_days"):
            self.series[name] = np.zeros(state.shape)[None]
        self.ended_early, self.firms = NEVER, 0.0

    def results(self) -> Any:
        dims = ("run", "time", "association")
        state_end = self.series["state"][:, -1]
        return SimpleNamespace(
            trajectory=xr.Dataset({k: (dims, v) for k, v in self.series.items()}),
            association=xr.Dataset(
                {
                    "founded": (("run", "association"), self.founded),
                    "served": (("run", "association"), self.served),
                    "state": (("run", "association"), state_end),
                }
            ),
            programme=xr.Dataset({"support_ended": ("run", [self.ended_early])}),
            summary=xr.Dataset({"firms_by_profile": (("run", "profile"), [[self.firms, 0.0]])}),
        )


def of(measure: Measure, made: Programme) -> float:
    (value,) = measure.of(made.results())
    return float(value)


def test_only_served_groups_count_as_served() -> None:
    made = Programme((10, 50, 1), (10, HORIZON, 1), (20, HORIZON, 0), (NEVER, HORIZON, 0))
    assert of(groups.served_alive(), made) == 0.5
    assert of(groups.groups_served(), made) == 2.0
    assert np.isnan(of(groups.served_alive(), Programme((20, 50, 0))))


def test_a_groups_own_clock_starts_with_its_founding_and_stops_with_its_end() -> None:
    made = Programme((30, HORIZON, 1), (40, 46, 1), (30, HORIZON, 0))
    made.series["trust"][:, :, 0] = np.where(np.arange(HORIZON) < 30 + 14, 0.2, 0.9)
    made.series["trust"][:, :, 1], made.series["trust"][:, :, 2] = 0.8, 0.5
    first = groups.while_alive("trust", 0, 6)  # 14 periods, of which the second lives 6
    assert of(first, made) == pytest.approx((14 * 0.2 + 6 * 0.8) / 20)


def test_days_are_those_of_served_groups_and_of_fortnights_that_had_any() -> None:
    made = Programme((0, HORIZON, 1), (0, HORIZON, 1), (0, HORIZON, 0))
    made.series["facilitator_days"][:, :10] = [2.0, 1.0, 9.0]
    assert of(groups.days_a_fortnight(), made) == 1.5
    made.series["attendance"][:] = [0.2, 0.8, 0.8]
    made.series["facilitator_days"][:, :, 2] = 0.0
    assert of(groups.days_without_response(), made) == pytest.approx(2 / 3)


def test_support_that_ended_early_is_a_yes() -> None:
    made = Programme((0, HORIZON, 1))
    assert of(groups.ended_early(), made) == 0.0
    made.ended_early = 20.0
    assert of(groups.ended_early(), made) == 1.0


def test_groups_form_alone_by_the_years_that_candidates_wait() -> None:
    made = Programme((26, HORIZON, 0), (52, HORIZON, 1), (NEVER, HORIZON, 0))
    assert of(groups.formed_alone(), made) == pytest.approx(1 / (1 + 2 + HORIZON / YEAR))


def test_a_standing_group_is_seen_in_its_own_place() -> None:
    """Group 0 stands; 10 is its neighbour and forms, 1 lies elsewhere and waits."""
    made = [(0.0, float(HORIZON), 1)] + [(NEVER, float(HORIZON), 0)] * 10
    made[10] = (groups.WATCH + 13, HORIZON, 0)
    programme = Programme(*made)
    programme.series["cooperation_rate"][:, :, 0] = 0.9
    assert of(groups.formed_alone_beside(), programme) == pytest.approx(2.0)  # in half a year
    programme.series["cooperation_rate"][:, :, 0] = 0.1
    assert np.isnan(of(groups.formed_alone_beside(), programme)), "nobody stands anywhere"


def test_later_groups_are_told_apart_by_what_failed_in_their_place_before() -> None:
    made = [(NEVER, float(HORIZON), 0)] * 12
    made[0] = (0, 20, 1)  # failed in place 0
    made[10] = (40, 60, 0)  # came after it and failed
    made[1] = (0, HORIZON, 1)  # lives in place 1
    made[11] = (40, HORIZON, 0)  # came after it and lives
    made[5] = (0, 20, 1)  # failed in place 5, which nobody of the two sees
    assert of(groups.lived_after_failures(), Programme(*made)) == -1.0
    made[0] = (0, 45, 1)  # fails only after the other was founded: nobody had seen it
    assert np.isnan(of(groups.lived_after_failures(), Programme(*made)))


def test_who_went_on_is_who_comes_in_the_third_year() -> None:
    made = Programme((0, HORIZON, 1), (0, 60, 1), (100, HORIZON, 1), (0, HORIZON, 0))
    made.series["members"][:], made.series["attendance"][:] = 8, 0.5
    alive = YEAR * 4.0 + 8 * 4.0  # the second one ends eight periods into its third year
    share = alive / (2 * 12 * YEAR)
    assert of(groups.went_on(0.2, 12), made) == pytest.approx(share - 0.2)


def test_newcomers_are_firms_beyond_the_founders() -> None:
    made = Programme((0, 52, 1), (0, 26, 0), (NEVER, HORIZON, 0))
    made.firms = 12 + 12 + 6
    assert of(groups.newcomers(12), made) == pytest.approx(6 / 3)


def test_a_difference_of_differences_is_that(tmp_path: Path) -> None:
    scene, share = Scene("s", 0.2), Measure("m", "share", lambda _: np.zeros(1))
    settings = [{"x": str(k)} for k in range(4)]
    one = Pattern("p", "c", "s", share, 1, settings[0], settings[1], {"y": "0"}, "m", scene,
                  (settings[2], settings[3]))  # fmt: skip
    assert one.compared() == settings
    assert one.treatments()[4:] == [s | {"y": "0"} for s in settings]
    runner = Runner("none", tmp_path, 10)
    for k, values in enumerate(([5.0, 1.0], [2.0, 1.0], [4.0, 1.0], [3.0, 0.0])):
        runner._values[_key(scene, settings[k]), "m"] = np.array(values)
    assert runner.difference(one, {}).tolist() == [2.0, -1.0]
    assert (scene.replicates(400), scene.replicates(5)) == (80, 3)


def test_a_mechanism_that_is_all_there_is_leaves_nothing(binary: Path, tmp_path: Path) -> None:
    """Bit for bit, also in programmes: the two treatments are then one."""
    keys = (
        "monopsony-price",
        "coordination-continuity",
        "coordination-sustain",
        "rotation-backing-commitment-letter",
    )
    found = find(Runner(str(binary), tmp_path, 12, jobs=2), tuple(BY_KEY[k] for k in keys), 4)
    for one in found:
        assert (one.ablated.mean, one.ablated.error) == (0.0, 0.0), one.pattern.key
    assert any(one.claim.mean != 0.0 for one in found)
