"""How the report writes points, money and intervals in one language."""

from __future__ import annotations

from typing import Any

import pandas as pd

from minga.design import NO_PROGRAMME, points
from minga.lang import digits_for, interval, is_used, name, number, of_programme, text
from minga.plot.select import role_label
from minga.plot.style import factor_name, point_name
from minga.reporting.html import plain
from minga.reporting.study import OUTCOME, Stratum, Study


class Words:
    """One language's view of a study: everything it returns is text for the reader."""

    def __init__(self, study: Study, lang: str) -> None:
        self.study, self.lang = study, lang
        self._table = points(study.results)
        units = study.results.units(OUTCOME)
        self.units = units if units not in ("", "1") else self("currency_unknown")
        self._symbol = units if units not in ("", "1") else ""
        size = study.means.abs().max() if study.has_outcome else 1.0
        self.digits = digits_for(float(size))

    def __call__(self, key: str, **values: Any) -> str:
        """A sentence or label; of candidate groups, where a programme has those."""
        if self.study.results.has("programme"):
            key = of_programme(self.lang, key)
        return text(self.lang, key, **values)

    def point(self, point: int) -> str:
        """A design point in words."""
        return point_name(self.study.results, self._table.loc[point], self.lang)

    def full(self, point: int) -> str:
        """A design point for a sentence: each level with its factor, unless it is "none"."""
        words = []
        for factor in self.study.factors:
            value = self._table.at[point, factor]
            if not is_used(value):
                continue
            level = self.level(factor, value)
            if value == NO_PROGRAMME.get(factor):
                words.append(level)
            elif isinstance(value, str) and not level[:1].isdigit():
                words.append(self("named", factor=self.factor(factor), level=level))
            else:
                words.append(f"{self.factor(factor)} {level}")
        return ", ".join(words)

    def level(self, factor: str, value: Any) -> str:
        return name(self.lang, factor, value)

    def factor(self, factor: str) -> str:
        return factor_name(self.study.results, factor, self.lang)

    def amount(self, value: float, plus: bool = False) -> str:
        """A sum without its currency, for tables that state it."""
        return number(self.lang, value, self.digits, plus)

    def money(self, value: float) -> str:
        """A sum with its currency."""
        return f"{self._symbol}\u00a0{self.amount(value)}" if self._symbol else self.amount(value)

    def span(self, low: float, high: float, plus: bool = False) -> str:
        """An interval of sums."""
        return interval(self.lang, low, high, self.digits, plus)

    def gain(self, row: pd.Series) -> str:
        """A row's gain over no programme; a dash where it is no programme itself."""
        return "–" if self._idle(row) else self.amount(row["difference"], plus=True)

    def gain_span(self, row: pd.Series) -> str:
        """The interval of :meth:`gain`."""
        if self._idle(row):
            return "–"
        return self.span(row["difference_low"], row["difference_high"])

    def _idle(self, row: pd.Series) -> bool:
        base = self.study.base[int(row["point"])]
        return bool(not pd.isna(base) and int(base) == int(row["point"]))

    def repays(self, part: Stratum) -> str:
        """Whether anything repays at this level, as HTML; '' where nothing can say so."""
        if not part.tried:
            return ""
        factor = str(self.study.stratum)
        called = [self.level(f, part.top[f]) for f in self.study.factors if f != factor]
        title = f"{self.factor(factor)} {self.level(factor, part.level)}"
        values = {
            "level": plain(f"{title[:1].upper()}{title[1:]}"),
            "m": number(self.lang, len(part.repaying)),
            "k": number(self.lang, len(part.tried)),
            "best": plain(", ".join(called)),
            "gap": self.money(part.gap.mean),
            "ci": self.span(part.gap.low, part.gap.high),
        }
        return self(_verdict(part), **values)

    def shown(self) -> dict[str, int]:
        """Label -> point of the interventions that the figures show."""
        return {role_label(role, self.lang): point for role, point in self.study.roles.items()}

    def shown_caption(self) -> str:
        """Which combination each label stands for, as HTML; '' for a single scenario."""
        if self.study.single:
            return ""
        parts = [
            f"<b>{plain(label)}</b>: {plain(self.full(p))}" for label, p in self.shown().items()
        ]
        return ". ".join(parts) + "."

    def joined(self, items: list[str]) -> str:
        """A list in a sentence."""
        if len(items) < 2:
            return "".join(items)
        return ", ".join(items[:-1]) + self("and") + items[-1]

    def row_point(self, row: pd.Series) -> str:
        return plain(self.point(int(row["point"])))


def _verdict(part: Stratum) -> str:
    if part.repaying:
        return "repay_all" if len(part.repaying) == len(part.tried) else "repay_some"
    # a gain of nothing at all is what a rule gives that nobody adopts
    return "repay_unsure" if part.gap.mean > 0.0 else "repay_none"
