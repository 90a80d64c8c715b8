"""The next question of an adaptive attempt: chosen with the answer before it, and kept with it.

What is asked stands in the attempt as soon as it is chosen. So whoever goes on after a crash meets the
question that was on the screen, and nothing has to be chosen twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from smmhire.assessment.attempts import Answer, Attempt, Form
from smmhire.errors import UserError
from smmhire.services.bank import bank_of, changed
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_plan import AdaptivePart
    from smmhire.assessment.adaptive_pool import ItemPool
    from smmhire.assessment.items import Item
    from smmhire.storage.unit_of_work import UnitOfWork


def begun(work: UnitOfWork, form: Form, seed: int) -> Form:
    """The form of an attempt with that seed, with its first question."""
    first = _next(work, form, seed, {})
    return form if first is None else replace(form, item_ids=(*form.item_ids, first))


def check_turn(work: UnitOfWork, attempt: Attempt, item_id: str) -> None:
    """Raises UserError where an adaptive attempt has an answer to the item."""
    if any(response.item_id == item_id for response in work.attempts.answers(attempt.id)):
        raise UserError(
            _("The questions after this one were chosen by its answer, which can no longer be changed."),
            _("Go on with the question that is open."),
        )


def go_on(work: UnitOfWork, attempt: Attempt, answered: Item) -> None:
    """Choose what comes after the answer just kept, and keep that too; at the end nothing does."""
    if not answered.is_scored:
        return  # the first question is there from the beginning
    answers = {response.item_id: response.answer for response in work.attempts.answers(attempt.id)}
    following = _next(work, attempt.form, attempt.seed, answers)
    if following is not None:
        work.attempts.add_item(attempt.id, following)


def _next(work: UnitOfWork, form: Form, seed: int, answers: dict[str, Answer]) -> str | None:
    from smmhire.assessment.ability import curves, level_index
    from smmhire.assessment.adaptive_form import next_question
    from smmhire.assessment.adaptive_items import pool_of_items
    from smmhire.assessment.marking import UnfitAnswer, mark

    plan = form.adaptive
    assert plan is not None

    def pool_of(part: AdaptivePart) -> ItemPool | None:
        items = _items(work, form, part.pool)
        return pool_of_items(items) if items else None

    given: list[tuple[str, int]] = []
    for item in _items(work, form, [name for name in form.item_ids if name in answers]):
        if item.is_scored:
            try:
                got = mark(item, answers[item.id], seed)
            except UnfitAnswer as unfit:
                raise changed(unfit) from unfit
            given.append((item.id, level_index(curves(item).levels, got)))
    return next_question(plan, pool_of, given, seed=seed)


def _items(work: UnitOfWork, form: Form, names: Collection[str]) -> tuple[Item, ...]:
    """Those of the items that are still there, in that order, with the difficulties of the attempt's own
    calibration: what has been calibrated since does not count in it."""
    from smmhire.assessment.item_calibration import with_difficulties

    assert form.adaptive is not None
    there = bank_of(work, names)
    known = work.calibrations.items(form.adaptive.calibration_id, names)
    return with_difficulties([there.by_id[name] for name in names if name in there.by_id], known)
