"""Whether the answers of one attempt are those of somebody with the abilities it measured: l_z of an attempt.

l_z (DRASGOW-1985) is the log likelihood of the marks at the abilities measured, less what is expected there,
over its standard deviation; of an attempt over several competencies, each question counts at the ability of
its own. People who answer hard questions right and easy ones wrong are far below 0.

At estimated abilities l_z does not vary as N(0, 1) does (SNIJDERS-2001). So the attempt is compared with
simulated ones: people of about these abilities answer the same questions, are scored in the same way, and the
cut is what one in twenty of them falls below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smmhire.assessment.ability import curves, joint_posterior, level_index, prior_correlations
from smmhire.assessment.attempts import Answer, AttemptResult
from smmhire.assessment.estimation import NODES, Array, log_prior, posterior_moments
from smmhire.assessment.items import Item
from smmhire.assessment.marking import mark
from smmhire.assessment.person_fit import CUT_LEVEL

# With fewer answers a single odd one decides.
LEAST_ANSWERS = 20
# Simulated attempts: the standard error of the cut is then about .06.
SIMULATED = 1000
SEED = 1


@dataclass(frozen=True, slots=True)
class AttemptFit:
    """lz: of the attempt; cut: what a share CUT_LEVEL of people who fit fall below."""

    lz: float
    cut: float

    @property
    def is_unusual(self) -> bool:
        """Below the cut."""
        return self.lz < self.cut


def attempt_fit(
    items: Sequence[Item], answers: Mapping[str, Answer], seed: int, result: AttemptResult
) -> AttemptFit | None:
    """The fit of a scored attempt: items of its form, answers by item id, seed of the attempt.

    Questions without an answer do not count. None below LEAST_ANSWERS. Raises as `marking.mark`.
    """
    given = [i for i in items if i.is_scored and not answers.get(i.id, Answer()).is_empty]
    if len(given) < LEAST_ANSWERS:
        return None
    names = [one.competency_id for one in result.competencies]
    place = np.array([names.index(item.competency) for item in given])
    theta = np.array([one.ability for one in result.competencies])
    levels = np.array(
        [[level_index(curves(item).levels, mark(item, answers[item.id], seed)) for item in given]]
    )
    observed = float(_lz(given, levels, theta[None, place])[0])
    chance = np.random.default_rng(SEED)
    drawn = chance.multivariate_normal(theta, np.array(result.covariance), SIMULATED)
    columns: list[Array] = [
        _drawn_levels(item, drawn[:, int(at)], chance) for item, at in zip(given, place, strict=True)
    ]
    simulated = np.stack(columns, axis=1)
    found = _abilities(given, place, simulated, len(names))
    return AttemptFit(observed, float(np.quantile(_lz(given, simulated, found[:, place]), CUT_LEVEL)))


def _log_chances(item: Item, theta: Array) -> Array:
    """Levels × persons: log probabilities between the nodes, linearly."""
    table = curves(item).log_chance
    rows: list[Array] = [np.interp(theta, NODES, row) for row in table]
    return np.stack(rows)


def _lz(items: Sequence[Item], levels: Array, theta: Array) -> Array:
    """l_z of each person; levels and theta: persons × items."""
    excess, variance = np.zeros(len(levels)), np.zeros(len(levels))
    for at, item in enumerate(items):
        logs = _log_chances(item, theta[:, at])
        chances = np.exp(logs)
        expected = (chances * logs).sum(axis=0)
        found = np.take_along_axis(logs, levels[None, :, at].astype(np.intp), axis=0)[0]
        excess += found - expected
        variance += (chances * (logs - expected) ** 2).sum(axis=0)
    return np.divide(excess, np.sqrt(variance), out=np.zeros(len(levels)), where=variance > 0.0)


def _drawn_levels(item: Item, theta: Array, chance: np.random.Generator) -> Array:
    chances = np.exp(_log_chances(item, theta))
    passed = np.cumsum(chances[:-1], axis=0) < chance.random(len(theta))
    drawn: Array = passed.sum(axis=0)
    return drawn


def _abilities(items: Sequence[Item], place: Array, levels: Array, count: int) -> Array:
    """Persons × competencies, scored as an attempt is."""
    persons = len(levels)
    likelihood = np.zeros((count, persons, len(NODES)))
    for at, item in enumerate(items):
        likelihood[int(place[at])] += curves(item).log_chance[levels[:, at].astype(np.intp)]
    means, errors = np.zeros((persons, count)), np.ones((persons, count))
    for competency in range(count):
        if (place == competency).any():
            found = posterior_moments(likelihood[competency] + log_prior())
            means[:, competency], errors[:, competency] = found
    correlations = prior_correlations(count)
    return np.stack([joint_posterior(means[n], errors[n], correlations)[0] for n in range(persons)])
