"""One line that says how far a simulation is, in terminals and notebooks."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0  # seconds of work that need no line
STEP = 0.2  # seconds between two lines
Tell = Callable[[int], None]


@contextmanager
def meter(progress: bool | Callable[[int, int], None] | None, runs: int) -> Iterator[Tell | None]:
    """A function to call with the number of runs done, or None where nobody wants to know."""
    if callable(progress):
        inform = progress
        yield lambda done: inform(done, runs)
        return
    if not (_watched() if progress is None else progress):
        yield None
        return
    line = _Line(runs)
    try:
        yield line.tell
    finally:
        line.wipe()


def _watched() -> bool:
    """Whether somebody looks: a terminal that can go back to the start of a line, or a notebook."""
    return "ipykernel" in sys.modules or (
        sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    )


class _Line:
    def __init__(self, runs: int) -> None:
        self.runs, self.start, self.last, self.width = runs, time.monotonic(), 0.0, 0

    def tell(self, done: int) -> None:
        now = time.monotonic()
        if now - self.start < PATIENCE or now - self.last < STEP:
            return
        self.last = now
        text = f"{done} of {self.runs} runs ({100 * done // self.runs} %)"
        if done:
            text += f", {(self.runs - done) * (now - self.start) / done:.0f} s left"
        self._write(text)

    def wipe(self) -> None:
        if self.width:
            self._write("")
            print("", end="\r", file=sys.stderr, flush=True)

    def _write(self, text: str) -> None:
        print(text.ljust(self.width), end="\r", file=sys.stderr, flush=True)
        self.width = len(text)
