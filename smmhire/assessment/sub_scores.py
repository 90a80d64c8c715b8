"""Whether what an attempt says of one competency adds to what it says of all together.

A sub-score of few questions can be a worse guess of the competency than the whole test is: then it had
better not be told as if it stood by itself (HABERMAN-2008). Haberman compares two proportional reductions of
the mean squared error: that of the sub-score, its reliability, and that of the total. Here both follow from
the model the attempt was scored by. From the posterior covariance Σ and the prior correlations R of the
competencies, the answers to competency j have the precision λ_j = (Σ⁻¹ − R⁻¹)_jj, their error the variance
1/λ_j, so that

    by itself: λ_j / (1 + λ_j)
    by total:  (Σ_k w_k R_jk)² / (wᵀRw + Σ_k w_k²/λ_k),  w_k the share of the questions on k
"""

from __future__ import annotations

import numpy as np

from smmhire.assessment.ability import prior_correlations
from smmhire.assessment.attempts import AttemptResult
from smmhire.assessment.reliability import SubScoreValue
from smmhire.role.description import Role
from smmhire.texts import _, say

# Precisions below this are rounding: as good as no question.
LEAST_PRECISION = 1e-6


def sub_score_values(result: AttemptResult) -> tuple[SubScoreValue | None, ...]:
    """One for each competency of the result, in its order; None for one that was not measured, or alone."""
    measured = [at for at, one in enumerate(result.competencies) if one.is_measured]
    count = len(result.competencies)
    if len(measured) < 2:
        return (None,) * count
    correlations = prior_correlations(count)
    precision = np.diag(np.linalg.inv(np.array(result.covariance)) - np.linalg.inv(correlations))
    precision = np.maximum(precision, LEAST_PRECISION)
    asked = np.array([float(one.asked) for one in result.competencies])
    weights = asked / asked.sum()
    noise = np.where(asked > 0, weights**2 / precision, 0.0).sum()
    total_variance = float(weights @ correlations @ weights + noise)
    found: list[SubScoreValue | None] = [None] * count
    for at in measured:
        shared = float(weights @ correlations[at])
        found[at] = SubScoreValue(float(precision[at] / (1.0 + precision[at])), shared**2 / total_variance)
    return tuple(found)


def leaning(result: AttemptResult) -> tuple[str, ...]:
    """Ids of the competencies of which the whole test says more than their own questions do."""
    values = sub_score_values(result)
    return tuple(
        one.competency_id
        for one, value in zip(result.competencies, values, strict=True)
        if value is not None and not value.adds
    )


def in_words(result: AttemptResult, role: Role) -> str:
    """A sentence on the competencies that do not stand by themselves, in the current language; '' without."""
    names = [say(role.competency(one).name) for one in leaning(result)]
    if not names:
        return ""
    return _(
        "Too few questions to stand by themselves: {names}. What is said of them rests mainly on the answers "
        "to the other questions.",
        names=", ".join(names),
    )
