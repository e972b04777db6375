"""The sections on worth: who pays, and what the same money does."""

from __future__ import annotations

import pandas as pd

from minga import plot
from minga.design import association_count
from minga.evaluate.ledger import ALL, PAYERS, has_profiles, payer_table, profile_table
from minga.evaluate.same_money import BETTER, OPEN, WORSE, SameMoney
from minga.evaluate.settings import founders
from minga.lang import interval, name, number
from minga.reporting.html import details, figure, paragraph, plain, section, table
from minga.reporting.study import Study
from minga.reporting.words import Words


def payers(study: Study, words: Words) -> str:
    """The ledger by payer, and the members' part by profile."""
    if study.worth is None:
        return ""
    found = payer_table(study.results, study.worth, study.worth_base)
    firms = founders(study.results, study.worth)
    known = firms == firms
    heads = [words("c_payer"), words("c_gains"), words("c_costs"), words("c_net"), words("c_ci")]
    heads += [words("c_firm"), words("c_ci")] if known else []
    heads += [words("c_less_none"), words("c_gain_ci")] if study.worth_base is not None else []
    rows = [_payer(study, words, found, payer, known) for payer in (*PAYERS, ALL)]
    shown = table(words("payers_caption", units=words.units), heads, rows, kind="ledger")
    key = "payers_note" if known else "payers_note_open"
    said = words(key, firms=number(words.lang, firms)) if known else words(key)
    parts = [paragraph(_of(study, words)), shown, paragraph(said, "note")]
    if has_profiles(study.results):
        parts += _profiles(study, words)
    return section("payers", words("h_payers"), words.lang, *parts)


def _of(study: Study, words: Words) -> str:
    called = words.full(int(study.worth or 0)) or words("role_only")
    each = int(association_count(study.results).max())
    n = number(words.lang, study.replicates * each)
    said = words("worth_of", programme=plain(called), n=n)
    if len(study.ranked) > 2:
        said += " " + words("worth_picked", k=number(words.lang, len(study.ranked)))
    return said


def _payer(study: Study, words: Words, found: pd.DataFrame, payer: str, known: bool) -> list[str]:
    part = found[found["payer"] == payer].set_index("line")
    net = part.loc["net"]
    if payer == ALL:
        sums = found[found["payer"] != ALL].groupby("line")["mean"].sum()
        gain, paid = sums["gain"], sums["cost"]
    else:
        gain, paid = part.at["gain", "mean"], part.at["cost", "mean"]
    cells = [plain(name(words.lang, "payer", payer)), words.amount(gain), words.amount(paid)]
    cells += [f"<b>{words.amount(net['mean'])}</b>", words.span(net["low"], net["high"])]
    if known:
        cells.append(words.amount(net["firm_mean"]))
        cells.append(words.span(net["firm_low"], net["firm_high"]))
    if study.worth_base is not None:
        cells.append(words.amount(net["difference"], plus=True))
        cells.append(words.span(net["difference_low"], net["difference_high"]))
    return cells


def _profiles(study: Study, words: Words) -> list[str]:
    found = profile_table(study.results, int(study.worth or 0))
    moved = "transfers" in found.columns
    heads = [words(key) for key in ("c_profile", "c_firms", "c_gains", "c_costs", "c_net", "c_ci")]
    heads.append(words("c_firm"))
    heads += [words("c_transfers"), words("c_ci")] if moved else []
    rows = []
    for _, row in found.iterrows():
        each = row["net"] / row["firms"] if row["firms"] else float("nan")
        cells = [plain(name(words.lang, "profile", row["profile"]))]
        cells += [number(words.lang, row["firms"], 1), words.amount(row["gain"])]
        cells += [words.amount(row["cost"]), f"<b>{words.amount(row['net'])}</b>"]
        cells += [words.span(row["net_low"], row["net_high"]), words.amount(each)]
        if moved:
            ends = row["transfers_low"], row["transfers_high"]
            cells += [number(words.lang, row["transfers"], 1), interval(words.lang, *ends, 1)]
        rows.append(cells)
    caption = words("payers_profile_caption", units=words.units)
    return [table(caption, heads, rows), paragraph(words("payers_profile_note"), "note")]


def money(study: Study, words: Words) -> str:
    """The programme against nothing, individual support and cash."""
    if study.partial or not study.has_outcome:
        return ""
    found = study.same_money
    if found is None:
        if study.worth_base is not None and study.replicates < 2:
            return ""  # one replicate says nothing of chance
        if study.has_baseline:
            return section("money", words("h_money"), words.lang, paragraph(words("money_free")))
        return section("money", words("h_money"), words.lang, *_no_comparison(study, words))
    firm = words.money(found.per_firm)
    lead = words("money_lead", cost=words.money(found.cost), firm=firm)
    heads = [words("c_alternative"), words("c_effect"), words("c_ci")]
    heads += [words("c_programme_less"), words("c_ci"), words("c_verdict")]
    rows = [_alternative(words, row) for _, row in found.rows.iterrows()]
    ends = "; ".join(
        f"{name(words.lang, 'alternative', row['alternative'])}: {words.amount(row['effect'])}"
        for _, row in found.rows.iterrows()
    )
    return section(
        "money",
        words("h_money"),
        words.lang,
        paragraph(f"{lead} {verdicts(found, words)}"),
        table(words("money_caption", units=words.units), heads, rows),
        figure(plot.money(found, words.units, words.lang), words("money_alt", ends=ends)),
        paragraph(words("money_note"), "note"),
        _carried(found, words),
    )


def _no_comparison(study: Study, words: Words) -> list[str]:
    scenario = study.card.scenario or "SCENARIO"
    said = paragraph(words("money_none", how=words("money_how")))
    return [said, f"<pre>python -m minga.evaluate {plain(scenario)}</pre>"]


def verdicts(found: SameMoney, words: Words) -> str:
    """What the programme beats, what beats it, and what is open, in sentences."""
    said = []
    for verdict in (BETTER, WORSE, OPEN):
        part = found.rows[found.rows["verdict"] == verdict]["alternative"]
        if len(part):
            named = [name(words.lang, "alternative", one) for one in part]
            which = words.joined([one[:1].lower() + one[1:] for one in named])
            said.append(words(f"money_{verdict}", which=which))
    return " ".join(said)


def _alternative(words: Words, row: pd.Series) -> list[str]:
    none = row["alternative"] == "none"
    own = row["alternative"] == "programme"
    cells = [plain(name(words.lang, "alternative", row["alternative"]))]
    cells.append(f"<b>{words.amount(row['effect'], plus=True)}</b>")
    cells.append("–" if none else words.span(row["low"], row["high"]))
    if own:
        return [*cells, "–", "–", "–"]
    cells.append(words.amount(row["gap"], plus=True))
    cells.append(words.span(row["gap_low"], row["gap_high"]))
    return [*cells, words(f"verdict_{row['verdict']}")]


def _carried(found: SameMoney, words: Words) -> str:
    heads = [words("c_number"), words("c_range"), words("c_source")]
    rows = [
        [
            plain(name(words.lang, "carried", one.name)),
            interval(words.lang, one.low, one.high, 3 if one.high < 0.1 else 2),
            plain(name(words.lang, "carried_source", one.name)),
        ]
        for one in found.evidence
    ]
    shown = table(words("money_carried_caption"), heads, rows, words=3)
    return details(words("money_carried", n=number(words.lang, len(rows))), shown)
