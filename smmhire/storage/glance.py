"""The list of vacancies straight from the SQLite file, for the first screen.

Loading SQLAlchemy takes longer than everything else up to the first filled list (docs/decisions/0015), so
that list is read with Python's own driver while the database is not yet open. A test compares it with what
`VacancyRepository.listing` gives.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from smmhire.storage.layout import head
from smmhire.storage.summaries import VacancySummary

_WAIT = 0.1  # seconds for a lock: the right opening waits longer and explains

_LISTING = """
SELECT id, title, employer, engagement, updated_at,
    (SELECT count(*) FROM application WHERE vacancy_id = vacancy.id)
        - (SELECT count(*) FROM application WHERE vacancy_id = vacancy.id
            AND candidate_id IN (SELECT id FROM candidate WHERE deleted_at > '')),
    (SELECT count(*) FROM attempt LEFT JOIN candidate ON candidate.id = attempt.candidate_id
        WHERE attempt.vacancy_id = vacancy.id AND attempt.finished_at IS NOT NULL
        AND candidate.deleted_at IS NULL),
    (SELECT max(number) FROM vacancy_version WHERE vacancy_id = vacancy.id),
    coalesce(updated_at > (SELECT max(published_at) FROM vacancy_version WHERE vacancy_id = vacancy.id), 0)
FROM vacancy WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC
"""


def vacancies(path: Path) -> tuple[VacancySummary, ...] | None:
    """All vacancies in the file, the last changed first; nothing is written.

    None where the file is not there, has not the layout of this version or cannot be read just now:
    `open_database` makes it ready or says what is wrong.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=_WAIT)) as connection:
            if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (head(),):
                return None
            return tuple(_summary(*row) for row in connection.execute(_LISTING))
    except sqlite3.Error:
        return None


def _summary(
    key: str,
    title: str,
    employer: str,
    engagement: str,
    written: str,
    candidates: int,
    finished: int,
    version: int | None,
    is_changed: int,
) -> VacancySummary:
    return VacancySummary(
        UUID(hex=key),
        title,
        employer,
        engagement,
        _moment(written),
        candidates,
        finished,
        version,
        bool(is_changed),
    )


def _moment(written: str) -> datetime:
    """What `tables.UtcDateTime` keeps on SQLite: UTC without saying so."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)
