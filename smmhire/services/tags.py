"""Tags: those in use, and putting them on many candidates or taking them off at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.keys import search_key
from smmhire.candidates.tags import read_tags as read_tags
from smmhire.candidates.tags import unique_tags
from smmhire.candidates.tags import written_tags as written_tags

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def in_use(*, unit_of_work: UnitOfWorkFactory) -> tuple[str, ...]:
    """All tags that candidates have, those of most candidates first."""
    counts: Counter[str] = Counter()
    with unit_of_work(read_only=True) as work:
        for tags, people in work.candidates.tag_lines():
            for tag in tags:
                counts[tag] += people
    return tuple(tag for tag, _people in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def change(
    candidate_ids: Sequence[UUID],
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    unit_of_work: UnitOfWorkFactory,
) -> int:
    """Put tags on these candidates and take others off, all in one; how many are changed by that."""
    off = {search_key(tag) for tag in remove}
    changed = 0
    with unit_of_work() as work:
        for candidate_id in dict.fromkeys(candidate_ids):
            person = work.candidates.get(candidate_id)
            if person is None:
                continue
            kept = [tag for tag in person.tags if search_key(tag) not in off]
            tags = tuple(sorted(unique_tags([*kept, *add])))
            if tags != tuple(sorted(person.tags)):
                work.candidates.save(replace(person, tags=tags))
                changed += 1
        work.commit()
    return changed
