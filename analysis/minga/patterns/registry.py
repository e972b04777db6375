"""The registry of verdicts: what the last full run found, beside the code that found it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from minga.patterns.runner import Finding

FILE = Path(__file__).with_name("verdicts.csv")
COLUMNS = ("pattern", "verdict", "without", "mechanism", "difference", "error")


@dataclass(frozen=True)
class Entry:
    """One pattern's verdict, that with its mechanism off, and what the mechanism does."""

    verdict: str
    without: str
    mechanism: str
    difference: float
    error: float

    @classmethod
    def of(cls, found: Finding) -> Entry:
        """As it will be read back."""
        return cls(
            found.verdict,
            found.verdict_ablated,
            found.carrier,
            float(f"{found.claim.mean:.4g}"),
            float(f"{found.claim.error:.3g}"),
        )

    def says(self) -> tuple[str, str, str]:
        """What must stay true."""
        return self.verdict, self.without, self.mechanism


def read(file: Path = FILE) -> dict[str, Entry]:
    """The registry; empty where there is none yet."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as text:
        return {
            row["pattern"]: Entry(
                row["verdict"],
                row["without"],
                row["mechanism"],
                float(row["difference"]),
                float(row["error"]),
            )
            for row in csv.DictReader(text)
        }


def write(found: list[Finding], file: Path = FILE) -> None:
    """Make the registry again."""
    with file.open("w", encoding="utf-8", newline="") as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS)
        for finding in found:
            entry = Entry.of(finding)
            table.writerow([finding.pattern.key, *entry.says(), entry.difference, entry.error])


def changes(found: list[Finding], known: dict[str, Entry]) -> list[str]:
    """What the registry says and is no longer true, in either direction."""
    told = []
    for finding in found:
        key, now = finding.pattern.key, Entry.of(finding).says()
        if key not in known:
            told.append(f"{key}: not in the registry, now {now}")
        elif known[key].says() != now:
            told.append(f"{key}: {known[key].says()} in the registry, now {now}")
    found_keys = {finding.pattern.key for finding in found}
    return told + [f"{key}: in the registry, no such pattern" for key in known.keys() - found_keys]
