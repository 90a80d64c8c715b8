"""Scoring an attempt: marks to levels, levels to the ability in each competency, all competencies jointly.

The model
---------
Every item has slope 1 and the author's difficulty b. A mark is one of two, three or four levels. The chance
that somebody of ability θ reaches level k or above is

    P(X ≥ k) = c_k + (1 − c_k) / (1 + exp(−(θ − b_k)))

Samejima's graded response model, raised by c_k, the chance that a blind guess reaches level k. With two
levels it is the three-parameter logistic model with a = 1 and c = 1/options. Leaving guessing out would
overstate ability by half a standard deviation (`docs/REFERENCES.md` under 'Ability').

An item that was asked and not answered counts as wrong, also where time ran out before it was reached: else
leaving out what one does not know would raise the estimate. Not answering has no chance of a lucky guess,
but is scored by the same curve, so it is never better than a wrong answer.

The competencies share a correlated prior: what somebody shows in one says something about the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import numpy as np

from smmhire.assessment.attempts import Answer, AttemptResult, CompetencyResult
from smmhire.assessment.estimation import NODES, Array, log_prior, posterior_moments
from smmhire.assessment.items import Item
from smmhire.assessment.marking import guessed_marks, mark

# Raised whenever the same answers would get another result; kept with each result.
SCORING_VERSION = 1

# Slope of every item, per SD of ability. Free slopes need some 500 responses an item.
SLOPE = 1.0

# How far the thresholds of a graded item lie apart, in SD of ability, centred on the difficulty. From half
# to a full SD is usual; half keeps a partly right answer near the right one, as authors think of it.
THRESHOLDS: dict[int, tuple[float, ...]] = {2: (0.0,), 3: (-0.5, 0.5), 4: (-0.5, 0.0, 0.5)}

# Marks between 0 and 1 are taken to the nearest third: more levels than four add little and would need
# thresholds that nobody has estimated. Full marks are a level of their own.
STEPS = 3

# Correlation of any two competencies in the population, 0 to 1. Sub-scores of one occupation's knowledge
# tests correlate .5 to .7; to be replaced by the figure from our own responses when there are enough.
PRIOR_CORRELATION = 0.6


def level_of_mark(got: float) -> int:
    """A mark as 0 to 3 thirds: the nearest third (a tie upwards), and 3 only for the full mark."""
    if got >= 1.0 - 1e-9:
        return STEPS
    return min(int(got * STEPS + 0.5 + 1e-9), STEPS - 1)


@dataclass(frozen=True, slots=True)
class GradedCurves:
    """An item's levels and their log probabilities.

    levels: the thirds (0 to 3) that its marks can reach, in order; guessing: c_k for each level above the
    lowest; log_chance: levels × nodes.
    """

    levels: tuple[int, ...]
    thresholds: tuple[float, ...]
    guessing: tuple[float, ...]
    log_chance: Array


@lru_cache(maxsize=4096)
def curves(item: Item) -> GradedCurves:
    """The item's graded response curves. Raises ValueError for an item without difficulty (a self-rating)."""
    if item.difficulty is None:
        raise ValueError(f"item {item.id} has no difficulty: it cannot be scored")
    chances: dict[int, float] = {0: 0.0, STEPS: 0.0}
    if item.numeric is not None:
        chances[level_of_mark(0.5)] = 0.0  # half a mark within twice the tolerance; never by guessing
    for guess in guessed_marks(item):
        reached = level_of_mark(guess.mark)
        chances[reached] = chances.get(reached, 0.0) + guess.chance
    levels = tuple(sorted(chances))
    guessed = tuple(sum(chances[at] for at in levels[k:]) for k in range(1, len(levels)))
    thresholds = tuple(item.difficulty + step for step in THRESHOLDS[len(levels)])
    reach = np.ones((len(levels) + 1, len(NODES)))
    reach[-1] = 0.0
    for k, (c, b) in enumerate(zip(guessed, thresholds, strict=True), start=1):
        reach[k] = c + (1.0 - c) / (1.0 + np.exp(-SLOPE * (NODES - b)))
    return GradedCurves(levels, thresholds, guessed, np.log(reach[:-1] - reach[1:]))


def level_index(levels: Sequence[int], got: float) -> int:
    """The place of a mark among the levels of its item (`GradedCurves.levels`), from 0.

    An incomplete answer can end between the levels of complete ones: it counts as the one below.
    """
    return bisect_right(levels, level_of_mark(got)) - 1


def log_likelihood(items: Sequence[Item], marks: Sequence[float]) -> Array:
    """The logarithm of the chance of these marks at each node; zeros without items."""
    total = np.zeros(len(NODES))
    for item, got in zip(items, marks, strict=True):
        graded = curves(item)
        total += graded.log_chance[level_index(graded.levels, got)]
    return total


def prior_correlations(count: int) -> Array:
    """The correlations of the prior, count × count: 1 on the diagonal, PRIOR_CORRELATION off it."""
    return np.full((count, count), PRIOR_CORRELATION) + (1.0 - PRIOR_CORRELATION) * np.eye(count)


def joint_posterior(means: Array, errors: Array, correlations: Array) -> tuple[Array, Array]:
    """Means (k) and covariance (k × k) of the competencies together, from each one's own EAP under N(0, 1).

    Each posterior N(m, s²) is taken as the prior N(0, 1) times what the responses said, which has precision
    λ = 1/s² − 1 and precision-weighted mean λy = m/s²; then Σ = (R⁻¹ + diag λ)⁻¹ and μ = Σ(λ∘y). In this form
    a competency without items (λ = 0, λy = 0) needs no division by zero. Guessing can make a posterior wider
    than the prior; λ is then taken as 0, and λy as m(1 + λ), which keeps its mean.
    """
    precision = np.maximum(1.0 / errors**2 - 1.0, 0.0)
    shift = means * (1.0 + precision)
    # (R⁻¹ + Λ)⁻¹ = (I + RΛ)⁻¹R: R itself need not be inverted.
    count = len(means)
    covariance = np.linalg.solve(np.eye(count) + correlations * precision[None, :], correlations)
    covariance = (covariance + covariance.T) / 2.0
    return covariance @ shift, covariance


def score_attempt(
    items: Sequence[Item],
    answers: Mapping[str, Answer],
    seed: int,
    *,
    attempt_id: UUID,
    scored_at: datetime,
    bank_version: str,
) -> AttemptResult:
    """The result of a finished attempt: `items` of the form, `answers` by item id, the attempt's `seed`.

    Competencies come in the order in which the items name them. A competency with self-ratings only is
    there too, not measured: its ability is what the others let one expect. Raises ValueError for answers to
    items that are not in the form, and as `marking.mark` does.
    """
    if strangers := answers.keys() - {item.id for item in items}:
        raise ValueError(f"answers to items that were not asked: {', '.join(sorted(strangers))}")
    names = tuple(dict.fromkeys(item.competency for item in items))
    marked = {i.id: mark(i, answers.get(i.id, Answer()), seed) for i in items if i.is_scored}
    scored = {name: [i for i in items if i.competency == name and i.is_scored] for name in names}
    likelihoods = [log_likelihood(scored[name], [marked[i.id] for i in scored[name]]) for name in names]
    means, covariance = _joint(likelihoods)
    errors = np.sqrt(np.diag(covariance))
    competencies = tuple(
        CompetencyResult(
            competency_id=name,
            asked=len(scored[name]),
            answered=_answered(scored[name], answers),
            percent_correct=_mean([marked[item.id] for item in scored[name]]),
            ability=float(means[at]),
            standard_error=float(errors[at]),
            self_rating=_self_rating(items, answers, name),
        )
        for at, name in enumerate(names)
    )
    return AttemptResult(
        attempt_id=attempt_id,
        competencies=competencies,
        covariance=tuple(tuple(float(cell) for cell in row) for row in covariance),
        percent_correct=_mean(list(marked.values())),
        asked=len(marked),
        answered=sum(result.answered for result in competencies),
        scored_at=scored_at,
        scoring_version=SCORING_VERSION,
        bank_version=bank_version,
    )


def _joint(likelihoods: Sequence[Array]) -> tuple[Array, Array]:
    if not likelihoods:
        return np.zeros(0), np.zeros((0, 0))
    means, errors = posterior_moments(np.stack(likelihoods) + log_prior())
    # Without items the grid gives the prior itself but for 1e-9; the formula wants exactly no information.
    empty = np.array([not line.any() for line in likelihoods])
    means, errors = np.where(empty, 0.0, means), np.where(empty, 1.0, errors)
    return joint_posterior(means, errors, prior_correlations(len(likelihoods)))


def _answered(items: Sequence[Item], answers: Mapping[str, Answer]) -> int:
    return sum(1 for item in items if not answers.get(item.id, Answer()).is_empty)


def _mean(marks: Sequence[float]) -> float:
    return sum(marks) / len(marks) if marks else 0.0


def _self_rating(items: Sequence[Item], answers: Mapping[str, Answer], competency: str) -> int | None:
    """The mean of the competency's self-ratings, a half taken down; None where none was given."""
    asked = [item for item in items if item.competency == competency and not item.is_scored]
    given = [answers.get(item.id, Answer()).rating for item in asked]
    ratings = [rating for rating in given if rating is not None]
    if not ratings:
        return None
    return -(-(2 * sum(ratings) - len(ratings)) // (2 * len(ratings)))
