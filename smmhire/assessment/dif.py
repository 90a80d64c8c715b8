"""Differential item functioning by Mantel-Haenszel: does an item favour a group among equally able people?

People are matched by their total score, the studied item included (`HOLLAND-THAYER-1988`). Used first for the
two languages of an item, Bengali and English. A flagged item is a question for the editor, not a verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from smmhire.assessment.estimation import Array

# The delta scale of ETS: Δ = −2.35 ln α, in which 1 is a difference of one on their scale of difficulty
# (mean 13, SD 4).
DELTA = -2.35

# Classes of ETS by |Δ|: below 1, or not significant, A (negligible); from 1.5 C (large); else B. Significant
# is the chi-square with continuity correction at 5 %. (ETS asks for C also that |Δ| differs significantly
# from 1; the simpler rule names more items for review, and is that of our reference table.)
SMALL_DELTA = 1.0
LARGE_DELTA = 1.5
SIGNIFICANT_BELOW = 0.05

# Persons in each group below which nothing is reported, as in item analysis.
FEWEST_PERSONS = 30

EtsClass: TypeAlias = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class MantelHaenszel:
    """One item. alpha: odds of a right answer in the reference group over those in the focal group, people of
    the same score compared; above 1 the item favours the reference group, and delta is below 0. log_alpha_se:
    standard error of ln alpha. chi2 and p: with continuity correction, and without (uncorrected).
    """

    item: str
    reference: str
    focal: str
    alpha: float
    log_alpha_se: float
    chi2: float
    p: float
    chi2_uncorrected: float
    p_uncorrected: float
    delta: float
    ets_class: EtsClass


def mantel_haenszel(
    marks: ArrayLike,
    groups: Sequence[str | None],
    names: Sequence[str],
    *,
    reference: str,
    focal: str,
    matched_on: ArrayLike | None = None,
) -> tuple[MantelHaenszel | None, ...]:
    """Compare two groups in every item; None where it cannot be done.

    marks: persons × items of 0 and 1, NaN = not given; groups: of each person, others than the two and None
    are left out. matched_on: the stratum of each person, whole numbers from 0. Without it strata are the
    total scores; somebody who was not given all items is put into the stratum of the same share of right
    answers. None: fewer than FEWEST_PERSONS of a group answered, or no stratum
    has right and wrong answers in both groups. Raises ValueError for other marks, groups that do not fit, or
    a group nobody belongs to.

    α = Σ AₖDₖ/Nₖ / Σ BₖCₖ/Nₖ over strata (`MANTEL-HAENSZEL-1959`), standard error by `RBG-1986`.
    """
    table = np.asarray(marks, dtype=np.float64)
    if table.ndim != 2 or table.shape != (len(groups), len(names)):
        raise ValueError(f"marks of the shape {table.shape} for {len(groups)} groups and {len(names)} names")
    labels = np.array([group if group is not None else "" for group in groups], dtype=object)
    member = np.array([group is not None for group in groups])
    for wanted in (reference, focal):
        if not (member & (labels == wanted)).any():
            raise ValueError(f"nobody belongs to group {wanted!r}")
    compared = member & ((labels == reference) | (labels == focal))
    table, is_reference = table[compared], (labels[compared] == reference)
    given = ~np.isnan(table)
    if not np.isin(table[given], (0.0, 1.0)).all():
        raise ValueError("a mark is neither 0 nor 1: Mantel-Haenszel compares right and wrong answers")
    strata = _strata(table, given) if matched_on is None else _given_strata(matched_on, compared)
    cells = _cells(table, given, is_reference, strata)
    return tuple(
        _compared(name, reference, focal, *(cell[:, at] for cell in cells)) for at, name in enumerate(names)
    )


def _strata(marks: Array, given: NDArray[np.bool_]) -> NDArray[np.intp]:
    items = marks.shape[1]
    right, count = np.where(given, marks, 0.0).sum(axis=1), given.sum(axis=1)
    # Of complete rows this is the total itself.
    return np.floor(right * items / np.maximum(count, 1) + 0.5).astype(np.intp)


def _given_strata(matched_on: ArrayLike, compared: NDArray[np.bool_]) -> NDArray[np.intp]:
    strata = np.asarray(matched_on)
    if strata.shape != compared.shape or strata.dtype.kind not in "iu" or strata.min(initial=0) < 0:
        raise ValueError("the strata are one whole number from 0 a person")
    return strata[compared].astype(np.intp)


def _cells(
    marks: Array, given: NDArray[np.bool_], is_reference: NDArray[np.bool_], strata: NDArray[np.intp]
) -> tuple[Array, Array, Array, Array]:
    """Right and wrong of the reference group, right and wrong of the focal group: strata × items."""
    right, wrong = np.where(given, marks, 0.0), np.where(given, 1.0 - marks, 0.0)
    cells: list[Array] = []
    for in_group in (is_reference, ~is_reference):
        at = np.flatnonzero(in_group)
        at = at[np.argsort(strata[at], kind="stable")]
        starts = np.flatnonzero(np.diff(strata[at], prepend=-1))
        for answers in (right, wrong):
            found = np.zeros((int(strata.max(initial=0)) + 1, marks.shape[1]))
            found[strata[at][starts]] = np.add.reduceat(answers[at], starts, axis=0)
            cells.append(found)
    return cells[0], cells[1], cells[2], cells[3]


def _compared(
    name: str, reference: str, focal: str, a: Array, b: Array, c: Array, d: Array
) -> MantelHaenszel | None:
    if min((a + b).sum(), (c + d).sum()) < FEWEST_PERSONS:
        return None
    persons = a + b + c + d
    used = persons > 1.0
    a, b, c, d, n = a[used], b[used], c[used], d[used], persons[used]
    for_reference, for_focal = a * d / n, b * c / n
    top, bottom = float(for_reference.sum()), float(for_focal.sum())
    variance = float(((a + b) * (c + d) * (a + c) * (b + d) / (n**2 * (n - 1.0))).sum())
    if top == 0.0 or bottom == 0.0 or variance == 0.0:
        return None
    off = abs(float((a - (a + b) * (a + c) / n).sum()))
    plain, corrected = off**2 / variance, max(off - 0.5, 0.0) ** 2 / variance
    alpha = top / bottom
    agree, differ = (a + d) / n, (b + c) / n
    log_variance = (
        float((agree * for_reference).sum()) / (2.0 * top**2)
        + float((agree * for_focal + differ * for_reference).sum()) / (2.0 * top * bottom)
        + float((differ * for_focal).sum()) / (2.0 * bottom**2)
    )
    delta = DELTA * float(np.log(alpha))
    p = float(chdtrc(1.0, corrected))
    return MantelHaenszel(
        item=name,
        reference=reference,
        focal=focal,
        alpha=alpha,
        log_alpha_se=float(np.sqrt(log_variance)),
        chi2=corrected,
        p=p,
        chi2_uncorrected=plain,
        p_uncorrected=float(chdtrc(1.0, plain)),
        delta=delta,
        ets_class=ets_class(delta, p),
    )


def ets_class(delta: float, p: float) -> EtsClass:
    """The class of a difference. p: of its test; adjusted, where many items are compared at once."""
    if abs(delta) < SMALL_DELTA or p >= SIGNIFICANT_BELOW:
        return "A"
    return "C" if abs(delta) >= LARGE_DELTA else "B"


def adjusted(p: ArrayLike) -> Array:
    """The p-values of many tests made at once, so that of those below 5 % one in twenty is false at most
    (`BENJAMINI-HOCHBERG-1995`): p₍ᵢ₎ · m/i, made monotone from the largest down, at most 1."""
    given = np.asarray(p, dtype=np.float64)
    order = np.argsort(given)[::-1]
    count = len(given)
    raised = given[order] * count / np.arange(count, 0, -1)
    found = np.empty(count)
    found[order] = np.minimum(np.minimum.accumulate(raised), 1.0) if count else raised
    return found
