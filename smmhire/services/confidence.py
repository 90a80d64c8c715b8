"""How sure somebody was of the answers, beside how right they were. It never enters a score."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.services.results import review_of

if TYPE_CHECKING:
    from smmhire.assessment.confidence import ConfidenceReport
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def confidence_of(attempt_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> ConfidenceReport | None:
    """The report on a finished attempt; None where no answer says how sure it is.

    Raises UserError as `results.review_of`.
    """
    from smmhire.assessment.confidence import confidence_report

    told = [
        (one.answer.confidence / 100, one.explanation.mark)
        for one in review_of(attempt_id, unit_of_work=unit_of_work)
        if one.explanation is not None and one.explanation.is_answered and one.answer.confidence is not None
    ]
    if not told:
        return None
    return confidence_report([stated for stated, _mark in told], [mark for _stated, mark in told])
