"""What a form takes and how exactly it measures, before anybody has taken it: for the one who composes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from smmhire.assessment.ability import curves, joint_posterior, prior_correlations
from smmhire.assessment.attempts import FormSettings
from smmhire.assessment.composition import seconds_needed
from smmhire.assessment.estimation import NODES
from smmhire.assessment.items import Item
from smmhire.assessment.simulation import information_of, marginal_reliability


@dataclass(frozen=True, slots=True)
class CompetencyPrecision:
    """One competency of a form: its scored questions, the seconds they usually take, and the standard error
    to expect, in SD of ability: `alone` from its own questions, `joint` with what the others say."""

    competency_id: str
    questions: int
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
    joint = alone
    if names:
        _means, covariance = joint_posterior(np.zeros(len(names)), alone, prior_correlations(len(names)))
        joint = np.sqrt(np.diag(covariance))
    return FormEstimate(
        items=len(items),
        questions=len(scored),
        minutes=ceil(seconds_needed(items, settings) / 60),
        time_limit=None if time_limit is None else time_limit // 60,
        competencies=tuple(
            CompetencyPrecision(
                competency_id=name,
                questions=len(own[name]),
                seconds=seconds_needed(own[name], settings),
                alone=float(alone[at]),
                joint=float(joint[at]),
            )
            for at, name in enumerate(names)
        ),
    )
