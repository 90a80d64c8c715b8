"""Calibration: item parameters and their standard errors from responses, by marginal maximum likelihood.

The population is N(0, 1), which fixes the scale of ability; its integral is the sum over 61 nodes on ±6 that
scoring uses too. Models: `1pl` (one slope for all items), `2pl`, `3pl` (with priors on slope and guessing,
so that its estimates are the most probable ones), `grm` (graded response). Sources: `BOCK-AITKIN-1981`,
`SAMEJIMA-1969`, `BIRNBAUM-1968`; standard errors as in `calibration_information.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import LinAlgError, cho_factor, cho_solve
from scipy.special import expit

from smmhire.assessment.calibration_data import MISSING, CalibrationData, WhyLeftOut, prepare
from smmhire.assessment.calibration_em import Fit, maximise
from smmhire.assessment.calibration_information import InformationKind, information
from smmhire.assessment.calibration_models import STEEPEST, Graded, Guessing, Logistic, Model
from smmhire.assessment.calibration_start import start_values
from smmhire.assessment.estimation import Array
from smmhire.assessment.parameters import ItemParameters

CalibrationModel: TypeAlias = Literal["1pl", "2pl", "3pl", "grm"]
MODELS: tuple[CalibrationModel, ...] = ("1pl", "2pl", "3pl", "grm")

# A calibration is done when a step changes no parameter by this much (logits): a thousandth of what
# 100,000 persons could tell apart.
TOLERANCE = 1e-6
MOST_ITERATIONS = 500

# The chance of a blind guess where the options are not known: items with five options are the most common.
DEFAULT_GUESSING = 0.2

# Responses from which an item should have a slope of its own: with fewer, the error of the slope costs more
# than a slope that is the same for all.
RESPONSES_FOR_SLOPE = 500
# A parameter whose error would be beyond 1,000 logits is not determined by the responses.
LARGEST_VARIANCE = 1e6

Caution: TypeAlias = Literal[
    "no_variation",  # everybody gave the same response: nothing to estimate
    "no_responses",  # nobody was given the item
    "negative_slope",  # the able fail it: most often a wrong key
    "slope_at_limit",  # the slope grew to STEEPEST: too few persons, or an item that repeats another
    "empty_category",  # a category between others was never chosen: there are thresholds for those that were
    "few_responses",  # fewer than RESPONSES_FOR_SLOPE: a slope of its own is hardly worth estimating
    "no_standard_error",  # the information is not positive: the estimate is not a maximum
]


@dataclass(frozen=True, slots=True)
class ItemEstimate:
    """The estimates of one item and their standard errors (nan where there is none).

    b has one value, in the graded model one for each step between the `categories` that occur; responses:
    how many were given; cautions: what to know before using it. An item that cannot be calibrated has no
    values in b.
    """

    item: str
    model: CalibrationModel
    a: float
    b: tuple[float, ...]
    c: float
    a_se: float
    b_se: tuple[float, ...]
    c_se: float
    categories: tuple[int, ...]
    responses: int
    cautions: tuple[Caution, ...]

    @property
    def is_calibrated(self) -> bool:
        """Whether there are estimates."""
        return bool(self.b)

    @property
    def parameters(self) -> ItemParameters:
        """What scoring takes. Raises ValueError for an item without usable estimates."""
        return ItemParameters(item=self.item, model=self.model, a=self.a, b=self.b, c=self.c)


@dataclass(frozen=True, slots=True)
class Calibration:
    """All items in the order of the responses, and how the estimation went.

    log_likelihood: marginal, without the priors of `3pl`; persons: with at least one response; patterns:
    different rows among them, where these were counted together; information: what standard errors rest on.
    """

    model: CalibrationModel
    items: tuple[ItemEstimate, ...]
    log_likelihood: float
    persons: int
    patterns: int
    iterations: int
    is_converged: bool
    information: InformationKind


def calibrate(
    responses: ArrayLike,
    model: CalibrationModel = "2pl",
    *,
    names: Sequence[str] | None = None,
    weights: ArrayLike | None = None,
    guessing: ArrayLike = DEFAULT_GUESSING,
) -> Calibration:
    """Calibrate items from responses.

    responses: persons × items, whole numbers from 0 (0 and 1 but for `grm`), NaN = not given; or patterns,
    with their frequencies in `weights`. names: of the items, else 1, 2 …; guessing: the chance of a blind
    guess, one for all or one for each item, where the prior of `3pl` has its mode. Raises ValueError for
    other responses, an unknown model, names that do not fit, guessing outside 0 to 1 (exclusive), fewer than
    two items that can be calibrated, or other responses than 0 and 1 outside `grm`.
    """
    if model not in MODELS:
        raise ValueError(f"model {model!r} is not one of {', '.join(MODELS)}")
    data = prepare(responses, weights)
    columns = len(data.columns) + len(data.left_out)
    called = tuple(names) if names is not None else tuple(str(n + 1) for n in range(columns))
    if len(called) != columns:
        raise ValueError(f"{columns} items, but {len(called)} names")
    if len(data.columns) < 2:
        raise ValueError("fewer than two items have different responses: there is nothing to calibrate")
    if model != "grm":
        _require_binary(data, called)
    fitted = _model(model, data, guessing, columns)
    fit = maximise(fitted, start_values(fitted), tolerance=TOLERANCE, most_iterations=MOST_ITERATIONS)
    covariance, kind = _covariance(fitted, fit)
    estimates = _estimates(model, fitted, fit, covariance, called)
    return Calibration(
        model=model,
        items=estimates,
        log_likelihood=fit.expectation.log_likelihood,
        persons=round(data.persons),
        patterns=len(data.codes),
        iterations=fit.iterations,
        is_converged=fit.is_converged,
        information=kind,
    )


def _require_binary(data: CalibrationData, names: Sequence[str]) -> None:
    for column, found in zip(data.columns, data.categories, strict=True):
        if found != (0, 1):
            raise ValueError(
                f"item {names[column]} has the responses {', '.join(map(str, found))}: only the graded model "
                "takes others than 0 and 1"
            )


def _model(kind: CalibrationModel, data: CalibrationData, guessing: ArrayLike, columns: int) -> Model:
    if kind == "grm":
        return Graded(data)
    if kind != "3pl":
        return Logistic(data, has_shared_slope=kind == "1pl")
    chance = np.broadcast_to(np.asarray(guessing, dtype=np.float64), (columns,))
    if not ((chance > 0.0) & (chance < 1.0)).all():
        raise ValueError(f"guessing of {chance.min():g} to {chance.max():g}: above 0 and below 1 is needed")
    return Guessing(data, chance[list(data.columns)])


def _covariance(model: Model, fit: Fit) -> tuple[Array, InformationKind]:
    """The inverse of the information, parameters × parameters; nan where there is no standard error."""
    matrix, kind = information(model, fit.parameters, fit.expectation.table)
    # Slopes at the limit do not vary freely: the others are judged as if those were known.
    at_limit = model.is_at_limit(fit.parameters)
    if model.has_shared_slope:
        varies = np.append(not at_limit.any(), np.ones(len(at_limit), dtype=np.bool_))
    else:
        may_vary = model.is_free.copy()
        may_vary[:, 0] &= ~at_limit
        varies = may_vary[model.is_free]
    covariance = np.full(matrix.shape, np.nan)
    try:
        factor = cho_factor(matrix[np.ix_(varies, varies)])
    except LinAlgError:
        return covariance, kind
    # Where the likelihood is flat (all that is solved is guessed) the inverse runs to infinity.
    with np.errstate(over="ignore", invalid="ignore"):
        covariance[np.ix_(varies, varies)] = cho_solve(factor, np.eye(int(varies.sum())), check_finite=False)
        is_unknown = ~(np.diag(covariance) < LARGEST_VARIANCE)
    covariance[is_unknown, :] = covariance[:, is_unknown] = np.nan
    return covariance, kind


def _estimates(
    kind: CalibrationModel, model: Model, fit: Fit, covariance: Array, names: Sequence[str]
) -> tuple[ItemEstimate, ...]:
    data = model.data
    by_column = {column: _left_out(kind, names[column], why) for column, why in data.left_out.items()}
    given = data.weights @ (data.codes != MISSING)
    widths = model.is_free.sum(axis=1)
    firsts = np.cumsum(widths) - widths
    for at, column in enumerate(data.columns):
        width, first = int(widths[at]), int(firsts[at])
        if model.has_shared_slope:
            own = covariance[np.ix_([0, at + 1], [0, at + 1])]
        else:
            own = covariance[first : first + width, first : first + width]
        by_column[column] = _estimate(
            kind, names[column], fit.parameters[at, :width], own, data.categories[at], round(given[at].item())
        )
    return tuple(by_column[column] for column in sorted(by_column))


def _estimate(
    kind: CalibrationModel, name: str, values: Array, own: Array, found: tuple[int, ...], responses: int
) -> ItemEstimate:
    """One item; `values` are its parameters in the model, `own` their covariance."""
    a, intercepts, c, c_se = float(values[0]), values[1:], 0.0, 0.0
    if kind == "3pl":
        # From ln a and logit c to a and c.
        a, intercepts, c = float(np.exp(values[0])), values[1:2], float(expit(values[2:])[0])
        scale = np.array([a, 1.0, c * (1.0 - c)])
        own = own * np.multiply.outer(scale, scale)
        c_se = float(np.sqrt(own[2, 2]))
    # b = −d/a: ∂b/∂d = −1/a, ∂b/∂a = −b/a.
    # A slope at the limit has no error, and b that of a known slope.
    a_se, is_at_limit = float(np.sqrt(own[0, 0])), abs(a) >= STEEPEST * (1.0 - 1e-9)
    if is_at_limit:
        own = own.copy()
        own[0, :] = own[:, 0] = 0.0
    b = -intercepts / a
    steps = np.arange(1, 1 + len(b))
    b_variance = (own[steps, steps] + 2.0 * b * own[0, steps] + b**2 * own[0, 0]) / a**2
    return ItemEstimate(
        item=name,
        model=kind,
        a=a,
        b=tuple(float(x) for x in b),
        c=c,
        a_se=a_se,
        b_se=tuple(float(x) for x in np.sqrt(b_variance)),
        c_se=c_se,
        categories=found,
        responses=responses,
        cautions=_cautions(kind, a, found, responses, is_at_limit, bool(np.isfinite(own).all())),
    )


def _cautions(
    kind: CalibrationModel,
    a: float,
    found: tuple[int, ...],
    responses: int,
    is_at_limit: bool,
    has_error: bool,
) -> tuple[Caution, ...]:
    cautions: list[Caution] = []
    if a <= 0.0:
        cautions.append("negative_slope")
    if is_at_limit:
        cautions.append("slope_at_limit")
    if found != tuple(range(found[0], found[-1] + 1)):
        cautions.append("empty_category")
    if kind != "1pl" and responses < RESPONSES_FOR_SLOPE:
        cautions.append("few_responses")
    if not has_error:
        cautions.append("no_standard_error")
    return tuple(cautions)


def _left_out(kind: CalibrationModel, name: str, why: WhyLeftOut) -> ItemEstimate:
    nan = float("nan")
    return ItemEstimate(name, kind, nan, (), nan, nan, (), nan, (), 0, (why,))
