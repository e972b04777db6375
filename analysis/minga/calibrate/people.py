"""Writes one draw of the laboratory's posterior into the scenarios that its people play.

    python -m minga.calibrate best --write

Every file of ``scenarios/theory`` in which ``[profiles.NAME]`` extends the shipped profile of that
name gets the same people: shares of the pool, conduct, and the laboratory's rates of learning. What
else such a profile sets is the experiment's own and stays.
"""

from __future__ import annotations

import re
from pathlib import Path

from minga.calibrate.field.apply import shown
from minga.calibrate.parameters import NAMES, PROFILES, Settings, named, settings
from minga.calibrate.posterior import NARROWED, Posterior, load

FOLDER = Path("scenarios/theory")
SPEAKER = "speaker"  # a solid citizen who talks
SPREADS = {"lambda": 0.5, "omega": 0.15}  # sd as shipped, which the laboratory does not set
# The parameters whose narrowing says whether a number is identified; the second moves the sd.
MOVED_BY = {
    "eta": ("eta",),
    "lambda": ("lambda",),
    "omega": ("omega",),
    "pessimism": ("optimism", "pessimism_sd"),
    "gamma": ("gamma", "gamma_sd"),
    "norm_intercept": ("norm_intercept",),
    "norm_slope": ("norm_slope", "slope_spread"),
}


def narrowing() -> dict[str, float]:
    """How far the stored draws narrowed each prior."""
    table = load()
    draws, weight = (table[c].to_numpy(dtype=float) for c in (NAMES, "weight"))
    found = Posterior(draws, draws, weight / weight.sum(), False)  # scores play no part here
    return dict(zip(NAMES, (float(v) for v in found.narrowing()), strict=True))


def remark(names: tuple[str, ...], narrowed: dict[str, float], spread_shipped: bool) -> str:
    """What the file says of where a number comes from."""
    parts = ["fitted"]
    if spread_shipped:
        parts.append("spread as shipped")
    if narrowed[names[0]] < NARROWED:
        parts.append("not identified")
    if len(names) > 1 and narrowed[names[1]] < NARROWED:
        parts.append("spread not identified")
    return "; ".join(parts)


def lines(point: Settings, narrowed: dict[str, float]) -> dict[tuple[str, str], str]:
    """What the files say, by section and key."""
    found = {}
    for profile in PROFILES:
        stem = f"profiles.{profile}"
        for key, names in MOVED_BY.items():
            if f"{stem}.{key}.mean" not in point:
                continue
            mean = point[f"{stem}.{key}.mean"]
            sd = point.get(f"{stem}.{key}.sd", SPREADS.get(key))
            assert isinstance(mean, float) and isinstance(sd, float)
            said = remark(names, narrowed, key in SPREADS)
            value = f"{{ mean = {shown(mean)}, sd = {shown(sd)} }}"
            found[stem, key] = f"{key} = {value}  # {said}"
            if profile == "solid-citizen":
                found[f"profiles.{SPEAKER}", key] = found[stem, key]
    for path, number in point.items():
        if path.startswith("model."):
            key = path.removeprefix("model.")
            assert isinstance(number, float)
            found["model", key] = f"{key} = {shown(number)}  # {remark((key,), narrowed, False)}"
    return found


def pool(text: str, shares: dict[str, float]) -> str:
    """The text with the shares of the pool replaced; they sum to one with three decimals."""
    rounded = {name: round(share, 3) for name, share in shares.items()}
    rounded["solid-citizen"] = round(
        1.0 - sum(share for name, share in rounded.items() if name != "solid-citizen"), 3
    )
    for name, share in rounded.items():
        text, count = re.subn(
            rf"^(shares = \{{.*?\b{name} = )[0-9.]+", rf"\g<1>{share:.3f}", text, flags=re.M
        )
        if count != 1:
            raise ValueError(f"shares of {name} are there {count} times")
    return text


def rewritten(text: str, point: Settings, narrowed: dict[str, float]) -> str:
    """A scenario's text with these people."""
    shares = point["population.shares"]
    assert isinstance(shares, dict)
    new, section, out = lines(point, narrowed), "", []
    for line in pool(text, shares).split("\n"):
        if line.startswith("["):
            section = line.strip("[]").split("]")[0]
        key = line.split(" =")[0]
        out.append(new.get((section, key), line))
    return "\n".join(out)


def plays(text: str) -> bool:
    """Whether a scenario is played by the laboratory's people."""
    return all(f'[profiles.{name}]\npreset = "{name}"' in text for name in PROFILES)


def write(row: int, root: Path) -> list[Path]:
    """Rewrite the scenarios with a stored draw; returns those that changed."""
    draw = named(load().loc[row, NAMES].to_numpy(dtype=float))
    point, narrowed, changed = settings(draw), narrowing(), []
    for file in sorted((root / FOLDER).glob("*.toml")):
        old = file.read_text(encoding="utf-8")
        if not plays(old):
            continue
        new = rewritten(old, point, narrowed)
        if new != old:
            file.write_text(new, encoding="utf-8")
            changed.append(file.relative_to(root))
    return changed
