"""Response data and simulated answers that the tests of calibration and item analysis share."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
REFERENCE = Path(__file__).parent / "reference"


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def patterns_of(path: Path) -> tuple[Matrix, Matrix]:
    """Response patterns, and how often each occurs (the last column)."""
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    return table[:, :-1], table[:, -1]


def persons_of(path: Path) -> Matrix:
    """The patterns of a file, a row a person."""
    patterns, counts = patterns_of(path)
    return np.repeat(patterns, counts.astype(int), axis=0)


def answers(
    persons: int, a: Matrix, b: Matrix, *, c: float = 0.0, missing: float = 0.0, seed: int = 1
) -> Matrix:
    """Simulated answers of people from N(0, 1); b: items, or items × steps for graded items."""
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=persons)
    steps = b if b.ndim == 2 else b[:, None]
    reach = c + (1.0 - c) / (1.0 + np.exp(-a[:, None] * (theta[:, None, None] - steps)))
    given = (rng.random((persons, len(a), 1)) < reach).sum(axis=2).astype(float)
    given[rng.random(given.shape) < missing] = np.nan
    return given
