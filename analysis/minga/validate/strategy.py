"""The strategy method on the model's people: what each would give at every expectation.

In the experiment people state in advance what they would give if the other three gave 0, 1, ... 20
tokens in the mean. Here the same people (the same draws) meet, for each of these levels, a first
round in which all of them expect just that, and are certain of it. Expectations are moved by
``pessimism``, the one coefficient that nothing else depends on. Hands do not tremble, as in a form
that is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import stats
from scipy.special import logit

from minga.calibrate.parameters import PROFILES
from minga.calibrate.simulator import RETURN
from minga.calibrate.statistics import ENDOWMENT
from minga.validate.bench import Bench, Played, alone

SCENARIO = "fischbacher-gaechter-2010"
LEVELS = np.arange(21)  # tokens
EDGE = 1e-6  # as near to certain of nothing, or of all, as log odds come
CERTAIN = 1e6  # concentration of the belief over how many contribute
REPLICATES = 50
SIGNIFICANT = 0.01  # of the rank correlation that makes a conditional cooperator
HUMP = 0.05  # of both sides of a triangle
CONDITIONAL, FREE, TRIANGLE, OTHER = range(4)
People = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _level(label: str, changes: dict[str, str]) -> str:
    inner = ", ".join(f'"{key}" = {value}' for key, value in changes.items())
    return f'  {{ label = "{label}", set = {{ {inner} }} }},'


def _certain(pessimism: float) -> dict[str, str]:
    """Everybody expects the same, for one round."""
    found = {"time.periods": "1", "model.belief_concentration": repr(CERTAIN)}
    for profile in PROFILES:
        found[f"profiles.{profile}.pessimism"] = f"{{ mean = {pessimism!r}, sd = 0.0 }}"
        found[f"profiles.{profile}.epsilon"] = "{ mean = 0.0, sd = 0.0 }"
    return found


def _run(
    bench: Bench, levels: list[str], replicates: int, counts: bool = True
) -> dict[str, Played]:
    text = ["[[factor]]", 'name = "expected"', 'title = { es = "Esperado", en = "Expected" }']
    file = bench.folder / f"{SCENARIO}.toml"  # what is drawn is told by this name
    file.write_text(alone(SCENARIO, "\n".join([*text, "levels = [", *levels, "]"]) + "\n"))
    return dict(bench.run(("sweep", str(file)), replicates, counts=counts))


def schedules(bench: Bench) -> np.ndarray:
    """(run, level, person) tokens; kept by the bench, as several cases need them."""
    return bench.once("schedules", lambda: _schedules(bench))


def _schedules(bench: Bench) -> np.ndarray:
    found = expecting(bench)
    return np.stack([ENDOWMENT * found[str(k)].contributed[:, 0] for k in LEVELS], axis=1)


def expecting(bench: Bench) -> dict[str, Played]:
    """The first round of people who all expect 0, 1, ... 20 tokens, by these."""
    (public,) = _run(bench, [_level("public", _certain(0.0))], 1, counts=False).values()
    start = float(logit(public.belief[0, 0, 0]))
    aims = logit(np.clip(LEVELS / LEVELS[-1], EDGE, 1.0 - EDGE))
    levels = [_level(str(k), _certain(start - float(aims[k]))) for k in LEVELS]
    return _run(bench, levels, bench.replicates(REPLICATES))


def kind(schedule: np.ndarray) -> int:
    """The type of one schedule (level), after Fischbacher, Gächter and Fehr (2001).

    A free rider gives nothing at any level; a conditional cooperator's schedule rises (Spearman,
    1 % level); a triangle rises to a peak inside and falls from it.
    """
    if schedule.max() < 0.5:
        return FREE
    if schedule.min() == schedule.max():
        return OTHER
    rank = stats.spearmanr(LEVELS, schedule)
    if rank.statistic > 0.0 and rank.pvalue < SIGNIFICANT:
        return CONDITIONAL
    peak = int(schedule.argmax())
    if 2 <= peak <= LEVELS[-1] - 2 and _runs(schedule[: peak + 1]) > 0 > _runs(schedule[peak:]):
        return TRIANGLE
    return OTHER


def _runs(side: np.ndarray) -> int:
    """1 if a side of the peak rises, -1 if it falls, 0 if neither is significant."""
    if side.min() == side.max():
        return 0
    rank = stats.spearmanr(np.arange(side.size), side)
    return int(np.sign(rank.statistic)) if rank.pvalue < HUMP else 0


def types(table: np.ndarray) -> np.ndarray:
    """(run, person) types of schedules (run, level, person)."""
    return np.array([[kind(run[:, k]) for k in range(run.shape[1])] for run in table])


def shares(bench: Bench) -> np.ndarray:
    """(run, type) shares of conditional cooperators, free riders, triangles, others."""
    found = types(schedules(bench))
    return np.stack([(found == k).mean(axis=1) for k in range(4)], axis=1)


def people(bench: Bench) -> Iterator[People]:
    """For each run: schedules, and contributions, beliefs and others' mean in the real game.

    Tokens; the last is whether a person is a conditional cooperator. Both runs have the scenario's
    seed, so that replicate and number mean the same person.
    """
    table = schedules(bench)
    kinds = types(table)
    (game,) = bench.run(("run", SCENARIO), len(table)).values()
    others = others_of(game.contributed, game.payoff)
    for k, schedule in enumerate(table):
        given, belief = ENDOWMENT * game.contributed[k], ENDOWMENT * game.belief[k]
        yield schedule, given, belief, others[k], kinds[k] == CONDITIONAL


def others_of(given: np.ndarray, payoff: np.ndarray) -> np.ndarray:
    """What the other three gave in the mean, tokens, from one's own payoff."""
    own = ENDOWMENT * given
    # payoff = RETURN * (own + three others) - own
    return np.asarray(((payoff + own) / RETURN - own) / 3.0)
