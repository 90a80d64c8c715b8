"""Where calibration begins: slopes from item-total correlations, intercepts from proportions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from smmhire.assessment.calibration_data import MISSING
from smmhire.assessment.calibration_models import Guessing, Model
from smmhire.assessment.estimation import Array

# Slopes come from the corrected item-total correlation r by a = 1.7 r/√(1 − r²), with r held to this range,
# so that neither a bad nor a steep item starts where the curve is flat.
CORRELATIONS = (0.05, 0.85)

# Proportions right, after guessing is taken off, that 3pl starts from.
PROPORTIONS = (0.05, 0.95)

# 1.7²: the squared scaling of the normal ogive to the logistic, D (`BIRNBAUM-1968`).
SCALING_SQUARED = 2.89


def start_values(model: Model) -> Array:
    """The parameters (items × parameters of the model) at which the estimation begins."""
    data = model.data
    counts = data.category_counts
    marks, is_given = data.codes.astype(np.float64), None
    if data.has_missing:
        is_given = data.codes != MISSING
        marks = np.where(is_given, marks, 0.0)
    weights = data.weights
    given = np.full(len(counts), data.persons) if is_given is None else weights @ is_given
    means = (weights @ marks) / given
    if is_given is not None:
        # A response not given counts as the item's mean: good enough to begin with.
        marks += ~is_given * means
    total = marks.sum(axis=1)
    centred = (total - weights @ total / data.persons) * weights
    with_total = centred @ marks / data.persons
    # Marks are few and small: the second moment loses no digits that matter here.
    variance = weights @ marks**2 / data.persons - ((weights @ marks) / data.persons) ** 2
    rest = float(centred @ total) / data.persons + variance - 2.0 * with_total
    spread = np.sqrt(np.maximum(variance * rest, 1e-12))
    correlation = np.clip((with_total - variance) / spread, *CORRELATIONS)
    slope = np.sqrt(SCALING_SQUARED) * correlation / np.sqrt(1.0 - correlation**2)
    stretch = np.sqrt(1.0 + slope**2 / SCALING_SQUARED)
    if isinstance(model, Guessing):
        right = np.clip((means - model.chance) / (1.0 - model.chance), *PROPORTIONS)
        start = [
            np.log(slope),
            np.log(right / (1.0 - right)) * stretch,
            np.log(model.chance / (1 - model.chance)),
        ]
        return np.column_stack(start)
    start = np.zeros(model.is_free.shape)
    start[:, 0] = slope.mean() if model.has_shared_slope else slope
    for step in range(1, len(start[0])):
        reached: NDArray[np.bool_] = (
            (data.codes >= step) if is_given is None else (data.codes >= step) & is_given
        )
        share = (weights @ reached) / given
        has_step = counts > step
        start[has_step, step] = np.log(share[has_step] / (1.0 - share[has_step])) * stretch[has_step]
    return start
