"""How well people know what they know: confidence beside the answers. It never enters a score.

Somebody says of each answer how sure they are that it is right, as a chance p. With the answer's mark x (1
right, 0 wrong) the Brier score is the mean of (p − x)² (BRIER-1950): 0 is perfect, .25 is what 'fifty-fifty'
on everything gets. It is proper: of somebody who believes in a chance b, stating p costs (p − b)² + b(1 − b)
on average, which is least for p = b. So honesty is the best policy, and people can be told so.

Over-confidence is the mean confidence less the share of right answers (LICHTENSTEIN-FISCHHOFF-1977).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from smmhire.assessment.estimation import Array
from smmhire.assessment.self_rating import SURE_ENOUGH
from smmhire.texts import _, number, percent

# The bands of stated confidence in the calibration table: fifths, wide enough for some answers in each.
BANDS: tuple[float, ...] = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

# A difference of confidence and success that nobody need be told of, 0 to 1. Confidence is stated in steps of
# 5 to 10 points as a rule: half such a step is no misjudgement.
NO_MATTER = 0.05

# Answers below which nothing is said about over-confidence: the error of a mean needs some of them.
LEAST_ANSWERS = 10

# Standard normal quantile of the 95 % interval of a share.
Z_95 = 1.959963984540054


class Calibration(StrEnum):
    """What the answers say about somebody's confidence."""

    OVER = "over"  # surely more confident than right
    FITS = "fits"  # surely within NO_MATTER of it
    UNDER = "under"  # surely more often right than confident
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class ConfidenceBand:
    """Answers with a confidence from `low` to below `high` (the last band: to `high`).

    stated: mean confidence; right: mean mark; right_low, right_high: its 95 % interval (WILSON-1927). All
    None where there is no answer in the band.
    """

    low: float
    high: float
    count: int
    stated: float | None
    right: float | None
    right_low: float | None
    right_high: float | None


@dataclass(frozen=True, slots=True)
class ConfidenceReport:
    """count: answers with a confidence; brier: 0 (perfect) to 1; stated, right: mean confidence and mean
    mark; over_confidence: stated − right, with its standard error (None for a single answer); discrimination:
    mean confidence in answers above the mean mark less that in the others, None where all marks are alike."""

    count: int
    brier: float
    stated: float
    right: float
    over_confidence: float
    standard_error: float | None
    discrimination: float | None
    verdict: Calibration
    bands: tuple[ConfidenceBand, ...]


def brier(stated: ArrayLike, marks: ArrayLike) -> float:
    """The mean of (p − x)² over n answers: 0 is perfect, 1 sure and always wrong.

    stated: chances in 0 … 1; marks: in 0 … 1 (of a partly right answer its mark). Raises ValueError for
    others, for different numbers of them, and without any.
    """
    p, x = _checked(stated, marks)
    return float(((p - x) ** 2).mean())


def expected_brier(stated: ArrayLike, believed: ArrayLike) -> Array:
    """What stating p costs on average if the chance is b: (p − b)² + b(1 − b)."""
    p, b = np.asarray(stated, dtype=np.float64), np.asarray(believed, dtype=np.float64)
    return (p - b) ** 2 + b * (1.0 - b)


def brier_parts(stated: ArrayLike, marks: ArrayLike) -> tuple[float, float, float]:
    """Reliability, resolution, uncertainty: Brier = reliability − resolution + uncertainty (marks 0 and 1).

    Over the distinct confidences p_k with n_k answers of which a share o_k is right (MURPHY-1973):
    reliability is the mean of (p_k − o_k)², resolution that of (o_k − o)², uncertainty o(1 − o). Raises
    ValueError as `brier`.
    """
    p, x = _checked(stated, marks)
    values, group, counts = np.unique(p, return_inverse=True, return_counts=True)
    right, all_right = np.bincount(group, weights=x) / counts, float(x.mean())
    weights = counts / len(p)
    return (
        float(weights @ (values - right) ** 2),
        float(weights @ (right - all_right) ** 2),
        all_right * (1.0 - all_right),
    )


def calibration_table(
    stated: ArrayLike, marks: ArrayLike, edges: Sequence[float] = BANDS
) -> tuple[ConfidenceBand, ...]:
    """Confidence and success by bands of confidence. Raises ValueError as `brier`, and for edges that do not
    rise from 0 to 1."""
    p, x = _checked(stated, marks)
    if len(edges) < 2 or edges[0] != 0.0 or edges[-1] != 1.0 or (np.diff(edges) <= 0.0).any():
        raise ValueError(f"bands with the edges {tuple(edges)} do not go from 0 to 1")
    band = np.minimum(np.searchsorted(edges, p, side="right") - 1, len(edges) - 2)
    return tuple(
        _band(edges[at], edges[at + 1], p[band == at], x[band == at]) for at in range(len(edges) - 1)
    )


def confidence_report(stated: ArrayLike, marks: ArrayLike) -> ConfidenceReport:
    """Everything about one person's (or many people's) confidence. Raises ValueError as `brier`."""
    p, x = _checked(stated, marks)
    gaps = p - x
    error = float(gaps.std(ddof=1) / np.sqrt(len(gaps))) if len(gaps) > 1 else None
    better = x > x.mean()
    return ConfidenceReport(
        count=len(p),
        brier=brier(p, x),
        stated=float(p.mean()),
        right=float(x.mean()),
        over_confidence=float(gaps.mean()),
        standard_error=error,
        discrimination=float(p[better].mean() - p[~better].mean()) if better.any() else None,
        verdict=_verdict(float(gaps.mean()), error, len(gaps)),
        bands=calibration_table(p, x),
    )


def how_it_is_counted() -> str:
    """For takers, before they begin: what is asked, how it is counted, and why honesty pays."""
    return _(
        "Say of each answer how sure you are that it is right. What counts is the square of the distance"
        " between what you said and what came out: whoever says {sure} loses {little} if right and {much} if"
        " wrong; whoever says {unsure} loses {even} either way. On average you lose least by saying exactly"
        " what you believe. It stands beside your result and does not change your score.",
        sure=percent(0.8),
        unsure=percent(0.5),
        little=number(0.2**2, 2),
        much=number(0.8**2, 2),
        even=number(0.5**2, 2),
    )


def in_words(report: ConfidenceReport) -> str:
    """The verdict as a sentence or two in the current language."""
    fields = {"stated": percent(report.stated), "right": percent(report.right)}
    match report.verdict:
        case Calibration.OVER:
            return _(
                "More confident than right: {stated} sure on average, {right} right. Check again where you"
                " feel sure.",
                **fields,
            )
        case Calibration.UNDER:
            return _(
                "More often right than confident: {stated} sure on average, {right} right. You can trust your"
                " knowledge more.",
                **fields,
            )
        case Calibration.FITS:
            return _("Confidence and answers agree: {stated} sure on average, {right} right.", **fields)
        case Calibration.CANNOT_TELL:
            return _(
                "{stated} sure on average, {right} right. There are too few answers to say whether confidence"
                " and answers agree.",
                **fields,
            )


def _checked(stated: ArrayLike, marks: ArrayLike) -> tuple[Array, Array]:
    p, x = (np.asarray(values, dtype=np.float64).ravel() for values in (stated, marks))
    if len(p) != len(x) or not len(p):
        raise ValueError(f"{len(p)} confidences for {len(x)} marks")
    for values, name in ((p, "confidence"), (x, "mark")):
        wrong = values[~((values >= 0.0) & (values <= 1.0))]
        if len(wrong):
            raise ValueError(f"a {name} of {wrong[0]} is not in 0 … 1")
    return p, x


def _band(low: float, high: float, p: Array, x: Array) -> ConfidenceBand:
    if not len(p):
        return ConfidenceBand(low, high, 0, None, None, None, None)
    n, right = len(p), float(x.mean())
    middle = (right + Z_95**2 / (2 * n)) / (1 + Z_95**2 / n)
    half = Z_95 / (1 + Z_95**2 / n) * float(np.sqrt(right * (1 - right) / n + Z_95**2 / (4 * n**2)))
    return ConfidenceBand(
        low, high, n, float(p.mean()), right, max(middle - half, 0.0), min(middle + half, 1.0)
    )


def _verdict(gap: float, error: float | None, count: int) -> Calibration:
    if error is None or count < LEAST_ANSWERS:
        return Calibration.CANNOT_TELL
    if error == 0.0:
        over, under = float(gap > NO_MATTER), float(gap < -NO_MATTER)
    else:
        over, under = float(ndtr((gap - NO_MATTER) / error)), float(ndtr((-NO_MATTER - gap) / error))
    if over >= SURE_ENOUGH:
        return Calibration.OVER
    if under >= SURE_ENOUGH:
        return Calibration.UNDER
    return Calibration.FITS if 1.0 - over - under >= SURE_ENOUGH else Calibration.CANNOT_TELL
