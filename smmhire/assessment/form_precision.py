"""What a form takes and how exactly it measures, before anybody has taken it: for the one who composes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from smmhire.assessment.ability import curves, joint_posterior, prior_correlations
from smmhire.assessment.adaptive_items import expectation
from smmhire.assessment.attempts import FormSettings
from smmhire.assessment.composition import FormSpec, limit_for, seconds_needed
from smmhire.assessment.estimation import NODES, Array
from smmhire.assessment.forms import expected_seconds
from smmhire.assessment.items import Item
from smmhire.assessment.simulation import information_of, marginal_reliability


@dataclass(frozen=True, slots=True)
class CompetencyPrecision:
    """One competency of a form: its scored questions, the seconds they usually take, and the standard error
    to expect, in SD of ability: `alone` from its own questions, `joint` with what the others say.

    mean_questions: how many people get on average, fewer than `questions` in an adaptive form."""

    competency_id: str
    questions: int
    mean_questions: float
    seconds: int
    alone: float
    joint: float


@dataclass(frozen=True, slots=True)
class FormEstimate:
    """A form: `items` with the self-ratings, `minutes` that people usually need, `time_limit` in minutes
    (None = none), and each competency it asks, in the order of the form."""

    items: int
    questions: int
    minutes: int
    time_limit: int | None
    competencies: tuple[CompetencyPrecision, ...]

    @property
    def mean_questions(self) -> float:
        """How many scored questions people get on average."""
        return sum(one.mean_questions for one in self.competencies)

    def of(self, competency_id: str) -> CompetencyPrecision | None:
        """One competency; None where the form has no question on it."""
        return next((one for one in self.competencies if one.competency_id == competency_id), None)


def expected_error(items: Sequence[Item]) -> float:
    """The standard error to expect of people from N(0, 1) who answer the scored ones of these items.

    The root of the mean of 1/(I(θ) + 1), I the items' information: 1 without items.
    """
    information = np.zeros(len(NODES))
    for item in items:
        if item.is_scored:
            information += information_of(curves(item))
    return float((1.0 - marginal_reliability(information)) ** 0.5)


def estimate(items: Sequence[Item], settings: FormSettings, time_limit: int | None) -> FormEstimate:
    """What the form of these items takes and measures; time_limit in seconds, None = none."""
    scored = [item for item in items if item.is_scored]
    names = tuple(dict.fromkeys(item.competency for item in scored))
    own = {name: [item for item in scored if item.competency == name] for name in names}
    alone = np.array([expected_error(own[name]) for name in names])
    joint = _joint(alone)
    return FormEstimate(
        items=len(items),
        questions=len(scored),
        minutes=ceil(seconds_needed(items, settings) / 60),
        time_limit=_in_minutes(time_limit),
        competencies=tuple(
            CompetencyPrecision(
                competency_id=name,
                questions=len(own[name]),
                mean_questions=len(own[name]),
                seconds=seconds_needed(own[name], settings),
                alone=float(alone[at]),
                joint=float(joint[at]),
            )
            for at, name in enumerate(names)
        ),
    )


def adaptive_estimate(
    pools: Mapping[str, tuple[Item, ...]], spec: FormSpec, ratings: Sequence[Item]
) -> FormEstimate:
    """What an adaptive form takes and measures on average, by simulation.

    pools: of each competency the items it may be asked, with their calibrated difficulties, in the order of
    the form; ratings: the self-ratings. The time limit allows for the most questions.
    """
    found = {name: expectation(pool, spec.counts[name]) for name, pool in pools.items()}
    alone = np.array([found[name].mean_error for name in pools])
    joint = _joint(alone)
    each = {name: seconds_a_question(pool, spec.played) for name, pool in pools.items()}
    seconds = {name: each[name] * found[name].mean_length for name in pools}
    most = sum(spec.counts[name] for name in pools)
    return FormEstimate(
        items=len(ratings) + most,
        questions=most,
        minutes=ceil((expected_seconds(ratings) + sum(seconds.values())) / 60),
        time_limit=_in_minutes(limit_for(most_seconds(pools, spec, ratings), spec)),
        competencies=tuple(
            CompetencyPrecision(
                competency_id=name,
                questions=spec.counts[name],
                mean_questions=found[name].mean_length,
                seconds=round(seconds[name]),
                alone=float(alone[at]),
                joint=float(joint[at]),
            )
            for at, name in enumerate(pools)
        ),
    )


def most_seconds(pools: Mapping[str, Sequence[Item]], spec: FormSpec, ratings: Sequence[Item]) -> float:
    """How long an adaptive form usually takes somebody who gets the most questions."""
    asked = sum(spec.counts[name] * seconds_a_question(pool, spec.played) for name, pool in pools.items())
    return expected_seconds(ratings) + asked


def seconds_a_question(pool: Sequence[Item], settings: FormSettings) -> float:
    """How long a question of the pool usually takes on average."""
    return seconds_needed(pool, settings) / len(pool)


def _joint(alone: Array) -> Array:
    """The standard errors with what the competencies say of each other."""
    if not len(alone):
        return alone
    _means, covariance = joint_posterior(np.zeros(len(alone)), alone, prior_correlations(len(alone)))
    return np.sqrt(np.diag(covariance))


def _in_minutes(seconds: int | None) -> int | None:
    return None if seconds is None else seconds // 60
