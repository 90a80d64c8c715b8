"""On which competencies an adaptive test may be offered, by the answers and calibrations there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.services.bank import all_items
from smmhire.services.calibrated import in_use

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def offers(*, unit_of_work: UnitOfWorkFactory) -> tuple[AdaptiveOffer, ...]:
    """Of each competency of the role, whether it may be tested adaptively, and how far it is from that.

    Counts the people who gave an answer; calibrated are the items to which the calibration in use applies.
    """
    from smmhire.assessment.adaptive_offer import adaptive_offer
    from smmhire.content import load_role

    items = all_items(unit_of_work=unit_of_work)
    with unit_of_work(read_only=True) as work:
        answered = work.responses.people_by_item()
    used = in_use(items, unit_of_work=unit_of_work)
    calibrated = set[str]() if used is None else set(used.items)
    return tuple(adaptive_offer(items, one.id, answered, calibrated) for one in load_role().competencies)


def nearest(found: tuple[AdaptiveOffer, ...]) -> AdaptiveOffer:
    """The one that is offered, or the least far from it."""
    return max(found, key=lambda one: (one.is_offered, len(one.calibrated), one.answered, one.items))
