"""What ``python -m minga.evaluate`` prints: payers, the same money, the split, and the card."""

from __future__ import annotations

from pathlib import Path

from minga.evaluate.ledger import ALL, PAYERS, payer_table
from minga.evaluate.split import PARTS
from minga.lang import name, percent
from minga.reporting.html import unmarked
from minga.reporting.study import Study
from minga.reporting.terminal import card_line
from minga.reporting.words import Words
from minga.reporting.worth import verdicts


def summary(study: Study, page: Path, lang: str) -> str:
    """The text; its last lines say what the result rests on."""
    words = Words(study, lang)
    lines = _payers(study, words) + _money(study, words) + _split(study, words)
    lines.append(words("cli_results", path=study.results.path))
    lines.append(words("cli_report", path=page))
    return "\n".join([*lines, *card_line(study, words, page)])


def _payers(study: Study, words: Words) -> list[str]:
    if study.worth is None:
        return []
    found = payer_table(study.results, study.worth, study.worth_base)
    nets = found[found["line"] == "net"].set_index("payer")
    lines = [words("cli_payers", units=words.units)]
    for payer in (*PAYERS, ALL):
        row = nets.loc[payer]
        span = words.span(row["low"], row["high"])
        label = name(words.lang, "payer", payer)
        lines.append(f"  {label:<38} {words.amount(row['mean']):>10}  [{span}]")
    return [*lines, ""]


def _money(study: Study, words: Words) -> list[str]:
    found = study.same_money
    if found is None:
        return []
    lines = [words("cli_money", units=words.units, cost=words.amount(found.cost))]
    for _, row in found.rows.iterrows():
        label = name(words.lang, "alternative", row["alternative"])
        line = f"  {label:<38} {words.amount(row['effect'], plus=True):>10}"
        if row["alternative"] != "none":
            line += f"  [{words.span(row['low'], row['high'])}]"
        lines.append(line)
    return [*lines, f"  {unmarked(verdicts(found, words))}", ""]


def _split(study: Study, words: Words) -> list[str]:
    found = study.uncertainty
    if found is None:
        return []
    welfare = found["outcomes"]["welfare"]
    low, high = (words.amount(end, plus=True) for end in welfare["range_90"])
    share = percent(words.lang, welfare["positive"])
    said = words("cli_split", units=words.units, low=low, high=high, positive=share)
    one, many = (_shares(welfare[key], words) for key in ("share", "share_expected"))
    return [said, words("cli_split_parts", one=one, many=many), ""]


def _shares(shares: dict[str, float | None], words: Words) -> str:
    parts = [
        f"{words(f'part_{part}')} {percent(words.lang, shares[part] or 0.0)}"
        for part in PARTS
        if part in shares
    ]
    return ", ".join(parts)
