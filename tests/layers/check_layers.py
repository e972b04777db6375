#!/usr/bin/env python3
"""Fails when a layer of minga includes a header that is not its business.

Linking already keeps the layers of minga apart from each other. It cannot keep system packages
apart: their headers all lie in one folder that every compilation searches. So this reads the
#include lines. `--self-test` plants violations and checks that each of them is found.

usage: check_layers.py SOURCE_DIR
       check_layers.py --self-test
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

SOURCE_SUFFIXES = {".hpp", ".h", ".cpp", ".cc", ".cxx", ".inl", ".ipp", ".tpp"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:<([^>\n]+)>|"([^"\n]+)")', re.MULTILINE)
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# Groups of headers, as patterns that must match from the start of the included path.
GROUPS = {
    "HDF5": r"hdf5|H5[A-Z]\w*\.h|highfive/",
    "TBB": r"tbb/|oneapi/",
    "MPI": r"mpi\.h$",
    "TOML": r"toml",
    "CLI11": r"CLI/|CLI11",
    "JSON": r"nlohmann/",
    "fmt": r"fmt/",
    "libdeflate": r"libdeflate|zlib\.h$",
    "HTTP": r"httplib\.h$",
    "printing": r"(iostream|cstdio|stdio\.h|print|syncstream)$",
    "files": r"(fstream|filesystem|fcntl\.h|unistd\.h)$|sys/stat\.h$",
    "threads": r"(thread|mutex|shared_mutex|future|condition_variable|execution|pthread\.h)$"
    r"|omp\.h$",
    "theory": r"minga/theory/",
    "engine": r"minga/engine/",
    "io": r"minga/io/",
    "trainer": r"minga/trainer/",
    "cli": r"minga/cli/",
    "Python": r"nanobind/|pybind11/|Python\.h$",
}

# What each layer must not include, and why.
FORBIDDEN = {
    "core": (
        set(GROUPS),
        "the core is the model: no files, no threads, no printing, no formats",
    ),
    "theory": (
        set(GROUPS) - {"theory"},
        "theory is mathematics and simulation: no files, no threads, no printing, no formats",
    ),
    "engine": (
        {
            "HDF5", "TOML", "CLI11", "JSON", "libdeflate",
            "HTTP", "theory", "io", "trainer", "cli", "Python",
        },
        "the engine runs the core in parallel and knows no formats and no command line",
    ),
    "io": (
        {"TBB", "MPI", "CLI11", "HTTP", "engine", "trainer", "cli", "Python"},
        "input and output know formats, and leave parallel work to the engine",
    ),
    "trainer": (
        {
            "HDF5", "TBB", "MPI", "TOML", "CLI11",
            "libdeflate", "theory", "engine", "cli", "printing", "Python",
        },
        "the trainer plays the core and speaks HTTP; the program prints",
    ),
    "cli": ({"Python"}, "the command line needs no Python to be built or run"),
    "python": (
        {
            "HDF5", "TBB", "MPI", "TOML", "CLI11",
            "JSON", "libdeflate", "HTTP", "trainer", "printing", "files",
        },
        "the module hands values over: formats are io's business, users are Python's",
    ),
}


def includes(text: str) -> list[tuple[int, str]]:
    """The line number and path of every #include that is not in a comment."""
    code = BLOCK_COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
    return [
        (code.count("\n", 0, found.start()) + 1, found.group(1) or found.group(2))
        for found in INCLUDE.finditer(code)
    ]


def violations(source_dir: Path) -> tuple[list[str], int]:
    """Messages for every forbidden include, and the number of files read."""
    messages = []
    files_read = 0
    for layer, (groups, reason) in FORBIDDEN.items():
        for file in sorted((source_dir / "sim" / layer).rglob("*")):
            if file.suffix not in SOURCE_SUFFIXES:
                continue
            files_read += 1
            for line, header in includes(file.read_text(encoding="utf-8")):
                for group in sorted(groups):
                    if re.match(GROUPS[group], header):
                        place = f"{file.relative_to(source_dir)}:{line}"
                        messages.append(
                            f"{place}: sim/{layer} must not include <{header}> ({group}): {reason}"
                        )
    return messages, files_read


def self_test() -> list[str]:
    """Plants includes in a made-up tree; returns what was wrongly found or wrongly missed."""
    planted = {  # file -> (contents, number of violations that it holds)
        "sim/core/include/minga/core/good.hpp": (
            "#include <vector>\n#include <boost/math/special_functions/beta.hpp>\n"
            '#include <Random123/philox.h>\n#include "minga/core/other.hpp"\n',
            0,
        ),
        "sim/core/src/comment.cpp": ("// #include <iostream>\n/*\n#include <thread>\n*/\n", 0),
        "sim/core/src/deep/print.cpp": ("#include <cmath>\n  #  include <iostream>\n", 1),
        "sim/core/src/many.cpp": (
            "#include <fstream>\n#include <thread>\n#include <fmt/core.h>\n#include <hdf5.h>\n"
            "#include <H5DSpublic.h>\n#include <tbb/parallel_for.h>\n#include <toml++/toml.h>\n"
            "#include <oneapi/tbb.h>\n#include <CLI/CLI.hpp>\n#include <nlohmann/json.hpp>\n"
            '#include "minga/io/reader.hpp"\n#include "minga/engine/run.hpp"\n',
            12,
        ),
        "sim/theory/src/solve.cpp": (
            '#include <Eigen/Dense>\n#include "minga/theory/game.hpp"\n#include <fstream>\n',
            1,
        ),
        "sim/engine/src/run.cpp": ("#include <tbb/tbb.h>\n#include <thread>\n", 0),
        "sim/engine/src/bad.cpp": (
            '#include <hdf5.h>\n#include "toml++/toml.h"\n#include <CLI/CLI.hpp>\n',
            3,
        ),
        "sim/io/src/read.cpp": ("#include <toml++/toml.h>\n#include <hdf5_hl.h>\n", 0),
        "sim/io/src/bad.cpp": ("#include <tbb/task_arena.h>\n#include <CLI/App.hpp>\n", 2),
        "sim/trainer/src/serve.cpp": ("#include <httplib.h>\n#include <mutex>\n", 0),
        "sim/trainer/src/bad.cpp": ("#include <iostream>\n#include <toml++/toml.h>\n", 2),
        "sim/cli/src/main.cpp": ("#include <CLI/CLI.hpp>\n#include <iostream>\n", 0),
        "sim/cli/src/bad.cpp": ("#include <Python.h>\n", 1),
        "sim/core/include/minga/core/bound.hpp": ("#include <nanobind/nanobind.h>\n", 1),
        "sim/python/src/module.cpp": ("#include <nanobind/ndarray.h>\n#include <thread>\n", 0),
        "sim/python/src/bad.cpp": ("#include <hdf5.h>\n#include <iostream>\n", 2),
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, (text, _) in planted.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        messages, _ = violations(root)

    wrong = []
    for name, (_, expected) in planted.items():
        found = sum(message.startswith(name + ":") for message in messages)
        if found != expected:
            wrong.append(f"{name}: {expected} planted, {found} found")
    if not any(message.startswith("sim/core/src/deep/print.cpp:2:") for message in messages):
        wrong.append("the line number of the planted <iostream> is wrong")
    return wrong


def main(arguments: list[str]) -> int:
    if arguments == ["--self-test"]:
        wrong = self_test()
        for message in wrong:
            print(f"self-test: {message}")
        print("self-test failed" if wrong else "every planted violation was found")
        return 1 if wrong else 0
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2

    source_dir = Path(arguments[0])
    messages, files_read = violations(source_dir)
    for message in messages:
        print(message)
    if files_read == 0:
        print(f"no sources under {source_dir}/sim: nothing was checked")
        return 1
    print(f"{files_read} files read, {len(messages)} forbidden includes")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
