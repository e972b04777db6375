"""B7 and B12: punishment by peers, and the vote to expel."""

from __future__ import annotations

import numpy as np

from minga.validate.bench import Experiment, Treatments
from minga.validate.case import Above, Case, Near
from minga.validate.play import Statistic, case

FEHR = "Fehr & Gächter 2000, AER 90:980"
PUNISHED = Experiment("fehr-gaechter-2000-punishment", replicates=200)
CPP = "Cinyabuguma, Page & Putterman 2005, JPubE 89:1421"
EXPELLING = Experiment("cinyabuguma-page-putterman-2005-expulsion", replicates=200, each=5)
MIDDLE = slice(5, 10)  # rounds 6 to 10 of 15

TWO = (
    "Nothing makes partners give more than strangers: people do not foresee that their act changes "
    "what others do later (departure 5 of the model's page). "
)
TOGETHER = (
    "The two means were fitted with the people of another experiment, 140 of them; the fewer are "
    "in the room, the more they give here, because what is known of punishment is common to all "
    "in it. The model keeps partners and strangers closer together than people do."
)


def _mean(label: str) -> Statistic:
    return lambda found: found[label].mean()


def _rise(kind: str) -> Statistic:
    return lambda found: found[f"{kind}, with"].mean() - found[f"{kind}, without"].mean()


def _punishment(key: str, label: str, published: float, reason: str) -> Case:
    kind, rule = label.split(", ")
    words = f"{kind}, {rule} punishment: mean contribution"
    return case(
        key, words, "share", (published,), Near(0.1), FEHR, "M", PUNISHED, _mean(label), reason
    )


def _middle(found: Treatments) -> np.ndarray:
    return np.asarray(np.nanmean(found["with"].contributed[:, MIDDLE], axis=(1, 2)))


def _fall(found: Treatments) -> np.ndarray:
    """How much less members give in the last round than in the middle ones."""
    last = np.nanmean(found["with"].contributed[:, -1], axis=1)
    return np.asarray(_middle(found) - last)


def _lowest(found: Treatments) -> np.ndarray:
    """Share of those expelled who gave no more than any member who was kept; NaN where nobody was.

    Whoever is out at the end of a round and gave in it was expelled in it. The last round is left
    out: the experiment has no vote after it.
    """
    given, ended = (a[:, :-1] for a in (found["with"].contributed, found["with"].expelled))
    out = ended & np.isfinite(given)
    kept = np.where(out | np.isnan(given), np.inf, given)
    lowest = given <= kept.min(axis=2, keepdims=True)
    count = out.sum(axis=(1, 2))
    return np.where(count > 0, (out & lowest).sum(axis=(1, 2)) / np.maximum(count, 1), np.nan)


CASES: tuple[Case, ...] = (
    _punishment("B7.partners", "partners, without", 0.375, TWO),
    _punishment("B7.strangers", "strangers, without", 0.18, ""),
    _punishment("B7.partners-punished", "partners, with", 0.85, TWO),
    _punishment("B7.strangers-punished", "strangers, with", 0.58, TOGETHER),
    case(
        "B7.rise",
        "rise by punishment: partners, strangers",
        "share",
        (0.0, 0.0),
        Above(),
        FEHR,
        "M",
        PUNISHED,
        lambda found: np.stack([_rise("partners")(found), _rise("strangers")(found)], axis=1),
    ),
    case(
        "B7.partners-more",
        "partners' contribution less strangers', with punishment",
        "share",
        (0.0,),
        Above(),
        FEHR,
        "M",
        PUNISHED,
        lambda found: found["partners, with"].mean() - found["strangers, with"].mean(),
        TWO,
    ),
    case(
        "B12.middle",
        "mean contribution of members in rounds 6 to 10 of 15",
        "share",
        (0.9,),
        Above(),
        CPP,
        "T, sizes of the game M",
        EXPELLING,
        _middle,
    ),
    case(
        "B12.end",
        "fall from rounds 6 to 10 to the last round",
        "share",
        (0.0,),
        Above(),
        CPP,
        "T, sizes of the game M",
        EXPELLING,
        _fall,
    ),
    case(
        "B12.lowest",
        "share of those expelled who gave no more than anybody kept",
        "share",
        (1.0,),
        Near(0.05),
        f"{CPP}; tolerance chosen here",
        "T, sizes of the game M",
        EXPELLING,
        _lowest,
        "Nobody is expelled, so that there is nothing to measure: the threat alone keeps all "
        "giving, and with the reluctance that was fitted to firms no vote passes. Where votes "
        "pass they look at the accused's reputation and not at how little it gave.",
    ),
)
