"""Forms that adapt themselves to who takes them: looked at while composed, and made for somebody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.assessment.attempts import Form, Purpose
from smmhire.errors import UserError
from smmhire.services.bank import Bank
from smmhire.texts import _, say

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer
    from smmhire.assessment.composition import FormSpec
    from smmhire.assessment.form_precision import FormEstimate
    from smmhire.assessment.items import Item
    from smmhire.services.adaptive import Ground
    from smmhire.storage.unit_of_work import UnitOfWork


def spec_offers(spec: FormSpec, there: Bank, ground: Ground) -> dict[str, AdaptiveOffer]:
    """Of each competency that the form asks, in the order of the role, whether it could ask it adaptively; of
    all of them where it asks nothing yet."""
    from smmhire.assessment.composition import questions_from
    from smmhire.content import load_role

    items = questions_from(there.for_form(spec.settings.languages), spec.source)
    known = [competency.id for competency in load_role().competencies]
    asked = [name for name in known if name in spec.asked] or known
    return {name: ground.offer(items, name) for name in asked}


def ground_for(spec: FormSpec, there: Bank, work: UnitOfWork) -> Ground:
    """What the form can stand on. The answers are counted only where it cannot, to say what is missing."""
    from smmhire.services.adaptive import ground_of, with_answers

    found = ground_of(work, there)
    if all(offer.is_offered for offer in spec_offers(spec, there, found).values()):
        return found
    return with_answers(found, work)


def pools(
    offers: dict[str, AdaptiveOffer], there: Bank, ground: Ground, avoid: Collection[str] = ()
) -> dict[str, tuple[Item, ...]]:
    """Of each offered competency the items it may be asked, with their calibrated difficulties."""
    return {
        name: tuple(item for item in ground.pool(there.items, offer) if item.id not in avoid)
        for name, offer in offers.items()
        if offer.is_offered
    }


def estimate(spec: FormSpec, found: dict[str, tuple[Item, ...]], ratings: tuple[Item, ...]) -> FormEstimate:
    """What the form takes and measures on average; competencies that are not offered are left out."""
    from smmhire.assessment.form_precision import adaptive_estimate

    asked = {name: pool for name, pool in found.items() if spec.counts.get(name)}
    return adaptive_estimate(asked, spec, ratings)


def proposed(
    spec: FormSpec,
    weights: Mapping[str, int],
    must_haves: Collection[str],
    there: Bank,
    ground: Ground | None,
) -> FormSpec:
    """`spec` with questions on the weightiest of the competencies that can be asked adaptively: as many as
    are worth asking, for the test ends by itself when it is exact enough.

    weights: of every competency of the role, in its order.
    """
    from smmhire.assessment.adaptive import MOST_ITEMS
    from smmhire.assessment.composition import proposed_questions
    from smmhire.services.adaptive import Ground

    stands_on = ground or Ground()
    everything = replace(spec, questions=tuple((name, 1) for name in weights))
    offered = {n for n, offer in spec_offers(everything, there, stands_on).items() if offer.is_offered}
    chosen = proposed_questions(
        {name: weight if name in offered else 0 for name, weight in weights.items()},
        [name for name in must_haves if name in offered],
        dict.fromkeys(offered, MOST_ITEMS),
    )
    return replace(spec, questions=tuple((name, MOST_ITEMS if count else 0) for name, count in chosen))


def ratings_of(spec: FormSpec, there: Bank, seed: int) -> tuple[Item, ...]:
    """The self-ratings that come first, one on each competency asked."""
    from smmhire.assessment.composition import drawn
    from smmhire.content import load_role

    chosen = drawn(there.for_form(spec.settings.languages), spec, load_role(), seed)
    return tuple(item for item in chosen if not item.is_scored)


def make(
    spec: FormSpec,
    there: Bank,
    ground: Ground,
    avoid: Collection[str],
    vacancy_id: UUID,
    *,
    is_supervised: bool,
) -> Form:
    """The form as it is before its first question is chosen, which hangs on the attempt: self-ratings only.

    avoid: ids of items that must not come. Raises UserError where a competency is not offered, or has too few
    new questions left.
    """
    from smmhire.assessment.adaptive_offer import why_not
    from smmhire.assessment.adaptive_plan import AdaptivePart, AdaptivePlan
    from smmhire.assessment.composition import limit_for
    from smmhire.assessment.form_precision import most_seconds
    from smmhire.assessment.retakes import Shortage, describe_shortage
    from smmhire.content import load_role

    offers = spec_offers(spec, there, ground)
    lacking = next((one for one in offers.values() if not one.is_offered), None)
    if lacking is not None or ground.run is None:
        first = lacking or next(iter(offers.values()))
        raise UserError(
            _(
                "The form of this vacancy is adaptive, and {competency} cannot be asked that way now. {why}",
                competency=say(load_role().competency(first.competency_id).name),
                why=why_not(first),
            ),
            _("Put the calibration in use again, or choose another kind of form for the vacancy."),
        )
    found = pools(offers, there, ground, avoid)
    for name, pool in found.items():
        if len(pool) < spec.counts[name]:
            competency = say(load_role().competency(name).name)
            raise UserError(
                describe_shortage(Shortage(name, spec.counts[name], len(pool)), competency),
                _("Or allow questions that were asked before, in the form of the vacancy."),
            )
    ratings = ratings_of(spec, there, vacancy_id.int)
    parts = tuple(
        AdaptivePart(name, spec.counts[name], tuple(item.id for item in pool)) for name, pool in found.items()
    )
    return Form(
        purpose=Purpose.ASSESSMENT,
        item_ids=tuple(item.id for item in ratings),
        time_limit=limit_for(most_seconds(found, spec, ratings), spec),
        bank_version=there.version_of([there.item(name) for part in parts for name in part.pool]),
        vacancy_id=vacancy_id,
        is_supervised=is_supervised,
        settings=spec.played,
        adaptive=AdaptivePlan(ground.run.id, len(ratings), parts),
    )
