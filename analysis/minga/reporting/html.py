"""Small builders of HTML that is also well-formed XML: every tag closed, every text escaped."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from html import escape, unescape

from matplotlib.figure import Figure

from minga.plot.style import to_svg

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(words: object) -> str:
    """Text for a page: escaped, without characters that XML forbids."""
    return escape(_FORBIDDEN.sub("", str(words)))


def unmarked(html: str) -> str:
    """The text of a piece of HTML, for the terminal."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def prose(words: str) -> str:
    """A sentence of the dictionaries: `code` in backticks becomes an element."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", words)


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph of ready HTML."""
    return f'<p class="{kind}">{words}</p>' if kind else f"<p>{words}</p>"


def section(key: str, title: str, lang: str, *parts: str) -> str:
    """A section with its heading; '' where nothing is in it."""
    body = "\n".join(part for part in parts if part)
    if not body:
        return ""
    ident = f"{lang}-{key}"
    return (
        f'<section aria-labelledby="{ident}">\n<h2 id="{ident}">{plain(title)}</h2>\n'
        f"{body}\n</section>"
    )


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    words: int = 1,
    kind: str = "",
) -> str:
    """A table with a caption; the first column is the row's header, ``words`` columns are text."""
    looks = ["" if k < words else ' class="num"' for k in range(len(heads))]
    head = "".join(
        f'<th scope="col"{look}>{plain(title)}</th>'
        for look, title in zip(looks, heads, strict=True)
    )
    body = "\n".join(
        "<tr>" + "".join(_cell(k, look, row[k]) for k, look in enumerate(looks)) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{plain(caption)}">'
        f'<table class="{kind}"><caption>{plain(caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(k: int, look: str, content: str) -> str:
    return f'<th scope="row"{look}>{content}</th>' if k == 0 else f"<td{look}>{content}</td>"


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """A list of names and values (values are ready HTML)."""
    inside = "\n".join(f"<div><dt>{plain(k)}</dt><dd>{v}</dd></div>" for k, v in pairs if v)
    return f'<dl class="facts">\n{inside}\n</dl>'


def figure(drawn: Figure, alt: str, caption: str = "", kind: str = "") -> str:
    """A figure embedded as SVG, at its own size or smaller."""
    width, height = (round(96 * inch) for inch in drawn.get_size_inches())
    data = base64.b64encode(to_svg(drawn).encode()).decode()
    legend = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<figure class="{kind}"><div class="scroll">'
        f'<img width="{width}" height="{height}" alt="{plain(alt)}" '
        f'src="data:image/svg+xml;base64,{data}"/></div>{legend}</figure>'
    )


def details(summary: str, *parts: str) -> str:
    """Something folded away."""
    return f"<details><summary>{plain(summary)}</summary>\n" + "\n".join(parts) + "\n</details>"
