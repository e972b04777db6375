"""Progress is for terminals; everything else gets none."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

from cli_support import MINGA, run


def on_terminal(*arguments: object, term: str = "xterm") -> tuple[int, str]:
    """Runs the program with standard error on a terminal; exit code and what the terminal got."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [MINGA, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": term},
    )
    os.close(theirs)
    got = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the last one on the other side has gone
            break
        if not piece:
            break
        got += piece
    os.close(ours)
    return process.wait(), got.decode()


def test_a_terminal_gets_a_bar_with_rate_and_time_left(design: Path, tmp_path: Path) -> None:
    code, text = on_terminal("sweep", design, "-o", tmp_path / "out.h5", "--replicates", 3000)
    assert code == 0
    assert re.search(r"\[#*-*\] +\d+ %", text)
    assert re.search(r"of 18,000 runs  [\d,]+ runs/s  \d+:\d\d left", text)
    assert text.endswith("\r\x1b[K"), "the bar is wiped at the end"


def test_lines_are_no_longer_than_the_terminal_is_wide(design: Path, tmp_path: Path) -> None:
    _, text = on_terminal("sweep", design, "-o", tmp_path / "out.h5", "--replicates", 1000)
    assert max(len(line) for line in re.split(r"\r\x1b\[K", text)) < 80


def test_a_dumb_terminal_gets_no_bar(design: Path, tmp_path: Path) -> None:
    code, text = on_terminal("sweep", design, "-o", tmp_path / "out.h5", term="dumb")
    assert (code, text) == (0, "")


def test_quiet_shows_no_bar(design: Path, tmp_path: Path) -> None:
    code, text = on_terminal("sweep", design, "-o", tmp_path / "out.h5", "--quiet")
    assert (code, text) == (0, "")


def test_a_pipe_gets_no_bar(design: Path, tmp_path: Path) -> None:
    assert run("sweep", design, "-o", tmp_path / "out.h5").stderr == ""
