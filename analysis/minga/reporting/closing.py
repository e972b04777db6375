"""The last sections: milestones, one factor at a time, limits, how to reproduce."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from minga import plot
from minga.accounts import milestones as milestone_table
from minga.config import localised, scenario_table
from minga.contrast import compare
from minga.lang import name, number, percent
from minga.reporting.html import details, facts, figure, paragraph, plain, prose, section, table
from minga.reporting.study import OUTCOME, Study
from minga.reporting.words import Words

LIMITS = ("synthetic", "parameters", "population", "curse", "survivors", "decision")


def milestones(study: Study, words: Words) -> str:
    """Share of groups that reached each milestone, and when."""
    if not study.has_milestones or not study.has_outcome:
        return ""
    shown = words.shown()
    found = milestone_table(study.results, list(shown.values())).set_index(["milestone", "point"])
    heads = [words("c_milestone")]
    for label in shown:
        heads += [f"{label}: {words(key)}" for key in ("c_reached", "c_median")]
    rows = []
    for reached in dict.fromkeys(found.index.get_level_values(0)):
        row = [plain(name(words.lang, "milestone", reached))]
        for point in shown.values():
            cell = found.loc[(reached, point)]
            row += [percent(words.lang, cell["share"]), number(words.lang, cell["median_month"])]
        rows.append(row)
    caption = words("milestones_caption")
    return section(
        "milestones",
        words("h_milestones"),
        words.lang,
        table(caption, heads, rows),
        paragraph(words.shown_caption(), "note") if not study.single else "",
    )


def contrasts(study: Study, words: Words) -> str:
    """Paired contrasts of each factor's levels, or the trend where nothing pairs."""
    if study.single or not study.has_outcome:
        return ""
    parts = []
    for factor in study.factors:
        heading = f"<h3>{plain(words.factor(factor).capitalize())}</h3>"
        parts += [heading, _contrast(study, words, factor) or _trend(study, words, factor)]
    intro = paragraph(words("contrast_intro"))
    return section("contrast", words("h_contrast"), words.lang, intro, *parts)


def _contrast(study: Study, words: Words, factor: str) -> str:
    if factor not in study.grid:
        return ""
    try:
        found = compare(study.results, factor, OUTCOME, adjust="bonferroni")
    except ValueError:
        return ""
    rows, ends = [], []
    for _, row in found.iterrows():
        level, gap = words.level(factor, row["level"]), words.amount(row["difference"], plus=True)
        ends.append(f"{level}: {gap}")
        rows.append(
            [plain(level), gap, words.span(row["low"], row["high"]), number(words.lang, row["n"])]
        )
    reference = words.level(factor, found["reference"].iloc[0])
    caption = words(
        "contrast_caption", units=words.units, factor=words.factor(factor), reference=reference
    )
    heads = [words("c_level"), words("c_difference"), words("c_ci"), words("c_replicates")]
    alt = words("contrast_alt", factor=words.factor(factor), ends="; ".join(ends))
    drawn = plot.contrasts(study.results, factor, OUTCOME, lang=words.lang)
    return figure(drawn, alt) + details(words("heat_table"), table(caption, heads, rows))


def _trend(study: Study, words: Words, factor: str) -> str:
    none = paragraph(words("contrast_none", factor=words.factor(factor)))
    column = study.ranked[factor]
    if not pd.api.types.is_numeric_dtype(column) or column.nunique() < 2:
        return none
    drawn = plot.response(study.results, factor, OUTCOME, lang=words.lang)
    return none + figure(drawn, words("response_alt", factor=words.factor(factor)))


def limits(study: Study, words: Words) -> str:
    """What the reader must not conclude."""
    # what was not ranked has no winner to warn of
    unranked = study.single or study.partial
    chosen = [key for key in LIMITS if key != "curse" or not unranked]
    items = [f"<li>{prose(words(f'limit_{key}'))}</li>" for key in chosen]
    source = localised(scenario_table(study.config), "source", words.lang)
    if source:
        items.append(f"<li>{words('limit_source', source=plain(source))}</li>")
    return section("limits", words("h_limits"), words.lang, f"<ul>{''.join(items)}</ul>")


def reproduce(study: Study, words: Words, page: Path) -> str:
    """Command, seed, version, configuration."""
    attrs, path = study.results.attrs, study.results.path
    unknown = words("r_unknown")

    def code(key: str) -> str:
        return f"<code>{plain(attrs.get(key) or unknown)}</code>"

    git = code("git_sha1")
    git = words("r_dirty", git=git) if attrs.get("git_dirty") else git
    verb = "sweep" if study.factors else "run"
    rebuild = f"minga {verb} {path.stem}.toml -o {path.name} --seed {attrs.get('seed', 'SEED')}"
    again = f"minga report {path.name} -o {page.name} --lang {words.lang}"
    pairs = [
        (words("r_command_recorded"), code("history")),
        (words("r_report"), f"<code>{plain(again)}</code>"),
        (words("t_seed"), code("seed")),
        (words("r_version"), code("software_version")),
        (words("r_git"), git),
        (words("r_compiler"), plain(attrs.get("compiler") or unknown)),
        (words("r_rng"), plain(attrs.get("rng") or unknown)),
        (words("r_created"), plain(attrs.get("created") or unknown)),
        (words("r_hash"), code("config_sha256")),
    ]
    parts = [facts(pairs)]
    if study.results.config:
        said = words("r_rebuild", file=f"<code>{plain(path.stem)}.toml</code>")
        config = plain(study.results.config)
        parts += [
            paragraph(f"{said}:"),
            f"<pre>{plain(rebuild)}</pre>",
            details(words("r_config"), f'<pre class="config">{config}</pre>'),
        ]
    parts.append(paragraph(words("methods"), "note"))
    return section("reproduce", words("h_reproduce"), words.lang, *parts)
