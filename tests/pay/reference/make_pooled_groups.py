"""Makes pooled_groups.csv: made-up figures of small groups in three sets, which another program pools too.

Run by hand: python tests/pay/reference/make_pooled_groups.py. Groups are 'a', 'b' … in their order.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent

# set -> scatter of the groups' log medians, and how many figures each group has
SETS = {
    "unlike": (0.4, (3, 8, 5, 1, 12, 4)),
    "alike": (0.0, (6, 3, 9, 4, 2)),
    "large and small": (0.2, (1, 60, 3, 2, 1, 25, 7, 4)),
}

chance = np.random.default_rng(20_261_123)

with (HERE / "pooled_groups.csv").open("w", encoding="utf-8", newline="") as out:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["set", "group", "figure"])
    for name, (scatter, sizes) in SETS.items():
        for group, size in zip("abcdefgh", sizes, strict=False):
            middle = chance.normal(10.4, scatter)
            for figure in np.exp(chance.normal(middle, 0.4, size)):
                writer.writerow([name, group, f"{max(500, round(figure / 500) * 500)}"])
