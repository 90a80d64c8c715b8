"""Difficulties corrected by responses for items as `ability` scores them, with their part marks.

Of each item one thing is estimated, its difficulty b, given the author's (`difficulty_update`); what else its
curves have stays as scoring takes it: slope 1, thresholds at fixed distances around b, and for each level the
chance that a blind guess reaches it. So an item with part marks is not cut down to right and wrong, and the
estimate takes the place of the author's difficulty without any other change.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from smmhire.assessment.ability import SLOPE, curves
from smmhire.assessment.calibration_curves import ABSENT, Curves
from smmhire.assessment.calibration_data import MISSING, CalibrationData
from smmhire.assessment.difficulty_update import AUTHOR_SD, AuthorModel, DifficultyUpdate, most_probable
from smmhire.assessment.estimation import NODES, Array
from smmhire.assessment.items import Item

# A level that has no chance at all would stop the estimation: the smallest number whose logarithm is finite.
LEAST_CHANCE = 1e-300


class _AsScored(AuthorModel):
    """The curves of `ability.curves`, moved along the scale."""

    def __init__(self, data: CalibrationData, items: Sequence[Item], sd: float) -> None:
        author = np.array([item.difficulty for item in items], dtype=np.float64)
        super().__init__(data, author, sd)
        steps = int(self.counts.max()) - 1
        self._offset = np.zeros((len(items), steps))
        self._guess = np.zeros((len(items), steps))
        self._is_step = np.arange(1, steps + 1)[None, :] < self.counts[:, None]
        for at, item in enumerate(items):
            graded = curves(item)
            own = len(graded.thresholds)
            self._offset[at, :own] = np.array(graded.thresholds) - author[at]
            self._guess[at, :own] = graded.guessing
        self._is_level = np.arange(steps + 1)[None, :] < self.counts[:, None]

    def curves(self, parameters: Array) -> Curves:
        z = SLOPE * (NODES - (parameters + self._offset)[:, :, None])
        free = np.where(self._is_step, 1.0 - self._guess, 0.0)[:, :, None]
        above = np.where(self._is_step, self._guess, 0.0)[:, :, None] + free * expit(z)
        falls = -SLOPE * free * expit(z) * expit(-z)  # dP(X ≥ k)/db
        items = len(parameters)
        one, none = np.ones((items, 1, NODES.size)), np.zeros((items, 1, NODES.size))
        reached = np.concatenate([one, above, none], axis=1)
        change = np.concatenate([none, falls, none], axis=1)
        chance = np.maximum(reached[:, :-1] - reached[:, 1:], LEAST_CHANCE)
        log_chance, score = np.log(chance), (change[:, :-1] - change[:, 1:]) / chance
        log_chance[~self._is_level] = ABSENT
        score[~self._is_level] = 0.0
        return Curves(log_chance, score[:, None])


def update_scored(
    levels: ArrayLike, items: Sequence[Item], *, author_sd: float = AUTHOR_SD
) -> DifficultyUpdate:
    """The most probable difficulty of each item.

    levels: persons × items, the place of each mark among the levels of its item (`ability.level_index`),
    NaN = not given; items: scored ones, whose difficulty is the authors'. An item without responses keeps
    its difficulty, with `author_sd` as its error. Raises ValueError for levels an item does not have, and
    for an item without difficulty.
    """
    given = np.asarray(levels, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != len(items):
        raise ValueError(f"levels have the shape {given.shape}: persons × {len(items)} items are needed")
    is_asked: NDArray[np.bool_] = np.logical_or.reduce(~np.isnan(given), axis=0)
    if is_asked.any() and not is_asked.all():
        # Those nobody was asked have no part in the others' estimates, only in the time these take.
        asked = [items[at] for at in np.flatnonzero(is_asked).tolist()]
        found = update_scored(given[:, is_asked], asked, author_sd=author_sd)
        return _among(items, is_asked, found, author_sd)
    counts = [len(curves(item).levels) for item in items]
    is_missing = np.isnan(given)
    filled = np.where(is_missing, 0.0, given)
    wrong = (filled < 0.0) | (filled >= np.array(counts)) | (filled != np.floor(filled))
    if wrong.any():
        column = int(np.flatnonzero(wrong.any(axis=0))[0])
        raise ValueError(f"item {items[column].id} has no level {given[wrong[:, column], column][0]:g}")
    codes = filled.astype(np.uint8)
    codes[is_missing] = MISSING
    codes = codes[~is_missing.all(axis=1)]
    data = CalibrationData(
        codes=codes,
        weights=np.ones(len(codes)),
        columns=tuple(range(len(items))),
        categories=tuple(tuple(range(count)) for count in counts),
        left_out={},
        persons=float(len(codes)),
    )
    model = _AsScored(data, items, author_sd)
    return most_probable(model, np.array([item.difficulty for item in items], dtype=np.float64))


def _among(
    items: Sequence[Item], is_asked: NDArray[np.bool_], found: DifficultyUpdate, author_sd: float
) -> DifficultyUpdate:
    """What was found of those who were asked, put among all items."""
    b = np.array([item.difficulty for item in items], dtype=np.float64)
    se, responses = np.full(len(items), author_sd), np.zeros(len(items), dtype=np.intp)
    b[is_asked], se[is_asked], responses[is_asked] = found.b, found.se, found.responses
    return DifficultyUpdate(b, se, responses, found.iterations, found.is_converged)
