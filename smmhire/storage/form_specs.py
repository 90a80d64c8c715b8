"""How the forms of vacancies are made, in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from smmhire.assessment.composition import FormSpec
from smmhire.storage.tables import form_spec


class FormSpecRepository:
    """Loads and saves what employers have composed: at most one spec a vacancy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, vacancy_id: UUID) -> FormSpec | None:
        """The spec of the vacancy; None where nobody has composed one."""
        query = select(form_spec.c.spec).where(form_spec.c.vacancy_id == vacancy_id)
        written = self._connection.scalar(query)
        return None if written is None else FormSpec.from_json(written, FormSpec(()))

    def save(self, vacancy_id: UUID, spec: FormSpec, updated_at: datetime) -> None:
        """Keep the spec, in place of the one there was."""
        values: dict[str, Any] = {"spec": spec.to_json(), "updated_at": updated_at}
        changed = self._connection.execute(
            update(form_spec).where(form_spec.c.vacancy_id == vacancy_id).values(values)
        )
        if changed.rowcount == 0:
            self._connection.execute(insert(form_spec).values(vacancy_id=vacancy_id, **values))

    def remove(self, vacancy_id: UUID) -> None:
        """Forget the spec: the form is made as usual again."""
        self._connection.execute(delete(form_spec).where(form_spec.c.vacancy_id == vacancy_id))
