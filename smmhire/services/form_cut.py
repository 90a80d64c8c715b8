"""Whether an attempt reaches the cut score that its form was composed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.services.bank import bank_of
from smmhire.services.calibrated import as_scored

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt, AttemptResult
    from smmhire.assessment.form_cut import CutStanding
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


def cut_of(attempt: Attempt, scored: AttemptResult, *, unit_of_work: UnitOfWorkFactory) -> CutStanding | None:
    """Where the result stands to the cut, by the difficulties it was scored by; None where the form has none.

    Raises UserError where one of the attempt's items is no longer there.
    """
    if attempt.form.settings.cut is None:
        return None
    with unit_of_work(read_only=True) as work:
        return cut_within(work, attempt, scored)


def cut_within(work: UnitOfWork, attempt: Attempt, scored: AttemptResult) -> CutStanding | None:
    """`cut_of`, within a unit of work."""
    cut = attempt.form.settings.cut
    if cut is None:
        return None
    from smmhire.assessment.form_cut import cut_standing

    plan = attempt.form.adaptive
    if plan is None:
        items = bank_of(work, attempt.form.item_ids).items_of(attempt)
        return cut_standing(as_scored(items, scored.bank_version, work), scored, cut / 100)
    there = bank_of(work, {name for part in plan.parts for name in part.pool})
    items = tuple(there.by_id[name] for part in plan.parts for name in part.pool if name in there.by_id)
    asked = {one.competency_id for one in scored.competencies if one.is_measured}
    counts = {part.competency_id: part.most for part in plan.parts if part.competency_id in asked}
    if not counts:
        return None
    return cut_standing(as_scored(items, scored.bank_version, work), scored, cut / 100, counts)
