"""Vacancy profiles in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, delete, false, func, insert, select, update

from smmhire.storage.summaries import VacancySummary
from smmhire.storage.tables import application, attempt, candidate, vacancy, vacancy_version

if TYPE_CHECKING:  # the list of vacancies needs no profile
    from smmhire.vacancies.profile import VacancyProfile


# Before everything: for 'is not null' SQLite would look through all candidates, instead of into the index.
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class VacancyRepository:
    """Loads and saves vacancy profiles. What is deleted is kept until `purge`, but not found any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, profile: VacancyProfile) -> None:
        """Add the profile, or replace the one with its id; one deleted meanwhile is there again."""
        values = _to_row(profile) | {"deleted_at": None}
        changed = self._connection.execute(update(vacancy).where(vacancy.c.id == profile.id).values(values))
        if changed.rowcount == 0:
            self._connection.execute(insert(vacancy).values(values))

    def get(self, vacancy_id: UUID) -> VacancyProfile | None:
        """The profile; None where there is none or it is deleted."""
        query = select(vacancy).where(vacancy.c.id == vacancy_id, vacancy.c.deleted_at.is_(None))
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _from_row(row)

    def listing(self) -> tuple[VacancySummary, ...]:
        """All profiles, the last changed first."""
        # The few who are deleted are counted off: looking each of 100,000 applicants up takes too long.
        applied = select(func.count()).where(application.c.vacancy_id == vacancy.c.id)
        deleted = select(candidate.c.id).where(candidate.c.deleted_at > _EVER)
        gone = applied.where(application.c.candidate_id.in_(deleted))
        finished = (
            select(func.count())
            .select_from(attempt.outerjoin(candidate))
            .where(
                attempt.c.vacancy_id == vacancy.c.id,
                attempt.c.finished_at.is_not(None),
                candidate.c.deleted_at.is_(None),
            )
            .scalar_subquery()
        )
        version = (
            select(func.max(vacancy_version.c.number))
            .where(vacancy_version.c.vacancy_id == vacancy.c.id)
            .scalar_subquery()
        )
        # `vacancies.keep` sees to it that a draft is newer than its last version where it says another thing.
        published_at = (
            select(func.max(vacancy_version.c.published_at))
            .where(vacancy_version.c.vacancy_id == vacancy.c.id)
            .scalar_subquery()
        )
        columns = (
            vacancy.c.id,
            vacancy.c.title,
            vacancy.c.employer,
            vacancy.c.engagement,
            vacancy.c.updated_at,
        )
        query = (
            select(
                *columns,
                applied.scalar_subquery() - gone.scalar_subquery(),
                finished,
                version,
                func.coalesce(vacancy.c.updated_at > published_at, false()),
            )
            .where(vacancy.c.deleted_at.is_(None))
            .order_by(vacancy.c.updated_at.desc(), vacancy.c.id.desc())
        )
        return tuple(VacancySummary(*row) for row in self._connection.execute(query))

    def titles(self) -> tuple[str, ...]:
        """The titles of all profiles."""
        return tuple(self._connection.scalars(select(vacancy.c.title).where(vacancy.c.deleted_at.is_(None))))

    def set_deleted(self, vacancy_id: UUID, deleted_at: datetime | None) -> bool:
        """Hide the profile, or (None) bring it back. False where that changes nothing."""
        is_hidden = (
            vacancy.c.deleted_at.is_not(None) if deleted_at is None else vacancy.c.deleted_at.is_(None)
        )
        query = update(vacancy).where(vacancy.c.id == vacancy_id, is_hidden).values(deleted_at=deleted_at)
        return self._connection.execute(query).rowcount == 1

    def purge(self, before: datetime) -> int:
        """Remove for good what was deleted before that moment; how many there were."""
        return self._connection.execute(delete(vacancy).where(vacancy.c.deleted_at < before)).rowcount


def _to_row(profile: VacancyProfile) -> dict[str, Any]:
    pay = profile.pay
    return {
        "id": profile.id,
        "title": profile.title,
        "employer": profile.employer,
        "description": profile.description,
        **profile.lists_to_json(),
        "pay_low": pay.low if pay else None,
        "pay_high": pay.high if pay else None,
        "pay_currency": pay.currency if pay else None,
        "pay_period": pay.period if pay else None,
        "pay_basis": pay.basis.value if pay else None,
        "engagement": profile.engagement,
        "arrangement": profile.place.arrangement.value,
        "city": profile.place.city,
        "country": profile.place.country,
        "created_at": profile.created_at,
        "updated_at": profile.updated_at,
        "alignment": list(profile.alignment),
        "interview": list(profile.interview),
        "apply_until": profile.apply_until,
        "how_to_apply": profile.how_to_apply,
    }


def _from_row(row: RowMapping | Mapping[str, Any]) -> VacancyProfile:
    from smmhire.vacancies.profile import Arrangement, PayBasis, PayOffer, Place, VacancyProfile
    from smmhire.vacancies.profile_json import lists_from_json

    pay = None
    if row["pay_low"] is not None:
        pay = PayOffer(
            low=row["pay_low"],
            high=row["pay_high"],
            currency=row["pay_currency"],
            period=row["pay_period"],
            basis=PayBasis(row["pay_basis"]),
        )
    return VacancyProfile(
        id=row["id"],
        title=row["title"],
        employer=row["employer"],
        description=row["description"],
        **lists_from_json(dict(row)),
        pay=pay,
        engagement=row["engagement"],
        place=Place(Arrangement(row["arrangement"]), row["city"], row["country"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        alignment=tuple(row["alignment"]),
        interview=tuple(row["interview"]),
        apply_until=row["apply_until"],
        how_to_apply=row["how_to_apply"],
    )
