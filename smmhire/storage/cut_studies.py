"""The studies by which the cut scores of vacancies are set, in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from smmhire.assessment.cut_study import CutStudy
from smmhire.storage.tables import cut_study


class CutStudyRepository:
    """Loads and saves studies: at most one a vacancy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, vacancy_id: UUID) -> CutStudy | None:
        """The study of the vacancy; None where nobody has begun one."""
        query = select(cut_study.c.study).where(cut_study.c.vacancy_id == vacancy_id)
        written = self._connection.scalar(query)
        return None if written is None else CutStudy.from_json(written)

    def lock(self, vacancy_id: UUID) -> CutStudy | None:
        """As `get`, held until the end of the unit of work: who writes at once as well has to wait."""
        query = select(cut_study.c.study).where(cut_study.c.vacancy_id == vacancy_id)
        written = self._connection.scalar(query.with_for_update())
        return None if written is None else CutStudy.from_json(written)

    def save(self, vacancy_id: UUID, study: CutStudy, updated_at: datetime) -> None:
        """Keep the study, in place of the one there was."""
        values: dict[str, Any] = {"study": study.to_json(), "updated_at": updated_at}
        changed = self._connection.execute(
            update(cut_study).where(cut_study.c.vacancy_id == vacancy_id).values(values)
        )
        if changed.rowcount == 0:
            self._connection.execute(insert(cut_study).values(vacancy_id=vacancy_id, **values))

    def remove(self, vacancy_id: UUID) -> None:
        """Forget the study."""
        self._connection.execute(delete(cut_study).where(cut_study.c.vacancy_id == vacancy_id))
