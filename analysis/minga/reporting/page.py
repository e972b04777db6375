"""The page: both languages in one file, switched by two radio buttons and CSS alone."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from minga.config import localised
from minga.lang import LANGUAGES, check, text
from minga.reporting import closing, evidence, opening, pictures, uncertainty, worth
from minga.reporting.html import plain
from minga.reporting.study import Study
from minga.reporting.words import Words

HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>')


def render(study: Study, lang: str, target: Path) -> str:
    """The whole page as HTML that is also well-formed XML."""
    articles = "\n".join(_article(study, each, target) for each in LANGUAGES)
    style = files("minga.reporting").joinpath("page.css").read_text(encoding="utf-8")
    title = f"{_title(study, check(lang))} · {study.results.path.name}"
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="generator" content="minga"/>
<title>{plain(title)}</title>
<style>
{style}
</style>
</head>
<body>
{_switch(lang)}
{articles}
</body>
</html>
"""


def _switch(lang: str) -> str:
    """Radio buttons before the articles, so that CSS can show one of them."""
    boxes = "".join(
        f'<input type="radio" name="lang" class="switch" id="lang-{each}" '
        f'aria-label="{text(each, "lang_name")}"{checked(each == lang)}/>'
        for each in LANGUAGES
    )
    labels = "".join(
        f'<label for="lang-{each}" lang="{each}">{text(each, "lang_name")}</label>'
        for each in LANGUAGES
    )
    return f'{boxes}\n<div class="switches">{labels}</div>'


def checked(yes: bool) -> str:
    """The attribute of a chosen radio button."""
    return ' checked="checked"' if yes else ""


def _title(study: Study, lang: str) -> str:
    if study.partial:
        return text(lang, "report_title_partial")
    return text(lang, "report_title_single" if study.single else "report_title")


def _article(study: Study, lang: str, target: Path) -> str:
    words = Words(study, lang)
    parts = [
        *(_unfinished(study, words) if study.partial else _finished(study, words)),
        evidence.card(study, words),
        closing.limits(study, words),
        closing.reproduce(study, words, target),
    ]
    body = "\n".join(part for part in parts if part)
    about = localised(study.config, "title", lang) or study.results.attrs.get("title", "")
    return (
        f'<article class="{lang}" lang="{lang}">\n<header><p class="kicker">minga</p>'
        f"<h1>{plain(_title(study, lang))}</h1>"
        f'<p class="about">{plain(about)}</p></header>\n'
        f"{opening.notices(study, words)}\n{_contents(body, lang)}\n"
        f"<main>\n{body}\n</main>\n</article>"
    )


def _finished(study: Study, words: Words) -> list[str]:
    return [
        opening.headline(study, words),
        opening.experiment(study, words),
        opening.ranking(study, words),
        opening.by_stratum(study, words),
        pictures.heat(study, words),
        pictures.over_time(study, words),
        worth.payers(study, words),
        worth.money(study, words),
        uncertainty.uncertainty(study, words),
        pictures.accounts(study, words),
        pictures.lives(study, words),
        closing.milestones(study, words),
        pictures.people(study, words),
        closing.contrasts(study, words),
    ]


def _unfinished(study: Study, words: Words) -> list[str]:
    """Nothing that names a best or a worst, and no average over what happens to have run."""
    return [
        opening.unfinished(study, words),
        opening.experiment(study, words),
        pictures.heat(study, words),
    ]


def _contents(body: str, lang: str) -> str:
    links = "".join(
        f'<li><a href="#{ident}">{title}</a></li>' for ident, title in HEADING.findall(body)
    )
    label = text(lang, "skip")
    return f'<nav aria-label="{label}"><ol>{links}</ol></nav>'
