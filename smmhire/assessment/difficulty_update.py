"""Author difficulties corrected by responses: the most probable difficulty of each item given both.

An author's difficulty is right to within some .8 SD of ability, so b ~ N(b_author, .8²). Responses move it as
far as they are worth: ten hardly, a thousand almost wholly. Slopes stay as they are: below
`calibration.RESPONSES_FOR_SLOPE` responses an estimated one is worse than 1. Method: Bayes modal estimates
(`MISLEVY-1986`) by the same steps as `calibration`, with people from N(0, 1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit, log_expit

from smmhire.assessment.calibration_curves import Curves, Prior
from smmhire.assessment.calibration_data import CalibrationData, prepare_binary
from smmhire.assessment.calibration_em import maximise
from smmhire.assessment.calibration_information import information
from smmhire.assessment.calibration_models import Tabled
from smmhire.assessment.estimation import NODES, Array

# How far true difficulties scatter around the authors', in SD of ability: judgements correlate .6 with true
# difficulties, which leaves √(1 − .6²) of a spread of 1.
AUTHOR_SD = 0.8

# A step that changes no difficulty by this much (SD of ability) ends the update.
TOLERANCE = 1e-6
MOST_ITERATIONS = 500


@dataclass(frozen=True, slots=True)
class DifficultyUpdate:
    """b: the difficulties, se: their posterior standard deviations (both in SD of ability), responses: how
    many each item had; all of the items' length."""

    b: Array
    se: Array
    responses: NDArray[np.intp]
    iterations: int
    is_converged: bool


class AuthorModel(Tabled):
    """Items of which only the difficulty is estimated; parameters: items × (b), with the authors' prior.

    A subclass says what the response curves are.
    """

    def __init__(self, data: CalibrationData, author: Array, sd: float) -> None:
        super().__init__(data)
        self._author = author
        self._sd = sd
        self.is_free = np.ones((len(author), 1), dtype=np.bool_)

    def prior(self, parameters: Array) -> Prior | None:
        off = (parameters - self._author[:, None]) / self._sd
        precision = np.full_like(parameters, 1.0 / self._sd**2)
        return Prior(float(-0.5 * (off**2).sum()), -off / self._sd, precision)

    def rescaled(self, parameters: Array, node_weights: Array) -> Array:
        return parameters  # the authors' difficulties hold the scale

    def limited(self, parameters: Array) -> Array:
        return parameters

    def is_at_limit(self, parameters: Array) -> NDArray[np.bool_]:
        return np.zeros(len(parameters), dtype=np.bool_)  # there is no slope among the parameters

    def is_inside(self, parameters: Array) -> NDArray[np.bool_]:
        return np.ones(len(parameters), dtype=np.bool_)


class _Binary(AuthorModel):
    """Right or wrong, with known slope and guessing."""

    def __init__(
        self, responses: ArrayLike, weights: ArrayLike | None, known: tuple[Array, Array, Array], sd: float
    ) -> None:
        author, self._slope, self._guess = known
        super().__init__(prepare_binary(responses, len(author), weights), author, sd)

    def curves(self, parameters: Array) -> Curves:
        slope, guess = self._slope[:, None], self._guess[:, None]
        z = slope * (NODES - parameters)
        knows, fails = expit(z), expit(-z)
        right = guess + (1.0 - guess) * knows
        with np.errstate(divide="ignore"):
            log_right = np.where(guess > 0.0, np.log(right), log_expit(z))
        score = np.stack([slope * knows, -slope * (1.0 - guess) * knows * fails / right], axis=1)
        return Curves(np.stack([np.log1p(-guess) + log_expit(-z), log_right], axis=1), score[:, None])


def update_difficulties(
    responses: ArrayLike,
    author_b: ArrayLike,
    *,
    slope: ArrayLike = 1.0,
    guessing: ArrayLike = 0.0,
    weights: ArrayLike | None = None,
    author_sd: float = AUTHOR_SD,
) -> DifficultyUpdate:
    """The most probable difficulty of each item.

    responses: persons × items of 0, 1, NaN = not given; author_b: difficulty of each item, in SD of ability;
    slope, guessing: of each item or one for all; weights: how often each row occurs. An item without
    responses keeps its difficulty, with `author_sd` as its error. Raises ValueError for other responses,
    shapes that do not fit, a difficulty that is not finite, a slope or SD not above 0, and guessing outside
    [0, 1).
    """
    author = np.asarray(author_b, dtype=np.float64)
    if author.ndim != 1 or not np.isfinite(author).all():
        raise ValueError("the authors' difficulties are one finite number an item")
    slopes, guesses = (
        np.broadcast_to(np.asarray(x, dtype=np.float64), author.shape) for x in (slope, guessing)
    )
    if not (slopes > 0.0).all():
        raise ValueError(f"a slope is {slopes.min():g}: above 0 is needed")
    if not ((guesses >= 0.0) & (guesses < 1.0)).all():
        raise ValueError(f"guessing of {guesses.min():g} to {guesses.max():g} is not in [0, 1)")
    if not author_sd > 0.0:
        raise ValueError(f"a prior with SD {author_sd:g} has no width")
    return most_probable(_Binary(responses, weights, (author, slopes, guesses), author_sd), author)


def most_probable(model: AuthorModel, author: Array) -> DifficultyUpdate:
    """The difficulties where prior and responses together are most probable, sought from the authors'."""
    fit = maximise(model, author[:, None].copy(), tolerance=TOLERANCE, most_iterations=MOST_ITERATIONS)
    matrix, _ = information(model, fit.parameters, fit.expectation.table)
    variance = np.diag(cho_solve(cho_factor(matrix), np.eye(len(author))))
    table = fit.expectation.table
    assert table is not None
    return DifficultyUpdate(
        b=fit.parameters[:, 0],
        se=np.sqrt(variance),
        responses=np.rint(table.sum(axis=(1, 2))).astype(np.intp),
        iterations=fit.iterations,
        is_converged=fit.is_converged,
    )
