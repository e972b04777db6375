"""docs/validation.md: the tables, as text; the notes below them stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from textwrap import fill

import numpy as np

from minga.validate.case import (
    ABSENT,
    EVIDENCE,
    MET,
    MISSED,
    SURE,
    Above,
    Case,
    Measured,
    Outcome,
)
from minga.validate.catalogue import SECTIONS
from minga.validate.figure import ALT, HEADINGS

COLUMNS = (
    "id",
    "measured",
    "published",
    "tolerance",
    "ours ± SE",
    "draws: median, 90 %",
    "draws that agree",
    "verdict",
    "source",
    "evidence",
    "command",
)
CHANCE = ("id", "runs of", "replicates", "seed", "false-failure rate")
FEW = 3  # values whose draws are still readable in a cell
LEAST = 1e-6  # rates below are beyond what normal errors can tell
CLOSE = 2.0  # standard errors from a change of the verdict
OTHERS = "Exact and spatial cases"


def text(outcomes: list[Outcome], draws: int, pictures: list[str]) -> str:
    """The generated part of the page."""
    by_key = {outcome.case.key: outcome for outcome in outcomes}
    parts = [_head(outcomes, draws)]
    for title, cases in SECTIONS.items():
        found = [by_key.pop(case.key) for case in cases if case.key in by_key]
        parts.append(f"## {title}\n\n{_models(found)}\n{table(found)}")
        parts += _chance(found)
        parts += [f"![{ALT[p]}](images/{p})\n" for p in pictures if HEADINGS[p] in title]
    if by_key:
        rest = list(by_key.values())
        parts.append(f"## {OTHERS}\n\n{_models(rest)}\n{table(rest)}")
        parts += _chance(rest)
    parts.append(_missed(outcomes))
    return "\n".join(parts)


def table(outcomes: Iterable[Outcome]) -> str:
    """One row a case."""
    return _line(COLUMNS) + "|---" * len(COLUMNS) + "|\n" + "".join(_row(o) for o in outcomes)


def chance(outcomes: Iterable[Outcome]) -> str:
    """One row a case that chance has a part in: what was drawn how often, and how sure it is."""
    rows = "".join(_line(_odds(o)) for o in outcomes if o.drawn)
    return _line(CHANCE) + "|---" * len(CHANCE) + "|\n" + rows if rows else ""


def _chance(outcomes: list[Outcome]) -> list[str]:
    told = chance(outcomes)
    return [f"Chance in it:\n\n{told}"] if told else []


def _odds(outcome: Outcome) -> tuple[str, ...]:
    drawn = outcome.drawn

    def each(values: Iterable[object]) -> str:
        return ", ".join(dict.fromkeys(str(value) for value in values))

    luck = outcome.luck
    return (
        outcome.case.key,
        ", ".join(dict.fromkeys(f"`{one.name}`" for one in drawn)),
        each(one.replicates for one in drawn),
        each(one.seed for one in drawn),
        "all runs alike" if np.isnan(luck) else f"{luck:.1g}" if luck >= LEAST else f"< {LEAST:g}",
    )


def _head(outcomes: list[Outcome], draws: int) -> str:
    counts = Counter(outcome.verdict for outcome in outcomes)
    tally = ", ".join(f"{counts[v]} {v}" for v in (MET, MISSED, ABSENT) if counts[v])
    letters = "; ".join(f"{letter}: {words}" for letter, words in EVIDENCE.items())
    paragraphs = (
        f"Made by `python -m minga.validate`: nothing above the notes is edited by hand. Of "
        f"{len(outcomes)} published results: {tally}. An honest reading: the machinery is tested; "
        "**the model as a description of real groups is not validated.** Its conduct was fitted to "
        "one laboratory experiment (B1) and to two means of another (B7, with punishment), and "
        "what follows asks how far that carries. Use results "
        "to compare interventions under stated assumptions, not as forecasts for a place.",
        "**Ours** is the mean over replicates of a shipped scenario or design, with its standard "
        f"error: chance, not parameters. **Draws** are the same at {draws} draws of the "
        "laboratory's posterior ([calibration.md](calibration.md)): median and 90 %, and how many "
        "of them agree with what is published, where a sign is counted without a margin. The "
        "**verdict** is that of the shipped numbers, the draw that fits best; "
        "[calibration.md](calibration.md#held-out) judges B15 by the median draw. Nothing was "
        "tuned to any case but these and the figures of programmes, and a miss stays a miss. *Not "
        f"representable*: the model has no mechanism that could show it. A sign is met beyond "
        f"{SURE:g} standard errors. *Close*: less than {CLOSE:g} standard errors from "
        f"another verdict. Evidence of the published value: {letters}.",
        "Where chance has a part, a second table tells the **replicates** (runs of each "
        "treatment), the **seed**, and the **false-failure rate**: the chance, at most, that the "
        "check against the registry would fail with another seed though nothing has changed, of "
        "normal errors around our values. *All runs alike*: all replicates agree, so that there is "
        "no error to reckon with.",
        "The verdicts are registered in `analysis/minga/validate/verdicts.csv`; a test fails when "
        "one is no longer true, in either direction. The command prints the row again, and what it "
        "runs can be run and varied by hand: the designs of `scenarios/experiments` named after "
        "the experiments ([scenarios/README.md](../scenarios/README.md)).",
    )
    return "# Validation\n\n" + "\n".join(f"{fill(words, 100)}\n" for words in paragraphs)


def _models(outcomes: list[Outcome]) -> str:
    """Which model each case is measured on."""
    by_model: dict[str, list[str]] = {}
    for outcome in outcomes:
        by_model.setdefault(outcome.case.model, []).append(outcome.case.key)
    if len(by_model) == 1:
        return f"Model: {next(iter(by_model))}.\n"
    return "".join(f"- {', '.join(keys)}: {model}\n" for model, keys in by_model.items())


def _row(outcome: Outcome) -> str:
    case, found = outcome.case, outcome.measured
    low, median, high = outcome.interval
    known, few = bool(np.isfinite(median).all()), median.size <= FEW
    return _line(
        (
            case.key,
            case.measured,
            _published(case),
            case.criterion.text("" if case.unit == "share" else case.unit) if found else "–",
            "–" if found is None else _ours(case, found),
            f"{_values(median)} [{_values(low)} to {_values(high)}]" if known and few else "–",
            f"{outcome.agreeing:.0%}" if known else "–",
            _verdict(outcome),
            case.source,
            case.evidence,
            f"`{case.command}`" if case.command != "–" else "–",
        )
    )


def _verdict(outcome: Outcome) -> str:
    """Bold where not met; marked where luck could have changed it."""
    words = outcome.verdict if outcome.verdict == MET else f"**{outcome.verdict}**"
    return f"{words}, close" if outcome.decisive < CLOSE else words


def _measured(values: np.ndarray, errors: np.ndarray) -> str:
    if not errors.any():
        return _values(values)
    return ", ".join(f"{_number(v)} ± {e:.2g}" for v, e in zip(values, errors, strict=True))


def _ours(case: Case, found: Measured) -> str:
    if np.isnan(found.values).all():
        return "nothing to measure"
    return _fine(found.values) if case.exacting else _measured(found.values, found.errors)


def _published(case: Case) -> str:
    bound = "> " if isinstance(case.criterion, Above) else ""
    return bound + (_fine(case.published) if case.exacting else _values(case.published))


def _fine(values: Iterable[float]) -> str:
    """Values that are compared to many digits."""
    return ", ".join(f"{float(v):.6g}" for v in values)


def _number(value: float) -> str:
    text = f"{value:.{3 if abs(value) < 1.0 else 2}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _values(values: Iterable[float]) -> str:
    return ", ".join(_number(float(v)) for v in values)


def _missed(outcomes: list[Outcome]) -> str:
    rows = [o for o in outcomes if o.verdict != MET]
    told = "".join(
        f"- **{o.case.key}** ({o.verdict}): {o.case.reason.strip() or 'not explained yet.'}\n"
        for o in rows
    )
    return f"## What is missed, and why\n\n{told or 'Nothing.' + chr(10)}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
