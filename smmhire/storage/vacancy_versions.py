"""Published versions of vacancies in the database."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, Select, func, insert, select

from smmhire.storage.tables import vacancy_version
from smmhire.vacancies.profile_json import from_json, to_json
from smmhire.vacancies.versions import VacancyVersion

_COLUMNS = (
    vacancy_version.c.vacancy_id,
    vacancy_version.c.number,
    vacancy_version.c.published_at,
    vacancy_version.c.who,
    vacancy_version.c.profile,
)


class VacancyVersionRepository:
    """Loads versions, and adds them: none is ever changed, or removed while there is the vacancy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, version: VacancyVersion) -> None:
        """Keep a version."""
        self._connection.execute(
            insert(vacancy_version).values(
                vacancy_id=version.vacancy_id,
                number=version.number,
                published_at=version.published_at,
                who=version.who,
                profile=to_json(version.profile),
            )
        )

    def last_number(self, vacancy_id: UUID) -> int | None:
        """The number of the last published version; None where there is none."""
        query = select(func.max(vacancy_version.c.number)).where(vacancy_version.c.vacancy_id == vacancy_id)
        return self._connection.scalar(query)

    def last(self, vacancy_id: UUID) -> VacancyVersion | None:
        """The last published version; None where there is none."""
        found = self._load(_of(vacancy_id).order_by(vacancy_version.c.number.desc()).limit(1))
        return found[0] if found else None

    def get(self, vacancy_id: UUID, number: int) -> VacancyVersion | None:
        """One version; None where there is none of that number."""
        found = self._load(_of(vacancy_id).where(vacancy_version.c.number == number))
        return found[0] if found else None

    def of_vacancy(self, vacancy_id: UUID) -> tuple[VacancyVersion, ...]:
        """All versions, the first one first; also of a deleted vacancy."""
        return self._load(_of(vacancy_id).order_by(vacancy_version.c.number))

    def _load(self, query: Select[*tuple[object, ...]]) -> tuple[VacancyVersion, ...]:
        return tuple(
            VacancyVersion(row.vacancy_id, row.number, row.published_at, row.who, from_json(row.profile))
            for row in self._connection.execute(query)
        )


def _of(vacancy_id: UUID) -> Select[*tuple[object, ...]]:
    return select(*_COLUMNS).where(vacancy_version.c.vacancy_id == vacancy_id)
