"""What a stated source amounts to: a document, a fit, an assumption, or no evidence at all.

The words are those that the parameter table and the files of ``scenarios`` use, explained in
``scenarios/README.md``: "assumed" means that no document gives the number, also where a document
gives its direction.
"""

from __future__ import annotations

import re

DOCUMENTED = "documented"  # a document or a paper gives the number or the fact
FITTED = "fitted"  # so that the model reproduces laboratory data or figures of the field
UNIDENTIFIED = "unidentified"  # one draw of such a fit, whose data leave the number open
ASSUMED = "assumed"  # nobody gives the number
UNSTATED = "unstated"  # changed by a user, without a source that the results could quote
DEFINED = "defined"  # switched off, absent, or true by definition: needs no evidence
KINDS = (DOCUMENTED, FITTED, UNIDENTIFIED, ASSUMED, UNSTATED)
BY_FIT = (FITTED, UNIDENTIFIED)

LABEL = re.compile(r"\[[A-Z][^\]]*\]")
PAPER = re.compile(r"[A-Z][a-zäöüé]+(?: (?:&|and) [A-Z][a-zäöüé]+)*(?: et al\.)?,? (?:19|20)\d\d")
# The word by which shipped defaults tell the fit to programmes of business networks from the fit
# of a laboratory scenario to its own people.
OF_THE_FIELD = "calibration.md"
# How a source says that the data do not narrow the number. A coefficient counts by its mean.
OPEN = re.compile(r"(?<!its spread )\bnot identified\b")
# Words by which the files refer to a document without its label.
PRINTED = re.compile(
    r"\bart\. \d|printed|SWOT|documented|as in otavalo-2008|\bexperiment\b|laborator"
)
NO_EVIDENCE = re.compile(
    r"^(by definition|not used|used in fixed mode only|informal\b|never there|no fund, no fee"
    r"|no accusations|only through|a working month)"
)


def kind_of(source: str) -> str:
    """The kind of evidence that a stated source is; ``UNSTATED`` where it is empty."""
    words = source.strip()
    if not words:
        return UNSTATED
    if NO_EVIDENCE.match(words):
        return DEFINED
    if re.search(r"(?<!to be )(?<!not )\bfitted\b", words):
        return UNIDENTIFIED if OPEN.search(words) else FITTED
    # a number from a paper whose spread over firms is assumed is still that paper's number
    if "assumed" in re.sub(r"; spread assumed", "", words):
        return ASSUMED
    cites = LABEL.search(words) or PAPER.search(words) or PRINTED.search(words)
    return DOCUMENTED if cites else ASSUMED


def cited(source: str) -> list[str]:
    """Labels and papers that a source names, such as "[INTI]" and "Tversky & Kahneman 1992"."""
    found = [(m.start(), m.group()) for m in LABEL.finditer(source)]
    found += [(m.start(), m.group().replace(",", "")) for m in PAPER.finditer(source)]
    if re.search(r"\bart\. \d|as in otavalo-2008|SWOT", source):
        found.append((len(source), "[Otavalo]"))
    inside = [words for _, words in sorted(found)]
    # "[Dini 2003]" is one label, not a label and a paper
    return [w for w in dict.fromkeys(inside) if f"[{w}]" not in inside]
