"""One self-contained page about a result file, in English and Spanish."""

from __future__ import annotations

import os
from pathlib import Path

from minga.reporting.page import render
from minga.reporting.study import Study
from minga.results import Results, open_results


def report(
    path: str | os.PathLike[str] | Results,
    out: str | os.PathLike[str] | None = None,
    lang: str = "en",
) -> Path:
    """Write the report of a result file and return the page's path.

    The page holds both languages and opens in ``lang``; it needs no network and no script.
    ``out`` defaults to the file's name with ``.html``. Raises what :func:`minga.open` raises, and
    OSError when the page cannot be written (written whole or not at all).
    """
    results = path if isinstance(path, Results) else open_results(path)
    target = Path(out) if out is not None else results.path.with_suffix(".html")
    try:
        html = render(Study(results), lang, target)
    finally:
        if not isinstance(path, Results):
            results.close()
    if target.exists() and not target.is_file():
        # the renaming below would take the place of a device
        raise OSError(f"{target} is not a regular file")
    partial = target.with_name(target.name + ".part")
    partial.write_text(html, encoding="utf-8")
    partial.replace(target)
    return target
