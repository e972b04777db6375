"""The description of the model names every parameter that the model has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Names and words for people, which the model does not read.
WORDS = {"name", "title", "description", "source", "currency"}
#: Tables of files that say what is run and recorded, or how files are put together.
FORMAT = (
    "A scenario file",
    "What is recorded",
    "Runs",
    "A design: ",
    "A factor of a design",
    "What is typical of a kind",
)


def parameters() -> dict[str, set[str]]:
    """Keys by the title of their table in the generated list of parameters."""
    text = (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8")
    tables = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title = section.splitlines()[0]
        if not title.startswith(FORMAT):
            tables[title] = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) - WORDS
    return tables


def words_in_code(text: str) -> set[str]:
    """Words in blocks of code and between backticks, which may run over the end of a line."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^```\n.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    inline = re.findall(r"`([^`]+)`", rest)
    assert all("\n\n" not in code for code in inline), "a backtick is not closed"
    return set(re.findall(r"\w+", " ".join([*blocks, *inline])))


def test_the_list_of_parameters_is_read() -> None:
    tables = parameters()
    assert len(tables) > 15
    assert "belief_concentration" in tables["Constants of the equations"]
    assert sum(map(len, tables.values())) > 200


def test_every_parameter_of_the_model_is_in_its_description() -> None:
    named = words_in_code((ROOT / "docs" / "model" / "odd.md").read_text(encoding="utf-8"))
    missing = {title: sorted(keys - named) for title, keys in parameters().items() if keys - named}
    assert not missing, missing
