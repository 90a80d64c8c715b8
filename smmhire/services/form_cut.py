"""Whether an attempt reaches the cut score that its form was composed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smmhire.services.bank import load_bank

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt, AttemptResult
    from smmhire.assessment.form_cut import CutStanding


def cut_of(attempt: Attempt, scored: AttemptResult) -> CutStanding | None:
    """Where the result stands to the cut; None where the form has none.

    Raises UserError where one of the attempt's items is no longer in the bank.
    """
    cut = attempt.form.settings.cut
    if cut is None:
        return None
    from smmhire.assessment.form_cut import cut_standing

    return cut_standing(load_bank().items_of(attempt), scored, cut / 100)
