"""B15, B16 and B19: size and return, talk before play, and a leader."""

from __future__ import annotations

import numpy as np

from minga.validate.bench import Experiment, Treatments
from minga.validate.case import Above, Case, Near
from minga.validate.play import MODEL, Statistic, case

ISAAC = "Isaac & Walker 1988, QJE 103:179"
SIZES = Experiment("isaac-walker-1988-size", replicates=400)
BALLIET = "Balliet 2010, JCR 54:39; over many studies"
TALKING = Experiment("talk-before-play-size", replicates=400)
LEADERS = "several experiments"
LEADING = Experiment("leading-by-example-leader", replicates=2000, each=20)
FOLLOWERS = slice(1, 4)  # the first of the four leads

NORM = (
    "The norm asks the same whatever the game returns, so that a higher return moves only those "
    "who weigh it against the norm."
)


def _mean(label: str) -> Statistic:
    return lambda found: found[label].mean()


def _size(size: int, marginal: float, published: float) -> Case:
    label = f"N={size} return={marginal:g}"
    return case(
        f"B15.{size}-{marginal:g}",
        f"N = {size}, marginal return {marginal:g}: mean contribution",
        "share",
        (published,),
        Near(0.08),
        ISAAC,
        "M",
        SIZES,
        _mean(label),
        NORM,
    )


def _order(found: Treatments) -> np.ndarray:
    """Rises in the published order: 4 at 0.3, 10 at 0.3, 4 at 0.75, 10 at 0.75."""
    order = ("N=4 return=0.3", "N=10 return=0.3", "N=4 return=0.75", "N=10 return=0.75")
    return np.asarray(np.diff(np.stack([found[k].mean() for k in order], axis=1), axis=1))


def _talk(size: str) -> Statistic:
    return lambda found: found[f"{size}, talk"].mean() - found[f"{size}, none"].mean()


def _followers(label: str) -> Statistic:
    return lambda found: found[label].contributed[:, :, FOLLOWERS].mean(axis=(1, 2))


def _led(label: str, than: str) -> Statistic:
    return lambda found: _followers(label)(found) - _followers(than)(found)


def _decay(found: Treatments) -> np.ndarray:
    """How much less followers of an example give in the last round than in the first."""
    rounds = found["example"].contributed[:, :, FOLLOWERS].mean(axis=2)
    return np.asarray(rounds[:, 0] - rounds[:, -1])


def _absent(key: str, measured: str, source: str, published: float, reason: str) -> Case:
    command = "–"
    return Case(
        key, MODEL, measured, "d", (published,), Above(), source, "T", command, None, reason
    )


CASES: tuple[Case, ...] = (
    _size(4, 0.3, 0.19),
    _size(10, 0.3, 0.33),
    _size(4, 0.75, 0.57),
    _size(10, 0.75, 0.59),
    case(
        "B15.order",
        "rises in the order N = 4, N = 10 at 0.3; N = 4, N = 10 at 0.75",
        "share",
        (0.0, 0.0, 0.0),
        Above(),
        ISAAC,
        "M",
        SIZES,
        _order,
    ),
    case(
        "B16.rise",
        "talk less no talk, mean contribution: groups of 4, of 10",
        "share",
        (0.0, 0.0),
        Above(),
        f"{BALLIET}; talk is mapped to a promise",
        "T",
        TALKING,
        lambda found: np.stack([_talk("4")(found), _talk("10")(found)], axis=1),
    ),
    case(
        "B16.larger",
        "what talk adds in groups of 10, less what it adds in groups of 4",
        "share",
        (0.0,),
        Above(),
        f"{BALLIET}; talk is mapped to a promise",
        "T",
        TALKING,
        lambda found: _talk("10")(found) - _talk("4")(found),
        "A promise adds to each one's own norm, however many have given it. At one marginal return "
        "people expect and give more in larger groups anyway, and a norm that already asks for "
        "more is raised by less.",
    ),
    _absent(
        "B16.channel",
        "talk face to face more than in writing: difference of effect sizes",
        f"{BALLIET}: 1.21 against 0.46",
        0.0,
        "The model has one kind of word given, with a strength between 0 and 1. Giving writing "
        "less of it would put the answer in by hand.",
    ),
    case(
        "B19.example",
        "leader by example less nobody: mean contribution of the other three",
        "share",
        (0.0,),
        Above(),
        f"{LEADERS}; first and seen is mapped to seen",
        "T",
        LEADING,
        _led("example", "nobody"),
    ),
    case(
        "B19.words",
        "leader by example less leader by words: mean contribution of the other three",
        "share",
        (0.0,),
        Above(),
        f"{LEADERS}; words are mapped to persuasion",
        "T",
        LEADING,
        _led("example", "words"),
    ),
    case(
        "B19.decay",
        "fall from the first to the last round of those led by example",
        "share",
        (0.0,),
        Above(),
        LEADERS,
        "T",
        LEADING,
        _decay,
        "Nobody moves first in the model: an example is seen after the round, and raises what is "
        "expected for the next ones for as long as the game lasts. This leader gives all whatever "
        "the others do, where people lead less when they are not followed.",
    ),
)
