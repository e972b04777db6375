"""The context card: which evidence each part of the result rests on, and where not to carry it."""

from __future__ import annotations

from collections import Counter

from minga.evidence import BY_FIT, KINDS, UNIDENTIFIED, UNSTATED, Origin
from minga.evidence.kinds import OF_THE_FIELD
from minga.evidence.paths import table_key
from minga.lang import has_name, name, number
from minga.reporting.html import details, paragraph, plain, section, table
from minga.reporting.study import Study
from minga.reporting.words import Words

LABORATORY = ("Fischbacher & Gächter 2010", "Tversky & Kahneman 1992", "Fehr & Gächter 2002")
FIELD = ("[INTI]", "[Otavalo]", "[RedEAmérica]", "[Dini 2003]", "[BID-FOMIN]")


def card(study: Study, words: Words) -> str:
    """Counts, lists, populations and limits, all from the scenario and the stated sources."""
    found = study.card
    if not sum(found.counts.values()):
        return ""
    values = {kind: number(words.lang, found.counts[kind]) for kind in KINDS}
    total = number(words.lang, sum(found.counts.values()))
    extra = words("card_unstated", n=values[UNSTATED]) if found.counts[UNSTATED] else ""
    values["unstated"] = extra
    parts = [paragraph(words("card_lead", total=total, **values), "lead")]
    if found.varied:
        which = ", ".join(f"<code>{plain(path)}</code>" for path in found.varied[:8])
        which += "…" if len(found.varied) > 8 else ""
        parts.append(paragraph(words("card_varied", which=which)))
    parts += [_kinds(study, words), _populations(study, words)]
    items = "".join(f"<li>{item}</li>" for item in limits(study, words))
    parts += [f"<h3>{plain(words('card_not_h'))}</h3>", f"<ul>{items}</ul>", _lists(study, words)]
    return section("card", words("h_card"), words.lang, *parts)


def _kinds(study: Study, words: Words) -> str:
    heads = [words("c_kind"), words("c_where"), words("c_count")]
    rows = []
    for kind in KINDS:
        part = study.card.parts[kind]
        if part:
            label = plain(words(f"kind_{kind}"))
            rows.append([label, _where(part, words), number(words.lang, len(part))])
    return table(words("card_caption"), heads, rows, words=2)


def _where(part: list[Origin], words: Words) -> str:
    """Sections of the parameter table with their counts, most first."""
    counts = Counter(table_key(origin.path).split(".")[0].split("[")[0] for origin in part)
    return ", ".join(
        f"{plain(name(words.lang, 'place', place))}\u00a0{number(words.lang, n)}"
        for place, n in counts.most_common()
    )


def _populations(study: Study, words: Words) -> str:
    heads = [words(key) for key in ("c_evidence", "c_population", "c_gives", "c_direction")]
    rows = []
    for source, full, part in study.card.sources:
        known = has_name(words.lang, "evidence", source)
        who = name(words.lang, "evidence", source) if known else words("card_population_other")
        rows.append([plain(source), plain(who), number(words.lang, full), number(words.lang, part)])
    return table(words("card_population_caption"), heads, rows, words=2) if rows else ""


def limits(study: Study, words: Words) -> list[str]:
    """Where the result should not be carried, as far as the scenario's own sources tell."""
    found = study.card
    counts = found.counts
    total = sum(counts.values())
    cited = {source for source, _, _ in found.sources}
    said = []
    by_fit = [origin for kind in BY_FIT for origin in found.parts[kind]]
    if not by_fit:
        said.append(words("card_not_forecast"))
    field = sum(OF_THE_FIELD in origin.source for origin in by_fit)
    for key, n in (
        ("card_not_field", field),
        ("card_not_fitted", len(by_fit) - field),
        ("card_not_identified", counts[UNIDENTIFIED]),
    ):
        if n:
            said.append(words(key, n=number(words.lang, n)))
    assumed = total - counts["documented"] - len(by_fit)
    if assumed:
        both = {"assumed": number(words.lang, assumed), "total": number(words.lang, total)}
        said.append(words("card_not_assumed", **both))
    if found.firms and found.kind:
        said.append(
            words(
                "card_not_size",
                firms=number(words.lang, found.firms),
                margin=plain(f"{found.currency}\u00a0{number(words.lang, found.margin)}"),
                months=number(words.lang, found.months),
                kind=plain(name(words.lang, "association", found.kind)),
            )
        )
    if cited & set(LABORATORY):
        said.append(words("card_not_laboratory"))
    if "[RedEAmérica]" in cited:
        said.append(words("card_not_success"))
    if cited & set(FIELD):
        said.append(words("card_not_place"))
    return [*said, words("card_not_firms")]


def _lists(study: Study, words: Words) -> str:
    heads = [words("c_number"), words("c_level"), words("c_source")]
    tables = []
    for kind in KINDS:
        part = study.card.parts[kind]
        if part:
            rows = [
                [f"<code>{plain(o.path)}</code>", plain(_written(o.value)), plain(o.source or "–")]
                for o in part
            ]
            tables.append(table(words(f"kind_{kind}"), heads, rows, words=3))
    return details(words("card_list"), *tables)


def _written(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {inner}" for key, inner in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)
