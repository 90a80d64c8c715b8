"""What is known of items that were calibrated: the parameters of their response curves.

One metric for all models, logistic with D = 1 (no scaling constant):

    1pl, 2pl   P(right) = 1 / (1 + exp(−a(θ − b)))
    3pl        P(right) = c + (1 − c) / (1 + exp(−a(θ − b)))        BIRNBAUM-1968
    grm        P(X ≥ k) = 1 / (1 + exp(−a(θ − b_k))), k = 1 … K     SAMEJIMA-1969

Responses to them are a float array persons × items: 0 or 1, of a graded item 0 … K, NaN where the item was
not given to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
Model: TypeAlias = Literal["1pl", "2pl", "3pl", "grm"]
MODELS: tuple[Model, ...] = get_args(Model)


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """The response curve of one item; see the module for the models.

    item: its name; a: slope (discrimination) per SD of ability, above 0; b: difficulty in SD of ability, one
    value, of a graded item one for each step, rising; c: chance of a right guess, 0 to below 1, of 3pl only.
    Raises ValueError, naming item and value, for anything else.
    """

    item: str
    model: Model
    a: float
    b: tuple[float, ...]
    c: float = 0.0

    def __post_init__(self) -> None:
        if self.model not in MODELS:
            raise ValueError(f"item {self.item}: model {self.model!r} is none of {', '.join(MODELS)}")
        if not (isfinite(self.a) and self.a > 0.0):
            raise ValueError(f"item {self.item}: a = {self.a} is not above 0")
        if not self.b or not all(isfinite(step) for step in self.b):
            raise ValueError(f"item {self.item}: b = {self.b} is not a finite number")
        if self.model != "grm" and len(self.b) != 1:
            raise ValueError(f"item {self.item}: {self.model} has one b, not {len(self.b)}")
        if any(low >= high for low, high in zip(self.b, self.b[1:], strict=False)):
            raise ValueError(f"item {self.item}: b = {self.b} does not rise from step to step")
        if not 0.0 <= self.c < 1.0:
            raise ValueError(f"item {self.item}: c = {self.c} is not in [0, 1)")
        if self.c > 0.0 and self.model != "3pl":
            raise ValueError(f"item {self.item}: {self.model} has no guessing, c = {self.c} must be 0")

    @property
    def top(self) -> int:
        """The highest response: 1, of a graded item the number of its steps."""
        return len(self.b)


def logistic(z: Array) -> Array:
    """σ(z) = 1/(1 + exp(−z)), without overflow: 1 + tanh(z/2), over 2, would round small chances to 0."""
    small = np.exp(-np.abs(z))
    return np.where(z >= 0.0, 1.0, small) / (1.0 + small)


def log_level_chances(item: ItemParameters, theta: ArrayLike) -> Array:
    """log P(X = k | θ) for k = 0 … top: (top + 1) × θ. No level is lost to rounding, however far θ is off.

    Of a graded item σ(z_k) − σ(z_k₊₁) = σ(z_k) σ(−z_k₊₁) (1 − exp(z_k₊₁ − z_k)), so that no two nearly equal
    numbers are subtracted; z_k = a(θ − b_k).
    """
    at = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    z = item.a * (at[None, :] - np.array(item.b)[:, None])
    log_reached, log_missed = -np.logaddexp(0.0, -z), -np.logaddexp(0.0, z)
    if item.model == "3pl":
        log_wrong = np.log1p(-item.c) + log_missed[0]
        # c + (1 − c)σ(z), as a sum in logarithms: with c = 0 it is σ(z), also where that underflows.
        with np.errstate(divide="ignore"):
            log_right = np.logaddexp(np.log(item.c), np.log1p(-item.c) + log_reached[0])
        return np.stack([log_wrong, log_right])
    levels = np.empty((item.top + 1, len(at)))
    levels[0], levels[-1] = log_missed[0], log_reached[-1]
    gaps = item.a * np.diff(item.b)
    levels[1:-1] = log_reached[:-1] + log_missed[1:] + np.log(-np.expm1(-gaps))[:, None]
    return levels


def information(items: Sequence[ItemParameters], theta: ArrayLike) -> Array:
    """Fisher's information of each item on the ability: items × θ, in 1/SD².

    3pl: a²((P − c)/(1 − c))²(1 − P)/P (BIRNBAUM-1968); grm: Σ P'_k²/P_k (SAMEJIMA-1969).
    """
    at = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    found = np.empty((len(items), len(at)))
    for row, item in enumerate(items):
        z = item.a * (at[None, :] - np.array(item.b)[:, None])
        reached = logistic(z)
        if item.top == 1:
            s, missed = reached[0], logistic(-z[0])
            found[row] = item.a**2 * s**2 * (1.0 - item.c) * missed / (item.c + (1.0 - item.c) * s)
            continue
        # d log P_k / dθ = a (1 − σ(z_k) − σ(z_k₊₁)), with σ = 1 below the first step and 0 above the last.
        edges = np.vstack([np.ones_like(at), reached, np.zeros_like(at)])
        slopes = item.a * (1.0 - edges[:-1] - edges[1:])
        found[row] = (np.exp(log_level_chances(item, at)) * slopes**2).sum(axis=0)
    return found
