"""Makes lsat6_girth.csv: two-parameter estimates of LSAT6 by girth 0.8.0, on 121 nodes over ±6.

Run by hand with girth installed: python tests/assessment/reference/make_lsat6_girth.py. The patterns in
lsat6_patterns.csv are those of Bock & Lieberman (1970), 1,000 persons.
"""

from __future__ import annotations

import csv
import importlib
from pathlib import Path

import numpy as np

# Not a dependency of the project: imported by name, so that the type checker does not ask for it.
girth = importlib.import_module("girth")

HERE = Path(__file__).parent

with (HERE / "lsat6_patterns.csv").open(encoding="utf-8") as lines:
    rows = np.array([[int(cell) for cell in row] for row in list(csv.reader(lines))[1:]])
responses = np.repeat(rows[:, :5], rows[:, 5], axis=0)
options = {"quadrature_bounds": (-6, 6), "quadrature_n": 121, "max_iteration": 2000}
found = girth.twopl_mml(responses.T, options=options)
with (HERE / "lsat6_girth.csv").open("w", encoding="utf-8", newline="") as out:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["tool", "item", "a", "b"])
    for item, (a, b) in enumerate(zip(found["Discrimination"], found["Difficulty"], strict=True), start=1):
        writer.writerow(["girth 0.8.0 twopl_mml", item, f"{a:.8f}", f"{b:.8f}"])
