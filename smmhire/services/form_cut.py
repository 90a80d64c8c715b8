"""Whether an attempt reaches the cut score that its form was composed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.services.bank import load_bank
from smmhire.services.calibrated import as_scored

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt, AttemptResult
    from smmhire.assessment.form_cut import CutStanding
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def cut_of(attempt: Attempt, scored: AttemptResult, *, unit_of_work: UnitOfWorkFactory) -> CutStanding | None:
    """Where the result stands to the cut, by the difficulties it was scored by; None where the form has none.

    Raises UserError where one of the attempt's items is no longer in the bank.
    """
    cut = attempt.form.settings.cut
    if cut is None:
        return None
    from smmhire.assessment.form_cut import cut_standing

    with unit_of_work(read_only=True) as work:
        items = as_scored(load_bank().items_of(attempt), scored.bank_version, work)
    return cut_standing(items, scored, cut / 100)
