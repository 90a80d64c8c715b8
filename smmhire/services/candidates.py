"""Candidates: making, keeping, listing, deleting with undo, and what they apply for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.listing import EVERYBODY, CandidateQuery
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import Deleted, no_candidate, no_vacancy, required_text, utc_now
from smmhire.storage.summaries import CandidateSummary as CandidateSummary
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


def new(
    name: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    email: str = "",
    phone: str = "",
    note: str = "",
    tags: Sequence[str] = (),
    experience_years: float | None = None,
    keep_until: date | None = None,
    vacancy_id: UUID | None = None,
    now: datetime | None = None,
) -> Candidate:
    """A new candidate, kept at once, who applies for `vacancy_id` if one is given.

    Raises UserError where the name is empty or the vacancy is no longer there.
    """
    moment = now or utc_now()
    candidate = Candidate(
        new_id(),
        _name(name),
        email.strip(),
        phone.strip(),
        note.strip(),
        moment,
        tags=tuple(tags),
        experience_years=experience_years,
        keep_until=keep_until,
    )
    with unit_of_work() as work:
        work.candidates.save(candidate)
        if vacancy_id is not None:
            if work.vacancies.get(vacancy_id) is None:
                raise no_vacancy()
            work.candidates.apply(candidate.id, vacancy_id, moment)
        work.commit()
    return candidate


def save(candidate: Candidate, *, unit_of_work: UnitOfWorkFactory) -> Candidate:
    """Keep the candidate, new or changed. Raises UserError where the name is empty."""
    saved = replace(candidate, name=_name(candidate.name))
    with unit_of_work() as work:
        work.candidates.save(saved)
        work.commit()
    return saved


def _name(name: str) -> str:
    return required_text(name, _("The candidate has no name."), _("Write the name."))


def get(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Candidate:
    """The candidate. Raises UserError where they are no longer there."""
    with unit_of_work(read_only=True) as work:
        candidate = work.candidates.get(candidate_id)
    if candidate is None:
        raise no_candidate()
    return candidate


def vacancies_of(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[UUID, ...]:
    """The vacancies the candidate applied for, in the order they did."""
    with unit_of_work(read_only=True) as work:
        return work.candidates.vacancies_of(candidate_id)


def listing(
    query: CandidateQuery = EVERYBODY, *, limit: int | None = None, unit_of_work: UnitOfWorkFactory
) -> tuple[CandidateSummary, ...]:
    """The candidates that the query finds, at most `limit` of them, with what they applied for and took.

    Windows ask `candidate_table` for the rows they show.
    """
    with unit_of_work(read_only=True) as work:
        return work.candidates.listing(query, limit)


def names(people: Collection[UUID], *, unit_of_work: UnitOfWorkFactory) -> dict[UUID, str]:
    """What these candidates are called; of those who are no longer there, nothing."""
    with unit_of_work(read_only=True) as work:
        return work.candidates.names(people)


def apply(
    candidate_id: UUID,
    vacancy_id: UUID,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> bool:
    """Let the candidate apply for the vacancy; False where they already had.

    Raises UserError where one of them is no longer there.
    """
    with unit_of_work() as work:
        if work.candidates.get(candidate_id) is None:
            raise no_candidate()
        if work.vacancies.get(vacancy_id) is None:
            raise no_vacancy()
        is_new = work.candidates.apply(candidate_id, vacancy_id, now or utc_now())
        work.commit()
    return is_new


def apply_all(
    candidate_ids: Sequence[UUID],
    vacancy_id: UUID,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> tuple[UUID, ...]:
    """Let these candidates apply for the vacancy, all in one; those who had not done so before.

    Raises UserError where the vacancy is no longer there.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        if work.vacancies.get(vacancy_id) is None:
            raise no_vacancy()
        applied = tuple(
            one
            for one in dict.fromkeys(candidate_ids)
            if work.candidates.get(one) is not None and work.candidates.apply(one, vacancy_id, moment)
        )
        work.commit()
    return applied


def withdraw_all(candidate_ids: Sequence[UUID], vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Take all these applications back. Attempts and results stay."""
    with unit_of_work() as work:
        for one in candidate_ids:
            work.candidates.withdraw(one, vacancy_id)
        work.commit()


def withdraw(candidate_id: UUID, vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> bool:
    """Take the application back; False where there was none. Attempts and results stay."""
    with unit_of_work() as work:
        was_there = work.candidates.withdraw(candidate_id, vacancy_id)
        work.commit()
    return was_there


def delete(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> Deleted:
    """Take the candidate off all lists, with their attempts and certificates.

    `undo_delete` brings everything back for 30 days; then it is removed for good. Raises UserError where
    they are no longer there.
    """
    with unit_of_work() as work:
        candidate = work.candidates.get(candidate_id)
        if candidate is None:
            raise no_candidate()
        work.candidates.set_deleted(candidate_id, now or utc_now())
        work.commit()
    return Deleted(candidate_id, candidate.name)


def delete_all(
    candidate_ids: Sequence[UUID], *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> tuple[Deleted, ...]:
    """As `delete`, of many, all in one; those who were still there."""
    moment = now or utc_now()
    deleted: list[Deleted] = []
    with unit_of_work() as work:
        for one in candidate_ids:
            candidate = work.candidates.get(one)
            if candidate is not None and work.candidates.set_deleted(one, moment):
                deleted.append(Deleted(one, candidate.name))
        work.commit()
    return tuple(deleted)


def undo_delete_all(candidate_ids: Sequence[UUID], *, unit_of_work: UnitOfWorkFactory) -> None:
    """Bring all of them back whom `delete_all` has deleted, and who are not gone for good."""
    with unit_of_work() as work:
        for one in candidate_ids:
            work.candidates.set_deleted(one, None)
        work.commit()


def undo_delete(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Candidate:
    """Bring a deleted candidate back.

    Raises UserError where they are gone for good, or were not deleted but merged into another entry.
    """
    with unit_of_work() as work:
        if work.merges.into(candidate_id) is not None:
            raise UserError(
                _("This entry was not deleted: it is part of another one."),
                _("Undo the merge; the other entry shows it."),
            )
        work.candidates.set_deleted(candidate_id, None)
        candidate = work.candidates.get(candidate_id)
        if candidate is None:
            raise no_candidate()
        work.commit()
    return candidate
