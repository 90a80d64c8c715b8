"""The information of a calibration about its parameters, and from it their standard errors.

Observed information by `LOUIS-1982`: what the complete data would hold less what not knowing the abilities
costs,

    I = −E(∂² ℓ) − E(s sᵀ) + s̄ s̄ᵀ   summed over persons,

with s the score of the complete data at an ability and E over the person's posterior. Where that would take
too long, the cross-product of the persons' mean scores, Σ s̄ s̄ᵀ, which estimates the same matrix and is good
where there are many persons (which is when it is used).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
from scipy.linalg.blas import dsyrk
from scipy.special import expit

from smmhire.assessment.calibration_data import one_hot
from smmhire.assessment.calibration_models import Graded, Logistic, Model, Tabled
from smmhire.assessment.estimation import NODES, Array

InformationKind: TypeAlias = Literal["observed", "cross-product"]

# Multiplications that the observed information may take, patterns × categories² × nodes / 2: some 2 s on one
# core. 10,000 persons × 60 items with two categories take 4e9, with five 3e10; 100,000 × 60 with two 4e10.
MOST_MULTIPLICATIONS = 3e10

# Half the width of the central differences for second derivatives, in logits: error and rounding are both
# about 1e-10 of the value.
HALF_WIDTH = 1e-4


def information(model: Model, parameters: Array, table: Array | None) -> tuple[Array, InformationKind]:
    """The information of all parameters, square; items one after the other, unused parameters left out.

    With a shared slope the first parameter is that slope, the rest are the intercepts. `table` is that of
    the last expectation.
    """
    if isinstance(model, Logistic) and model.missing is None:
        full: tuple[Array, InformationKind] = (_logistic(model, parameters), "observed")
    else:
        full = _tabled(model, parameters, table)
    matrix, kind = full
    if model.has_shared_slope:
        shared = np.zeros((len(matrix), len(parameters) + 1))
        shared[::2, 0] = 1.0
        shared[1::2, 1:] = np.eye(len(parameters))
        matrix = shared.T @ matrix @ shared
    return matrix, kind


def _logistic(model: Logistic, parameters: Array) -> Array:
    """Observed information without missing responses, from moments of the posteriors alone.

    The score of a person in item j is (xθ − θP, x − P): within a posterior only θ and P vary, so that the
    covariances need products of persons × items, not tables of pairs of items at each node.
    """
    slope, intercept = parameters[:, 0], parameters[:, 1]
    items = len(slope)
    knows = expit(np.multiply.outer(slope, NODES) + intercept[:, None])
    # Rows: θP of all items, then P; their posterior means and their products with θ.
    curves = np.concatenate([NODES * knows, knows])
    # Single precision halves the time; standard errors keep five digits.
    wanted = np.concatenate([curves, NODES * curves, NODES[None, :], NODES[None, :] ** 2]).T.astype(
        np.float32
    )
    count = 2 * items
    product = np.zeros((count, count))
    responses = np.zeros((items, count))
    squares = np.zeros((items, items))
    total = np.zeros(NODES.size)
    for rows, posterior in model.posteriors(parameters):
        weights = model.data.weights[rows].astype(np.float32)
        total += weights @ posterior
        moments = posterior.astype(np.float32) @ wanted
        means, mean = moments[:, :count], moments[:, 2 * count, None]
        right = model.right[rows].astype(np.float32)
        product += means.T @ (means * weights[:, None])
        # Covariance of θ with each curve, and variance of θ, in each person's posterior.
        with_ability = (moments[:, count : 2 * count] - mean * means) * weights[:, None]
        responses += right.T @ with_ability
        variance = (moments[:, 2 * count + 1, None] - mean**2) * weights[:, None]
        squares += right.T @ (right * variance)
    covariance = (curves * total) @ curves.T - product
    covariance[:items] -= responses
    covariance[:, :items] -= responses.T
    covariance[:items, :items] += squares
    spread = total * knows * (1.0 - knows)
    complete = np.zeros((count, count))
    own = np.arange(items)
    complete[own, own] = spread @ NODES**2
    complete[own, items + own] = complete[items + own, own] = spread @ NODES
    complete[items + own, items + own] = spread.sum(axis=1)
    # From slopes first, then intercepts, to item by item.
    order = np.arange(count).reshape(2, items).T.ravel()
    return (complete - covariance)[np.ix_(order, order)]


def _tabled(model: Model, parameters: Array, table: Array | None) -> tuple[Array, InformationKind]:
    tabled = _with_table(model)
    curves = tabled.curves(parameters)
    if table is None:
        table = tabled.expect(parameters).table
        assert table is not None
    free = tabled.is_free
    owner, parameter = np.nonzero(free)
    counts = model.data.category_counts
    hot, (item_of, kind_of) = one_hot(model.data.codes, counts, lowest=0)
    # Parameters × columns × nodes: the score of each parameter for each response to its item, else 0.
    scores = curves.score[item_of, :, kind_of]
    is_own = owner[:, None] == item_of[None, :]
    spread_out = np.where(is_own[:, :, None], scores[:, parameter].transpose(1, 0, 2), 0.0)
    patterns, columns = hot.shape
    is_affordable = patterns * float(columns) ** 2 * NODES.size / 2.0 <= MOST_MULTIPLICATIONS
    product = np.zeros((len(owner), len(owner)))
    pairs = np.zeros((NODES.size, columns, columns)) if is_affordable else None
    # Each parameter with each category of its item: the score's posterior mean, taken where it was chosen.
    pair_parameter, pair_column = np.nonzero(is_own)
    pair_scores = spread_out[pair_parameter, pair_column].T
    first_pairs = np.flatnonzero(np.diff(pair_parameter, prepend=-1))
    for rows, posterior, _ in tabled.posteriors(curves.log_chance):
        given = hot[rows].astype(np.float64)
        weights = model.data.weights[rows]
        chosen_scores = posterior @ pair_scores
        chosen_scores *= given[:, pair_column]
        means = np.add.reduceat(chosen_scores, first_pairs, axis=1)
        product += means.T @ (means * weights[:, None])
        if pairs is not None:
            root = np.sqrt(posterior * weights[:, None])
            for node in range(NODES.size):
                pairs[node] += dsyrk(1.0, (given * root[:, node, None]).T)
    matrix, kind = product, "cross-product"
    if pairs is not None:
        for node in range(NODES.size):
            upper = pairs[node]
            both = upper + np.triu(upper, 1).T
            at = spread_out[:, :, node]
            matrix = matrix - at @ both @ at.T
        matrix = matrix - _curvature(tabled, parameters, table)[np.ix_(free.ravel(), free.ravel())]
        kind = "observed"
    prior = tabled.prior(parameters)
    if prior is not None:
        matrix = matrix + np.diag(prior.precision[free])
    return matrix, kind


def _with_table(model: Model) -> Tabled:
    """The model itself, or for a logistic one the graded model that equals it."""
    if isinstance(model, Tabled):
        return model
    return Graded(model.data)


def _curvature(model: Tabled, parameters: Array, table: Array) -> Array:
    """Expected second derivatives of the complete data, block-diagonal over the items."""
    items, width = parameters.shape
    curvature = np.zeros((items, width, items, width))
    own = list(range(items))
    for column in range(width):
        move = np.zeros_like(parameters)
        move[:, column] = np.where(model.is_free[:, column], HALF_WIDTH, 0.0)
        change = model.curves(parameters + move).score - model.curves(parameters - move).score
        # The table's absent categories have score 0.
        second = (change.reshape(items, width, -1) @ table.reshape(items, -1, 1))[:, :, 0]
        curvature[own, :, own, column] = second / (2.0 * HALF_WIDTH)
    flat = curvature.reshape(items * width, items * width)
    return (flat + flat.T) / 2.0
