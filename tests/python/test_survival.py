"""Kaplan-Meier against published and hand-worked numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import minga
from minga.survival import kaplan_meier, survival_table

# Weeks in remission under 6-MP (Freireich et al. 1963), the textbook example; + is censored.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
# Survival and Greenwood's standard error as textbooks print them (Collett; Kleinbaum and Klein).
PUBLISHED = {
    6: (0.8571, 0.0764),
    7: (0.8067, 0.0869),
    10: (0.7529, 0.0963),
    13: (0.6902, 0.1068),
    16: (0.6275, 0.1141),
    22: (0.5378, 0.1282),
    23: (0.4482, 0.1346),
}


def test_the_textbook_example() -> None:
    table = kaplan_meier(WEEKS, RELAPSED).set_index("time")
    for week, (survival, se) in PUBLISHED.items():
        assert table.loc[week, "survival"] == pytest.approx(survival, abs=5e-5)
        assert table.loc[week, "se"] == pytest.approx(se, abs=5e-5)
    assert table.loc[6, "at_risk"] == 21
    assert table.loc[6, "events"] == 3


def test_log_log_interval_worked_by_hand() -> None:
    """S = 3/4 of 4, variance of log S 1/12: exp(log S exp(-+1.96 sqrt(1/12)/log S))."""
    row = kaplan_meier([1, 2, 2, 2], [1, 0, 0, 0]).set_index("time").loc[1]
    bounds = 0.75 ** np.exp(np.array([1, -1]) * 1.959964 * np.sqrt(1 / 12) / abs(np.log(0.75)))
    np.testing.assert_allclose([row["low"], row["high"]], bounds, rtol=1e-6)


def test_greenwood_is_the_clustered_variance_of_singletons() -> None:
    time = [1, 2, 2, 3, 4, 4, 5, 5]
    event = [1, 1, 0, 1, 0, 1, 0, 0]
    plain = kaplan_meier(time, event)
    # Without censoring before the last event the two agree exactly.
    whole = kaplan_meier([1, 2, 3, 4, 5, 5], [1, 1, 1, 1, 0, 0])
    each = kaplan_meier([1, 2, 3, 4, 5, 5], [1, 1, 1, 1, 0, 0], cluster=np.arange(6))
    np.testing.assert_allclose(each["se"], whole["se"])
    clustered = kaplan_meier(time, event, cluster=np.arange(8))
    np.testing.assert_allclose(clustered["se"], plain["se"], rtol=0.2)


def test_copies_in_a_cluster_add_no_information() -> None:
    time, event = np.array([1, 2, 3, 4, 5, 5]), np.array([1, 1, 1, 1, 0, 0])
    once = kaplan_meier(time, event)
    tripled = kaplan_meier(np.repeat(time, 3), np.repeat(event, 3), np.repeat(np.arange(6), 3))
    np.testing.assert_allclose(tripled["se"], once["se"])
    assert kaplan_meier(np.repeat(time, 3), np.repeat(event, 3))["se"].iloc[2] < once["se"].iloc[2]


def test_all_alive_and_all_dead_have_their_own_bounds() -> None:
    alive = kaplan_meier([5, 5, 5], [0, 0, 0]).iloc[-1]
    z2 = 1.959964**2
    assert (alive["survival"], alive["high"]) == (1.0, 1.0)
    assert alive["low"] == pytest.approx(3 / (3 + z2), rel=1e-6)
    dead = kaplan_meier([5, 5, 5], [1, 1, 1]).iloc[-1]
    assert (dead["survival"], dead["se"], dead["low"]) == (0.0, 0.0, 0.0)
    assert dead["high"] == pytest.approx(z2 / (3 + z2), rel=1e-6)
    one_by_one = kaplan_meier([1, 2, 3, 4, 5, 6], [1] * 6).iloc[-1]
    assert one_by_one["high"] == pytest.approx(z2 / (6 + z2), rel=1e-6)


def test_a_band_has_a_width_before_the_first_event() -> None:
    """Runs of one replicate are one unit: 4 replicates of 3 runs, all alive, bound as 4 do."""
    z2 = 1.959964**2
    table = kaplan_meier([5] * 12, [0] * 12, np.repeat(np.arange(4), 3))
    np.testing.assert_allclose(table["low"], [4 / (4 + z2)] * 2, rtol=1e-6)
    assert (table["high"] == 1.0).all()


def test_a_dormant_shell_is_not_a_survival(factorial: Path) -> None:
    with minga.open(factorial) as results:
        state = results.summary["state"].values
        assert (state == 1).any()
        last = survival_table(results).iloc[-1]["survival"]
    assert last == pytest.approx((state == 0).mean())


def test_times_and_events_must_match() -> None:
    with pytest.raises(ValueError, match="3 times but 2 events"):
        kaplan_meier([1, 2, 3], [1, 0])
    with pytest.raises(ValueError, match="no survival times"):
        kaplan_meier([np.nan], [1])
