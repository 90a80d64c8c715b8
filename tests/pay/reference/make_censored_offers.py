"""Makes censored_offers.csv: made-up offers in five sets, the ends of which another program fits too.

Run by hand: python tests/pay/reference/make_censored_offers.py. An end that is not given is left empty.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
STEP = 1_000.0  # people write round figures

chance = np.random.default_rng(20_261_122)


def rounded(value: float) -> float:
    return max(STEP, round(value / STEP) * STEP)


def offer(kind: str) -> tuple[float | None, float | None]:
    """One offer: 'figure', 'band', 'from' or 'up to'."""
    paid = float(chance.lognormal(10.9, 0.45))
    if kind == "figure":
        return rounded(paid), rounded(paid)
    low, high = rounded(paid * chance.uniform(0.7, 1.0)), rounded(paid * chance.uniform(1.0, 1.4))
    if kind == "band":
        return low, max(high, low + STEP)
    return (low, None) if kind == "from" else (None, high)


SETS = {
    "figures": ["figure"] * 12,
    "bands": ["band"] * 25,
    "mixed": ["figure"] * 10 + ["band"] * 20 + ["from"] * 25 + ["up to"] * 8,
    "mostly one-sided": ["band"] * 3 + ["from"] * 20 + ["up to"] * 9,
    "large": ["figure"] * 150 + ["band"] * 200 + ["from"] * 100 + ["up to"] * 50,
}

with (HERE / "censored_offers.csv").open("w", encoding="utf-8", newline="") as out:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["set", "low", "high"])
    for name, kinds in SETS.items():
        for kind in kinds:
            writer.writerow([name, *("" if end is None else f"{end:.0f}" for end in offer(kind))])
