"""How often items are seen, how much two tests have in common, and how both are kept low.

An item that most people see is soon known. Two things hold exposure down: drawing among several of the best
items (`adaptive.CHOOSE_AMONG`), and a limit to the share of people who may see an item. The limit works by
eligibility: before a test, each item is withheld from the person by a chance that follows from how often it
was given to those who could get it (VAN-DER-LINDEN-VELDKAMP-2004):

    P(eligible) = min(1, limit × people it was eligible for / people who got it)

It learns as tests are taken; the chances of Sympson and Hetter would need rounds of simulation beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smmhire.assessment.estimation import Array

# The share of people that may see an item. A quarter is a usual limit for tests that matter to the taker; a
# bank of 120 items could go down to 20/120 with tests of 20.
EXPOSURE_LIMIT = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class ExposureCounts:
    """For each of J items: how many people it was eligible for, and how many got it."""

    eligible: NDArray[np.int64]
    given: NDArray[np.int64]

    @staticmethod
    def none(items: int) -> ExposureCounts:
        """Before the first person."""
        return ExposureCounts(np.zeros(items, dtype=np.int64), np.zeros(items, dtype=np.int64))

    def after(self, administered: ArrayLike, is_eligible: ArrayLike) -> ExposureCounts:
        """With n more people: the items each got (n × length, −1 for none) and could get (n × J)."""
        given = counts_of(administered, len(self.given))
        return ExposureCounts(self.eligible + np.asarray(is_eligible).sum(axis=0), self.given + given)


@dataclass(frozen=True, slots=True)
class ExposureSummary:
    """highest: the largest share of people who saw one item; unused: the share of items nobody saw;
    over_limit: how many items a larger share saw than the limit allows; overlap: the share of their test that
    two people have in common."""

    people: int
    highest: float
    unused: float
    over_limit: int
    overlap: float


def counts_of(administered: ArrayLike, items: int) -> NDArray[np.int64]:
    """How many people got each of J items; administered: n × length, places of items, −1 for none.

    Raises ValueError for places outside −1 … J − 1.
    """
    asked = np.asarray(administered, dtype=np.intp)
    if asked.size and (asked.min() < -1 or asked.max() >= items):
        raise ValueError(f"items outside −1 … {items - 1}")
    return np.bincount(asked[asked >= 0].ravel(), minlength=items).astype(np.int64)


def exposure_rates(administered: ArrayLike, items: int) -> Array:
    """The share of people who got each of J items. Raises ValueError without people."""
    asked = np.atleast_2d(np.asarray(administered, dtype=np.intp))
    if not asked.shape[0] or not asked.shape[1]:
        raise ValueError("there is no exposure without people")
    return counts_of(asked, items) / asked.shape[0]


def overlap_rate(administered: ArrayLike, items: int) -> float:
    """The mean share of their test that two people have in common, over all pairs
    (CHEN-ANKENMANN-SPRAY-2003).

    With m_j people who got item j, Σ m_j(m_j − 1) is what all pairs have in common, counted both ways. It is
    divided by the mean length: in tests of one length this is the share. Raises ValueError for fewer than two
    people or tests without items.
    """
    asked = np.atleast_2d(np.asarray(administered, dtype=np.intp))
    people = asked.shape[0]
    got = counts_of(asked, items).astype(np.float64)
    if people < 2 or not got.any():
        raise ValueError("overlap needs two tests with items")
    return float((got * (got - 1.0)).sum() / (people * (people - 1.0)) / (got.sum() / people))


def eligible_items(counts: ExposureCounts, limit: float, draws: ArrayLike) -> NDArray[np.bool_]:
    """Which items each person can get; draws: … × J numbers in [0, 1), one for each person and item.

    Raises ValueError for a limit outside (0, 1].
    """
    return np.asarray(draws) < eligibility(counts, limit)


def eligibility(counts: ExposureCounts, limit: float) -> Array:
    """The chance of each of J items to be eligible; see the module's text. 1 for items nobody got yet."""
    if not 0.0 < limit <= 1.0:
        raise ValueError(f"an exposure limit of {limit} is not in (0, 1]")
    got = np.maximum(counts.given, 1)
    return np.where(counts.given > 0, np.minimum(1.0, limit * counts.eligible / got), 1.0)


def summary(administered: ArrayLike, items: int, limit: float = EXPOSURE_LIMIT) -> ExposureSummary:
    """Exposure and overlap in one view. Raises ValueError as `overlap_rate` does."""
    asked = np.atleast_2d(np.asarray(administered, dtype=np.intp))
    rates = exposure_rates(asked, items)
    return ExposureSummary(
        people=asked.shape[0],
        highest=float(rates.max()),
        unused=float((rates == 0.0).mean()),
        over_limit=int((rates > limit).sum()),
        overlap=overlap_rate(asked, items),
    )
