"""Simulations inside Python: the same results as by the command and a file, bit for bit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import minga
from minga import simulation
from minga.config import parsed_config
from minga.toml import toml_document, toml_value

pytestmark = pytest.mark.filterwarnings("ignore::minga.ScenarioNote")
ALL = "summary,trajectory,firm,events"
TIMES = {"created", "history"}  # when, and by which command
needs_module = pytest.mark.skipif(not simulation.available(), reason="minga._native is not built")


def by_command(binary: Path, out: Path, name: str, *options: str) -> Path:
    verb = "sweep" if name.endswith("-design.toml") else "run"
    subprocess.run([str(binary), verb, name, "-o", str(out), "--quiet", *options], check=True)
    return out


def assert_same(one: xr.Variable, other: xr.Variable, place: str) -> None:
    assert one.dims == other.dims, place
    assert one.dtype == other.dtype, place
    assert list(one.attrs) == list(other.attrs), place
    for key, value in other.attrs.items():
        np.testing.assert_array_equal(one.attrs[key], value, err_msg=f"{place}@{key}")
    if one.dtype.kind in "fi":
        assert one.values.tobytes() == other.values.tobytes(), place
    else:
        assert one.values.tolist() == other.values.tolist(), place


def assert_same_results(one: minga.Results, other: minga.Results) -> None:
    assert one.groups == other.groups
    assert list(one.attrs) == list(other.attrs)
    for key in other.attrs.keys() - TIMES:
        assert one.attrs[key] == other.attrs[key], key
    for group in other.groups:
        here, there = one.group(group), other.group(group)
        assert set(here.variables) == set(there.variables), group
        assert set(here.coords) == set(there.coords), group
        assert list(here.data_vars) == list(there.data_vars), group
        assert dict(here.sizes) == dict(there.sizes), group
        assert here.attrs == there.attrs
        for name in there.variables:
            assert_same(here[name].variable, there[name].variable, f"{group}/{name}")
    assert one.factors == other.factors


DESIGN = """# x-design.toml
scenario = "otavalo"
replicates = 3
seed = 11
[[factor]]
name = "regulation"
path = "association[0].regulation"
levels = ["none", "otavalo-2008"]
[[factor]]
name = "length"
path = "time.periods"
levels = [12, 20]
"""


def test_the_module_is_there_where_it_can_be_built(binary: Path) -> None:
    if find_spec("nanobind") is None:
        pytest.skip("nanobind is not installed")
    assert simulation.available(), f"{binary} is built, and minga._native is not"


@needs_module
@pytest.mark.parametrize(
    ("scenario", "periods", "replicates"),
    [
        ("otavalo", 40, 5),  # an association
        ("tucuman-consorcio", 25, 3),
        ("noa-nea-programa", 30, 2),  # a programme, with several associations
        ("otavalo-jahua-pamba", 20, 2),
    ],
)
def test_the_same_as_a_file_of_the_command(
    scenario: str, periods: int, replicates: int, binary: Path, tmp_path: Path
) -> None:
    options = ["--seed", "5", "--replicates", str(replicates), "--record", ALL]
    options += ["--set", f"time.periods={periods}"]
    file = by_command(binary, tmp_path / "a.h5", scenario, *options)
    live = minga.simulate(
        scenario, {"time.periods": periods}, seed=5, replicates=replicates, record=ALL
    )
    with minga.open(file) as stored:
        assert_same_results(live, stored)


@needs_module
def test_a_design_is_the_same_too(binary: Path, tmp_path: Path) -> None:
    path = tmp_path / "x-design.toml"
    path.write_text(DESIGN, encoding="utf-8")
    file = by_command(binary, tmp_path / "a.h5", str(path), "--set", "market.demand_sd=0.2")
    with minga.open(file) as stored:
        live = minga.simulate(path, {"market.demand_sd": 0.2})
        assert_same_results(live, stored)
        assert live.factors == ["regulation", "length"]
        # what the shorter ones lack is missing, also where it is stored as an integer
        short = live.trajectory["state"].values[live.summary["length"].values == 12]
        assert np.isnan(short[:, 12:]).all() and not np.isnan(short[:, :12]).any()
        table = minga.compare(live, factor="regulation", outcome="attendance")
        assert table.equals(minga.compare(stored, factor="regulation", outcome="attendance"))


@needs_module
def test_a_design_that_stops_points_is_left_to_the_command() -> None:
    rule = {"outcome": "welfare", "half_width": 50.0}
    design = {
        "scenario": "otavalo",
        "replicates": 128,
        "seed": 1,
        "until": rule,
        "factor": [
            {"name": "rate", "path": "participation.rate", "levels": [0.3, 0.6]},
        ],
    }
    with pytest.raises(minga.InputError, match="until: when to stop"):
        minga.simulate(design)


@needs_module
def test_a_run_that_fails_says_why_as_in_a_file(binary: Path, tmp_path: Path) -> None:
    """A reason is text, which crosses another way than numbers."""
    live = minga.simulate("otavalo", {"time.periods": 5}, seed=1, replicates=2)
    assert live.summary["failed"].values.tolist() == ["", ""]


@needs_module
def test_scenarios_come_as_name_file_text_or_mapping(tmp_path: Path) -> None:
    resolved = minga.simulate("otavalo", time__periods=12, seed=3, replicates=2)
    text = resolved.config
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    for scenario in (path, str(path), text, parsed_config(text)):
        again = minga.simulate(scenario)
        assert again.config == text
        assert again.attrs["seed"] == 3
        np.testing.assert_array_equal(again.summary["welfare"], resolved.summary["welfare"])


@needs_module
def test_without_a_seed_one_is_chosen_and_told() -> None:
    scenario = parsed_config(minga.simulate("otavalo", time__periods=5, replicates=1).config)
    del scenario["run"]["seed"]
    one, other = minga.simulate(scenario), minga.simulate(scenario)
    assert one.attrs["seed"] != other.attrs["seed"]
    again = minga.simulate(scenario, seed=one.attrs["seed"])
    np.testing.assert_array_equal(again.summary["welfare"], one.summary["welfare"])


@needs_module
@pytest.mark.parametrize(
    ("overrides", "options"),
    [
        ({"population.frims": 3}, {}),
        ({"time.periods": -1, "participation.rate": 7.5}, {}),
        ({}, {"replicates": 0}),
        ({}, {"record": "summary,firmx"}),
    ],
)
def test_wrong_input_is_told_as_by_the_command(
    overrides: dict[str, object], options: dict[str, object], binary: Path, tmp_path: Path
) -> None:
    command = [str(binary), "run", "otavalo", "-o", str(tmp_path / "a.h5")]
    for path, value in overrides.items():
        command += ["--set", f"{path}={value}"]
    if "record" in options:
        command += ["--record", str(options["record"])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    with pytest.raises(minga.InputError) as error:
        minga.simulate("otavalo", overrides, **options)  # type: ignore[arg-type]
    if "replicates" in options:  # the command's parser speaks of the option, and minga of the key
        assert "run.replicates" in str(error.value)
    else:
        assert done.returncode == 2
        assert str(error.value) == done.stderr.strip()


@needs_module
def test_a_scenario_that_does_not_exist_is_an_input_error() -> None:
    with pytest.raises(minga.InputError, match="no file and no shipped scenario"):
        minga.simulate("otovalo")


@needs_module
def test_a_note_is_a_warning() -> None:
    with pytest.warns(minga.ScenarioNote):
        minga.simulate("otavalo", time__periods=20, replicates=1, seed=1)


@needs_module
def test_threads_do_not_change_results() -> None:
    one = minga.simulate("otavalo", time__periods=20, replicates=40, seed=2, threads=1)
    two = minga.simulate("otavalo", time__periods=20, replicates=40, seed=2, threads=2)
    assert_same_results(one, two)


@needs_module
def test_other_threads_go_on_meanwhile() -> None:
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.002)

    other = threading.Thread(target=tick)
    other.start()
    start = time.monotonic()
    minga.simulate("otavalo", replicates=400, seed=1, threads=1)
    end = time.monotonic()
    done.set()
    other.join()
    during = [t for t in ticks if start < t < end]
    assert len(during) > 0.05 * (end - start) / 0.002  # a held lock lets through next to none
    middle = [t for t in during if start + 0.3 * (end - start) < t < start + 0.7 * (end - start)]
    assert middle


@needs_module
def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    minga.simulate(
        "otavalo",
        time__periods=10,
        replicates=600,
        seed=1,
        progress=lambda done, runs: seen.append((done, runs)),
    )
    assert seen[-1] == (600, 600)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@needs_module
def test_what_progress_raises_stops_the_work() -> None:
    def stop(done: int, runs: int) -> None:
        raise RuntimeError("enough")

    start = time.monotonic()
    with pytest.raises(RuntimeError, match="enough"):
        minga.simulate("otavalo", replicates=100_000, seed=1, record="summary", progress=stop)
    assert time.monotonic() - start < 10.0


@needs_module
def test_ctrl_c_stops_within_a_second() -> None:
    """The least of three, because what else a machine does can only add to it."""
    # what is started in the background may have been told to ignore it
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def interrupted() -> float:
        sent = []

        def interrupt() -> None:
            time.sleep(0.5)
            sent.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)

        thread = threading.Thread(target=interrupt)
        with pytest.raises(KeyboardInterrupt):
            thread.start()
            minga.simulate("otavalo", replicates=200_000, seed=1, record="summary")
        end = time.monotonic()
        thread.join()
        return end - sent[0]

    try:
        assert min(interrupted() for _ in range(3)) < 1.0
    finally:
        signal.signal(signal.SIGINT, before)


@needs_module
def test_real_numbers_are_not_copied() -> None:
    live = minga.simulate("otavalo", time__periods=10, replicates=3, seed=1)
    assert isinstance(live, simulation.SimulatedResults)
    welfare = live._columns["summary", "welfare"]
    assert np.shares_memory(live.summary["welfare"].values, welfare)
    assert welfare.base is not None and not welfare.flags.owndata  # the simulator's own memory


def test_where_the_module_is_missing_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "minga._native", None)
    with pytest.raises(ImportError, match=r"bootstrap\.sh run"):
        minga.simulate("otavalo")
    assert not simulation.available()


def test_values_become_toml() -> None:
    values = {
        "a": [1, 2.5, True, "x \"y\"\n"],
        "b": {"c d": float("inf"), "e": 1e300, "f": 3.0},
        "g": np.float64(0.25),
        "h": np.arange(3),
        "i": Path("x/y"),
    }
    back = parsed_config(toml_document(values))
    assert back["a"] == values["a"]
    assert back["b"] == values["b"]
    assert (back["g"], back["h"], back["i"]) == (0.25, [0, 1, 2], "x/y")
    assert isinstance(back["b"]["f"], float)
    with pytest.raises(TypeError, match="no form in TOML"):
        toml_value(None)
