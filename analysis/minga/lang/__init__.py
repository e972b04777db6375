"""Words and number formats of the two languages. Both dictionaries hold the same keys."""

from __future__ import annotations

import math
from typing import Any

from minga.lang import en, es

LANGUAGES = ("en", "es")
_TEXT = {"en": en.TEXT, "es": es.TEXT}
_NAMES = {"en": en.NAMES, "es": es.NAMES}
MINUS = "\u2212"
NOT_USED = "not used"  # level of a nested factor, by name, where it is not used; else NaN
NARROW = "\u202f"  # narrow no-break space: separates thousands, and a number from its unit


def check(lang: str) -> str:
    """The language code, or ValueError naming what is accepted."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; it must be 'en' or 'es'")
    return lang


def text(lang: str, key: str, **values: Any) -> str:
    """A sentence or label; KeyError for an unknown key."""
    words = _TEXT[check(lang)][key]
    return words.format(**values) if values else words


def of_programme(lang: str, key: str) -> str:
    """The key of the wording for programmes, whose groups may never form; else the same key."""
    own = f"{key}@programme"
    return own if own in _TEXT[check(lang)] else key


def name(lang: str, kind: str, value: Any) -> str:
    """A name for a factor, level, profile or milestone; what has no translation stays as it is."""
    if not is_used(value):
        return _NAMES[check(lang)][f"level:{NOT_USED}"]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return level_number(lang, float(value))
    words = str(value)
    known = _NAMES[check(lang)].get(f"{kind}:{words}")
    if known is not None:
        return known
    try:
        return level_number(lang, float(words))
    except ValueError:
        return words


def is_used(value: Any) -> bool:
    """Whether a factor has a level; a nested one has none where it is not used."""
    return not (value == NOT_USED or (isinstance(value, float) and math.isnan(value)))


def has_name(lang: str, kind: str, value: Any) -> bool:
    """Whether the value has words of its own, so that it needs no kind before it."""
    return f"{kind}:{value}" in _NAMES[check(lang)]


def level_number(lang: str, value: float) -> str:
    """A factor level: as many digits as it needs."""
    return _separators(lang, f"{value:.0f}" if value == round(value) else f"{value:.4g}")


def number(lang: str, value: float, digits: int = 0, plus: bool = False) -> str:
    """A number with the language's separators and a true minus; an en dash where it is missing."""
    if not math.isfinite(value):
        return "–"
    rounded = round(value, digits) + 0.0
    return _separators(lang, f"{rounded:{'+' if plus and rounded else ''},.{digits}f}")


def _separators(lang: str, plain: str) -> str:
    plain = plain.replace("-", MINUS)
    if lang == "es":
        whole, _, decimals = plain.partition(".")
        whole = whole.replace(",", NARROW)
        return f"{whole},{decimals}" if decimals else whole
    return plain


def percent(lang: str, share: float, digits: int = 0) -> str:
    """A share as a percentage."""
    if not math.isfinite(share):
        return "–"
    return number(lang, 100.0 * share, digits) + ("%" if lang == "en" else f"{NARROW}%")


def interval(lang: str, low: float, high: float, digits: int = 0, plus: bool = False) -> str:
    """An interval in words, "2 to 5"; a dash where there is none."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return "–"
    between = " to " if lang == "en" else " a "
    return number(lang, low, digits, plus) + between + number(lang, high, digits, plus)


def digits_for(scale: float) -> int:
    """Decimals that keep about three figures for numbers of this size."""
    if not math.isfinite(scale) or scale <= 0.0 or scale >= 100.0:
        return 0
    return min(4, max(0, 2 - math.floor(math.log10(scale))))
