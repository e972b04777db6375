"""The section on what the uncertainty is made of: chance, parameters, structure."""

from __future__ import annotations

from typing import Any

from minga import plot
from minga.evaluate.split import PARTS
from minga.lang import name, number, percent
from minga.reporting.html import details, figure, paragraph, plain, prose, section, table
from minga.reporting.study import Study
from minga.reporting.words import Words


def uncertainty(study: Study, words: Words) -> str:
    """Chance, parameters and structure, where they were computed."""
    found = study.uncertainty
    if found is None:
        return ""
    welfare = found["outcomes"]["welfare"]
    low, high = welfare["range_90"]
    factor = number(words.lang, found["factor"], 0 if found["factor"] % 1 == 0 else 1)
    share, mean = welfare["share"], welfare["share_expected"]
    lead = words(
        "split_lead",
        low=words.money(low),
        high=words.money(high),
        factor=factor,
        positive=percent(words.lang, welfare["positive"]),
    )
    parts = {p: percent(words.lang, _or_nan(mean.get(p))) for p in PARTS if p != "chance"}
    one = words("split_one", chance=percent(words.lang, _or_nan(share["chance"])), **parts)
    ends = "; ".join(f"{words(f'part_{p}')}: {v}" for p, v in parts.items())
    drawn = plot.uncertainty(found, words.units, words.lang)
    return section(
        "split",
        words("h_split"),
        words.lang,
        paragraph(lead, "lead"),
        paragraph(one),
        figure(drawn, words("split_alt", ends=ends)),
        paragraph(_drivers(found, words)),
        details(words("heat_table"), _split_table(found, words), _rules_table(found, words)),
        paragraph(_split_note(found, words, factor), "note"),
    )


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _drivers(found: dict[str, Any], words: Words) -> str:
    k = number(words.lang, found["drivers_tried"])
    if not found["drivers"]:
        return words("split_no_drivers", k=k)
    which = [
        f"<code>{plain(one['path'].replace('|', '.'))}</code> "
        f"({number(words.lang, one['rank_correlation'], 2, plus=True)})"
        for one in found["drivers"]
    ]
    return words("split_drivers", k=k, which=words.joined(which))


def _split_table(found: dict[str, Any], words: Words) -> str:
    tables = []
    for outcome, digits in (("welfare", None), ("survived", 1)):
        data = found["outcomes"][outcome]
        heads = [words("c_part"), words("c_sd"), words("c_share"), "±", words("c_share_mean")]
        whole = sum(max(value, 0.0) for value in data["variance"].values()) or float("nan")
        rows = []
        for part in PARTS:
            spread = max(data["variance"][part], 0.0) ** 0.5
            shown = words.amount(spread) if digits is None else number(words.lang, 100 * spread, 1)
            rows.append(
                [
                    plain(words(f"part_{part}")),
                    shown,
                    percent(words.lang, _or_nan(data["share"].get(part))),
                    percent(words.lang, data["variance_se"][part] / whole),
                    percent(words.lang, _or_nan(data["share_expected"].get(part))),
                ]
            )
        what = words.units if digits is None else words("c_points")
        label = f"{words('split_caption')}: {words(f'split_{outcome}')} ({what})"
        tables.append(table(label, heads, rows))
    return "\n".join(tables)


def _rules_table(found: dict[str, Any], words: Words) -> str:
    heads = [words("c_rules"), words("split_welfare"), "±", words("c_survival"), "±"]
    welfare, alive = found["outcomes"]["welfare"], found["outcomes"]["survived"]
    rows = [
        [
            plain(name(words.lang, "rules", rule)),
            words.amount(welfare["model_mean"][k]),
            words.amount(welfare["model_se"][k]),
            number(words.lang, 100 * alive["model_mean"][k], 1, plus=True),
            number(words.lang, 100 * alive["model_se"][k], 1),
        ]
        for k, rule in enumerate(found["rules"])
    ]
    return table(words("split_rules_caption", units=words.units), heads, rows)


def _split_note(found: dict[str, Any], words: Words, factor: str) -> str:
    welfare = found["outcomes"]["welfare"]
    values = {key: number(words.lang, welfare[key]) for key in ("draws", "models")}
    values["n"] = number(words.lang, welfare["replicates"])
    values["ranges"] = number(words.lang, found["drawn_from_ranges"])
    values["carried"] = number(words.lang, found["drawn_from_calibration"])
    return prose(words("split_note", factor=factor, **values))
