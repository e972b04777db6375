"""Both languages are whole, and numbers are written as each writes them."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from minga import lang
from minga.lang import en, es

PACKAGE = Path(lang.__file__).resolve().parents[1]


def placeholders(words: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(words) if field}


def test_both_languages_hold_the_same_keys() -> None:
    assert set(en.TEXT) == set(es.TEXT)
    assert set(en.NAMES) == set(es.NAMES)


@pytest.mark.parametrize("key", sorted(en.TEXT))
def test_a_text_takes_the_same_values_in_both_languages(key: str) -> None:
    assert en.TEXT[key].strip() and es.TEXT[key].strip()
    assert placeholders(en.TEXT[key]) == placeholders(es.TEXT[key])


def test_every_text_is_used_somewhere() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "lang"
    )
    built = ("role_", "limit_", "welfare_relative", "part_", "kind_", "verdict_")
    built += ("split_welfare", "split_survived", "money_better", "money_worse", "money_open")
    names = set(re.findall(r"[\"']([a-z_:]+)[\"']", source))
    plain = {k: k.removesuffix("@programme") for k in en.TEXT}  # lang.of_programme adds the ending
    unused = [k for k, p in plain.items() if p not in names and not p.startswith(built)]
    assert unused == []


@pytest.mark.parametrize(
    ("code", "value", "digits", "written"),
    [
        ("en", -1234.5, 1, "−1,234.5"),
        ("es", -1234.5, 1, "−1\u202f234,5"),
        ("en", 0.004, 2, "0.00"),
        ("en", -0.004, 2, "0.00"),
        ("es", float("nan"), 0, "–"),
    ],
)
def test_numbers(code: str, value: float, digits: int, written: str) -> None:
    assert lang.number(code, value, digits) == written


def test_names_fall_back_to_what_the_design_says() -> None:
    assert lang.name("es", "regulation", "none") == "sin reglamento"
    assert lang.name("es", "regulation", "my-own") == "my-own"
    assert lang.name("es", "participation", "0.3") == "0,3"
    with pytest.raises(ValueError, match="'en' or 'es'"):
        lang.text("fr", "welfare")
