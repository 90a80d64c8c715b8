"""On which competencies an adaptive test may be offered, by the answers and calibrations there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from smmhire.assessment.item_calibration import CalibrationRun, ItemCalibration, with_difficulties
from smmhire.assessment.items import Item
from smmhire.services.bank import Bank, load_bank, whole_bank
from smmhire.services.calibrated import applying
from smmhire.texts import _, say

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class Ground:
    """What adaptive tests can stand on. run: the calibration in use, None without one; calibrations: what it
    says of the items to which it still applies; answered: how many people gave each item an answer, where
    somebody counted them."""

    run: CalibrationRun | None = None
    calibrations: Mapping[str, ItemCalibration] = field(default_factory=dict[str, ItemCalibration])
    answered: Mapping[str, int] = field(default_factory=dict[str, int])

    def offer(self, items: Sequence[Item], competency_id: str) -> AdaptiveOffer:
        """Whether a form that may ask these items can test the competency adaptively.

        A calibration counts where the item had the responses for it then, whatever there are now.
        """
        from smmhire.assessment.adaptive_offer import LEAST_RESPONSES, adaptive_offer

        known = {name: one.responses for name, one in self.calibrations.items()}
        responses = {name: max(known.get(name, 0), self.answered.get(name, 0)) for name in known}
        ready = {name for name, count in known.items() if count >= LEAST_RESPONSES}
        return adaptive_offer(items, competency_id, {**self.answered, **responses}, ready)

    def pool(self, items: Sequence[Item], offer: AdaptiveOffer) -> tuple[Item, ...]:
        """The items an offered test may ask, with their calibrated difficulties."""
        by_id = {item.id: item for item in items}
        return with_difficulties([by_id[name] for name in offer.calibrated], self.calibrations)


def ground_of(work: UnitOfWork, there: Bank) -> Ground:
    """What there is for items of `there`, without counting answers."""
    run = work.calibrations.in_use()
    if run is None:
        return Ground()
    return Ground(run, applying(there.items, work.calibrations.items(run.id)))


def with_answers(ground: Ground, work: UnitOfWork) -> Ground:
    """With the answers counted: with thousands of attempts that takes a second."""
    return replace(ground, answered=work.responses.people_by_item())


def read_ground(*, unit_of_work: UnitOfWorkFactory) -> Ground:
    """What there is for the whole bank, answers counted."""
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work(read_only=True) as work:
        return with_answers(ground_of(work, whole_bank(work)), work)


def offers(*, unit_of_work: UnitOfWorkFactory) -> tuple[AdaptiveOffer, ...]:
    """Of each competency of the role, whether it may be tested adaptively, and how far it is from that.

    Of all questions that may be asked. Counts the people who gave an answer; calibrated are the items to
    which the calibration in use applies.
    """
    from smmhire.content import load_role

    load_bank()
    with unit_of_work(read_only=True) as work:
        there = whole_bank(work)
        ground = with_answers(ground_of(work, there), work)
    return tuple(ground.offer(there.items, one.id) for one in load_role().competencies)


def nearest(found: Sequence[AdaptiveOffer]) -> AdaptiveOffer:
    """The one that is offered, or the least far from it."""
    return max(found, key=lambda one: (one.is_offered, len(one.calibrated), one.answered, one.items))


def in_words(found: Sequence[AdaptiveOffer]) -> str:
    """Whether a form that asks all these competencies can be adaptive, and what it lacks for it."""
    from smmhire.assessment.adaptive_offer import why_not
    from smmhire.content import load_role

    lacking = [one for one in found if not one.is_offered]
    if not lacking:
        return _(
            "An adaptive form asks everybody questions at their own level, and ends when the result is exact"
            " enough."
        )
    best = nearest(lacking)
    fields = {
        "competency": say(load_role().competency(best.competency_id).name),
        "why": why_not(best),
    }
    if len(lacking) < len(found):
        return _(
            "An adaptive form is not offered as long as it asks about {competency}. {why}",
            **fields,
        )
    return _("An adaptive form is not offered. Nearest to it is {competency}. {why}", **fields)
