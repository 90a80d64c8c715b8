"""Marginal maximum likelihood: expectation and scoring steps, made fast in two ways.

- The ability scale is re-estimated in each step and folded back into the parameters (parameter expansion,
  `LIU-RUBIN-WU-1998`): plain EM creeps along just those two directions, shift and stretch.
- What is left converges linearly; Anderson's mixing (`WALKER-NI-2011`) takes the last few steps together. A
  mixed step that would lower the likelihood is taken back, so the likelihood never falls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smmhire.assessment.calibration_models import Expectation, Model
from smmhire.assessment.estimation import Array

# Steps that are mixed. 3 to 8 need about the same number of iterations.
MEMORY = 5

# The largest change of a parameter in one scoring step, in logits: starts are within 2 of the estimates, and
# longer steps overshoot where the curve is flat.
LONGEST_STEP = 1.0

# How often the plain step is halved until it climbs: it points upwards, but may be too long.
HALVINGS = 8

# Rescaling ends when a step changes less than this (logits), and after so many iterations: where posteriors
# are narrower than the nodes lie apart it is not exact, and would keep the last digits from settling.
RESCALED_ABOVE = 1e-4
RESCALED_ITERATIONS = 30

# Where no step climbs, an estimation with less than this left to go (logits) has arrived.
STANDSTILL = 1e-4

# Relative fall of the likelihood that is rounding and not a fall.
ROUNDING = 1e-10


@dataclass(frozen=True, slots=True)
class Fit:
    """Where the estimation ended: parameters (items × parameters of the model), and how."""

    parameters: Array
    expectation: Expectation
    iterations: int
    is_converged: bool


def maximise(model: Model, start: Array, *, tolerance: float, most_iterations: int) -> Fit:
    """Climb from `start` until a step changes no parameter by `tolerance` (logits) or more."""
    at = start
    expectation = model.expect(at)
    mixer = _Mixer()
    iterations = 1
    while True:
        target = plain = _kept_inside(model, at, scoring_step(model, at, expectation))
        left = float(np.abs(plain - at).max())
        if left < tolerance:
            return Fit(at, expectation, iterations, True)
        if left > RESCALED_ABOVE and iterations <= RESCALED_ITERATIONS:
            target = model.limited(model.rescaled(plain, expectation.node_weights))
        tries = [_mixed(model, mixer, at, target), target]
        tries += [at + (plain - at) / 2.0**halved for halved in range(HALVINGS)]
        for new in tries:
            if iterations >= most_iterations:
                return Fit(at, expectation, iterations, False)
            found = model.expect(new)
            iterations += 1
            if found.objective >= expectation.objective - ROUNDING * abs(expectation.objective):
                break
            mixer = _Mixer()
        else:
            # No step climbs any more: what is left is rounding, if the plain step says so too.
            return Fit(at, expectation, iterations, left < STANDSTILL)
        at, expectation = new, found


def scoring_step(model: Model, parameters: Array, expectation: Expectation) -> Array:
    """The step of each item (items × parameters): complete-data information⁻¹ × gradient, not too long."""
    information, gradient = expectation.information, expectation.gradient
    if model.has_shared_slope:
        step = _shared_slope_step(information, gradient, bool(model.is_at_limit(parameters).any()))
    else:
        width = gradient.shape[1]
        diagonal = range(width)
        # Slopes at the limit that would go on stay, and so do parameters that an item does not have.
        moves = model.is_free.copy()
        moves[:, 0] &= ~(model.is_at_limit(parameters) & (gradient[:, 0] * parameters[:, 0] > 0.0))
        steady = np.where(moves[:, :, None] & moves[:, None, :], information, 0.0)
        # A touch of the trace keeps flat items solvable.
        touch = 1e-10 * np.trace(steady, axis1=1, axis2=2)[:, None]
        steady[:, diagonal, diagonal] += np.where(moves, touch, 1.0)
        step = np.linalg.solve(steady, np.where(moves, gradient, 0.0)[:, :, None])[:, :, 0]
    longest = np.abs(step).max(axis=1, keepdims=True)
    if model.has_shared_slope:
        longest = longest.max(keepdims=True)
    step = step * np.minimum(1.0, LONGEST_STEP / np.maximum(longest, LONGEST_STEP))
    # A step that would cross the limit of the slope ends there, all its parts shortened alike.
    slope = model.limited(parameters + step)[:, 0] - parameters[:, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(slope == step[:, 0], 1.0, slope / step[:, 0])
    return step * share[:, None]


def _shared_slope_step(information: Array, gradient: Array, is_at_limit: bool) -> Array:
    """The joint step of one slope (above 0) and the items' intercepts: the intercepts are eliminated."""
    ratio = information[:, 0, 1] / information[:, 1, 1]
    own = float((information[:, 0, 0] - ratio * information[:, 0, 1]).sum())
    slope = float((gradient[:, 0] - ratio * gradient[:, 1]).sum()) / own
    if is_at_limit:
        slope = min(slope, 0.0)
    return np.column_stack(
        [np.full(len(gradient), slope), gradient[:, 1] / information[:, 1, 1] - ratio * slope]
    )


def _kept_inside(model: Model, at: Array, step: Array) -> Array:
    """`at + step`, with the step of each item halved until its parameters are possible ones."""
    scale = np.ones((len(at), 1))
    for _ in range(30):
        inside = model.is_inside(at + scale * step)
        if inside.all():
            break
        scale[~inside] /= 2.0
    scale[~model.is_inside(at + scale * step)] = 0.0
    return model.limited(at + scale * step)


def _mixed(model: Model, mixer: _Mixer, at: Array, target: Array) -> Array:
    mixed = model.limited(mixer.mixed(at.ravel(), target.ravel()).reshape(at.shape))
    if model.has_shared_slope:
        mixed[:, 0] = mixed[:, 0].mean()
    return mixed if model.is_inside(mixed).all() else target


class _Mixer:
    """Anderson's mixing: the combination of past steps whose residuals cancel best."""

    def __init__(self) -> None:
        self._points: list[Array] = []
        self._residuals: list[Array] = []

    def mixed(self, point: Array, target: Array) -> Array:
        """The next point from this one and where the plain step leads."""
        residual = target - point
        self._points.append(point)
        self._residuals.append(residual)
        del self._points[: -MEMORY - 1], self._residuals[: -MEMORY - 1]
        if len(self._points) < 2:
            return target
        moves = np.diff(np.array(self._points), axis=0).T
        changes = np.diff(np.array(self._residuals), axis=0).T
        share = np.linalg.lstsq(changes, residual, rcond=1e-10)[0]
        return target - (moves + changes) @ share
