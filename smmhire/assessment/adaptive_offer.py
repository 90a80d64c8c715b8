"""Whether a competency may be tested adaptively, and why not.

An adaptive test is only as good as the difficulties it trusts. In simulations with difficulties guessed by
authors (correlation .6 with the true ones) 20 adaptive questions found the abilities hardly better than 20
drawn at random, and called themselves more exact than they were; with calibrated ones they gained much
(`tests/assessment/adaptive_study.py`). So it is offered where enough items were calibrated from responses.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from smmhire.assessment.items import Item
from smmhire.texts import _, ngettext, number

# Calibrated items a competency needs: six times the 20 questions of a test, so that everybody finds questions
# at their own ability, and nobody's test is nearly everybody's.
LEAST_CALIBRATED = 120

# Responses a calibrated item needs: with slopes fixed and the author's difficulty as a prior, 50 responses
# bring the error of a difficulty from .8 to about .4 SD, which costs an adaptive test of 20 questions .006 in
# its correlation with the truth. Free slopes need some 500.
LEAST_RESPONSES = 50


class NotOffered(StrEnum):
    """Why there is no adaptive test."""

    BANK_TOO_SMALL = "bank_too_small"  # fewer scored items than would have to be calibrated
    TOO_FEW_RESPONSES = "too_few_responses"  # enough items, but not enough of them were answered enough
    NOT_CALIBRATED = "not_calibrated"  # the responses are there: somebody has to run the calibration


@dataclass(frozen=True, slots=True)
class AdaptiveOffer:
    """items: scored ones of the competency; answered: those with enough responses; calibrated: those of them
    that have parameters, by id: what a pool is built from. reason: None where the test may be offered."""

    competency_id: str
    items: int
    answered: int
    calibrated: tuple[str, ...]
    reason: NotOffered | None

    @property
    def is_offered(self) -> bool:
        """An adaptive test may be offered."""
        return self.reason is None


def adaptive_offer(
    items: Sequence[Item], competency_id: str, responses: Mapping[str, int], calibrated: Collection[str]
) -> AdaptiveOffer:
    """Whether the competency may be tested adaptively.

    responses: how many people answered each item, by id (an item that is missing: nobody); calibrated: ids of
    items with parameters estimated from responses, not guessed by an author.
    """
    own = sorted(item.id for item in items if item.competency == competency_id and item.is_scored)
    answered = [name for name in own if responses.get(name, 0) >= LEAST_RESPONSES]
    ready = tuple(name for name in answered if name in calibrated)
    reason = None
    if len(own) < LEAST_CALIBRATED:
        reason = NotOffered.BANK_TOO_SMALL
    elif len(answered) < LEAST_CALIBRATED:
        reason = NotOffered.TOO_FEW_RESPONSES
    elif len(ready) < LEAST_CALIBRATED:
        reason = NotOffered.NOT_CALIBRATED
    return AdaptiveOffer(competency_id, len(own), len(answered), ready, reason)


def why_not(offer: AdaptiveOffer) -> str:
    """One sentence or two in the current language: what is missing; empty where the test is offered."""
    needed, least = number(LEAST_CALIBRATED), number(LEAST_RESPONSES)
    match offer.reason:
        case None:
            return ""
        case NotOffered.BANK_TOO_SMALL:
            return ngettext(
                "An adaptive test needs at least {needed} calibrated questions; the bank has {n} on this"
                " competency.",
                "An adaptive test needs at least {needed} calibrated questions; the bank has {n} on this"
                " competency.",
                offer.items,
                needed=needed,
            )
        case NotOffered.TOO_FEW_RESPONSES:
            return ngettext(
                "An adaptive test needs at least {needed} questions with at least {least} responses each; so"
                " far {n} question has that many.",
                "An adaptive test needs at least {needed} questions with at least {least} responses each; so"
                " far {n} questions have that many.",
                offer.answered,
                needed=needed,
                least=least,
            )
        case NotOffered.NOT_CALIBRATED:
            return _(
                "There are enough responses, but only {calibrated} of {needed} questions are calibrated."
                " Calibrate the bank to offer an adaptive test.",
                calibrated=number(len(offer.calibrated)),
                needed=needed,
            )
