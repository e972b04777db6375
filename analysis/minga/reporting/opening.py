"""The first sections: the short answer, what was tried, the ranking, the best per stratum."""

from __future__ import annotations

import numpy as np
import pandas as pd

from minga.config import first, localised, scenario_table
from minga.design import levels, matrix
from minga.lang import number, percent
from minga.progress import resume_command
from minga.reporting.html import details, facts, paragraph, plain, prose, section, table
from minga.reporting.study import EXTREMES, Study
from minga.reporting.words import Words
from minga.trajectories import horizon, months

SET_SHOWN = 24


def notices(study: Study, words: Words) -> str:
    """What the reader has to know before anything else: an unfinished file, failed runs."""
    parts, state = [], study.progress
    total = number(words.lang, state.runs)
    if study.partial:
        return ""  # the page's first section says it at length
    if not state.finished:
        parts.append(words("not_complete", m=number(words.lang, state.done), total=total))
    if state.failed:
        parts.append(words("failed_runs", n=number(words.lang, state.failed), total=total))
    if study.has_outcome and study.unranked:
        k, n = number(words.lang, study.unranked), number(words.lang, state.points)
        parts.append(words("failed_points", k=k, n=n))
    return "\n".join(paragraph(part, "notice") for part in parts)


def unfinished(study: Study, words: Words) -> str:
    """Instead of an answer: how much has run, why that is no answer, and how to go on."""
    if not study.partial:
        return ""
    state, lang = study.progress, words.lang
    values = {key: number(lang, getattr(state, key)) for key in ("whole", "points", "done", "runs")}
    pairs = [
        (words("p_worked"), number(lang, state.worked)),
        (words("p_failed"), number(lang, state.failed)),
        (words("p_not_run"), number(lang, state.not_run)),
    ]
    command = resume_command(study.results)
    return section(
        "partial",
        words("h_partial"),
        lang,
        paragraph(words("partial_lead", **values), "lead"),
        facts(pairs),
        paragraph(words("partial_why"), "notice"),
        paragraph(prose(words("partial_resume"))),
        f"<pre>{plain(command)}</pre>" if command else "",
    )


def headline(study: Study, words: Words) -> str:
    """Which combination serves best, and how sure that is."""
    if not study.has_outcome:
        return ""
    best = study.ranked.iloc[0]
    mean, ci = words.money(best["mean"]), words.span(best["low"], best["high"])
    if study.single:
        parts = [paragraph(words("headline_single", mean=mean, ci=ci), "lead")]
        return section("headline", words("h_headline"), words.lang, *parts, _alive(study, words))
    called = plain(words.full(int(best["point"])))
    parts = [
        paragraph(_sentence(words("headline_best", best=called, mean=mean, ci=ci)), "lead"),
        paragraph(_against_none(study, words, best)),
        paragraph(f"{_lead(study, words)} {_set_size(study, words)}"),
        paragraph(_honest(study, words)),
        _repays(study, words),
        _set_list(study, words),
    ]
    return section("headline", words("h_headline"), words.lang, *parts)


def _sentence(words: str) -> str:
    """A capital at the start of a sentence that begins with emphasis."""
    tag, rest = ("<strong>", words[8:]) if words.startswith("<strong>") else ("", words)
    return tag + rest[:1].upper() + rest[1:]


def _alive(study: Study, words: Words) -> str:
    if "survived" not in study.results.summary.variables:
        return ""
    share = float(np.nanmean(matrix(study.results, "survived")))  # of all started, not failed
    month = number(words.lang, float(months(study.results, horizon(study.results))))
    return paragraph(words("headline_survival", share=percent(words.lang, share), month=month))


def _against_none(study: Study, words: Words, best: pd.Series) -> str:
    base = study.base[int(best["point"])]
    if pd.isna(base):
        return words("no_baseline")
    if int(base) == int(best["point"]):
        return words("headline_base_is_best")
    low, high = best["difference_low"], best["difference_high"]
    key = "headline_base_better" if low > 0.0 else "headline_base_unsure"
    return words(key, gap=words.money(best["difference"]), ci=words.span(low, high))


def _lead(study: Study, words: Words) -> str:
    lead = study.lead
    second = plain(words.full(int(study.ranked["point"].iloc[1])))
    if lead.mean == 0.0 and lead.se == 0.0:
        return words("headline_second_tied", second=second)
    key = "headline_second_sure" if lead.low > 0.0 else "headline_second_unsure"
    return words(key, second=second, gap=words.money(lead.mean), ci=words.span(lead.low, lead.high))


def _set_size(study: Study, words: Words) -> str:
    m, k = int(study.ranked["best_set"].sum()), len(study.ranked)
    key = "headline_set_one" if m == 1 else "headline_set_all" if m == k else "headline_set"
    return words(key, m=number(words.lang, m), k=number(words.lang, k))


def _honest(study: Study, words: Words) -> str:
    honest, gap = study.honest, study.honest_gap
    if not np.isfinite(honest.low):
        return ""
    ci = words.span(honest.low, honest.high)
    parts = [words("headline_honest", mean=words.money(honest.mean), ci=ci)]
    if np.isfinite(gap.low):
        ci = words.span(gap.low, gap.high)
        parts.append(words("headline_honest_gap", gap=words.money(gap.mean), ci=ci))
    return " ".join(parts)


def _set_list(study: Study, words: Words) -> str:
    chosen = study.ranked[study.ranked["best_set"]]
    if len(chosen) < 2:
        return ""
    items = [f"<li>{words.row_point(row)}</li>" for _, row in chosen.head(SET_SHOWN).iterrows()]
    if len(chosen) > SET_SHOWN:
        rest = number(words.lang, len(chosen) - SET_SHOWN)
        items.append(f"<li>{words('best_set_more', n=rest)}</li>")
    title = words("best_set_list", m=number(words.lang, len(chosen)))
    return details(title, f'<ol class="columns">{"".join(items)}</ol>')


def _repays(study: Study, words: Words) -> str:
    """Level by level, whether anything tried gains over doing nothing."""
    said = [words.repays(part) for part in study.strata] if study.has_strata else []
    if not any(said):
        return ""
    intro = paragraph(words("repay_intro", factor=plain(words.factor(str(study.stratum)))))
    return intro + f"<ul>{''.join(f'<li>{each}</li>' for each in said if each)}</ul>"


def experiment(study: Study, words: Words) -> str:
    """Factors, replicates, horizon, seed, main measure."""
    results, lang = study.results, words.lang
    periods = horizon(results)
    pairs = [
        (words("t_scenario"), plain(localised(scenario_table(study.config), "title", lang))),
        (words("t_factors"), _factors(study, words)),
        (words("t_points"), "" if study.single else number(lang, study.progress.points)),
        (words("c_replicates" if study.single else "t_replicates"), number(lang, study.replicates)),
        (words("t_runs"), number(lang, study.progress.runs)),
        (
            words("t_horizon"),
            words(
                "t_horizon_value",
                periods=number(lang, periods),
                days=number(lang, results.period_days),
                months=number(lang, float(months(results, periods))),
            ),
        ),
        (words("t_outcome"), words("t_outcome_value", units=plain(words.units))),
        (words("t_crn"), "" if study.single else _shared(study, words)),
        (words("t_seed"), f"<code>{plain(results.attrs.get('seed', words('r_unknown')))}</code>"),
    ]
    return section("experiment", words("h_experiment"), lang, facts(pairs))


def _shared(study: Study, words: Words) -> str:
    return words(
        "t_crn_no" if first(study.config, "common_random_numbers") is False else "t_crn_yes"
    )


def _factors(study: Study, words: Words) -> str:
    items = []
    for factor in study.factors:
        found = levels(study.results, factor)
        if factor in study.grid:
            inside = ", ".join(plain(words.level(factor, level)) for level in found)
        elif isinstance(found[0], float):
            ends = [words.level(factor, end) for end in (found[0], found[-1])]
            inside = words("t_range", n=number(words.lang, len(found)), low=ends[0], high=ends[1])
        else:
            inside = words("t_levels", n=number(words.lang, len(found)))
        items.append(f"<li><b>{plain(words.factor(factor))}</b>: {inside}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def ranking(study: Study, words: Words) -> str:
    """The five best and the five worst."""
    if study.single or not study.has_outcome:
        return ""
    heads = [words("c_rank"), *(words.factor(f).capitalize() for f in study.factors)]
    heads += [words("c_mean"), words("c_ci")]
    if study.has_baseline:
        heads += [words("c_gain"), words("c_gain_ci")]
    heads.append(words("c_set"))
    count = min(EXTREMES, (len(study.ranked) + 1) // 2)
    worst = study.ranked.iloc[max(count, len(study.ranked) - EXTREMES) :]
    rows = [_rank_row(study, words, row) for _, row in study.ranked.head(count).iterrows()]
    if len(study.ranked) > count + len(worst):
        rows.append(["⋮"] + [""] * (len(heads) - 1))
    rows += [_rank_row(study, words, row) for _, row in worst.iterrows()]
    caption = words("rank_caption", units=words.units)
    shown = table(caption, heads, rows, words=1 + len(study.factors), kind="rank")
    note = paragraph(words("rank_note"), "note")
    return section("rank", words("h_rank"), words.lang, shown, note)


def _rank_row(study: Study, words: Words, row: pd.Series) -> list[str]:
    cells = [number(words.lang, row["rank"])]
    cells += [plain(words.level(factor, row[factor])) for factor in study.factors]
    cells += [f"<b>{words.amount(row['mean'])}</b>", words.span(row["low"], row["high"])]
    if study.has_baseline:
        cells += [words.gain(row), words.gain_span(row)]
    return [*cells, words("yes" if row["best_set"] else "no")]


def by_stratum(study: Study, words: Words) -> str:
    """The best combination at each level of the circumstance."""
    factor = study.stratum
    if factor is None or not study.has_strata:
        return ""
    rows = []
    for part in study.strata:
        best = part.best
        called = ", ".join(words.level(f, best[f]) for f in study.factors if f != factor)
        rows.append(
            [
                plain(words.level(factor, part.level)),
                plain(called),
                f"<b>{words.amount(best['mean'])}</b>",
                words.gain(best),
                words.gain_span(best),
                _of(words, part.may, part.count),
                _of(words, len(part.repaying), len(part.tried)),
            ]
        )
    heads = [words.factor(factor).capitalize()]
    columns = ("c_best", "c_mean", "c_gain", "c_gain_ci", "c_set", "c_repay")
    heads += [words(column) for column in columns]
    caption = f"{words('strata_caption', factor=words.factor(factor))}; {words.units}"
    shown = table(caption, heads, rows, words=2)
    title = words("h_strata", factor=words.factor(factor))
    intro, note = paragraph(prose(words("strata_note"))), paragraph(words("repay_note"), "note")
    return section("strata", title, words.lang, intro, shown, note)


def _of(words: Words, part: int, whole: int) -> str:
    return f"{number(words.lang, part)} / {number(words.lang, whole)}" if whole else "–"
