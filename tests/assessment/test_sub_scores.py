"""A competency is told as standing by itself only where its own questions say more than the whole test."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from smmhire.assessment.ability import joint_posterior, prior_correlations
from smmhire.assessment.attempts import AttemptResult, CompetencyResult
from smmhire.assessment.sub_scores import in_words, leaning, sub_score_values
from smmhire.content import load_role
from smmhire.identity import new_id

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
NAMES = [competency.id for competency in load_role().competencies]


def result(errors: list[float], asked: list[int]) -> AttemptResult:
    """Competencies with these standard errors of their own, before they speak for each other."""
    count = len(errors)
    _means, covariance = joint_posterior(np.zeros(count), np.array(errors), prior_correlations(count))
    return AttemptResult(
        attempt_id=new_id(),
        competencies=tuple(
            CompetencyResult(NAMES[at], n, n, 0.5, 0.0, float(np.sqrt(covariance[at, at])), None)
            for at, n in enumerate(asked)
        ),
        covariance=tuple(tuple(float(cell) for cell in row) for row in covariance),
        percent_correct=0.5,
        asked=sum(asked),
        answered=sum(asked),
        scored_at=NOON,
        scoring_version=1,
        bank_version="x",
    )


def test_ten_questions_stand_by_themselves_and_two_do_not() -> None:
    ten = result([0.52] * 8, [10] * 8)
    assert leaning(ten) == () and in_words(ten, load_role()) == ""
    two = result([0.85] * 8, [2] * 8)
    assert set(leaning(two)) == set(NAMES)
    one_short = result([0.52] * 7 + [0.9], [10] * 7 + [1])
    assert leaning(one_short) == (NAMES[7],)
    assert load_role().competency(NAMES[7]).name.en in in_words(one_short, load_role())


def test_figures_are_those_of_a_simulation() -> None:
    """True scores and errors drawn: how much of a competency its own score and the total explain."""
    errors, asked = [0.52, 0.7, 0.85], [10, 5, 2]
    values = sub_score_values(result(errors, asked))
    chance = np.random.default_rng(3)
    true = chance.multivariate_normal(np.zeros(3), prior_correlations(3), 400_000)
    precision = 1.0 / np.array(errors) ** 2 - 1.0
    seen = true + chance.normal(size=true.shape) / np.sqrt(precision)
    total = seen @ (np.array(asked) / sum(asked))
    for at, value in enumerate(values):
        assert value is not None
        assert value.by_itself == pytest.approx(np.corrcoef(true[:, at], seen[:, at])[0, 1] ** 2, abs=0.005)
        assert value.by_total == pytest.approx(np.corrcoef(true[:, at], total)[0, 1] ** 2, abs=0.005)


def test_alone_or_not_measured_there_is_nothing_to_compare() -> None:
    assert sub_score_values(result([0.5], [10])) == (None,)
    some = sub_score_values(result([0.5, 0.5, 1.0], [10, 10, 0]))
    assert some[2] is None and some[0] is not None and some[0].adds
