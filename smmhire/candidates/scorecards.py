"""What scorecards say together: means by candidate and competency, where raters differ, how far they agree.

Only submitted scorecards count. A question that was not asked is missing, never a low rating.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from uuid import UUID

import numpy as np

from smmhire.candidates.agreement import Intraclass, intraclass, weighted_kappa
from smmhire.candidates.interview import Scorecard, ScorecardKind

# Two raters this far apart on the same answer have heard different things: they should talk about it.
FAR_APART = 2


@dataclass(frozen=True, slots=True)
class Apart:
    """A question or criterion on which raters of one candidate are far apart."""

    about: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """What one kind of scorecards says of one candidate.

    mean: of the raters' means, so that each counts the same however many questions they rated; by_competency:
    the same within each competency; difference: mean distance between two raters on what both rated (None
    where nothing was rated twice).
    """

    candidate_id: UUID
    kind: ScorecardKind
    raters: int
    rated: int  # ratings given, of all raters
    mean: float
    by_competency: Mapping[str, float]
    difference: float | None
    apart: tuple[Apart, ...]


def summarise(
    scorecards: Iterable[Scorecard], competencies: Mapping[str, str]
) -> dict[tuple[UUID, ScorecardKind], RatingSummary]:
    """A summary for each candidate and kind with at least one rating.

    competencies: the competency of each question and criterion, by its id; ratings about others count in the
    mean and in no competency.
    """
    cards: dict[tuple[UUID, ScorecardKind], list[Scorecard]] = defaultdict(list)
    for card in scorecards:
        if card.submitted_at is not None and any(r.rating is not None for r in card.ratings):
            cards[card.candidate_id, card.kind].append(card)
    return {key: _summary(key, group, competencies) for key, group in cards.items()}


def _summary(
    key: tuple[UUID, ScorecardKind], cards: Sequence[Scorecard], competencies: Mapping[str, str]
) -> RatingSummary:
    given = [{r.about: r.rating for r in card.ratings if r.rating is not None} for card in cards]
    names = sorted({competencies[about] for ratings in given for about in ratings if about in competencies})
    by_about: dict[str, list[int]] = defaultdict(list)
    for ratings in given:
        for about, rating in ratings.items():
            by_about[about].append(rating)
    return RatingSummary(
        candidate_id=key[0],
        kind=key[1],
        raters=len(cards),
        rated=sum(len(ratings) for ratings in given),
        mean=_mean_of_means([list(ratings.values()) for ratings in given]),
        by_competency={
            name: _mean_of_means(
                [[rating for about, rating in r.items() if competencies.get(about) == name] for r in given]
            )
            for name in names
        },
        difference=_difference(by_about.values()),
        apart=tuple(
            Apart(about, min(ratings), max(ratings))
            for about, ratings in sorted(by_about.items())
            if max(ratings) - min(ratings) >= FAR_APART
        ),
    )


def _mean_of_means(ratings: Iterable[Sequence[int]]) -> float:
    means = [sum(one) / len(one) for one in ratings if one]
    return sum(means) / len(means)


def _difference(by_about: Iterable[Sequence[int]]) -> float | None:
    distances = [
        abs(a - b) for ratings in by_about for at, a in enumerate(ratings) for b in ratings[at + 1 :]
    ]
    return sum(distances) / len(distances) if distances else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the raters of a vacancy agree. `kappa`: where there are exactly two of them, else NaN."""

    intraclass: Intraclass | None
    kappa: float
    raters: int
    targets: int  # questions to candidates that at least two have rated


def agreement(scorecards: Iterable[Scorecard], kind: ScorecardKind) -> Agreement:
    """Over all candidates: a target is one question (or criterion) of one candidate."""
    cards = [card for card in scorecards if card.kind is kind and card.submitted_at is not None]
    raters = sorted({card.rater for card in cards})
    targets = sorted(
        {(card.candidate_id, r.about) for card in cards for r in card.ratings if r.rating is not None}
    )
    places = {target: at for at, target in enumerate(targets)}
    table = np.full((len(targets), len(raters)), nan)
    for card in cards:
        for rating in card.ratings:
            if rating.rating is not None:
                table[places[card.candidate_id, rating.about], raters.index(card.rater)] = rating.rating
    twice = int(((~np.isnan(table)).sum(axis=1) >= 2).sum())
    kappa = weighted_kappa(table[:, 0], table[:, 1]) if len(raters) == 2 else nan
    return Agreement(intraclass(table) if len(targets) else None, kappa, len(raters), twice)
