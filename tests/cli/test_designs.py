"""Designs that sample their points, take them from a list, or nest factors, from outside."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import h5py
import numpy as np
import pytest
from cli_support import assert_same_data, attributes_of, run, start, succeed, wait_for

HEAD = """\
name = "sampled"
scenario = "small.toml"
replicates = 8
seed = 3
"""
SAMPLED = (
    HEAD
    + """\
method = "latin-hypercube"
points = 24

[[factor]]
name = "price"
path = "association[0].action[0].cost"
range = [10, 30]

[[factor]]
name = "firms_at_start"
path = "population.firms"
range = [4, 9]

[[factor]]
name = "regulation"
path = "association[0].regulation"
levels = ["none", "otavalo-2008"]

[[factor]]
name = "imposed"
path = "facilitator.imposed"
range = [0.0, 1.0]
when = { regulation = "otavalo-2008" }
"""
)


@pytest.fixture
def sampled(small: Path) -> Path:
    path = small.parent / "sampled.toml"
    path.write_text(SAMPLED)
    return path


def factors_of(out: Path) -> dict[str, np.ndarray]:
    with h5py.File(out) as file:
        summary = file["summary"]
        return {
            name: summary[name].asstr()[:] if name == "regulation" else summary[name][:]
            for name in ("price", "firms_at_start", "regulation", "imposed")
        }


def test_a_sampled_sweep_is_the_same_for_any_threads_shards_and_interruptions(
    sampled: Path, tmp_path: Path
) -> None:
    size = ["--replicates", 2000, "--set", "time.periods=6", "--record", "summary"]
    whole, one, cut = (tmp_path / f"{name}.h5" for name in ("whole", "one", "cut"))
    succeed("sweep", sampled, "-o", whole, *size, "--threads", 2)
    succeed("sweep", sampled, "-o", one, *size, "--threads", 1)
    assert_same_data(whole, one)
    parts = [tmp_path / f"part-{i}.h5" for i in (1, 2, 3)]
    for i, part in enumerate(parts, 1):
        succeed("sweep", sampled, "-o", part, *size, "--shard", f"{i}/3")
    succeed("merge", *parts, "-o", tmp_path / "joined.h5")
    assert_same_data(whole, tmp_path / "joined.h5")
    process = start("sweep", sampled, "-o", cut, *size, "--threads", 1)
    wait_for(lambda: len(list(Path(f"{cut}.parts").glob("*.seg"))) > 2 or process.poll() is not None)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode == 4
    other = sampled.parent / "other.toml"
    other.write_text(SAMPLED.replace("points = 24", "points = 24\npoints_seed = 1"))
    moved = run("sweep", other, "-o", cut, *size, "--resume")
    assert moved.returncode == 2
    assert "another experiment" in moved.stderr and "points_seed = 0 there" in moved.stderr
    succeed("sweep", sampled, "-o", cut, *size, "--resume")
    assert_same_data(whole, cut)
    succeed("replay", whole, "--run", 4321)


def test_the_file_says_which_values_each_run_had(sampled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.h5"
    told = json.loads(succeed("sweep", sampled, "-o", out, "--json"))
    values = factors_of(out)
    price = values["price"][::8]
    assert sorted(np.floor((price - 10) / 20 * 24).astype(int)) == list(range(24))
    assert np.bincount(values["firms_at_start"][::8].astype(int), minlength=10)[4:].tolist() == [4] * 6
    unused = values["regulation"] == "none"
    assert unused.sum() == 12 * 8
    assert np.isnan(values["imposed"][unused]).all()
    assert np.isfinite(values["imposed"][~unused]).all()
    best = told["best"][0]
    at = best["point"] * 8
    assert best["factors"]["price"] == values["price"][at]
    expected = "not used" if values["regulation"][at] == "none" else values["imposed"][at]
    assert best["factors"]["imposed"] == expected


def test_check_and_plan_tell_the_sample(sampled: Path) -> None:
    text = succeed("check", sampled)
    assert "24 points x 8 replicates = 192 runs" in text
    assert "points by latin-hypercube" in text
    assert re.search(r"price +24 +10\.\d+ to 29\.\d+\n", text)
    assert re.search(r"firms_at_start +6 +4, 5, 6, 7, 8, 9\n", text)
    assert re.search(r"imposed +\d+ +0\.\d+ to 0\.\d+, not used\n", text)
    told = json.loads(succeed("check", sampled, "--json"))
    assert told["method"] == "latin-hypercube"
    assert len(told["factors"][0]["levels"]) == 24
    assert json.loads(succeed("plan", sampled, "--sample", 0.05, "--json"))["runs"] == 192


def test_a_list_is_the_sweep_of_its_rows(small: Path, tmp_path: Path) -> None:
    rows = [(4, 12.5, "none"), (7, 10, "strict-expulsion"), (4, 10, "otavalo-2008")]
    lines = ["firms_at_start,price,regulation", *(",".join(map(str, row)) for row in rows)]
    (tmp_path / "rows.csv").write_text("\n".join(lines) + "\n")
    design = tmp_path / "list.toml"
    design.write_text(
        HEAD
        + 'method = "list"\nrows = "rows.csv"\n'
        + "".join(
            f'[[factor]]\nname = "{name}"\npath = "{path}"\n'
            for name, path in (
                ("regulation", "association[0].regulation"),
                ("firms_at_start", "population.firms"),
                ("price", "association[0].action[0].cost"),
            )
        )
    )
    out = tmp_path / "list.h5"
    succeed("sweep", design, "-o", out)
    with h5py.File(out) as file:
        summary = file["summary"]
        names = summary["regulation"].asstr()[::8]
        columns = (summary["firms_at_start"][::8], summary["price"][::8], names)
        assert list(zip(*(column.tolist() for column in columns), strict=True)) == rows
        welfare = summary["welfare"][:]
    # each row is the run of its scenario with these values set
    for point, (firms, cost, regulation) in enumerate(rows):
        single = tmp_path / f"single-{point}.h5"
        succeed(
            *("run", small, "-o", single, "--replicates", 8, "--seed", 3),
            *("--set", f"population.firms={firms}", "--set", f"association[0].regulation={regulation}"),
            *("--set", f"association[0].action[0].cost={cost}"),
        )
        with h5py.File(single) as file:
            assert file["summary/welfare"][:].tobytes() == welfare[point * 8 : point * 8 + 8].tobytes()
    # the whole input is in the file: the list may go
    (tmp_path / "rows.csv").unlink()
    succeed("replay", out, "--run", 17)
    assert "rows.csv" not in attributes_of(out)["config"]
    gone = run("check", design)
    assert gone.returncode == 2 and "there is no such file" in gone.stderr


def test_a_list_is_not_overwritten_by_its_results(small: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("price\n10\n")
    design = tmp_path / "list.toml"
    design.write_text(
        HEAD
        + 'method = "list"\nrows = "rows.csv"\n[[factor]]\nname = "price"\n'
        + 'path = "association[0].action[0].cost"\n'
    )
    refused = run("sweep", design, "-o", tmp_path / "rows.csv", "--force")
    assert refused.returncode == 2
    assert (tmp_path / "rows.csv").read_text() == "price\n10\n"


def test_samples_over_theory_scenarios_run(tmp_path: Path) -> None:
    design = tmp_path / "theory.toml"
    design.write_text(
        'name = "t"\nscenario = "fermi-donation"\nmethod = "sobol"\npoints = 4\n'
        '[[factor]]\nname = "intensity"\npath = "update.intensity"\nrange = [0.01, 1.0]\n'
    )
    checked = run("check", design)
    assert checked.returncode == 0, checked.stderr
    assert "4 points x" in checked.stdout and "intensity       4" in checked.stdout
    ended = run("sweep", design, "-o", tmp_path / "theory.h5")
    assert ended.returncode == 0, ended.stderr


