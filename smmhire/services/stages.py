"""How far applications have come: moving them, one or many at once, and taking that back.

Each move is an entry of the log (`services.decisions`), which is the history: nothing else remembers it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.decisions import PROGRAM, DecisionKind
from smmhire.candidates.declining import REASONS as REASONS
from smmhire.candidates.stages import Stage
from smmhire.errors import UserError
from smmhire.services.common import no_vacancy, utc_now
from smmhire.services.decisions import record
from smmhire.storage.summaries import ApplicationSummary as ApplicationSummary
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

@dataclass(frozen=True, slots=True)
class Move:
    """What `move` did. `before`: at which stage each of those stood who were moved; `unchanged`: how many
    were there already; `not_applying`: how many of those named do not apply for the vacancy."""

    vacancy_id: UUID
    to: Stage
    before: Mapping[UUID, Stage]
    unchanged: int
    not_applying: int


def of_candidate(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[ApplicationSummary, ...]:
    """What the candidate applied for, and how far each application has come."""
    with unit_of_work(read_only=True) as work:
        return work.applications.of_candidate(candidate_id)


def applied_for(
    candidate_ids: Sequence[UUID], *, unit_of_work: UnitOfWorkFactory
) -> tuple[tuple[UUID, str, int], ...]:
    """The vacancies that any of these people apply for: id, title, and how many of them do."""
    with unit_of_work(read_only=True) as work:
        return work.applications.applied_for(candidate_ids)


def move(
    candidate_ids: Sequence[UUID],
    vacancy_id: UUID,
    to: Stage,
    *,
    who: str,
    reason: str = "",
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Move:
    """Bring the applications of these people for the vacancy to the stage `to`: all of them, or none.

    Raises UserError where somebody is declined without a reason, none of them applies for the vacancy, or
    it is no longer there.
    """
    if to is Stage.DECLINED and not reason.strip():
        raise UserError(
            _("There is no reason for declining."),
            _("Choose a reason that has to do with the job, or write one: it is what you answer by later."),
        )
    moment = now or utc_now()
    people = tuple(dict.fromkeys(candidate_ids))
    with unit_of_work() as work:
        if work.vacancies.get(vacancy_id) is None:
            raise no_vacancy()
        standing = work.applications.stages(vacancy_id, people)
        if people and not standing:
            raise UserError(
                _("Nobody of those chosen applies for this vacancy."),
                _("Let them apply for it first, or choose the vacancy they apply for."),
            )
        before = {person: stage for person, stage in standing.items() if stage is not to}
        _move(work, vacancy_id, before, to, who, reason, moment)
        work.commit()
    return Move(vacancy_id, to, before, len(standing) - len(before), len(people) - len(standing))


def undo(
    made: Move,
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> int:
    """Bring those back whom `made` moved, as further entries of the log; how many there were.

    Whom somebody has moved on meanwhile stays where they are.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        standing = work.applications.stages(made.vacancy_id, tuple(made.before))
        still = [person for person, stage in standing.items() if stage is made.to]
        for stage in sorted({made.before[person] for person in still}):
            back = {person: made.to for person in still if made.before[person] is stage}
            _move(work, made.vacancy_id, back, stage, who, "", moment, is_undo=True)
        work.commit()
    return len(still)


def assessed(work: UnitOfWork, candidate_id: UUID | None, vacancy_id: UUID | None, moment: datetime) -> None:
    """Who has finished the assessment for a vacancy is 'tested', if they were new or invited until then."""
    if candidate_id is None or vacancy_id is None:
        return
    stage = work.applications.stages(vacancy_id, (candidate_id,)).get(candidate_id)
    if stage is Stage.NEW or stage is Stage.INVITED:
        _move(work, vacancy_id, {candidate_id: stage}, Stage.TESTED, PROGRAM, "", moment)


def _move(
    work: UnitOfWork,
    vacancy_id: UUID,
    before: Mapping[UUID, Stage],
    to: Stage,
    who: str,
    reason: str,
    moment: datetime,
    *,
    is_undo: bool = False,
) -> None:
    if not before:
        return
    work.applications.move(vacancy_id, tuple(before), to, moment)
    for person, stage in before.items():
        details: dict[str, object] = {"from": stage.value, "to": to.value}
        if is_undo:
            details["undo"] = True
        record(
            work,
            DecisionKind.STAGE,
            who=who,
            vacancy_id=vacancy_id,
            candidate_id=person,
            details=details,
            reason=reason,
            now=moment,
        )
