"""A ranking made ready for the window, in the background: what a list of a hundred thousand would look up."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.keys import search_key
from smmhire.services import ranking
from smmhire.services.ranking import VacancyRanking
from ui.background import Job

if TYPE_CHECKING:
    from smmhire.bootstrap import Program

# More people without a result than these are named in the list of candidates only.
UNTESTED_SHOWN = 20
_NAMES_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A ranking, and the first of those without a result by the alphabet."""

    ranking: VacancyRanking
    untested: tuple[UUID, ...]


def prepare(vacancy_id: UUID, viewer: str, program: Program) -> Prepared:
    """Rank for a vacancy. Raises UserError where it is no longer there."""
    found = ranking.rank(vacancy_id, viewer=viewer, unit_of_work=program.unit_of_work)
    names, ranked = found.names, found.ranking.ranked
    if len(ranked):
        ranked.place(ranked.candidate_ids[0])  # makes the table of all places
    without = found.ranking.without_evidence
    first = nsmallest(UNTESTED_SHOWN, without, key=lambda one: names[one].casefold())
    return Prepared(found, tuple(first))


def search_keys(found: VacancyRanking, *, job: Job | None = None) -> list[str]:
    """By what each of the ranked is found, in their order: names in one spelling."""
    names = found.names
    keys: list[str] = []
    ids = found.ranking.ranked.candidate_ids
    for start in range(0, len(ids), _NAMES_AT_ONCE):
        keys += [search_key(names[one]) for one in ids[start : start + _NAMES_AT_ONCE]]
        if job is not None:
            job.progress(len(keys) / len(ids))
    return keys
