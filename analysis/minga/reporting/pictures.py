"""The sections with figures: heat maps, trajectories, ledger, survival, profiles, contrasts."""

from __future__ import annotations

import pandas as pd

from minga import plot
from minga.accounts import LEDGER, by_profile_table, ledger_table
from minga.design import is_share, levels
from minga.lang import name, number, percent
from minga.plot.bands import DEFAULT, recorded
from minga.plot.grid import grid_table
from minga.plot.select import role_label, runs_of
from minga.plot.style import measured_name, outcome_name
from minga.reporting.html import details, figure, paragraph, plain, section, table
from minga.reporting.study import EXTREMES, OUTCOME, Study
from minga.reporting.words import Words
from minga.survival import survival_table
from minga.trajectories import band, horizon, months

HEAT_OUTCOMES = (OUTCOME, "survived")
# Cooperation at the end: the first of these that the file holds.
COOPERATION = ("cooperation_final", "final:cooperation_rate", "cooperation_rate")


def heat(study: Study, words: Words) -> str:
    """Every combination as heat maps, a panel for each level of the third factor."""
    if len(study.grid) < 2 or study.single or not study.progress.whole:
        return ""
    parts = []
    if study.partial:
        k, n = number(words.lang, study.progress.whole), number(words.lang, study.progress.points)
        parts.append(paragraph(words("heat_partial", k=k, n=n), "notice"))
    for outcome in _heat_outcomes(study):
        relative = outcome == OUTCOME and study.has_baseline
        title = measured_name("welfare_relative" if relative else outcome, words.lang)
        intro = words("heat_welfare_intro" if relative else "heat_plain_intro")
        averaged = [words.factor(f) for f in study.factors if f not in study.grid[:3]]
        if averaged:
            intro += " " + words("heat_averaged", factors=words.joined(averaged))
        parts += [f"<h3>{plain(title)}</h3>", paragraph(plain(intro))]
        parts.append(_heat_panels(study, words, outcome, relative))
    title = words("h_heat_partial" if study.partial else "h_heat")
    return section("heat", title, words.lang, *parts)


def _heat_outcomes(study: Study) -> list[str]:
    found = [outcome for outcome in HEAT_OUTCOMES if _recorded(study, outcome)]
    return found + [outcome for outcome in COOPERATION if _recorded(study, outcome)][:1]


def _recorded(study: Study, outcome: str) -> bool:
    if outcome.startswith("final:"):
        variable = outcome.removeprefix("final:")
        return study.results.has("trajectory") and variable in study.results.trajectory.variables
    return outcome in study.results.summary.variables


def _heat_panels(study: Study, words: Words, outcome: str, relative: bool) -> str:
    factors = study.grid[:3]
    cells = grid_table(study.results, outcome, factors, relative)
    shown = levels(study.results, factors[2]) if len(factors) == 3 else [None]
    drawn, tables = [], []
    for level in shown:
        part = cells if level is None else cells[cells[factors[2]] == level]
        panel = (
            ""
            if level is None
            else words(
                "heat_panel", factor=words.factor(factors[2]), level=words.level(factors[2], level)
            )
        )
        made = plot.heatmap(
            study.results,
            outcome,
            rows=factors[0],
            columns=factors[1],
            panels=factors[2] if level is not None else None,
            panel=level,
            relative=relative,
            lang=words.lang,
        )
        drawn.append(figure(made, _heat_alt(study, words, outcome, part, factors, panel)))
        tables.append(_heat_table(study, words, outcome, part, factors, panel))
    folded = details(words("heat_table"), *tables)
    return f'<div class="panels">{"".join(drawn)}</div>{folded}'


def _value(study: Study, words: Words, outcome: str, value: float) -> str:
    if is_share(outcome):
        return percent(words.lang, value)
    return words.amount(value)


def _heat_alt(
    study: Study, words: Words, outcome: str, part: pd.DataFrame, factors: list[str], panel: str
) -> str:
    known = part.dropna(subset=["value"])
    if known.empty:
        return measured_name(outcome, words.lang)
    named = {
        "what": measured_name(outcome, words.lang).lower(),
        "panel": panel,
        "rows": words.factor(factors[0]),
        "columns": words.factor(factors[1]),
    }
    if study.partial:
        m, k = number(words.lang, len(known)), number(words.lang, len(part))
        return words("heat_alt_partial", m=m, k=k, **named)
    ends = {}
    for key, where in (("high", known["value"].idxmax()), ("low", known["value"].idxmin())):
        row = known.loc[where]
        ends[key] = _value(study, words, outcome, row["value"])
        ends[f"{key}_at"] = ", ".join(words.level(f, row[f]) for f in factors[:2])
    return words("heat_alt", **named, **ends)


def _heat_table(
    study: Study, words: Words, outcome: str, part: pd.DataFrame, factors: list[str], panel: str
) -> str:
    row_factor, column_factor = factors[:2]
    wide = part.set_index([row_factor, column_factor])["value"].unstack()
    columns = [c for c in levels(study.results, column_factor) if c in wide.columns]
    rows = [
        [plain(words.level(row_factor, row))]
        + [_value(study, words, outcome, float(wide.at[row, column])) for column in columns]
        for row in levels(study.results, row_factor)
        if row in wide.index
    ]
    heads = [words.factor(row_factor).capitalize()]
    heads += [words.level(column_factor, column) for column in columns]
    caption = measured_name(outcome, words.lang) + panel
    return table(caption, heads, rows)


def over_time(study: Study, words: Words) -> str:
    """Trajectories with bands."""
    results = study.results
    if not results.has("trajectory") or not recorded(results, DEFAULT) or not study.has_outcome:
        return ""
    drawn = plot.trajectory(results, points=words.shown(), lang=words.lang)
    first = recorded(results, DEFAULT)[0]
    ends = []
    for label, point in words.shown().items():
        last = band(results, first, runs_of(results, point))["mean"].dropna()
        value = number(words.lang, float(last.iloc[-1]), 2) if len(last) else "–"
        ends.append(f"{label}, {outcome_name(first, words.lang).lower()}: {value}")
    month = number(words.lang, float(months(results, horizon(results))))
    alt = words(
        "trajectory_alt", months=month, who=words.joined(list(words.shown())), ends="; ".join(ends)
    )
    intro = paragraph(words("trajectory_intro"))
    return section(
        "trajectory",
        words("h_trajectory"),
        words.lang,
        intro,
        figure(drawn, alt, words.shown_caption()),
    )


def accounts(study: Study, words: Words) -> str:
    """The ledger of the best, and of the worst under the same conditions."""
    results = study.results
    if not study.has_outcome or not any(line in results.summary.variables for line in LEDGER):
        return ""
    order = [int(point) for point in study.ranked["point"]]
    chosen = order[:EXTREMES]
    worst = [point for role, point in study.roles.items() if role.startswith("worst")]
    chosen += [point for point in worst if point not in chosen]
    relative = bool(study.base[chosen].notna().all())
    base = study.base if relative else None
    shown = {words.point(point) or role_label("only", words.lang): point for point in chosen}
    drawn = plot.ledger(results, shown, relative=relative, lang=words.lang)
    lines = ledger_table(results, chosen, base).set_index(["point", "line"])
    nets = [
        f"{label}: {words.amount(float(lines.at[(p, OUTCOME), 'mean']))}"
        for label, p in shown.items()
    ]
    intro = paragraph(words("ledger_intro" if relative else "ledger_intro_plain"))
    key = "ledger_axis" if relative else "ledger_axis_plain"
    caption = words(key, units=words.units)
    rows = [
        [plain(label)] + [_ledger_cell(words, lines, point, line) for line in (*LEDGER, OUTCOME)]
        for label, point in shown.items()
    ]
    heads = [words("c_line")] + [words(line) for line in (*LEDGER, OUTCOME)]
    folded = details(words("heat_table"), table(caption, heads, rows))
    return section(
        "ledger",
        words("h_ledger"),
        words.lang,
        intro,
        figure(drawn, words("ledger_alt", nets="; ".join(nets))),
        folded,
    )


def _ledger_cell(words: Words, lines: pd.DataFrame, point: int, line: str) -> str:
    if (point, line) not in lines.index:
        return "–"
    return words.amount(float(lines.at[(point, line), "mean"]), plus=True)


def lives(study: Study, words: Words) -> str:
    """Survival curves."""
    results = study.results
    needed = ("periods_survived", "state")
    if not study.has_outcome or any(v not in results.summary.variables for v in needed):
        return ""
    ends = []
    for label, point in words.shown().items():
        last = survival_table(results, [point]).iloc[-1]
        low, high = percent(words.lang, last["low"]), percent(words.lang, last["high"])
        ends.append(f"{label}: {percent(words.lang, last['survival'])} ({low}–{high})")
    month = number(words.lang, float(months(results, horizon(results))))
    alt = words("survival_alt", months=month, ends="; ".join(ends))
    drawn = plot.survival(results, words.shown(), lang=words.lang)
    return section(
        "survival",
        words("h_survival"),
        words.lang,
        paragraph(words("survival_intro")),
        figure(drawn, alt, words.shown_caption()),
    )


def people(study: Study, words: Words) -> str:
    """Who gains and who pays."""
    if not study.has_profiles or not study.has_outcome:
        return ""
    found = by_profile_table(study.results, list(words.shown().values()))
    ends = []
    for label, point in words.shown().items():
        part = found[found["point"] == point]
        worth = [
            f"{name(words.lang, 'profile', row['profile'])} {words.amount(row['mean'])}"
            for _, row in part.iterrows()
        ]
        ends.append(f"{label}: {', '.join(worth)}")
    drawn = plot.by_profile(study.results, words.shown(), lang=words.lang)
    alt = words("profile_alt", ends="; ".join(ends))
    return section(
        "profile",
        words("h_profile"),
        words.lang,
        paragraph(words("profile_intro")),
        figure(drawn, alt, words.shown_caption()),
    )
