"""Notes on candidates: what somebody wrote, when, and about which vacancy."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.candidate import Note as Note
from smmhire.identity import new_id
from smmhire.services.common import no_candidate, no_vacancy, required_text, utc_now
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def write(
    candidate_id: UUID,
    text: str,
    *,
    who: str,
    vacancy_id: UUID | None = None,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Note:
    """Keep a new note. Raises UserError where it is empty, or candidate or vacancy are no longer there."""
    written = required_text(text, _("The note is empty."), _("Write what should be remembered."))
    note = Note(new_id(), candidate_id, vacancy_id, now or utc_now(), who, written)
    with unit_of_work() as work:
        if work.candidates.get(candidate_id) is None:
            raise no_candidate()
        if vacancy_id is not None and work.vacancies.get(vacancy_id) is None:
            raise no_vacancy()
        work.notes.add(note)
        work.commit()
    return note


def listing(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[Note, ...]:
    """The notes on a candidate, the last written first."""
    with unit_of_work(read_only=True) as work:
        return work.notes.of_candidate(candidate_id)


def remove(note_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Note | None:
    """Take a note away; `put_back` undoes it. None where it was gone already."""
    with unit_of_work() as work:
        gone = work.notes.remove(note_id)
        work.commit()
    return gone


def put_back(note: Note, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Keep a note again that was taken away. Raises UserError where the candidate is no longer there."""
    with unit_of_work() as work:
        if work.candidates.get(note.candidate_id) is None:
            raise no_candidate()
        work.notes.add(note)
        work.commit()
