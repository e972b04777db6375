"""The summary on standard output: the five best, the five worst, and where the files are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from minga.evidence import DOCUMENTED, FITTED, UNIDENTIFIED
from minga.lang import number
from minga.progress import resume_command
from minga.reporting.html import paragraph, unmarked
from minga.reporting.study import EXTREMES, Study
from minga.reporting.words import Words

TOLD = (DOCUMENTED, FITTED, UNIDENTIFIED)


def summary(study: Study, page: Path, lang: str = "en") -> str:
    """The text that ``python -m minga.report`` prints."""
    words = Words(study, lang)
    if study.partial:
        lines = _unfinished(study, words)
    else:
        lines = _ranking(study, words) if study.has_outcome else []
    lines.append(words("cli_results", path=study.results.path))
    lines.append(words("cli_report", path=page))
    return "\n".join([*lines, *card_line(study, words, page)])


def card_line(study: Study, words: Words, page: Path) -> list[str]:
    """What the numbers rest on in one line, and where the whole card is."""
    counts = study.card.counts
    if not sum(counts.values()):
        return []
    values = {kind: number(words.lang, counts[kind]) for kind in TOLD}
    values["assumed"] = number(words.lang, counts["assumed"] + counts["unstated"])
    return [words("cli_card", section=words("h_card"), path=page, **values)]


def _unfinished(study: Study, words: Words) -> list[str]:
    """How much has run; no order, no best."""
    keys = ("whole", "points", "done", "runs", "worked", "failed", "not_run")
    values = {key: number(words.lang, getattr(study.progress, key)) for key in keys}
    command = resume_command(study.results)
    lines = [words("cli_partial", **values), words("cli_partial_why")]
    return [*lines, words("cli_resume", command=command or "--resume"), ""]


def _ranking(study: Study, words: Words) -> list[str]:
    ranked = study.ranked
    if study.single:
        mean, ci = words.money(ranked["mean"].iloc[0]), words.span(*ranked[["low", "high"]].iloc[0])
        said = paragraph(words("headline_single", mean=mean, ci=ci))
        return [unmarked(said), ""]
    count = min(EXTREMES, (len(ranked) + 1) // 2)
    worst = ranked.iloc[max(count, len(ranked) - EXTREMES) :]
    lines = [words("cli_best", n=count, units=words.units)]
    lines += _rows(ranked.head(count), words)
    if len(worst):
        lines += [words("cli_worst", n=len(worst)), *_rows(worst, words)]
        may = number(words.lang, int(ranked["best_set"].sum()))
        k, n = number(words.lang, len(ranked)), number(words.lang, study.replicates)
        lines.append(words("cli_points", k=k, n=n, m=may))
    return [*lines, *_strata(study, words), ""]


def _strata(study: Study, words: Words) -> list[str]:
    """The best row at each level of the circumstance, which the overall ranking would hide."""
    if not study.has_strata:
        return []
    lines = [words("cli_strata", factor=words.factor(str(study.stratum)))]
    for part in study.strata:
        lines += _rows(pd.DataFrame([part.best]), words)
    said = [unmarked(words.repays(part)) for part in study.strata]
    if any(said):
        lines.append(words("cli_repay", factor=words.factor(str(study.stratum))))
    return lines + [f"  {each}" for each in said if each]


def _rows(part: pd.DataFrame, words: Words) -> list[str]:
    lines = []
    for _, row in part.iterrows():
        called = words.point(int(row["point"])) or words("role_only")
        line = f"{row['rank']:>5}  {called:<58} {words.amount(row['mean']):>10}"
        line += f"  [{words.span(row['low'], row['high'])}]"
        if pd.notna(row["difference_low"]) and row["difference"] != 0.0:
            gap = words.amount(row["difference"], plus=True)
            span = words.span(row["difference_low"], row["difference_high"], plus=True)
            line += f"  {words('cli_vs')} {gap} [{span}]"
        lines.append(line.rstrip())
    return lines
