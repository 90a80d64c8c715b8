"""Items with known curves for tests of adaptive testing and of cut scores."""

from __future__ import annotations

import numpy as np

from smmhire.assessment.parameters import ItemParameters


def mixed(count: int = 40, seed: int = 5) -> list[ItemParameters]:
    """Items of the 3PL and graded ones in turn."""
    chance = np.random.default_rng(seed)
    made: list[ItemParameters] = []
    for at in range(count):
        a, b = float(chance.lognormal(0, 0.3)), float(chance.standard_normal())
        if at % 3:
            made.append(ItemParameters(f"i{at:03}", "3pl", a, (b,), 0.25))
        else:
            steps = (b - 0.5, b, b + 0.5)[: 2 + at % 2]
            made.append(ItemParameters(f"i{at:03}", "grm", a, steps))
    return made
