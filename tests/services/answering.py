"""Answers of people who know everything, nothing, or a part."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from smmhire.assessment.attempts import Answer, AttemptResult, Form
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.marking import least_effective, most_effective, right_number, right_order
from smmhire.services import assessments
from smmhire.storage.unit_of_work import UnitOfWorkFactory


def right_answer(item: Item, seed: int) -> Answer:
    match item.type:
        case ItemType.SINGLE_CHOICE | ItemType.MULTIPLE_RESPONSE:
            return Answer(selected=tuple(o.id for o in item.options if o.is_correct))
        case ItemType.ORDERING:
            return Answer(selected=tuple(right_order(item)))
        case ItemType.MATCHING:
            return Answer(pairs=tuple((o.id, o.id) for o in item.options))
        case ItemType.NUMERIC:
            return Answer(number=right_number(item, seed))
        case ItemType.SITUATIONAL:
            return Answer(best=most_effective(item)[0], worst=least_effective(item)[0])
        case ItemType.SELF_RATING:
            return Answer(rating=4)


def wrong_answer(item: Item) -> Answer:
    match item.type:
        case ItemType.SINGLE_CHOICE | ItemType.MULTIPLE_RESPONSE:
            return Answer(selected=tuple(o.id for o in item.options if not o.is_correct)[:1])
        case ItemType.ORDERING:
            return Answer(selected=tuple(reversed(right_order(item))))
        case ItemType.MATCHING:
            ids = [o.id for o in item.options]
            return Answer(pairs=tuple(zip(ids, ids[1:] + ids[:1], strict=True)))
        case ItemType.NUMERIC:
            return Answer(number=-1.0e6)
        case ItemType.SITUATIONAL:
            return Answer(best=least_effective(item)[0], worst=most_effective(item)[0])
        case ItemType.SELF_RATING:
            return Answer(rating=2)


def take(
    form: Form,
    name: str,
    share_right: float,
    unit_of_work: UnitOfWorkFactory,
    *,
    candidate_id: UUID | None = None,
    now: datetime | None = None,
) -> AttemptResult:
    """An attempt by somebody who answers that share of the items right, evenly over the competencies."""
    attempt = assessments.start(form, name, candidate_id, unit_of_work=unit_of_work, seed=7, now=now)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=now)
    for place, item in enumerate(sitting.items):
        is_right = int((place + 1) * share_right) > int(place * share_right)
        answer = right_answer(item, attempt.seed) if is_right else wrong_answer(item)
        assessments.submit_answer(attempt.id, item.id, answer, 2.0, unit_of_work=unit_of_work, now=now)
    return assessments.finish(attempt.id, unit_of_work=unit_of_work, now=now)
