"""Which question of an adaptive form is next: one competency after the other, each to its end.

Nothing is kept between two questions: the same plan, answers and seed give the same next one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smmhire.assessment.adaptive import next_step
from smmhire.assessment.adaptive_items import rules_for
from smmhire.assessment.adaptive_plan import AdaptivePart, AdaptivePlan
from smmhire.assessment.adaptive_pool import ItemPool


def next_question(
    plan: AdaptivePlan,
    pool_of: Callable[[AdaptivePart], ItemPool | None],
    given: Sequence[tuple[str, int]],
    *,
    seed: int,
) -> str | None:
    """The item that comes after the answers `given`: (item id, level reached from 0), in the order they were
    asked; None where the form is at its end.

    pool_of: the items of a part that can be asked or were; None where none of them is left. It is asked for
    the competency under way and those after it only. seed: the attempt's. Raises ValueError for answers to
    items that are not in their part's pool, or levels they do not have.
    """
    for part in plan.parts[_under_way(plan, given) :]:
        own = [(name, level) for name, level in given if name in part.pool]
        pool = pool_of(part)
        if pool is None:
            continue
        found = next_step(pool, rules_for(part.most), own, seed=seed)
        if found.next_item is not None:
            return found.next_item
    return None


def _under_way(plan: AdaptivePlan, given: Sequence[tuple[str, int]]) -> int:
    """The place of the competency asked last; those before it are at their end."""
    if not given:
        return 0
    last, _level = given[-1]
    return next((at for at, part in enumerate(plan.parts) if last in part.pool), 0)
